"""Requests that a person may see or decide. Whoever may read an assignment's reports may read its requests."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from tracker.extensions.models import Extension, ExtensionFile
from tracker.extensions.rules import State
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import (
    Standing,
    evidence_visible,
    evidence_visible_to,
    row_by_row,
    standing,
    steered_by,
)
from tracker.users.models import User


def find(session: Session, user: User, extension_id: int, day: date) -> Extension | None:
    """One request with all that its page shows, or None: what may not be read does not exist."""
    return next(iter(chosen(session, user, [extension_id], day)), None)


def chosen(session: Session, user: User, ids: Collection[int], day: date) -> Sequence[Extension]:
    """Requests by number, as far as the person may read them, the oldest first."""
    return session.scalars(_whole().where(Extension.id.in_(ids), evidence_visible_to(user, day))).all()


def _whole() -> Select[Extension]:
    at = contains_eager(Extension.assignment)
    return (
        select(Extension)
        .join(Extension.assignment)
        .options(
            at.joinedload(Assignment.agency, innerjoin=True),
            at.joinedload(Assignment.milestone),
            at.joinedload(Assignment.parent),
            at.joinedload(Assignment.plan, innerjoin=True),
            at.joinedload(Assignment.task, innerjoin=True).selectinload(Task.agencies),
            joinedload(Extension.asked_by, innerjoin=True),
            joinedload(Extension.closed_by),
            selectinload(Extension.files),
        )
        .order_by(Extension.id)
    )


def of_task(
    session: Session, user: User, task: Task, day: date, limit: int, state: State | None = None
) -> Sequence[Extension]:
    """Requests about a task that the person may read, newest first."""
    query = _of_task_query(standing(user, day), limit, state)
    return session.scalars(query, {"task": task.id}).all()


def was_asked_for(_at: Standing) -> ColumnElement[bool]:
    """Whether another day was ever asked for on a task, or set."""
    return exists().where(Extension.assignment_id == Assignment.id, Assignment.task_id == bindparam("task"))


@lru_cache(maxsize=256)
def _of_task_query(at: Standing, limit: int, state: State | None) -> Select[Extension]:
    wanted = () if state is None else (Extension.state == state,)
    return (
        select(Extension)
        .join(Extension.assignment)
        .where(Assignment.task_id == bindparam("task"), evidence_visible(at), *wanted)
        .options(
            contains_eager(Extension.assignment).joinedload(Assignment.agency, innerjoin=True),
            joinedload(Extension.asked_by, innerjoin=True),
            joinedload(Extension.closed_by),
            selectinload(Extension.files),
        )
        .order_by(Extension.id.desc())
        .limit(limit)
    )


def waiting_on(session: Session, assignment_id: int) -> Extension | None:
    query = select(Extension).where(Extension.assignment_id == assignment_id, Extension.state == State.WAITING)
    return session.scalar(query.options(joinedload(Extension.assignment, innerjoin=True)))


def waiting_for(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Assignment: a request waits for the person's decision."""
    return and_(Assignment.extension_asked_on.is_not(None), row_by_row(steered_by(user, day)))


def waiting_count(at: Standing) -> ScalarSelect[int]:
    """A part of a statement: requests that wait, of those that the person may read; exactly what his list begins
    with."""
    waits = Assignment.extension_asked_on.is_not(None)
    return select(func.count(Assignment.id)).where(waits, row_by_row(evidence_visible(at))).scalar_subquery()


def next_waiting(session: Session, user: User, after: int, day: date) -> int | None:
    """The request to decide after this one: the next that came, then from the beginning."""
    query = (
        select(Extension.id)
        .join(Extension.assignment)
        .where(Extension.state == State.WAITING, waiting_for(user, day), Extension.id != after)
        .order_by(Extension.id < after, Extension.id)
    )
    return session.scalar(query.limit(1))


def find_file(session: Session, user: User, file_id: int, day: date) -> ExtensionFile | None:
    return session.scalar(
        select(ExtensionFile)
        .join(ExtensionFile.extension)
        .join(Extension.assignment)
        .where(ExtensionFile.id == file_id, evidence_visible_to(user, day))
    )
