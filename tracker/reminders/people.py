"""Who in an agency is told: read once for a whole run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.notifications.outbox import Person
from tracker.users.models import Membership, Post, User

TOLD = (Post.HEAD, Post.DEPUTY, Post.FOCAL)
"""Posts that get mail. Viewers look in when they want to."""


@dataclass
class Seats:
    """The people of one agency who can be reached on a day."""

    by_post: dict[Post, list[Person]] = field(default_factory=dict)

    @property
    def heads(self) -> list[Person]:
        """The head, or the deputies while there is none."""
        return self.by_post.get(Post.HEAD) or self.by_post.get(Post.DEPUTY) or []

    @property
    def focals(self) -> list[Person]:
        """The focal officers, or the head while there is none."""
        return self.by_post.get(Post.FOCAL) or self.heads

    @property
    def everyone(self) -> list[Person]:
        """Each person once, whatever number of posts."""
        return list({person.id: person for people in self.by_post.values() for person in people}.values())

    @property
    def actors(self) -> list[Person]:
        """Head and focal officers: who is told of acts and assignments."""
        return list({person.id: person for person in [*self.heads, *self.focals]}.values())


def seats(session: Session, day: date, agency_ids: Iterable[int] | None = None) -> Mapping[int, Seats]:
    """Seats by agency; an agency without reachable people is absent."""
    query = (
        select(Membership.agency_id, Membership.post, User.id, User.name, User.email)
        .join(Membership.user)
        .where(
            User.active.is_(True),
            Membership.post.in_(TOLD),
            or_(Membership.from_on.is_(None), Membership.from_on <= day),
            or_(Membership.to_on.is_(None), Membership.to_on >= day),
        )
        .order_by(User.id)
    )
    if agency_ids is not None:
        query = query.where(Membership.agency_id.in_(set(agency_ids)))
    found: dict[int, Seats] = {}
    for agency_id, post, user_id, name, email in session.execute(query):
        found.setdefault(agency_id, Seats()).by_post.setdefault(post, []).append(Person(user_id, name, email))
    return found


def posts_of(session: Session, user_id: int, day: date) -> Mapping[int, frozenset[Post]]:
    """The person's posts that get mail, by agency."""
    return {
        agency_id: frozenset(post for post, people in seat.by_post.items() if any(p.id == user_id for p in people))
        for agency_id, seat in seats(session, day, _agencies_of(session, user_id)).items()
        if any(p.id == user_id for p in seat.everyone)
    }


def _agencies_of(session: Session, user_id: int) -> list[int]:
    return list(session.scalars(select(Membership.agency_id).where(Membership.user_id == user_id)))
