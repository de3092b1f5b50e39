"""People from a table: every row is checked, and either all are saved or none. Never commits."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.models import Agency
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.errors import DomainError
from tracker.sheets import Column, Line, Problem, read
from tracker.text import fold, read_day
from tracker.users import administration, service, substitutes
from tracker.users.auditing import write_down
from tracker.users.models import Membership, Post, Role, User
from tracker.users.people import staffed_agencies

COLUMNS = (
    Column("name", "Họ tên hoặc chức danh", ("họ tên", "họ và tên", "chức danh"), required=True),
    Column("email", "Thư điện tử", ("email", "e-mail", "địa chỉ thư"), required=True),
    Column("agency", "Cơ quan", ("đơn vị", "tên cơ quan"), required=True),
    Column("post", "Vị trí", ("vai trò",), required=True),
    Column("from", "Từ ngày", ("ngày bắt đầu",)),
    Column("to", "Đến ngày", ("ngày kết thúc",)),
)
TITLES = {column.name: column.title for column in COLUMNS}
EXAMPLES = (
    ("Nguyễn Văn An", "nguyenvanan@coquan.gov.vn", "Sở Tài chính", "Đầu mối", "01/01/2026", ""),
    ("Giám đốc Sở Tài chính", "giamdoc.stc@coquan.gov.vn", "Sở Tài chính", "Người đứng đầu", "", ""),
)
_POSTS = (
    (Post.DEPUTY, ("cap pho", "pho ", "deputy ")),
    (
        Post.HEAD,
        ("nguoi dung dau", "thu truong", "truong ", "giam doc", "chu tich", "bi thu", "chanh van phong", "head "),
    ),
    (Post.FOCAL, ("dau moi", "chuyen vien", "focal ")),
    (Post.VIEWER, ("theo doi", "xem ", "viewer ")),
)


@dataclass(frozen=True)
class Row:
    """A checked row of the table; `is_new`: the account is made with it."""

    number: int
    name: str
    email: str
    agency_id: int
    agency: str
    post: str
    from_on: str
    to_on: str
    is_new: bool


@dataclass
class Preview:
    rows: Sequence[Row]
    problems: Sequence[Problem]

    def plain(self) -> list[dict[str, Any]]:
        return [asdict(row) for row in self.rows]


def preview(session: Session, data: bytes, day: date) -> Preview:
    """What the file would add, with every problem by row and column."""
    table = read(data, COLUMNS)
    problems = list(table.problems)
    agencies = _agencies(session, day)
    known = _accounts(session, {line["email"].lower() for line in table.lines})
    rows = [_row(line, agencies, known, problems) for line in table.lines]
    _check_among_themselves(rows, problems)
    return Preview(rows, sorted(problems, key=lambda problem: problem.row))


def save(session: Session, rows: Sequence[Mapping[str, Any]], *, actor: User, now: datetime) -> list[User]:
    """All of a preview, or nothing when something has changed since; the new people."""
    known = _accounts(session, {row["email"] for row in rows})
    added: dict[str, User] = {}
    for row in rows:
        if row["is_new"] is (row["email"] in known):
            raise DomainError(_("Tài khoản %(email)s vừa thay đổi: hãy tải tệp lên lại.", email=row["email"]))
        user = known.get(row["email"]) or added.get(row["email"])
        if user is None:
            user = administration.add(
                session, name=row["name"], email=row["email"], role=Role.MEMBER, actor=actor, now=now
            )
            added[row["email"]] = user
        agency = session.get_one(Agency, row["agency_id"])
        given = service.appoint(user, agency, Post(row["post"]), read_day(row["from_on"]))
        given.to_on = read_day(row["to_on"])
        after = {"agency": agency.name, "post": row["post"], "from": row["from_on"], "to": row["to_on"]}
        write_down(session, AuditKind.POST_GIVEN, user, actor=actor, now=now, after=after)
    substitutes.refresh(session)
    about = About(Subject.PERSON, None, _("%(n)s dòng", n=len(rows)))
    note(
        session,
        AuditKind.PEOPLE_IMPORTED,
        about,
        actor_id=actor.id,
        now=now,
        after={"rows": len(rows), "people": len(added)},
    )
    return list(added.values())


def _agencies(session: Session, day: date) -> dict[str, Agency]:
    """By folded name, and by every spelling that means one agency only."""
    found: dict[str, Agency] = {}
    doubtful: set[str] = set()
    staffed = staffed_agencies(session, day)
    ids = [agency.id for agency in staffed]
    session.scalars(select(Agency).where(Agency.id.in_(ids)).options(selectinload(Agency.aliases))).all()
    for agency in staffed:
        for spelling in {alias.folded for alias in agency.aliases}:
            if spelling in found:
                doubtful.add(spelling)
            found[spelling] = agency
    for spelling in doubtful:
        del found[spelling]
    return {**found, **{agency.folded: agency for agency in staffed}}


def _accounts(session: Session, emails: set[str]) -> dict[str, User]:
    query = select(User).where(User.email.in_(emails)).options(selectinload(User.memberships))
    return {user.email: user for user in session.scalars(query)}


def _row(line: Line, agencies: Mapping[str, Agency], known: Mapping[str, User], problems: list[Problem]) -> Row:
    def wrong(column: str, message: str) -> None:
        problems.append(Problem(line.number, TITLES[column], message))

    email, agency, post = line["email"].lower(), agencies.get(fold(line["agency"])), post_of(line["post"])
    user = known.get(email)
    for column, check in (("name", administration.check_name), ("email", administration.check_address)):
        try:
            if line[column]:
                check(line[column])
        except DomainError as error:
            wrong(column, str(error))
    if line["agency"] and agency is None:
        wrong("agency", _("Không có cơ quan này trong danh mục: hãy ghi đúng tên đầy đủ."))
    if line["post"] and post is None:
        wrong("post", _("Hãy ghi Người đứng đầu, Cấp phó, Đầu mối hoặc Theo dõi."))
    for column in ("from", "to"):
        if line[column] and read_day(line[column]) is None:
            wrong(column, _("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 31/03/2026."))
    from_on, to_on = read_day(line["from"]), read_day(line["to"])
    if from_on and to_on and to_on < from_on:
        wrong("to", _("Ngày kết thúc không được trước ngày bắt đầu."))
    if user is not None:
        _check_known(user, line, agency, post, wrong)
    return Row(
        number=line.number,
        name=user.name if user else line["name"],
        email=email,
        agency_id=agency.id if agency else 0,
        agency=agency.name if agency else line["agency"],
        post=post.value if post else "",
        from_on=line["from"],
        to_on=line["to"],
        is_new=user is None,
    )


def _check_known(user: User, line: Line, agency: Agency | None, post: Post | None, wrong: Any) -> None:
    """A row of somebody who has an account adds a post to it."""
    if fold(user.name) != fold(line["name"]):
        wrong("email", _("Địa chỉ này là tài khoản của %(name)s.", name=user.name))
    elif not user.active:
        wrong("email", _("Tài khoản đã ngừng: hãy kích hoạt lại trước."))
    elif any(_holds(one, agency, post) for one in user.memberships):
        wrong("post", _("Người này đã giữ vị trí đó."))


def _holds(held: Membership, agency: Agency | None, post: Post | None) -> bool:
    is_same = agency is not None and held.agency_id == agency.id and held.post is post
    return is_same and held.for_id is None and held.to_on is None


def _check_among_themselves(rows: Sequence[Row], problems: list[Problem]) -> None:
    names: dict[str, Row] = {}
    posts: dict[tuple[str, int, str], Row] = {}
    for row in rows:
        first = names.setdefault(row.email, row)
        if fold(first.name) != fold(row.name):
            message = _("Địa chỉ này đã dùng cho người khác ở dòng %(n)s: không dùng chung.", n=first.number)
            problems.append(Problem(row.number, TITLES["email"], message))
        same = posts.setdefault((row.email, row.agency_id, row.post), row)
        if same is not row and row.agency_id and row.post:
            message = _("Trùng với dòng %(n)s.", n=same.number)
            problems.append(Problem(row.number, TITLES["post"], message))


def post_of(words: str) -> Post | None:
    """The post that somebody's words mean, a deputy before the head he stands under."""
    folded = f"{fold(words)} "
    return next((post for post, spellings in _POSTS if any(folded.startswith(one) for one in spellings)), None)
