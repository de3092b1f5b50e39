"""What waits for a plan's steering office: decisions first, then what is late, loose, held or soon due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from tracker.dashboard.groups import Asked, Group, groups
from tracker.plans.models import Plan, PlanState
from tracker.plans.queries import steered_by as plan_steered_by
from tracker.tasks import listing, loose, overdue
from tracker.tasks.filtering import Filter
from tracker.tasks.loose import Loose, LooseRow
from tracker.tasks.models import Assignment
from tracker.tasks.overdue import Behind
from tracker.tasks.queries import row_by_row, steered_by
from tracker.tasks.rules import Status
from tracker.users.models import User

EVERYTHING = Filter()
AGENCIES_SHOWN = 8
SHOWN = 5
HANDED_BACK = Filter(status="handed_back", watched=True)
"""Rows of each list: there are several under one another."""


@dataclass(frozen=True, slots=True)
class HeldMail:
    """A plan with assignments whose mail waits for release."""

    id: int
    number: str
    count: int


@dataclass(slots=True)
class Steering:
    to_confirm: Group
    handed_back: Group
    behind: Sequence[Behind]
    agencies_behind: int
    overdue: int
    unassigned: Sequence[LooseRow]
    unassigned_count: int
    held: Sequence[HeldMail]
    drafts: Sequence[Plan]
    due_soon: Group

    @property
    def is_idle(self) -> bool:
        waits = (
            self.to_confirm.count,
            self.handed_back.count,
            self.overdue,
            self.unassigned_count,
            self.held,
            self.drafts,
        )
        return not any(waits) and not self.due_soon.count


def steering(session: Session, user: User, day: date) -> Steering:
    behind = overdue.agencies_behind(session, user, day, None)
    asked = (
        Asked(HANDED_BACK, _("Cơ quan trả lại việc"), "", "hand-stop"),
        Asked(Filter(time="due_soon"), _("Sắp đến hạn"), "due_soon", "hourglass-high"),
    )
    handed_back, due_soon = groups(session, user, asked, day, SHOWN)
    return Steering(
        to_confirm=_to_confirm(session, user, day),
        handed_back=handed_back,
        behind=behind[:AGENCIES_SHOWN],
        agencies_behind=len(behind),
        overdue=sum(agency.count for agency in behind),
        unassigned=loose.page(session, user, Loose.UNASSIGNED, EVERYTHING, None, day).rows[:SHOWN],
        unassigned_count=loose.count(session, user, Loose.UNASSIGNED, EVERYTHING, day),
        held=_held(session, user, day),
        drafts=_drafts(session, user, day),
        due_soon=due_soon,
    )


def _to_confirm(session: Session, user: User, day: date) -> Group:
    """Reports that wait for a decision, the oldest first."""
    conditions = [steered_by(user, day), Assignment.status == Status.SUBMITTED]
    order = (Assignment.reported_on, Assignment.id)
    first = select(Assignment.id).where(*conditions).order_by(*order).limit(SHOWN)
    found = session.execute(listing.row_query([Assignment.id.in_(first)]).order_by(*order))
    rows = listing.rows_of(found, user, day)
    count = session.scalar(select(func.count(Assignment.id)).where(*conditions)) or 0
    return Group(_("Chờ xác nhận"), count, url_for("tasks.to_confirm"), "", "inbox", rows)


def _held(session: Session, user: User, day: date) -> list[HeldMail]:
    rows = session.execute(
        select(Plan.id, Plan.number, func.count(Assignment.id))
        .join(Assignment, Assignment.plan_id == Plan.id)
        .where(Assignment.held, row_by_row(and_(steered_by(user, day), Assignment.is_open())))
        .group_by(Plan.id, Plan.number)
        .order_by(Plan.id)
    )
    return [HeldMail(*row) for row in rows]


def _drafts(session: Session, user: User, day: date) -> Sequence[Plan]:
    query = select(Plan).where(Plan.state == PlanState.DRAFT, plan_steered_by(user, day)).order_by(Plan.id.desc())
    return session.scalars(query.limit(SHOWN)).all()
