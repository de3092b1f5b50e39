"""A task that many owe, as a matrix of its members and how each stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, tuple_
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from tracker.agencies.models import Agency
from tracker.agencies.queries import found_by
from tracker.coordination.urging import times_urged
from tracker.db import among
from tracker.tasks.filtering import STATES, TIMES
from tracker.tasks.keyset import PAGE_SIZE, Cursor, Page, page_of
from tracker.tasks.listing import Row, row_query, rows_of
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import Standing, standing, visible
from tracker.tasks.rules import Status, Timeliness
from tracker.users.models import User

SORTS: Mapping[str, Sequence[Any]] = {
    "": (Agency.folded, Assignment.id),
    "han": (Assignment.due_order, Assignment.id),
}
"""Values of `xep`: by name of the agency, by due day."""
CURSOR = (int,)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a matrix is shown; every field is a part of the address."""

    q: str = ""
    status: str = ""
    time: str = ""
    sort: str = ""

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> "Wanted":
        status, time, sort = args.get("trang-thai", ""), args.get("tien-do", ""), args.get("xep", "")
        return cls(
            q=args.get("q", "").strip()[:200],
            status=status if status in STATES else "",
            time=time if time in TIMES else "",
            sort=sort if sort in SORTS else "",
        )

    def args(self, **changed: str) -> dict[str, str]:
        now = replace(self, **changed)
        written = {"q": now.q, "trang-thai": now.status, "tien-do": now.time, "xep": now.sort}
        return {name: value for name, value in written.items() if value}


@dataclass(frozen=True, slots=True)
class Tally:
    """Members by state. What was withdrawn is waived: nobody waits for it, and it is no part of the whole."""

    by_status: Mapping[Status, int]
    overdue: int

    @property
    def total(self) -> int:
        return sum(count for status, count in self.by_status.items() if status is not Status.WITHDRAWN)

    @property
    def done(self) -> int:
        return self.by_status.get(Status.COMPLETED, 0)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def tally(session: Session, user: User, task: Task, day: date) -> Tally:
    found: dict[Status, int] = {}
    late = 0
    for status, time, count in session.execute(_tally_query(standing(user, day), day), {"task": task.id}):
        found[status] = found.get(status, 0) + count
        late += count if time == Timeliness.OVERDUE else 0
    return Tally(found, late)


@lru_cache(maxsize=64)
def _tally_query(at: Standing, day: date) -> Select[*tuple[Any, ...]]:
    time = Assignment.timeliness_sql(day)
    return (
        select(Assignment.status, time, func.count())
        .where(Assignment.task_id == bindparam("task"), visible(at))
        .group_by(Assignment.status, time)
    )


def page(session: Session, user: User, task: Task, wanted: Wanted, cursor: Cursor | None, day: date) -> Page[Row]:
    """Fifty members of the filter, each with how often it was urged."""
    query = _page_query(standing(user, day), wanted, cursor, day)
    found = session.execute(query, {"task": task.id}).all()
    rows = rows_of(found, user, day)
    for row, line in zip(rows, found, strict=True):
        row.times_told = line.times_urged
    return page_of(rows, lambda row: (row.id,), cursor)


@lru_cache(maxsize=128)
def _page_query(at: Standing, wanted: Wanted, cursor: Cursor | None, day: date) -> Select[Any]:
    """Made once for people who stand alike: it takes longer to make than to execute."""
    columns, back = SORTS[wanted.sort], cursor is not None and cursor.back
    conditions = [Assignment.task_id == bindparam("task"), visible(at), *_conditions(wanted, day)]
    if cursor is not None:
        conditions.append(_beyond(columns, cursor))
    order = [column.desc() if back else column for column in columns]
    return row_query(conditions).add_columns(times_urged()).order_by(*order).limit(PAGE_SIZE + 1)


def _conditions(wanted: Wanted, day: date) -> list[ColumnElement[bool]]:
    parts = found_by(wanted.q) if wanted.q else []
    if wanted.status:
        parts.append(among(Assignment.status, STATES[wanted.status]))
    if wanted.time:
        parts.append(Assignment.timeliness_sql(day).in_(sorted(TIMES[wanted.time])))
    return parts


def _beyond(columns: Sequence[Any], cursor: Cursor) -> ColumnElement[bool]:
    """Beyond the row of the cursor's number, wherever in the order it stands by now."""
    last = select(*columns).join(Assignment.agency).where(Assignment.id == cursor.key[0]).subquery()
    at = tuple_(*(select(column).scalar_subquery() for column in last.c))
    return tuple_(*columns) < at if cursor.back else tuple_(*columns) > at
