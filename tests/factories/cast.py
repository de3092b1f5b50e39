"""A fixed cast: the steering office, an agency that owes, one that does not, another office, and those above."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.users.models import Post, Role, User


@dataclass
class Cast:
    office: Agency
    science: Agency
    finance: Agency
    everybody: Agency
    officer: User
    focal: User
    stranger: User
    other_office: User
    leader: User
    inspector: User
    admin: User


def make_cast(session: Session) -> Cast:
    office = make_agency(session, "Văn phòng Thành ủy", kind=AgencyKind.OFFICE, steers=True)
    science, finance = make_agency(session, "Sở Khoa học và Công nghệ"), make_agency(session, "Sở Tài chính")
    ward = make_agency(session, "Phòng Văn hóa - Xã hội", steers=True)
    everybody = make_agency(session, "Các sở, ngành", kind=AgencyKind.COLLECTIVE, members=[science, finance])
    made = Cast(
        office=office,
        science=science,
        finance=finance,
        everybody=everybody,
        officer=make_user(session, "officer@example.vn", agency=office),
        focal=make_user(session, "focal@example.vn", agency=science),
        stranger=make_user(session, "stranger@example.vn", agency=finance),
        other_office=make_user(session, "ward@example.vn", agency=ward, post=Post.HEAD),
        leader=make_user(session, "leader@example.vn", role=Role.LEADER),
        inspector=make_user(session, "inspector@example.vn", role=Role.INSPECTOR),
        admin=make_user(session, "admin@example.vn", role=Role.ADMIN),
    )
    session.commit()
    return made
