"""From what was read of a paper to the rows of its draft; every column word for word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from tracker.agencies.names import Match
from tracker.imports.codes import SHORT, Codes
from tracker.imports.draft import (
    INFORMATION,
    IndicatorDraft,
    ObligationDraft,
    PlanDraft,
    Problem,
    RepealDraft,
    TaskDraft,
)
from tracker.imports.due import ALONE
from tracker.imports.models import STEP, DraftRow, RowKind
from tracker.imports.rules import lacking
from tracker.imports.understanding import agency_dict, as_dict, target_column
from tracker.sentences import kept

NO_CELLS: Mapping[str, str] = MappingProxyType({})
_TWO_TARGETS = kept("Năm %(year)s có hai giá trị mục tiêu.")
RowDraft = TaskDraft | IndicatorDraft | ObligationDraft | RepealDraft
ORIGINAL = ("kind", "appendix", "appendix_title", "group", "group_title", "number", "parent", "cells", "read")
"""What is kept of a row as it was read, so that each of its columns can be set back."""
BESIDE = "beside"
"""Under this name the source of a row keeps what its deadline was read beside."""


def rows_of(draft: PlanDraft) -> list[DraftRow]:
    """Every row in the order of the paper: indicators, tasks with their headings, duties to report, rows ended."""
    rows = [row_of(row) for row in drafts_of(draft)]
    for number, row in enumerate(rows, 1):
        row.position = number * STEP
    add_repeats(rows)
    for row in rows:
        row.origin = original(row)
        settle(row)
    return rows


def drafts_of(draft: PlanDraft) -> Iterator[RowDraft]:
    yield from draft.indicators
    yield from draft.tasks
    yield from draft.obligations
    yield from draft.repeals


def row_of(row: RowDraft) -> DraftRow:
    if isinstance(row, ObligationDraft):
        return _obligation(row)
    if isinstance(row, RepealDraft):
        return _repeal(row)
    made = _indicator(row) if isinstance(row, IndicatorDraft) else _task(row)
    made.appendix, made.appendix_title = (row.appendix or "")[:SHORT], row.appendix_title
    made.group, made.group_title = row.group or "", row.group_title or ""
    made.number = row.number
    made.problems = [*asking(row.problems), *made.problems]
    told = [problem.message for problem in row.problems if problem.code in INFORMATION]
    made.source |= {**row.source.as_dict(), **({"told": told} if told else {})}
    return made


def asking(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Those that somebody has to look at."""
    return [as_dict(problem) for problem in problems if problem.code not in INFORMATION]


def add_repeats(rows: Sequence[DraftRow]) -> None:
    """Numbers that stand twice, as problems of the later rows."""
    for kind in (RowKind.INDICATOR, RowKind.TASK):
        own = [row for row in rows if row.kind is kind]
        codes = Codes(own)
        for row in own:
            row.problems = [*row.problems, *codes.code(row)[1]]


def original(row: DraftRow) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in ORIGINAL}, "kind": row.kind.value, "problems": row.problems}


def settle(row: DraftRow) -> None:
    """Bring what is repeated for filters in line with the row."""
    row.doubts = len(row.problems)
    row.columns = _listed(problem["column"] or "dong" for problem in row.problems)
    row.lacks = _listed(lacking(row.cells, row.read)) if row.kind is RowKind.TASK else ""


def _listed(words: Iterable[str]) -> str:
    found = " ".join(dict.fromkeys(words))
    return f" {found} " if found else ""


def new_row(
    kind: RowKind, cells: Mapping[str, str] = NO_CELLS, read: dict[str, Any] | None = None, **place: Any
) -> DraftRow:
    """A row whose every column may be asked for at once; `place`: whatever else is known of it."""
    nothing = dict.fromkeys(("appendix", "appendix_title", "group", "group_title", "number", "parent"), "")
    return DraftRow(
        kind=kind,
        cells={name: words for name, words in cells.items() if words},
        read={"lead": [], "coordinating": [], "deadline": {"kind": "none", "raw": ""}} if read is None else read,
        chosen={},
        marks={},
        problems=[],
        **{"source": {}, **nothing, **place},
    )


def _task(row: TaskDraft) -> DraftRow:
    cells = {
        "title": row.title,
        "responsible_head": row.responsible_head,
        "lead": row.lead,
        "coordinating": row.coordinating,
        "deliverable": row.deliverable,
        "deadline": row.deadline.raw,
        "authority": row.authority,
        "note": row.note,
    }
    read = {
        "lead": _agencies(row.lead_agencies),
        "coordinating": _agencies(row.coordinating_agencies),
        "deadline": row.deadline.as_dict(),
    }
    made = new_row(RowKind.HEADING if row.is_heading else RowKind.TASK, cells, read)
    made.parent = row.parent or ""
    made.source = {BESIDE: asdict(row.beside)} if row.beside != ALONE else {}
    return made


def _indicator(row: IndicatorDraft) -> DraftRow:
    """A second value for a year already named joins the first one's words, as a problem."""
    cells = {"title": row.title, "unit": row.unit, "lead": row.lead}
    targets: dict[str, dict[str, Any]] = {}
    problems = []
    for place, target in enumerate(row.targets, 1):
        column = target_column(target.year, place)
        if column in targets:
            cells[column] = targets[column]["raw"] = f"{cells[column]}; {target.raw}"
            problems.append(Problem("target_repeated", "target", _TWO_TARGETS % {"year": target.year}))
            continue
        cells[column], targets[column] = target.raw, target.as_dict()
    made = new_row(RowKind.INDICATOR, cells, {"lead": _agencies(row.lead_agencies), "target": list(targets.values())})
    made.problems = asking(problems)
    return made


def _obligation(row: ObligationDraft) -> DraftRow:
    one = {"recipient": row.recipient, "through": row.through}
    cells = {
        "title": row.text,
        "lead": "; ".join(match.raw for match in row.who),
        **{name: match.raw for name, match in one.items() if match},
        "deadline": row.deadline.raw,
    }
    read = {
        "lead": _agencies(row.who),
        **{name: _agencies([match] if match else []) for name, match in one.items()},
        "deadline": row.deadline.as_dict(),
    }
    made = new_row(RowKind.OBLIGATION, cells, read)
    made.source = row.source.as_dict()
    return made


def _repeal(row: RepealDraft) -> DraftRow:
    made = new_row(RowKind.REPEAL, {"title": row.text}, {})
    made.appendix, made.group, made.number = row.appendix, row.group, row.number
    made.source = row.source.as_dict()
    return made


def _agencies(matches: Iterable[Match]) -> list[dict[str, str]]:
    return [agency_dict(match) for match in matches]
