"""What coordinating agencies do: hand in words and files, agree with a report or object to it. Never commits."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.coordination.models import Contribution, ContributionFile
from tracker.coordination.rules import Stance
from tracker.errors import DomainError
from tracker.plans.models import PlanState
from tracker.tasks.acting import by
from tracker.tasks.files import StoredFile
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Submission, Task, TaskEvent
from tracker.tasks.rules import Status
from tracker.tasks.service import record
from tracker.users.models import User

_KINDS = {Stance.CONSENT: EventKind.CONSENTED, Stance.OBJECTION: EventKind.OBJECTED}


def contribute(
    session: Session,
    task: Task,
    agency_id: int,
    text: str,
    files: Sequence[StoredFile],
    *,
    actor: User,
    now: datetime,
) -> Contribution:
    """A part of the work, for the leads and the steering office to read."""
    if task.plan.state is not PlanState.PUBLISHED or task.status in {Status.COMPLETED, Status.WITHDRAWN}:
        raise DomainError(_("Nhiệm vụ này đã kết thúc nên không nhận đóng góp nữa."))
    if not text.strip() and not files:
        raise DomainError(_("Hãy ghi nội dung đóng góp hoặc đính kèm tệp."))
    made = _add(session, Contribution(task_id=task.id, agency_id=agency_id, text=text.strip()), files, actor, now)
    session.add(
        TaskEvent(
            plan_id=task.plan_id,
            task_id=task.id,
            kind=EventKind.CONTRIBUTED,
            **by(actor, {agency_id}, now),
            after={"contribution": made.id, "agency": agency_id},
            at=now,
        )
    )
    session.flush()
    return made


def say(
    session: Session,
    submission: Submission,
    agency_id: int,
    stance: Stance,
    text: str,
    *,
    actor: User,
    now: datetime,
) -> Contribution:
    """Agree with the report that waits, or object; a later word replaces the earlier one. It decides nothing."""
    assignment = submission.assignment
    if assignment.status is not Status.SUBMITTED or submission.round != assignment.round:
        raise DomainError(_("Báo cáo này đã được quyết định nên không nhận ý kiến nữa."))
    if stance is Stance.OBJECTION and not text.strip():
        raise DomainError(_("Hãy ghi rõ ý kiến khác để cơ quan thường trực xem xét."))
    contribution = Contribution(
        task_id=assignment.task_id, agency_id=agency_id, submission=submission, stance=stance, text=text.strip()
    )
    made = _add(session, contribution, (), actor, now)
    after = {"round": submission.round, "agency": agency_id, "contribution": made.id}
    before = assignment.status
    record(assignment, _KINDS[stance], actor=actor, now=now, before=before, after=after, note=text.strip())
    return made


def _add(
    session: Session, made: Contribution, files: Sequence[StoredFile], actor: User, now: datetime
) -> Contribution:
    made.by_id, made.at = actor.id, now
    made.files = [
        ContributionFile(filename=f.filename, media_type=f.media_type, size=f.size, sha256=f.sha256) for f in files
    ]
    session.add(made)
    session.flush()
    return made
