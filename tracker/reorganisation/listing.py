"""Agencies to choose from, and the members of a collective with their days."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from tracker.agencies.models import Agency, AgencyMember
from tracker.agencies.rules import AgencyKind
from tracker.text import sort_key


def existing(session: Session, day: date, *, leaving_out: Sequence[int] = ()) -> list[Agency]:
    """Agencies that are there on a day, in the order of a Vietnamese dictionary."""
    query = select(Agency).where(
        Agency.kind != AgencyKind.VAGUE,
        or_(Agency.valid_to.is_(None), Agency.valid_to >= day),
        Agency.id.not_in(list(leaving_out)),
    )
    return sorted(session.scalars(query), key=lambda one: (sort_key(one.name), one.id))


def seats(session: Session, collective: Agency) -> list[AgencyMember]:
    """Everybody who ever belonged to a collective, by name, those of today and those of before."""
    query = (
        select(AgencyMember)
        .where(AgencyMember.collective_id == collective.id)
        .options(joinedload(AgencyMember.member, innerjoin=True))
    )
    return sorted(session.scalars(query), key=lambda one: (sort_key(one.member.name), one.valid_from or date.min))
