"""Periods of recurring tasks, opened ahead of time: each is reported and confirmed on its own. Never commits."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from tracker import clock
from tracker.agencies.models import Agency
from tracker.deadlines.occurrences import Occurrence, occurrences
from tracker.deadlines.values import Recurrence
from tracker.plans.models import Plan, PlanState
from tracker.tasks.models import Assignment, Milestone, Task
from tracker.tasks.publishing import Moment, add_occurrences
from tracker.tasks.rules import STOPPED

AHEAD = timedelta(days=60)
"""How long before its due day a period is opened; as far back, one that a standing program missed is made up."""
ROMAN = ("", "I", "II", "III", "IV")


def open_periods(session: Session, moment: Moment) -> list[Assignment]:
    """Assignments of the periods that are not there yet, for the agencies that answer for each task.

    Periods are unique within a task: of two runs at once the database lets one open them, the other is refused.
    """
    tasks = _recurring_tasks(session)
    leads = _leads(session, tasks)
    points = [(point, leads[task.id]) for task in tasks if task.id in leads for point in _new(task, moment.day)]
    session.add_all(point for point, _agencies in points)
    session.flush()
    return add_occurrences(session, points, moment)


def words(label: str) -> str:
    """What the period is called in the words of a plan, whoever reads it: "Quý II/2026" of "2026-Q2"."""
    year, _dash, part = label.partition("-")
    if not part:
        return f"Năm {year}"
    if part.startswith("H"):
        return f"6 tháng {'đầu' if part == 'H1' else 'cuối'} năm {year}"
    if part.startswith("Q"):
        return f"Quý {ROMAN[int(part[1:])]}/{year}"
    if part.startswith("W"):
        return f"Tuần {int(part[1:])} năm {year}"
    if re.fullmatch(r"\d\d", part):
        return f"Tháng {int(part)}/{year}"
    return f"Kỳ ngày {date.fromisoformat(label):%d/%m/%Y}"


def _recurring_tasks(session: Session) -> Sequence[Task]:
    """Tasks of plans in force that come back in every period."""
    query = (
        select(Task)
        .join(Task.plan)
        .where(Plan.state == PlanState.PUBLISHED, Task.deadline_kind == "recurring")
        .options(contains_eager(Task.plan), selectinload(Task.milestones))
        .order_by(Task.id)
    )
    return session.scalars(query).all()


def _new(task: Task, day: date) -> list[Milestone]:
    known = {milestone.period for milestone in task.milestones}
    found = [one for one in _due_soon(task, day) if one.period_label not in known]
    return [
        Milestone(
            task=task,
            period=one.period_label,
            label=words(one.period_label),
            start_on=one.start,
            due_on=one.due,
            position=position,
        )
        for position, one in enumerate(found, len(known))
    ]


def _due_soon(task: Task, day: date) -> list[Occurrence]:
    stored = task.deadline.get("recurrence")
    if not stored or task.plan.published_at is None:
        return []
    begin = max(day - AHEAD, clock.day_of(task.plan.published_at))
    before = bool(task.deadline.get("before"))
    return occurrences(
        Recurrence.from_dict(stored), begin, day + AHEAD, since=_day(task.deadline.get("start")), before=before
    )


def _leads(session: Session, tasks: Sequence[Task]) -> Mapping[int, Sequence[Agency]]:
    """By task, the agencies with an assignment of it as a whole: named leads, members of an expanded collective."""
    query = (
        select(Assignment.task_id, Agency)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Assignment.task_id.in_([task.id for task in tasks]),
            Assignment.milestone_id.is_(None),
            Assignment.status.not_in(sorted(STOPPED)),
        )
        .order_by(Assignment.task_id, Agency.id)
    )
    found: dict[int, list[Agency]] = {}
    for task_id, agency in session.execute(query):
        found.setdefault(task_id, []).append(agency)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
