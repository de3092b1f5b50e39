"""Reminders before the due day."""

from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from jobs.planning import write_each
from tracker.reminders import service


def run(sessions: sessionmaker[Session], day: date, now: datetime) -> int:
    with sessions() as session:
        drafts = service.reminders(session, day, now)
    return write_each(sessions, drafts, now)
