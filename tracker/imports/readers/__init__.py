"""From the bytes of a file to its lines and tables: the reader is chosen by what the file is, not by its name. Pure.

A reader is a module with `read(data, filename) -> Content`, imported only when a file of its kind comes: some of the
libraries take longer to load than a plan takes to read.
"""

import io
import zipfile
from importlib import import_module

from tracker.imports.grid import Content

# What marks a zip archive as a document, the part that is always there.
_PACKED = {
    "word/document.xml": "word",
    "xl/workbook.xml": "sheet",
    "xl/workbook.bin": "sheet",
}
_READERS: dict[str, str] = {
    "text": "tracker.imports.readers.text",
}


def read_content(data: bytes, filename: str) -> Content:
    """The file's lines and tables in reading order; a file that cannot be read is refused with a sentence."""
    kind = kind_of(data, filename)
    content: Content = import_module(_READERS.get(kind, _READERS["text"])).read(data, filename)
    return content


def kind_of(data: bytes, filename: str) -> str:
    """ "word", "sheet", "pdf", "web", "csv" or "text", by signature first; the name decides between kinds of text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "sheet" if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")) else "text"
    start = data[:4096].lower()
    if b"<html" in start or b"<table" in start or b"<!doctype html" in start:
        return "web"
    return "csv" if filename.lower().endswith((".csv", ".tsv")) else "text"


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            for part, kind in _PACKED.items():
                if part in names:
                    return kind
            if "mimetype" in names and b"opendocument.spreadsheet" in archive.read("mimetype")[:100]:
                return "sheet"
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return "text"
    return "text"
