"""Opens the next periods of recurring tasks."""

from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from tracker.deadlines.queries import calendar
from tracker.tasks.due import Counts
from tracker.tasks.publishing import Moment
from tracker.tasks.recurring import open_periods


def run(sessions: sessionmaker[Session], counts: Counts, day: date, now: datetime) -> int:
    """How many assignments were made."""
    with sessions() as session:
        moment = Moment(now, day, calendar(session), counts)
    try:
        return _open(sessions, moment)
    except IntegrityError:  # a run beside this one opened some first: what is left is known only now
        return _open(sessions, moment)


def _open(sessions: sessionmaker[Session], moment: Moment) -> int:
    with sessions.begin() as session:
        return len(open_periods(session, moment))
