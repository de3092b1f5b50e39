"""A workbook as any of its formats gives it, and what a reader says of the rest of it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from tracker.imports.grid import Content, Line, Note, Source
from tracker.imports.readers.cells import Sheet, cell_text, table_of
from tracker.imports.readers.legacy import Encoding, guess, in_encoding
from tracker.imports.readers.own_columns import without_own_columns
from tracker.sentences import kept

_MACROS = kept("Tệp có macro; hệ thống bỏ qua, chỉ đọc nội dung các ô.")
_HIDDEN_SHEETS = kept("Tệp ẩn trang tính %(sheets)s; các trang này không nhập, hãy bỏ ẩn nếu cần.")
_LOST_SHEETS = kept("Tệp thiếu nội dung của trang tính %(sheets)s, có thể do tệp hỏng; hãy đối chiếu với tệp gốc.")
_COMMENTS = kept("Trang tính “%(sheet)s” có ghi chú của ô (comment); hệ thống không nhập các ghi chú này.")
_OBJECTS = kept("Trang tính “%(sheet)s” có đối tượng nhúng; hệ thống không nhập các đối tượng này.")
_PICTURES = kept("Trang tính “%(sheet)s” có ảnh; hệ thống không đọc được chữ trong ảnh.")
_FORMATS = kept(
    "Tệp ghi định dạng ô không đúng chuẩn nên chỉ đọc được giá trị; hãy đối chiếu tỷ lệ phần trăm, ngày tháng và các "
    "dòng, cột bị ẩn, hoặc lưu lại tệp bằng phần mềm bảng tính rồi nhập."
)

_GUESSED_FROM = 2000
"""Cells by which the encoding of a book is guessed."""


@dataclass(slots=True)
class Part:
    """One visible sheet. `margins` are the words printed at the head and foot of its pages, `shapes` those of shapes
    that lie over the cells."""

    sheet: Sheet
    margins: list[str] = field(default_factory=list)
    shapes: list[str] = field(default_factory=list)
    has_comments: bool = False
    has_objects: bool = False
    has_pictures: bool = False


@dataclass(slots=True)
class Book:
    """Visible sheets in order, the names of the hidden ones, and of those that are not in the file. `has_formats`:
    whether the formats of cells, and with them percents and what is hidden, could be read."""

    parts: list[Part] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    has_macros: bool = False
    has_formats: bool = True


def content_of(book: Book) -> Content:
    """The words over and around a sheet's cells come before its table: a letterhead is often a shape."""
    content = Content([], list(_notes(book)))
    encoding = guess("\n".join(islice(_texts(book), _GUESSED_FROM)))
    number = 0
    for part in book.parts:
        number += 1
        content.blocks += _lines(part, encoding)
        table, notes = table_of(part.sheet, number, encoding)
        content.notes += [note for note in (*notes, *_notes_of(part, number)) if note not in content.notes]
        if table is None:
            number -= 1
            continue
        table, is_own = without_own_columns(table)
        content.blocks.append(table)
        content.notes += is_own
    return content


def _notes(book: Book) -> Iterator[Note]:
    if book.has_macros:
        yield Note("macros_ignored", _MACROS)
    if book.hidden:
        yield Note("sheets_hidden", _HIDDEN_SHEETS % {"sheets": ", ".join(f"“{name}”" for name in book.hidden)})
    if book.lost:
        yield Note("sheets_lost", _LOST_SHEETS % {"sheets": ", ".join(f"“{name}”" for name in book.lost)})
    if not book.has_formats:
        yield Note("formats_unread", _FORMATS)


def _texts(book: Book) -> Iterator[str]:
    """Texts in fonts that say nothing of how they were typed."""
    for part in book.parts:
        for cells in part.sheet.rows.values():
            yield from (cell.value for cell in cells.values() if isinstance(cell.value, str) and not cell.encoding)


def _lines(part: Part, encoding: Encoding | None) -> list[Line]:
    """Lines of their own count from 1, as they have no place among the rows."""
    around = (in_encoding(text, encoding) for text in (*part.margins, *part.shapes))
    texts = (line for text in around for line in cell_text(text).split("\n"))
    return [Line(text, number) for number, text in enumerate(filter(str.strip, texts), start=1)]


def _notes_of(part: Part, number: int) -> Iterator[Note]:
    told = ((part.has_comments, "comments_ignored", _COMMENTS), (part.has_objects, "objects_ignored", _OBJECTS))
    for is_there, code, sentence in (*told, (part.has_pictures, "pictures_unread", _PICTURES)):
        if is_there:
            yield Note(code, sentence % {"sheet": part.sheet.name}, Source(table=number))
