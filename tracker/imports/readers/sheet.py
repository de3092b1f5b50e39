"""Spreadsheets (.xlsx, .xlsm, .xlsb, .xls, .ods): every visible sheet as a table of what its cells show."""

import logging
from importlib import import_module

from python_calamine import PasswordError
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDocError

from tracker.errors import DomainError
from tracker.imports.grid import Content
from tracker.imports.readers import values
from tracker.imports.readers.book import Book, content_of
from tracker.sentences import kept

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_UNREAD = (AttributeError, IndexError, KeyError, TypeError, ValueError, SyntaxError, XLRDError, CompDocError)
"""What openpyxl and xlrd raise over a book that does not keep to the standard."""
_LOCKED = kept(
    "Tệp “%(name)s” có mật khẩu nên không đọc được; hãy mở tệp bằng phần mềm bảng tính, bỏ mật khẩu rồi nhập lại."
)
_EMPTY = kept("Tệp “%(name)s” không có ô nào có nội dung ở các trang tính không ẩn; hãy chọn tệp khác.")

_log = logging.getLogger(__name__)


def read(data: bytes, filename: str) -> Content:
    try:
        content = content_of(_book(data))
    except (PasswordError, XLRDError) as error:
        if isinstance(error, XLRDError) and "encrypted" not in str(error):
            raise
        raise DomainError(_LOCKED % {"name": filename}) from error
    if not content.blocks:
        raise DomainError(_EMPTY % {"name": filename})
    return content


def _book(data: bytes) -> Book:
    """A book whose formats the exact reader cannot make out is read again for its values alone, and says so. Not an
    old one (.xls): over a damaged one the reader of values may run for minutes."""
    kind = _format(data)
    if kind != "values":
        try:
            book: Book = import_module(f"tracker.imports.readers.{kind}").read_book(data)
            return book
        except _UNREAD as error:
            if kind == "xls":
                raise
            _log.info("a book is read without its formats: %s", type(error).__name__)
    return values.read_book(data)


def _format(data: bytes) -> str:
    """The module that reads the book: by its signature, as names of files lie."""
    if data.startswith(_OLE):
        return "xls"
    if _ODS in data[:200]:
        return "ods"
    return "values" if b"xl/workbook.bin" in data else "xlsx"
