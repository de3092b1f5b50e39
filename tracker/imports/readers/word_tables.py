"""A table of a Word file as rows of equal width: merged cells, columns out of line, rows hidden or deleted. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.imports.grid import GridRow
from tracker.imports.readers.word_grid import aligned
from tracker.imports.readers.word_runs import PROPERTIES
from tracker.imports.readers.word_styles import VAL, is_on

TABLE, ROW, CELL = qn("w:tbl"), qn("w:tr"), qn("w:tc")
_GRID_COLUMN, _WIDTH = f"{qn('w:tblGrid')}/{qn('w:gridCol')}", qn("w:w")
_ROW_PROPERTIES, _CELL_PROPERTIES = qn("w:trPr"), qn("w:tcPr")
_BEFORE, _SPAN = qn("w:gridBefore"), qn("w:gridSpan")
_DOWN, _ACROSS = qn("w:vMerge"), qn("w:hMerge")
_DELETED, _INSERTED, _HIDDEN = qn("w:del"), qn("w:ins"), qn("w:hidden")
_WIDEST = 250
"""Grid columns that one cell may span; Word itself allows 63."""
_MEASURE = re.compile(r"(\d+(?:\.\d+)?)(pt|in|cm|mm|pc)?")
_TWIPS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0}


@dataclass(slots=True)
class Cell:
    """`span` lines of the file's grid wide. `is_carried`: merged with the cell above, whose text it repeats;
    `is_gap`: no cell at all, where the row begins further right than the table."""

    text: str
    span: int
    is_carried: bool = False
    is_gap: bool = False


@dataclass(slots=True)
class TableRow:
    row: int
    line: int
    page: int | None = None
    cells: list[Cell] = field(default_factory=list)


def children(element: Element, wanted: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also those inside content controls and other wrappers."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif isinstance(child.tag, str) and child.tag not in PROPERTIES and child.tag not in (TABLE, CELL):
            yield from children(child, wanted)


def is_deleted(row: Element) -> bool:
    return row.find(f"{_ROW_PROPERTIES}/{_DELETED}") is not None


def is_inserted(row: Element) -> bool:
    return row.find(f"{_ROW_PROPERTIES}/{_INSERTED}") is not None


def is_hidden(row: Element) -> bool:
    return bool(is_on(row.find(f"{_ROW_PROPERTIES}/{_HIDDEN}")))


class Merges:
    """What stands in the cells that go on downwards, by the place where they begin."""

    def __init__(self) -> None:
        self._above: dict[int, str] = {}

    def cells(self, row: Element, text_of: Callable[[Element], str]) -> list[Cell]:
        """The row's cells from left to right. The text of a cell that only goes on with the one above is not read:
        Word does not print it, nor count its list."""
        start = _number(row.find(f"{_ROW_PROPERTIES}/{_BEFORE}"), 0)
        found = [Cell("", start, is_gap=True)] if start else []
        for element in children(row, CELL):
            span = max(_number(element.find(f"{_CELL_PROPERTIES}/{_SPAN}"), 1), 1)
            if found and _goes_on(element, _ACROSS):
                found[-1].span += span
            elif _goes_on(element, _DOWN) and start in self._above:
                found.append(Cell(self._above[start], span, is_carried=True))
            else:
                found.append(self._own(element, start, span, text_of(element)))
            start += span
        return found

    def _own(self, element: Element, start: int, span: int, text: str) -> Cell:
        for place in range(start, start + span):
            self._above.pop(place, None)
        if element.find(f"{_CELL_PROPERTIES}/{_DOWN}") is not None:
            self._above[start] = text
        return Cell(text, span)


def _goes_on(cell: Element, direction: str) -> bool:
    merge = cell.find(f"{_CELL_PROPERTIES}/{direction}")
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _number(element: Element | None, default: int) -> int:
    text = "" if element is None else element.get(VAL, "")
    return min(int(text), _WIDEST) if text.isdecimal() else default


def widths(table: Element) -> list[int]:
    """The grid's columns in twips; 0 where the file gives no measure."""
    return [_twips(one.get(_WIDTH, "")) for one in table.iterfind(_GRID_COLUMN)]


def _twips(measure: str) -> int:
    found = _MEASURE.fullmatch(measure)
    return round(float(found[1]) * _TWIPS[found[2] or ""]) if found else 0


def grid_rows(rows: list[TableRow], grid: list[int]) -> list[GridRow]:
    """All rows as wide as the table."""
    edges = aligned([tuple(accumulate((cell.span for cell in row.cells), initial=0)) for row in rows], grid)
    width = max((row[-1] for row in edges), default=0)
    return [_grid_row(row, own, width) for row, own in zip(rows, edges, strict=True)]


def _grid_row(row: TableRow, edges: tuple[int, ...], width: int) -> GridRow:
    texts = [""] * width
    carried: set[int] = set()
    spanned: set[int] = set()
    for cell, (start, end) in zip(row.cells, pairwise(edges), strict=True):
        texts[start] = cell.text
        if cell.is_carried and cell.text:
            carried.add(start)
        if not cell.is_gap:
            spanned.update(range(start + 1, end))
    return GridRow(tuple(texts), row.row, row.page, row.line, frozenset(carried), frozenset(spanned))
