"""Agencies and people for tests, named by what they are."""

from datetime import date

from sqlalchemy.orm import Session

from tracker.agencies.models import Agency, AgencyMember
from tracker.agencies.rules import AgencyKind
from tracker.text import fold
from tracker.users.models import Membership, Post, Role, User


def make_agency(
    session: Session,
    name: str = "Sở Khoa học và Công nghệ",
    *,
    kind: AgencyKind = AgencyKind.DEPARTMENT,
    steers: bool = False,
    members: list[Agency] | None = None,
) -> Agency:
    agency = Agency(name=name, folded=fold(name), kind=kind, steers=steers, aliases=[], members=[])
    session.add(agency)
    session.flush()
    for member in members or []:
        session.add(AgencyMember(collective=agency, member=member))
    session.flush()
    return agency


def make_user(
    session: Session,
    email: str,
    *,
    agency: Agency | None = None,
    post: Post = Post.FOCAL,
    role: Role = Role.MEMBER,
    from_on: date | None = None,
    to_on: date | None = None,
) -> User:
    """A user whose password cannot be typed; tests sign in through the session."""
    user = User(
        email=email,
        name=f"{post.value} {agency.name if agency else role.value}",
        role=role,
        password_hash="",
        memberships=[],
    )
    session.add(user)
    if agency is not None:
        user.memberships.append(Membership(agency=agency, post=post, from_on=from_on, to_on=to_on))
    session.flush()
    return user
