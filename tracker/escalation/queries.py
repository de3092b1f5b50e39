"""Which overdue duties climb, and which levels nobody was told of yet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.deadlines.calendar import Calendar
from tracker.escalation.models import Escalation
from tracker.escalation.rules import TOP, counts_from, level_reached
from tracker.reminders.morning import Escalated
from tracker.reminders.queries import LEAD_TO_MOVE, Duty, current, slices
from tracker.tasks.kinds import Decision
from tracker.tasks.models import Assignment, Submission
from tracker.tasks.rules import LEADS_MOVE, Status

NEWS_DAYS = 14
"""How far back a digest looks for levels that its reader was not told of; a steering office away for longer reads
the overdue list."""


@dataclass(frozen=True)
class Climb:
    """A duty with the level where it stood and the one it has reached."""

    duty: Duty
    stood: int
    reached: int


def climbs(session: Session, day: date, calendar: Calendar, ids: Iterable[int] | None = None) -> list[Climb]:
    """Duties, overdue on `day`, that have reached a level above the one where they stand."""
    at_top = exists().where(
        Escalation.assignment_id == Assignment.id,
        Escalation.deadline_version == Assignment.deadline_version,
        Escalation.level == TOP,
    )
    conditions = [LEAD_TO_MOVE, Assignment.due_order < day, ~at_top]
    if ids is not None:
        conditions.append(Assignment.id.in_(set(ids)))
    found: list[Climb] = []
    for some in slices(session, *conditions):
        stood, returned = _stood(session, some), _returned_on(session, some)
        for duty in some:
            start = counts_from(duty.due, duty.released_on, returned.get(duty.id))
            asks = duty.extension_asked_on is not None
            reached = level_reached(start, day, calendar, asks=asks)
            climb = Climb(duty, stood.get((duty.id, duty.deadline_version), 0), reached)
            if climb.reached > climb.stood:
                found.append(climb)
    return found


def untold(session: Session) -> tuple[list[int], list[Escalated]]:
    """Levels whose mails are not in the outbox yet: their numbers, and those of them that are still true."""
    rows = session.scalars(select(Escalation).where(Escalation.told_at.is_(None)).order_by(Escalation.id)).all()
    return [row.id for row in rows], _still_open(session, rows)


def news(session: Session, day: date) -> list[Escalated]:
    """First levels of the last days, which went to the agencies alone: the steering offices hear of them in the
    digest."""
    rows = session.scalars(
        select(Escalation)
        .where(
            Escalation.opened_on > day - timedelta(days=NEWS_DAYS),
            Escalation.opened_on <= day,
            Escalation.level == 1,
            Escalation.skipped.is_(False),
            Escalation.closed_at.is_(None),
        )
        .order_by(Escalation.id)
    ).all()
    return _still_open(session, rows)


def _still_open(session: Session, rows: Sequence[Escalation]) -> list[Escalated]:
    duties = current(session, (row.assignment_id for row in rows))
    return [
        Escalated(duty, row.level, row.opened_on)
        for row in rows
        if (duty := duties.get(row.assignment_id)) is not None
        and duty.status in LEADS_MOVE
        and duty.deadline_version == row.deadline_version
    ]


def _stood(session: Session, duties: Sequence[Duty]) -> Mapping[tuple[int, int], int]:
    query = (
        select(Escalation.assignment_id, Escalation.deadline_version, func.max(Escalation.level))
        .where(Escalation.assignment_id.in_([duty.id for duty in duties]))
        .group_by(Escalation.assignment_id, Escalation.deadline_version)
    )
    return {(assignment_id, version): level for assignment_id, version, level in session.execute(query)}


def _returned_on(session: Session, duties: Sequence[Duty]) -> Mapping[int, date]:
    """The day of the last return, for duties that were returned and not reported since."""
    query = (
        select(Submission.assignment_id, Submission.decided_at)
        .join(Submission.assignment)
        .where(
            Assignment.id.in_([duty.id for duty in duties if duty.status is Status.RETURNED]),
            Submission.round == Assignment.round,
            Submission.decision == Decision.RETURNED,
        )
    )
    return {assignment_id: clock.day_of(at) for assignment_id, at in session.execute(query) if at is not None}
