"""Everybody who can stand to a task in some way, and how: written down by hand, so that the tables are held against
it and not against themselves."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tracker import clock
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.permissions import Relation
from tracker.users import substitutes
from tracker.users.models import Membership, Post, Role, User

NOBODY: frozenset[Relation] = frozenset()
OF_TASK: dict[str, frozenset[Relation]] = {
    "lead head": frozenset({Relation.HEAD}),
    "lead deputy": frozenset({Relation.HEAD}),
    "lead focal": frozenset({Relation.FOCAL}),
    "lead viewer": frozenset({Relation.MEMBER}),
    "substitute of the lead's focal": frozenset({Relation.FOCAL}),
    "former focal": NOBODY,
    "co-lead": NOBODY,
    "coordinator": frozenset({Relation.COORDINATING, Relation.COORDINATOR}),
    "coordinating viewer": frozenset({Relation.COORDINATING}),
    "unit": NOBODY,
    "steering head": frozenset({Relation.STEERING}),
    "steering officer": frozenset({Relation.STEERING}),
    "steering viewer": NOBODY,
    "substitute of the officer": frozenset({Relation.STEERING}),
    "lead and steering": frozenset({Relation.FOCAL, Relation.STEERING}),
    "other office": NOBODY,
    "stranger": NOBODY,
    "leader": frozenset({Relation.LEADER}),
    "inspector": frozenset({Relation.INSPECTOR}),
    "admin": frozenset({Relation.ADMIN}),
    "without a post": NOBODY,
}
"""To a task of the lead, and to the lead's assignment of it."""
SEES = frozenset(
    {
        *(name for name, found in OF_TASK.items() if found),
        "co-lead",
    }
)
"""Who may open the task; of the co-lead, only his own assignment of it."""
OF_CHILD: dict[str, frozenset[Relation]] = {
    "unit": frozenset({Relation.FOCAL}),
    "lead head": frozenset({Relation.DELEGATOR}),
    "lead focal": frozenset({Relation.DELEGATOR}),
    "lead deputy": frozenset({Relation.DELEGATOR}),
    "lead viewer": NOBODY,
    "substitute of the lead's focal": frozenset({Relation.DELEGATOR}),
    "steering head": frozenset({Relation.ABOVE}),
    "steering officer": frozenset({Relation.ABOVE}),
    "substitute of the officer": frozenset({Relation.ABOVE}),
    "lead and steering": frozenset({Relation.DELEGATOR, Relation.ABOVE}),
    "coordinator": NOBODY,
    "leader": frozenset({Relation.LEADER}),
    "inspector": frozenset({Relation.INSPECTOR}),
    "admin": frozenset({Relation.ADMIN}),
    "stranger": NOBODY,
}
"""To a sub-task that the lead gave to its unit."""
ACTS_FOR = {"substitute of the lead's focal": "lead focal", "substitute of the officer": "steering officer"}
"""For whom substitutes act."""


@dataclass
class Offices:
    """Agencies of the plan, and one that has nothing to do with it."""

    office: Agency
    other: Agency
    lead: Agency
    co_lead: Agency
    helping: Agency
    unit: Agency
    strange: Agency
    everybody: Agency


def make_offices(session: Session) -> Offices:
    lead = make_agency(session, "Sở Khoa học và Công nghệ")
    co_lead = make_agency(session, "Sở Giao thông công chánh")
    return Offices(
        office=make_agency(session, "Văn phòng Thành ủy", kind=AgencyKind.OFFICE, steers=True),
        other=make_agency(session, "Phòng Văn hóa - Xã hội", steers=True),
        lead=lead,
        co_lead=co_lead,
        helping=make_agency(session, "Sở Nội vụ"),
        unit=make_agency(session, "Phòng Quản lý khoa học"),
        strange=make_agency(session, "Sở Tài chính"),
        everybody=make_agency(session, "Các sở, ngành", kind=AgencyKind.COLLECTIVE, members=[lead, co_lead]),
    )


def make_people(session: Session, offices: Offices, day: date) -> dict[str, User]:
    def held(number: int, agency: Agency | None = None, post: Post = Post.FOCAL, role: Role = Role.MEMBER) -> User:
        return make_user(session, f"p{number}@example.vn", agency=agency, post=post, role=role)

    posts: dict[str, tuple[Agency, Post]] = {
        "lead head": (offices.lead, Post.HEAD),
        "lead deputy": (offices.lead, Post.DEPUTY),
        "lead focal": (offices.lead, Post.FOCAL),
        "lead viewer": (offices.lead, Post.VIEWER),
        "former focal": (offices.lead, Post.FOCAL),
        "co-lead": (offices.co_lead, Post.HEAD),
        "coordinator": (offices.helping, Post.FOCAL),
        "coordinating viewer": (offices.helping, Post.VIEWER),
        "unit": (offices.unit, Post.FOCAL),
        "steering head": (offices.office, Post.HEAD),
        "steering officer": (offices.office, Post.FOCAL),
        "steering viewer": (offices.office, Post.VIEWER),
        "lead and steering": (offices.lead, Post.FOCAL),
        "other office": (offices.other, Post.HEAD),
        "stranger": (offices.strange, Post.HEAD),
    }
    made = {name: held(number, agency, post) for number, (name, (agency, post)) in enumerate(posts.items())}
    made |= {
        "leader": held(90, role=Role.LEADER),
        "inspector": held(91, role=Role.INSPECTOR),
        "admin": held(92, role=Role.ADMIN),
        "without a post": held(93),
        "substitute of the lead's focal": held(94, offices.lead, Post.VIEWER),
        "substitute of the officer": held(95, offices.office, Post.VIEWER),
    }
    made["former focal"].memberships[0].to_on = day - timedelta(days=1)
    made["lead and steering"].memberships.append(Membership(agency=offices.office, post=Post.FOCAL))
    session.flush()
    session.expire_all()
    for name, absent in ACTS_FOR.items():
        substitutes.arrange(
            session,
            absent=made[absent],
            substitute=made[name],
            from_on=day,
            until_on=day + timedelta(days=14),
            reason="Đi công tác",
            actor=made["admin"],
            now=clock.now(),
        )
    session.expire_all()
    assert set(made) == set(OF_TASK)
    return made
