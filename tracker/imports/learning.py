"""What people teach the register while they review: which agency some words mean. Never commits."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.kind_words import kind_of
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import How, Match, Register
from tracker.agencies.rules import AgencyKind
from tracker.agencies.service import make_agency
from tracker.agencies.tokens import tokenize
from tracker.imports.agency_book import AgencyBook
from tracker.text import fold, squeeze

_LEAST = 3
"""Letters of a name that is no kind of agency."""


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


def learn(session: Session, register: Register, match: Match, words: str) -> bool:
    """Remember that the words mean the agency, which is taken from the register when the database lacks it. Not where
    they could mean another one in the next row: a part of the name, no name at all, or what others are called."""
    spelling = squeeze(words)
    if fold(spelling) != fold(match.name) and not _is_its_own(session, register, match.name, spelling):
        return False
    known = Match(match.name, match.kind, match.name, exact=True)
    agency = AgencyBook(session, register, [known]).agency(known)
    if spelling != agency.name and all(alias.name != spelling for alias in agency.aliases):
        agency.aliases.append(AgencyAlias(name=spelling, folded=fold(spelling)))
    session.flush()
    return True


def _is_its_own(session: Session, register: Register, name: str, spelling: str) -> bool:
    """Whether the spelling can mean only the agency of that name."""
    tokens = tokenize(spelling)
    known = register.name_at(tokens, 0) if tokens else None
    if known is not None and known[0] == len(tokens):
        return known[1].entry.name == name
    group = register.group_at(tokens, 0) if tokens else None
    if (group is not None and group[0] == len(tokens)) or not _is_name(spelling) or _is_part(spelling, name):
        return False
    spelt = select(AgencyAlias.agency_id).where(AgencyAlias.folded == fold(spelling))
    named = (Agency.folded == fold(spelling)) | Agency.id.in_(spelt)
    return session.scalar(select(Agency.id).where(named, Agency.name != name).limit(1)) is None


def _is_name(spelling: str) -> bool:
    """A kind of agency and which one ("Phòng Nội vụ"), or a name of its own ("Viettel"); "Phòng" is neither."""
    words = fold(spelling).split()
    if kind_of(words) is not None:
        return kind_of(words[:-1]) is not None
    return spelling[:1].isupper() and sum(map(str.isalpha, spelling)) >= _LEAST


def _is_part(spelling: str, name: str) -> bool:
    """What is left of the name without its first word ("Giao thông vận tải"), or letters of it ("GTVT")."""
    _head, _space, rest = fold(name).partition(" ")
    if f" {fold(spelling)} " in f" {rest} ":
        return True
    initials = iter(word[0] for word in rest.split())
    letters = [char for char in fold(spelling) if char.isalpha()]
    return spelling.isupper() and all(letter in initials for letter in letters)


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
