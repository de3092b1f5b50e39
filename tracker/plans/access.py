"""The only ways to a plan from an address: 404 for what is not the person's to see, 403 for what is not the person's
to change."""

from flask import abort
from sqlalchemy import ColumnElement

from tracker import clock
from tracker.db import db
from tracker.indicators.queries import plans_tracking
from tracker.permissions import Action, can
from tracker.plans import queries
from tracker.plans.models import Plan
from tracker.tasks.outline import plans_naming
from tracker.users.auth import current_user


def visible() -> ColumnElement[bool]:
    """Condition on Plan: the plans that the signed-in person may see."""
    day = clock.today()
    mine = current_user.agency_ids(day)
    return queries.visible_to(current_user, day, (plans_naming(mine), plans_tracking(mine)))


def load_plan(plan_id: int, action: Action = Action.PLAN_VIEW) -> Plan:
    plan = queries.find(db.session, visible(), plan_id)
    if plan is None:
        abort(404)
    if not can(current_user, action, plan.scope if action is not Action.PLAN_VIEW else None):
        abort(403)
    return plan
