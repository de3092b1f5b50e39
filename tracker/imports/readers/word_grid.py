"""The columns of a Word table from the edges of its cells. Pure.

Each row of a Word table has edges of its own: dragging a border, or joining two tables, leaves the rows a little out
of line, and the grid of the file then has many more columns than a reader sees.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, pairwise

NARROW = 200
"""Twips; edges nearer than that (3.5 mm) are one. The narrowest column that offices draw is twice as wide."""

MOST_EDGES = 300
"""Word allows 63 cells in a row; more edges than that are no table that somebody drew, and would take long."""

Edges = tuple[int, ...]


def aligned(rows: Sequence[Edges], widths: Sequence[int]) -> list[Edges]:
    """The edges of each row's cells (n + 1 for n cells, as lines of the file's grid) as lines of the visible columns.

    `widths` are those of the file's grid in twips; where they are missing only edges on the same line are one.
    """
    places = _places(max((row[-1] for row in rows), default=0), widths)
    fitted = _in_line(rows, places) if places else rows
    columns = {edge: index for index, edge in enumerate(sorted({edge for row in fitted for edge in row}))}
    return [tuple(columns[edge] for edge in row) for row in fitted]


def _places(last: int, widths: Sequence[int]) -> list[int]:
    """Where each line of the grid stands, in twips from the left; nothing if the file does not tell."""
    return list(accumulate(widths[:last], initial=0)) if any(widths) and len(widths) >= last else []


def _in_line(rows: Sequence[Edges], places: Sequence[int]) -> Sequence[Edges]:
    own = Counter(edge for row in rows for edge in row)
    if len(own) > MOST_EDGES:
        return rows
    moved = _one_for_near(places, own, rows)
    as_moved = [tuple(moved[edge] for edge in row) for row in rows]
    as_moved = [after if _is_rising(after) else before for before, after in zip(rows, as_moved, strict=True)]
    usual = _usual(as_moved)
    return [_fitted(row, usual, places) for row in as_moved]


def _one_for_near(places: Sequence[int], own: Counter[int], rows: Sequence[Edges]) -> dict[int, int]:
    """Each edge → the most used edge near it, unless a cell of some row lies between the two."""
    cells = {(start, end) for row in rows for start, end in pairwise(row)}
    moved: dict[int, int] = {}
    for edge in sorted(own):
        group = [other for other in own if abs(places[other] - places[edge]) < NARROW]
        free = [one for one in group if not any(start < end and {start, end} <= {one, edge} for start, end in cells)]
        moved[edge] = max(free, key=lambda one: (own[one], -one))
    return moved


def _usual(rows: Sequence[Edges]) -> Edges:
    """The edges that most rows have, among the rows with at least half as many cells as the fullest."""
    most = max((len(row) for row in rows), default=0)
    return Counter(row for row in rows if 2 * len(row) > most).most_common(1)[0][0] if rows else ()


def _fitted(row: Edges, usual: Edges, places: Sequence[int]) -> Edges:
    """The row's edges moved to the usual ones where that is plain: as many cells, each over its own column, or every
    edge nearest to another. Else the row keeps its edges."""
    if set(row) <= set(usual):
        return row
    if len(row) == len(usual) and all(map(_is_over, _spans(row, places), _spans(usual, places))):
        return usual
    nearest = tuple(min(usual, key=lambda edge: abs(places[edge] - places[own])) for own in row)
    return nearest if len(row) < len(usual) and _is_rising(nearest) else row


def _is_rising(row: Edges) -> bool:
    return all(left < right for left, right in pairwise(row))


def _spans(row: Edges, places: Sequence[int]) -> list[tuple[int, int]]:
    return [(places[start], places[end]) for start, end in pairwise(row)]


def _is_over(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """They share more than half of the narrower, which is at least a third as wide as the other."""
    narrow, wide = sorted((one[1] - one[0], other[1] - other[0]))
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared > narrow and 3 * narrow >= wide
