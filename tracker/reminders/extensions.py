"""Mail about decisions on requests for another day, written in the transaction of the decision."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.extensions import signals
from tracker.extensions.models import Extension
from tracker.notifications import recheck
from tracker.notifications.models import Notification, NotificationItem
from tracker.notifications.outbox import Draft, Item, Person, plan
from tracker.reminders import checks, facts
from tracker.reminders.people import Seats, seats
from tracker.reminders.queries import Duty, current
from tracker.users.models import User

KIND = "extension"


def connect() -> None:
    signals.decided.connect(_decided)
    recheck.register(KIND, _outdated)


def _decided(session: Session, *, extensions: Sequence[Extension], actor: User, now: datetime, **_more: Any) -> None:
    """One mail a person with all that was decided at once: to whoever asked and to the head of the agency."""
    duties = current(session, [extension.assignment_id for extension in extensions])
    people = seats(session, clock.day_of(now), {duty.agency_id for duty in duties.values()})
    told: dict[Person, list[Item]] = {}
    for extension in extensions:
        duty = duties.get(extension.assignment_id)
        if duty is None or duty.agency_id not in people:
            continue
        for person in _addressees(people[duty.agency_id], extension):
            if person.id != actor.id:
                told.setdefault(person, []).append(_item(duty, extension, person))
    for person, items in told.items():
        plan(session, Draft(KIND, person, items, now, context=facts.place(items)), now)


def _addressees(seat: Seats, extension: Extension) -> Iterator[Person]:
    asker = {extension.asked_by_id, extension.asked_for_id}
    found = {person.id: person for person in (*seat.heads, *(one for one in seat.everyone if one.id in asker))}
    yield from found.values()


def _item(duty: Duty, extension: Extension, person: Person) -> Item:
    return facts.extension_decided(
        duty,
        person.id,
        extension.id,
        answer=extension.decision,
        asked=_words(extension.asked_due),
        before=_words(extension.due_on),
        granted=_words(extension.granted_due),
        reason=extension.answer,
        document=extension.answer_number,
        signed_on=_words(extension.answer_date),
    )


def _words(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _outdated(
    session: Session, mail: Notification, items: Iterable[NotificationItem], now: datetime
) -> dict[int, str]:
    """A decision is told while no other day counts."""

    def reason(item: NotificationItem, duty: Duty, _day: date) -> str:
        return "" if duty.deadline_version == item.context["version"] else checks.MOVED

    return checks.outdated(session, mail, list(items), now, reason)
