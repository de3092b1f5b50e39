"""A plan says which task of an upper plan one of its tasks carries out. Never commits."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.tasks.acting import by
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.users.models import User


def cite(session: Session, task: Task, upper: Assignment | None, *, actor: User, now: datetime) -> None:
    """None: it carries out nothing of an upper plan any more."""
    if upper is not None and upper.plan_id == task.plan_id:
        raise DomainError(_("Hãy chọn nhiệm vụ của một kế hoạch khác."))
    if task.cites_id == (upper and upper.id):
        return
    before, after = task.cites_id, upper.id if upper else None
    task.cites_id = after
    session.add(
        TaskEvent(
            plan_id=task.plan_id,
            task_id=task.id,
            kind=EventKind.CITED,
            **by(actor, {task.plan.steering_agency_id}, now),
            before={"cites": before},
            after={"cites": after},
            note=f"{upper.task.code}, {upper.plan.number}" if upper else "",
            at=now,
        )
    )
    session.flush()
