"""Forgets records that nobody reads any more."""

from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from tracker.health import service
from tracker.users import sessions as sessions_of_people


def run(sessions: sessionmaker[Session], now: datetime) -> int:
    with sessions.begin() as session:
        return service.forget_old_runs(session, now) + sessions_of_people.forget_old(session, now)
