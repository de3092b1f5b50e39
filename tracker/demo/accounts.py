"""Sample accounts, one a post, named by the post. Their one password is only for sample data."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.text import fold
from tracker.users import service
from tracker.users.auth import hasher
from tracker.users.models import Post, Role, User

PASSWORD = "Mau-Dung-Han-2026"  # noqa: S105  # printed at start; sample accounts exist only beside sample data
DOMAIN = "mau.example"
STEERING = "Văn phòng Thành ủy"

HEADS = {
    AgencyKind.DEPARTMENT: "Giám đốc",
    AgencyKind.CENTRE: "Giám đốc",
    AgencyKind.ARMED_FORCE: "Giám đốc",
    AgencyKind.UNIVERSITY: "Hiệu trưởng",
    AgencyKind.OFFICE: "Chánh Văn phòng",
    AgencyKind.PARTY_BODY: "Trưởng Ban",
    AgencyKind.COMMUNE: "Chủ tịch UBND",
}


@dataclass(frozen=True)
class Login:
    """A line of what is printed at start."""

    who: str
    email: str


def create_system_accounts(session: Session, steering: Agency) -> None:
    """The people who are not tied to one agency's tasks, and the steering office."""
    _account(session, "quan-tri", "Quản trị hệ thống", Role.ADMIN)
    _account(session, "lanh-dao", "Thành viên Ban Chỉ đạo Thành phố", Role.LEADER)
    _account(session, "kiem-tra", "Ủy ban Kiểm tra Thành ủy", Role.INSPECTOR)
    office = _account(session, "thuong-truc", f"Chuyên viên theo dõi, {steering.name}", Role.MEMBER)
    service.appoint(office, steering, Post.FOCAL)
    head = _account(session, "chanh-van-phong", f"Lãnh đạo {steering.name}", Role.MEMBER)
    service.appoint(head, steering, Post.HEAD)


def create_agency_accounts(session: Session, agency: Agency) -> tuple[User, User]:
    """The head and the focal officer of an agency."""
    slug = fold(agency.name).replace(" ", "-").replace(",", "")
    title = HEADS.get(agency.kind, "Thủ trưởng")
    head = _account(session, f"thu-truong.{slug}"[:100], f"{title} {agency.name}"[:200], Role.MEMBER)
    focal = _account(session, f"dau-moi.{slug}"[:100], f"Đầu mối {agency.name}"[:200], Role.MEMBER)
    service.appoint(head, agency, Post.HEAD)
    service.appoint(focal, agency, Post.FOCAL)
    return head, focal


def logins(session: Session) -> list[Login]:
    """One sample login of each role, in the order in which a newcomer would try them."""
    wanted = (
        ("Cơ quan thường trực", f"thuong-truc@{DOMAIN}"),
        ("Đầu mối Sở Khoa học và Công nghệ", f"dau-moi.so-khoa-hoc-va-cong-nghe@{DOMAIN}"),
        ("Giám đốc Sở Khoa học và Công nghệ", f"thu-truong.so-khoa-hoc-va-cong-nghe@{DOMAIN}"),
        ("Lãnh đạo Ban Chỉ đạo", f"lanh-dao@{DOMAIN}"),
        ("Ủy ban Kiểm tra", f"kiem-tra@{DOMAIN}"),
        ("Quản trị hệ thống", f"quan-tri@{DOMAIN}"),
    )
    known = set(session.scalars(select(User.email).where(User.email.in_([email for _, email in wanted]))))
    return [Login(who, email) for who, email in wanted if email in known]


def _account(session: Session, slug: str, name: str, role: Role) -> User:
    return service.create_hashed(
        session, email=f"{slug}@{DOMAIN}", name=name, password_hash=_password_hash(), role=role
    )


@lru_cache(maxsize=1)
def _password_hash() -> str:
    """Hashed once a run: fifty slow hashes would only delay the first start."""
    return hasher.hash(PASSWORD)
