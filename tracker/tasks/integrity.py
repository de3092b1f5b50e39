"""Whether the files that decisions rest on are still what they were."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.storage import FileStore
from tracker.tasks.models import Assignment, Evidence, Submission, Task


@dataclass(frozen=True)
class Damaged:
    """A file of a report that is not what was handed in, and why."""

    code: str
    round: int
    filename: str
    sha256: str
    objection: str


@dataclass(frozen=True)
class Integrity:
    checked: int
    damaged: Sequence[Damaged]


def damaged_files(session: Session, store: FileStore) -> Integrity:
    """Read every file of every report; one file in memory at a time."""
    rows = session.execute(
        select(Task.code, Submission.round, Evidence.filename, Evidence.sha256)
        .join(Evidence.submission)
        .join(Submission.assignment)
        .join(Task, Task.id == Assignment.task_id)
        .order_by(Evidence.id)
    ).yield_per(500)
    checked, damaged = 0, []
    for code, round_, filename, sha256 in rows:
        checked += 1
        try:
            store.read(sha256)
        except DomainError as error:
            damaged.append(Damaged(code, round_, filename, sha256, str(error)))
    return Integrity(checked, damaged)
