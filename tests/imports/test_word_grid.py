"""Edges of cells that are a little out of line become the columns a reader sees."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.imports.readers.word_grid import aligned

CASES = {
    "in line": ([(0, 1, 2, 3), (0, 3)], [600, 4000, 1500], [(0, 1, 2, 3), (0, 3)]),
    "no cell begins there": ([(0, 2, 5), (0, 2, 5)], [300, 300, 500, 500, 500], [(0, 1, 2), (0, 1, 2)]),
    "a millimetre apart": ([(0, 1, 3), (0, 1, 3), (0, 2, 3)], [600, 57, 4000], [(0, 1, 2)] * 3),
    "a narrow cell between": ([(0, 1, 2, 3), (0, 1, 3)], [600, 150, 4000], [(0, 1, 2, 3), (0, 1, 3)]),
    "another table joined": (
        [(0, 1, 3, 5), (0, 1, 3, 5), (0, 2, 4, 5)],
        [600, 300, 4000, 400, 1500],
        [(0, 1, 2, 3)] * 3,
    ),
    "the same number elsewhere": (
        [(0, 1, 3), (0, 1, 3), (0, 2, 3)],
        [500, 5000, 500],
        [(0, 1, 3), (0, 1, 3), (0, 2, 3)],
    ),
    "merged and out of line": (
        [(0, 1, 2, 4), (0, 1, 2, 4), (0, 3)],
        [600, 3000, 3000, 400],
        [(0, 1, 2, 3)] * 2 + [(0, 3)],
    ),
    "one cell split in two": (
        [(0, 1, 3), (0, 1, 3), (0, 1, 2, 3)],
        [600, 2000, 2000],
        [(0, 1, 3)] * 2 + [(0, 1, 2, 3)],
    ),
    "no widths": ([(0, 1, 3), (0, 2, 3)], [], [(0, 1, 3), (0, 2, 3)]),
    "no rows": ([], [600], []),
}


@pytest.mark.parametrize(("rows", "widths", "columns"), CASES.values(), ids=CASES)
def test_edges_become_columns(rows: list[tuple[int, ...]], widths: list[int], columns: list[tuple[int, ...]]) -> None:
    assert aligned(rows, widths) == columns


SPANS = st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=8), min_size=1, max_size=12)


@given(SPANS, st.lists(st.integers(0, 3000), max_size=48))
def test_no_cell_is_lost_whatever_the_edges(spans: list[list[int]], widths: list[int]) -> None:
    rows = [tuple(accumulate(row, initial=0)) for row in spans]
    columns = aligned(rows, widths)
    assert list(map(len, columns)) == list(map(len, rows))
    assert all(left < right for row in columns for left, right in pairwise(row))
    assert {edge for row in columns for edge in row} == set(range(max(row[-1] for row in columns) + 1))
