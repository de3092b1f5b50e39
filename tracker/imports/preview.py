"""What publishing a draft would do, said before it is done. Writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency, AgencyAlias, AgencyMember
from tracker.agencies.names import How, Match
from tracker.agencies.rules import NOBODY, AgencyKind
from tracker.imports.laying_out import agencies
from tracker.imports.models import RowKind
from tracker.imports.queries import rows_of_plan
from tracker.plans.models import Plan
from tracker.tasks.due import due_days, points
from tracker.tasks.publishing import Moment


@dataclass(slots=True)
class Preview:
    """Counts of tasks, except `assignments` and `agencies`. A task is `held` when one of its days has passed;
    `new_agencies` are names that nobody has met yet, `members` how many each collective lead has now."""

    tasks: int = 0
    given: int = 0
    assignments: int = 0
    agencies: int = 0
    held: int = 0
    waiting: int = 0
    without_lead: int = 0
    new_agencies: list[str] = field(default_factory=list)
    members: dict[str, int] = field(default_factory=dict)


def preview(session: Session, plan: Plan, moment: Moment) -> Preview:
    found, named, collectives = Preview(), set[str](), dict[str, None]()
    new: dict[str, None] = {}
    for row in rows_of_plan(session, plan):
        if row.kind is not RowKind.TASK:
            continue
        leads = _distinct(agencies(row, "lead"))
        answering = [match.name for match in leads if match.kind not in NOBODY]
        days = [due_days(point.due, moment.calendar, moment.counts).counts for point in points(row.read["deadline"])]
        found.tasks += 1
        found.given += bool(answering)
        found.assignments += len(answering) * max(1, len(days))
        found.held += bool(answering) and any(day < moment.day for day in days)
        found.waiting += len(leads) > len(answering)
        found.without_lead += not leads
        named.update(answering)
        collectives |= dict.fromkeys(match.name for match in leads if match.kind is AgencyKind.COLLECTIVE)
        new |= dict.fromkeys(match.name for match in leads if match.how is How.NEW)
    found.agencies, found.new_agencies = len(named), list(new)
    found.members = members_now(session, list(collectives))
    return found


def _distinct(matches: Iterable[Match]) -> list[Match]:
    return list({match.name: match for match in matches}.values())


def members_now(session: Session, names: Sequence[str]) -> dict[str, int]:
    """How many agencies each collective has now; 0 for one that nobody has met yet."""
    if not names:
        return {}
    spelt = select(AgencyAlias.agency_id, AgencyAlias.name).where(AgencyAlias.name.in_(names)).subquery()
    rows = session.execute(
        select(func.coalesce(spelt.c.name, Agency.name), func.count(AgencyMember.id.distinct()))
        .select_from(Agency)
        .outerjoin(spelt, spelt.c.agency_id == Agency.id)
        .outerjoin(AgencyMember, AgencyMember.collective_id == Agency.id)
        .where(Agency.name.in_(names) | spelt.c.name.is_not(None))
        .group_by(func.coalesce(spelt.c.name, Agency.name))
    )
    counts = {name: count for name, count in rows}  # noqa: C416  # rows are not pairs
    return {name: counts.get(name, 0) for name in names}
