"""Where tasks stood before a later plan carried them on."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from tracker.plans.models import Plan
from tracker.tasks.models import FormerPlace, Task
from tracker.tasks.queries import task_visible_to
from tracker.users.models import User

_PLACES = (
    select(FormerPlace)
    .where(FormerPlace.task_id == bindparam("task"))
    .options(joinedload(FormerPlace.plan))
    .order_by(FormerPlace.id.desc())
)


def places_of(session: Session, task: Task) -> Sequence[FormerPlace]:
    """What each earlier wording of the task said, the last one first."""
    return session.scalars(_PLACES, {"task": task.id}).all()


def left(session: Session, user: User, plan: Plan, day: date) -> Sequence[FormerPlace]:
    """Tasks of the plan that went on in a later one and that the person may see, in the order of the paper."""
    query = (
        select(FormerPlace)
        .join(FormerPlace.task)
        .where(FormerPlace.plan_id == plan.id, Task.plan_id != plan.id, task_visible_to(user, day))
        .options(contains_eager(FormerPlace.task).joinedload(Task.plan))
    )
    return session.scalars(query.order_by(FormerPlace.position, FormerPlace.id)).all()
