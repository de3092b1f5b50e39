"""A person's filters and columns."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, bindparam, literal, or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.db import listed, read
from tracker.users.models import User
from tracker.worklists.models import ChosenColumns, SavedFilter

MOST_FILTERS = 30


class Kept(NamedTuple):
    """One filter in the menu of a list."""

    id: int
    name: str
    query: str
    mine: bool


class Setup(NamedTuple):
    filters: Sequence[Kept]
    columns: Sequence[str]


_IS_MINE = SavedFilter.user_id == bindparam("user")
_HIS_OR_SHARED = or_(_IS_MINE, SavedFilter.agency_id.in_(listed("agencies")))
_COLUMNS = select(ChosenColumns.columns).where(
    ChosenColumns.user_id == bindparam("user"), ChosenColumns.page == bindparam("page")
)
_SETUP = (
    select(_COLUMNS.scalar_subquery(), SavedFilter.id, SavedFilter.name, SavedFilter.query, _IS_MINE)
    .select_from(select(literal(1)).subquery())
    .outerjoin(SavedFilter, and_(SavedFilter.page == bindparam("page"), _HIS_OR_SHARED))
    .limit(MOST_FILTERS)
)
"""A row for each filter, or one without."""


def setup(session: Session, user: User, page: str, day: date) -> Setup:
    """What a list needs to know of the person: his filters, then those shared with him, and his columns."""
    asked = {"user": user.id, "page": page, "agencies": json.dumps(sorted(user.agency_ids(day)))}
    found = read(session, _SETUP, asked).all()
    kept = [Kept(*row) for _columns, *row in found if row[0] is not None]
    return Setup(sorted(kept, key=lambda one: (not one.mine, one.name)), found[0][0] or [])


def own(session: Session, user: User) -> Sequence[SavedFilter]:
    query = select(SavedFilter).where(SavedFilter.user_id == user.id).order_by(SavedFilter.page, SavedFilter.name)
    return session.scalars(query).all()


def shared(session: Session, user: User, day: date) -> Sequence[SavedFilter]:
    """Filters that other people of the person's agencies share."""
    mine = sorted(user.agency_ids(day))
    query = select(SavedFilter).where(SavedFilter.agency_id.in_(mine), SavedFilter.user_id != user.id)
    return session.scalars(query.options(joinedload(SavedFilter.user)).order_by(SavedFilter.name)).all()


def find_own(session: Session, user: User, filter_id: int) -> SavedFilter | None:
    return session.scalar(select(SavedFilter).where(SavedFilter.id == filter_id, SavedFilter.user_id == user.id))
