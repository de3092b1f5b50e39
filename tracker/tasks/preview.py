"""What publishing a draft would do, said before it is done. Writes nothing."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.plans.models import Plan
from tracker.tasks.due import due_days, points
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Task, TaskAgency
from tracker.tasks.publishing import Moment


@dataclass(slots=True)
class Preview:
    """Counts of tasks, except `assignments` and `agencies`. A task is `held` when one of its days has passed."""

    tasks: int = 0
    given: int = 0
    assignments: int = 0
    agencies: int = 0
    held: int = 0
    waiting: int = 0
    without_lead: int = 0


def preview(session: Session, plan: Plan, moment: Moment) -> Preview:
    tasks = session.scalars(
        select(Task)
        .where(Task.plan_id == plan.id)
        .options(selectinload(Task.agencies).joinedload(TaskAgency.agency))
        .order_by(Task.position)
    )
    found, agencies = Preview(), set()
    for task in tasks:
        leads = [part.agency for part in task.agencies if part.part is AgencyPart.LEAD]
        answering = [agency.id for agency in leads if agency.answers]
        days = [due_days(point.due, moment.calendar, moment.counts).counts for point in points(task.deadline)]
        found.tasks += 1
        found.given += bool(answering)
        found.assignments += len(answering) * max(1, len(days))
        found.held += bool(answering) and any(day < moment.day for day in days)
        found.waiting += len(leads) > len(answering)
        found.without_lead += not leads
        agencies.update(answering)
    found.agencies = len(agencies)
    return found
