"""Gives back mails whose sender died between claiming and recording them."""

from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from tracker.notifications import delivery


def run(sessions: sessionmaker[Session], now: datetime) -> int:
    with sessions.begin() as session:
        return delivery.release_stuck(session, now)
