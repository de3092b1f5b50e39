"""A row of a draft brought in line with its words: what they mean, what asks for a look, what filters see."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tracker.imports.draft_rows import BESIDE, settle
from tracker.imports.due import Beside
from tracker.imports.models import DraftRow
from tracker.imports.understanding import AGENCIES, TARGET, Meaning, Sight, understand

OF_NAMES = frozenset({"agency_near", "agency_former", "agency_new", "agency_unknown", "lead_vague"})
"""Codes of problems with the name of an agency."""


def column_of(name: str) -> str:
    """The column whose meaning a cell belongs to: all targets of an indicator are one."""
    return TARGET if name.startswith(f"{TARGET}:") else name


def reread(row: DraftRow, column: str, sight: Sight) -> None:
    """Read a column anew; what was accepted in it before no longer counts."""
    meaning = _meaning(row, column, sight)
    others = [problem for problem in row.problems if problem["column"] != column]
    row.problems = [*others, *(meaning.problems if meaning else [])]
    if meaning is not None and meaning.value is not None:
        row.read = {**row.read, column: meaning.value}
    settle(row)


def _meaning(row: DraftRow, column: str, sight: Sight) -> Meaning | None:
    """What the words say beside the columns they were printed with. An empty cell that was empty in the paper is
    still proposed what stands above it there."""
    beside = Beside(**row.source.get(BESIDE, {}))
    meaning = understand(column, row.kind.value, row.cells, row.chosen, sight, beside)
    if meaning is None or row.origin is None:
        return meaning
    proposed = {(one["column"], one["code"]): one for one in row.origin["problems"] if one.get("proposal")}
    return replace(meaning, problems=[proposed.get((one["column"], one["code"]), one) for one in meaning.problems])


def reread_names(rows: Iterable[DraftRow], sight: Sight, words: str | None = None) -> list[DraftRow]:
    """Read anew the agencies that were in doubt (about these words), where more is known of them now; the rows that
    this made clearer."""
    clearer = []
    for row in rows:
        before = row.doubts
        for column in sorted({one["column"] for one in row.problems if _is_about(one, words)}):
            _clear_up(row, column, sight)
        if row.doubts < before:
            clearer.append(row)
    return clearer


def reread_agencies(row: DraftRow, sight: Sight) -> bool:
    """Read every agency anew where nobody has decided; whether the words now mean another one."""
    changed = False
    for column in [one for one in AGENCIES if one in row.read and one not in row.marks]:
        meaning = _meaning(row, column, sight)
        if meaning is None or meaning.value == row.read[column]:
            continue
        others = [one for one in row.problems if one["column"] != column or one["code"] not in OF_NAMES]
        changed = changed or [one["name"] for one in meaning.value] != [one["name"] for one in row.read[column]]
        row.problems = [*others, *meaning.problems]
        row.read = {**row.read, column: meaning.value}
        settle(row)
    return changed


def _is_about(problem: dict[str, Any], words: str | None) -> bool:
    return problem["code"] in OF_NAMES and words in (None, problem.get("words"))


def _clear_up(row: DraftRow, column: str, sight: Sight) -> None:
    meaning = _meaning(row, column, sight)
    doubts = [problem for problem in row.problems if problem["column"] == column]
    if meaning is None or len(meaning.problems) >= len(doubts):
        return
    row.problems = [one for one in row.problems if one["column"] != column] + meaning.problems
    row.read = {**row.read, column: meaning.value}
    settle(row)
