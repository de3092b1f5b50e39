"""The one place that runs a job for real: application, clock, sessions, and the row that says how it went."""

import logging
from dataclasses import dataclass
from datetime import date, datetime

from flask import Flask

from jobs.registry import JOBS, Work
from tracker import clock
from tracker.db import db, writing_sessions
from tracker.health import service

ERROR_LENGTH = 2000
log = logging.getLogger("tracker.jobs")


@dataclass(frozen=True)
class Outcome:
    done: int
    error: str = ""


def run_job(app: Flask, name: str, day: date | None = None, now: datetime | None = None) -> Outcome:
    """Run a job as of `now` for `day` (both: the clock's). What it raises is in its row, not in the caller's way."""
    with app.app_context():
        moment = now or clock.now()
        sessions = writing_sessions(db.engine, of=f"job:{name}")
        work = Work(sessions, app.extensions["settings"], day or clock.day_of(moment), moment)
        with work.sessions.begin() as session:
            run_id = service.begin(session, name, work.day, clock.now()).id
        outcome = _outcome(name, work)
        with work.sessions.begin() as session:
            service.end(session, run_id, clock.now(), outcome.done, outcome.error)
    return outcome


def _outcome(name: str, work: Work) -> Outcome:
    try:
        return Outcome(JOBS[name](work))
    except Exception as error:  # a job that fails must leave its row; the health page and the log show why
        log.exception("job %s failed", name)
        return Outcome(0, f"{type(error).__name__}: {error}"[:ERROR_LENGTH])
