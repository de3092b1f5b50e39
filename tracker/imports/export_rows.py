"""The rows of a plan for its export: of a draft as it stands, of a published plan what a person may see of it, with
how each task stands. A fixed number of queries, whatever the length of the plan."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from heapq import merge
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.models import Agency
from tracker.imports import models, queries
from tracker.imports.export_layout import PlanHead, PlanRow, RowKind
from tracker.imports.models import DraftRow
from tracker.indicators.models import Indicator
from tracker.indicators.queries import visible_to as indicator_visible_to
from tracker.plans.models import Appendix, Plan, TaskGroup
from tracker.plans.sections import is_row
from tracker.tasks import rules
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import task_visible_to, visible_to
from tracker.tasks.rules import Status, Timeliness
from tracker.users.models import User

_TEXTS = {
    "responsible_head": Task.responsible_head,
    "lead": Task.lead_text,
    "coordinating": Task.coordinating_text,
    "deliverable": Task.deliverable,
    "deadline": Task.deadline_text,
    "authority": Task.authority,
    "note": Task.note,
}
_STATUS_WORDS = {
    Status.ASSIGNED: "Chưa thực hiện",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.SUBMITTED: "Chờ xác nhận",
    Status.RETURNED: "Bị trả lại",
    Status.COMPLETED: "Hoàn thành",
    Status.SUSPENDED: "Tạm hoãn",
    Status.WITHDRAWN: "Đã rút",
}
_OUTSIDE_TABLES = frozenset({models.RowKind.OBLIGATION, models.RowKind.REPEAL})
_MOST_NAMED = 6
"""Assignments named one by one; of a collective with more members only the counts are told."""

Standing = tuple[str, Status, date | None, date | None]
"""Agency, status, the due day that counts, the day of the report."""


def of_draft(session: Session, plan: Plan) -> tuple[PlanHead, list[PlanRow]]:
    rows = queries.rows_of_plan(session, plan)
    duties = [
        ("; ".join(one["name"] for one in row.read.get("lead", ())), row.cells.get("title", ""))
        for row in rows
        if row.kind is models.RowKind.OBLIGATION
    ]
    return _head(plan, duties), [_of_draft(row) for row in rows if row.kind not in _OUTSIDE_TABLES]


def of_published(session: Session, plan: Plan, user: User, day: date) -> tuple[PlanHead, list[PlanRow]]:
    head = replace(_head(plan, [("; ".join(duty.who), duty.text) for duty in plan.obligations]), as_of=day)
    places = _Places(plan.appendices)
    tasks = _tasks(session, plan, user, day)
    standings = _standings(session, plan, user, day)
    lines: Iterable[tuple[int, int, PlanRow]] = merge(
        (_indicator(row, places) for row in _indicators(session, plan, user, day)),
        (_task(row, places, standings.get(row.id, []), day) for row in tasks),
        key=lambda line: line[0],
    )
    return head, list(places.with_headings(lines))


def _head(plan: Plan, duties: Sequence[tuple[str, str]]) -> PlanHead:
    return PlanHead(plan.kind, plan.number, plan.title, plan.issuer, plan.issued_on, plan.replaces, duties)


# A draft


def _of_draft(row: DraftRow) -> PlanRow:
    return PlanRow(
        kind=RowKind(row.kind.value),
        appendix=row.appendix,
        appendix_title=row.appendix_title,
        group=row.group,
        group_title=row.group_title,
        number=row.number,
        parent=row.parent,
        cells=row.cells,
        targets=[(target["year"], target["raw"]) for target in row.read.get("target", ())],
    )


# A published plan


class _Places:
    """Where rows stand: appendices and groups, and the rows of the table that only hold sub-items."""

    def __init__(self, appendices: Iterable[Appendix]) -> None:
        self._appendices = {appendix.id: appendix for appendix in appendices}
        self._groups = {group.id: group for appendix in self._appendices.values() for group in appendix.groups}

    def row(self, kind: RowKind, appendix_id: int, group_id: int | None, number: str, **rest: Any) -> PlanRow:
        appendix, group = self._appendices[appendix_id], self._groups.get(group_id or 0)
        parent = group.number if group is not None and is_row(group) else ""
        while group is not None and is_row(group):
            group = self._groups.get(group.parent_id or 0)
        label, title = (group.number, group.title) if group is not None else ("", "")
        return PlanRow(kind, appendix.number, appendix.title, label, title, number, parent, **rest)

    def with_headings(self, lines: Iterable[tuple[int, int, PlanRow]]) -> Iterator[PlanRow]:
        """Rows that only hold sub-items come before the first of these."""
        told: set[int] = set()
        for _position, group_id, row in lines:
            chain: list[TaskGroup] = []
            group = self._groups.get(group_id)
            while group is not None and is_row(group) and group.id not in told:
                told.add(group.id)
                chain.insert(0, group)
                group = self._groups.get(group.parent_id or 0)
            yield from map(self._heading, chain)
            yield row

    def _heading(self, group: TaskGroup) -> PlanRow:
        cells = {"title": group.title, "note": group.note, **group.source.get("columns", {})}
        return self.row(RowKind.HEADING, group.appendix_id, group.parent_id, group.number, cells=cells)


def _tasks(session: Session, plan: Plan, user: User, day: date) -> Sequence[Any]:
    place = (Task.id, Task.position, Task.appendix_id, Task.group_id, Task.number, Task.title)
    query = select(*place, *(column.label(name) for name, column in _TEXTS.items()))
    return session.execute(
        query.where(Task.plan_id == plan.id, Task.is_on_paper(), task_visible_to(user, day)).order_by(Task.position)
    ).all()


def _task(row: Any, places: _Places, standings: Sequence[Standing], day: date) -> tuple[int, int, PlanRow]:
    cells = {"title": row.title, **{name: getattr(row, name) for name in _TEXTS}}
    made = places.row(
        RowKind.TASK, row.appendix_id, row.group_id, row.number, cells=cells, state=_state(standings, day)
    )
    return row.position, row.group_id or 0, made


def _indicators(session: Session, plan: Plan, user: User, day: date) -> Sequence[Indicator]:
    seen = (Indicator.plan_id == plan.id, indicator_visible_to(user, day))
    query = select(Indicator).where(*seen).order_by(Indicator.position)
    return session.scalars(query.options(selectinload(Indicator.targets))).all()


def _indicator(row: Indicator, places: _Places) -> tuple[int, int, PlanRow]:
    cells = {"title": row.title, "unit": row.unit, "lead": row.lead_text}
    targets = [(target.year, target.raw) for target in row.targets]
    made = places.row(RowKind.INDICATOR, row.appendix_id, row.group_id, row.number, cells=cells, targets=targets)
    return row.position, row.group_id or 0, made


def _standings(session: Session, plan: Plan, user: User, day: date) -> Mapping[int, list[Standing]]:
    """How the visible assignments of each task stand, by due day and agency."""
    rows = session.execute(
        select(Assignment.task_id, Agency.name, Assignment.status, Assignment.due_on, Assignment.reported_on)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(Assignment.plan_id == plan.id, visible_to(user, day))
        .order_by(Assignment.task_id, Assignment.due_order, Agency.folded, Assignment.id)
    )
    found: defaultdict[int, list[Standing]] = defaultdict(list)
    for task_id, name, status, due, reported in rows:
        found[task_id].append((name, status, due, reported))
    return found


def _state(standings: Sequence[Standing], day: date) -> tuple[str, ...]:
    """How a task stands, the day it is due, the day of the report: a line for every assignment."""
    if not standings:
        return ("Chưa giao", "", "")
    if len(standings) > _MOST_NAMED:
        counts = Counter(status for _, status, _, _ in standings)
        told = [f"{_STATUS_WORDS[status]}: {counts[status]}/{len(standings)}" for status in Status if counts[status]]
        overdue = sum(_time(one, day) is Timeliness.OVERDUE for one in standings)
        return ("\n".join([*told, *([f"Quá hạn: {overdue}"] if overdue else [])]), "", "")
    names = [f"{name}: " if len(standings) > 1 else "" for name, *_ in standings]
    return (
        "\n".join(name + _words(one, day) for name, one in zip(names, standings, strict=True)),
        _days(due for _, _, due, _ in standings),
        _days(reported for _, _, _, reported in standings),
    )


def _time(standing: Standing, day: date) -> Timeliness:
    _, status, due, reported = standing
    return rules.timeliness(status, due, reported, day)


def _words(standing: Standing, day: date) -> str:
    _, status, due, reported = standing
    late = rules.days_late(due, reported, day)
    match _time(standing, day):
        case Timeliness.OVERDUE:
            return f"{_STATUS_WORDS[status]}, quá hạn {late} ngày"
        case Timeliness.DONE_LATE:
            return f"Hoàn thành, trễ {late} ngày"
        case Timeliness.DONE_ON_TIME if due:
            return "Hoàn thành đúng hạn"
    return _STATUS_WORDS[status]


def _days(days: Iterable[date | None]) -> str:
    """Each day on the line of its assignment; one day for all is told once."""
    texts = [f"{day:%d/%m/%Y}" if day else "" for day in days]
    return texts[0] if len(set(texts)) == 1 else "\n".join(text or "-" for text in texts)
