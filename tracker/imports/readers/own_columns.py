"""Columns that the export adds beside those of the plan: they come out again when the file is read. Pure."""

from dataclasses import replace

from tracker.imports.grid import GridRow, GridTable, Note, Source
from tracker.sentences import kept

MARK = "(Đúng Hạn)"
"""Ends the label of every such column; no office's own label does."""
_LEFT_OUT = kept("Các cột %(columns)s do hệ thống ghi khi xuất, không thuộc kế hoạch nên không nhập.")
_HEADER_ROWS = 40


def without_own_columns(table: GridTable) -> tuple[GridTable, list[Note]]:
    """The table without the columns whose label bears the mark, and what is said of them."""
    labels = {
        index: cell
        for row in table.rows[:_HEADER_ROWS]
        for index, cell in enumerate(row.cells)
        if cell.endswith(MARK)
    }
    if not labels:
        return table, []
    kept_columns = [index for index in range(table.width) if index not in labels]
    rows = [_narrowed(row, kept_columns) for row in table.rows]
    names = ", ".join(f"“{' '.join(label.removesuffix(MARK).split())}”" for label in labels.values())
    note = Note("own_columns", _LEFT_OUT % {"columns": names}, Source(table=table.number))
    return replace(table, rows=rows), [note]


def _narrowed(row: GridRow, columns: list[int]) -> GridRow:
    return replace(
        row,
        cells=tuple(row.cells[column] for column in columns),
        carried=frozenset(new for new, old in enumerate(columns) if old in row.carried),
        spanned=frozenset(new for new, old in enumerate(columns) if old in row.spanned),
    )
