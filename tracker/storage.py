"""Uploaded files, kept under their SHA-256: written whole before the row that names them, never changed."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import DomainError
from tracker.sentences import kept

LOST = kept("Không tìm thấy tệp trong kho lưu trữ: hãy báo quản trị khôi phục từ bản sao.")
CHANGED = kept("Tệp trong kho đã bị thay đổi so với khi nộp: hãy báo quản trị hệ thống.")


@dataclass(frozen=True)
class Stored:
    sha256: str
    size: int


class FileStore:
    """A folder of files by hash. A file without a row (a change that was rolled back) is harmless."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> Stored:
        """Write the bytes to disk for good (fsync, rename) and return their hash and size in bytes."""
        stored = Stored(hashlib.sha256(data).hexdigest(), len(data))
        target = self.path(stored.sha256)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(target)
        return stored

    def read(self, sha256: str) -> bytes:
        """The bytes; refuses a file that was changed on disk since it was handed in."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise DomainError(LOST) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DomainError(CHANGED)
        return data
