"""What each of several processes does at one moment: run some jobs, and say how each went."""

from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from jobs.recorded import run_job
from tracker import clock
from tracker.agencies import views as agencies
from tracker.app import create_app
from tracker.config import Settings
from tracker.dashboard import views as dashboard
from tracker.imports import views as imports
from tracker.tasks import views as tasks

LOADED_BEFOREHAND = (agencies, dashboard, imports, tasks)
"""Imported once in the process that the others are forked from, so that starting four costs little more than one."""


def work(environ: dict[str, str], names: tuple[str, ...], together: Barrier, said: "Queue[str]") -> None:
    settings = Settings.from_env(environ)
    app = create_app(settings)
    assert settings.frozen_now == clock.now()
    together.wait(60)
    for name in names:
        outcome = run_job(app, name)
        said.put(f"{name} {outcome.error}".strip())
