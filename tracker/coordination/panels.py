"""Several leads and coordinating agencies on the task page, and what coordinating agencies say where one decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.coordination import queries
from tracker.coordination.co_leads import CoLead, co_leads
from tracker.coordination.leads import named_leads
from tracker.coordination.models import Contribution
from tracker.coordination.queries import Consultation
from tracker.coordination.words import closing_words
from tracker.deadlines.queries import calendar
from tracker.permissions import ACTS, Action, can
from tracker.plans.models import PlanState
from tracker.tasks.models import Assignment, Task
from tracker.tasks.panels import Panel, Place, register, register_for_decision
from tracker.tasks.queries import scope_of
from tracker.tasks.rules import Status
from tracker.tasks.sheet import Sheet
from tracker.users.models import User


@dataclass(frozen=True, slots=True)
class Leads:
    """`others`: how the other leads stand, for one of them; `may_set`: the steering office changes it."""

    named: Sequence[Agency]
    main: int | None
    closing: str
    others: Sequence[CoLead]
    may_set: bool


@dataclass(frozen=True, slots=True)
class Helpers:
    """`mine`: coordinating agencies for which the person acts."""

    contributions: Sequence[Contribution]
    consultations: Sequence[Consultation]
    mine: frozenset[int]
    may_contribute: bool


def connect() -> None:
    register(Place.SIDE, leads)
    register(Place.MAIN, helpers, queries.has_contributions, queries.has_waiting)
    register_for_decision(objections)


def leads(session: Session, user: User, task: Task, sheet: Sheet, day: date) -> Panel | None:
    """Where more than one agency owes the task, or a paper names more than one."""
    named = named_leads(task)
    is_shared = len(named) > 1 or sheet.cells.total > 1
    if task.delegated_from_id is not None or not is_shared or task.plan.state is not PlanState.PUBLISHED:
        return None
    main = task.main_lead_id or (named[0].id if named else None)
    is_one_of_them = any(agency.id in user.agency_ids(day) for agency in named)
    others = (
        co_leads(session, task, [agency.id for agency in named], day) if is_one_of_them and len(named) > 1 else []
    )
    may_set = can(user, Action.TASK_CHANGE, scope_of(task), day)
    return Panel("coordination/_leads.html", Leads(named, main, closing_words()[task.closing], others, may_set))


def helpers(
    session: Session, user: User, task: Task, _sheet: Sheet, day: date, are_some: bool, are_waiting: bool
) -> Panel | None:
    parts = queries.helping(task)
    if not parts or task.plan.state is not PlanState.PUBLISHED:
        return None
    found = queries.contributions(session, user, task, day) if are_some else []
    asked = queries.consultations(session, user, task, calendar(session), day) if are_waiting else []
    mine = frozenset(part.agency_id for part in parts) & user.agency_ids(day, ACTS)
    may_contribute = bool(mine) and task.status not in {Status.COMPLETED, Status.WITHDRAWN}
    if not found and not asked and not may_contribute:
        return None
    return Panel("coordination/_helpers.html", Helpers(found, asked, mine, may_contribute))


def objections(session: Session, _user: User, assignment: Assignment, day: date) -> Panel | None:
    found = queries.of_report(session, assignment.submissions[0], calendar(session), day)
    return Panel("coordination/_objections.html", found) if found else None
