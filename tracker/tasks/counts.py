"""The official count of assignments: done on time, done late, open within, open overdue; those without a deadline
apart (Quyết định 42/2014/QĐ-TTg; the form of report 1270/BC-TCTTTg). One query each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.agencies.models import Agency
from tracker.tasks import rules
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status, Timeliness


@dataclass(slots=True)
class Cells:
    """How many assignments stand where. `no_deadline` are the open ones that no day binds, `stopped` the suspended
    and withdrawn; both are outside the four cells."""

    done_on_time: int = 0
    done_late: int = 0
    within: int = 0
    overdue: int = 0
    due_soon: int = 0
    no_deadline: int = 0
    stopped: int = 0
    waiting: int = 0
    waiting_overdue: int = 0

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def open(self) -> int:
        return self.within + self.overdue

    @property
    def total(self) -> int:
        """Everything that is still followed."""
        return self.done + self.open + self.no_deadline

    @property
    def rate(self) -> Decimal | None:
        """Done ÷ (done + open overdue) in percent, cut to two places as the official report does; None before
        anything is done or overdue."""
        return self._share(self.done)

    @property
    def on_time_rate(self) -> Decimal | None:
        """Done on time ÷ (done + open overdue), cut in the same way."""
        return self._share(self.done_on_time)

    def _share(self, part: int) -> Decimal | None:
        fallen_due = self.done + self.overdue
        if not fallen_due:
            return None
        return (Decimal(part) * 100 / Decimal(fallen_due)).quantize(Decimal("0.01"), ROUND_DOWN)

    def add_state(self, status: Status, count: int, no_deadline: int, late: int, soon: int) -> None:
        """Assignments of one state, of which so many have no day, are past theirs, have one soon."""
        if status in rules.STOPPED:
            self.stopped += count
        elif status is Status.COMPLETED:
            self.done_late += late
            self.done_on_time += count - late
        else:
            self.no_deadline += no_deadline
            self.overdue += late
            self.due_soon += soon
            self.within += count - no_deadline - late
        if status is Status.SUBMITTED:
            self.waiting += count
            self.waiting_overdue += late

    def __iadd__(self, other: "Cells") -> "Cells":
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        return self

    def add(self, timeliness: Timeliness, count: int, waiting: bool = False) -> None:
        if timeliness is Timeliness.DUE_SOON:
            self.due_soon += count
            self.within += count
        else:
            setattr(self, timeliness.value, getattr(self, timeliness.value) + count)
        if waiting:
            self.waiting += count
            self.waiting_overdue += count if timeliness is Timeliness.OVERDUE else 0


@dataclass(slots=True)
class AgencyCells:
    id: int
    name: str
    cells: Cells


def four_cells(session: Session, condition: ColumnElement[bool], day: date) -> Cells:
    """Count the assignments that `condition` (on Assignment) lets through. `within` includes `due_soon`; `waiting`
    are the open ones whose report waits for a decision, `waiting_overdue` those that came late.

    Grouped as the index of counts is ordered, so the database neither sorts nor reads the rows themselves."""
    return sum_of(session.execute(states_counted(condition, day)))


def states_counted(condition: ColumnElement[bool], day: date) -> Select[*tuple[Any, ...]]:
    """The statement of `four_cells`, to keep."""
    return _states_counted(day, (Assignment.plan_id,)).where(condition)


def sum_of(states: Iterable[Any]) -> Cells:
    """The cells of what that statement found."""
    cells = Cells()
    for _plan, status, *counts in states:
        cells.add_state(status, *counts)
    return cells


@lru_cache(maxsize=16)
def _states_counted(
    day: date, keys: tuple[InstrumentedAttribute[int], ...], *, by_original: bool = False
) -> Select[*tuple[Any, ...]]:
    due = Assignment.original_due_on if by_original else Assignment.due_on
    late = func.coalesce(Assignment.reported_on, day) > due
    soon = Assignment.reported_on.is_(None) & due.between(day, day + timedelta(rules.DUE_SOON_DAYS))
    counted = [func.count(), *(func.count().filter(one) for one in (due.is_(None), late, soon))]
    order = (*keys, Assignment.status)
    return select(*order, *counted).group_by(*order)


def by_agency(session: Session, condition: ColumnElement[bool], day: date) -> list[AgencyCells]:
    """The same for each lead agency, most overdue first, then by name."""
    cells = {id_: found for (id_,), found in grouped(session, (Assignment.agency_id,), condition, day).items()}
    names = select(Agency.id, Agency.name).where(Agency.id.in_(list(cells))).order_by(Agency.folded, Agency.id)
    found = [AgencyCells(agency_id, name, cells[agency_id]) for agency_id, name in session.execute(names)]
    return sorted(found, key=lambda one: -one.cells.overdue)


def grouped(
    session: Session,
    keys: tuple[InstrumentedAttribute[int], ...],
    condition: ColumnElement[bool],
    day: date,
    *,
    by_original: bool = False,
) -> Mapping[tuple[int, ...], Cells]:
    """The cells for the values of columns of Assignment; `by_original`: against the days that counted first."""
    cells: defaultdict[tuple[int, ...], Cells] = defaultdict(Cells)
    for row in session.execute(_states_counted(day, keys, by_original=by_original).where(condition)):
        values, (status, *counts) = row[: len(keys)], row[len(keys) :]
        cells[tuple(values)].add_state(status, *counts)
    return cells
