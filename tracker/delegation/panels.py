"""Sub-tasks, and the tasks of other plans above and below, on the task page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.delegation import queries
from tracker.delegation.queries import Cited, Lower, Split
from tracker.permissions import Action, can
from tracker.plans.models import PlanState
from tracker.tasks.listing import Row
from tracker.tasks.models import Task
from tracker.tasks.panels import Panel, Place, register
from tracker.tasks.queries import scope_of
from tracker.tasks.rules import LEADS_MOVE
from tracker.tasks.sheet import Sheet
from tracker.users.models import User


@dataclass(frozen=True, slots=True)
class Children:
    """`own`: assignments that the person may split now."""

    splits: Sequence[Split]
    own: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Links:
    """`parent`: what the task was split off; `upper`: what it carries out of an upper plan; `lower`: tasks of other
    plans that carry out this one."""

    parent: Cited | None
    upper: Cited | None
    lower: Sequence[Lower]
    may_cite: bool


def connect() -> None:
    register(Place.MAIN, children, queries.is_split)
    register(Place.SIDE, links, queries.is_cited, queries.sees_other_plans)


def children(session: Session, user: User, task: Task, sheet: Sheet, day: date, is_split: bool) -> Panel | None:
    mine = frozenset(row.id for row in sheet.rows if Action.TASK_DELEGATE in row.may)
    own = [row for row in sheet.rows if row.id in mine and row.status in LEADS_MOVE]
    found = queries.splits(session, user, task, day, mine) if is_split else []
    return Panel("delegation/_children.html", Children(found, own)) if found or own else None


def links(
    session: Session, user: User, task: Task, _sheet: Sheet, day: date, is_cited: bool, sees_others: bool
) -> Panel | None:
    parent = queries.cited(session, user, task.delegated_from_id, day) if task.delegated_from_id else None
    upper = queries.cited(session, user, task.cites_id, day) if task.cites_id else None
    lower = queries.citing(session, user, task, day) if is_cited else []
    may_cite = (
        sees_others
        and parent is None
        and task.plan.state is PlanState.PUBLISHED
        and can(user, Action.TASK_CHANGE, scope_of(task), day)
    )
    if parent or upper or lower or may_cite:
        return Panel("delegation/_links.html", Links(parent, upper, lower, may_cite))
    return None
