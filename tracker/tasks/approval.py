"""A report before it is sent: kept as a draft, laid before the head where the agency asks for it, approved or sent
back. Never commits; checks first, changes last."""

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.changes import about
from tracker.agencies.models import Agency
from tracker.audit.kinds import AuditKind
from tracker.audit.service import note
from tracker.errors import ConflictError, DomainError
from tracker.permissions import ACTS
from tracker.sentences import kept
from tracker.tasks.draft_models import DraftFile, ReportDraft
from tracker.tasks.files import StoredFile
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Submission
from tracker.tasks.rules import Act
from tracker.tasks.service import (
    Report,
    check_act,
    check_report,
    done,
    draft_of,
    report_done,
    take,
)
from tracker.users.models import User

PREPARED = kept("Đã trình thủ trưởng duyệt báo cáo")
SENT_BACK = kept("Thủ trưởng chưa duyệt báo cáo: %(reason)s")


def save_draft(
    session: Session, assignment: Assignment, report: Report, *, actor: User, now: datetime, day: date, seen: int = 0
) -> ReportDraft:
    """Keep what is written so far; nobody is told. `seen`: the version of the draft that the page showed, 0 for none.
    A report that lies before the head is his: changing it takes it back from him."""
    check_act(assignment, Act.PREPARE)
    draft = draft_of(session, assignment)
    if draft is not None and (draft.written_by_id, draft.text) == (actor.id, report.text.strip()):
        seen = draft.version  # a double click
    check_draft(draft, seen)
    if draft is None:
        draft = ReportDraft(assignment=assignment, sent_back="", files=[])
        session.add(draft)
    draft.text, draft.document_number = report.text.strip(), report.document_number.strip()
    draft.document_date = report.document_date
    draft.written_by_id, draft.written_at = actor.id, now
    draft.stood_for_id = actor.stands_in_for({assignment.agency_id}, day, ACTS)
    _set_files(draft, report)
    assignment.prepared_at = None
    session.flush()
    return draft


def check_draft(draft: ReportDraft | None, seen: int) -> None:
    if seen != (draft.version if draft else 0):
        raise ConflictError(_("Bản nháp vừa được người khác trong cơ quan lưu. Hãy xem lại rồi gửi lại."))


def prepare(
    session: Session, assignment: Assignment, report: Report, *, actor: User, now: datetime, day: date, seen: int = 0
) -> None:
    """Lay a whole report before the head. Nothing is reported yet, and the clock runs."""
    check_report(assignment, report, day)
    draft = save_draft(session, assignment, report, actor=actor, now=now, day=day, seen=seen)
    draft.sent_back = ""
    take(assignment, now)
    assignment.prepared_at = now
    files = [file.sha256 for file in draft.files]
    done(
        assignment,
        EventKind.PREPARED,
        PREPARED,
        actor=actor,
        now=now,
        before=assignment.status,
        after={"files": files},
        note=draft.text,
    )


def approve(session: Session, assignment: Assignment, *, actor: User, now: datetime, day: date) -> Submission:
    """The head sends what was laid before him, as it is."""
    draft = _prepared(session, assignment)
    return report_done(session, assignment, report_of(draft), actor=actor, now=now, day=day)


def send_back(session: Session, assignment: Assignment, reason: str, *, actor: User, now: datetime) -> None:
    """The head wants it done better; the draft stays with its files."""
    draft = _prepared(session, assignment)
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do để người soạn biết cần sửa gì."))
    draft.sent_back = reason.strip()
    assignment.prepared_at = None
    done(
        assignment,
        EventKind.SENT_BACK,
        SENT_BACK % {"reason": reason.strip()},
        actor=actor,
        now=now,
        before=assignment.status,
        note=reason.strip(),
    )


def ask_head(session: Session, agency: Agency, wanted: bool, *, actor: User, now: datetime) -> None:
    """Whether reports of an agency go through its head, from now on; what was reported stays reported."""
    if agency.needs_approval is wanted:
        return
    before, agency.needs_approval = agency.needs_approval, wanted
    note(
        session,
        AuditKind.SETTING_CHANGED,
        about(agency),
        actor_id=actor.id,
        now=now,
        before={"needs_approval": before},
        after={"needs_approval": wanted},
        on_behalf_of_id=actor.stands_in_for({agency.id}, clock.day_of(now), ACTS),
    )


def report_of(draft: ReportDraft) -> Report:
    return Report(draft.text, draft.document_number, draft.document_date, [stored(file) for file in draft.files])


def stored(file: DraftFile) -> StoredFile:
    return StoredFile(file.filename, file.media_type, file.size, file.sha256)


def _prepared(session: Session, assignment: Assignment) -> ReportDraft:
    check_act(assignment, Act.REPORT)
    draft = draft_of(session, assignment)
    if draft is None or assignment.prepared_at is None:
        raise DomainError(_("Không có báo cáo nào đang chờ thủ trưởng duyệt."))
    return draft


def _set_files(draft: ReportDraft, report: Report) -> None:
    """Files that were there and are still wanted stay as they are."""
    there = {stored(file): file for file in draft.files}
    draft.files = [
        there.get(file)
        or DraftFile(filename=file.filename, media_type=file.media_type, size=file.size, sha256=file.sha256)
        for file in report.files
    ]
