"""Mail as files, for one machine without a mail server and for trying things out."""

import hashlib
import os
from datetime import datetime
from pathlib import Path

from tracker.notifications.message import NO_FILE, Message, UnreachableError, mime


class FileSender:
    """One .eml a mail, named by its Message-ID: sending again after a crash writes the same file once more."""

    def __init__(self, folder: str, mail_from: str) -> None:
        self.folder = Path(folder)
        self.mail_from = mail_from

    def send(self, message: Message, now: datetime) -> str:
        name = hashlib.sha256(message.message_id.encode()).hexdigest()[:24] + ".eml"
        try:
            self._write(name, mime(message, self.mail_from, now))
        except OSError as error:
            raise UnreachableError(NO_FILE % {"folder": self.folder, "error": error}) from error
        return name

    def _write(self, name: str, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        unfinished = self.folder / f".{name}.{os.getpid()}"
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.folder / name)

    def close(self) -> None:
        """Nothing is kept open."""
