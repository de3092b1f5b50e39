"""The acts on an assignment: start, update, report, confirm, return. Never commits; checks first, changes last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.errors import ConflictError, DomainError
from tracker.sentences import kept
from tracker.tasks import signals
from tracker.tasks.kinds import Decision, EventKind
from tracker.tasks.models import Assignment, Evidence, Submission, Task, TaskEvent
from tracker.tasks.rules import Status, can_move, rolled_up
from tracker.users.models import User

STARTED = kept("Bắt đầu thực hiện")
REPORTED = kept("Báo cáo hoàn thành lần %(n)s")
CONFIRMED = kept("Đã xác nhận hoàn thành")
RETURNED = kept("Trả lại: %(reason)s")
"""The last word on an assignment, as lists show it."""


@dataclass(frozen=True)
class Report:
    """What an agency says it did: the document's number and date, the result in words, the files already stored."""

    text: str
    document_number: str = ""
    document_date: date | None = None
    files: Sequence["StoredFile"] = ()


@dataclass(frozen=True)
class StoredFile:
    filename: str
    media_type: str
    size: int
    sha256: str


def start(assignment: Assignment, *, actor: User, now: datetime) -> None:
    """The lead takes the work in hand."""
    _move(assignment, Status.IN_PROGRESS)
    record(assignment, EventKind.STARTED, actor=actor, now=now, before=Status.ASSIGNED)
    _touch(assignment, now, STARTED)


def update_progress(assignment: Assignment, note: str, *, actor: User, now: datetime) -> None:
    """A line on how the work goes; the first one also starts it."""
    if assignment.status not in {Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED}:
        raise DomainError(_("Nhiệm vụ này đang chờ xác nhận hoặc đã kết thúc nên không cập nhật tiến độ được nữa."))
    if not note.strip():
        raise DomainError(_("Hãy ghi tiến độ: việc đã làm, việc còn lại, khó khăn nếu có."))
    before = assignment.status
    if before is Status.ASSIGNED:
        _move(assignment, Status.IN_PROGRESS)
    record(assignment, EventKind.PROGRESS, actor=actor, now=now, before=before, note=note.strip())
    _touch(assignment, now, note.strip())


def report_done(
    session: Session, assignment: Assignment, report: Report, *, actor: User, now: datetime, day: date
) -> Submission:
    """Round k: the agency reports the result with its evidence. `day` is the report day that decides on-time."""
    if not can_move(assignment.status, Status.SUBMITTED):
        raise DomainError(_("Nhiệm vụ này đang chờ xác nhận hoặc đã kết thúc nên không báo cáo lại được."))
    if not report.text.strip():
        raise DomainError(_("Hãy ghi kết quả thực hiện."))
    if not report.document_number.strip() and not report.files:
        raise DomainError(_("Hãy ghi số văn bản hoặc đính kèm ít nhất một tệp minh chứng."))
    if report.document_date and report.document_date > day:
        raise DomainError(_("Ngày văn bản không được sau hôm nay."))
    before = assignment.status
    _move(assignment, Status.SUBMITTED)
    assignment.round += 1
    assignment.reported_on = day
    submission = Submission(
        assignment=assignment,
        round=assignment.round,
        text=report.text.strip(),
        document_number=report.document_number.strip(),
        document_date=report.document_date,
        reported_on=day,
        reported_at=now,
        reported_by_id=actor.id,
        reason="",
        evidence=[
            Evidence(filename=f.filename, media_type=f.media_type, size=f.size, sha256=f.sha256) for f in report.files
        ],
    )
    session.add(submission)
    after = {"round": assignment.round, "files": [f.sha256 for f in report.files]}
    record(assignment, EventKind.SUBMITTED, actor=actor, now=now, before=before, after=after, note=submission.text)
    _touch(assignment, now, REPORTED % {"n": assignment.round})
    return submission


def confirm(assignment: Assignment, *, actor: User, now: datetime, note: str = "") -> None:
    """The steering office accepts the report; the report day, not today, decides whether it was on time."""
    submission = _to_decide(assignment, actor)
    _move(assignment, Status.COMPLETED)
    assignment.closed_at = now
    _decide(submission, Decision.CONFIRMED, actor, now, note.strip())
    record(assignment, EventKind.CONFIRMED, actor=actor, now=now, before=Status.SUBMITTED, note=note.strip())
    _touch(assignment, now, CONFIRMED)


def return_for_rework(assignment: Assignment, reason: str, *, actor: User, now: datetime) -> None:
    """The steering office sends the report back; it loses its report day, the agency's clock runs again."""
    submission = _to_decide(assignment, actor)
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do trả lại để cơ quan chủ trì biết cần bổ sung gì."))
    _move(assignment, Status.RETURNED)
    assignment.reported_on = None
    _decide(submission, Decision.RETURNED, actor, now, reason.strip())
    record(assignment, EventKind.RETURNED, actor=actor, now=now, before=Status.SUBMITTED, note=reason.strip())
    _touch(assignment, now, RETURNED % {"reason": reason.strip()})


def withdraw(assignment: Assignment, reason: str, *, actor: User | None, now: datetime) -> None:
    """The agency owes it no longer; its reports and files stay."""
    before = assignment.status
    _move(assignment, Status.WITHDRAWN)
    assignment.closed_at, assignment.held = now, False
    record(assignment, EventKind.WITHDRAWN, actor=actor, now=now, before=before, note=reason)
    _touch(assignment, now, reason)


def give_again(assignment: Assignment, *, now: datetime) -> None:
    """An agency that the work was taken from owes it again; who gave it is for the caller to record."""
    _move(assignment, Status.ASSIGNED)
    assignment.closed_at, assignment.reported_on = None, None
    assignment.assigned_on = clock.day_of(now)


def check_version(assignment: Assignment, seen: int | None) -> None:
    """Refuse an act decided on a page that is older than the assignment."""
    if seen is not None and seen != assignment.version:
        raise ConflictError(_("Nhiệm vụ vừa được người khác cập nhật. Hãy xem lại trạng thái mới rồi thực hiện lại."))


def record(
    assignment: Assignment,
    kind: EventKind,
    *,
    actor: User | None,
    now: datetime,
    before: Status | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> TaskEvent:
    """Add the history row of an act, and let the packages above act on it in the same transaction."""
    session = Session.object_session(assignment)
    if session is None:
        raise ValueError("the assignment is not in a session")
    event = TaskEvent(
        plan_id=assignment.plan_id,
        task_id=assignment.task_id,
        assignment_id=assignment.id,
        kind=kind,
        actor_id=actor.id if actor else None,
        before={"status": before.value} if before else {},
        after={"status": assignment.status.value, **(after or {})},
        note=note,
        at=now,
    )
    session.add(event)
    session.flush()
    signals.recorded.send(session, event=event, assignment=assignment)
    return event


def roll_up(session: Session, task_id: int) -> None:
    """Set the task's own state and counts from its assignments."""
    task = session.get_one(Task, task_id)
    session.flush()
    statuses = list(session.scalars(select(Assignment.status).where(Assignment.task_id == task_id)))
    if statuses:
        task.status = rolled_up(statuses)
        task.assignments_total = sum(status is not Status.WITHDRAWN for status in statuses)
        task.assignments_done = sum(status is Status.COMPLETED for status in statuses)


def _to_decide(assignment: Assignment, actor: User) -> Submission:
    if assignment.status is not Status.SUBMITTED:
        raise DomainError(_("Nhiệm vụ này không có báo cáo nào đang chờ xác nhận."))
    submission = next(one for one in assignment.submissions if one.round == assignment.round)
    if submission.reported_by_id == actor.id:
        raise DomainError(_("Người báo cáo không được tự xác nhận hoặc trả lại báo cáo của mình."))
    return submission


def _decide(submission: Submission, decision: Decision, actor: User, now: datetime, reason: str) -> None:
    submission.decision, submission.reason = decision, reason
    submission.decided_at, submission.decided_by_id = now, actor.id


def _move(assignment: Assignment, to: Status) -> None:
    if not can_move(assignment.status, to):
        raise DomainError(_("Việc này không thực hiện được ở trạng thái hiện tại của nhiệm vụ."))
    assignment.status = to


def _touch(assignment: Assignment, now: datetime, line: str) -> None:
    assignment.last_update_at, assignment.last_update = now, line
    session = Session.object_session(assignment)
    if session is not None:
        roll_up(session, assignment.task_id)
