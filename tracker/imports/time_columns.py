"""Several columns that tell one time: a step each ("Thời gian trình": Chính phủ | Quốc hội), or the quarter and the
year apart. Pure."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tracker.imports.column_words import Field, scores
from tracker.imports.grid import Row, Table
from tracker.text import fold

_PLAIN = 8
_UNIT = re.compile(r"\b(?:quý|quí|tháng)$", re.IGNORECASE)
_YEAR = re.compile(r"\bnăm$", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:tu|den|bat dau|khoi cong|ket thuc|hoan thanh|thuc te|dieu chinh|gia han|ke hoach)\b")
"""Words that tell two columns of one time apart, not two steps."""


def with_steps_joined(table: Table) -> Table:
    """The table with its columns of steps made one: "Chính phủ: Tháng 7/2026; Quốc hội: Tháng 10/2026"."""
    steps = _steps(table.header)
    if not steps:
        return table
    first = min(steps)
    return _joined(table, steps, table.header[first].removesuffix(steps[first]).strip(), _steps_of)


def with_years_joined(table: Table) -> Table:
    """The table with the year that stands in a column of its own put to its quarter or month: "Quý II/2026"."""
    for index, (label, after) in enumerate(pairwise(table.header)):
        unit, year = _UNIT.search(label), _YEAR.search(after)
        if unit and year and label[: unit.start()] == after[: year.start()] and _are_years(table, index + 1):
            columns = {index: unit.group().capitalize(), index + 1: ""}
            return _joined(table, columns, label[: unit.start()].strip() or "Thời gian", _period_of)
    return table


def _joined(
    table: Table, columns: Mapping[int, str], label: str, said: Callable[[Row, Mapping[int, str]], str]
) -> Table:
    first = min(columns)
    rows = [in_one_cell(row, columns, first, said(row, columns)) for row in table.rows]
    header = [text for index, text in enumerate(table.header) if index == first or index not in columns]
    header[first] = label
    return replace(table, header=header, rows=rows)


def in_one_cell(row: Row, columns: Collection[int], first: int, text: str) -> Row:
    """The row with one cell in the place of these columns."""
    kept = [index for index in range(len(row.cells)) if index == first or index not in columns]
    cells = [text if index == first else row.cells[index] for index in kept]
    carried = frozenset(place for place, index in enumerate(kept) if index in row.carried and index != first)
    return replace(row, cells=cells, carried=carried, printed=0)


def _steps(header: Sequence[str]) -> dict[int, str]:
    """Neighbouring columns of time that begin with the same words, by what each goes on with."""
    times = [index for index, label in enumerate(header) if scores(label).get(Field.DEADLINE, 0) >= _PLAIN]
    if len(times) < 2 or times != list(range(times[0], times[-1] + 1)):
        return {}
    parts = [header[index].split() for index in times]
    shared = 0
    while all(len(words) > shared and words[shared] == parts[0][shared] for words in parts):
        shared += 1
    rests = [" ".join(words[shared:]) for words in parts]
    is_labelled = scores(" ".join(parts[0][:shared])).get(Field.DEADLINE, 0) >= _PLAIN
    if not is_labelled or not all(rests) or any(_ENDS.search(fold(rest)) for rest in rests):
        return {}
    return dict(zip(times, rests, strict=True))


def _steps_of(row: Row, steps: Mapping[int, str]) -> str:
    filled = [(label, row.cells[index].strip()) for index, label in steps.items() if row.cells[index].strip()]
    return (
        "; ".join(f"{label}: {text}" for label, text in filled) if len(filled) > 1 else "".join(t for _, t in filled)
    )


def _are_years(table: Table, column: int) -> bool:
    cells = [row.cells[column].strip() for row in table.rows if row.cells[column].strip()]
    return bool(cells) and all(re.fullmatch(r"(?:19|20)\d\d", cell) for cell in cells)


def _period_of(row: Row, columns: Mapping[int, str]) -> str:
    """ "II" beside "2026" is "Quý II/2026"; alone each says what it says."""
    (first, unit), (second, _) = columns.items()
    period, year = row.cells[first].strip(), row.cells[second].strip()
    if period and not fold(period).startswith(fold(unit)):
        period = f"{unit} {period}"
    return "/".join(filter(None, (period, year)))
