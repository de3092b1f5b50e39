"""The queue of reports that wait for the steering office's decision, oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.tasks.models import Assignment, Submission, Task
from tracker.tasks.queries import steered_by
from tracker.tasks.rules import Status
from tracker.users.models import User

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    id: int
    code: str
    title: str
    lead: str
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class Queue:
    """`shown` begins with the oldest; `total` counts all. `current` is the one to decide now."""

    shown: Sequence[Waiting]
    total: int
    current: int | None
    following: int | None


def queue(session: Session, user: User, day: date, wanted: int | None, task: int | None = None) -> Queue:
    """The queue with the wanted assignment as the current one, the oldest where that one does not wait (any more)."""
    query = _waiting(user, day, task)
    total = session.scalar(query.with_only_columns(func.count()).order_by(None)) or 0
    rows = [Waiting(*row) for row in session.execute(query.limit(SHOWN))]
    if wanted is not None and all(row.id != wanted for row in rows):
        rows += [Waiting(*row) for row in session.execute(query.where(Assignment.id == wanted))]
    ids = [row.id for row in rows]
    current = wanted if wanted in ids else next(iter(ids), None)
    return Queue(rows, total, current, _following(ids, current))


def _waiting(user: User, day: date, task: int | None) -> Select[int, str, str, str, datetime]:
    query = (
        select(Assignment.id, Task.code, Task.title, Agency.name, Submission.reported_at)
        .join(Task, Task.id == Assignment.task_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .join(Submission, and_(Submission.assignment_id == Assignment.id, Submission.round == Assignment.round))
        .where(steered_by(user, day), Assignment.status == Status.SUBMITTED)
        .order_by(Submission.reported_at, Assignment.id)
    )
    return query if task is None else query.where(Assignment.task_id == task)


def _following(ids: Sequence[int], current: int | None) -> int | None:
    """The next one to decide: the one after the current, then from the beginning."""
    if current is None:
        return None
    at = ids.index(current)
    return next(iter([*ids[at + 1 :], *ids[:at]]), None)
