"""Sheets for their values alone, by python-calamine: for .xlsb, and for books that keep to no standard."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tracker.imports.readers.book import Book, Part
from tracker.imports.readers.cells import Cell, Merge, Sheet

_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,7})(\d{1,12})["']""")
_MOST_CELLS = 4_000_000


def read_book(data: bytes) -> Book:
    """The library lays out every cell up to the last one, and ends the program when there is no room for them."""
    if _cells_laid_out(data) > _MOST_CELLS:
        raise ValueError("a cell far away from the others")
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
            if value != "":
                sheet.put(row, column, Cell(value))
    for (first, start), (last, end) in page.merged_cell_ranges or ():
        sheet.merges.append(Merge(first + 1, start + 1, last + 1, end + 1))
    return sheet


def _cells_laid_out(data: bytes) -> int:
    """The cells of the largest rectangle that a sheet of an .xlsx spans; 0 for other books."""
    most = 0
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".xml") and "worksheets" in name.lower():
                places = set(_PLACE.findall(archive.read(name)))
                columns = max((column_number(letters.decode("ascii")) for letters, _ in places), default=0)
                most = max(most, columns * max((int(row) for _, row in places), default=0))
    return most


def column_number(letters: str) -> int:
    """ "A" is 1, "AA" 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
