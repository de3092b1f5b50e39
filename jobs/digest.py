"""The morning digest of each person."""

from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from jobs.planning import write_each
from tracker.escalation import queries
from tracker.reminders import digest


def run(sessions: sessionmaker[Session], day: date, now: datetime) -> int:
    with sessions() as session:
        drafts = digest.digests(session, day, now, queries.news(session, day))
    return write_each(sessions, drafts, now)
