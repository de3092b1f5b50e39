"""Indicators that a person may see, and the list of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from werkzeug.datastructures import MultiDict

from tracker.agencies.models import Agency
from tracker.db import begins_word
from tracker.indicators.models import Indicator, IndicatorAgency
from tracker.permissions import SEES_EVERYTHING, STEERS
from tracker.plans.models import Plan, PlanState
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.text import words_of
from tracker.users.models import User

ORDER = (Indicator.plan_id, Indicator.position)
CURSOR = (int, int)
_MAX_WORDS = 12


def visible_to(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Indicator: of published plans all for those who see everything and for the plan's steering office,
    else what one's agency tracks. Drafts are read on their own page."""
    published = Indicator.plan_id.in_(select(Plan.id).where(Plan.state != PlanState.DRAFT))
    if user.role in SEES_EVERYTHING:
        return published
    tracked = select(IndicatorAgency.indicator_id).where(IndicatorAgency.agency_id.in_(user.agency_ids(day)))
    return published & or_(Indicator.id.in_(tracked), _steered(user, day))


def _steered(user: User, day: date) -> ColumnElement[bool]:
    return Indicator.plan_id.in_(select(Plan.id).where(Plan.steering_agency_id.in_(user.agency_ids(day, STEERS))))


def plans_tracking(agency_ids: Iterable[int]) -> ColumnElement[bool]:
    """Condition on Plan: one of the agencies tracks an indicator of it."""
    return Plan.id.in_(
        select(Indicator.plan_id)
        .join(IndicatorAgency, IndicatorAgency.indicator_id == Indicator.id)
        .where(IndicatorAgency.agency_id.in_(set(agency_ids)))
    )


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; every field is a part of the address."""

    q: str = ""
    plan: int | None = None
    agency: int | None = None

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> "Filter":
        return cls(args.get("q", "").strip()[:200], _number(args.get("ke-hoach")), _number(args.get("co-quan")))

    def args(self) -> dict[str, str]:
        written = {"q": self.q, "ke-hoach": self.plan, "co-quan": self.agency}
        return {name: str(value) for name, value in written.items() if value}

    def conditions(self, user: User, day: date) -> list[ColumnElement[bool]]:
        found = [visible_to(user, day)]
        found += [begins_word(Indicator.search_text, word) for word in words_of(self.q)[:_MAX_WORDS]]
        if self.plan is not None:
            found.append(Indicator.plan_id == self.plan)
        if self.agency is not None:
            tracked = select(IndicatorAgency.indicator_id).where(IndicatorAgency.agency_id == self.agency)
            found.append(Indicator.id.in_(tracked))
        return found


def page(session: Session, user: User, wanted: Filter, cursor: Cursor | None, day: date) -> Page[Indicator]:
    """Fifty indicators in the order of plan and paper, with plan, group and targets loaded."""
    query = (
        select(Indicator)
        .where(*wanted.conditions(user, day))
        .options(
            joinedload(Indicator.plan, innerjoin=True),
            joinedload(Indicator.appendix, innerjoin=True),
            joinedload(Indicator.group),
            selectinload(Indicator.targets),
        )
    )
    rows = session.scalars(slice_of(query, ORDER, cursor)).all()
    return page_of(rows, lambda row: (row.plan_id, row.position), cursor)


def total(session: Session, user: User, wanted: Filter, day: date) -> int:
    return session.scalar(select(func.count(Indicator.id)).where(*wanted.conditions(user, day))) or 0


def totals_by_plan(session: Session, user: User, day: date) -> dict[int, int]:
    """How many indicators the person sees of each plan, drafts of the own office among them."""
    seen = or_(visible_to(user, day), _steered(user, day))
    query = select(Indicator.plan_id, func.count(Indicator.id)).where(seen).group_by(Indicator.plan_id)
    return {plan_id: count for plan_id, count in session.execute(query)}  # noqa: C416  # rows are not pairs


def plan_choices(session: Session, user: User, day: date) -> list[tuple[int, str]]:
    """Plans of which the person sees an indicator."""
    seen = select(Indicator.plan_id).where(visible_to(user, day))
    rows = session.execute(
        select(Plan.id, Plan.number).where(Plan.id.in_(seen)).order_by(Plan.issued_on.desc(), Plan.id)
    )
    return [(id_, number) for id_, number in rows]


def agency_choices(session: Session, user: User, day: date) -> Sequence[tuple[int, str]]:
    """Agencies that track an indicator the person sees."""
    tracking = (
        select(IndicatorAgency.agency_id)
        .join(Indicator, Indicator.id == IndicatorAgency.indicator_id)
        .where(visible_to(user, day))
    )
    rows = session.execute(
        select(Agency.id, Agency.name).where(Agency.id.in_(tracking)).order_by(Agency.folded, Agency.id)
    )
    return [(id_, name) for id_, name in rows]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
