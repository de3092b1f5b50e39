"""Plans that a person may see. A draft belongs to its steering office alone."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.db import among
from tracker.permissions import SEES_EVERYTHING, STEERS
from tracker.plans.models import Appendix, BaseKind, Plan, PlanBase, PlanState
from tracker.users.models import User


def visible_to(user: User, day: date, names_mine: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Condition on Plan: the plans one steers; of the published ones all for those who see everything, else those
    that name one's agency, and those that amend such a plan. What names an agency (tasks, indicators) lies above this
    package: `names_mine` tells."""
    published = Plan.state != PlanState.DRAFT
    steered = steered_by(user, day)
    if user.role in SEES_EVERYTHING:
        return or_(steered, published)
    mine = select(Plan.id).where(or_(*names_mine)).correlate(None)
    amending = select(PlanBase.plan_id).where(PlanBase.kind == BaseKind.AMENDS, PlanBase.base_id.in_(mine))
    return or_(steered, published & or_(*names_mine, Plan.id.in_(amending)))


def steered_by(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Plan: `user` is its steering office."""
    return among(Plan.steering_agency_id, user.agency_ids(day, STEERS))


def listed(session: Session, visible: ColumnElement[bool]) -> Sequence[Plan]:
    """Visible plans, drafts first, then by the day of issue, newest first."""
    query = (
        select(Plan)
        .where(visible)
        .options(joinedload(Plan.steering_agency, innerjoin=True))
        .order_by(Plan.state != PlanState.DRAFT, Plan.issued_on.desc().nulls_last(), Plan.id.desc())
    )
    return session.scalars(query).all()


def find(session: Session, visible: ColumnElement[bool], plan_id: int) -> Plan | None:
    """One visible plan with what its page shows of it, or None: what may not be seen does not exist."""
    return session.scalar(
        select(Plan)
        .where(Plan.id == plan_id, visible)
        .options(
            joinedload(Plan.steering_agency, innerjoin=True),
            joinedload(Plan.document),
            selectinload(Plan.appendices).selectinload(Appendix.groups),
            selectinload(Plan.obligations),
        )
    )


def bases_of(session: Session, plan: Plan) -> Sequence[PlanBase]:
    """The earlier plans that a plan replaces or amends, the oldest first."""
    query = select(PlanBase).where(PlanBase.plan_id == plan.id).join(PlanBase.base).options(joinedload(PlanBase.base))
    return session.scalars(query.order_by(Plan.issued_on.nulls_first(), Plan.id)).all()


def successors_of(session: Session, plan: Plan) -> Sequence[PlanBase]:
    """The published plans that replace or amend this one, the oldest first."""
    query = (
        select(PlanBase)
        .where(PlanBase.base_id == plan.id, Plan.state != PlanState.DRAFT)
        .join(PlanBase.plan)
        .options(joinedload(PlanBase.plan))
    )
    return session.scalars(query.order_by(Plan.published_at, Plan.id)).all()


def replaced_among(session: Session, plan_ids: Iterable[int]) -> dict[int, Plan]:
    """By id of a plan, the published plan that has taken its place."""
    query = (
        select(PlanBase)
        .where(PlanBase.base_id.in_(set(plan_ids)), PlanBase.kind == BaseKind.REPLACES, Plan.state != PlanState.DRAFT)
        .join(PlanBase.plan)
        .options(joinedload(PlanBase.plan))
    )
    return {link.base_id: link.plan for link in session.scalars(query)}
