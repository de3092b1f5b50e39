"""Tasks that the list of assignments cannot show: their lead is a collective not yet expanded, or nobody; and tasks
whose row in the paper has problems. They stay visible until somebody settles them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select, union
from sqlalchemy.orm import Session, aliased

from tracker.agencies.models import Agency
from tracker.agencies.rules import NOBODY
from tracker.db import among
from tracker.plans.models import Plan, PlanState
from tracker.tasks.filtering import Filter, in_group
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.listing import url_of
from tracker.tasks.models import Task, TaskAgency
from tracker.tasks.queries import Standing, standing, task_visible
from tracker.tasks.rules import Status
from tracker.tasks.search import Hits, Shape
from tracker.users.models import User

ORDER = (Task.plan_id, Task.position, Task.id)
CURSOR = (int, int, int)


class Loose(StrEnum):
    """Why a task is on such a list."""

    UNASSIGNED = "chua-phan-ra"
    PROBLEMS = "con-van-de"


@dataclass(frozen=True, slots=True)
class OpenLead:
    """A collective or vague lead that waits to be expanded."""

    part_id: int
    name: str


@dataclass(slots=True)
class LooseRow:
    id: int
    plan_id: int
    position: int
    url: str
    code: str
    title: str
    plan: str
    lead_text: str
    deadline_text: str
    problems: Sequence[Any]
    open_leads: list[OpenLead] = field(default_factory=list)


_COLUMNS = (
    Task.id,
    Task.plan_id,
    Task.position,
    Task.code,
    Task.title,
    Plan.number,
    Task.lead_text,
    Task.deadline_text,
    Task.problems,
)


def page(
    session: Session, user: User, kind: Loose, wanted: Filter, cursor: Cursor | None, day: date
) -> Page[LooseRow]:
    query: Select[Any] = select(*_COLUMNS).join(Plan, Plan.id == Task.plan_id)
    hits = Hits(wanted.words)
    asked = query.where(*_conditions(standing(user, day), kind, wanted, hits.shape))
    found = session.execute(slice_of(asked, ORDER, cursor), hits.binds)
    task_url = url_of("tasks.show", "task_id")
    rows = [LooseRow(row[0], row[1], row[2], task_url(row[0]), *row[3:]) for row in found]
    leads = open_leads(session, [row.id for row in rows]) if rows else {}
    for row in rows:
        row.open_leads = leads.get(row.id, [])
    return page_of(rows, lambda row: (row.plan_id, row.position, row.id), cursor)


def count(session: Session, user: User, kind: Loose, wanted: Filter, day: date) -> int:
    hits = Hits(wanted.words)
    return session.scalar(select(counted(standing(user, day), kind, wanted, hits.shape)), hits.binds) or 0


def counted(at: Standing, kind: Loose, wanted: Filter, sought: Shape | None) -> ColumnElement[int]:
    """A statement's part: how many tasks such a list has."""
    query = select(func.count(Task.id)).join(Plan, Plan.id == Task.plan_id)
    return query.where(*_conditions(at, kind, wanted, sought)).scalar_subquery()


def open_leads(session: Session, task_ids: Sequence[int]) -> dict[int, list[OpenLead]]:
    found: defaultdict[int, list[OpenLead]] = defaultdict(list)
    rows = session.execute(
        select(TaskAgency.task_id, TaskAgency.id, Agency.name)
        .join(TaskAgency.agency)
        .where(TaskAgency.task_id.in_(task_ids), *_waits_for_expansion())
        .order_by(TaskAgency.task_id, TaskAgency.position)
    )
    for task_id, part_id, name in rows:
        found[task_id].append(OpenLead(part_id, name))
    return found


def _conditions(at: Standing, kind: Loose, wanted: Filter, sought: Shape | None) -> list[ColumnElement[bool]]:
    """Of a filter only what tasks have themselves: words, plan, group."""
    parts = [*_of_kind(at, kind), *(sought.of_tasks() if sought else ())]
    if wanted.plan is not None:
        parts.append(Task.plan_id == wanted.plan)
    if wanted.group is not None:
        parts.append(in_group(wanted.group))
    return parts


@lru_cache(maxsize=256)
def _of_kind(at: Standing, kind: Loose) -> tuple[ColumnElement[bool], ...]:
    is_so = _unassigned() if kind is Loose.UNASSIGNED else cast(Task.problems, Text) != "[]"
    return task_visible(at), Plan.state == PlanState.PUBLISHED, Task.is_on_paper(), is_so


def _unassigned() -> ColumnElement[bool]:
    """Both kinds are found through small indexes: the long rows of the other tasks are not read."""
    owed = aliased(Task)
    nobody = select(owed.id).where(owed.assignments_total == 0, owed.status != Status.WITHDRAWN)
    return Task.id.in_(union(select(TaskAgency.task_id).where(*_waits_for_expansion()), nobody))


def _waits_for_expansion() -> tuple[ColumnElement[bool], ...]:
    nobody = select(Agency.id).where(among(Agency.kind, NOBODY))
    return (
        TaskAgency.agency_id.in_(nobody),
        TaskAgency.part == AgencyPart.LEAD,
        TaskAgency.expanded_at.is_(None),
    )
