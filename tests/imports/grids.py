"""Tables of cells as a reader hands them on, for tests that need no file."""

from collections.abc import Sequence

from tests.imports.paper import HEAD
from tracker.imports.draft import PlanDraft
from tracker.imports.grid import Content, GridRow, GridTable, Line
from tracker.imports.reading import plan_of


def grid(*rows: Sequence[str], number: int = 1, is_printed: bool = False) -> GridTable:
    """One table; "<" is a cell merged into the one on its left, "^" one merged into the one above it."""
    return GridTable(list(_rows(rows)), number, is_printed=is_printed)


def _rows(rows: Sequence[Sequence[str]]) -> Sequence[GridRow]:
    found: list[GridRow] = []
    for number, cells in enumerate(rows, start=1):
        above = found[-1].cells if found else ()
        texts = tuple({"<": "", "^": above[i] if above else ""}.get(cell, cell) for i, cell in enumerate(cells))
        carried = frozenset(i for i, cell in enumerate(cells) if cell == "^")
        spanned = frozenset(i for i, cell in enumerate(cells) if cell == "<")
        found.append(GridRow(texts, number, carried=carried, spanned=spanned))
    return found


def lines(text: str) -> list[Line]:
    return [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]


def read_grids(*blocks: GridTable | str, head: str = HEAD) -> PlanDraft:
    """The plan that holds these tables, and lines of text between them."""
    content = Content([*lines(head)])
    for block in blocks:
        content.blocks += lines(block) if isinstance(block, str) else [block]
    return plan_of(content, "ke-hoach.docx")
