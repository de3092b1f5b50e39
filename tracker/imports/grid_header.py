"""The header of a table of cells: one row or several, with merged cells. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.imports.columns import is_column_numbers, read_header
from tracker.imports.grid import GridRow
from tracker.imports.markup import without_markup
from tracker.imports.numbering import starts_row
from tracker.imports.ticks import is_tick
from tracker.text import squeeze

_MOST_ROWS = 4
_LONGEST_PART = 60


@dataclass(frozen=True, slots=True)
class GridHeader:
    """`labels` of the printed columns, `spans` the columns of the file that each covers, `end` the row under it."""

    labels: list[str]
    spans: list[range]
    end: int

    def cells(self, row: GridRow) -> tuple[list[str], frozenset[int]]:
        """The texts of a row under these labels, and which of them are carried down from a merged cell."""
        parts = printed_cells(row)
        cells = [""] * len(self.spans)
        carried = set()
        in_order = len(parts) == len(self.spans)
        for place, columns in enumerate(parts):
            text = row.cells[columns.start]
            if not text.strip():
                continue
            for column in self._under(columns, text) if not in_order else [place]:
                cells[column] = f"{cells[column]}\n{text}".strip("\n")
                if columns.start in row.carried:
                    carried.add(column)
        return cells, frozenset(carried)

    def _under(self, columns: range, text: str) -> list[int]:
        """One printed column; a tick over several, as far as the cell reaches."""
        if is_tick(text):
            return [i for i, span in enumerate(self.spans) if set(span) <= set(columns)] or [self._column(columns)]
        return [self._column(columns)]

    def _column(self, columns: range) -> int:
        """The first printed column that at least half lies under the cell, else the one it covers most of."""
        shared = [len(set(columns) & set(span)) for span in self.spans]
        halves = (i for i, (count, span) in enumerate(zip(shared, self.spans, strict=True)) if 2 * count >= len(span))
        return next(halves, shared.index(max(shared)))


def printed_cells(row: GridRow) -> list[range]:
    """The columns of each cell of a row, those merged to the right of it included."""
    starts = [index for index in range(len(row.cells)) if index not in row.spanned]
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(row.cells)], strict=True)]


def own_texts(row: GridRow) -> list[str]:
    """What is printed in the row itself, not in a cell merged from further up."""
    return [cell for index, cell in enumerate(row.cells) if cell.strip() and index not in row.carried]


def header_at(rows: Sequence[GridRow], index: int) -> GridHeader | None:
    """The header that begins in this row, or None."""
    first = rows[index]
    filled = own_texts(first)
    if len(filled) < 2 or starts_row(filled[0]):
        return None
    best, most = None, 0
    for end in range(index + 1, min(index + _MOST_ROWS, len(rows)) + 1):
        if end > index + 1 and not _is_lower_half(rows[end - 1], rows[index : end - 1]):
            break
        header = _header(rows[index:end], end)
        columns = read_header(header.labels)
        found = len({field for field in columns.fields if field}) + len(columns.years) if columns else 0
        if found and found >= most:
            best, most = header, found
    return best and GridHeader(best.labels, best.spans, _after_numbers(rows, best))


def _is_lower_half(row: GridRow, above: Sequence[GridRow]) -> bool:
    """Merged into from above, or short words under a label that spans several columns or is left empty."""
    own = [index for index, cell in enumerate(row.cells) if cell.strip() and index not in row.carried]
    if not own or any(len(row.cells[index]) > _LONGEST_PART for index in own) or is_column_numbers(row.cells):
        return False
    if row.carried:
        return True
    first = above[0]
    under_none = any(index in first.spanned or not first.cells[index].strip() for index in own)
    return under_none and 0 not in own and len(own) > 1


def _header(rows: Sequence[GridRow], end: int) -> GridHeader:
    width = max(len(row.cells) for row in rows)
    apart = [0] + [i for i in range(1, width) if any(i not in row.spanned for row in rows)]
    spans = [range(start, stop) for start, stop in zip(apart, [*apart[1:], width], strict=True)]
    return GridHeader([_label(rows, span.start) for span in spans], spans, end)


def _label(rows: Sequence[GridRow], column: int) -> str:
    """The words over a column from top to bottom; a label merged to the right stands over all its columns."""
    parts: list[str] = []
    for row in rows:
        if column in row.carried:
            continue
        at = column
        while at in row.spanned and at > 0:
            at -= 1
        text = squeeze(without_markup(row.cells[at]))
        if text and at not in row.carried and text not in parts:
            parts.append(text)
    return " ".join(parts)


def _after_numbers(rows: Sequence[GridRow], header: GridHeader) -> int:
    """Past the row "(1) (2) (3) …"."""
    end = header.end
    while end < len(rows) and is_column_numbers(header.cells(rows[end])[0]):
        end += 1
    return end


def unread_header(rows: Sequence[GridRow], index: int) -> GridHeader:
    """The labels of a table that no known words explain."""
    header = _header(rows[index : index + 1], index + 1)
    return GridHeader(header.labels, header.spans, _after_numbers(rows, header))
