"""Tables that people fill in for us as .xlsx: read by the words of their header, and the samples they start from.

openpyxl is imported where it is needed: a web process that reads no table is spared its weight.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from flask_babel import gettext as _

from tracker.errors import DomainError
from tracker.text import fold, squeeze

MOST_ROWS = 5000
MOST_BYTES = 60 * 1024 * 1024
"""Of the file unpacked: a small file may unpack to something enormous."""
HEADER_WITHIN = 15


@dataclass(frozen=True)
class Column:
    """`spellings` are further words that a header cell may begin with, besides the title."""

    name: str
    title: str
    spellings: tuple[str, ...] = ()
    required: bool = False

    def is_named(self, header: str) -> bool:
        return any(header.startswith(fold(words)) for words in (self.title, *self.spellings))


@dataclass(frozen=True)
class Problem:
    """What is wrong in which cell, and what to do; row 0: in the file as a whole."""

    row: int
    column: str
    message: str


@dataclass
class Line:
    """A row with the number it has in the file; a column that the file lacks is empty."""

    number: int
    values: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


@dataclass
class Table:
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes, columns: Sequence[Column]) -> Table:
    """The rows below the header of the first sheet that has one, with a problem for each required cell left empty."""
    for rows in _sheets(data):
        for number, cells in enumerate(rows[:HEADER_WITHIN], 1):
            places = _places(cells, columns)
            if all(column.name in places for column in columns if column.required):
                return _below(rows, number, places, columns)
    titles = ", ".join(column.title for column in columns if column.required)
    raise DomainError(_("Không thấy hàng tiêu đề có các cột %(titles)s: hãy dùng tệp mẫu.", titles=titles))


def sample(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> bytes:
    """An .xlsx to fill in: the header, and rows that show how."""
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.fonts import Font
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]
    sheet.append([column.title for column in columns])
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = 28
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _sheets(data: bytes) -> list[list[Sequence[str]]]:
    from openpyxl.reader.excel import load_workbook

    try:
        with ZipFile(BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
        if unpacked > MOST_BYTES:
            raise DomainError(_("Tệp quá lớn: hãy chỉ giữ lại bảng cần nhập rồi gửi lại."))
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [[[_text(value) for value in row] for row in _rows(sheet)] for sheet in visible]
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, OSError) as error:
        raise DomainError(_("Không đọc được tệp: hãy lưu dưới dạng Excel .xlsx rồi gửi lại.")) from error


def _rows(sheet: Any) -> Iterable[Sequence[Any]]:
    sheet.reset_dimensions()  # what the file claims about its size may be anything
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=64), 1):
        if number > MOST_ROWS:
            raise DomainError(_("Bảng dài quá %(n)s dòng: hãy chia thành nhiều tệp.", n=MOST_ROWS))
        yield row


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else squeeze(str(value))


def _places(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands; the first cell that a column's words fit has it."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for column in columns:
            if cell and column.name not in found and column.is_named(fold(cell)):
                found[column.name] = place
                break
    return found


def _below(rows: Sequence[Sequence[str]], header: int, places: Mapping[str, int], columns: Sequence[Column]) -> Table:
    table = Table()
    for number, cells in enumerate(rows[header:], header + 1):
        values = {name: cells[place] for name, place in places.items() if place < len(cells)}
        if not any(values.values()):
            continue
        table.lines.append(Line(number, values))
        table.problems += [
            Problem(number, column.title, _("Hãy điền ô này."))
            for column in columns
            if column.required and not values.get(column.name)
        ]
    if not table.lines:
        table.problems.append(Problem(0, "", _("Tệp chưa có dòng nào dưới hàng tiêu đề.")))
    return table
