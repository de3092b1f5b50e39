"""Takes back an act that was done together with many others, while nobody has acted since. Never commits."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from tracker.errors import ConflictError
from tracker.sentences import kept
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Submission, Task, TaskEvent
from tracker.tasks.publishing import PAUSE
from tracker.tasks.rules import Status
from tracker.tasks.service import done, record
from tracker.tasks.together import together
from tracker.users.models import User

WINDOW: timedelta = PAUSE
"""How long many acts can be taken back together: letters about them wait as long."""
UNDONE = kept("Đã hoàn tác việc vừa thực hiện hàng loạt")


def not_undone() -> ColumnElement[bool]:
    """Condition on TaskEvent: what it tells of was not taken back."""
    later = aliased(TaskEvent)
    return ~exists().where(
        later.assignment_id == TaskEvent.assignment_id,
        later.kind == EventKind.UNDONE,
        later.after["undoes"].as_integer() == TaskEvent.id,
    )


def of_batch(session: Session, batch: str, user: User) -> Sequence[TaskEvent]:
    """The lines of one person's acts that were done together, with their assignments."""
    query = (
        select(TaskEvent)
        .where(TaskEvent.batch == batch, TaskEvent.actor_id == user.id, TaskEvent.assignment_id.is_not(None))
        .options(
            joinedload(TaskEvent.assignment).options(
                joinedload(Assignment.agency),
                joinedload(Assignment.task).selectinload(Task.agencies),
                selectinload(Assignment.submissions).selectinload(Submission.evidence),
            )
        )
        .order_by(TaskEvent.id)
    )
    return session.scalars(query).unique().all()


def bar(events: Sequence[TaskEvent], now: datetime) -> str:
    """Why the acts cannot be taken back any more; nothing when they can."""
    acts = [event for event in events if event.kind in _REVERSED]
    if not acts:
        return _("Việc này không hoàn tác được.")
    if now > acts[0].at + WINDOW:
        return _("Đã quá %(n)s phút nên không hoàn tác được nữa.", n=int(WINDOW.total_seconds() // 60))
    for event in acts:
        assert event.assignment is not None  # asked for
        if event.assignment.version != event.after.get("version"):
            return _("Đã có người xử lý tiếp %(code)s nên không hoàn tác được.", code=event.assignment.task.code)
    return ""


def undo(session: Session, events: Sequence[TaskEvent], *, actor: User, now: datetime) -> int:
    """Put every assignment back to where it stood; how many. The acts and their undoing both stay in the history."""
    why_not = bar(events, now)
    if why_not:
        raise ConflictError(why_not)
    acts = [event for event in events if event.kind in _REVERSED]
    with together(session, now):
        for event in acts:
            assignment = event.assignment
            assert assignment is not None  # asked for
            before = assignment.status
            _REVERSED[event.kind](assignment, event)
            after = {"undoes": event.id, "act": event.kind.value}
            if event.kind is EventKind.URGED:
                record(assignment, EventKind.UNDONE, actor=actor, now=now, before=before, after=after)
            else:
                done(assignment, EventKind.UNDONE, UNDONE, actor=actor, now=now, before=before, after=after)
    return len(acts)


def _unconfirm(assignment: Assignment, _event: TaskEvent) -> None:
    submission = next(one for one in assignment.submissions if one.round == assignment.round)
    submission.decision, submission.reason = None, ""
    submission.decided_at = submission.decided_by_id = None
    assignment.status, assignment.closed_at = Status.SUBMITTED, None


def _unurge(_assignment: Assignment, _event: TaskEvent) -> None:
    """Nothing but the letter, which whoever planned it calls off."""


def _unaccept(assignment: Assignment, _event: TaskEvent) -> None:
    assignment.accepted_at = None


def _move_back(assignment: Assignment, event: TaskEvent) -> None:
    """The days that counted before, as the line of the move keeps them; reminders begin anew for them."""
    nominal, effective, counts = (
        _day(event.after.get(name)) for name in ("nominal_before", "effective_before", "from")
    )
    assignment.set_due(nominal, effective, counts)
    assignment.deadline_version += 1


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_REVERSED: Mapping[EventKind, Callable[[Assignment, TaskEvent], None]] = {
    EventKind.CONFIRMED: _unconfirm,
    EventKind.ACCEPTED: _unaccept,
    EventKind.RESCHEDULED: _move_back,
    EventKind.URGED: _unurge,
}
