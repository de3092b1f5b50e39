"""The parts of a table that stand on several pages become one table of rows. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from tracker.imports.grid import GridRow, GridTable
from tracker.imports.numbering import read_number
from tracker.imports.readers.pdf_breaks import Breaks
from tracker.imports.readers.pdf_grid import Cell, Ruled
from tracker.imports.readers.pdf_lines import PrintedLine

_SAME_PLACE = 5.0
"""Points: column lines of two pages no farther apart are one."""
_TOP = 0.6
_ROW_APART = 1.6


@dataclass(slots=True)
class Joined:
    """A table as far as it has been read: its parts with their pages, column lines counted from its left edge."""

    parts: list[tuple[int, Ruled]]
    places: list[float]
    series: int = 0

    @classmethod
    def of(cls, page: int, part: Ruled) -> "Joined":
        return cls([(page, part)], _places(part), part.series)

    def takes(self, page: int, part: Ruled) -> bool:
        """Go on with the part of the next page, if it has the same columns."""
        if self.series or part.series:
            if self.series != part.series:
                return False
            self.parts.append((page, part))
            return True
        places = _places(part)
        if abs(places[-1] - self.places[-1]) > _SAME_PLACE:
            return False
        fewer, more = sorted((places, self.places), key=len)
        if not all(any(abs(one - other) <= _SAME_PLACE for other in more) for one in fewer):
            return False
        self.places = more
        self.parts.append((page, part))
        return True


def _places(part: Ruled) -> list[float]:
    return [x - part.xs[0] for x in part.xs]


def grid_table(joined: Joined, number: int, breaks: Breaks) -> GridTable:
    rows: list[GridRow] = []
    for page, part in joined.parts:
        added = [row for row in _rows(part, joined, breaks, rows) if any(row.cells)]
        is_new_page = bool(rows) and page != rows[-1].page
        for index, row in enumerate(added):
            rows.append(replace(row, row=len(rows) + 1, page=page, after_break=is_new_page and index == 0))
    return GridTable(rows, number, joined.parts[0][0], is_printed=True)


def _rows(part: Ruled, joined: Joined, breaks: Breaks, above: Sequence[GridRow]) -> list[GridRow]:
    """The rows of one page. `above`: those of the pages before, whose last merged cells may go on."""
    part = with_rows_apart(part)
    columns = list(range(len(part.xs))) if joined.series else [_nearest(joined.places, x) for x in _places(part)]
    width, height = len(joined.places) - 1, max(cell.bottom for cell in part.cells)
    texts = [[""] * width for _ in range(height)]
    carried: list[set[int]] = [set() for _ in range(height)]
    spanned: list[set[int]] = [set() for _ in range(height)]
    for cell in part.cells:
        left, right = columns[cell.left], columns[cell.right]
        text = breaks.text(cell.lines)
        for row in range(cell.top, cell.bottom):
            spanned[row] |= set(range(left + 1, right))
            texts[row][left] = text
            if text and row > cell.top:
                carried[row].add(left)
    first = _repeated(texts, above)
    for cell in part.cells:
        if not cell.lines and cell.top == first and cell.bottom - cell.top > 1 and above:
            _carry(columns[cell.left], range(cell.top, cell.bottom), texts, carried, above[-1])
    return [
        GridRow(tuple(cells), 0, carried=frozenset(down), spanned=frozenset(along))
        for cells, down, along in zip(texts, carried, spanned, strict=True)
    ]


def _repeated(texts: Sequence[Sequence[str]], above: Sequence[GridRow]) -> int:
    """How many rows at the head of the page repeat those at the head of the table."""
    return len(list(takewhile(lambda pair: tuple(pair[0]) == pair[1].cells, zip(texts, above, strict=False))))


def _carry(
    column: int, rows: Sequence[int], texts: Sequence[list[str]], carried: Sequence[set[int]], above: GridRow
) -> None:
    """The words of a merged cell that began on the page before; not into the rest of a row that the page break
    tore."""
    for row in rows:
        if above.cells[column] and (row != rows[0] or texts[row][0]):
            texts[row][column] = above.cells[column]
            carried[row].add(column)


def _nearest(places: Sequence[float], x: float) -> int:
    return min(range(len(places)), key=lambda index: abs(places[index] - x))


# Rows without lines between them


def with_rows_apart(part: Ruled) -> Ruled:
    """Rows that no line parts are told by their numbers, if these stand beside the first line of each."""
    cells: list[Cell] = []
    added = 0
    for row in range(max(cell.bottom for cell in part.cells)):
        own = [cell for cell in part.cells if cell.top == row]
        is_merged = any(cell.top <= row < cell.bottom and cell.bottom - cell.top > 1 for cell in part.cells)
        starts = [] if is_merged else _starts(own)
        for cell in own:
            if len(starts) > 1:
                cells += _cut(cell, starts, cell.top + added)
            else:
                cells.append(replace(cell, top=cell.top + added, bottom=cell.bottom + added))
        added += max(0, len(starts) - 1)
    return replace(part, cells=cells)


def _starts(cells: Sequence[Cell]) -> list[float]:
    """Base lines at which the numbers of several rows stand in the first cell."""
    first = next((cell.lines for cell in cells if cell.left == 0), ())
    if len(first) < 2 or len(cells) < 2:
        return []
    parts = [read_number(line.text).parts for line in first]
    is_counted = all(parts) and all(one < other for one, other in pairwise(parts))
    is_apart = all(b.base - a.base > _ROW_APART * a.size for a, b in pairwise(first))
    top = min(line.base for cell in cells for line in cell.lines)
    if not is_counted or not (is_apart or len(first) > 2) or first[0].base - top > _TOP * first[0].size:
        return []
    return [line.base - _TOP * line.size for line in first]


def _cut(cell: Cell, starts: Sequence[float], top: int) -> list[Cell]:
    ends = [*starts[1:], float("inf")]
    found = []
    for index, (start, end) in enumerate(zip([float("-inf"), *starts[1:]], ends, strict=True)):
        lines: tuple[PrintedLine, ...] = tuple(line for line in cell.lines if start <= line.base < end)
        found.append(replace(cell, top=top + index, bottom=top + index + 1, lines=lines))
    return found
