"""What people teach the register while they review: which agency some words mean. Never commits."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.kind_words import kind_of
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import How, Match, Register
from tracker.agencies.rules import AgencyKind
from tracker.agencies.service import make_agency
from tracker.imports.agency_book import AgencyBook
from tracker.text import fold, squeeze


def find_agency(session: Session, register: Register, name: str) -> Match | None:
    """The agency that somebody names: one of the database, by its name or a spelling, or one of the register."""
    folded = fold(name)
    spelt = select(AgencyAlias.agency_id).where(AgencyAlias.folded == folded)
    found = session.scalars(
        select(Agency)
        .where((Agency.folded == folded) | Agency.id.in_(spelt))
        .order_by(Agency.folded != folded, Agency.id)
        .limit(1)
    ).first()
    if found is not None:
        return Match(found.name, found.kind, name, exact=True)
    resolution = register.resolve(squeeze(name))
    if len(resolution.agencies) != 1 or resolution.leftovers or resolution.agencies[0].how is How.NEW:
        return None
    match = resolution.agencies[0]
    return Match(match.name, match.kind, name, exact=True)


def learn(session: Session, register: Register, match: Match, words: str) -> Agency:
    """Remember that the words mean the agency, which is taken from the register when the database lacks it."""
    known = Match(match.name, match.kind, match.name, exact=True)
    agency = AgencyBook(session, register, [known]).agency(known)
    spelling = squeeze(words)
    if spelling and spelling != agency.name and all(alias.name != spelling for alias in agency.aliases):
        agency.aliases.append(AgencyAlias(name=spelling, folded=fold(spelling)))
    session.flush()
    return agency


def add_agency(session: Session, name: str, kind: AgencyKind | None = None) -> Agency:
    """A new agency of that name; its kind as the first words tell, unless said. An existing one is given back."""
    name = squeeze(name)
    found = session.scalars(
        select(Agency).where(Agency.folded == fold(name)).order_by(Agency.name != name, Agency.id)
    ).first()
    if found is not None:
        return found
    agency = make_agency(name, kind or kind_of(fold(name).split()) or AgencyKind.OTHER)
    session.add(agency)
    session.flush()
    return agency
