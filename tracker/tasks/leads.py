"""Of several leads that a paper names, the one that answers first."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.agencies.rules import NOBODY
from tracker.db import among
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Task, TaskAgency


def main_lead_of(session: Session, task: Task) -> int | None:
    """The one the steering office chose, else the first named that can answer."""
    if task.main_lead_id is not None:
        return task.main_lead_id
    query = (
        select(TaskAgency.agency_id)
        .join(TaskAgency.agency)
        .where(TaskAgency.task_id == task.id, TaskAgency.part == AgencyPart.LEAD, ~among(Agency.kind, NOBODY))
        .order_by(TaskAgency.position, TaskAgency.id)
    )
    return session.scalars(query).first()
