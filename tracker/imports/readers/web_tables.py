"""The cells of an HTML table as rows of equal width, as a browser lays them out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracker.imports.grid import GridRow, GridTable

_MOST_SPANNED = 1000
"""Columns or rows of one merged cell that are believed, as in browsers."""


@dataclass(slots=True)
class _Cell:
    text: str
    columns: int
    rows: int


@dataclass(slots=True)
class _Placed:
    """A cell from `start` to before `end`; `rows` more rows below it are covered. `is_carried`: it begins above."""

    text: str
    start: int
    end: int
    rows: int
    is_carried: bool = False


@dataclass(slots=True)
class _Row:
    cells: list[_Placed]
    is_foot: bool = False


@dataclass(slots=True)
class TableBuilder:
    """Takes rows and cells as they come; cells outside a row make one. `hidden` are columns that are not shown."""

    hidden: set[int] = field(default_factory=set)
    _columns: int = 0
    _rows: list[_Row] = field(default_factory=list)
    _open: list[_Cell] | None = None
    _above: list[_Placed] = field(default_factory=list)
    _is_foot: bool = False

    def column(self, span: int, *, is_hidden: bool) -> None:
        """A `<col>`."""
        end = self._columns + min(span, _MOST_SPANNED)
        if is_hidden:
            self.hidden |= set(range(self._columns, end))
        self._columns = end

    def section(self, name: str) -> None:
        """A head, body or foot begins or ends; no cell reaches beyond it. The foot is shown last."""
        self.end_row()
        self._above = []
        self._is_foot = name == "tfoot"

    def row(self) -> None:
        self.end_row()
        self._open = []

    def cell(self, text: str, columns: int, rows: int) -> None:
        if self._open is None:
            self._open = []
        self._open.append(_Cell(text, columns, rows))

    def end_row(self) -> None:
        if self._open is None:
            return
        carried = [_Placed(one.text, one.start, one.end, one.rows - 1, True) for one in self._above if one.rows]
        cells, self._open = self._open, None
        placed = sorted([*carried, *_placed(cells, carried)], key=lambda one: one.start)
        self._above = placed
        self._rows.append(_Row(placed, self._is_foot))

    def table(self, number: int) -> GridTable | None:
        """The table, or None if it holds no text."""
        self.end_row()
        ordered = [row for row in self._rows if not row.is_foot] + [row for row in self._rows if row.is_foot]
        starts = {one.start for row in ordered for one in row.cells if one.text and not one.is_carried}
        columns = [column for column in range(max(starts, default=-1) + 1) if column not in self.hidden]
        rows = [_grid_row(row, columns, index) for index, row in enumerate(ordered, start=1)]
        rows = [row for row in rows if any(row.cells)]
        return GridTable(rows, number) if rows else None


def span(value: str | None) -> int:
    """ "3" of a colspan or rowspan; what is no number counts 1."""
    digits = (value or "").strip()
    return min(max(int(digits[:5]), 1), _MOST_SPANNED) if digits.isdecimal() else 1


def row_span(value: str | None) -> int:
    """The same; 0 means all rows of the section."""
    return _MOST_SPANNED if (value or "").strip() == "0" else span(value)


def _placed(cells: list[_Cell], carried: list[_Placed]) -> Iterator[_Placed]:
    """Each cell at the first column that no cell from above covers."""
    taken = sorted((one.start, one.end) for one in carried)
    column = 0
    for cell in cells:
        while taken and taken[0][0] <= column:
            column = max(column, taken.pop(0)[1])
        end = min(column + cell.columns, taken[0][0]) if taken else column + cell.columns
        yield _Placed(cell.text, column, end, cell.rows - 1)
        column = end


def _grid_row(row: _Row, columns: list[int], number: int) -> GridRow:
    texts = dict.fromkeys(columns, "")
    carried: set[int] = set()
    spanned: set[int] = set()
    last = columns[-1] if columns else -1
    for one in row.cells:
        shown = [column for column in range(one.start, min(one.end, last + 1)) if column in texts]
        if shown:
            texts[shown[0]] = one.text
            carried |= {shown[0]} if one.is_carried and one.text else set()
            spanned |= set(shown[1:])
    return GridRow(
        tuple(texts.values()),
        number,
        carried=frozenset(index for index, column in enumerate(columns) if column in carried),
        spanned=frozenset(index for index, column in enumerate(columns) if column in spanned),
    )
