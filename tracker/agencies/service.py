"""Agencies from the register into the database, and the spellings met of their names. Never commits."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.entries import Entry, entries_at
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import Register
from tracker.agencies.rules import AgencyKind
from tracker.text import fold, squeeze


def save_register(session: Session, register: Register) -> int:
    """Seed the agencies and collectives of the register's own place that are not there yet; how many were added."""
    entries = {entry.name: entry for entry in entries_at(register.home) if entry.kind is not AgencyKind.VAGUE}
    known = set(session.scalars(select(Agency.name).where(Agency.name.in_(entries))))
    added = [agency_of(entry) for name, entry in entries.items() if name not in known]
    session.add_all(added)
    session.flush()
    return len(added)


def agency_of(entry: Entry) -> Agency:
    """An agency with every spelling that means it beyond doubt, and its old names."""
    return make_agency(entry.name, entry.kind, (*entry.aliases, *entry.former))


def make_agency(name: str, kind: AgencyKind, spellings: Iterable[str] = ()) -> Agency:
    agency = Agency(name=name, folded=fold(name), kind=kind, aliases=[], members=[])
    for spelling in spellings:
        remember_spelling(agency, spelling)
    return agency


def remember_spelling(agency: Agency, spelling: str) -> None:
    """Add an alias, unless the name or an alias already reads the same but for capitals and diacritics."""
    name = squeeze(spelling)
    folded = fold(name)
    if name and folded != agency.folded and all(alias.folded != folded for alias in agency.aliases):
        agency.aliases.append(AgencyAlias(name=name, folded=folded))
