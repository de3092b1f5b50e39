"""Tables as text (.csv, .tsv): one table whose delimiter is the one that makes the most even rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from tracker.errors import DomainError
from tracker.imports.columns import read_header
from tracker.imports.grid import Content, GridRow, GridTable, Note
from tracker.imports.limits import MAX_MB
from tracker.imports.readers.cells import cell_text
from tracker.imports.readers.own_columns import without_own_columns
from tracker.imports.readers.text import decoded
from tracker.sentences import kept

csv.field_size_limit(MAX_MB * 1024 * 1024)  # for all of the process: a quotation mark left open may take in the file

_DELIMITERS = ("\t", ";", ",", "|")
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LOOKED_AT = 60
_HEADER_ROWS = 20
_UNCLOSED = kept(
    "Tệp có dấu ngoặc kép không khép đúng nên mỗi dòng của tệp được đọc thành một dòng của bảng; "
    "hãy đối chiếu các ô có xuống dòng."
)
_NO_CELLS = kept("Tệp “%(name)s” không có ô nào có nội dung; hãy chọn tệp khác.")

Printed = tuple[int, list[str]]
"""The line a row begins on, and its cells."""


def read(data: bytes, filename: str) -> Content:
    text, told = decoded(data, filename)
    text = text.lstrip("\ufeff")
    named = _NAMED.match(text)
    skipped = 1 if named else 0
    text = text[named.end() :] if named else text
    delimiter = named[1] if named else _delimiter(text)
    rows, is_whole = _rows(text, delimiter)
    table = _table(rows, skipped)
    if table is None:
        raise DomainError(_NO_CELLS % {"name": filename})
    table, notes = without_own_columns(table)
    return Content([table], [*told, *notes, *([] if is_whole else [Note("quotes_unclosed", _UNCLOSED)])])


def _rows(text: str, delimiter: str) -> tuple[list[Printed], bool]:
    """The rows, and whether the quotation marks are those of a table: if not, every line is a row."""
    try:
        return list(_parsed(text.splitlines(keepends=True), delimiter, strict=True)), True
    except csv.Error:
        lines = enumerate(text.splitlines(), start=1)
        return [(number, next(csv.reader([line], delimiter=delimiter), [])) for number, line in lines], False


def _parsed(lines: Sequence[str], delimiter: str, *, strict: bool) -> Iterator[Printed]:
    reader = csv.reader(lines, delimiter=delimiter, strict=strict)
    line = 1
    for cells in reader:
        yield line, cells
        line = reader.line_num + 1


def _delimiter(text: str) -> str:
    """The one under which a row is a header; else the one that cuts most rows into the same number of cells."""
    lines = text.splitlines(keepends=True)[: 4 * _LOOKED_AT]
    ranks = [(*_fit(lines, delimiter), -place, delimiter) for place, delimiter in enumerate(_DELIMITERS)]
    return max(ranks)[-1]


def _fit(lines: Sequence[str], delimiter: str) -> tuple[int, float]:
    """How many columns a header names, and the share of rows as wide as most of them."""
    rows = [cells for _, cells in _some(lines, delimiter) if cells]
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    headers = (read_header(cells) for cells in rows[:_HEADER_ROWS])
    named = max((sum(field is not None for field in found.fields) for found in headers if found), default=0)
    return named, max(widths.values(), default=0) / max(len(rows), 1)


def _some(lines: Sequence[str], delimiter: str) -> list[Printed]:
    return [row for row, _ in zip(_parsed(lines, delimiter, strict=False), range(_LOOKED_AT), strict=False)]


def _table(rows: Sequence[Printed], skipped: int) -> GridTable | None:
    """All rows equally wide; empty columns at the edges and all but one of neighbouring empty rows are cut."""
    texts = [(line + skipped, [cell_text(cell) for cell in cells]) for line, cells in rows]
    used = {index for _, cells in texts for index, cell in enumerate(cells) if cell}
    if not used:
        return None
    first, width = min(used), max(used) + 1
    found: list[GridRow] = []
    for number, (line, cells) in enumerate(texts, start=1):
        whole = tuple([*cells, *[""] * (width - len(cells))][first:width])
        if any(whole) or (found and any(found[-1].cells)):
            found.append(GridRow(whole, number, line=line))
    while not any(found[-1].cells):
        found.pop()
    return GridTable(found, 1)
