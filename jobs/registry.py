"""Each job of the timetable and the function that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from jobs import digest, escalation, occurrences, read_files, release_stuck, reminders, send_notifications, tidy
from tracker.config import Settings
from tracker.notifications.channels import sender_from
from tracker.notifications.message import Sender
from tracker.storage import FileStore


@dataclass(frozen=True)
class Work:
    """What a run is given: the day and the instant it acts for, and where it reads, writes and sends."""

    sessions: sessionmaker[Session]
    settings: Settings
    day: date
    now: datetime
    sender: Sender | None = None


Job = Callable[[Work], int]


def _send(work: Work) -> int:
    sender = work.sender or sender_from(work.settings)
    return send_notifications.run(work.sessions, sender, work.settings.base_url, work.now)


JOBS: Mapping[str, Job] = {
    "tidy": lambda work: tidy.run(work.sessions, work.now),
    "occurrences": lambda work: occurrences.run(work.sessions, work.settings.due_counts, work.day, work.now),
    "reminders": lambda work: reminders.run(work.sessions, work.day, work.now),
    "digest": lambda work: digest.run(work.sessions, work.day, work.now),
    "escalation": lambda work: escalation.run(work.sessions, work.day, work.now),
    "read-files": lambda work: read_files.run(work.sessions, FileStore(work.settings.data / "files"), work.now),
    "release-stuck": lambda work: release_stuck.run(work.sessions, work.now),
    "send-notifications": _send,
}
"""In the order in which a morning that was missed is caught up."""
