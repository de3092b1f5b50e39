"""Acts on a plan as a whole, written into the history of acts that are not about a task."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.plans.models import Plan
from tracker.tasks.acting import by
from tracker.users.models import User


def write_down(
    session: Session, kind: AuditKind, plan: Plan, *, actor: User | None, now: datetime, **after: Any
) -> None:
    """Done by the plan's steering office; without an actor, from the command line."""
    about = About(Subject.PLAN, plan.id, plan.label)
    note(session, kind, about, **by(actor, {plan.steering_agency_id}, now), now=now, after=after)
