"""How agencies and plans stand against the days that counted first and against those that count now, and how often
days were moved. A fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.agencies.models import Agency
from tracker.extensions.models import Extension
from tracker.extensions.rules import State
from tracker.plans.models import Plan
from tracker.tasks.counts import Cells, grouped
from tracker.tasks.models import Assignment
from tracker.tasks.overdue import followed
from tracker.users.models import User


@dataclass(slots=True)
class Line:
    """An agency, a plan, or all of it. `asked` counts its requests by state."""

    id: int = 0
    name: str = ""
    original: Cells = field(default_factory=Cells)
    current: Cells = field(default_factory=Cells)
    asked: Counter[State] = field(default_factory=Counter)

    @property
    def granted(self) -> int:
        return self.asked[State.GRANTED]

    @property
    def is_silent(self) -> bool:
        """Nothing of it is done, late or was extended: it has its time before it."""
        return not self.granted and not any(one.done or one.overdue for one in (self.original, self.current))

    def add(self, other: "Line") -> None:
        self.original += other.original
        self.current += other.current
        self.asked += other.asked


@dataclass(frozen=True, slots=True)
class Figures:
    whole: Line
    agencies: Sequence[Line]
    plans: Sequence[Line]


def figures(session: Session, user: User, plan: int | None, day: date) -> Figures:
    """Of the plans that the person follows, or of one of them."""
    parts = _parts(session, followed(user, day, plan), day)
    whole, agencies, plans = Line(), defaultdict[int, Line](Line), defaultdict[int, Line](Line)
    for (agency_id, plan_id), part in parts.items():
        for line in (whole, agencies[agency_id], plans[plan_id]):
            line.add(part)
    return Figures(
        whole, _named(session, agencies, Agency.id, Agency.name), _named(session, plans, Plan.id, Plan.number)
    )


def _parts(session: Session, condition: ColumnElement[bool], day: date) -> Mapping[tuple[int, ...], Line]:
    """By agency and plan."""
    keys = (Assignment.agency_id, Assignment.plan_id)
    parts: defaultdict[tuple[int, ...], Line] = defaultdict(Line)
    for key, cells in grouped(session, keys, condition, day).items():
        parts[key].current = cells
    for key, cells in grouped(session, keys, condition, day, by_original=True).items():
        parts[key].original = cells
    asked = select(*keys, Extension.state, func.count()).join(Extension.assignment).where(condition)
    for agency_id, plan_id, state, count in session.execute(asked.group_by(*keys, Extension.state)):
        parts[agency_id, plan_id].asked[state] = count
    return parts


def _named(
    session: Session, lines: Mapping[int, Line], id_: InstrumentedAttribute[int], name: InstrumentedAttribute[str]
) -> list[Line]:
    """Most often extended first, then most overdue."""
    for number, words in session.execute(select(id_, name).where(id_.in_(list(lines)))):
        lines[number].id, lines[number].name = number, words
    return sorted(lines.values(), key=lambda one: (-one.granted, -one.current.overdue, one.name))
