"""What no reader reads is refused with a sentence that says how to save it so that one can. Pure."""

import io
import zipfile

from tracker.errors import DomainError
from tracker.sentences import kept

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The signature of old Office files, and of new ones that are encrypted."""
_ZIP = b"PK\x03\x04"
_RICH_TEXT = b"{\\rtf"
_WORD_AS_XML = (b'progid="word.document"', b"<w:worddocument", b"<pkg:package")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"GIF8")
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"

_OLD_WORD, _OLD_OFFICE = kept("Word đời cũ (.doc)"), kept("Office đời cũ")
_RESAVE = kept(
    "Tệp “%(name)s” là tệp %(kind)s nên không đọc được; hãy mở bằng Word, lưu lại dạng .docx rồi nhập lại."
)
_LOCKED = kept(
    "Tệp “%(name)s” được đặt mật khẩu nên không đọc được; "
    "hãy mở bằng Word hoặc Excel, bỏ mật khẩu, lưu lại rồi nhập lại."
)
_PICTURE = kept(
    "Tệp “%(name)s” là ảnh nên không có chữ để đọc; "
    "hãy nhập tệp Word, Excel, PDF gốc hoặc văn bản đã nhận dạng chữ (OCR)."
)
_ARCHIVE = kept("Tệp “%(name)s” là tệp nén; hãy giải nén rồi nhập từng tệp kế hoạch bên trong.")
_BROKEN = kept(
    "Tệp “%(name)s” bị hỏng hoặc tải về chưa hết; hãy mở bằng Word hoặc Excel, lưu thành tệp mới rồi nhập lại."
)


def refuse(data: bytes, filename: str) -> None:
    """Raise if these bytes are of a known kind that is not read; say nothing of any other."""
    if data.startswith(OLE):
        _refuse_old(data, filename)
    if data.startswith(_RICH_TEXT):
        raise DomainError(_RESAVE % {"name": filename, "kind": "RTF"})
    start = data[:4096].lower()
    if b"<html" not in start and any(mark in start for mark in _WORD_AS_XML):
        raise DomainError(_RESAVE % {"name": filename, "kind": "Word XML"})
    if data.startswith(_PICTURES):
        raise DomainError(_PICTURE % {"name": filename})
    if data.startswith(_ZIP):
        _refuse_packed(data, filename)


def is_locked(data: bytes) -> bool:
    """A new Office file under a password: its whole archive is one stream of an old one."""
    return data.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in data


def _refuse_old(data: bytes, filename: str) -> None:
    if is_locked(data):
        raise DomainError(_LOCKED % {"name": filename})
    is_word = "WordDocument".encode("utf-16-le") in data
    raise DomainError(_RESAVE % {"name": filename, "kind": _OLD_WORD if is_word else _OLD_OFFICE})


def _refuse_packed(data: bytes, filename: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_open_text = "mimetype" in archive.namelist() and archive.read("mimetype").startswith(_OPEN_TEXT)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError) as error:
        raise DomainError(_BROKEN % {"name": filename}) from error
    if is_open_text:
        raise DomainError(_RESAVE % {"name": filename, "kind": "OpenDocument (.odt)"})
    raise DomainError(_ARCHIVE % {"name": filename})
