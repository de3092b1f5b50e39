"""What was split off the assignments of a task, as far as a person sees it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from tracker.agencies.models import Agency
from tracker.db import among, begins_word
from tracker.delegation.rules import UNREPORTED, Rollup, rolled_up
from tracker.plans.models import Plan, PlanState
from tracker.tasks.listing import Row, row_query, rows_of
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import Standing, official, standing, task_visible, task_visible_to, visible, visible_to
from tracker.tasks.rules import Status
from tracker.text import words_of
from tracker.users.models import User

SHOWN = 50
MAX_WORDS = 12
_Parent = aliased(Assignment, name="parent")
_Giver = aliased(Agency, name="giver")


@dataclass(frozen=True, slots=True)
class Child:
    """One agency's part of a sub-task. `is_late`: its day lies after the day of what it was split off. `may_change`:
    the person may change the sub-task, because nobody has reported on it."""

    row: Row
    mandatory: bool
    percent: int
    is_late: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class Split:
    """Everything that one agency split off its assignment; `left` more parts are not shown."""

    giver: str
    rollup: Rollup | None
    children: Sequence[Child]
    left: int

    @property
    def late(self) -> int:
        return sum(child.is_late for child in self.children)


def splits(session: Session, user: User, task: Task, day: date, mine: frozenset[int]) -> list[Split]:
    """By assignment of the task, in the order in which they were first split. `mine`: assignments whose sub-tasks the
    person may change. Two queries."""
    at, parts = standing(user, day), defaultdict(list)
    for parent_id, status, percent, count in session.execute(_parts_query(at), {"task": task.id}):
        parts[parent_id].append((status, percent, count))
    if not parts:
        return []
    lines = session.execute(_lines_query(at), {"task": task.id}).all()
    reported = {line.task_id for line in lines if not line.is_unreported}
    children: dict[int, list[Child]] = defaultdict(list)
    givers: dict[int, str] = {}
    for row, line in zip(rows_of(lines, user, day), lines, strict=True):
        is_late = row.due is not None and line.parent_due is not None and row.due > line.parent_due
        children[line.parent_id].append(
            Child(row, line.mandatory, line.percent, is_late, line.parent_id in mine and row.task_id not in reported)
        )
        givers[line.parent_id] = line.giver
    return [
        Split(givers[parent_id], rolled_up(parts[parent_id]), found, _count(parts[parent_id]) - len(found))
        for parent_id, found in children.items()
    ]


def _count(parts: Sequence[tuple[Any, int, int]]) -> int:
    return sum(count for _status, _percent, count in parts)


@lru_cache(maxsize=256)
def _parts_query(at: Standing) -> Select[*tuple[Any, ...]]:
    return (
        select(Assignment.parent_id, Assignment.status, Assignment.percent, func.count())
        .where(_of_task(), visible(at))
        .group_by(Assignment.parent_id, Assignment.status, Assignment.percent)
    )


@lru_cache(maxsize=256)
def _lines_query(at: Standing) -> Select[Any]:
    is_unreported = or_(
        Assignment.status == Status.WITHDRAWN, and_(among(Assignment.status, UNREPORTED), Assignment.round == 0)
    )
    return (
        row_query([_of_task(), visible(at)])
        .join(_Parent, _Parent.id == Assignment.parent_id)
        .join(_Giver, _Giver.id == _Parent.agency_id)
        .add_columns(
            Task.mandatory,
            Assignment.percent,
            _Parent.due_on.label("parent_due"),
            _Giver.name.label("giver"),
            is_unreported.label("is_unreported"),
        )
        .order_by(Assignment.parent_id, Task.id, Agency.folded, Assignment.id)
        .limit(SHOWN)
    )


def _of_task() -> ColumnElement[bool]:
    return Assignment.parent_id.in_(_owed())


def _owed() -> Select[int]:
    return select(_Parent.id).where(_Parent.task_id == bindparam("task")).correlate(None)


@dataclass(frozen=True, slots=True)
class Cited:
    """An assignment of an upper plan; `is_seen`: the person may open its task."""

    task_id: int
    code: str
    plan: str
    agency: str
    is_seen: bool


def cited(session: Session, user: User, assignment_id: int, day: date) -> Cited:
    """What a task carries out, or was split off: its place on the paper and whose it is, to everybody who sees the
    task itself; more to those who may see it."""
    row = session.execute(
        select(Task.id, Task.code, Plan.number, Agency.name, task_visible_to(user, day).label("seen"))
        .select_from(Assignment)
        .join(Task, Task.id == Assignment.task_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(Assignment.id == assignment_id)
    ).one()
    return Cited(row.id, row.code, row.number, row.name, bool(row.seen))


@dataclass(frozen=True, slots=True)
class Lower:
    """A task of another plan that carries out one of this."""

    task_id: int
    code: str
    plan: str
    title: str
    status: Status
    done: int
    total: int


def citing(session: Session, user: User, task: Task, day: date) -> Sequence[Lower]:
    """Tasks of other plans that carry out an assignment of this one, as far as the person may see them."""
    return [Lower(*row) for row in session.execute(_citing_query(standing(user, day)), {"task": task.id})]


@lru_cache(maxsize=256)
def _citing_query(at: Standing) -> Select[*tuple[Any, ...]]:
    counts = (Task.assignments_done, Task.assignments_total)
    return (
        select(Task.id, Task.code, Plan.number, Task.title, Task.status, *counts)
        .join(Plan, Plan.id == Task.plan_id)
        .where(Task.cites_id.in_(_owed()), task_visible(at))
        .order_by(Task.id)
        .limit(SHOWN)
    )


def is_split(_at: Standing) -> ColumnElement[bool]:
    return exists().where(_of_task())


def is_cited(_at: Standing) -> ColumnElement[bool]:
    return exists().where(Task.cites_id.in_(_owed()))


def sees_other_plans(at: Standing) -> ColumnElement[bool]:
    """Whether another plan in force has anything that the person sees, which the task could cite. Plans are walked,
    not their thousands of rows."""
    seen = exists().where(Assignment.plan_id == Plan.id, visible(at), official())
    return exists().where(Plan.id != bindparam("plan"), Plan.state == PlanState.PUBLISHED, seen)


def citable(session: Session, user: User, task: Task, words: str, day: date) -> Sequence[Assignment]:
    """What a task may carry out: assignments of other plans in force that the person sees and that stand on paper."""
    query = (
        select(Assignment)
        .join(Assignment.task)
        .join(Assignment.plan)
        .where(
            visible_to(user, day),
            official(),
            Assignment.plan_id != task.plan_id,
            Assignment.status != Status.WITHDRAWN,
            Plan.state == PlanState.PUBLISHED,
            *(begins_word(Task.search_text, word) for word in words_of(words)[:MAX_WORDS]),
        )
        .options(
            contains_eager(Assignment.task),
            contains_eager(Assignment.plan),
            joinedload(Assignment.agency, innerjoin=True),
        )
        .order_by(Plan.issued_on.desc().nulls_last(), Task.position, Assignment.id)
        .limit(SHOWN)
    )
    return session.scalars(query).all()
