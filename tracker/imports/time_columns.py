"""Several columns of time under one label, one for each step ("Thời gian trình": Chính phủ | Quốc hội). Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from tracker.imports.column_words import Field, scores
from tracker.imports.grid import Row, Table
from tracker.text import fold

_PLAIN = 8
_ENDS = re.compile(r"\b(?:tu|den|bat dau|khoi cong|ket thuc|hoan thanh|thuc te|dieu chinh|gia han|ke hoach)\b")
"""Words that tell two columns of one time apart, not two steps."""


def with_steps_joined(table: Table) -> Table:
    """The table with its columns of steps made one: "Chính phủ: Tháng 7/2026; Quốc hội: Tháng 10/2026"."""
    steps = _steps(table.header)
    if not steps:
        return table
    first = min(steps)
    rows = [in_one_cell(row, steps, first, _said(row, steps)) for row in table.rows]
    header = [label for index, label in enumerate(table.header) if index == first or index not in steps]
    header[first] = table.header[first].removesuffix(steps[first]).strip()
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


def _said(row: Row, steps: dict[int, str]) -> str:
    filled = [(label, row.cells[index].strip()) for index, label in steps.items() if row.cells[index].strip()]
    return (
        "; ".join(f"{label}: {text}" for label, text in filled) if len(filled) > 1 else "".join(t for _, t in filled)
    )
