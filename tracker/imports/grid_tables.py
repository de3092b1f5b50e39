"""Tables of cells beside lines of text: headers, rows, and what stands over, between and under them. Pure."""

from collections.abc import Sequence
from itertools import groupby, takewhile

from tracker.imports.appendices import appendix_at
from tracker.imports.columns import heading_column, is_column_numbers, is_number_label, same_header
from tracker.imports.grid import GridRow, GridTable, Line, Row, Table
from tracker.imports.grid_header import GridHeader, header_at, own_texts, printed_cells, unread_header
from tracker.imports.layout import FOOTNOTE, NOTE_WORDS, SIGNED, TOTAL, Layout
from tracker.imports.numbering import group_label, starts_row
from tracker.imports.sections import head_rows
from tracker.imports.side_by_side import taken_apart
from tracker.imports.tables import TableFinder
from tracker.text import fold

_FEWEST = 3
_FIRST = 5


def find_tables(blocks: Sequence[Line | GridTable]) -> Layout:
    """Everything in reading order: tables in lines of text and tables of cells know the same appendices."""
    layout = Layout()
    header: GridHeader | None = None
    for is_line, run in groupby(blocks, key=lambda block: isinstance(block, Line)):
        if is_line:
            TableFinder([block for block in run if isinstance(block, Line)], layout).run()
            continue
        for block in run:
            if isinstance(block, GridTable):
                first, *beside = taken_apart(block)
                header = GridFinder(first, layout, header).run()
                for grid in beside:
                    layout.table = None
                    header = GridFinder(grid, layout, header).run()
    head_rows(layout.sections)
    return layout


class GridFinder:
    """`header`: that of the table before, which this one may go on with."""

    def __init__(self, grid: GridTable, layout: Layout, header: GridHeader | None) -> None:
        self.grid = grid
        self.rows = [row for row in grid.rows if any(cell.strip() for cell in row.cells)]
        self.layout = layout
        self.header = header
        self.is_open = False
        self.in_notes = False

    def run(self) -> GridHeader | None:
        """The header of its last table."""
        self.layout.after_break = True
        self.is_open = self._goes_on()
        if self.is_open:
            self.layout.under_header()
        index = 0
        while index < len(self.rows):
            index = self._step(index)
        self.layout.after_break = True
        return self.header

    def _step(self, index: int) -> int:
        row = self.rows[index]
        header = self._header(index)
        if header is not None:
            return self._open(row, header)
        if len(own_texts(row)) == 1 and not row.carried:
            return self._lone(index)
        if not self.is_open or SIGNED.match(_opening(row)):
            self._close(row)
        else:
            self._add(row)
        return index + 1

    # Tables

    def _goes_on(self) -> bool:
        """A table without a header under one of the same columns: its next page."""
        table, header = self.layout.current, self.header
        if table is None or header is None or not self.rows or table.width != len(header.spans):
            return False
        first = max(self.rows[:_FIRST], key=lambda row: len(own_texts(row)))
        is_as_wide = len(first.cells) == header.spans[-1].stop or len(printed_cells(first)) == table.width
        return is_as_wide and table.width >= _FEWEST

    def _header(self, index: int) -> GridHeader | None:
        """A header in known words; or, if only the first label is known, that of a table we cannot read."""
        header = header_at(self.rows, index)
        texts = own_texts(self.rows[index])
        if header is None and len(texts) >= _FEWEST and is_number_label(texts[0]):
            return unread_header(self.rows, index)
        is_apart = self.rows[index].after_break or (index > 0 and len(own_texts(self.rows[index - 1])) == 1)
        return header if header and (is_apart or self.layout.may_be_header(header.labels)) else None

    def _open(self, row: GridRow, header: GridHeader) -> int:
        current = self.layout.current
        self.layout.after_break = self.is_open = True
        self.in_notes = False
        self.header = header
        is_repeat = current is not None and current.width == len(header.labels)
        if current is None or not is_repeat or not same_header(current.header, header.labels):
            self.layout.open_table(
                Table(
                    list(header.labels),
                    row.line,
                    row.page or self.grid.page,
                    number=self.grid.number,
                    is_printed=self.grid.is_printed,
                )
            )
        self.layout.under_header()
        return header.end

    def _add(self, row: GridRow) -> None:
        table, header = self.layout.table, self.header
        assert table is not None
        assert header is not None
        cells, carried = header.cells(row)
        if 1 in row.spanned and len(own_texts(row)) == 1:
            cells = [cells[0] if index == heading_column(table.header) else "" for index in range(table.width)]
        cells = self.layout.heading(cells)
        if is_column_numbers(cells):
            return
        after_break = row.after_break or self.layout.after_break
        page = row.page or self.grid.page
        table.rows.append(Row(cells, row.line, page, after_break=after_break, index=row.row, carried=carried))
        self.layout.after_break = self.in_notes = False

    def _close(self, row: GridRow) -> None:
        self.layout.texts += _lines(row)
        self.layout.table = None
        self.is_open = False

    # Rows with one text: headings, titles, notes

    def _lone(self, index: int) -> int:
        row = self.rows[index]
        after = self._appendix(index)
        if after:
            return after
        opening = _opening(row)
        if not self.is_open or SIGNED.match(opening):
            self._close(row)
        elif row.cells[0].strip() and self._is_note(index):
            self.in_notes = True
            self.layout.texts += _lines(row)
        else:
            self._add(row)
        return index + 1

    def _is_note(self, index: int) -> bool:
        """Not a total, nor a heading ("1) Hạ tầng số") with rows under it or with the next number after the last."""
        text = self.rows[index].cells[0].strip()
        if starts_row(text) or TOTAL.match(text) or self._counts_on(text):
            return False
        if group_label(text) and len(own_texts(self.rows[min(index + 1, len(self.rows) - 1)])) > 1:
            return False
        row = self.rows[index]
        is_torn_off = (row.after_break or self.layout.after_break) and 1 not in row.spanned
        begins = NOTE_WORDS if is_torn_off else FOOTNOTE
        return self.in_notes or bool(begins.match(_opening(self.rows[index])))

    def _counts_on(self, text: str) -> bool:
        """The last row of a part may be the heading of what the next part goes on with."""
        label, table = group_label(text), self.layout.table
        headings = [row.cells[0] for row in table.rows if not any(row.cells[1:])] if table else []
        before = group_label(headings[-1]) if headings else None
        if label is None or before is None or not (label[0].isdecimal() and before[0].isdecimal()):
            return False
        return int(label[0]) == int(before[0]) + 1

    def _appendix(self, index: int) -> int:
        """The row after the heading of an appendix that begins here, its title in the rows below; or 0."""
        lone = list(takewhile(lambda row: len(own_texts(row)) == 1, self.rows[index:]))
        lines = [(line, place) for place, row in enumerate(lone, start=index) for line in _lines(row)]
        appendix = appendix_at([line for line, _ in lines], 0)
        if appendix is None:
            return 0
        self.layout.texts += [line for line, _ in lines[: appendix.end]]
        self.layout.open_appendix(appendix)
        self.is_open = False
        return lines[appendix.end - 1][1] + 1


def _lines(row: GridRow) -> list[Line]:
    """The words of a row that belongs to no table, as lines of the text."""
    parts = [part.strip() for text in own_texts(row) for part in text.split("\n")]
    return [Line(part, row.line or row.row, row.page) for part in parts if part]


def _opening(row: GridRow) -> str:
    """The first words of a row, folded: enough to see a signature or a footnote."""
    return fold("".join(own_texts(row)[:1]).strip()[:40])
