"""Keeps the record of what the jobs did. Never commits."""

from datetime import date, datetime, timedelta

from sqlalchemy import CursorResult, and_, delete, or_
from sqlalchemy.orm import Session

from tracker.health.models import JobRun
from tracker.health.queries import WENT_WELL

IDLE_RUNS_KEPT, RUNS_KEPT = timedelta(days=2), timedelta(days=400)


def begin(session: Session, name: str, day: date, now: datetime) -> JobRun:
    run = JobRun(name=name, day=day, started_at=now, error="")
    session.add(run)
    session.flush()
    return run


def end(session: Session, run_id: int, now: datetime, done: int = 0, error: str = "") -> None:
    run = session.get_one(JobRun, run_id)
    run.ended_at, run.done, run.error = now, done, error


def forget_old_runs(session: Session, now: datetime) -> int:
    """A run a minute would fill the table: those that found nothing to do are kept two days, others over a year."""
    idle = and_(WENT_WELL, JobRun.done == 0, JobRun.started_at < now - IDLE_RUNS_KEPT)
    gone = session.execute(delete(JobRun).where(or_(idle, JobRun.started_at < now - RUNS_KEPT)))
    assert isinstance(gone, CursorResult)
    return gone.rowcount
