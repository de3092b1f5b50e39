"""One mail a person each working morning: what waits for whom. Reads; the job writes. Never empty."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from tracker import clock
from tracker.deadlines.queries import calendar
from tracker.notifications.outbox import Draft, Item, Person, told_keys
from tracker.notifications.rendering import ROWS
from tracker.reminders import facts
from tracker.reminders.morning import Escalated, Late, Morning, Unmanned, read
from tracker.reminders.queries import Duty
from tracker.reminders.rules import next_moment
from tracker.tasks.rules import DUE_SOON_DAYS, LEADS_MOVE, Status

KIND = "digest"
LEAD_SECTIONS = (facts.OVERDUE, "today", "week", "returned")


@dataclass
class Content:
    """A person's mail while it is put together: facts, how many there are of each, and names of his agencies."""

    person: Person
    items: list[Item] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)
    reminded: dict[str, int] = field(default_factory=dict)
    late_tasks: int = 0
    place: str = ""

    def add(self, section: str, total: int, items: Sequence[Item]) -> None:
        if total:
            self.totals[section] = self.totals.get(section, 0) + total
            self.items += items


def digests(session: Session, day: date, now: datetime, escalated: Iterable[Escalated]) -> list[Draft]:
    """Nothing on rest days, nothing for a morning that is past: the next working morning tells what is true then."""
    days = calendar(session)
    moment = next_moment(clock.local(now), days)
    if moment.date() != day:
        return []
    morning = read(session, day, escalated)
    known = _known(session, morning)
    drafts = (_draft(_content(person, places, morning, known), day, moment) for person, places in _readers(morning))
    return [draft for draft in drafts if draft is not None]


def _readers(morning: Morning) -> list[tuple[Person, list[int]]]:
    """Everybody who gets mail, with the agencies he sits in."""
    places: dict[Person, list[int]] = {}
    for agency_id, seat in morning.people.items():
        for person in seat.everyone:
            places.setdefault(person, []).append(agency_id)
    return sorted(places.items(), key=lambda entry: entry[0].id)


def _content(person: Person, places: Sequence[int], morning: Morning, known: set[str]) -> Content:
    content = Content(person, place=morning.names[places[0]] if len(places) == 1 else "")
    owed = [duty for place in places for duty in morning.owed.get(place, ())]
    for section in LEAD_SECTIONS:
        _add_owed(content, section, [duty for duty in owed if section_of(duty, morning.day) == section], morning)
    waiting = [d for place in places for d in morning.steered.get(place, ()) if d.status is Status.SUBMITTED]
    content.add("confirm", len(waiting), [_waiting(duty, person, morning.day) for duty in waiting[:ROWS]])
    asking = [d for place in places for d in morning.steered.get(place, ()) if d.extension_asked_on is not None]
    content.add("extension", len(asking), [facts.asking(duty, person.id, morning.day) for duty in asking[:ROWS]])
    handed_back = [d for place in places for d in morning.steered.get(place, ()) if is_waiting(d, d.handed_back_at)]
    _add_waiting(content, "handed_back", handed_back, morning.day, **{"as": "steering"})
    headed = [place for place in places if person in morning.people[place].heads]
    prepared = [d for place in headed for d in morning.owed.get(place, ()) if is_waiting(d, d.prepared_at)]
    _add_waiting(content, "approve", prepared, morning.day)
    late = [one for place in places for one in morning.late(place)]
    content.late_tasks = sum(one.count for one in late)
    content.add("late", len(late), [_late(one, person, morning.day) for one in late[:ROWS]])
    for place in places:
        news = [item for item in _escalated(morning.escalated.get(place, ()), person) if item.key not in known]
        content.add("escalated", len(news), news[:ROWS])
        _add_unmanned(content, morning.unmanned.get(place, ()), known)
    return content


def is_waiting(duty: Duty, since: datetime | None) -> bool:
    return since is not None and duty.status in LEADS_MOVE


def _add_waiting(content: Content, section: str, some: Sequence[Duty], day: date, **more: str) -> None:
    """What waits for an answer of the person's; its due day may be told beside it."""
    content.add(section, len(some), [facts.waiting(d, content.person.id, day, section, **more) for d in some[:ROWS]])


def section_of(duty: Duty, day: date) -> str | None:
    """Where an agency's own duty stands in its people's digest."""
    if duty.status not in LEADS_MOVE:
        return None
    left = (duty.due_on - day).days if duty.due_on else None
    if left is not None and left <= DUE_SOON_DAYS:
        return facts.OVERDUE if left < 0 else "today" if left == 0 else "week"
    return "returned" if duty.status is Status.RETURNED else None


def _add_owed(content: Content, section: str, some: Sequence[Duty], morning: Morning) -> None:
    """Rows of the mail that reminded this very morning are counted, not said again."""
    person = content.person
    new = [duty for duty in some if (person.id, duty.topic) not in morning.reminded]
    content.add(section, len(some), [facts.in_digest(d, person.id, morning.day, section) for d in new[:ROWS]])
    if len(new) < len(some):
        content.reminded[section] = len(some) - len(new)


def _waiting(duty: Duty, person: Person, day: date) -> Item:
    waits = (day - duty.reported_on).days if duty.reported_on else 0
    return facts.in_digest(duty, person.id, day, "confirm", waits=waits, **{"as": "steering"})


def _late(one: Late, person: Person, day: date) -> Item:
    key = f"digest:agency={one.agency_id}:user={person.id}:day={day}"
    context = {"section": "late", "agency": one.agency, "agency_id": one.agency_id, "n": one.count, "days": one.days}
    return Item(key, "digest", f"agency:{one.agency_id}", context, one.steering_id)


def _escalated(some: Iterable[Escalated], person: Person) -> Iterator[Item]:
    for one in some:
        name = f"assignment={one.duty.id}:user={person.id}:version={one.duty.deadline_version}:level={one.level}"
        row = facts.row(one.duty, section="escalated", level=one.level, **{"as": "steering"})
        yield Item(f"digest-escalated:{name}", "digest", one.duty.topic, row, one.duty.steering_id)


def _add_unmanned(content: Content, some: Sequence[Unmanned], known: set[str]) -> None:
    """A new gap is a fact of its own; known gaps are only counted in mails that go out anyway."""
    items = [_unmanned(one, content.person) for one in some]
    content.add("unmanned", len(some), [item for item in items if item.key not in known][:ROWS])


def _unmanned(one: Unmanned, person: Person) -> Item:
    key = f"digest-unmanned:agency={one.agency_id}:user={person.id}"
    context = {"section": "unmanned", "agency": one.agency, "agency_id": one.agency_id, "n": one.count}
    return Item(key, "digest", f"agency:{one.agency_id}", context, one.steering_id)


def _known(session: Session, morning: Morning) -> set[str]:
    """Facts told once, not every morning, that their readers know already."""
    keys = [
        item.key
        for place, seat in morning.people.items()
        for person in seat.everyone
        for item in (
            *_escalated(morning.escalated.get(place, ()), person),
            *(_unmanned(one, person) for one in morning.unmanned.get(place, ())),
        )
    ]
    return told_keys(session, keys)


def _draft(content: Content, day: date, moment: datetime) -> Draft | None:
    if not content.items:
        return None
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=moment.tzinfo)
    context: Mapping[str, object] = {
        "totals": content.totals,
        "reminded": content.reminded,
        "late_tasks": content.late_tasks,
        "place": content.place,
    }
    key = f"{KIND}:user={content.person.id}:day={day}"
    return Draft(KIND, content.person, content.items, moment, key, context, expires_at=midnight)
