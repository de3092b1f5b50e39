"""Mail that urges agencies, and mail that asks those who help what they say to a report; written in the transaction
of the act."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker import clock
from tracker.coordination import queries, signals
from tracker.coordination.rules import speak_until
from tracker.deadlines.queries import calendar
from tracker.notifications import recheck
from tracker.notifications.models import Notification, NotificationItem
from tracker.notifications.outbox import Draft, Item, Person, call_off, plan
from tracker.reminders import facts
from tracker.reminders.checks import DECIDED, ended, outdated
from tracker.reminders.people import seats
from tracker.reminders.queries import Duty, current
from tracker.sentences import kept
from tracker.tasks import signals as task_signals
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Submission, TaskEvent
from tracker.tasks.publishing import PAUSE
from tracker.tasks.rules import Status

URGED, OPINION = "urged", "opinion"
UNDONE = kept("Cơ quan thường trực đã hoàn tác việc đôn đốc.")
SAID = kept("Cơ quan phối hợp đã cho ý kiến.")


def connect() -> None:
    signals.urged.connect(_urged)
    task_signals.recorded.connect(_recorded)
    recheck.register(URGED, _urging_outdated)
    recheck.register(OPINION, _opinion_outdated)


def _urged(
    session: Session, *, assignments: Sequence[Assignment], note: str, after: int, now: datetime, **_more: Any
) -> None:
    """One mail a person with everything of his agency that is urged, when it can no longer be undone."""
    duties = current(session, [one.id for one in assignments]).values()
    people = seats(session, clock.day_of(now), {duty.agency_id for duty in duties})
    told: dict[Person, list[Item]] = {}
    for duty in duties:
        for person in people[duty.agency_id].actors if duty.agency_id in people else []:
            key = f"{URGED}:assignment={duty.id}:after={after}:user={person.id}"
            item = Item(key, URGED, duty.topic, facts.row(duty, reason=note), duty.steering_id)
            told.setdefault(person, []).append(item)
    for person, items in told.items():
        plan(session, Draft(URGED, person, items, now + PAUSE, context={**facts.place(items), "note": note}), now)


def _recorded(session: Session, *, event: TaskEvent, assignment: Assignment, **_more: Any) -> None:
    """A report asks those who help to speak: their silence will count. An urging that was undone is not sent."""
    if event.kind is EventKind.UNDONE and event.after.get("act") == EventKind.URGED.value:
        call_off(session, [f"assignment:{assignment.id}"], UNDONE, planned=URGED)
    if event.kind is not EventKind.SUBMITTED:
        return
    parts = queries.helping(assignment.task)
    submission = next((one for one in assignment.submissions if one.round == assignment.round), None)
    if not parts or submission is None:
        return
    session.flush()
    until = speak_until(submission.reported_on, calendar(session))
    people = seats(session, clock.day_of(event.at), {part.agency_id for part in parts})
    for duty in current(session, [assignment.id]).values():
        for part in parts:
            for person in people[part.agency_id].actors if part.agency_id in people else []:
                _ask(session, duty, submission, part.agency_id, person, until, event.at)


def _ask(
    session: Session, duty: Duty, submission: Submission, agency_id: int, person: Person, until: date, now: datetime
) -> None:
    key = f"{OPINION}:submission={submission.id}:user={person.id}"
    more = {"submission": submission.id, "helper": agency_id, "until": until.isoformat(), "as": "helper"}
    item = Item(key, OPINION, f"submission:{submission.id}", facts.row(duty, **more), duty.steering_id)
    plan(session, Draft(OPINION, person, [item], now, context=facts.place([item])), now)


def _urging_outdated(
    session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime
) -> dict[int, str]:
    return outdated(session, mail, items, now, lambda _item, duty, _day: ended(duty))


def _opinion_outdated(
    session: Session, _mail: Notification, items: Iterable[NotificationItem], _now: datetime
) -> dict[int, str]:
    """Asked only while the report waits and the agency has not spoken."""
    found: dict[int, str] = {}
    for item in items:
        submission = session.get_one(Submission, item.context["submission"])
        if submission.assignment.status is not Status.SUBMITTED or submission.decision is not None:
            found[item.id] = DECIDED
        elif queries.own_word(session, submission, item.context["helper"]) is not None:
            found[item.id] = SAID
    return found
