"""Sheets for their values alone, by python-calamine: for .xlsb, and for books that keep to no standard."""

from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tracker.imports.readers.book import Book, Part
from tracker.imports.readers.cells import Cell, Merge, Sheet


def read_book(data: bytes) -> Book:
    book = Book(has_formats=False)
    with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
        for found in workbook.sheets_metadata:
            if found.typ is not SheetTypeEnum.WorkSheet:
                continue
            if found.visible is SheetVisibleEnum.Visible:
                book.parts.append(Part(_sheet(workbook.get_sheet_by_name(found.name))))
            else:
                book.hidden.append(found.name)
    return book


def _sheet(page: Any) -> Sheet:
    sheet = Sheet(page.name)
    top, left = page.start or (0, 0)
    for row, values in enumerate(page.iter_rows(), start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            sheet.put(row, column, Cell(value))
    for (first, start), (last, end) in page.merged_cell_ranges or ():
        sheet.merges.append(Merge(first + 1, start + 1, last + 1, end + 1))
    return sheet
