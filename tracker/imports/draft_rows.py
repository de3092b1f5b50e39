"""From the rows of a draft to rows of the database; every column word for word."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tracker.agencies.models import Agency
from tracker.agencies.names import Match
from tracker.imports.draft import INFORMATION, IndicatorDraft, ObligationDraft, PlanDraft, TaskDraft
from tracker.imports.targets import Target as TargetDraft
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.plans.models import Plan, ReportObligation
from tracker.sentences import kept
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Task, TaskAgency
from tracker.text import searchable

AgencyOf = Callable[[Match], Agency]
RowDraft = TaskDraft | IndicatorDraft
_REPEATED = kept("Số %(number)s xuất hiện nhiều lần; dòng này được ghi là %(code)s.")
_TWO_TARGETS = kept("Năm %(year)s có hai giá trị mục tiêu.")
SHORT = 200
"""What a column of numbers, codes and signs holds; longer "numbers" are noise of a scan."""


def plan_of(draft: PlanDraft, steering: Agency, *, is_sample: bool) -> Plan:
    """The head of the paper."""
    head = draft.document
    return Plan(
        number=(head.number or "")[:SHORT],
        kind=head.kind[:SHORT],
        title=head.title,
        issuer=head.issuer,
        issued_on=head.issued_on,
        replaces=list(head.replaces),
        problems=draft.as_dict()["problems"],
        steering_agency=steering,
        is_sample=is_sample,
        appendices=[],
        obligations=[obligation_of(row) for row in draft.obligations],
    )


def obligation_of(row: ObligationDraft) -> ReportObligation:
    found = row.as_dict()
    return ReportObligation(
        text=row.text,
        who=found["who"],
        recipient=found["recipient"] or "",
        through=found["through"] or "",
        deadline=found["deadline"],
        source=found["source"],
    )


def task_of(row: TaskDraft, code: str, document_number: str, agency_of: AgencyOf) -> Task:
    found = row.as_dict()
    words = (row.title, row.deliverable, row.lead, row.coordinating, row.responsible_head)
    return Task(
        code=code,
        number=row.number[:SHORT],
        title=row.title,
        responsible_head=row.responsible_head,
        lead_text=row.lead,
        coordinating_text=row.coordinating,
        deliverable=row.deliverable,
        authority=row.authority,
        note=row.note,
        deadline_text=found["deadline"]["raw"],
        deadline_kind=found["deadline"]["kind"],
        deadline=found["deadline"],
        source=place_of(row),
        problems=asking(row),
        search_text=searchable(code, *words, document_number),
        agencies=[
            *parts(row.lead_agencies, AgencyPart.LEAD, agency_of),
            *parts(row.coordinating_agencies, AgencyPart.COORDINATING, agency_of),
        ],
        milestones=[],
        assignments=[],
    )


def parts(matches: Iterable[Match], part: AgencyPart, agency_of: AgencyOf) -> list[TaskAgency]:
    """One row an agency: two spellings in a cell may mean the same one."""
    wanted: dict[int, tuple[Agency, str]] = {}
    for match in matches:
        agency = agency_of(match)
        wanted.setdefault(id(agency), (agency, match.raw))
    return [
        TaskAgency(agency=agency, part=part, raw=raw, position=n) for n, (agency, raw) in enumerate(wanted.values())
    ]


def indicator_of(row: IndicatorDraft, code: str, document_number: str, agency_of: AgencyOf) -> Indicator:
    agencies = {id(agency): agency for agency in map(agency_of, row.lead_agencies)}
    targets, problems = targets_of(row.targets)
    return Indicator(
        code=code,
        number=row.number[:SHORT],
        title=row.title,
        unit=row.unit,
        lead_text=row.lead,
        source=place_of(row),
        problems=[*asking(row), *problems],
        search_text=searchable(code, row.title, row.unit, row.lead, document_number),
        targets=targets,
        agencies=[IndicatorAgency(agency=agency) for agency in agencies.values()],
    )


def targets_of(rows: Sequence[TargetDraft]) -> tuple[list[Target], list[dict[str, Any]]]:
    """One target a year; a second value for a year already named joins the first one's words, as a problem."""
    targets: dict[Any, Target] = {}
    problems: list[dict[str, Any]] = []
    for position, row in enumerate(rows):
        found = row.as_dict()
        key = found["year"] if found["year"] is not None else ("", position)
        if key in targets:
            targets[key].raw += f"; {found['raw']}"
            message = _TWO_TARGETS % {"year": key}
            problems.append({"code": "target_repeated", "column": "targets", "message": message})
            continue
        targets[key] = Target(
            year=found["year"],
            raw=found["raw"],
            comparator=(found["comparator"] or "")[:SHORT],
            minimum=found["min"],
            maximum=found["max"],
            unit=found["unit"],
        )
    return list(targets.values()), problems


def place_of(row: RowDraft) -> dict[str, Any]:
    """Where the row stands in the file, and what the reading tells of it without asking for anything."""
    told = [problem.message for problem in row.problems if problem.code in INFORMATION]
    return {**row.source.as_dict(), **({"told": told} if told else {})}


def asking(row: RowDraft) -> list[dict[str, Any]]:
    """The row's problems that somebody has to look at."""
    return [problem.as_dict() for problem in row.problems if problem.code not in INFORMATION]


class Codes:
    """The code of each row ("II.29.1"), unique within the plan.

    Where an appendix starts its numbering again in every group, all its codes name the group as well.
    """

    def __init__(self, rows: Sequence[RowDraft]) -> None:
        numbers = Counter((row.appendix, row.number) for row in rows)
        within = Counter((row.appendix, row.group, row.number) for row in rows)
        repeated = {appendix for (appendix, _number), count in numbers.items() if count > 1}
        unclear = {appendix for (appendix, _group, _number), count in within.items() if count > 1}
        self._by_group = repeated - unclear
        self._taken: set[str] = set()
        self._count = 0

    def code(self, row: RowDraft) -> tuple[str, list[dict[str, Any]]]:
        """The code, and the problem that its number stands twice."""
        self._count += 1
        group = row.group if row.appendix in self._by_group else None
        number = row.number or f"({self._count})"
        wanted = ".".join(part for part in (row.appendix, group, number) if part)[: SHORT - 10]
        code, again = wanted, 1
        while code in self._taken:
            again += 1
            code = f"{wanted} ({again})"
        self._taken.add(code)
        if again == 1:
            return code, []
        message = _REPEATED % {"number": wanted, "code": code}
        return code, [{"code": "number_repeated", "column": "number", "message": message}]
