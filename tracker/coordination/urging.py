"""Who decides urges agencies that owe work: a line in the history of each, one mail a person. Never commits."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import Label, func, select
from sqlalchemy.orm import Session, joinedload

from tracker.audit.chain import take_turn
from tracker.coordination import signals
from tracker.errors import ConflictError, DomainError
from tracker.permissions import Action, can
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.tasks.queries import scope_of, visible_to
from tracker.tasks.rules import LEADS_MOVE
from tracker.tasks.service import record
from tracker.tasks.together import together
from tracker.tasks.undoing import not_undone
from tracker.users.models import User

MOST = 500


def chosen(session: Session, user: User, ids: Collection[int], day: date) -> Sequence[Assignment]:
    """Those of the assignments that the person may urge; foreign ones are as if nobody had named them."""
    query = (
        select(Assignment)
        .where(Assignment.id.in_(sorted(ids)[:MOST]), visible_to(user, day))
        .options(
            joinedload(Assignment.task).selectinload(Task.agencies),
            joinedload(Assignment.plan),
            joinedload(Assignment.agency),
        )
        .order_by(Assignment.id)
    )
    found = session.scalars(query).unique().all()
    return [one for one in found if can(user, Action.TASK_URGE, scope_of(one.task, one), day)]


def due_for_urging(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Those whose lead must act; who has reported or finished is not urged, nor whose mails are held back."""
    return [one for one in assignments if one.status in LEADS_MOVE and not one.held]


def last_urging(session: Session, ids: Collection[int]) -> int:
    """The number of the last line that urged one of them, 0 for none: what a page has seen."""
    query = select(func.max(TaskEvent.id)).where(
        TaskEvent.assignment_id.in_(sorted(ids)), TaskEvent.kind == EventKind.URGED
    )
    return session.scalar(query) or 0


def times_urged() -> Label[int]:
    """A column of a query on Assignment: how often it was urged, not counting what was undone."""
    lines = select(func.count()).where(TaskEvent.assignment_id == Assignment.id, TaskEvent.kind == EventKind.URGED)
    lines = lines.where(not_undone())
    return lines.scalar_subquery().label("times_urged")


def urge(
    session: Session, assignments: Sequence[Assignment], note: str, seen: int, *, actor: User, now: datetime
) -> str:
    """`seen`: the last urging that the page knew of; a page sent twice urges once. Gives the batch in the history."""
    owing = due_for_urging(assignments)
    if not owing:
        raise DomainError(_("Không còn cơ quan nào cần đôn đốc: các cơ quan đã chọn đã báo cáo hoặc đã kết thúc."))
    ids = [one.id for one in owing]
    take_turn(session, {one.plan_id for one in owing})
    if last_urging(session, ids) != seen:
        raise ConflictError(_("Các cơ quan này vừa được đôn đốc. Hãy xem lại trước khi gửi thêm."))
    with together(session, now):
        batch = str(session.info["batch"])
        for one in owing:
            record(one, EventKind.URGED, actor=actor, now=now, before=one.status, note=note.strip())
    signals.urged.send(session, assignments=owing, note=note.strip(), after=seen, now=now)
    return batch
