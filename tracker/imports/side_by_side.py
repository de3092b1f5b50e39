"""Two tables side by side in one grid, as spreadsheets often hold them, taken apart. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.imports.columns import Field, read_header
from tracker.imports.grid import GridRow, GridTable
from tracker.imports.grid_header import own_texts
from tracker.imports.markup import without_markup


def taken_apart(grid: GridTable) -> list[GridTable]:
    """The grid as it is, or what stands above the two headers, then the left table, then the right one."""
    for index, row in enumerate(grid.rows):
        cut = _cut(row)
        if cut:
            above, below = grid.rows[:index], grid.rows[index:]
            left = replace(grid, rows=above + [_part(one, 0, cut) for one in below])
            right = replace(grid, rows=[_part(one, cut, len(one.cells)) for one in below])
            return [left, *taken_apart(right)]
    return [grid]


def _cut(row: GridRow) -> int:
    """The column where a second header begins: both halves name the same kinds of column, and can stand alone."""
    if len(own_texts(row)) < 6:
        return 0
    labels = [without_markup(cell) for cell in row.cells]
    for column in range(3, len(labels) - 2):
        if labels[column] and column not in row.spanned and _stand_alone(labels[:column], labels[column:]):
            return column
    return 0


def _stand_alone(left: Sequence[str], right: Sequence[str]) -> bool:
    one, two = read_header(left), read_header(right)
    if one is None or two is None:
        return False
    again = (Field.NUMBER, Field.TITLE) if one.has(Field.NUMBER) else (Field.TITLE,)
    return two.fields[0] is again[0] and all(two.has(field) for field in again)


def _part(row: GridRow, start: int, end: int) -> GridRow:
    columns = range(start, end)
    return replace(
        row,
        cells=row.cells[start:end],
        carried=frozenset(index - start for index in row.carried if index in columns),
        spanned=frozenset(index - start for index in row.spanned if index in columns),
    )
