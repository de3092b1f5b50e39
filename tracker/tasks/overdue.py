"""The overdue list: which agencies are behind and by how much, and their assignments, most behind first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.db import among, days_between, read
from tracker.notifications.queries import times_told
from tracker.plans.models import Plan
from tracker.tasks.counts import Cells, states_counted, sum_of
from tracker.tasks.keyset import PAGE_SIZE, Cursor, Page, page_of
from tracker.tasks.listing import Row, row_query, rows_of
from tracker.tasks.models import Assignment
from tracker.tasks.queries import Standing, row_by_row, standing, watched
from tracker.users.models import User

CURSOR = (int, date, int)
PRINTED_SIZE = 500


@dataclass(frozen=True, slots=True)
class Behind:
    """An agency with open assignments past their day."""

    id: int
    name: str
    count: int
    longest: int


@dataclass(frozen=True, slots=True)
class Held:
    """A plan whose mails about what was already overdue on import still wait for release."""

    plan_id: int
    number: str
    count: int


def followed(user: User, day: date, plan: int | None) -> ColumnElement[bool]:
    """Condition on Assignment: what the person watches, of one plan or of all. It always names plans, so that the
    index of counts serves those who see everything too."""
    return _followed(standing(user, day), plan)


@lru_cache(maxsize=256)
def _followed(at: Standing, plan: int | None) -> ColumnElement[bool]:
    plans = Assignment.plan_id.in_(select(Plan.id)) if plan is None else Assignment.plan_id == plan
    return and_(watched(at), plans)


def cells(session: Session, user: User, day: date, plan: int | None) -> Cells:
    """The count of what the person watches."""
    return sum_of(read(session, _cells_query(standing(user, day), day, plan)))


@lru_cache(maxsize=128)
def _cells_query(at: Standing, day: date, plan: int | None) -> Select[*tuple[Any, ...]]:
    return states_counted(_followed(at, plan), day)


def agencies_behind(session: Session, user: User, day: date, plan: int | None) -> list[Behind]:
    """Most assignments first, then the longest delay. The delay of those not reported is that of the earliest day;
    only the few reported late are reckoned one by one."""
    rows = read(session, _behind_query(standing(user, day), day, plan))
    found = [
        Behind(id_, name, count, max(late or 0, (day - first).days if first else 0))
        for id_, name, count, first, late in rows
    ]
    return sorted(found, key=lambda one: (-one.count, -one.longest))


@lru_cache(maxsize=128)
def _behind_query(at: Standing, day: date, plan: int | None) -> Select[*tuple[Any, ...]]:
    earliest = func.min(Assignment.due_on).filter(Assignment.reported_on.is_(None))
    reported = func.max(days_between(Assignment.reported_on, Assignment.due_on)).filter(
        Assignment.reported_on.is_not(None)
    )
    counted = (
        select(Assignment.agency_id, func.count().label("count"), earliest.label("earliest"), reported.label("late"))
        .where(_followed(at, plan), Assignment.is_overdue(day))
        .group_by(Assignment.agency_id)
        .subquery()
    )
    return (
        select(Agency.id, Agency.name, counted.c.count, counted.c.earliest, counted.c.late)
        .join(counted, counted.c.agency_id == Agency.id)
        .order_by(Agency.folded, Agency.id)
    )


def plans_with_any(session: Session, user: User, day: date) -> list[tuple[int, str]]:
    """Plans the person watches, for the filter."""
    return [(id_, number) for id_, number in read(session, _plans_query(standing(user, day)))]


@lru_cache(maxsize=256)
def _plans_query(at: Standing) -> Select[int, str]:
    is_watched = exists().where(Assignment.plan_id == Plan.id, watched(at))
    return select(Plan.id, Plan.number).where(is_watched).order_by(Plan.issued_on.desc(), Plan.id)


def held(session: Session, user: User, day: date, plan: int | None) -> list[Held]:
    return [Held(*row) for row in read(session, _held_query(standing(user, day), day, plan))]


@lru_cache(maxsize=128)
def _held_query(at: Standing, day: date, plan: int | None) -> Select[int, str, int]:
    return (
        select(Plan.id, Plan.number, func.count())
        .select_from(Assignment)
        .join(Plan, Plan.id == Assignment.plan_id)
        .where(_followed(at, plan), Assignment.held, row_by_row(Assignment.is_overdue(day)))
        .group_by(Plan.id, Plan.number)
        .order_by(Plan.id)
    )


def page(
    session: Session,
    user: User,
    day: date,
    plan: int | None,
    agencies: Sequence[Behind],
    cursor: Cursor | None,
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """One page of the assignments of `agencies`, agency by agency in that order, the longest overdue first."""
    order = [agency.id for agency in agencies]
    if cursor is not None and cursor.key[0] not in order:
        cursor = None
    ids = _needed(agencies, cursor, size)
    if not ids:
        return Page([])
    ranks = tuple((id_, order.index(id_)) for id_ in ids)
    query = _page_query(standing(user, day), day, plan, ranks, cursor, size)
    rows = rows_of(read(session, query), user, day)
    told = times_told(session, [f"assignment:{row.id}" for row in rows])
    for row in rows:
        row.times_told = told.get(f"assignment:{row.id}", 0)
    return page_of(rows, lambda row: (row.agency_id, *row.key), cursor, size)


@lru_cache(maxsize=128)
def _page_query(
    at: Standing, day: date, plan: int | None, ranks: tuple[tuple[int, int], ...], cursor: Cursor | None, size: int
) -> Select[Any]:
    """Made once for people who stand alike: it takes longer to make than to execute."""
    conditions = [_followed(at, plan), Assignment.is_overdue(day), _from(cursor, [id_ for id_, _rank in ranks])]
    columns = (case(dict(ranks), value=Assignment.agency_id), Assignment.due_order, Assignment.id)
    back = cursor is not None and cursor.back
    return row_query(conditions).order_by(*(column.desc() if back else column for column in columns)).limit(size + 1)


def _needed(agencies: Sequence[Behind], cursor: Cursor | None, size: int) -> list[int]:
    """The agencies that a page can reach into, in its direction, beginning with the cursor's own."""
    ahead = list(reversed(agencies)) if cursor is not None and cursor.back else list(agencies)
    if cursor is not None:
        start = next(n for n, agency in enumerate(ahead) if agency.id == cursor.key[0])
        ahead = ahead[start:]
    ids: list[int] = []
    room = size + 1 + (ahead[0].count if cursor is not None and ahead else 0)
    for agency in ahead:
        if room <= 0:
            break
        ids.append(agency.id)
        room -= agency.count
    return ids


def _from(cursor: Cursor | None, ids: Sequence[int]) -> ColumnElement[bool]:
    if cursor is None:
        return among(Assignment.agency_id, ids)
    here = tuple_(Assignment.due_order, Assignment.id)
    beyond = here < cursor.key[1:] if cursor.back else here > cursor.key[1:]
    return or_(and_(Assignment.agency_id == ids[0], beyond), among(Assignment.agency_id, ids[1:]))
