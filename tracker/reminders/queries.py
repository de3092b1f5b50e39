"""Assignments as mails tell of them: plain values, one query whatever their number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.plans.models import Plan, PlanState
from tracker.tasks.models import Assignment, Milestone, Task
from tracker.tasks.rules import LEADS_MOVE, Status

TITLE = 240
"""Letters of a title that a mail carries; the longest of a real plan has 1,743."""
SLICE = 500


@dataclass(frozen=True, slots=True)
class Duty:
    """What one agency owes by one day, of a published plan, not held. `steering_id`: who decides on it."""

    id: int
    task_id: int
    plan_id: int
    agency_id: int
    steering_id: int
    status: Status
    due_on: date | None
    due_order: date
    assigned_on: date
    reported_on: date | None
    released_on: date | None
    deadline_version: int
    round: int
    start_on: date | None
    nominal_due: date | None
    label: str | None
    code: str
    title: str
    deadline_text: str
    agency: str
    plan: str
    extension_asked_on: date | None = None
    handed_back_at: datetime | None = None
    prepared_at: datetime | None = None

    @property
    def due(self) -> date:
        """The due day of a duty that was asked for by it."""
        assert self.due_on is not None
        return self.due_on

    @property
    def period_end(self) -> date:
        """The last day of the period on the paper: a move to the next working day makes no month a quarter."""
        return self.nominal_due or self.due

    @property
    def topic(self) -> str:
        return f"assignment:{self.id}"


LEAD_TO_MOVE = Assignment.status.in_(sorted(LEADS_MOVE))


def duties(session: Session, *conditions: ColumnElement[bool]) -> list[Duty]:
    return [_duty(row) for row in session.execute(_query().where(*conditions))]


def slices(session: Session, *conditions: ColumnElement[bool]) -> Iterator[list[Duty]]:
    """All duties, some hundreds at a time, in the order of their due days."""
    after: tuple[date, int] | None = None
    while True:
        query = _query().where(*conditions).limit(SLICE)
        if after is not None:
            query = query.where(tuple_(Assignment.due_order, Assignment.id) > after)
        found = [_duty(row) for row in session.execute(query)]
        if found:
            yield found
        if len(found) < SLICE:
            return
        after = (found[-1].due_order, found[-1].id)


def current(session: Session, ids: Iterable[int]) -> Mapping[int, Duty]:
    """The duties as they are now, by number; one that is held, or whose plan is not in force, is absent."""
    return {duty.id: duty for duty in duties(session, Assignment.id.in_(set(ids)))}


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Assignment.id,
            Assignment.task_id,
            Assignment.plan_id,
            Assignment.agency_id,
            Assignment.decider_id,
            Assignment.status,
            Assignment.due_on,
            Assignment.due_order,
            Assignment.assigned_on,
            Assignment.reported_on,
            Assignment.released_on,
            Assignment.deadline_version,
            Assignment.round,
            Milestone.start_on,
            Assignment.nominal_due,
            Milestone.label,
            Task.code,
            func.substr(Task.title, 1, TITLE + 1),
            Task.deadline_text,
            Agency.name,
            Plan.number,
            Assignment.extension_asked_on,
            Assignment.handed_back_at,
            Assignment.prepared_at,
        )
        .join(Task, Task.id == Assignment.task_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .outerjoin(Milestone, Milestone.id == Assignment.milestone_id)
        .where(Plan.state == PlanState.PUBLISHED, Assignment.held.is_(False))
        .order_by(Assignment.due_order, Assignment.id)
    )


def _duty(row: Row[*tuple[Any, ...]]) -> Duty:
    """The columns of the query stand in the order of the fields."""
    return Duty(*row)
