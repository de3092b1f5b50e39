"""The ladder of overdue assignments: levels are opened agency by agency, then each person gets one mail.

A run that is cut off between the two is finished by the next one: levels that nobody was told of are asked for again.
"""

from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from jobs.planning import write_each
from tracker.deadlines.queries import calendar
from tracker.escalation import queries, service


def run(sessions: sessionmaker[Session], day: date, now: datetime) -> int:
    """How many levels were opened. Rest days open none."""
    with sessions() as session:
        days = calendar(session)
        agencies = service.by_agency(queries.climbs(session, day, days)) if days.is_working_day(day) else {}
    opened = 0
    for ids in agencies.values():
        with sessions.begin() as session:
            opened += service.open_levels(session, ids, day, now, days)
    _tell(sessions, day, now)
    return opened


def _tell(sessions: sessionmaker[Session], day: date, now: datetime) -> None:
    with sessions() as session:
        levels, drafts = service.mails(session, day, now)
    write_each(sessions, drafts, now)
    with sessions.begin() as session:
        service.mark_told(session, levels, now)
