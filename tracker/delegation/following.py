"""Sub-tasks go where the assignment goes that they were split off: to another agency, into another plan, out."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.sentences import kept
from tracker.tasks import service, signals
from tracker.tasks.children import ENDED
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.tasks.rules import child_code
from tracker.text import searchable
from tracker.users.models import User

PARENT_WITHDRAWN = kept("Rút theo việc %(code)s")


def connect() -> None:
    signals.recorded.connect(_recorded)


def follow(session: Session, task: Task) -> None:
    """The task stands at another place, perhaps of another plan: its sub-tasks, and theirs, stand there with it."""
    parents = select(Assignment.id).where(Assignment.task_id == task.id)
    for child in session.scalars(select(Task).where(Task.delegated_from_id.in_(parents)).order_by(Task.id)):
        number = int(child.code.rpartition("/")[2])
        child.plan_id, child.appendix_id, child.group_id = task.plan_id, task.appendix_id, task.group_id
        child.position, child.code, child.number = (
            task.position,
            child_code(task.code, number),
            child_code(task.number, number),
        )
        child.search_text = searchable(child.code, child.title, child.deliverable)
        session.execute(update(Assignment).where(Assignment.task_id == child.id).values(plan_id=task.plan_id))
        follow(session, child)


def _recorded(session: Session, *, event: TaskEvent, assignment: Assignment, **_more: Any) -> None:
    if event.kind is EventKind.TRANSFERRED and "from" in event.after:
        _hand_over(session, assignment)
    elif event.kind is EventKind.WITHDRAWN:
        _withdraw_children(session, event, assignment)


def _hand_over(session: Session, heir: Assignment) -> None:
    """Who takes the work over decides on what was split off it, and on nothing that it owes itself."""
    before = heir.transferred_from_id
    children = session.scalars(select(Assignment).where(Assignment.parent_id == before)).all()
    if not children:
        return
    heir.agency.delegates = True
    for child in children:
        child.parent_id, child.decider_id = heir.id, heir.agency_id
    session.execute(update(Task).where(Task.delegated_from_id == before).values(delegated_from_id=heir.id))


def _withdraw_children(session: Session, event: TaskEvent, parent: Assignment) -> None:
    open_ones = select(Assignment).where(Assignment.parent_id == parent.id, Assignment.status.not_in(ENDED))
    actor = session.get(User, event.actor_id) if event.actor_id else None
    for child in session.scalars(open_ones.order_by(Assignment.id)).all():
        service.withdraw(child, PARENT_WITHDRAWN % {"code": parent.task.code}, actor=actor, now=event.at)
