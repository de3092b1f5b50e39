"""How agencies and plans stand against the days that counted first and against those that count now, and how often
days were moved. A fixed number of queries."""

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
    """An agency, a plan, or all of it. `asked` are its requests by state."""

    id: int
    name: str
    original: Cells
    current: Cells
    asked: Mapping[State, int] = field(default_factory=dict)

    @property
    def is_silent(self) -> bool:
        """Nothing of it is done, late or was extended: it has its time before it."""
        cells = (self.original, self.current)
        return not self.count(State.GRANTED) and not any(one.done or one.overdue for one in cells)

    def count(self, state: str) -> int:
        return self.asked.get(State(state), 0)


@dataclass(frozen=True, slots=True)
class Figures:
    whole: Line
    agencies: Sequence[Line]
    plans: Sequence[Line]


def figures(session: Session, user: User, plan: int | None, day: date) -> Figures:
    """Of the plans that the person follows, or of one of them."""
    condition = followed(user, day, plan)
    agencies = _lines(session, Assignment.agency_id, (Agency.id, Agency.name), condition, day)
    plans = _lines(session, Assignment.plan_id, (Plan.id, Plan.number), condition, day)
    return Figures(_sum(agencies), agencies, plans)


def _lines(
    session: Session,
    key: InstrumentedAttribute[int],
    named: tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]],
    condition: ColumnElement[bool],
    day: date,
) -> list[Line]:
    """Most often extended first, then most overdue."""
    original = grouped(session, key, condition, day, by_original=True)
    current = grouped(session, key, condition, day)
    counted = select(key, Extension.state, func.count()).join(Extension.assignment).where(condition)
    asked: dict[int, dict[State, int]] = {}
    for id_, state, count in session.execute(counted.group_by(key, Extension.state)):
        asked.setdefault(id_, {})[state] = count
    names = session.execute(select(*named).where(named[0].in_(list(current))))
    lines = [Line(id_, name, original[id_], current[id_], asked.get(id_, {})) for id_, name in names]
    return sorted(lines, key=lambda one: (-one.count(State.GRANTED), -one.current.overdue, one.name))


def _sum(lines: Sequence[Line]) -> Line:
    whole = Line(0, "", Cells(), Cells(), {state: sum(line.count(state) for line in lines) for state in State})
    for line in lines:
        whole.original += line.original
        whole.current += line.current
    return whole
