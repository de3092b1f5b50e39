"""Sub-tasks and the work they were split off: what a new day would put out of order, in words."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.extensions.rules import is_beyond
from tracker.extensions.words import written
from tracker.tasks.models import Assignment


def warnings(session: Session, assignment: Assignment, due: date) -> list[str]:
    """A sub-task is not due after the work it is part of, unless somebody says that it shall be."""
    found = []
    parent = assignment.parent
    if parent is not None and parent.due_on is not None and is_beyond(due, parent.due_on):
        found.append(_("Ngày mới sau hạn %(day)s của nhiệm vụ mà việc này là một phần.", day=written(parent.due_on)))
    late = _children_after(session, assignment, due) if _is_earlier(due, assignment.due_on) else 0
    if late:
        found.append(
            ngettext(
                "%(num)s việc đã giao tiếp có hạn sau ngày mới.",
                "%(num)s việc đã giao tiếp có hạn sau ngày mới.",
                late,
            )
        )
    return found


def _is_earlier(due: date, before: date | None) -> bool:
    return before is not None and due < before


def _children_after(session: Session, assignment: Assignment, due: date) -> int:
    """Open sub-tasks that would be due later than the work they are part of."""
    query = select(func.count(Assignment.id)).where(
        Assignment.parent_id == assignment.id, Assignment.is_open(), Assignment.due_on > due
    )
    return session.scalar(query) or 0
