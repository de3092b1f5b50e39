"""Sheets of .xls, the format of Excel before 2007, by xlrd: the one library that gives their formats too."""

from datetime import date, datetime, time
from io import StringIO
from typing import Any

import xlrd
from xlrd.biffh import (
    XL_CELL_BLANK,
    XL_CELL_BOOLEAN,
    XL_CELL_DATE,
    XL_CELL_EMPTY,
    XL_CELL_ERROR,
    error_text_from_code,
)
from xlrd.xldate import XLDateError, xldate_as_datetime

from tracker.imports.readers.book import Book, Part
from tracker.imports.readers.cells import Cell, Merge, Sheet
from tracker.imports.readers.legacy import of_font
from tracker.imports.readers.shown import GENERAL, Value

_MACRO_STORE = "_VBA_PROJECT_CUR".encode("utf-16-le")


def read_book(data: bytes) -> Book:
    workbook = xlrd.open_workbook(
        file_contents=data, formatting_info=True, ragged_rows=True, on_demand=True, logfile=StringIO()
    )
    book = Book(has_macros=_MACRO_STORE in data)
    for index, name in enumerate(workbook.sheet_names()):
        if workbook._sheet_visibility[index]:
            book.hidden.append(name)
        else:
            book.parts.append(Part(_sheet(workbook, index, name)))
            workbook.unload_sheet(index)
    return book


def _sheet(workbook: Any, index: int, name: str) -> Sheet:
    page = workbook.sheet_by_index(index)
    sheet = Sheet(name)
    for row in range(page.nrows):
        for column, cell in enumerate(page.row(row)):
            if cell.ctype not in (XL_CELL_EMPTY, XL_CELL_BLANK):
                sheet.put(row + 1, column + 1, _cell(workbook, cell))
    sheet.merges = [Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in page.merged_cells]
    sheet.hidden_rows = {row + 1 for row, found in page.rowinfo_map.items() if found.hidden}
    sheet.hidden_columns = {column + 1 for column, found in page.colinfo_map.items() if found.hidden}
    return sheet


def _cell(workbook: Any, cell: Any) -> Cell:
    look = workbook.xf_list[cell.xf_index]
    shape = workbook.format_map.get(look.format_key)
    shape_text = shape.format_str if shape else GENERAL
    if cell.ctype == XL_CELL_ERROR:
        return Cell(error=error_text_from_code.get(cell.value, "#?"))
    if cell.ctype == XL_CELL_BOOLEAN:
        return Cell(bool(cell.value))
    if cell.ctype == XL_CELL_DATE:
        return _day(cell.value, workbook.datemode, shape_text)
    return Cell(cell.value, shape_text, encoding=of_font(workbook.font_list[look.font_index].name))


def _day(serial: float, mode: int, shape: str) -> Cell:
    """A day of 1900 stands for hours alone; a number that is no day is an error, as Excel shows it."""
    try:
        found: datetime = xldate_as_datetime(serial, mode)
    except (XLDateError, OverflowError, ValueError):
        return Cell(error="#####")
    value: Value = time(found.hour, found.minute) if 0 <= serial < 1 else found
    return Cell(value if isinstance(value, date | time) else None, shape)
