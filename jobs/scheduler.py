"""The timetable as APScheduler runs it. In memory: what a stopped process missed, the jobs make up by themselves."""

import logging
import signal
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import Flask

from jobs.recorded import run_job
from jobs.registry import JOBS
from tracker import clock
from tracker.db import db
from tracker.health.queries import ran_on
from tracker.health.rules import TIMETABLE, Daily, Slot, last_time

AGAIN = 15
DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 6 * 3600}
log = logging.getLogger("tracker.jobs")


def start_embedded(app: Flask) -> BackgroundScheduler:
    """Beside the web pages, in one process; the caller shuts it down."""
    scheduler = BackgroundScheduler(timezone=clock.zone(), job_defaults=DEFAULTS)
    add_jobs(scheduler, app)
    scheduler.start()
    return scheduler


def run_blocking(app: Flask) -> None:
    """A process of its own, until it is told to stop; a job that runs then is let finish."""
    scheduler = BlockingScheduler(timezone=clock.zone(), job_defaults=DEFAULTS)
    add_jobs(scheduler, app)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        scheduler.shutdown(wait=False)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    scheduler.start()


def add_jobs(scheduler: BaseScheduler, app: Flask) -> None:
    """Every job at its time; what was missed, now and then again, so that a morning that failed is made good."""
    for name, slot in TIMETABLE.items():
        scheduler.add_job(run_job, trigger(slot), [app, name], id=name, name=name)
    scheduler.add_job(start_up, args=[app], id="start-up", name="start-up")
    scheduler.add_job(catch_up, IntervalTrigger(minutes=AGAIN), [app], id="catch-up", name="catch-up")


def trigger(slot: Slot) -> BaseTrigger:
    if isinstance(slot.when, Daily):
        return CronTrigger(hour=slot.when.at.hour, minute=slot.when.at.minute, timezone=clock.zone())
    return IntervalTrigger(minutes=slot.when.minutes, timezone=clock.zone())


def start_up(app: Flask) -> None:
    """The morning as far as it was missed, then what runs all day, one after the other."""
    catch_up(app)
    for name in JOBS:
        if not isinstance(TIMETABLE[name].when, Daily):
            run_job(app, name)


def catch_up(app: Flask) -> None:
    """Daily jobs whose time today has passed and that have not run well since."""
    now = clock.local(clock.now())
    with app.app_context():
        done = ran_on(db.session, now.date())
    for name in JOBS:
        slot = TIMETABLE[name]
        if isinstance(slot.when, Daily) and name not in done and last_time(slot, now).date() == now.date():
            run_job(app, name)
