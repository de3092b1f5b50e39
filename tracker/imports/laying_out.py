"""From the rows of a draft to tasks, indicators and duties to report; every column word for word. Never commits."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from tracker.agencies.models import Agency
from tracker.agencies.names import Match, Register
from tracker.imports.agency_book import AgencyBook
from tracker.imports.codes import SHORT, Codes
from tracker.imports.models import DraftRow, RowKind
from tracker.imports.paper_order import PaperOrder
from tracker.imports.targets import NOTHING
from tracker.imports.understanding import match_of
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.plans.models import Plan, ReportObligation
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Task, TaskAgency
from tracker.text import searchable

AgencyOf = Callable[[Match], Agency]
NO_TASKS: Mapping[int, Task] = MappingProxyType({})


def lay_out(
    session: Session,
    plan: Plan,
    rows: Sequence[DraftRow],
    register: Register,
    running: Mapping[int, Task] = NO_TASKS,
) -> list[Task]:
    """Write everything that the rows say, in their order; agencies that nobody has met yet are made. `running`: by
    row, the task of an earlier plan that it continues, with its agencies loaded. Gives the tasks that were made; in a
    plan that has some already they stand after these."""
    book = AgencyBook(session, register, matches_of(rows))
    order = PaperOrder(plan, _last_position(session, plan))
    coded = {kind: _codes(session, plan, kind, rows) for kind in (RowKind.INDICATOR, RowKind.TASK)}
    tasks: list[Task] = []
    for row in rows:
        if row.kind is RowKind.HEADING:
            order.add_heading(row)
        elif row.kind is RowKind.OBLIGATION:
            plan.obligations.append(obligation_of(row))
        else:
            code, _repeated = coded[row.kind].code(row)
            with session.no_autoflush:
                made = _made(row, code, plan.number, book.agency, running.get(row.id))
                made.plan, made.appendix, made.group = plan, order.appendix(row), order.group(row)
                made.position = order.next_position()
            session.add(made)
            if isinstance(made, Task) and row.id not in running:
                tasks.append(made)
    session.flush()
    order.link_parents()
    session.flush()
    return tasks


def _last_position(session: Session, plan: Plan) -> int:
    """0 for a plan that has no rows yet."""
    places = [
        session.scalar(select(func.max(model.position)).where(model.plan_id == plan.id))
        for model in (Task, Indicator)
    ]
    groups = [group.position for appendix in plan.appendices for group in appendix.groups]
    return max([*groups, *(place or 0 for place in places)])


def _codes(session: Session, plan: Plan, kind: RowKind, rows: Sequence[DraftRow]) -> Codes:
    model = Task if kind is RowKind.TASK else Indicator
    taken = session.scalars(select(model.code).where(model.plan_id == plan.id)).all()
    return Codes([row for row in rows if row.kind is kind], taken)


def matches_of(rows: Iterable[DraftRow]) -> Iterator[Match]:
    for row in rows:
        if row.kind in (RowKind.TASK, RowKind.INDICATOR):
            yield from (*agencies(row, "lead"), *agencies(row, "coordinating"))


def agencies(row: DraftRow, column: str) -> list[Match]:
    return [match_of(found) for found in row.read.get(column, ())]


def obligation_of(row: DraftRow) -> ReportObligation:
    names = {column: [match.name for match in agencies(row, column)] for column in ("lead", "recipient", "through")}
    return ReportObligation(
        text=row.cells.get("title", ""),
        who=names["lead"],
        recipient="; ".join(names["recipient"]),
        through="; ".join(names["through"]),
        deadline=row.read["deadline"],
        source=row.source,
    )


def _made(
    row: DraftRow, code: str, document_number: str, agency_of: AgencyOf, running: Task | None
) -> Task | Indicator:
    if running is not None:
        return rewritten(running, row, code, document_number, agency_of)
    build = task_of if row.kind is RowKind.TASK else indicator_of
    return build(row, code, document_number, agency_of)


def task_of(row: DraftRow, code: str, document_number: str, agency_of: AgencyOf) -> Task:
    return Task(
        **task_columns(row, code, document_number),
        agencies=task_agencies(row, agency_of),
        milestones=[],
        assignments=[],
    )


def rewritten(task: Task, row: DraftRow, code: str, document_number: str, agency_of: AgencyOf) -> Task:
    """A task of an earlier plan with the words of this row; it is still found by its old ones."""
    before = task.search_text
    for name, value in task_columns(row, code, document_number).items():
        setattr(task, name, value)
    task.search_text = searchable(task.search_text, before)
    replace_agencies(task, task_agencies(row, agency_of), set(AgencyPart))
    return task


def replace_agencies(task: Task, named: Iterable[TaskAgency], parts: Collection[AgencyPart]) -> None:
    """These agencies, and no others, in some parts of a task; one that stays keeps its place, so that a collective
    that was expanded is not asked for again."""
    there = {(part.agency, part.part): part for part in task.agencies if part.part in parts}
    wanted = {(part.agency, part.part): part for part in named}
    session = object_session(task)
    for key, part in there.items():
        if key not in wanted:
            task.agencies.remove(part)
            if session is not None:
                session.delete(part)
    for key, part in wanted.items():
        if key in there:
            there[key].raw, there[key].position = part.raw, part.position
        else:
            task.agencies.append(part)


def task_columns(row: DraftRow, code: str, document_number: str) -> dict[str, Any]:
    """What a row says of its task, by the attributes that keep it."""
    cells, deadline = row.cells, row.read["deadline"]
    words = [cells.get(name, "") for name in ("title", "deliverable", "lead", "coordinating", "responsible_head")]
    return {
        "code": code,
        "number": row.number[:SHORT],
        "title": cells.get("title", ""),
        "responsible_head": cells.get("responsible_head", ""),
        "lead_text": cells.get("lead", ""),
        "coordinating_text": cells.get("coordinating", ""),
        "deliverable": cells.get("deliverable", ""),
        "authority": cells.get("authority", ""),
        "note": cells.get("note", ""),
        "deadline_text": cells.get("deadline", ""),
        "deadline_kind": deadline["kind"],
        "deadline": deadline,
        "source": row.source,
        "problems": row.problems,
        "search_text": searchable(code, *words, document_number),
    }


def task_agencies(row: DraftRow, agency_of: AgencyOf) -> list[TaskAgency]:
    return [
        *_parts(agencies(row, "lead"), AgencyPart.LEAD, agency_of),
        *_parts(agencies(row, "coordinating"), AgencyPart.COORDINATING, agency_of),
    ]


def _parts(matches: Iterable[Match], part: AgencyPart, agency_of: AgencyOf) -> list[TaskAgency]:
    """One row an agency: two spellings in a cell may mean the same one."""
    wanted: dict[int, tuple[Agency, str]] = {}
    for match in matches:
        agency = agency_of(match)
        wanted.setdefault(id(agency), (agency, match.raw))
    return [
        TaskAgency(agency=agency, part=part, raw=raw, position=n) for n, (agency, raw) in enumerate(wanted.values())
    ]


def indicator_of(row: DraftRow, code: str, document_number: str, agency_of: AgencyOf) -> Indicator:
    named = {id(agency): agency for agency in map(agency_of, agencies(row, "lead"))}
    title, unit, lead = (row.cells.get(name, "") for name in ("title", "unit", "lead"))
    return Indicator(
        code=code,
        number=row.number[:SHORT],
        title=title,
        unit=unit,
        lead_text=lead,
        source=row.source,
        problems=row.problems,
        search_text=searchable(code, title, unit, lead, document_number),
        targets=[_target(found) for found in row.read.get("target", ()) if found["comparator"] != NOTHING],
        agencies=[IndicatorAgency(agency=agency) for agency in named.values()],
    )


def _target(found: Mapping[str, Any]) -> Target:
    return Target(
        year=found["year"],
        raw=found["raw"],
        comparator=(found["comparator"] or "")[:SHORT],
        minimum=found["min"],
        maximum=found["max"],
        unit=found["unit"],
    )
