"""Opens levels of the ladder, writes them into the tasks' history and says whom to tell. Never commits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from tracker import clock
from tracker.deadlines.calendar import Calendar
from tracker.deadlines.queries import calendar
from tracker.escalation import queries
from tracker.escalation.models import Escalation
from tracker.escalation.queries import Climb
from tracker.escalation.rules import levels_to_open
from tracker.notifications.outbox import Draft, Item, Person
from tracker.reminders import facts
from tracker.reminders.morning import Escalated
from tracker.reminders.people import Seats, seats
from tracker.reminders.queries import Duty
from tracker.reminders.rules import next_moment
from tracker.sentences import kept
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.service import record

KIND = "escalation"
NOBODY = kept("Quá hạn, mức %(level)s: chưa có người nhận.")
TOLD = kept("Báo quá hạn mức %(level)s tới: %(names)s.")
TOLD_FOR_NOBODY = kept("Báo quá hạn mức %(level)s tới: %(names)s. Cơ quan chủ trì chưa có người nhận.")


@dataclass(frozen=True)
class Told:
    """Somebody to tell of a level, in which part; `alone`: because the agency has nobody."""

    person: Person
    steering: bool
    alone: bool = False


def by_agency(climbs: Iterable[Climb]) -> Mapping[int, list[int]]:
    """The numbers of the duties that climb, by lead agency."""
    found: dict[int, list[int]] = {}
    for climb in climbs:
        found.setdefault(climb.duty.agency_id, []).append(climb.duty.id)
    return found


def open_levels(session: Session, ids: Sequence[int], day: date, now: datetime, days: Calendar) -> int:
    """Open the levels that some duties have reached, with a line in the history of each. Asks anew what they have
    reached, so that a run beside another one opens nothing twice."""
    climbs = queries.climbs(session, day, days, ids)
    opened = _add_levels(session, climbs, day, now)
    new = [climb for climb in climbs if (climb.duty.id, climb.reached) in opened]
    people = seats(session, day, {place for c in new for place in (c.duty.agency_id, c.duty.steering_id)})
    rows = session.scalars(select(Assignment).where(Assignment.id.in_([climb.duty.id for climb in new])))
    assignments = {assignment.id: assignment for assignment in rows}
    for climb in new:
        told = addressees(climb.duty, climb.reached, people)
        record(
            assignments[climb.duty.id],
            EventKind.ESCALATED,
            actor=None,
            now=now,
            after={"level": climb.reached, "told": [one.person.id for one in told]},
            note=_history_line(climb.reached, told),
        )
    return len(new)


def mails(session: Session, day: date, now: datetime) -> tuple[list[int], list[Draft]]:
    """Numbers of the levels that nobody was told of yet, and one mail a person with all of them that are his."""
    ids, escalated = queries.untold(session)
    people = seats(session, day, {place for e in escalated for place in (e.duty.agency_id, e.duty.steering_id)})
    told: dict[Person, list[Item]] = {}
    for one in escalated:
        for who in addressees(one.duty, one.level, people):
            told.setdefault(who.person, []).append(_item(one, who))
    moment = next_moment(clock.local(now), calendar(session))
    drafts = [_draft(person, items, moment) for person, items in told.items()]
    return ids, sorted(drafts, key=lambda draft: draft.person.id)


def mark_told(session: Session, ids: Sequence[int], now: datetime) -> None:
    """Rows that another run holds are marked by it; in one order, so that two runs never wait for one another."""
    mine = session.scalars(
        select(Escalation.id)
        .where(Escalation.id.in_(ids), Escalation.told_at.is_(None))
        .order_by(Escalation.id)
        .with_for_update(skip_locked=True)
    ).all()
    session.execute(update(Escalation).where(Escalation.id.in_(mine)).values(told_at=now))


def addressees(duty: Duty, level: int, people: Mapping[int, Seats]) -> list[Told]:
    """Whom a level tells. An agency without people is the steering office's business at once."""
    lead, steering = people.get(duty.agency_id), people.get(duty.steering_id, Seats())
    if level == 1 and lead is not None:
        found = [Told(person, steering=False) for person in lead.actors]
    elif level == 3:
        found = [Told(person, steering=True, alone=lead is None) for person in steering.heads or steering.everyone]
    else:
        heads = [Told(person, steering=False) for person in (lead.heads or lead.focals if lead else [])]
        found = heads + [Told(person, steering=True, alone=lead is None) for person in steering.everyone]
    return list({one.person.id: one for one in reversed(found)}.values())[::-1]


def close(session: Session, assignment_id: int, now: datetime) -> None:
    """The agency reported, or the duty ended: the ladder stands still."""
    session.execute(
        update(Escalation)
        .where(Escalation.assignment_id == assignment_id, Escalation.closed_at.is_(None))
        .values(closed_at=now)
    )


def reopen(session: Session, assignment_id: int) -> None:
    """The report came back: the ladder goes on from where it stood."""
    session.execute(update(Escalation).where(Escalation.assignment_id == assignment_id).values(closed_at=None))


def _add_levels(session: Session, climbs: Sequence[Climb], day: date, now: datetime) -> set[tuple[int, int]]:
    """Rows for every level passed and reached. Of two runs the unique index lets one write each."""
    rows = [
        {
            "assignment_id": climb.duty.id,
            "deadline_version": climb.duty.deadline_version,
            "level": level,
            "skipped": level < climb.reached,
            "opened_on": day,
            "told_at": now if level < climb.reached else None,
            "created_at": now,
        }
        for climb in sorted(climbs, key=lambda climb: climb.duty.id)
        for level in levels_to_open(climb.stood, climb.reached)
    ]
    if not rows:
        return set()
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(Escalation)
        .on_conflict_do_nothing(index_elements=["assignment_id", "deadline_version", "level"])
        .returning(Escalation.assignment_id, Escalation.level)
    )
    return {(assignment_id, level) for assignment_id, level in session.execute(statement, rows)}


def _item(one: Escalated, who: Told) -> Item:
    duty = one.duty
    key = f"{KIND}:assignment={duty.id}:user={who.person.id}:version={duty.deadline_version}:level={one.level}"
    part = "steering" if who.steering else "agency"
    row = facts.row(duty, level=one.level, alone=who.alone, version=duty.deadline_version, **{"as": part})
    return Item(key, facts.ESCALATION, duty.topic, row, duty.steering_id)


def _draft(person: Person, items: Sequence[Item], moment: datetime) -> Draft:
    """Longest delay first."""
    ordered = sorted(items, key=lambda item: (str(item.context["due"]), item.key))
    return Draft(KIND, person, ordered, moment, context=facts.place(items))


def _history_line(level: int, told: Sequence[Told]) -> str:
    if not told:
        return NOBODY % {"level": level}
    sentence = TOLD_FOR_NOBODY if any(one.alone for one in told) else TOLD
    return sentence % {"level": level, "names": ", ".join(one.person.name for one in told)}
