"""Agencies, the people who hold posts in them, and who belongs to which collective."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, exists, func, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, selectinload

from tracker.agencies.models import Agency, AgencyAlias, AgencyMember
from tracker.agencies.rules import AgencyKind
from tracker.db import position
from tracker.text import sort_key, words_of

_MAX_WORDS = 12
_BEFORE_A_WORD = ' (“"-–/.'


def found_by(words: str) -> list[ColumnElement[bool]]:
    """Conditions on Agency: a word of its name, or of one of its spellings, begins with each of the words."""
    parts: list[ColumnElement[bool]] = []
    for word in words_of(words)[:_MAX_WORDS]:
        alias = exists().where(AgencyAlias.agency_id == Agency.id, _is_named(AgencyAlias.folded, word))
        parts.append(or_(_is_named(Agency.folded, word), alias))
    return parts


def _is_named(name: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """As `begins_word`, for a name, which has its punctuation: "hcm" finds "(TP.HCM)"."""
    return or_(*(position(literal(" ") + name, f"{mark}{word}") > 0 for mark in _BEFORE_A_WORD))


def listed(session: Session, conditions: Iterable[ColumnElement[bool]]) -> list[Agency]:
    """Agencies that can answer and collectives, in the order of a Vietnamese dictionary."""
    query = select(Agency).where(Agency.kind != AgencyKind.VAGUE, *conditions)
    return sorted(session.scalars(query), key=lambda agency: (sort_key(agency.name), agency.id))


def find(session: Session, agency_id: int) -> Agency | None:
    return session.scalar(select(Agency).where(Agency.id == agency_id).options(selectinload(Agency.aliases)))


def collectives_of(session: Session, agency_id: int, day: date) -> Sequence[Agency]:
    """The collectives that the agency belongs to on a day."""
    query = (
        select(Agency)
        .join(AgencyMember, AgencyMember.collective_id == Agency.id)
        .where(
            AgencyMember.member_id == agency_id,
            or_(AgencyMember.valid_from.is_(None), AgencyMember.valid_from <= day),
            or_(AgencyMember.valid_to.is_(None), AgencyMember.valid_to >= day),
        )
        .order_by(Agency.folded, Agency.id)
    )
    return session.scalars(query).all()


def predecessors(session: Session, agency_id: int) -> Sequence[Agency]:
    """Those that an agency took over from directly, the last one first."""
    query = select(Agency).where(Agency.successor_id == agency_id).order_by(Agency.valid_to.desc(), Agency.id)
    return session.scalars(query).all()


def member_counts(session: Session, day: date) -> dict[int, int]:
    """How many agencies belong to each collective on a day."""
    query = (
        select(AgencyMember.collective_id, func.count(AgencyMember.id))
        .where(
            or_(AgencyMember.valid_from.is_(None), AgencyMember.valid_from <= day),
            or_(AgencyMember.valid_to.is_(None), AgencyMember.valid_to >= day),
        )
        .group_by(AgencyMember.collective_id)
    )
    return {id_: count for id_, count in session.execute(query)}  # noqa: C416  # rows are not pairs
