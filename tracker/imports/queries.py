"""The rows of a plan as they were read from the paper, and what is still to be looked at in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from tracker.indicators.models import Indicator, IndicatorAgency
from tracker.plans.models import Plan
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.tasks.models import Task, TaskAgency

Problems = InstrumentedAttribute[list[Any]]
CURSOR = (int,)


@dataclass(slots=True)
class Doubts:
    """What asks for a look: how often in each column ("" for a row as a whole); `rows` are the rows that have some,
    `whole` what is said of the whole document."""

    by_column: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    whole: Sequence[Any] = ()

    @property
    def total(self) -> int:
        return sum(self.by_column.values()) + len(self.whole)


def doubts(session: Session, plan: Plan) -> Doubts:
    found = Doubts(whole=plan.problems)
    for column, of_plan in ((Indicator.problems, Indicator.plan_id), (Task.problems, Task.plan_id)):
        for problems in session.scalars(select(column).where(of_plan == plan.id, has_doubt(column))):
            found.rows += 1
            found.by_column.update(one["column"] for one in problems)
    return found


def has_doubt(problems: Problems, column: str | None = None) -> ColumnElement[bool]:
    """Condition on a row: it has a problem (in a column). Reads the JSON as the text it is on every database."""
    text: ColumnElement[str] = cast(problems, Text)
    return text != "[]" if column is None else text.contains(f'"column": "{column}"', autoescape=True)


def page(
    session: Session,
    plan: Plan,
    cursor: Cursor | None,
    appendix: int | None = None,
    *,
    doubtful: bool = False,
    column: str | None = None,
) -> Page[Task | Indicator]:
    """Fifty rows of the paper in its order, tasks and indicators alike, with the agencies read from them."""
    tasks = select(Task).where(Task.plan_id == plan.id)
    indicators = select(Indicator).where(Indicator.plan_id == plan.id)
    if appendix is not None:
        tasks = tasks.where(Task.appendix_id == appendix)
        indicators = indicators.where(Indicator.appendix_id == appendix)
    if doubtful:
        tasks = tasks.where(has_doubt(Task.problems, column))
        indicators = indicators.where(has_doubt(Indicator.problems, column))
    tasks = tasks.options(joinedload(Task.group), selectinload(Task.agencies).joinedload(TaskAgency.agency))
    indicators = indicators.options(
        joinedload(Indicator.group),
        selectinload(Indicator.targets),
        selectinload(Indicator.agencies).joinedload(IndicatorAgency.agency),
    )
    rows: Iterable[Task | Indicator] = merge(
        session.scalars(slice_of(tasks, (Task.position,), cursor)).all(),
        session.scalars(slice_of(indicators, (Indicator.position,), cursor)).all(),
        key=lambda row: row.position,
        reverse=cursor is not None and cursor.back,
    )
    return page_of(list(rows), lambda row: (row.position,), cursor)


def row_counts(session: Session, plan: Plan) -> tuple[int, int]:
    """How many tasks and how many indicators."""
    tasks = session.scalar(select(func.count(Task.id)).where(Task.plan_id == plan.id)) or 0
    indicators = session.scalar(select(func.count(Indicator.id)).where(Indicator.plan_id == plan.id)) or 0
    return tasks, indicators
