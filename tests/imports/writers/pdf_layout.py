"""The tables of a plan laid out on the pages of a PDF, as office programs do, row by row and cell by cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.imports.printed import PrintedTable
from tests.imports.writers.pdf import Leaf, paper, width_of

Cells = Sequence[str]
SIZE, LEADING, PADDING, ASIDE = 10.0, 12.0, 3.0, 5.4
LEFT, TOP = 36.0, 60.0


@dataclass(frozen=True)
class Habits:
    """How a program draws. `rules`: "lines", "boxes", "double", "dashed", "pieces" (a line for every cell),
    "across" (none between columns), "none"; `merges`: the column whose equal cells are one; `tears`: rows over the
    end of a page."""

    rules: str = "lines"
    repeats_header: bool = True
    tears: bool = True
    merges: int | None = None
    keeps_spaces: bool = False
    rotate: int = 0
    turn: int = 0
    numbers_pages: bool = True


@dataclass
class _Row:
    """Lines of each cell on one page. `is_merged`: one of its cells goes on with that of the row above."""

    cells: list[list[str]]
    is_merged: bool = False
    is_heading: bool = False
    is_header: bool = False

    @property
    def height(self) -> float:
        return max(1, *map(len, self.cells)) * LEADING + 2 * PADDING


def drawn(tables: Sequence[PrintedTable], habits: Habits = Habits(), head: Sequence[str] = ()) -> bytes:
    """The file: lines of the head, then every table under its heading."""
    return paper(*_Layout(habits).pages(tables, head))


class _Layout:
    def __init__(self, habits: Habits) -> None:
        self.habits = habits
        self.leaves: list[Leaf] = []
        self.y = 0.0

    def pages(self, tables: Sequence[PrintedTable], head: Sequence[str]) -> list[Leaf]:
        self._new_page()
        for line in head:
            self._text_line(line)
        for table in tables:
            for line in table.heading:
                self._text_line(line)
            self.y += LEADING
            self._table(table)
            self.y += 2 * LEADING
        return self.leaves

    @property
    def leaf(self) -> Leaf:
        return self.leaves[-1]

    @property
    def bottom(self) -> float:
        return self.leaf.height - 50

    def _new_page(self) -> None:
        self.leaves.append(Leaf(rotate=self.habits.rotate, turn=self.habits.turn))
        self.y = TOP
        if self.habits.numbers_pages:
            number = str(len(self.leaves))
            self.leaf.text(self.leaf.width / 2 - width_of(number, SIZE) / 2, 30, number, SIZE)

    def _text_line(self, text: str) -> None:
        for line in _wrapped(text, self.leaf.width - 2 * LEFT):
            if self.y + LEADING > self.bottom:
                self._new_page()
            self.leaf.text(LEFT, self.y, line, SIZE)
            self.y += LEADING

    def _table(self, table: PrintedTable) -> None:
        widths = _widths(table, self.leaf.width - 2 * LEFT)
        xs = [LEFT + sum(widths[:at]) for at in range(len(widths) + 1)]
        header = self._row(table.header, widths)
        header.is_header = True
        placed = [header]
        above: Cells = ()
        if self.y + header.height + 2 * LEADING > self.bottom:
            self._new_page()
        start, self.y = self.y, self.y + header.height
        for cells in table.rows:
            row: _Row | None = self._row(cells, widths)
            column = self.habits.merges
            if row and column is not None and above and cells[column] and above[column] == cells[column]:
                row.cells[column] = []
                row.is_merged = True
            above = cells
            while row is not None:
                part, row = self._cut(row)
                if part is None:
                    self._draw(placed, xs, start)
                    self._new_page()
                    placed = [header] if self.habits.repeats_header else []
                    start, self.y = self.y, self.y + sum(one.height for one in placed)
                else:
                    placed.append(part)
                    self.y += part.height
        self._draw(placed, xs, start)

    def _row(self, cells: Cells, widths: Sequence[float]) -> _Row:
        """A row with nothing but a heading in its first cell is one cell over all columns."""
        if cells[0].strip() and not any(cells[1:]):
            return _Row(
                [list(_wrapped(cells[0], sum(widths) - 2 * ASIDE)), *([] for _ in cells[1:])], is_heading=True
            )
        return _Row([list(_wrapped(cell, width - 2 * ASIDE)) for cell, width in zip(cells, widths, strict=True)])

    def _cut(self, row: _Row) -> tuple[_Row | None, _Row | None]:
        """What fits on the page, and the rest."""
        room = int((self.bottom - self.y - 2 * PADDING) // LEADING)
        most = max(1, *map(len, row.cells))
        if most <= room:
            return row, None
        if room < 1 or (not self.habits.tears and most <= (self.bottom - TOP) / LEADING - 8):
            return None, row
        first, rest = [cell[:room] for cell in row.cells], [cell[room:] for cell in row.cells]
        return _Row(first, row.is_merged, row.is_heading), _Row(rest, is_merged=False, is_heading=row.is_heading)

    # Drawing

    def _draw(self, rows: Sequence[_Row], xs: Sequence[float], start: float) -> None:
        tops = [start + sum(row.height for row in rows[:at]) for at in range(len(rows) + 1)]
        for row, top in zip(rows, tops, strict=False):
            for x, lines in zip(xs, row.cells, strict=False):
                for at, line in enumerate(lines):
                    is_broken = at < len(lines) - 1 and self.habits.keeps_spaces
                    text = line + " " * is_broken
                    self.leaf.text(x + ASIDE, top + PADDING + SIZE * 0.8 + at * LEADING, text, SIZE)
        for at, top in enumerate(tops):
            is_merged = 0 < at < len(rows) and rows[at].is_merged and not rows[at - 1].is_header
            for column, (left, right) in enumerate(pairwise(xs)):
                if not (is_merged and column == self.habits.merges):
                    self._rule(left, top, right, top)
        if self.habits.rules != "across":
            for row, top, bottom in zip(rows, tops, tops[1:], strict=False):
                for x in (xs[0], xs[-1]) if row.is_heading else xs:
                    self._rule(x, top, x, bottom)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        match self.habits.rules:
            case "boxes":
                self.leaf.box(x0 - 0.25, y0 - 0.25, x1 + 0.25, y1 + 0.25)
            case "double":
                self.leaf.line(x0 - 0.7, y0 - 0.7, x1 - 0.7, y1 - 0.7)
                self.leaf.line(x0 + 0.7, y0 + 0.7, x1 + 0.7, y1 + 0.7)
            case "dashed":
                self.leaf.line(x0, y0, x1, y1, "[3 2] 0 d")
            case "dots":
                steps = max(1, int(max(x1 - x0, y1 - y0) // 3))
                for at in range(steps + 1):
                    x, y = x0 + (x1 - x0) * at / steps, y0 + (y1 - y0) * at / steps
                    self.leaf.box(x - 0.4, y - 0.4, x + 0.4, y + 0.4)
            case "lines" | "across":
                self.leaf.line(x0, y0, x1, y1)


def _widths(table: PrintedTable, room: float) -> list[float]:
    """Column widths by how much stands in them, none narrower than the longest word."""
    columns = list(zip(table.header, *table.rows, strict=True))
    words = [[word for cell in column for word in cell.split()] or [""] for column in columns]
    narrowest = [max(width_of(word, SIZE) for word in own) + 2 * ASIDE + 1 for own in words]
    weights = [sum(map(len, column)) ** 0.5 for column in columns]
    spare = max(0.0, room - sum(narrowest))
    return [low + spare * weight / sum(weights) for low, weight in zip(narrowest, weights, strict=True)]


def _wrapped(text: str, width: float) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if line and width_of(f"{line} {word}", SIZE) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}".strip()
        if line:
            yield line
