"""Agencies as people type them, one a line; a collective stands for its members."""

import re
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.queries import found_by
from tracker.agencies.rules import AgencyKind
from tracker.errors import DomainError
from tracker.tasks.publishing import members_on
from tracker.text import fold, squeeze

SUGGESTED = 3


def agencies_of(session: Session, text: str, day: date) -> list[Agency]:
    """The agencies named, each once, in the order of the lines."""
    found: dict[int, Agency] = {}
    for line in (squeeze(line) for line in re.split(r"[\n;]", text)):
        if line:
            found.update((agency.id, agency) for agency in _of_line(session, line, day))
    return list(found.values())


def _of_line(session: Session, line: str, day: date) -> list[Agency]:
    agency = _known(session, line, day)
    if agency is None:
        raise DomainError(_unknown(session, line, day))
    if agency.kind is AgencyKind.VAGUE:
        raise DomainError(_("“%(name)s” không chỉ cơ quan nào: hãy ghi tên cơ quan cụ thể.", name=line))
    if agency.kind is not AgencyKind.COLLECTIVE:
        return [agency]
    members = members_on(session, agency.id, day)
    if not members:
        raise DomainError(_("“%(name)s” chưa có danh sách thành viên: hãy ghi từng cơ quan.", name=line))
    return members


def _known(session: Session, line: str, day: date) -> Agency | None:
    """By its name or one of its spellings, whatever the capitals and diacritics; the name itself wins."""
    folded = fold(line)
    alias = exists().where(AgencyAlias.agency_id == Agency.id, AgencyAlias.folded == folded)
    query = (
        select(Agency)
        .where(or_(Agency.folded == folded, alias), or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
        .order_by(Agency.folded != folded, Agency.id)
    )
    return session.scalars(query).first()


def _unknown(session: Session, line: str, day: date) -> str:
    query = (
        select(Agency.name)
        .where(*found_by(line), or_(Agency.valid_to.is_(None), Agency.valid_to >= day))
        .order_by(Agency.folded)
        .limit(SUGGESTED)
    )
    near = list(session.scalars(query))
    if near:
        return _("Chưa rõ “%(name)s” là cơ quan nào. Có phải: %(near)s?", name=line, near="; ".join(near))
    return _("Không có cơ quan nào tên “%(name)s”: hãy ghi đúng tên như trong mục Cơ quan.", name=line)
