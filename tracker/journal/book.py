"""The filtered history as an .xlsx file."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from flask_babel import gettext as _
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles.alignment import Alignment
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.workbook import Workbook

from tracker.filters import instant
from tracker.journal.lines import Line

_LONGEST = 32_767
_WIDTHS = (18, 28, 28, 22, 34, 48, 60, 60, 14)


def book_of(lines: Iterable[Line]) -> bytes:
    """One row a line; openpyxl keeps them in a file on the disk, not in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Nhật ký"))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, words, bold=True) for words in _header()])
    for line in lines:
        sheet.append([_cell(sheet, words) for words in _row(line)])
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def _header() -> list[str]:
    return [
        _("Thời điểm"),
        _("Người thực hiện"),
        _("Thay cho"),
        _("Địa chỉ"),
        _("Việc"),
        _("Về"),
        _("Thay đổi"),
        _("Nội dung"),
        _("Đợt"),
    ]


def _row(line: Line) -> list[str]:
    changes = "\n".join(f"{one.field}: {one.before or '…'} → {one.after or '…'}" for one in line.changes)
    return [
        instant(line.at),
        line.who,
        line.absent,
        line.address,
        line.what,
        line.about,
        changes,
        line.told,
        line.batch,
    ]


def _cell(sheet: object, words: str, *, bold: bool = False) -> Any:
    """Always text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", words)[:_LONGEST])
    cell.data_type, cell.quotePrefix = "s", True
    cell.font = Font(name="Times New Roman", size=12, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
