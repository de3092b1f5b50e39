"""What the administrator changes of an agency and of the members of a collective. Never commits; checks first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency, AgencyAlias, AgencyMember, FormerName
from tracker.agencies.rules import AgencyKind
from tracker.agencies.service import make_agency, remember_spelling
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.errors import DomainError
from tracker.text import fold, squeeze


@dataclass(frozen=True)
class Basis:
    """The document that decides, and the day from which it holds."""

    day: date
    document_number: str
    document_date: date | None = None

    def values(self) -> dict[str, Any]:
        return {
            "day": self.day.isoformat(),
            "document": self.document_number,
            "document_date": self.document_date and self.document_date.isoformat(),
        }


@dataclass(frozen=True)
class Facts:
    """What an agency is, as a form gives it."""

    name: str
    kind: AgencyKind
    parent_id: int | None = None
    steers: bool = False
    spellings: tuple[str, ...] = ()
    valid_from: date | None = None
    note: str = ""

    def values(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "kind": self.kind.value,
            "parent": self.parent_id,
            "steers": self.steers,
            "spellings": list(self.spellings),
            "from": self.valid_from and self.valid_from.isoformat(),
            "note": self.note,
        }


def facts_of(agency: Agency) -> Facts:
    return Facts(
        agency.name,
        agency.kind,
        agency.parent_id,
        agency.steers,
        tuple(alias.name for alias in agency.aliases),
        agency.valid_from,
        agency.note,
    )


def about(agency: Agency) -> About:
    return About(Subject.AGENCY, agency.id, agency.name)


def add(session: Session, facts: Facts, *, actor_id: int, now: datetime) -> Agency:
    """A new agency; a name that is taken, or that is another agency's spelling, is refused."""
    name = _free_name(session, facts.name, None)
    agency = make_agency(name, facts.kind, facts.spellings)
    session.add(agency)
    _set(session, agency, facts)
    session.flush()
    note(session, AuditKind.AGENCY_ADDED, about(agency), actor_id=actor_id, now=now, after=facts.values())
    return agency


def change(session: Session, agency: Agency, facts: Facts, *, actor_id: int, now: datetime) -> None:
    """Everything but the name, which `rename` changes with its document."""
    before = facts_of(agency)
    _set(session, agency, facts)
    wanted = {fold(spelling) for spelling in facts.spellings}
    for alias in list(agency.aliases):
        if alias.folded not in wanted:
            session.delete(alias)
            agency.aliases.remove(alias)
    for spelling in facts.spellings:
        _check_spelling(session, agency, spelling)
        remember_spelling(agency, spelling)
    after = facts_of(agency)
    if before != after:
        old, new = before.values(), after.values()
        changed = [key for key in new if old[key] != new[key]]
        note(
            session,
            AuditKind.AGENCY_CHANGED,
            about(agency),
            actor_id=actor_id,
            now=now,
            before={key: old[key] for key in changed},
            after={key: new[key] for key in changed},
        )


def rename(session: Session, agency: Agency, name: str, basis: Basis, *, actor_id: int, now: datetime) -> None:
    """Give a new name from a day on. The old one is kept with the day it ended, and still finds the agency."""
    new, old = _free_name(session, name, agency), agency.name
    if new == old:
        raise DomainError(_("Đây đang là tên của cơ quan: hãy ghi tên mới."))
    agency.former_names.append(
        FormerName(
            name=old,
            until=basis.day - timedelta(days=1),
            document_number=basis.document_number,
            document_date=basis.document_date,
        )
    )
    agency.name, agency.folded = new, fold(new)
    remember_spelling(agency, old)
    note(
        session,
        AuditKind.AGENCY_RENAMED,
        about(agency),
        actor_id=actor_id,
        now=now,
        before={"name": old},
        after={"name": new, **basis.values()},
    )


def add_members(
    session: Session, collective: Agency, members: Sequence[Agency], day: date, *, actor_id: int, now: datetime
) -> int:
    """Agencies that belong to a collective from a day on; those that already do stay. How many were added."""
    if not collective.is_collective:
        raise DomainError(_("Chỉ nhóm cơ quan mới có thành viên."))
    unfit = [one.name for one in members if not one.answers]
    if unfit or not members:
        raise DomainError(
            _("Hãy chọn ít nhất một cơ quan cụ thể; không chọn nhóm: %(names)s", names=", ".join(unfit))
        )
    there = {row.member_id for row in _open_rows(session, collective, day)}
    new = [one for one in members if one.id not in there]
    session.add_all(AgencyMember(collective_id=collective.id, member_id=one.id, valid_from=day) for one in new)
    if new:
        after = {"members": [one.id for one in new], "names": [one.name for one in new], "day": day.isoformat()}
        note(session, AuditKind.MEMBER_ADDED, about(collective), actor_id=actor_id, now=now, after=after)
    return len(new)


def end_members(
    session: Session, collective: Agency, member_ids: Iterable[int], day: date, *, actor_id: int, now: datetime
) -> int:
    """Agencies that no longer belong to a collective from a day on. How many ended."""
    wanted = set(member_ids)
    rows = [row for row in _open_rows(session, collective, day) if row.member_id in wanted]
    if not rows:
        raise DomainError(_("Hãy chọn ít nhất một thành viên."))
    for row in rows:
        end_row(session, row, day)
    after = {"members": [row.member_id for row in rows], "day": day.isoformat()}
    note(session, AuditKind.MEMBER_ENDED, about(collective), actor_id=actor_id, now=now, after=after)
    return len(rows)


def end_row(session: Session, row: AgencyMember, day: date) -> None:
    """The last day is the day before; a membership that would end before it began never was one."""
    row.valid_to = day - timedelta(days=1)
    if row.valid_from is not None and row.valid_from > row.valid_to:
        session.delete(row)


def _open_rows(session: Session, collective: Agency, day: date) -> Sequence[AgencyMember]:
    query = select(AgencyMember).where(
        AgencyMember.collective_id == collective.id,
        AgencyMember.valid_to.is_(None) | (AgencyMember.valid_to >= day),
    )
    return session.scalars(query).all()


def _set(session: Session, agency: Agency, facts: Facts) -> None:
    if facts.parent_id is not None:
        _check_parent(session, agency, facts.parent_id)
    agency.kind, agency.parent_id, agency.steers = facts.kind, facts.parent_id, facts.steers
    agency.valid_from, agency.note = facts.valid_from, facts.note


def _check_parent(session: Session, agency: Agency, parent_id: int) -> None:
    """No agency stands above itself, however far up."""
    at: int | None = parent_id
    seen: set[int] = set()
    while at is not None and at not in seen:
        if at == agency.id:
            raise DomainError(_("Cơ quan cấp trên không thể là chính cơ quan này hoặc cơ quan dưới nó."))
        seen.add(at)
        at = session.scalar(select(Agency.parent_id).where(Agency.id == at))


def _free_name(session: Session, name: str, agency: Agency | None) -> str:
    plain = squeeze(name)
    if not plain:
        raise DomainError(_("Hãy ghi tên cơ quan."))
    taken = session.scalar(select(Agency).where(Agency.folded == fold(plain)))
    if taken is not None and taken is not agency:
        raise DomainError(_("Đã có cơ quan tên “%(name)s”.", name=taken.name))
    if agency is None:
        owner = session.scalar(select(Agency).join(Agency.aliases).where(AgencyAlias.folded == fold(plain)))
        if owner is not None:
            raise DomainError(_("“%(name)s” đang là tên gọi khác của %(owner)s.", name=plain, owner=owner.name))
    return plain


def _check_spelling(session: Session, agency: Agency, spelling: str) -> None:
    taken = session.scalar(select(Agency.name).where(Agency.folded == fold(spelling), Agency.id != agency.id))
    if taken is not None:
        raise DomainError(_("“%(name)s” là tên chính thức của cơ quan khác.", name=taken))
