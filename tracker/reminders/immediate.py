"""Mail about an act, written in the transaction of the act: assigned, returned, confirmed, partly accepted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.notifications import recheck
from tracker.notifications.outbox import Draft, Item, Person, plan
from tracker.reminders import changes, checks, digest, facts, service
from tracker.reminders.people import seats
from tracker.reminders.queries import Duty, current
from tracker.tasks import signals
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.publishing import PAUSE
from tracker.tasks.together import waiting

DECISIONS: Mapping[EventKind, str] = {
    EventKind.RETURNED: "returned",
    EventKind.CONFIRMED: "confirmed",
    EventKind.PARTLY_ACCEPTED: "partly",
}


def connect() -> None:
    """Listen to what happens to tasks, and say how each kind of mail is looked at again before it leaves."""
    signals.opened.connect(_opened)
    signals.recorded.connect(_recorded)
    signals.recorded.connect(changes.recorded)
    signals.together.connect(_together)
    recheck.register("assigned", checks.assigned)
    recheck.register("returned", checks.decided)
    recheck.register("confirmed", checks.decided)
    recheck.register("partly", checks.decided)
    recheck.register(changes.KIND, checks.changed)
    recheck.register(service.KIND, checks.reminder)
    recheck.register(digest.KIND, checks.digest)


def _opened(
    session: Session, *, assignments: Sequence[Assignment], now: datetime, not_before: datetime, **_more: Any
) -> None:
    """One mail a person with all that his agency was just given; never one a task."""
    duties = current(session, [assignment.id for assignment in assignments]).values()
    people = seats(session, clock.day_of(now), {duty.agency_id for duty in duties})
    told: dict[Person, list[Item]] = {}
    for duty in duties:
        for person in people[duty.agency_id].actors if duty.agency_id in people else []:
            told.setdefault(person, []).append(facts.assigned(duty, person.id))
    for person, items in told.items():
        plan(session, Draft("assigned", person, items, not_before, context=facts.place(items)), now)


def _recorded(session: Session, *, event: TaskEvent, assignment: Assignment, **_more: Any) -> None:
    kind = DECISIONS.get(event.kind)
    if kind is None or waiting(session):
        return
    for duty in current(session, [assignment.id]).values():
        _tell_decision(session, kind, duty, event)


def _together(session: Session, *, acts: Sequence[tuple[TaskEvent, Assignment]], now: datetime, **_more: Any) -> None:
    """One mail to each person about all decisions of a kind, when they can no longer be undone."""
    decided = {assignment.id: event for event, assignment in acts if event.kind in DECISIONS}
    duties = current(session, decided).values() if decided else ()
    people = seats(session, clock.day_of(now), {duty.agency_id for duty in duties})
    told: dict[tuple[str, Person], list[Item]] = {}
    for duty in duties:
        event = decided[duty.id]
        kind = DECISIONS[event.kind]
        for person in people[duty.agency_id].actors if duty.agency_id in people else []:
            if person.id != event.actor_id:
                told.setdefault((kind, person), []).append(facts.decided(kind, duty, person.id, event.note))
    for (kind, person), items in told.items():
        plan(session, Draft(kind, person, items, now + PAUSE, context=facts.place(items)), now)


def _tell_decision(session: Session, kind: str, duty: Duty, event: TaskEvent) -> None:
    people = seats(session, clock.day_of(event.at), [duty.agency_id])
    for person in people[duty.agency_id].actors if people else []:
        if person.id != event.actor_id:
            item = facts.decided(kind, duty, person.id, event.note)
            plan(session, Draft(kind, person, [item], event.at, context=facts.place([item])), event.at)
