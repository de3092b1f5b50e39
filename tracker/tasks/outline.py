"""The tasks of one plan in the order of the paper, each with how it stands. A fixed number of queries a page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from tracker.plans.models import Plan
from tracker.tasks import rules
from tracker.tasks.counts import Cells
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.tasks.listing import url_of
from tracker.tasks.models import Assignment, FormerPlace, Task, TaskAgency
from tracker.tasks.queries import official, task_visible_to, visible_to
from tracker.tasks.rules import Status, Timeliness
from tracker.users.models import User

WORST_FIRST = (
    Timeliness.OVERDUE,
    Timeliness.DUE_SOON,
    Timeliness.WITHIN,
    Timeliness.NO_DEADLINE,
    Timeliness.DONE_LATE,
    Timeliness.DONE_ON_TIME,
    Timeliness.STOPPED,
)
"""A task with several assignments shows the one that needs attention first."""


@dataclass(slots=True)
class Line:
    """One task in the form that task tables show."""

    id: int
    group_id: int | None
    position: int
    url: str
    code: str
    title: str
    lead: str
    deadline_text: str
    due: date | None
    timeliness: Timeliness
    days: int | None
    status: Status
    total: int
    done: int

    @property
    def key(self) -> tuple[int]:
        return (self.position,)


_COLUMNS: tuple[Any, ...] = (
    Task.id,
    Task.group_id,
    Task.position,
    Task.code,
    Task.title,
    Task.lead_text,
    Task.deadline_text,
    Task.status,
    Task.assignments_total,
    Task.assignments_done,
)


def page(
    session: Session, user: User, conditions: Sequence[ColumnElement[bool]], cursor: Cursor | None, day: date
) -> Page[Line]:
    """Fifty visible tasks that pass, in the order of the paper."""
    query: Select[Any] = select(*_COLUMNS).where(task_visible_to(user, day), Task.is_on_paper(), *conditions)
    found = session.execute(slice_of(query, (Task.position,), cursor)).all()
    standing = _standing(session, user, [row[0] for row in found], day)
    url = url_of("tasks.show", "task_id")
    lines = []
    for id_, group_id, position, code, title, lead, words, status, given, done in found:
        time, due, days = standing.get(id_, (Timeliness.NO_DEADLINE, None, None))
        shown = (code, title, lead, words, due, time, days, status, given, done)
        lines.append(Line(id_, group_id, position, url(id_), *shown))
    return page_of(lines, lambda line: line.key, cursor)


def total(session: Session, user: User, conditions: Sequence[ColumnElement[bool]], day: date) -> int:
    return (
        session.scalar(select(func.count(Task.id)).where(task_visible_to(user, day), Task.is_on_paper(), *conditions))
        or 0
    )


def totals_by_appendix(session: Session, user: User, plan: Plan, day: date) -> dict[int, int]:
    query = (
        select(Task.appendix_id, func.count(Task.id))
        .where(Task.plan_id == plan.id, task_visible_to(user, day), Task.is_on_paper())
        .group_by(Task.appendix_id)
    )
    return {appendix_id: count for appendix_id, count in session.execute(query)}  # noqa: C416  # rows are not pairs


def totals_by_plan(session: Session, user: User, day: date) -> dict[int, int]:
    query = (
        select(Task.plan_id, func.count(Task.id))
        .where(task_visible_to(user, day), Task.is_on_paper())
        .group_by(Task.plan_id)
    )
    return {plan_id: count for plan_id, count in session.execute(query)}  # noqa: C416  # rows are not pairs


def plans_naming(agency_ids: Iterable[int]) -> ColumnElement[bool]:
    """Condition on Plan: one of the agencies leads or helps with a task that stands in it or stood there before a
    later plan carried it on, or owes an assignment."""
    mine = set(agency_ids)
    owed = select(Assignment.plan_id).where(Assignment.agency_id.in_(mine))
    named = select(TaskAgency.task_id).where(TaskAgency.agency_id.in_(mine))
    former = select(FormerPlace.plan_id).where(FormerPlace.task_id.in_(named))
    return or_(Plan.id.in_(owed), Plan.id.in_(select(Task.plan_id).where(Task.id.in_(named))), Plan.id.in_(former))


def _standing(
    session: Session, user: User, task_ids: Sequence[int], day: date
) -> dict[int, tuple[Timeliness, date | None, int | None]]:
    """How each task stands by its visible assignment that needs attention first."""
    rows = session.execute(
        select(Assignment.task_id, Assignment.status, Assignment.due_on, Assignment.reported_on)
        .where(Assignment.task_id.in_(task_ids), visible_to(user, day))
        .group_by(Assignment.task_id, Assignment.status, Assignment.due_on, Assignment.reported_on)
        .order_by(Assignment.due_on)
    )
    found: dict[int, tuple[Timeliness, date | None, int | None]] = {}
    for task_id, status, due, reported in rows:
        timeliness = rules.timeliness(status, due, reported, day)
        before = found.get(task_id)
        if before is None or WORST_FIRST.index(timeliness) < WORST_FIRST.index(before[0]):
            found[task_id] = (timeliness, due, rules.shown_days(timeliness, due, reported, day))
    return found


def cells_by_plan(session: Session, user: User, day: date) -> dict[int, Cells]:
    """The official cells of each plan, over the assignments that the person sees."""
    time = Assignment.timeliness_sql(day)
    rows = session.execute(
        select(Assignment.plan_id, time, func.count())
        .where(visible_to(user, day), official())
        .group_by(Assignment.plan_id, time)
    )
    found: defaultdict[int, Cells] = defaultdict(Cells)
    for plan_id, timeliness, count in rows:
        found[plan_id].add(Timeliness(timeliness), count)
    return found
