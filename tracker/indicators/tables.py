"""Indicators as tables: one a plan, a column for each year that has a target, rows under their groups. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.indicators.models import Indicator
from tracker.plans.models import Plan, TaskGroup


@dataclass(slots=True)
class Section:
    group: TaskGroup | None
    rows: list[Indicator] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    plan: Plan
    years: list[int | None]
    sections: list[Section] = field(default_factory=list)


def tables(rows: Iterable[Indicator]) -> list[Table]:
    found: list[Table] = []
    for row in rows:
        if not found or found[-1].plan.id != row.plan_id:
            found.append(Table(row.plan, []))
        table = found[-1]
        table.years += [year for year in dict.fromkeys(one.year for one in row.targets) if year not in table.years]
        if not table.sections or table.sections[-1].group is not row.group:
            table.sections.append(Section(row.group))
        table.sections[-1].rows.append(row)
    for table in found:
        table.years.sort(key=lambda year: (year is None, year or 0))
    return found


def target_in(row: Indicator, year: int | None) -> str:
    """The paper's words for a year, with the unit where the target names its own."""
    words = [target.raw for target in row.targets if target.year == year]
    return "; ".join(words)
