"""The names by which a draft's words are read: the shipped register as it reads from the plan's place, every agency
and spelling that this installation has learnt since, and the abbreviations that the paper explains."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.entries import Entry
from tracker.agencies.explained import explained
from tracker.agencies.models import Agency
from tracker.agencies.names import How, Register
from tracker.agencies.rules import AgencyKind
from tracker.agencies.tokens import tokenize
from tracker.imports.due import plan_year
from tracker.imports.models import Draft, PaperLine
from tracker.imports.understanding import Sight
from tracker.plans.models import Plan
from tracker.text import sort_key


def sight_of(session: Session, plan: Plan) -> Sight:
    """How the words of a draft are read now."""
    draft = session.get(Draft, plan.id)
    places, names = (draft.places, draft.names) if draft else ([], [])
    register = learnt(session, Register.load_default(*places, names=names)).with_short(_explained(session, plan))
    return Sight(register, plan.issued_on, plan_year(plan.title, plan.issued_on))


def _explained(session: Session, plan: Plan) -> Mapping[str, str]:
    paper = session.scalars(
        select(PaperLine.cells).where(PaperLine.plan_id == plan.id).order_by(PaperLine.number)
    ).all()
    return explained(line for cells in paper for cell in cells for line in cell.split("\n"))


def learnt(session: Session, register: Register) -> Register:
    """With the agencies and spellings of the database that the register does not have."""
    agencies = session.scalars(select(Agency).options(selectinload(Agency.aliases)).order_by(Agency.id)).all()
    entries = list(_new_entries(agencies, register))
    return register.with_entries(entries) if entries else register


def _new_entries(agencies: Iterable[Agency], register: Register) -> Iterable[Entry]:
    for agency in agencies:
        spellings = [alias.name for alias in agency.aliases if not _knows(register, alias.name, agency)]
        if spellings or not _knows(register, agency.name, agency):
            yield Entry(agency.name, agency.kind, tuple(spellings))


def _knows(register: Register, name: str, agency: Agency) -> bool:
    """Whether the register has this very spelling, as a name or as a group of agencies.

    A short one that it only proposes ("Công an") is known better by whoever confirmed that it means this agency.
    """
    tokens = tokenize(name)
    if not tokens:
        return True
    found = register.name_at(tokens, 0)
    if found is not None and found[0] == len(tokens) and found[2]:
        return found[1].how is not How.NEAR or found[1].entry.name != agency.name
    group = register.group_at(tokens, 0)
    return group is not None and group[0] == len(tokens)


def agency_names(session: Session) -> list[str]:
    """Every agency that somebody may choose, in the order of a Vietnamese dictionary."""
    names = session.scalars(select(Agency.name).where(Agency.kind != AgencyKind.VAGUE))
    return sorted(names, key=sort_key)
