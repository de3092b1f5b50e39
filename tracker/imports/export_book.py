"""Printed lines as an .xlsx file, ready for A4 paper: header on every page, all columns on its width. Pure.

openpyxl writes row by row into a file on the disk, so ten thousand rows take no more memory than ten.
"""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles.alignment import Alignment
from openpyxl.styles.borders import Border, Side
from openpyxl.styles.fills import PatternFill
from openpyxl.styles.fonts import Font
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tracker.imports.export_layout import Page

_FONT = "Times New Roman"
_POINTS_A_LINE = 16
_COVER_WIDTH = 110
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 32_767
_EDGE = Side(style="thin", color="FF808080")
_WHOLE_NUMBER = re.compile(r"[1-9]\d{0,8}")


def book_of(pages: Sequence[Page], title: str) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, "Đúng Hạn"
    for page in pages:
        _Sheet(book, page).write()
    data = BytesIO()
    book.save(data)
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class _Look:
    size: int = 12
    is_bold: bool = False
    is_centred: bool = False
    is_ruled: bool = True
    fill: str = ""


_LOOKS = {
    "cover": _Look(13, is_ruled=False),
    "above": _Look(13, is_bold=True, is_centred=True, is_ruled=False),
    "header": _Look(is_bold=True, is_centred=True, fill="FFE7ECF3"),
    "group": _Look(is_bold=True, fill="FFF5F5F5"),
    "heading": _Look(is_bold=True),
    "row": _Look(),
}


class _Sheet:
    def __init__(self, book: Any, page: Page) -> None:
        self.page = page
        self.sheet = book.create_sheet(page.name)
        self.width = max(len(page.widths), 1)
        self.styles = {name: self._style(name) for name in _LOOKS}
        self.row = 0

    def write(self) -> None:
        self._set_up()
        for text in self.page.above:
            self._across(text, "above" if self.page.header else "cover")
        if not self.page.header:
            return
        self._append(self._cells(self.page.header, "header"))
        for line in self.page.lines:
            if line.style == "group":
                self._group(line.cells)
            else:
                self._append(self._cells(line.cells, line.style))

    def _set_up(self) -> None:
        """Everything that stands in the file before the first row."""
        sheet, page = self.sheet, self.page
        sheet.page_setup.orientation = "landscape" if page.header else "portrait"
        sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top = sheet.page_margins.bottom = 0.6
        sheet.oddFooter.center.text = "&P/&N"
        for column, width in enumerate(page.widths or [_COVER_WIDTH], start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width
        if page.header:
            top = len(page.above) + 1
            sheet.freeze_panes = f"A{top + 1}"
            sheet.print_title_rows = f"{top}:{top}"

    def _style(self, name: str) -> Any:
        """A cell that lends its style: setting fonts cell by cell would take most of the time."""
        look = _LOOKS[name]
        across = "center" if look.is_centred else "left"
        cell = WriteOnlyCell(self.sheet, "")
        cell.font = Font(name=_FONT, size=look.size, bold=look.is_bold)
        cell.alignment = Alignment(horizontal=across, vertical="center" if look.is_centred else "top", wrap_text=True)
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.is_ruled:
            cell.border = Border(_EDGE, _EDGE, _EDGE, _EDGE)
        return copy(cell._style)

    def _append(self, cells: Iterator[Any]) -> None:
        self.sheet.append(list(cells))
        self.row += 1

    def _cells(self, texts: Sequence[str], style: str) -> Iterator[Any]:
        for column in range(self.width):
            yield self._cell(texts[column] if column < len(texts) else "", style, is_number=column == 0)

    def _cell(self, text: str, style: str, *, is_number: bool = False) -> Any:
        """A text is always written as a text, and one that a spreadsheet could take for a formula stays one when it
        is edited there; only whole numbers of rows are numbers."""
        if is_number and _WHOLE_NUMBER.fullmatch(text):
            cell = WriteOnlyCell(self.sheet, int(text))
        else:
            cell = WriteOnlyCell(self.sheet, ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST])
            cell.data_type = "s"
        cell._style = self.styles[style]
        if text.startswith(_FORMULA):
            cell._style = copy(cell._style)
            cell.quotePrefix = True
        return cell

    def _across(self, text: str, style: str) -> None:
        """A row of one cell over all columns; its height is reckoned, as no spreadsheet fits that of merged cells."""
        total = sum(self.page.widths or [_COVER_WIDTH])
        self._height(text, total)
        first = self._cell(text, style)
        self._append(iter([first, *(self._cell("", style) for _ in range(self.width - 1))]))
        if self.width > 1:
            self._merge(1)

    def _group(self, cells: Sequence[str]) -> None:
        self._height(cells[1], sum(self.page.widths[1:]))
        self._append(self._cells(cells, "group"))
        self._merge(2)

    def _height(self, text: str, width: int) -> None:
        lines = sum(max(1, ceil(len(part) * 1.1 / width)) for part in text.split("\n"))
        self.sheet.row_dimensions[self.row + 1].height = _POINTS_A_LINE * lines + 4

    def _merge(self, first: int) -> None:
        last = get_column_letter(self.width)
        self.sheet.merged_cells.add(f"{get_column_letter(first)}{self.row}:{last}{self.row}")
