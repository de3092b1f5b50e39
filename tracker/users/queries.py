"""Who holds which post."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from tracker.agencies.models import Agency
from tracker.users.models import Membership, Post, User

_RANK = {Post.HEAD: 0, Post.DEPUTY: 1, Post.FOCAL: 2, Post.VIEWER: 3}


def holds_on(day: date) -> list[ColumnElement[bool]]:
    """Conditions on Membership joined to User: the post is held on the day by somebody who may sign in."""
    return [
        User.active.is_(True),
        or_(Membership.from_on.is_(None), Membership.from_on <= day),
        or_(Membership.to_on.is_(None), Membership.to_on >= day),
    ]


def has_nobody(day: date) -> ColumnElement[bool]:
    """Condition on Agency: nobody would read a mail to it."""
    return ~exists().where(Membership.agency_id == Agency.id, Membership.user_id == User.id, *holds_on(day))


def posts_of(session: Session, agency_id: int, day: date) -> Sequence[Membership]:
    """The posts of an agency with their people and those they stand in for, the head first."""
    query = (
        select(Membership)
        .join(Membership.user)
        .where(Membership.agency_id == agency_id, *holds_on(day))
        .options(contains_eager(Membership.user).selectinload(User.memberships), joinedload(Membership.absent))
    )
    return sorted(
        session.scalars(query), key=lambda one: (_RANK[one.post], one.for_id is not None, one.user.name, one.id)
    )
