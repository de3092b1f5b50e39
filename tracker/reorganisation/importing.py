"""Agencies from a table that an office fills in: shown first, then all or none of it taken. Never commits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker import sheets
from tracker.agencies.changes import Facts, add
from tracker.agencies.kind_words import kind_of
from tracker.agencies.models import Agency, AgencyAlias, AgencyMember
from tracker.agencies.rules import AgencyKind
from tracker.agencies.tokens import tokenize
from tracker.agencies.words import kind_words
from tracker.audit.chain import one_batch
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.errors import DomainError
from tracker.sheets import Column, Line, Problem
from tracker.text import fold, read_day

COLUMNS = (
    Column("name", "Tên cơ quan", ("Tên chính thức", "Tên đơn vị", "Cơ quan, đơn vị"), required=True),
    Column("kind", "Loại", ("Loại cơ quan", "Nhóm cơ quan")),
    Column("parent", "Cơ quan cấp trên", ("Trực thuộc", "Cấp trên")),
    Column("spellings", "Tên gọi khác", ("Tên viết tắt", "Viết tắt", "Tên khác")),
    Column("collective", "Thuộc tập thể", ("Thuộc nhóm", "Tập thể")),
    Column("from", "Từ ngày", ("Ngày thành lập", "Có hiệu lực từ")),
)


@dataclass(frozen=True)
class Row:
    """One agency to be added; `parent` and `collective` name agencies that are there or stand in the same table."""

    number: int
    facts: Facts
    parent: str
    collective: str


@dataclass(frozen=True)
class Table:
    """What a file would add. With a problem in it nothing is taken."""

    rows: Sequence[Row]
    known: Sequence[str]
    problems: Sequence[Problem]

    @property
    def may_be_taken(self) -> bool:
        return bool(self.rows) and not self.problems


def sample() -> bytes:
    rows = [
        (
            "Trung tâm Chuyển đổi số",
            _("Đơn vị sự nghiệp"),
            "Sở Khoa học và Công nghệ",
            "TT CĐS; Trung tâm CĐS",
            "",
            "",
        ),
        ("Phường Sài Gòn", _("Xã, phường, đặc khu"), "", "UBND phường Sài Gòn", "", "01/07/2025"),
    ]
    return sheets.sample(_("Cơ quan"), COLUMNS, rows)


def read(session: Session, data: bytes) -> Table:
    """What the table says, checked against itself and what is there; agencies that are there are left alone."""
    table = sheets.read(data, COLUMNS)
    taken = _names(session)
    problems = list(table.problems)
    kinds = {fold(words): kind for kind, words in kind_words().items() if kind is not AgencyKind.VAGUE}
    rows: list[Row] = []
    known: list[str] = []
    here: dict[str, int] = {}
    for line in table.lines:
        name = line["name"]
        if not name:
            continue
        if fold(name) in taken:
            known.append(name)
            continue
        if fold(name) in here:
            problems.append(_problem(line, 0, _("Trùng tên với dòng %(row)s.", row=here[fold(name)])))
            continue
        here[fold(name)] = line.number
        rows.append(_row(line, kinds, problems))
    places = taken | set(here)
    for row in rows:
        for column, words in ((2, row.parent), (4, row.collective)):
            if words and fold(words) not in places:
                message = _("Không có cơ quan “%(name)s” trong sổ hoặc trong bảng.", name=words)
                problems.append(Problem(row.number, COLUMNS[column].title, message))
    return Table(rows, known, sorted(problems, key=lambda one: one.row))


def take(session: Session, table: Table, *, actor_id: int, now: datetime) -> int:
    """Add every agency of the table, with its place above and its collective. How many were added."""
    if not table.may_be_taken:
        raise DomainError(_("Bảng còn lỗi hoặc không có cơ quan mới: chưa nhập cơ quan nào."))
    with one_batch(session):
        made = {fold(row.facts.name): add(session, row.facts, actor_id=actor_id, now=now) for row in table.rows}
        found = _found(
            session, {fold(words) for row in table.rows for words in (row.parent, row.collective) if words}
        )
        for row in table.rows:
            agency = made[fold(row.facts.name)]
            if row.parent:
                agency.parent_id = _of(made, found, row.parent).id
            if row.collective:
                seat = _of(made, found, row.collective)
                if not seat.is_collective:
                    raise DomainError(_("“%(name)s” không phải là nhóm cơ quan.", name=row.collective))
                session.add(AgencyMember(collective_id=seat.id, member_id=agency.id, valid_from=row.facts.valid_from))
        session.flush()
        whole = About(Subject.AGENCY, None, _("Nhập danh sách cơ quan"))
        note(
            session, AuditKind.AGENCIES_IMPORTED, whole, actor_id=actor_id, now=now, after={"added": len(table.rows)}
        )
    return len(table.rows)


def _row(line: Line, kinds: Mapping[str, AgencyKind], problems: list[Problem]) -> Row:
    kind = kinds.get(fold(line["kind"])) if line["kind"] else _guess(line["name"])
    if kind is None:
        wanted = ", ".join(words for key, words in kind_words().items() if key is not AgencyKind.VAGUE)
        problems.append(
            _problem(
                line, 1, _("Không hiểu loại “%(kind)s”: ghi một trong %(kinds)s.", kind=line["kind"], kinds=wanted)
            )
        )
    begins = read_day(line["from"]) if line["from"] else None
    if line["from"] and begins is None:
        problems.append(_problem(line, 5, _("Hãy nhập ngày dạng ngày/tháng/năm, ví dụ 31/03/2026.")))
    spellings = tuple(part for part in (piece.strip() for piece in line["spellings"].split(";")) if part)
    facts = Facts(line["name"], kind or AgencyKind.OTHER, spellings=spellings, valid_from=begins)
    return Row(line.number, facts, line["parent"], line["collective"])


def _guess(name: str) -> AgencyKind:
    """The kind that the first words of a name say, where the table names none."""
    return kind_of([token.word for token in tokenize(name)]) or AgencyKind.OTHER


def _problem(line: Line, column: int, message: str) -> Problem:
    return Problem(line.number, COLUMNS[column].title, message)


def _names(session: Session) -> set[str]:
    """Every name and spelling in use, folded."""
    return {*session.scalars(select(Agency.folded)), *session.scalars(select(AgencyAlias.folded))}


def _found(session: Session, folded: set[str]) -> dict[str, Agency]:
    query = (
        select(Agency, AgencyAlias.folded)
        .outerjoin(Agency.aliases)
        .where(or_(Agency.folded.in_(folded), AgencyAlias.folded.in_(folded)))
    )
    found: dict[str, Agency] = {}
    for agency, alias in session.execute(query):
        found.setdefault(alias, agency)
        found[agency.folded] = agency
    return found


def _of(made: Mapping[str, Agency], found: Mapping[str, Agency], words: str) -> Agency:
    return made.get(fold(words)) or found[fold(words)]
