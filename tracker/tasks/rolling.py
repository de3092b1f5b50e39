"""A task's own state and counts, from what its agencies owe."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.db import rows_numbered
from tracker.tasks.leads import main_lead_of
from tracker.tasks.models import Assignment, Task
from tracker.tasks.rules import Closing, Status, task_status


def roll_up(session: Session, task_ids: Collection[int]) -> None:
    """Set the states of tasks from their assignments, in two statements however many they are."""
    session.flush()
    numbered = rows_numbered(sorted(task_ids))
    owed: dict[int, list[tuple[int, Status]]] = defaultdict(list)
    query = select(Assignment.task_id, Assignment.agency_id, Assignment.status)
    for task_id, agency_id, status in session.execute(query.where(Assignment.task_id.in_(numbered))):
        owed[task_id].append((agency_id, status))
    for task in session.scalars(select(Task).where(Task.id.in_(numbered))):
        if task.id in owed:
            _set_state(session, task, owed[task.id])


def _set_state(session: Session, task: Task, owed: Sequence[tuple[int, Status]]) -> None:
    main = main_lead_of(session, task) if task.closing is Closing.MAIN else None
    task.status = task_status(owed, task.closing, main)
    statuses = [status for _agency_id, status in owed]
    task.assignments_total = sum(status is not Status.WITHDRAWN for status in statuses)
    task.assignments_done = sum(status is Status.COMPLETED for status in statuses)
