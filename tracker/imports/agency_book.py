"""The agencies that a draft names, found in the database or made from the register."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.entries import standard_entries
from tracker.agencies.kind_words import kind_of
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import How, Match, Register
from tracker.agencies.service import agency_of, make_agency, remember_spelling
from tracker.agencies.tokens import tokenize

SURE = frozenset({How.KNOWN, How.FORMER})
"""How a spelling must have been read to be remembered; a slip of the pen is for a person to confirm."""


class AgencyBook:
    """The agency of each match, for the matches given at the start: three queries, however many rows ask."""

    def __init__(self, session: Session, register: Register, matches: Iterable[Match]) -> None:
        wanted = {(match.name, match.raw): match for match in matches}.values()
        self._found = _known(session, {match.name for match in wanted})
        missing = {match.name: match for match in wanted if match.name not in self._found}
        entries = {entry.name: entry for entry in standard_entries((register.home,))} if missing else {}
        for name, match in sorted(missing.items()):
            agency = agency_of(entries[name]) if name in entries else make_agency(name, match.kind)
            session.add(agency)
            self._found[name] = agency
        for match in wanted:
            if match.how in SURE and _stands_alone(register, match.raw):
                remember_spelling(self._found[match.name], match.raw)

    def agency(self, match: Match) -> Agency:
        return self._found[match.name]


def _stands_alone(register: Register, words: str) -> bool:
    """Whether the words are a name by themselves: "Nội vụ" in "các Bộ: Tài chính, Nội vụ" is none."""
    tokens = tokenize(words)
    return bool(tokens) and (
        register.name_at(tokens, 0) is not None or kind_of([token.word for token in tokens]) is not None
    )


def _known(session: Session, names: set[str]) -> dict[str, Agency]:
    """Agencies that already bear one of the names, or are known by it; the name itself wins over an alias."""
    if not names:
        return {}
    agencies = session.scalars(
        select(Agency)
        .where(
            Agency.name.in_(names) | Agency.id.in_(select(AgencyAlias.agency_id).where(AgencyAlias.name.in_(names)))
        )
        .options(selectinload(Agency.aliases))
        .order_by(Agency.id.desc())
    ).all()
    found = {alias.name: agency for agency in agencies for alias in agency.aliases if alias.name in names}
    found |= {agency.name: agency for agency in agencies if agency.name in names}
    return {name: _as_of_now(session, agency) for name, agency in found.items()}


def _as_of_now(session: Session, agency: Agency) -> Agency:
    """Whoever took over from an agency that was merged or split, however often."""
    seen = {agency.id}
    while agency.successor_id is not None and agency.successor_id not in seen:
        seen.add(agency.successor_id)
        agency = session.get_one(Agency, agency.successor_id)
    return agency
