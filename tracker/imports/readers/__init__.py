"""From the bytes of a file to its lines and tables: the reader is chosen by what the file is, not by its name. Pure.

A reader is a module with `read(data, filename) -> Content`, imported only when a file of its kind comes: some of the
libraries take longer to load than a plan takes to read.
"""

import hashlib
import io
import logging
import re
import zipfile
from importlib import import_module

from tracker.errors import DomainError
from tracker.imports import limits
from tracker.imports.failures import described
from tracker.imports.grid import Content
from tracker.imports.readers.foreign import OLE, is_locked
from tracker.imports.strange import strange_letters
from tracker.sentences import kept

# What marks a zip archive as a document: the part that is always there, numbered by some servers.
_PACKED = (
    (re.compile(r"/?word[/\\]document\d*\.xml", re.IGNORECASE), "word"),
    (re.compile(r"/?xl[/\\]workbook\d*\.(?:xml|bin)", re.IGNORECASE), "sheet"),
)
_READERS: dict[str, str] = {
    "csv": "tracker.imports.readers.csv",
    "sheet": "tracker.imports.readers.sheet",
    "pdf": "tracker.imports.readers.pdf",
    "text": "tracker.imports.readers.text",
    "web": "tracker.imports.readers.web",
    "word": "tracker.imports.readers.word",
}
_DAMAGED = kept(
    "Không đọc được tệp “%(name)s”: tệp bị hỏng hoặc không đúng định dạng của nó; "
    "hãy mở lại bằng phần mềm đã tạo ra tệp, lưu thành tệp mới rồi nhập lại."
)

_log = logging.getLogger(__name__)


def read_content(data: bytes, filename: str) -> Content:
    """The file's lines and tables in reading order; a file that cannot be read is refused with a sentence."""
    limits.check(data, filename)
    kind = kind_of(data, filename)
    reader = import_module(_READERS.get(kind, _READERS["text"]))
    try:
        content: Content = reader.read(data, filename)
    except (DomainError, MemoryError):
        raise
    except Exception as error:
        # A library may raise anything over a damaged file; the log names the file by its hash and quotes nothing.
        _log.warning("%s file %s was not read: %s", kind, hashlib.sha256(data).hexdigest(), described(error))
        raise DomainError(_DAMAGED % {"name": filename}) from error
    limits.shorten_gaps(content)
    limits.check_content(content, filename)
    content.notes += strange_letters(content)
    return content


def kind_of(data: bytes, filename: str) -> str:
    """ "word", "sheet", "pdf", "web", "csv" or "text", by signature first; the name decides between kinds of text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(OLE):
        is_book = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
        return "sheet" if is_book and not is_locked(data) else "text"
    if _is_web(data[:4096].replace(b"\x00", b"").lower()):
        return "web"
    return "csv" if filename.lower().endswith((".csv", ".tsv")) else "text"


def _is_web(start: bytes) -> bool:
    """A page, a fragment with a table, or a page saved with its pictures in one file (.mht)."""
    if b"mime-version:" in start and (b"multipart/related" in start or b"text/html" in start):
        return True
    return any(tag in start for tag in (b"<html", b"<!doctype html", b"<body", b"<table"))


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            for part, kind in _PACKED:
                if any(map(part.fullmatch, names)):
                    return kind
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:100]:
                return "sheet"
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError):
        return "text"
    return "text"
