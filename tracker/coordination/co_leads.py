"""What leads of one task see of one another: how each stands, none of its files or words."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.db import listed, read
from tracker.tasks import rules
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import official
from tracker.tasks.rules import Status, Timeliness

_OF_LEADS = (
    select(
        Assignment.agency_id,
        Agency.name,
        Assignment.status,
        Assignment.percent,
        Assignment.due_on,
        Assignment.reported_on,
    )
    .join(Agency, Agency.id == Assignment.agency_id)
    .where(Assignment.task_id == bindparam("task"), Assignment.agency_id.in_(listed("leads")), official())
    .order_by(Assignment.due_order, Assignment.id)
)


@dataclass(frozen=True, slots=True)
class CoLead:
    agency_id: int
    agency: str
    status: Status
    percent: int
    due: date | None
    timeliness: Timeliness
    days: int | None


def co_leads(session: Session, task: Task, leads: Sequence[int], day: date) -> list[CoLead]:
    """Each day that each of the named leads owes, in the order in which the paper names them."""
    rows = read(session, _OF_LEADS, {"task": task.id, "leads": json.dumps(list(leads))})
    found = []
    for agency_id, name, status, percent, due, reported in rows:
        time = rules.timeliness(status, due, reported, day)
        found.append(CoLead(agency_id, name, status, percent, due, time, rules.shown_days(time, due, reported, day)))
    return sorted(found, key=lambda one: leads.index(one.agency_id))
