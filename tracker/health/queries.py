"""How the jobs stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.health.models import JobRun
from tracker.health.rules import TIMETABLE, Slot, is_late, next_time

WENT_WELL = and_(JobRun.ended_at.is_not(None), JobRun.error == "")
LAST_GOOD = tuple(
    select(JobRun.started_at)
    .where(JobRun.name == name, WENT_WELL)
    .order_by(JobRun.started_at.desc())
    .limit(1)
    .scalar_subquery()
    for name in TIMETABLE
)
"""Parts of a statement: when the last good run of each job began, in the order of the timetable."""


@dataclass(frozen=True)
class JobState:
    """A job, its last run of any outcome, its last good one, and whether it is late."""

    name: str
    slot: Slot
    last: JobRun | None
    last_good: JobRun | None
    late: bool
    next_at: datetime


def job_states(session: Session, now: datetime) -> list[JobState]:
    """Every job of the timetable, in two queries."""
    last, good = _latest(session), _latest(session, WENT_WELL)
    return [_state(name, slot, last.get(name), good.get(name), now) for name, slot in TIMETABLE.items()]


def late_jobs(session: Session, now: datetime) -> list[str]:
    """Names of the jobs that should have run and have not."""
    return late_of(session.execute(select(*LAST_GOOD)).one(), now)


def late_of(began: Sequence[datetime | None], now: datetime) -> list[str]:
    """The same from what `LAST_GOOD` found."""
    here = clock.local(now)
    return [
        name
        for (name, slot), at in zip(TIMETABLE.items(), began, strict=True)
        if is_late(slot, at and clock.local(at), here)
    ]


def ran_on(session: Session, day: date) -> set[str]:
    """Jobs that have run well for a day."""
    return set(session.scalars(select(JobRun.name).where(JobRun.day == day, WENT_WELL).distinct()))


def recent_runs(session: Session, limit: int) -> list[JobRun]:
    """The latest runs that did something or failed, newest first."""
    query = select(JobRun).where(or_(JobRun.done > 0, JobRun.error != "")).order_by(JobRun.id.desc()).limit(limit)
    return list(session.scalars(query))


def _latest(session: Session, *conditions: ColumnElement[bool]) -> dict[str, JobRun]:
    ids = select(func.max(JobRun.id)).where(*conditions).group_by(JobRun.name)
    return {run.name: run for run in session.scalars(select(JobRun).where(JobRun.id.in_(ids)))}


def _state(name: str, slot: Slot, last: JobRun | None, good: JobRun | None, now: datetime) -> JobState:
    began = clock.local(good.started_at) if good else None
    here = clock.local(now)
    return JobState(name, slot, last, good, is_late(slot, began, here), next_time(slot, began, here))
