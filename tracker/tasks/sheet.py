"""Everything the task page shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, or_
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.db import among, read
from tracker.notifications.queries import Told, times_told, told
from tracker.permissions import Action, can
from tracker.tasks import dates, timeline
from tracker.tasks.counts import Cells, four_cells
from tracker.tasks.dates import Dates
from tracker.tasks.due import points
from tracker.tasks.former import places_of
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.listing import Row, row_query, rows_of
from tracker.tasks.models import Assignment, FormerPlace, Submission, Task, TaskAgency
from tracker.tasks.queries import (
    Standing,
    evidence_visible,
    scope_of,
    standing,
    submissions,
    visible,
    visible_to,
)
from tracker.tasks.rules import LEADS_MOVE, Status
from tracker.tasks.timeline import History
from tracker.users.models import User

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: the first visible assignments, the person's own in front; `cells` counts all visible ones."""

    task: Task
    rows: Sequence[Row]
    cells: Cells
    dates: Sequence[Dates]
    submissions: Sequence[Submission]
    history: History
    former: Sequence[FormerPlace]
    own: Sequence[Row]
    waiting: Row | None
    told: Sequence[Told]
    may_decide: bool
    may_expand: bool

    @property
    def decider(self) -> str:
        """Who decides on the reports: who gave a sub-task on, else the steering office of the plan."""
        over = self.task.delegated_from
        return (over.agency if over else self.task.plan.steering_agency).name

    @property
    def many(self) -> bool:
        return self.cells.total + self.cells.stopped > len(self.rows)

    @property
    def first_open(self) -> Row | None:
        """The first assignment on which its lead must act."""
        return next((row for row in self.rows if row.status in LEADS_MOVE), None)

    @property
    def handed_back(self) -> list[Row]:
        """Work that its lead hands back and that the person answers for."""
        return [row for row in self.rows if row.handed_back and Action.TASK_CHANGE in row.may]

    @property
    def leads(self) -> list[TaskAgency]:
        return [part for part in self.task.agencies if part.part is AgencyPart.LEAD]

    @property
    def open_leads(self) -> list[TaskAgency]:
        """Collective and vague leads that wait to be expanded."""
        return [part for part in self.leads if not part.agency.answers and part.expanded_at is None]

    @property
    def coordinating(self) -> list[TaskAgency]:
        return [part for part in self.task.agencies if part.part is AgencyPart.COORDINATING]

    @property
    def paper_days(self) -> list[date]:
        """The days the paper names, for a task that nobody owes yet."""
        return [point.due for point in points(self.task.deadline)]

    @property
    def head_row(self) -> Row | None:
        """The assignment that speaks for the task in its head line: the one that is most pressing."""
        unfinished = [row for row in self.rows if row.status is not Status.COMPLETED]
        return min(unfinished or self.rows, key=lambda row: row.key, default=None)


def gather(session: Session, user: User, task: Task, day: date, before: int | None) -> Sheet:
    lines = _lines(session, user, task, day)
    rows = _rows(session, user, lines[:SHOWN], day)
    may = partial(can, user, scope=scope_of(task), day=day)
    waiting = [row for row in rows if row.status is Status.SUBMITTED]
    seen_whole = len(lines) <= SHOWN
    former = places_of(session, task)
    is_silent = seen_whole and not any(line.has_reports for line in lines)
    return Sheet(
        task=task,
        rows=rows,
        cells=_cells_of(rows) if seen_whole else _cells(session, user, task, day),
        dates=dates.of_lines(session, task, lines) if seen_whole else dates.of_task(session, user, task, day),
        submissions=[] if is_silent else submissions(session, user, task, day),
        history=timeline.acts(session, user, task, former, day, before, several=len(rows) > 1),
        former=former,
        own=[row for row in rows if Action.TASK_REPORT in row.may and row.status in LEADS_MOVE],
        waiting=waiting[0] if waiting else None,
        told=told(session, f"assignment:{rows[0].id}", SHOWN) if len(rows) == 1 and lines[0].readable else [],
        may_decide=may(Action.TASK_DECIDE),
        may_expand=may(Action.COLLECTIVE_EXPAND),
    )


def _lines(session: Session, user: User, task: Task, day: date) -> Sequence[Any]:
    """Own assignments, then reports that wait, then by due day; one more than is shown. `readable`: the person may
    read its reports."""
    return read(session, _lines_query(standing(user, day)), {"task": task.id}).all()


@lru_cache(maxsize=256)
def _lines_query(at: Standing) -> Select[Any]:
    own_first = case((among(Assignment.agency_id, at.mine), 0), else_=1)
    waiting_next = case((Assignment.status == Status.SUBMITTED, 0), else_=1)
    days = (Assignment.original_due, Assignment.nominal_due, Assignment.effective_due)
    past = or_(Assignment.round > 0, Assignment.transferred_from_id.is_not(None))
    return (
        row_query([Assignment.task_id == bindparam("task"), visible(at)])
        .add_columns(*days, evidence_visible(at).label("readable"), past.label("has_reports"))
        .order_by(own_first, waiting_next, Assignment.due_order, Agency.folded, Assignment.id)
        .limit(SHOWN + 1)
    )


def _rows(session: Session, user: User, lines: Sequence[Any], day: date) -> list[Row]:
    rows = rows_of(lines, user, day)
    times = times_told(session, [f"assignment:{row.id}" for row in rows]) if rows else {}
    for row in rows:
        row.times_told = times.get(f"assignment:{row.id}", 0)
    return rows


def _cells(session: Session, user: User, task: Task, day: date) -> Cells:
    return four_cells(session, and_(visible_to(user, day), Assignment.task_id == task.id), day)


def _cells_of(rows: Sequence[Row]) -> Cells:
    """The same from all rows of a task."""
    cells = Cells()
    for row in rows:
        cells.add(row.timeliness, 1, waiting=row.status is Status.SUBMITTED)
    return cells
