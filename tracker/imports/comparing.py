"""The rows of plans and drafts in the form in which versions are compared."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.imports.alike import VersionRow
from tracker.imports.models import DraftRow, RowKind
from tracker.imports.queries import rows_of_plan
from tracker.imports.understanding import target_column
from tracker.imports.versions import Comparison, compare
from tracker.indicators.models import Indicator
from tracker.plans.models import Appendix, BaseKind, Plan, PlanBase, TaskGroup
from tracker.plans.sections import is_row
from tracker.tasks.due import points
from tracker.tasks.models import Task
from tracker.tasks.rules import Status

CONTINUES = "continues"
"""Where a draft's row keeps what a person said of the row it continues: its key, 0 for none."""
COMPARED = (RowKind.TASK, RowKind.INDICATOR)
MATCHED = (*COMPARED, RowKind.REPEAL)
WORDS = {
    "title": "title",
    "responsible_head": "responsible_head",
    "lead": "lead_text",
    "coordinating": "coordinating_text",
    "deliverable": "deliverable",
    "deadline": "deadline_text",
    "authority": "authority",
    "note": "note",
}
"""The columns of a row by what a task calls them."""


def comparison(session: Session, plan: Plan, links: Sequence[PlanBase]) -> Comparison:
    """A draft against the plans it replaces, else those it amends. A plan that only amends drops what it names."""
    links = deciding(links)
    rows = rows_of_plan(session, plan)
    old = rows_of_published(session, [link.base_id for link in links])
    names_all = any(link.kind is BaseKind.REPLACES for link in links)
    by_hand = laid_down(rows, {row.key for row in old})
    repeals = rows_of_draft(rows, (RowKind.REPEAL,))
    return compare(old, rows_of_draft(rows), by_hand, names_all=names_all, repeals=repeals)


def deciding(links: Sequence[PlanBase]) -> Sequence[PlanBase]:
    """Of plans that a draft replaces and others that it amends, the former: a row cannot do both."""
    return [link for link in links if link.kind is BaseKind.REPLACES] or links


def comparison_with(session: Session, plan: Plan, other: Plan) -> Comparison:
    """A draft against any other plan, such as one of the same number in another file."""
    old = rows_of_draft(rows_of_plan(session, other)) if other.is_draft else rows_of_published(session, [other.id])
    return compare(old, rows_of_draft(rows_of_plan(session, plan)))


def laid_down(rows: Iterable[DraftRow], known: set[int]) -> dict[int, int | None]:
    """What people said of the rows they continue, as far as those rows are still there."""
    said = {row.id: row.chosen[CONTINUES] for row in rows if CONTINUES in row.chosen}
    return {id_: key or None for id_, key in said.items() if not key or key in known}


def rows_of_draft(rows: Iterable[DraftRow], kinds: Container[RowKind] = COMPARED) -> list[VersionRow]:
    return [
        VersionRow(
            key=row.id,
            kind=row.kind.value,
            number=row.number,
            cells={name: words for name, words in row.cells.items() if words},
            appendix=row.appendix,
            group=row.group,
            days=days_of(row.read.get("deadline", {})),
        )
        for row in rows
        if row.kind in kinds
    ]


def rows_of_published(session: Session, plan_ids: Sequence[int]) -> list[VersionRow]:
    """Tasks and indicators of plans in the order of the paper; without what was withdrawn. An indicator's key is its
    id below zero."""
    appendices = session.scalars(
        select(Appendix).where(Appendix.plan_id.in_(plan_ids)).options(selectinload(Appendix.groups))
    ).all()
    groups = {group.id: group for appendix in appendices for group in appendix.groups}
    numbers = {appendix.id: appendix.number for appendix in appendices}
    tasks = session.scalars(
        select(Task)
        .where(Task.plan_id.in_(plan_ids), Task.is_on_paper(), Task.status != Status.WITHDRAWN)
        .order_by(Task.plan_id, Task.position)
    )
    indicators = session.scalars(
        select(Indicator)
        .where(Indicator.plan_id.in_(plan_ids))
        .options(selectinload(Indicator.targets))
        .order_by(Indicator.plan_id, Indicator.position)
    )
    found = [
        VersionRow(
            key=-one.id,
            kind=RowKind.INDICATOR.value,
            number=one.number,
            cells=_indicator_cells(one),
            appendix=numbers.get(one.appendix_id, ""),
            group=_pillar(groups, one.group_id),
        )
        for one in indicators
    ]
    return found + [
        VersionRow(
            key=task.id,
            kind=RowKind.TASK.value,
            number=task.number,
            cells=task_cells(task),
            appendix=numbers.get(task.appendix_id, ""),
            group=_pillar(groups, task.group_id),
            days=days_of(task.deadline),
        )
        for task in tasks
    ]


def task_cells(task: Task) -> dict[str, str]:
    """What the paper says of a task, column by column."""
    cells = {name: getattr(task, attribute) for name, attribute in WORDS.items()}
    return {name: words for name, words in cells.items() if words}


def days_of(deadline: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(point.due.isoformat() for point in points(deadline))


def _indicator_cells(one: Indicator) -> dict[str, str]:
    cells = {"title": one.title, "unit": one.unit, "lead": one.lead_text}
    cells |= {target_column(target.year, place): target.raw for place, target in enumerate(one.targets, 1)}
    return {name: words for name, words in cells.items() if words}


def _pillar(groups: Mapping[int, TaskGroup], group_id: int | None) -> str:
    """The number of the group that a row stands in, above the row whose sub-item it is."""
    group = groups.get(group_id or 0)
    while group is not None and is_row(group):
        group = groups.get(group.parent_id or 0)
    return group.number if group is not None else ""
