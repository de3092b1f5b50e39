"""What the steering office changes in an assignment by a paper: suspend, resume, withdraw, transfer, reopen. Nothing
is ever deleted. Never commits; checks first, changes last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.sentences import kept
from tracker.tasks import service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Act, Status
from tracker.tasks.service import check_act, done, leave, move
from tracker.users.models import User

SUSPENDED = kept("Tạm hoãn theo văn bản số %(number)s ngày %(day)s")
RESUMED = kept("Tiếp tục thực hiện theo văn bản số %(number)s ngày %(day)s")
WITHDRAWN = kept("Rút theo văn bản số %(number)s ngày %(day)s")
TRANSFERRED = kept("Chuyển cho %(agency)s theo văn bản số %(number)s ngày %(day)s")
TAKEN_OVER = kept("Tiếp nhận từ %(agency)s theo văn bản số %(number)s ngày %(day)s")
REOPENED = kept("Mở lại theo văn bản số %(number)s ngày %(day)s")


@dataclass(frozen=True)
class Paper:
    """The document that decides a change, and why it does."""

    number: str
    signed_on: date | None
    reason: str

    def check(self, day: date) -> None:
        if not self.number.strip() or self.signed_on is None:
            raise DomainError(_("Hãy ghi số và ngày của văn bản quyết định."))
        if self.signed_on > day:
            raise DomainError(_("Ngày văn bản không được sau hôm nay."))
        if not self.reason.strip():
            raise DomainError(_("Hãy ghi lý do."))

    def line(self, sentence: str, agency: Agency | None = None) -> str:
        named = {"agency": agency.name} if agency else {}
        return sentence % {"number": self.number.strip(), "day": f"{self.signed_on:%d/%m/%Y}", **named}

    @property
    def after(self) -> dict[str, Any]:
        return {"number": self.number.strip(), "signed_on": self.signed_on and self.signed_on.isoformat()}


def suspend(assignment: Assignment, paper: Paper, *, actor: User, now: datetime) -> None:
    """Out of the count until it is resumed; where it stood is kept."""
    _check(assignment, Act.SUSPEND, paper, now)
    before = assignment.status
    move(assignment, Status.SUSPENDED)
    assignment.resumes_as, assignment.handed_back_at = before, None
    _done(assignment, EventKind.SUSPENDED, SUSPENDED, paper, actor, now, before)


def resume(assignment: Assignment, paper: Paper, *, actor: User, now: datetime) -> None:
    """It goes on where it stood, by the day it always had; a report that waited waits again."""
    _check(assignment, Act.RESUME, paper, now)
    move(assignment, assignment.resumes_as or Status.IN_PROGRESS)
    assignment.resumes_as = None
    _begin_ladder(assignment, now)
    _done(assignment, EventKind.RESUMED, RESUMED, paper, actor, now, Status.SUSPENDED)


def withdraw(assignment: Assignment, paper: Paper, *, actor: User, now: datetime) -> None:
    """The agency owes it no longer, by a paper of the authority that gave it."""
    _check(assignment, Act.WITHDRAW, paper, now)
    service.withdraw(
        assignment, paper.reason.strip(), actor=actor, now=now, after=paper.after, line=paper.line(WITHDRAWN)
    )


def reopen(session: Session, assignment: Assignment, paper: Paper, *, actor: User, now: datetime) -> None:
    """Completed work is in progress again, withdrawn work is owed again; reports, files and decisions stay."""
    _check(assignment, Act.REOPEN, paper, now)
    heir = _live(session, Assignment.transferred_from_id == assignment.id)
    if heir is not None:
        raise DomainError(
            _("Việc này đã chuyển cho %(agency)s: hãy chuyển lại từ cơ quan đó.", agency=heir.agency.name)
        )
    before = assignment.status
    if before is Status.WITHDRAWN:
        service.give_again(assignment, now=now)
    else:
        move(assignment, Status.IN_PROGRESS)
        assignment.closed_at = assignment.reported_on = None
    _begin_ladder(assignment, now)
    _done(assignment, EventKind.REOPENED, REOPENED, paper, actor, now, before)


def transfer(
    session: Session, assignment: Assignment, to: Agency, paper: Paper, *, actor: User, now: datetime
) -> Assignment:
    """Another agency owes it, by the same days; what the first one did stays with it and can be read by both."""
    _check(assignment, Act.TRANSFER, paper, now)
    if not to.answers or (to.valid_to is not None and to.valid_to < clock.day_of(now)):
        raise DomainError(_("%(agency)s không nhận nhiệm vụ được: hãy chọn một cơ quan cụ thể.", agency=to.name))
    same_work = (Assignment.task_id == assignment.task_id, _same(assignment.milestone_id))
    if _live(session, *same_work, Assignment.agency_id == to.id) is not None:
        raise DomainError(_("%(agency)s đã chủ trì chính việc này.", agency=to.name))
    before = assignment.status
    heir = session.scalar(select(Assignment).where(*same_work, Assignment.agency_id == to.id))
    if heir is None:
        heir = _new_row(assignment, to, now)
        session.add(heir)
    else:
        service.give_again(heir, now=now)
    heir.transferred_from_id = assignment.id
    heir.deadline_version += 1
    heir.original_due, heir.times_extended = assignment.original_due, assignment.times_extended
    heir.original_due_on = assignment.original_due_on
    heir.set_due(assignment.nominal_due, assignment.effective_due, assignment.due_on)
    _begin_ladder(heir, now)
    leave(assignment, now)
    session.flush()
    gone, come = (
        {**paper.after, "to": to.id, "agency": to.name},
        {**paper.after, "from": assignment.agency_id, "agency": assignment.agency.name},
    )
    line = paper.line(TRANSFERRED, to)
    reason, kind = paper.reason.strip(), EventKind.TRANSFERRED
    done(assignment, kind, line, actor=actor, now=now, before=before, after=gone, note=reason)
    line = paper.line(TAKEN_OVER, assignment.agency)
    done(heir, kind, line, actor=actor, now=now, before=None, after=come, note=reason)
    return heir


def _new_row(assignment: Assignment, to: Agency, now: datetime) -> Assignment:
    return Assignment(
        task=assignment.task,
        plan_id=assignment.plan_id,
        plan=assignment.plan,
        milestone_id=assignment.milestone_id,
        agency=to,
        parent_id=assignment.parent_id,
        decider_id=assignment.decider_id,
        status=Status.ASSIGNED,
        assigned_on=clock.day_of(now),
        deadline_version=0,
    )


def _begin_ladder(assignment: Assignment, now: datetime) -> None:
    """The steps of an overdue ladder are counted from the day on which the agency could act (again)."""
    day = clock.day_of(now)
    if assignment.due_on is not None and assignment.due_on < day:
        assignment.released_on = day


def _check(assignment: Assignment, act: Act, paper: Paper, now: datetime) -> None:
    check_act(assignment, act)
    paper.check(clock.day_of(now))


def _done(
    assignment: Assignment,
    kind: EventKind,
    sentence: str,
    paper: Paper,
    actor: User,
    now: datetime,
    before: Status,
) -> None:
    line, reason = paper.line(sentence), paper.reason.strip()
    done(assignment, kind, line, actor=actor, now=now, before=before, after=paper.after, note=reason)


def _live(session: Session, *conditions: Any) -> Assignment | None:
    return session.scalar(select(Assignment).where(*conditions, Assignment.status != Status.WITHDRAWN))


def _same(milestone_id: int | None) -> Any:
    return Assignment.milestone_id.is_(None) if milestone_id is None else Assignment.milestone_id == milestone_id
