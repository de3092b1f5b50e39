"""People, the posts they hold, and how they signed in."""

from collections.abc import Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.models import Agency
from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.text import searchable


class Role(StrEnum):
    """What a person is to the whole installation; posts in agencies come on top."""

    MEMBER = "member"
    LEADER = "leader"
    INSPECTOR = "inspector"
    ADMIN = "admin"


class Post(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    FOCAL = "focal"
    VIEWER = "viewer"


def _folded(context: DefaultExecutionContext) -> str:
    values = context.get_current_parameters()
    return searchable(values["name"], values["email"])


class User(UserMixin, Base):
    """A named person, never shared, never deleted: what a person did keeps his name."""

    __tablename__ = "user"

    id: Mapped[pk]
    email: Mapped[text_short] = mapped_column(unique=True)
    name: Mapped[text_short]
    folded: Mapped[str] = mapped_column(Text, default=_folded)
    role: Mapped[Role] = mapped_column(default=Role.MEMBER)
    password_hash: Mapped[text_long]
    password_set_at: Mapped[datetime | None]
    must_change_password: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    second_factor_at: Mapped[datetime | None]
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    last_sign_in_at: Mapped[datetime | None]
    created_at: Mapped[created_at]

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", foreign_keys="Membership.user_id", order_by="Membership.id"
    )

    session_key = ""
    """Of the device that is signing in; afterwards only its cookie has it."""

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return f"{self.id}:{self.session_key}"

    def agency_ids(self, day: date, posts: frozenset[Post] = frozenset(Post)) -> frozenset[int]:
        """Agencies in which the person holds one of `posts` on `day`."""
        return frozenset(m.agency_id for m in self.memberships if m.post in posts and m.holds_on(day))

    def stands_in_for(self, agency_ids: Collection[int], day: date, posts: frozenset[Post]) -> int | None:
        """The absent person for whom one acts there with one of `posts`; None where a post of one's own will do."""
        held = [m for m in self.memberships if m.agency_id in agency_ids and m.post in posts and m.holds_on(day)]
        absent = [m.for_id for m in held if m.for_id is not None]
        return min(absent) if absent and len(absent) == len(held) else None


class Membership(Base):
    """A post in an agency from a day to a day (both inclusive, null: open).

    With `for_id` it is held for that absent person: worked out from the substitutions (`derived.py`), never written
    by hand.
    """

    __tablename__ = "membership"
    __table_args__ = (Index(None, "agency_id", "post"), Index(None, "user_id"), Index(None, "for_id"))

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    post: Mapped[Post]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    user: Mapped[User] = relationship(back_populates="memberships", foreign_keys=[user_id])
    absent: Mapped[User | None] = relationship(foreign_keys=[for_id])
    agency: Mapped[Agency] = relationship()

    def holds_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (self.to_on is None or day <= self.to_on)


class Substitution(Base):
    """Somebody holds an absent person's posts from a day until the day before `until_on`.

    `post_ids` are the memberships handed over; empty: all, also those that the absent person holds for others.
    """

    __tablename__ = "substitution"
    __table_args__ = (
        Index(None, "absent_id"),
        Index(None, "substitute_id"),
        CheckConstraint("absent_id <> substitute_id", name="of_another"),
        CheckConstraint("until_on >= from_on", name="ends_after_it_begins"),
    )

    id: Mapped[pk]
    absent_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    substitute_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    post_ids: Mapped[list[Any]] = mapped_column(default=list)
    reason: Mapped[text_long]
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[created_at]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    absent: Mapped[User] = relationship(foreign_keys=[absent_id])
    substitute: Mapped[User] = relationship(foreign_keys=[substitute_id])
    set_by: Mapped[User] = relationship(foreign_keys=[set_by_id])


class SignInEvent(Base):
    """Each try to sign in: who, from where, with what result."""

    __tablename__ = "sign_in_event"
    __table_args__ = (Index(None, "email", "at"), Index(None, "at", "id"), Index(None, "user_id", "at"))

    id: Mapped[pk]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    email: Mapped[text_short]
    address: Mapped[text_short]
    ok: Mapped[bool]
    reason: Mapped[text_short] = mapped_column(default="")
    at: Mapped[datetime]
