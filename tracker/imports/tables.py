"""Tables in lines of text: where each begins, its header, and its printed rows. Pure."""

from collections.abc import Sequence

from tracker.imports.appendices import Appendix, appendix_at
from tracker.imports.columns import Columns, Field, column_of, is_column_numbers, read_header, same_header
from tracker.imports.grid import Line, Row, Table
from tracker.imports.layout import FOOTNOTE, SIGNED, Layout
from tracker.imports.numbering import Mark, group_label, read_number, starts_row
from tracker.imports.sections import goes_on
from tracker.text import fold

_MOST_HEADER_LINES = 6
_LONGEST_PART = 60
_SEPARATOR = set("-–—=:|_ \t")


class TableFinder:
    """`layout`: what was found before these lines, to go on from."""

    def __init__(self, lines: Sequence[Line], layout: Layout | None = None) -> None:
        self.lines = lines
        self.layout = layout or Layout()

    def run(self) -> Layout:
        index = 0
        while index < len(self.lines):
            index = self._step(index)
        return self.layout

    def _step(self, index: int) -> int:
        line = self.lines[index]
        if line.is_blank or set(line.text) <= _SEPARATOR:
            self.layout.after_break = True
            self.layout.texts.append(line)
            return index + 1
        appendix = appendix_at(self.lines, index)
        if appendix is not None:
            return self._open_appendix(index, appendix)
        if "\t" not in line.text:
            return self._text(index)
        return self._header(index) or self._row(index)

    def _open_appendix(self, index: int, appendix: Appendix) -> int:
        self.layout.texts.extend(self.lines[index : appendix.end])
        self.layout.open_appendix(appendix)
        return appendix.end

    # Headers

    def _header(self, index: int) -> int:
        """The line after a header that begins here, or 0."""
        cells, end = self._header_cells(index)
        if not cells or not self.layout.may_be_header(cells):
            return self._part_of_header(index)
        self.layout.after_break = True
        current = self.layout.current
        if current is not None and same_header(current.header, cells):
            self.layout.under_header()
            return end
        self._open_table(cells, index)
        self.layout.under_header()
        return self._under_header(end)

    def _open_table(self, cells: list[str], index: int, *, has_header: bool = True) -> Table:
        line = self.lines[index]
        return self.layout.open_table(Table(cells, line.number, line.page, has_header=has_header))

    def _header_cells(self, index: int) -> tuple[list[str], int]:
        """The header in one line, or in several when line breaks stand inside its cells."""
        best: tuple[list[str], int] = ([], index)
        if starts_row(self.lines[index].text.split("\t")[0]):
            return best
        most = 0
        for end in range(index + 1, min(index + 1 + _MOST_HEADER_LINES, len(self.lines) + 1)):
            if self.lines[end - 1].is_blank:
                break
            cells = "\n".join(line.text for line in self.lines[index:end]).split("\t")
            if not cells[0].strip() and self._begins_count(end):
                cells[0] = "TT"
            columns = read_header(cells)
            if columns is None or (end > index + 1 and len(cells) != self._usual_width(end)):
                continue
            found = len({f for f in columns.fields if f})
            if found > most:
                best, most = (cells, end), found
        return best

    def _begins_count(self, index: int) -> bool:
        """The next line is the first row of a list, so a blank label above its number is the number column's."""
        return index < len(self.lines) and self.lines[index].text.split("\t")[0].strip(" .)") in ("1", "01", "I", "A")

    def _usual_width(self, index: int) -> int:
        widths = [
            line.text.count("\t") + 1
            for line in self.lines[index : index + 12]
            if "\t" in line.text and starts_row(line.text.split("\t")[0])
        ]
        return max(set(widths), key=widths.count) if widths else 0

    def _under_header(self, index: int) -> int:
        """Further header rows: the lower half of a header in two rows, and the numbers of the columns."""
        table = self.layout.table
        while table is not None and index < len(self.lines) and "\t" in self.lines[index].text:
            cells = self._padded(self.lines[index].text.split("\t"))
            if is_column_numbers(cells):
                index += 1
                continue
            if not self._is_lower_half(table, cells):
                break
            merged = [
                f"{upper} {lower}".strip() for upper, lower in zip(_spread(table.header, cells), cells, strict=True)
            ]
            columns, before = read_header(merged), read_header(table.header)
            if columns is None or before is None or not _known(before) <= _known(columns):
                break
            table.header = merged
            index += 1
        return index

    def _is_lower_half(self, table: Table, cells: list[str]) -> bool:
        """Short words, none beside the numbers, that go on with a label or stand under one left empty."""
        filled = [index for index, cell in enumerate(cells) if cell.strip()]
        if cells[self._number].strip() or any(len(cells[index]) > _LONGEST_PART for index in filled):
            return False
        goes_on = all(cells[index].strip()[:1].islower() for index in filled)
        return goes_on or (len(filled) > 1 and any(not table.header[index].strip() for index in filled))

    def _part_of_header(self, index: int) -> int:
        """A repeated header that the page break cut in two: each piece is some words of the header above it."""
        table = self.layout.table
        if table is None or not self.layout.after_break:
            return 0
        cells = self._padded(self.lines[index].text.split("\t"))
        labels = [fold(label) for label in table.header]
        pieces = [fold(cell) for cell in cells]
        filled = [(piece, label) for piece, label in zip(pieces, labels, strict=False) if piece]
        is_start = pieces[0] == labels[0] and len(filled) >= 3
        is_rest = not pieces[0] and self._came_after_header(index)
        if (is_start or is_rest) and filled and all(piece in label for piece, label in filled):
            return index + 1
        return 0

    def _came_after_header(self, index: int) -> bool:
        before = self.lines[index - 1].text.split("\t")
        header = [fold(label) for label in self.layout.table.header] if self.layout.table else []
        return len(before) > 2 and fold(before[0]) == header[0] and not starts_row(before[0])

    # Rows

    @property
    def _number(self) -> int:
        """The column of the row numbers; the first, if there is none."""
        table = self.layout.table
        return (column_of(tuple(table.header), Field.NUMBER) if table else None) or 0

    def _begins_row(self, line: Line) -> bool:
        """A line with a row number in its place."""
        cells = line.text.split("\t")
        table = self.layout.table
        is_whole = table is not None and len(cells) == table.width
        return len(cells) > 1 and starts_row(cells[self._number if is_whole else 0])

    def _padded(self, cells: list[str]) -> list[str]:
        width = self.layout.table.width if self.layout.table else len(cells)
        return cells + [""] * (width - len(cells))

    def _row(self, index: int) -> int:
        table = self.layout.table
        line = self.lines[index]
        if table is None or SIGNED.match(_opening(line.text)):
            self.layout.texts.append(line)
            self.layout.table = None
            return index + 1
        if self.layout.current is None:
            if line.text.count("\t") + 1 != table.width:
                self.layout.texts.append(line)
                return index + 1
            table = self._open_table(list(table.header), index, has_header=False)
        cells, end = self._whole_row(index, table.width)
        if is_column_numbers(cells) and not table.rows:
            return end
        self._add(cells, line)
        return end

    def _whole_row(self, index: int, width: int) -> tuple[list[str], int]:
        """A row whose cells hold line breaks goes on until it has as many cells as the header."""
        cells = self.lines[index].text.split("\t")
        text, end = self.lines[index].text, index + 1
        while text.count("\t") < width - 1 and end < len(self.lines) and self._goes_on(end, text, width):
            text += "\n" + self.lines[end].text
            end += 1
            if text.count("\t") == width - 1:
                return [_unquoted(cell) for cell in text.split("\t")], end
        return cells, index + 1

    def _goes_on(self, index: int, text: str, width: int) -> bool:
        """More of the row read so far: no row of its own, and no more cells than the row still lacks."""
        line = self.lines[index]
        if line.is_blank or appendix_at(self.lines, index) is not None:
            return False
        tabs = text.count("\t") + line.text.count("\t")
        begins = self._begins_row(line) and read_number(line.text.split("\t")[0]).mark is not Mark.BULLET
        return tabs < width and not begins

    def _add(self, cells: list[str], line: Line) -> None:
        table = self.layout.table
        assert table is not None
        width, printed = table.width, 0
        if len(cells) > width:
            extra = [cell for cell in cells[width:] if cell.strip()]
            printed = len(cells) if extra else 0
            cells = [*cells[: width - 1], " ".join([cells[width - 1], *extra])]
        elif len(cells) < width:
            printed = len(cells)
        cells = self.layout.heading(self._padded(cells))
        row = Row(cells, line.number, line.page, after_break=self.layout.after_break, printed=printed)
        table.rows.append(row)
        self.layout.after_break = False

    def _text(self, index: int) -> int:
        """A line without cells: more of the last cell, a group heading, or text that belongs to no table."""
        line, table = self.lines[index], self.layout.current
        folded = _opening(line.text)
        if SIGNED.match(folded):
            self.layout.table = table = None
        if table is None:
            self.layout.texts.append(line)
            return index + 1
        if self._heads_rows(index):
            self._add([line.text, *[""] * (table.width - 1)], line)
        elif not self.layout.after_break and table.rows and table.rows[-1].cells[-1] and not FOOTNOTE.match(folded):
            table.rows[-1].cells[-1] = _unquoted(f"{table.rows[-1].cells[-1]}\n{line.text}")
        else:
            self.layout.texts.append(line)
            self.layout.after_break = True
        return index + 1

    def _heads_rows(self, index: int) -> bool:
        """A heading between rows: marked like one ("3) …", "II. …", capitals) and followed by a row of the table."""
        text = self.lines[index].text.strip("* ")
        if len(text) > 400 or not (group_label(text) or text.isupper()):
            return False
        after = next((line for line in self.lines[index + 1 : index + 5] if not line.is_blank), None)
        return after is not None and (self._begins_row(after) or self._heads_part(text, after))

    def _heads_part(self, text: str, after: Line) -> bool:
        """The table goes on under it with its header again."""
        table = self.layout.table
        if table is None or not same_header(table.header, after.text.split("\t")):
            return False
        return goes_on(self.layout.sections, table, text)


def _spread(header: Sequence[str], below: Sequence[str]) -> list[str]:
    """A label over several columns stands over those without a label of their own that have words under it."""
    labels = list(header)
    for index in range(1, len(labels)):
        if not labels[index].strip() and below[index].strip() and below[index - 1].strip():
            labels[index] = labels[index - 1]
    return labels


def _known(columns: Columns) -> set[Field]:
    return {field for field in columns.fields if field is not None}


def _opening(text: str) -> str:
    """The first words of a line, folded: enough to see a signature or a footnote."""
    return fold(text[:40])


def _unquoted(cell: str) -> str:
    """A cell with line breaks as a spreadsheet copies it: in quotation marks, those inside doubled."""
    inner = cell.strip()
    if "\n" in inner and len(inner) > 1 and inner[0] == inner[-1] == '"':
        return inner[1:-1].replace('""', '"')
    return cell
