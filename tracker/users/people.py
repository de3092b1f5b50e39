"""The people of the installation: the administrator's list, and in what state each account is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.agencies.models import Agency
from tracker.agencies.rules import NOBODY
from tracker.db import begins_word
from tracker.text import sort_key, words_of
from tracker.users.models import Membership, Role, SignInEvent, Substitution, User
from tracker.users.rules import UNUSED_DAYS

PAGE_SIZE = 50
RECENT_TRIES = 10
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """What the list shows; every field is a part of the address."""

    words: str = ""
    agency: int | None = None
    role: Role | None = None
    state: str = ""

    def conditions(self, now: datetime, day: date) -> list[ColumnElement[bool]]:
        parts = [begins_word(User.folded, word) for word in words_of(self.words)[:_MAX_WORDS]]
        if self.agency is not None:
            held = (Membership.user_id == User.id, Membership.agency_id == self.agency)
            parts.append(exists().where(*held, or_(Membership.to_on.is_(None), Membership.to_on >= day)))
        if self.role is not None:
            parts.append(User.role == self.role)
        return parts + _in_state(self.state, now)


def _in_state(state: str, now: datetime) -> list[ColumnElement[bool]]:
    """The SQL twin of `state_of`."""
    is_locked = (User.locked_until.is_not(None)) & (User.locked_until > now)
    is_unlocked = or_(User.locked_until.is_(None), User.locked_until <= now)
    last = func.coalesce(User.last_sign_in_at, User.created_at)
    unused = last < now - timedelta(days=UNUSED_DAYS)
    has_password, opened = User.password_hash != "", User.active.is_(True)
    states: dict[str, list[ColumnElement[bool]]] = {
        "closed": [User.active.is_(False)],
        "locked": [opened, is_locked],
        "waiting": [opened, is_unlocked, User.password_hash == ""],
        "unused": [opened, is_unlocked, has_password, unused],
        "active": [opened, is_unlocked, has_password, ~unused],
    }
    return states.get(state, [])


def state_of(user: User, now: datetime) -> str:
    if not user.active:
        return "closed"
    if user.locked_until is not None and now < user.locked_until:
        return "locked"
    if not user.password_hash:
        return "waiting"
    return "unused" if is_unused(user, now) else "active"


def is_unused(user: User, now: datetime) -> bool:
    """Nobody has signed in for so long that the account is to be closed (TCVN 14423:2026)."""
    return (user.last_sign_in_at or user.created_at) < now - timedelta(days=UNUSED_DAYS)


def listed(session: Session, wanted: PeopleFilter, now: datetime, day: date, page: int) -> tuple[Sequence[User], int]:
    """One page of people with their posts, and how many there are in all."""
    conditions = wanted.conditions(now, day)
    query = (
        select(User)
        .where(*conditions)
        .order_by(User.folded, User.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(selectinload(User.memberships).joinedload(Membership.agency))
    )
    total = session.scalar(select(func.count(User.id)).where(*conditions)) or 0
    return session.scalars(query).all(), total


def state_counts(session: Session, now: datetime) -> dict[str, int]:
    """How many people each state of the filter finds."""
    states = ("active", "waiting", "locked", "unused", "closed")
    counted = [func.count().filter(*_in_state(state, now)).label(state) for state in states]
    row = session.execute(select(*counted).select_from(User)).one()
    return dict(zip(states, row, strict=True))


def find(session: Session, user_id: int) -> User | None:
    """A person with posts, agencies, and those for whom posts are held."""
    query = select(User).where(User.id == user_id)
    held = selectinload(User.memberships)
    query = query.options(held.joinedload(Membership.agency), held.joinedload(Membership.absent))
    return session.scalar(query.execution_options(populate_existing=True))


def substitutions_of(session: Session, user: User, day: date) -> Sequence[Substitution]:
    """In which the person is absent or stands in, running or to come, and those that ended lately."""
    query = (
        select(Substitution)
        .where(
            or_(Substitution.absent_id == user.id, Substitution.substitute_id == user.id),
            Substitution.until_on > day - timedelta(days=31),
        )
        .options(
            joinedload(Substitution.absent), joinedload(Substitution.substitute), joinedload(Substitution.set_by)
        )
        .order_by(Substitution.from_on.desc(), Substitution.id.desc())
    )
    return session.scalars(query).all()


def recent_tries(session: Session, user: User) -> Sequence[SignInEvent]:
    query = select(SignInEvent).where(SignInEvent.user_id == user.id).order_by(SignInEvent.id.desc())
    return session.scalars(query.limit(RECENT_TRIES)).all()


def staffed_agencies(session: Session, day: date) -> list[Agency]:
    """Agencies in which somebody can hold a post, in the order of a Vietnamese dictionary."""
    query = select(Agency).where(Agency.kind.not_in(NOBODY), or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
    return sorted(session.scalars(query), key=lambda agency: (sort_key(agency.name), agency.id))
