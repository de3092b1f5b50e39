"""Reads the words of files that were handed in. Never commits."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.finding.models import FileText
from tracker.storage import FileStore
from tracker.tasks.models import Evidence
from tracker.text import searchable, squeeze

MOST_LETTERS = 300_000
"""Of one file; who needs more opens it."""
READABLE = frozenset({"pdf", "docx", "xlsx", "xls", "ods", "txt", "csv"})

Reader = Callable[[bytes, str], str]


def unread(session: Session, limit: int) -> list[tuple[str, str]]:
    """Contents that nobody read yet, each with a name that tells its kind, the newest first."""
    known = select(FileText.sha256)
    query = (
        select(Evidence.sha256, Evidence.filename)
        .where(Evidence.sha256.not_in(known))
        .order_by(Evidence.id.desc())
        .limit(limit)
    )
    return list({row.sha256: row.filename for row in session.execute(query)}.items())


def read_words(sha256: str, filename: str, store: FileStore, reader: Reader, now: datetime) -> FileText:
    """What a file says, or why it says nothing; either way it is not read again."""
    plain, refusal = "", ""
    if filename.rpartition(".")[2].lower() in READABLE:
        try:
            plain = squeeze(reader(store.read(sha256), filename))[:MOST_LETTERS]
        except DomainError as error:
            refusal = str(error)
    folded = searchable(plain) if plain else ""
    return FileText(sha256=sha256, plain=plain, folded=folded, refusal=refusal, read_at=now)
