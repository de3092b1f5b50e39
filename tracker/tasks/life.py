"""How an agency takes work, or hands it back as not its own, and what it adds to work that is completed. Never
commits; checks first, changes last."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.sentences import kept
from tracker.tasks.files import StoredFile, evidence_of
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Act
from tracker.tasks.service import check_act, done
from tracker.users.models import User

ACCEPTED = kept("Đã nhận việc")
HANDED_BACK = kept("Trả lại việc: %(reason)s")
HELD_TO = kept("Giữ nguyên phân công: %(reason)s")
SUPPLEMENTED = kept("Bổ sung %(n)s tài liệu")


def accept(assignment: Assignment, *, actor: User, now: datetime) -> None:
    """The agency has seen the work and takes it; also when it had handed it back and thinks better of it."""
    check_act(assignment, Act.ACCEPT)
    if assignment.accepted_at is not None and assignment.handed_back_at is None:
        raise DomainError(_("Cơ quan đã nhận việc này."))
    assignment.accepted_at, assignment.handed_back_at = now, None
    done(assignment, EventKind.ACCEPTED, ACCEPTED, actor=actor, now=now, before=assignment.status)


def hand_back(assignment: Assignment, reason: str, *, actor: User, now: datetime) -> None:
    """Not the agency's work, it says. The steering office answers; the clock runs on meanwhile."""
    check_act(assignment, Act.HAND_BACK)
    if assignment.handed_back_at is not None:
        raise DomainError(_("Việc này đã được trả lại, đang chờ cơ quan thường trực trả lời."))
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do trả lại việc để cơ quan thường trực xem xét."))
    assignment.handed_back_at = now
    line = HANDED_BACK % {"reason": reason.strip()}
    status = assignment.status
    done(assignment, EventKind.HANDED_BACK, line, actor=actor, now=now, before=status, note=reason.strip())


def hold_to(assignment: Assignment, reason: str, *, actor: User, now: datetime) -> None:
    """The steering office answers that the work is the agency's after all."""
    check_act(assignment, Act.HOLD_TO)
    if assignment.handed_back_at is None:
        raise DomainError(_("Cơ quan chủ trì không còn đề nghị trả lại việc này."))
    if not reason.strip():
        raise DomainError(_("Hãy ghi ý kiến trả lời để cơ quan chủ trì biết vì sao giữ nguyên phân công."))
    assignment.handed_back_at = None
    line = HELD_TO % {"reason": reason.strip()}
    status = assignment.status
    done(assignment, EventKind.HELD_TO, line, actor=actor, now=now, before=status, note=reason.strip())


def supplement(
    session: Session,
    assignment: Assignment,
    files: Sequence[StoredFile],
    note: str,
    *,
    actor: User,
    now: datetime,
) -> None:
    """Files for the record of completed work. What was decided on stays as it is, and so does the decision."""
    check_act(assignment, Act.SUPPLEMENT)
    if not files:
        raise DomainError(_("Hãy chọn ít nhất một tệp bổ sung."))
    accepted = next(one for one in assignment.submissions if one.round == assignment.round)
    accepted.evidence += evidence_of(session, assignment, files, added_by=actor)
    after = {"round": assignment.round, "files": [file.sha256 for file in files]}
    line = SUPPLEMENTED % {"n": len(files)}
    status = assignment.status
    done(
        assignment, EventKind.SUPPLEMENTED, line, actor=actor, now=now, before=status, after=after, note=note.strip()
    )
