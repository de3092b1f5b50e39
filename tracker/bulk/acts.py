"""The acts that can be done on many assignments at once, and what stands in the way of each. Never commits."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.db import rows_numbered
from tracker.errors import ConflictError, DomainError
from tracker.extensions import rules as extension_rules
from tracker.extensions import service as extensions
from tracker.extensions.service import Move
from tracker.permissions import Action, can
from tracker.tasks import life, own, service
from tracker.tasks.models import Assignment, Submission, Task
from tracker.tasks.publishing import Moment
from tracker.tasks.queries import scope_of, visible_to
from tracker.tasks.rules import LEADS_MOVE, Status
from tracker.tasks.together import together
from tracker.users.models import User

MOST = 500


class BulkAct(StrEnum):
    """As addresses name them."""

    CONFIRM = "xac-nhan"
    MOVE = "doi-han"
    ACCEPT = "nhan-viec"


ACTIONS: Mapping[BulkAct, Action] = {
    BulkAct.CONFIRM: Action.TASK_DECIDE,
    BulkAct.MOVE: Action.TASK_CHANGE,
    BulkAct.ACCEPT: Action.TASK_ACCEPT,
}


@dataclass(frozen=True, slots=True)
class Line:
    """An assignment that was chosen, and why the act leaves it out; nothing when it does not."""

    assignment: Assignment
    objection: str = ""


@dataclass(frozen=True)
class Wish:
    """`note` goes with a confirmation, `move` with another day. `seen`: the version of each assignment that the
    person saw in the preview."""

    act: BulkAct
    note: str = ""
    move: Move | None = None
    seen: Mapping[int, int] = field(default_factory=dict)


def chosen(session: Session, user: User, ids: Collection[int], day: date) -> Sequence[Assignment]:
    """Those of the assignments that the person may see, by day, with everything an act asks of them."""
    query = (
        select(Assignment)
        .where(Assignment.id.in_(rows_numbered(sorted(ids)[:MOST])), visible_to(user, day))
        .options(
            joinedload(Assignment.task).selectinload(Task.agencies),
            joinedload(Assignment.plan),
            joinedload(Assignment.agency),
            selectinload(Assignment.submissions).selectinload(Submission.evidence),
        )
        .order_by(Assignment.due_order, Assignment.id)
    )
    return session.scalars(query).unique().all()


def preview(user: User, assignments: Sequence[Assignment], act: BulkAct, day: date) -> list[Line]:
    """What the act would do to each, by the same rules as one by one."""
    return [Line(one, _objection(user, one, act, day)) for one in assignments]


def _objection(user: User, assignment: Assignment, act: BulkAct, day: date) -> str:
    if not can(user, ACTIONS[act], scope_of(assignment.task, assignment), day):
        return _("Bạn không có quyền thực hiện việc này ở đây.")
    return _OBJECTIONS[act](user, assignment, day)


def _to_confirm(user: User, assignment: Assignment, day: date) -> str:
    if assignment.status is not Status.SUBMITTED:
        return _("Không có báo cáo đang chờ xác nhận.")
    submission = next(one for one in assignment.submissions if one.round == assignment.round)
    if own.is_own(submission, user, day):
        return _("Người báo cáo không được tự xác nhận báo cáo của mình.")
    return ""


def _to_move(_user: User, assignment: Assignment, _day: date) -> str:
    bar = extension_rules.bar_to_moving(assignment.status, assignment.due_on)
    if bar:
        return extensions.why_not(bar)
    if assignment.extension_asked_on is not None:
        return _("Có đề nghị gia hạn đang chờ: hãy quyết định đề nghị đó trước.")
    return ""


def _to_accept(_user: User, assignment: Assignment, _day: date) -> str:
    if assignment.status not in LEADS_MOVE:
        return _("Việc này không còn chờ cơ quan nhận.")
    if assignment.accepted_at is not None and assignment.handed_back_at is None:
        return _("Cơ quan đã nhận việc này.")
    return ""


_OBJECTIONS: Mapping[BulkAct, Callable[[User, Assignment, date], str]] = {
    BulkAct.CONFIRM: _to_confirm,
    BulkAct.MOVE: _to_move,
    BulkAct.ACCEPT: _to_accept,
}


def do(session: Session, lines: Sequence[Line], wish: Wish, *, actor: User, moment: Moment) -> tuple[str, int]:
    """Do it to every line without an objection, in one transaction: all of them or none. Gives the batch in the
    history and how many. An assignment that somebody changed since the preview stops all."""
    fit = [line.assignment for line in lines if not line.objection]
    if not fit:
        raise DomainError(_("Không có việc nào trong số đã chọn thực hiện được."))
    stale = [one.task.code for one in fit if wish.seen.get(one.id) != one.version]
    if stale:
        codes = ", ".join(stale[:10])
        raise ConflictError(
            _("Vừa có người cập nhật %(codes)s: hãy xem lại danh sách rồi thực hiện lại.", codes=codes)
        )
    with together(session, moment.now):
        batch = str(session.info["batch"])
        for assignment in fit:
            try:
                _act(session, assignment, wish, actor, moment)
            except DomainError as error:
                raise DomainError(f"{assignment.task.code}: {error}") from error
    return batch, len(fit)


def _act(session: Session, assignment: Assignment, wish: Wish, actor: User, moment: Moment) -> None:
    if wish.act is BulkAct.CONFIRM:
        service.confirm(assignment, actor=actor, now=moment.now, note=wish.note)
    elif wish.act is BulkAct.ACCEPT:
        life.accept(assignment, actor=actor, now=moment.now)
    elif wish.move is not None:
        extensions.reschedule(session, assignment, wish.move, actor=actor, moment=moment)
