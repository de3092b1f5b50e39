"""Sheets of .xlsx and .xlsm. openpyxl reads the book, its styles and its cells; this asks it for what a plan needs
and spares it the rest (charts, rules, validations), which programs other than Excel often write wrongly."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from warnings import catch_warnings, simplefilter
from zipfile import ZipFile

from lxml import etree
from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import load_workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    HEADER_TAG,
    MERGE_TAG,
    ROW_TAG,
    WorkSheetParser,
)

from tracker.imports.readers.book import Book, Part
from tracker.imports.readers.cells import Cell, Merge, Sheet
from tracker.imports.readers.legacy import Encoding, of_font
from tracker.imports.readers.shown import GENERAL

_MOST_COLUMNS = 16_384
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PRINT_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|[A-Za-z&])')
_TRUE = ("1", "true")
_WORKBOOK = re.compile(r"/?xl/workbook\d*\.xml", re.IGNORECASE)


def read_book(data: bytes) -> Book:
    with catch_warnings():
        simplefilter("ignore")  # of extensions it will not keep: nothing is written back
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        book = Book(has_macros=any(name.endswith("vbaProject.bin") for name in workbook._archive.namelist()))
        book.lost = [name for name in _named(workbook._archive) if name not in workbook.sheetnames]
        for worksheet in workbook.worksheets:
            if worksheet.sheet_state != "visible":
                book.hidden.append(worksheet.title)
            elif isinstance(worksheet, ReadOnlyWorksheet):
                book.parts.append(_part(worksheet))
    return book


def _named(archive: ZipFile) -> list[str]:
    """Every sheet the book lists; openpyxl passes over one whose part is not there."""
    place = next((name for name in archive.namelist() if _WORKBOOK.fullmatch(name)), None)
    if place is None:
        return []
    root = etree.fromstring(archive.read(place), etree.XMLParser(resolve_entities=False, no_network=True))
    return [sheet.get("name", "") for sheet in root.iterfind("{*}sheets/{*}sheet")]


def _part(worksheet: Any) -> Part:
    sheet = Sheet(worksheet.title)
    part = Part(sheet)
    formats = _Formats(worksheet.parent)
    with worksheet._get_source() as source:
        parser = _Parser(worksheet, source)
        for row, cells in parser.parse():
            for cell in cells:
                value, kind = cell["value"], cell["data_type"]
                number_format, encoding = formats.of(cell["style_id"]) if value is not None else (GENERAL, None)
                found = Cell(
                    None if kind == "e" else value,
                    number_format,
                    error=str(value) if kind == "e" else "",
                    is_unvalued=cell["is_unvalued"],
                    encoding=encoding,
                )
                sheet.put(row, cell["column"], found)
    sheet.hidden_rows, sheet.hidden_columns, sheet.merges = parser.hidden_rows, parser.hidden_columns, parser.merges
    part.margins = parser.margins
    _around(part, worksheet.parent._archive, worksheet._worksheet_path)
    return part


class _Formats:
    """The number format of each style of the book, and what its font draws."""

    def __init__(self, workbook: Any) -> None:
        self._styles, self._own, self._fonts = workbook._cell_styles, workbook._number_formats, workbook._fonts
        self._known: dict[int, tuple[str, Encoding | None]] = {}

    def of(self, style: int) -> tuple[str, Encoding | None]:
        if style not in self._known:
            number, font = self._styles[style].numFmtId, self._fonts[self._styles[style].fontId]
            own = number - BUILTIN_FORMATS_MAX_SIZE
            found = self._own[own] if 0 <= own < len(self._own) else BUILTIN_FORMATS.get(number)
            self._known[style] = (found or GENERAL, of_font(font.name or ""))
        return self._known[style]


class _Parser(WorkSheetParser):
    """Cells that hold something, and what is hidden or merged."""

    def __init__(self, worksheet: Any, source: Any) -> None:
        book = worksheet.parent
        super().__init__(
            source,
            worksheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merges: list[Merge] = []
        self.margins: list[str] = []

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        wanted = (ROW_TAG, COL_TAG, MERGE_TAG, HEADER_TAG)
        for _, element in etree.iterparse(self.source, tag=wanted, resolve_entities=False, no_network=True):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
            elif element.tag == MERGE_TAG:
                self.merges = [_merge(one.get("ref", "")) for one in element]
            elif element.tag == HEADER_TAG:
                self.margins = [_PRINT_CODE.sub("\n", one.text) for one in element if one.text]
            elif element.get("hidden") in _TRUE:
                last = min(int(element.get("max", 0)), _MOST_COLUMNS)
                self.hidden_columns.update(range(int(element.get("min", 1)), last + 1))
            element.clear()

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        self.row_counter = int(row.get("r") or self.row_counter + 1)
        self.col_counter = 0
        if row.get("hidden") in _TRUE:
            self.hidden_rows.add(self.row_counter)
        cells = [self.parse_cell(one) for one in row if len(one) or one.get("r") is None]
        return self.row_counter, cells

    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        is_formula = element.find(FORMULA_TAG) is not None
        cell["is_unvalued"] = is_formula and cell["value"] is None and element.get("t") != "str"
        return cell


def _merge(reference: str) -> Merge:
    left, top, right, bottom = range_boundaries(reference)
    return Merge(top, left, bottom, right)


def _around(part: Part, archive: ZipFile, path: str) -> None:
    """What lies over the cells: text in shapes is read, the rest is counted."""
    relations = get_rels_path(path)
    if relations not in archive.namelist():
        return
    for relation in get_dependents(archive, relations):
        kind = relation.Type.rpartition("/")[2]
        if kind == "drawing" and relation.target in archive.namelist():
            _drawing(part, archive.read(relation.target))
        elif kind in ("comments", "threadedComment"):
            part.has_comments = True
        elif kind in ("oleObject", "package", "control"):
            part.has_objects = True


def _drawing(part: Part, data: bytes) -> None:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    for paragraph in root.iter(f"{_DRAWING}p"):
        part.shapes.append("".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t")))
    part.has_pictures = any(True for _ in root.iter(f"{_DRAWING}blip"))
