"""Mail to the lead when the steering office changes what it owes: held to it, suspended, resumed, withdrawn,
transferred, reopened."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.notifications.outbox import Draft, plan
from tracker.reminders import facts
from tracker.reminders.people import seats
from tracker.reminders.queries import current
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent

KIND = "changed"
_TOLD = frozenset(
    {
        EventKind.HELD_TO,
        EventKind.SUSPENDED,
        EventKind.RESUMED,
        EventKind.WITHDRAWN,
        EventKind.TRANSFERRED,
        EventKind.REOPENED,
    }
)


def recorded(session: Session, *, event: TaskEvent, assignment: Assignment, **_more: Any) -> None:
    """What a new plan takes away by the hundred is told with that plan; a change by a paper of its own is a mail of
    its own."""
    if event.kind not in _TOLD or (event.kind is EventKind.WITHDRAWN and "number" not in event.after):
        return
    for duty in current(session, [assignment.id]).values():
        people = seats(session, clock.day_of(event.at), [duty.agency_id])
        for person in people[duty.agency_id].actors if people else []:
            if person.id != event.actor_id:
                item = facts.changed(duty, person.id, event.id, reason=event.note, **_words(event))
                plan(session, Draft(KIND, person, [item], event.at, context=facts.place([item])), event.at)


def _words(event: TaskEvent) -> dict[str, str]:
    after = event.after
    what = "taken_over" if "from" in after else event.kind.value
    signed_on = after.get("signed_on")
    day = f"{date.fromisoformat(signed_on):%d/%m/%Y}" if signed_on else ""
    return {"what": what, "number": after.get("number", ""), "signed_on": day, "other": after.get("agency", "")}
