"""Everything the task page shows, gathered in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import and_, case
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.notifications.queries import Told, times_told, told
from tracker.permissions import Action, can
from tracker.tasks import dates, loose, timeline
from tracker.tasks.counts import Cells, four_cells
from tracker.tasks.dates import Dates
from tracker.tasks.due import points
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.listing import Row, row_query, rows_of
from tracker.tasks.loose import OpenLead
from tracker.tasks.models import Assignment, Submission, Task, TaskAgency
from tracker.tasks.queries import may_read_reports, scope_of, submissions, visible_to
from tracker.tasks.rules import LEADS_MOVE, Status
from tracker.tasks.timeline import History
from tracker.users.models import User

SHOWN = 20
TOLD_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: the first visible assignments, the person's own in front; `cells` counts all visible ones."""

    task: Task
    rows: Sequence[Row]
    cells: Cells
    dates: Sequence[Dates]
    open_leads: Sequence[OpenLead]
    submissions: Sequence[Submission]
    history: History
    own: Sequence[Row]
    waiting: Row | None
    told: Sequence[Told]
    may_decide: bool
    may_expand: bool

    @property
    def many(self) -> bool:
        return self.cells.total + self.cells.stopped > len(self.rows)

    @property
    def first_open(self) -> Row | None:
        """The first assignment on which its lead must act."""
        return next((row for row in self.rows if row.status in LEADS_MOVE), None)

    @property
    def leads(self) -> list[TaskAgency]:
        return [part for part in self.task.agencies if part.part is AgencyPart.LEAD]

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
    rows = _rows(session, user, task, day)
    may = partial(can, user, scope=scope_of(task), day=day)
    waiting = [row for row in rows if row.status is Status.SUBMITTED]
    return Sheet(
        task=task,
        rows=rows,
        cells=four_cells(session, and_(visible_to(user, day), Assignment.task_id == task.id), day),
        dates=dates.of_task(session, user, task, day),
        open_leads=loose.open_leads(session, [task.id]).get(task.id, []),
        submissions=submissions(session, user, task, day),
        history=timeline.acts(session, user, task, day, before, several=len(rows) > 1),
        own=[row for row in rows if row.act_url and row.status in LEADS_MOVE],
        waiting=waiting[0] if waiting else None,
        told=_told(session, user, rows, day),
        may_decide=may(Action.TASK_DECIDE),
        may_expand=may(Action.COLLECTIVE_EXPAND),
    )


def _rows(session: Session, user: User, task: Task, day: date) -> list[Row]:
    """Own assignments, then reports that wait, then by due day."""
    own_first = case((Assignment.agency_id.in_(user.agency_ids(day)), 0), else_=1)
    waiting_next = case((Assignment.status == Status.SUBMITTED, 0), else_=1)
    query = (
        row_query([Assignment.task_id == task.id, visible_to(user, day)])
        .order_by(own_first, waiting_next, Assignment.due_order, Agency.folded, Assignment.id)
        .limit(SHOWN)
    )
    rows = rows_of(session.execute(query), user, day)
    told = times_told(session, [f"assignment:{row.id}" for row in rows])
    for row in rows:
        row.times_told = told.get(f"assignment:{row.id}", 0)
    return rows


def _told(session: Session, user: User, rows: Sequence[Row], day: date) -> list[Told]:
    """Mails about the task's one assignment, for those who may read its reports; for many, the rows count them."""
    if len(rows) != 1 or not may_read_reports(session, user, rows[0].id, day):
        return []
    return told(session, f"assignment:{rows[0].id}", TOLD_SHOWN)
