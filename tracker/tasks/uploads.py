"""Files handed in as evidence: what is taken, under which name, and that it is what its name says."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from tracker.errors import DomainError
from tracker.storage import FileStore
from tracker.tasks.files import StoredFile
from tracker.tasks.secrecy import is_marked_name

MAX_FILES = 20
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "rtf": "application/rtf",
    "txt": "text/plain",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
"""What an office hands in. Programs, scripts, web pages and drawings that can run script (SVG) are not among it."""
ACCEPT = ",".join(f".{ending}" for ending in MEDIA_TYPES)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_STARTS: dict[str, tuple[bytes, ...]] = {
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "odt": _ZIP,
    "ods": _ZIP,
    "zip": _ZIP,
    "png": (b"\x89PNG",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_LONGEST_NAME = 150


@dataclass(frozen=True)
class Upload:
    filename: str
    data: bytes

    @property
    def ending(self) -> str:
        return self.filename.rpartition(".")[2].lower()


def read(files: Iterable[FileStorage], max_mb: int) -> list[Upload]:
    """The chosen files, checked; a refusal names the file and says what to do. An empty file field gives none."""
    uploads = [Upload(clean_name(file.filename), file.read()) for file in files if file and file.filename]
    if len(uploads) > MAX_FILES:
        raise DomainError(_("Mỗi lần gửi tối đa %(n)s tệp: hãy nén các tệp lại.", n=MAX_FILES))
    if sum(len(upload.data) for upload in uploads) > max_mb * 1024 * 1024:
        raise DomainError(_("Tổng dung lượng các tệp vượt %(n)s MB: hãy chia nhỏ hoặc nén lại.", n=max_mb))
    for upload in uploads:
        _check(upload)
    return uploads


def store(uploads: Sequence[Upload], files: FileStore) -> list[StoredFile]:
    """Write the files to the store, before the rows that name them."""
    stored = [(upload, files.put(upload.data)) for upload in uploads]
    return [StoredFile(up.filename, MEDIA_TYPES[up.ending], at.size, at.sha256) for up, at in stored]


def clean_name(name: str | None) -> str:
    """The last part of a path in NFC, letters kept, without control or direction marks and reserved characters."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name or ""))[-1]
    printable = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    tidy = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "_", printable)).strip(" .")
    stem, dot, ending = tidy.rpartition(".")
    return f"{stem[: _LONGEST_NAME - len(ending)].rstrip()}{dot}{ending}" if dot else tidy[:_LONGEST_NAME]


def _check(upload: Upload) -> None:
    name = upload.filename
    if is_marked_name(name):
        raise DomainError(
            _("Tên tệp “%(name)s” có dấu độ mật: không tải tài liệu bí mật nhà nước lên hệ thống này.", name=name)
        )
    if not upload.data:
        raise DomainError(_("Tệp “%(name)s” rỗng: hãy kiểm tra rồi chọn lại tệp.", name=name))
    if upload.ending not in MEDIA_TYPES or "." not in name:
        raise DomainError(
            _("Không nhận loại tệp của “%(name)s”: hãy gửi PDF, Word, Excel, ảnh hoặc tệp nén.", name=name)
        )
    if upload.data.startswith(_PROGRAMS) or not _is_what_it_says(upload):
        raise DomainError(
            _("Nội dung tệp “%(name)s” không đúng với đuôi tệp: hãy mở kiểm tra rồi lưu lại đúng dạng.", name=name)
        )


def _is_what_it_says(upload: Upload) -> bool:
    if upload.ending == "pdf":
        return b"%PDF" in upload.data[:1024]
    return upload.data.startswith(_STARTS.get(upload.ending, (b"",)))
