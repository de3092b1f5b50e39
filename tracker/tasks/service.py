"""The acts on an assignment: start, update, report, confirm in whole or part, return; and what every act ends with.
Never commits; checks first, changes last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.errors import ConflictError, DomainError
from tracker.permissions import Action, can
from tracker.sentences import kept
from tracker.tasks import own, signals
from tracker.tasks.acting import as_agencies, by
from tracker.tasks.children import refuse_open
from tracker.tasks.draft_models import ReportDraft
from tracker.tasks.files import StoredFile as StoredFile  # noqa: PLC0414  # others know it from here
from tracker.tasks.files import evidence_of
from tracker.tasks.kinds import Cause, Decision, EventKind
from tracker.tasks.models import Assignment, Submission, TaskEvent
from tracker.tasks.rolling import roll_up
from tracker.tasks.rules import Act, Status, can_do, can_move
from tracker.tasks.together import waiting
from tracker.users.models import User

STARTED = kept("Bắt đầu thực hiện")
REPORTED = kept("Báo cáo hoàn thành lần %(n)s")
CONFIRMED = kept("Đã xác nhận hoàn thành")
RETURNED = kept("Trả lại: %(reason)s")
PARTLY = kept("Chấp nhận một phần, còn lại: %(remaining)s")
"""The last word on an assignment, as lists show it."""


@dataclass(frozen=True)
class Report:
    """What an agency says it did: the document's number and date, the result in words, the files already stored."""

    text: str
    document_number: str = ""
    document_date: date | None = None
    files: Sequence[StoredFile] = ()


def start(assignment: Assignment, *, actor: User, now: datetime) -> None:
    """The lead takes the work in hand."""
    check_act(assignment, Act.START)
    move(assignment, Status.IN_PROGRESS)
    take(assignment, now)
    done(assignment, EventKind.STARTED, STARTED, actor=actor, now=now, before=Status.ASSIGNED)


def update_progress(
    assignment: Assignment,
    note: str,
    *,
    actor: User,
    now: datetime,
    percent: int | None = None,
    obstacle: str = "",
    cause: Cause | None = None,
    proposal: str = "",
) -> None:
    """A line on how the work goes; the first one also starts it. What holds the work up is said each time anew."""
    if not can_do(Act.UPDATE, assignment.status):
        raise DomainError(_("Nhiệm vụ này đang chờ xác nhận hoặc đã kết thúc nên không cập nhật tiến độ được nữa."))
    if not note.strip():
        raise DomainError(_("Hãy ghi tiến độ: việc đã làm, việc còn lại, khó khăn nếu có."))
    if percent is not None and not 0 <= percent <= 100:
        raise DomainError(_("Hãy nhập tỷ lệ hoàn thành từ 0 đến 100."))
    if obstacle.strip() and cause is None:
        raise DomainError(_("Hãy chọn nguyên nhân của khó khăn, vướng mắc: khách quan hay chủ quan."))
    before = assignment.status
    if before is Status.ASSIGNED:
        move(assignment, Status.IN_PROGRESS)
    assignment.accepted_at = assignment.accepted_at or now
    assignment.percent = assignment.percent if percent is None else percent
    assignment.obstacle, assignment.proposal = obstacle.strip(), proposal.strip()
    assignment.obstacle_cause = cause if obstacle.strip() else None
    after = {
        "percent": assignment.percent,
        "obstacle": assignment.obstacle,
        "cause": assignment.obstacle_cause,
        "proposal": assignment.proposal,
    }
    done(
        assignment,
        EventKind.PROGRESS,
        note.strip(),
        actor=actor,
        now=now,
        before=before,
        after={name: value for name, value in after.items() if value or name == "percent"},
        note=note.strip(),
    )


def report_done(
    session: Session, assignment: Assignment, report: Report, *, actor: User, now: datetime, day: date
) -> Submission:
    """Round k: the agency reports the result with its evidence. `day` is the report day that decides on-time.

    Whoever wrote the draft that lay there has a part in the report; the draft ends with it.
    """
    check_report(assignment, report, day)
    if must_ask_head(assignment, actor, day):
        raise DomainError(_("Cơ quan quy định thủ trưởng duyệt báo cáo trước khi gửi: hãy trình thủ trưởng duyệt."))
    before, draft = assignment.status, draft_of(session, assignment)
    prepared = draft if draft and draft.written_by_id != actor.id else None
    move(assignment, Status.SUBMITTED)
    take(assignment, now)
    assignment.prepared_at = None
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
        prepared_by_id=prepared.written_by_id if prepared else None,
        stood_for=[],
        accepted="",
        reason="",
        evidence=evidence_of(session, assignment, report.files),
    )
    session.add(submission)
    if draft is not None:
        session.delete(draft)
    after = {"round": assignment.round, "files": [f.sha256 for f in report.files]}
    if prepared:
        after["prepared_by"] = prepared.written_by_id
    line = REPORTED % {"n": assignment.round}
    event = done(
        assignment, EventKind.SUBMITTED, line, actor=actor, now=now, before=before, after=after, note=submission.text
    )
    absent = {event.on_behalf_of_id, prepared.stood_for_id if prepared else None}
    submission.stood_for = sorted(id_ for id_ in absent if id_ is not None)
    return submission


def confirm(assignment: Assignment, *, actor: User, now: datetime, note: str = "") -> None:
    """The steering office accepts the report; the report day, not today, decides whether it was on time."""
    submission = _to_decide(assignment, Act.CONFIRM, actor, now)
    refuse_open(assignment)
    move(assignment, Status.COMPLETED)
    assignment.closed_at = now
    _decide(submission, Decision.CONFIRMED, actor, now, note.strip())
    frozen = _frozen(submission)
    done(
        assignment,
        EventKind.CONFIRMED,
        CONFIRMED,
        actor=actor,
        now=now,
        before=Status.SUBMITTED,
        after=frozen,
        note=note.strip(),
    )


def accept_partly(assignment: Assignment, accepted: str, remaining: str, *, actor: User, now: datetime) -> None:
    """The steering office accepts a part of the report for good; the rest is owed in the next round, by the same
    day."""
    submission = _to_decide(assignment, Act.ACCEPT_PARTLY, actor, now)
    if not accepted.strip() or not remaining.strip():
        raise DomainError(_("Hãy ghi phần được chấp nhận và phần còn phải thực hiện."))
    move(assignment, Status.IN_PROGRESS)
    assignment.reported_on = None
    _decide(submission, Decision.PARTLY, actor, now, remaining.strip())
    submission.accepted = accepted.strip()
    done(
        assignment,
        EventKind.PARTLY_ACCEPTED,
        PARTLY % {"remaining": remaining.strip()},
        actor=actor,
        now=now,
        before=Status.SUBMITTED,
        after={**_frozen(submission), "accepted": accepted.strip()},
        note=remaining.strip(),
    )


def return_for_rework(assignment: Assignment, reason: str, *, actor: User, now: datetime) -> None:
    """The steering office sends the report back; it loses its report day, the agency's clock runs again."""
    submission = _to_decide(assignment, Act.RETURN, actor, now)
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do trả lại để cơ quan chủ trì biết cần bổ sung gì."))
    move(assignment, Status.RETURNED)
    assignment.reported_on = None
    _decide(submission, Decision.RETURNED, actor, now, reason.strip())
    done(
        assignment,
        EventKind.RETURNED,
        RETURNED % {"reason": reason.strip()},
        actor=actor,
        now=now,
        before=Status.SUBMITTED,
        note=reason.strip(),
    )


def withdraw(
    assignment: Assignment,
    reason: str,
    *,
    actor: User | None,
    now: datetime,
    after: dict[str, Any] | None = None,
    line: str = "",
) -> None:
    """The agency owes it no longer; its reports and files stay."""
    before = assignment.status
    leave(assignment, now)
    done(
        assignment, EventKind.WITHDRAWN, line or reason, actor=actor, now=now, before=before, after=after, note=reason
    )


def leave(assignment: Assignment, now: datetime) -> None:
    """Nobody waits for the agency, nor the agency for anybody."""
    move(assignment, Status.WITHDRAWN)
    assignment.closed_at, assignment.held = now, False
    assignment.handed_back_at = assignment.prepared_at = assignment.resumes_as = None


def give_again(assignment: Assignment, *, now: datetime) -> None:
    """An agency that the work was taken from owes it again; who gave it is for the caller to record."""
    move(assignment, Status.ASSIGNED)
    assignment.closed_at = assignment.reported_on = assignment.accepted_at = None
    assignment.assigned_on = clock.day_of(now)


def check_version(assignment: Assignment, seen: int | None) -> None:
    """Refuse an act decided on a page that is older than the assignment."""
    if seen is not None and seen != assignment.version:
        raise ConflictError(_("Nhiệm vụ vừa được người khác cập nhật. Hãy xem lại trạng thái mới rồi thực hiện lại."))


def check_act(assignment: Assignment, act: Act) -> None:
    if not can_do(act, assignment.status):
        raise DomainError(_("Việc này không thực hiện được ở trạng thái hiện tại của nhiệm vụ."))


def check_report(assignment: Assignment, report: Report, day: date) -> None:
    """What a report must have, whether it is sent or laid before the head."""
    if not can_do(Act.REPORT, assignment.status):
        raise DomainError(_("Nhiệm vụ này đang chờ xác nhận hoặc đã kết thúc nên không báo cáo lại được."))
    if not report.text.strip():
        raise DomainError(_("Hãy ghi kết quả thực hiện."))
    if not report.document_number.strip() and not report.files:
        raise DomainError(_("Hãy ghi số văn bản hoặc đính kèm ít nhất một tệp minh chứng."))
    if report.document_date and report.document_date > day:
        raise DomainError(_("Ngày văn bản không được sau hôm nay."))
    refuse_open(assignment)


def must_ask_head(assignment: Assignment, actor: User, day: date) -> bool:
    """Whether the agency lets only its head report, and the person is not the head."""
    return assignment.agency.needs_approval and not can(actor, Action.TASK_APPROVE, assignment.scope, day)


def draft_of(session: Session, assignment: Assignment) -> ReportDraft | None:
    return session.scalar(select(ReportDraft).where(ReportDraft.assignment_id == assignment.id))


def take(assignment: Assignment, now: datetime) -> None:
    """An agency that does the work has accepted it."""
    assignment.accepted_at, assignment.handed_back_at = assignment.accepted_at or now, None


def done(
    assignment: Assignment,
    kind: EventKind,
    line: str,
    *,
    actor: User | None,
    now: datetime,
    before: Status | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> TaskEvent:
    """What every act ends with: the last word as lists show it, the row of the history, the task's own state."""
    assignment.last_update_at, assignment.last_update = now, line
    event = record(assignment, kind, actor=actor, now=now, before=before, after=after, note=note)
    session = Session.object_session(assignment)
    assert session is not None  # `record` found it
    left = waiting(session)
    if left is None:
        roll_up(session, [assignment.task_id])
    else:
        left.tasks.add(assignment.task_id)
    return event


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
    left = waiting(session)
    if left is None:
        session.flush()  # the version that this act makes is known from here on
    version = assignment.version + (left is not None and session.is_modified(assignment))
    event = TaskEvent(
        plan_id=assignment.plan_id,
        task_id=assignment.task_id,
        assignment_id=assignment.id,
        kind=kind,
        **by(actor, as_agencies(assignment, kind), now),
        before={"status": before.value} if before else {},
        after={"status": assignment.status.value, "version": version, **(after or {})},
        note=note,
        at=now,
    )
    session.add(event)
    if left is not None:
        left.acts.append((event, assignment))
        return event
    session.flush()
    signals.recorded.send(session, event=event, assignment=assignment)
    return event


def _to_decide(assignment: Assignment, act: Act, actor: User, now: datetime) -> Submission:
    if not can_do(act, assignment.status):
        raise DomainError(_("Nhiệm vụ này không có báo cáo nào đang chờ xác nhận."))
    submission = next(one for one in assignment.submissions if one.round == assignment.round)
    if own.is_own(submission, actor, clock.day_of(now)):
        raise DomainError(_("Người báo cáo không được tự xác nhận hoặc trả lại báo cáo của mình."))
    return submission


def _frozen(submission: Submission) -> dict[str, Any]:
    """The files that were decided on, by their hashes: what comes later is a supplement."""
    return {"round": submission.round, "files": [one.sha256 for one in submission.evidence]}


def _decide(submission: Submission, decision: Decision, actor: User, now: datetime, reason: str) -> None:
    submission.decision, submission.reason = decision, reason
    submission.decided_at, submission.decided_by_id = now, actor.id


def move(assignment: Assignment, to: Status) -> None:
    if not can_move(assignment.status, to):
        raise DomainError(_("Việc này không thực hiện được ở trạng thái hiện tại của nhiệm vụ."))
    assignment.status = to
