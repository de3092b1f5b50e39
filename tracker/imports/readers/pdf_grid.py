"""Tables with ruling lines: rows, columns and merged cells, read from where the lines are and where they are missing.
Pure."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tracker.imports.readers.pdf_lines import PrintedLine, cell_lines
from tracker.imports.readers.pdf_page import Page, Run
from tracker.imports.readers.pdf_rules import Rule

SNAP = 3.0
"""Points: lines no farther apart are one (a double line), and ends no farther apart meet."""
_SHORTEST = 6.0
_OPEN = 8.0
_COVERED = 0.6


@dataclass(frozen=True, slots=True)
class Cell:
    """The columns from `left` and the rows from `top`, up to and without `right` and `bottom`."""

    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[PrintedLine, ...] = ()


@dataclass(slots=True)
class Ruled:
    """A table of one page: places of its column and row lines in points, and its cells in reading order. `series`
    counts the tables without ruling lines, whose parts on several pages belong together; 0 for one with lines."""

    xs: list[float]
    ys: list[float]
    cells: list[Cell] = field(default_factory=list)
    series: int = 0

    @property
    def lone_text(self) -> list[PrintedLine]:
        """The lines of the only cell that has any: the rest of a torn row, or words in a frame."""
        filled = [cell.lines for cell in self.cells if cell.lines]
        return list(filled[0]) if len(filled) == 1 else []


def ruled_tables(page: Page) -> tuple[list[Ruled], list[Run]]:
    """The tables of a page from top to bottom, and the letters that stand outside them."""
    grids = [grid for part in _parts(page.drawn.across, page.drawn.down) if (grid := _grid(*part))]
    grids = [grid for grid in grids if not any(_holds(other, grid) for other in grids if other is not grid)]
    grids.sort(key=lambda grid: (grid.ys[0], grid.xs[0]))
    outside: list[Run] = []
    inside: dict[int, dict[int, list[Run]]] = {}
    for run in page.runs:
        place = next(
            ((n, cell) for n, grid in enumerate(grids) if (cell := grid.region_at(*run.middle)) is not None), None
        )
        if place is None:
            outside.append(run)
        else:
            inside.setdefault(place[0], {}).setdefault(place[1], []).append(run)
    tables = []
    for number, grid in enumerate(grids):
        held = inside.get(number, {})
        if held:
            tables.append(_ruled(grid, held))
    return tables, outside


@dataclass(slots=True)
class _Grid:
    """`regions` names, for each base cell, the merged cell that it belongs to."""

    xs: list[float]
    ys: list[float]
    regions: list[list[int]]

    def region_at(self, x: float, y: float) -> int | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.regions[row][column]
        return None


def _holds(outer: _Grid, inner: _Grid) -> bool:
    return (
        outer.xs[0] - SNAP <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + SNAP
        and outer.ys[0] - SNAP <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + SNAP
    )


# Lines


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces of a line, its dashes and its double become one line."""
    bands: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if bands and rule.at - bands[-1][0].at <= SNAP:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    whole: list[Rule] = []
    for band in bands:
        at = sum(rule.at for rule in band) / len(band)
        start = end = None
        for rule in sorted(band, key=lambda rule: rule.start):
            if end is None or start is None or rule.start - end > SNAP:
                if start is not None and end is not None:
                    whole.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        if start is not None and end is not None:
            whole.append(Rule(at, start, end))
    return [rule for rule in whole if rule.end - rule.start >= _SHORTEST]


def _parts(across: Iterable[Rule], down: Iterable[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet, however many steps apart, are lines of one table."""
    level, upright = merged(across), merged(down)
    leader = list(range(len(level) + len(upright)))

    def first(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for one, rule in enumerate(level):
        for other, post in enumerate(upright, start=len(level)):
            if _meets(rule, post.at) and _meets(post, rule.at):
                leader[first(one)] = first(other)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate([*level, *upright]):
        parts.setdefault(first(index), ([], []))[index >= len(level)].append(rule)
    return [part for part in parts.values() if part[0] and part[1]]


def _meets(rule: Rule, at: float) -> bool:
    return rule.start - SNAP <= at <= rule.end + SNAP


# Cells


def _grid(across: list[Rule], down: list[Rule]) -> _Grid | None:
    """The grid of a table, its outer lines completed where it is open; None if it has only one column or one cell."""
    xs, ys = _places(down, across), _places(across, down)
    while True:
        right_of = [[_covered(down, xs[c], ys[r], ys[r + 1]) for c in range(len(xs))] for r in range(len(ys) - 1)]
        below = [[_covered(across, ys[r], xs[c], xs[c + 1]) for c in range(len(xs) - 1)] for r in range(len(ys))]
        idle_x = [c for c in range(1, len(xs) - 1) if not any(row[c] for row in right_of)]
        idle_y = [r for r in range(1, len(ys) - 1) if not any(below[r])]
        if not idle_x and not idle_y:
            break
        xs = [x for c, x in enumerate(xs) if c not in idle_x]
        ys = [y for r, y in enumerate(ys) if r not in idle_y]
    if len(xs) < 3:
        return None
    return _Grid(xs, ys, _regions(right_of, below))


def _places(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """Where the lines are, and where the lines across them end beyond the outermost."""
    places = sorted({rule.at for rule in rules})
    start, end = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if places[0] - start > _OPEN:
        places.insert(0, start)
    if end - places[-1] > _OPEN:
        places.append(end)
    return places


def _covered(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
    length = sum(
        max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules if abs(rule.at - at) < SNAP / 2
    )
    return length >= _COVERED * (end - start)


def _regions(right_of: list[list[bool]], below: list[list[bool]]) -> list[list[int]]:
    """Cells without a line between them are one, first along the row, then down where both have the same width."""
    regions: list[list[int]] = []
    count = 0
    for row, lines in enumerate(right_of):
        spans = _spans(lines)
        before = {(left, right): regions[-1][left] for left, right in _spans(right_of[row - 1])} if row else {}
        numbers: list[int] = []
        for left, right in spans:
            is_open = not any(below[row][left:right])
            if is_open and (left, right) in before:
                number = before[left, right]
            else:
                number, count = count, count + 1
            numbers += [number] * (right - left)
        regions.append(numbers)
    return regions


def _spans(lines: Sequence[bool]) -> list[tuple[int, int]]:
    """The columns of a row between its upright lines, as (first, after the last)."""
    edges = [0, *(column for column in range(1, len(lines) - 1) if lines[column]), len(lines) - 1]
    return list(pairwise(edges))


def _ruled(grid: _Grid, held: dict[int, list[Run]]) -> Ruled:
    reach: dict[int, list[int]] = {}
    for row, numbers in enumerate(grid.regions):
        for column, number in enumerate(numbers):
            box = reach.setdefault(number, [column, row, column, row])
            box[2], box[3] = max(box[2], column), max(box[3], row)
    cells = [
        Cell(left, top, right + 1, bottom + 1, tuple(cell_lines(held.get(number, ()))))
        for number, (left, top, right, bottom) in reach.items()
    ]
    return Ruled(grid.xs, grid.ys, sorted(cells, key=lambda cell: (cell.top, cell.left)))
