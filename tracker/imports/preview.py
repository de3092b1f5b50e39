"""What publishing a draft would do, said before it is done. Writes nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency, AgencyAlias, AgencyMember
from tracker.agencies.names import How, Match
from tracker.agencies.rules import NOBODY, AgencyKind
from tracker.imports.comparing import comparison, deciding
from tracker.imports.laying_out import agencies
from tracker.imports.models import RowKind
from tracker.imports.queries import rows_of_plan
from tracker.imports.versions import Change
from tracker.plans.models import BaseKind, Plan, PlanBase
from tracker.plans.queries import bases_of
from tracker.tasks.due import due_days, points
from tracker.tasks.models import Task
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import Status


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


@dataclass(slots=True)
class CarryOver:
    """What publishing would do to earlier plans: `rows` of the draft continue a task of theirs; `dropped` are their
    tasks that run and are in no row, or that the paper says to end."""

    links: Sequence[PlanBase] = ()
    rows: frozenset[int] = frozenset()
    dropped: Sequence[Task] = ()

    @property
    def is_amendment(self) -> bool:
        return bool(self.links) and all(link.kind is BaseKind.AMENDS for link in self.links)

    @property
    def repealed(self) -> list[int]:
        """Those that the paper itself ends."""
        return [task.id for task in self.dropped] if self.is_amendment else []

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(task.id, f"{task.code}. {shorten(task.title, 160, placeholder='…')}") for task in self.dropped]


def carry_over(session: Session, plan: Plan) -> CarryOver:
    links = deciding(bases_of(session, plan))
    if not links:
        return CarryOver()
    pairs = comparison(session, plan, links).pairs
    rows = frozenset(pair.new.key for pair in pairs if pair.new and pair.old and pair.old.key > 0)
    gone = [pair.old.key for pair in pairs if pair.change is Change.DROPPED and pair.old]
    running = Task.status.not_in([Status.COMPLETED, Status.WITHDRAWN])
    tasks = session.scalars(select(Task).where(Task.id.in_(gone), running).order_by(Task.plan_id, Task.position))
    return CarryOver(links, rows, tasks.all())


def preview(session: Session, plan: Plan, moment: Moment, running: Collection[int] = ()) -> Preview:
    """`running`: rows that continue a task of an earlier plan, which is not given anew."""
    found, named, collectives = Preview(), set[str](), dict[str, None]()
    new: dict[str, None] = {}
    for row in rows_of_plan(session, plan):
        if row.kind is not RowKind.TASK or row.id in running:
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
