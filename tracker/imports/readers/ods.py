"""Sheets of .ods (OpenDocument): a cell keeps the text it shows beside its value, and that text is what is read."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from tracker.imports.readers.book import Book, Part
from tracker.imports.readers.cells import Cell, Merge, Sheet

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CALC_ERROR = re.compile(r"#[A-Z/0!?]+[!?]?|Err:\d+")
_QUANTITIES = ("float", "percentage", "currency")
_SHOWN = re.compile(r"\d[\d.,]*(?<=\d)")
_SWAPPED = str.maketrans(".,", ",.")
_DAY_PARTS = {"day": "d", "month": "m", "year": "yyyy", "hours": "h"}
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def read_book(data: bytes) -> Book:
    with ZipFile(BytesIO(data)) as archive:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(archive.read("content.xml"), parser)
        has_macros = any(name.startswith("Basic/") for name in archive.namelist())
    styles = _Styles(root)
    book = Book(has_macros=has_macros)
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        if styles.is_hidden(table.get(f"{_TABLE}style-name")):
            book.hidden.append(name)
        else:
            book.parts.append(_Reading(table, name, styles).part)
    return book


class _Styles:
    """What a style says of a cell or a sheet: the parts of a day it shows, and whether the sheet is hidden."""

    def __init__(self, root: Any) -> None:
        self._hidden = {
            style.get(f"{_STYLE}name")
            for style in root.iter(f"{_STYLE}style")
            if any(one.get(f"{_TABLE}display") == "false" for one in style)
        }
        shapes = {
            shape.get(f"{_STYLE}name"): " ".join(_day_parts(shape)) for shape in root.iter(f"{_NUMBER}date-style")
        }
        self._days = {
            style.get(f"{_STYLE}name"): shapes.get(style.get(f"{_STYLE}data-style-name"), "")
            for style in root.iter(f"{_STYLE}style")
        }

    def is_hidden(self, style: str | None) -> bool:
        return style in self._hidden

    def day_format(self, style: str | None) -> str:
        return self._days.get(style) or "dd/mm/yyyy"


def _day_parts(shape: Any) -> Iterator[str]:
    for one in shape:
        part = _DAY_PARTS.get(etree.QName(one).localname)
        if part:
            yield part


class _Reading:
    def __init__(self, table: Any, name: str, styles: _Styles) -> None:
        self.styles = styles
        self.sheet = Sheet(name)
        self.part = Part(self.sheet)
        self.row = self.column = 0
        self.column_styles: dict[int, str] = {}
        self._walk(table)
        for paragraph in table.iterfind(f"{_TABLE}shapes//{_TEXT}p"):
            self.part.shapes.append(_words(paragraph))

    def _walk(self, element: Any) -> None:
        """Rows and columns may lie in groups and in the part that repeats on every page."""
        for one in element:
            match one.tag:
                case tag if tag == f"{_TABLE}table-column":
                    self._column(one)
                case tag if tag == f"{_TABLE}table-row":
                    self._row(one)
                case tag if isinstance(tag, str) and tag.startswith(f"{_TABLE}table-"):
                    self._walk(one)

    def _column(self, element: Any) -> None:
        first, count = self.column + 1, _repeated(element, "columns")
        self.column = min(first + count - 1, _LAST_COLUMN)
        columns = range(first, self.column + 1)
        if _is_hidden(element):
            self.sheet.hidden_columns.update(columns)
        if style := element.get(f"{_TABLE}default-cell-style-name"):
            self.column_styles.update(dict.fromkeys(columns, style))

    def _row(self, element: Any) -> None:
        """A row that repeats is written out if it says something; a million empty ones are only counted."""
        first, count = self.row + 1, _repeated(element, "rows")
        self.row = min(first + count - 1, _LAST_ROW)
        found = list(self._cells(element, first))
        if _is_hidden(element) and (found or count < 1000):
            self.sheet.hidden_rows.update(range(first, self.row + 1))
        for row in range(first, self.row + 1) if found else ():
            for column, cell in found:
                self.sheet.put(row, column, cell)

    def _cells(self, element: Any, row: int) -> Iterator[tuple[int, Cell]]:
        column = 1
        for one in element:
            if one.tag not in _CELLS:
                continue
            count = min(_repeated(one, "columns"), _LAST_COLUMN)
            cell = self._cell(one, column) if one.tag == _CELLS[0] else None
            if cell is not None:
                yield from ((column + step, cell) for step in range(count))
                self._merge(one, row, column)
            column += count

    def _cell(self, element: Any, column: int) -> Cell | None:
        kind = element.get(f"{_OFFICE}value-type")
        text = "\n".join(_words(paragraph) for paragraph in element.iterfind(f"{_TEXT}p"))
        self.part.has_comments |= element.find(f"{_OFFICE}annotation") is not None
        self.part.has_pictures |= next(element.iter(f"{_DRAW}image"), None) is not None
        if element.get(f"{_TABLE}formula") and kind is None and not text:
            return Cell(is_unvalued=True)
        if _CALC_ERROR.fullmatch(text):
            return Cell(error=text)
        if kind == "date" and (value := element.get(f"{_OFFICE}date-value")):
            style = element.get(f"{_TABLE}style-name") or self.column_styles.get(column)
            return Cell(datetime.fromisoformat(value).replace(tzinfo=None), self.styles.day_format(style))
        if kind in _QUANTITIES and (value := element.get(f"{_OFFICE}value")):
            is_typed = kind == "float" and (not text or text.replace(",", ".") == value)
            return Cell(float(value)) if is_typed else Cell(_in_vietnamese(text, float(value)))
        return Cell(text) if text else None

    def _merge(self, element: Any, row: int, column: int) -> None:
        height = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
        width = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
        if height > 1 or width > 1:
            self.sheet.merges.append(Merge(row, column, row + height - 1, column + width - 1))


def _in_vietnamese(text: str, value: float) -> str:
    """A number shown as another language writes it ("1,234.5") with the signs of ours, if that is what it means."""
    found = _SHOWN.search(text)
    if found is None or _means(found[0].replace(".", "").replace(",", "."), text, value):
        return text
    plain = found[0].replace(",", "")
    return text.replace(found[0], found[0].translate(_SWAPPED)) if _means(plain, text, value) else text


def _means(digits: str, text: str, value: float) -> bool:
    """Whether digits with a point are the value, as far as they go."""
    if digits.count(".") > 1:
        return False
    scale = 100 if "%" in text else 1
    return abs(float(digits) - abs(value) * scale) <= 0.5 * 10.0 ** -len(digits.partition(".")[2]) + 1e-9


def _repeated(element: Any, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def _is_hidden(element: Any) -> bool:
    return bool(element.get(f"{_TABLE}visibility", "visible") != "visible")


def _words(paragraph: Any) -> str:
    """The text of a paragraph; runs of spaces, tabs and line breaks are elements of their own."""
    parts = [paragraph.text or ""]
    for one in paragraph:
        match etree.QName(one).localname if isinstance(one.tag, str) else "":
            case "s":
                parts.append(" ")
            case "tab":
                parts.append(" ")
            case "line-break":
                parts.append("\n")
            case "note" | "annotation" | "":
                pass
            case _:
                parts.append(_words(one))
        parts.append(one.tail or "")
    return "".join(parts)
