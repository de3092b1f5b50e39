"""Reads the words of files that were handed in, so that a search finds them."""

from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from tracker.finding import service
from tracker.imports.isolated import text_apart
from tracker.storage import FileStore

AT_ONCE = 50
"""Files a run; the rest waits for the next one."""


def run(sessions: sessionmaker[Session], store: FileStore, now: datetime) -> int:
    """Each file in a transaction of its own, begun when it has been read: a slow one holds up nobody who writes."""
    with sessions() as session:
        waiting = service.unread(session, AT_ONCE)
    for sha256, filename in waiting:
        words = service.read_words(sha256, filename, store, text_apart, now)
        with sessions.begin() as session:
            session.add(words)
    return len(waiting)
