"""Tables of a plan written out as spreadsheets: .xlsx by openpyxl, .xls by xlwt, .ods and .csv by hand."""

import csv
import io
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import xlwt
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.paper import HEAD
from tests.imports.printed import PrintedTable
from tracker.imports.readers.text import read_lines

Rows = Sequence[Sequence[str]]
_ODS_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("draw", "drawing"),
    )
)


def head_lines() -> list[str]:
    """The letterhead and title of a plan, without blank lines."""
    return [line for line in HEAD.split("\n") if line.strip()]


def first_page(paper: Path) -> list[str]:
    """The first lines of a plan in text form, its letterhead and title among them."""
    lines = (line.text.replace("\t", " ") for line in read_lines(paper.read_bytes(), paper.name) if not line.is_blank)
    return list(islice(lines, 25))


def sheets_of(tables: Sequence[PrintedTable], above: Sequence[str] = ()) -> list[list[Sequence[str]]]:
    """A sheet of its own for every table; the first begins with the head of a plan."""
    found: list[list[Sequence[str]]] = []
    for index, table in enumerate(tables):
        lines = [*((above or head_lines()) if index == 0 else []), *table.heading]
        found.append([*([line] for line in lines), table.header, *table.rows])
    return found


def xlsx(sheets: Sequence[Rows]) -> bytes:
    """Every text as a text, whatever it looks like; each sheet's title rows and groups merged over all columns."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Trang {number}")
        for row, cells in enumerate(rows, start=1):
            for column, text in enumerate(cells, start=1):
                if text:
                    sheet.cell(row, column, text).data_type = "s"
        _merge_titles(sheet, rows)
    return saved(book)


def _merge_titles(sheet: Worksheet, rows: Rows) -> None:
    width = max(map(len, rows))
    for row, cells in enumerate(rows, start=1):
        if len(cells) == 1 or not any(cells[1:]):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def xls(sheets: Sequence[Rows]) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    for number, rows in enumerate(sheets, start=1):
        sheet = book.add_sheet(f"Trang {number}")
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                if text:
                    sheet.write(row, column, text)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ods(sheets: Sequence[Rows]) -> bytes:
    """As LibreOffice writes it: paragraphs in cells, and a million empty rows at the end."""
    tables = "".join(
        f'<table:table table:name="Trang {number}">{"".join(map(_ods_row, rows))}'
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for number, rows in enumerate(sheets, start=1)
    )
    return ods_of(tables)


def ods_of(tables: str, styles: str = "") -> bytes:
    """An .ods file with these tables, as XML."""
    content = (
        f"<office:document-content {_ODS_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return data.getvalue()


def _ods_row(cells: Sequence[str]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(text: str) -> str:
    if not text:
        return "<table:table-cell/>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def csv_text(rows: Rows, delimiter: str = ",") -> str:
    """Rows as a spreadsheet saves them: padded to one width, cells quoted where they must be."""
    width = max(map(len, rows))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([*cells, *[""] * (width - len(cells))] for cells in rows)
    return text.getvalue()
