"""Reading a file that was handed in, beside the request that brought it: the page answers, the reading goes on.

The bytes stay in memory until they are accepted, for a paper that is refused must lie nowhere.
"""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Thread

from flask import Flask
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency
from tracker.config import Settings
from tracker.errors import DomainError
from tracker.imports import intake, service
from tracker.imports.failures import described
from tracker.imports.isolated import read_apart
from tracker.imports.models import ImportJob, JobState
from tracker.imports.stamps import SECRET
from tracker.plans.models import Plan
from tracker.sentences import kept
from tracker.storage import FileStore
from tracker.tasks.secrecy import is_marked_name
from tracker.users.models import User

PATIENCE = 3.0
"""Seconds that the request itself waits: most files are read by then, and nobody sees a page in between."""
GRACE = timedelta(seconds=60)
"""After the time limit of reading: what has not ended by then has died with its process."""
_FAILED = kept("Hệ thống gặp lỗi khi đọc tệp “%(name)s”; hãy thử lại, nếu vẫn lỗi hãy báo quản trị.")
_LOST = kept("Việc đọc tệp “%(name)s” bị dừng giữa chừng; hãy nhập lại.")

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Handed:
    """A file as it came, and what the person said of it."""

    data: bytes
    filename: str
    issued_on: date | None


def open_job(session: Session, handed: Handed, steering: Agency, actor: User) -> ImportJob:
    job = ImportJob(
        actor_id=actor.id,
        steering_agency_id=steering.id,
        filename="" if is_marked_name(handed.filename) else handed.filename,
        size=len(handed.data),
        message="",
        started_at=clock.now(),
    )
    session.add(job)
    session.flush()
    return job


def begin(app: Flask, job_id: int, handed: Handed) -> None:
    """Start reading and wait a little; the job's row must be committed before."""
    thread = Thread(target=_run, args=(app, job_id, handed), name=f"import-{job_id}", daemon=True)
    thread.start()
    thread.join(PATIENCE)


def is_lost(job: ImportJob, seconds: int) -> bool:
    """Whether the process that read the file ended before it was done."""
    return job.state is JobState.READING and clock.now() > job.started_at + timedelta(seconds=seconds) + GRACE


def lost(job: ImportJob) -> str:
    return _LOST % {"name": job.filename}


def _run(app: Flask, job_id: int, handed: Handed) -> None:
    from tracker.db import db

    with app.app_context():
        try:
            plan = _import(db.session, app.extensions["settings"], job_id, handed)
            _end(db.session, job_id, JobState.DONE, plan=plan)
            db.session.commit()
        except DomainError as error:
            db.session.rollback()
            _refuse(db.session, job_id, str(error))
        except Exception as error:  # noqa: BLE001  # logged without its message, which may quote the paper
            db.session.rollback()
            _log.error("reading upload %s failed: %s", job_id, described(error))
            _refuse(db.session, job_id, _FAILED % {"name": handed.filename})


def _import(session: Session, settings: Settings, job_id: int, handed: Handed) -> Plan:
    draft = read_apart(handed.data, handed.filename, handed.issued_on, seconds=settings.import_seconds)
    job = session.get_one(ImportJob, job_id)
    intake.seed(session)
    return service.save_draft(
        session,
        draft,
        data=handed.data,
        filename=handed.filename,
        store=FileStore(settings.data / "files"),
        steering=session.get_one(Agency, job.steering_agency_id),
        actor=session.get_one(User, job.actor_id),
        now=clock.now(),
    )


def _refuse(session: Session, job_id: int, message: str) -> None:
    _end(session, job_id, JobState.REFUSED, message)
    session.commit()


def _end(session: Session, job_id: int, state: JobState, message: str = "", plan: Plan | None = None) -> None:
    job = session.get_one(ImportJob, job_id)
    job.state, job.message, job.ended_at = state, message, clock.now()
    job.filename = "" if message == SECRET else job.filename  # it may say what the paper is about
    job.plan_id = plan.id if plan else None
