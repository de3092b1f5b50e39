"""The overdue list: which agencies are behind and by how much, and their assignments, most behind first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.db import days_between
from tracker.notifications.queries import times_told
from tracker.plans.models import Plan
from tracker.tasks.keyset import PAGE_SIZE, Cursor, Page, page_of
from tracker.tasks.listing import Row, row_query, rows_of
from tracker.tasks.models import Assignment
from tracker.tasks.queries import row_by_row, watched_by
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
    plans = Assignment.plan_id.in_(select(Plan.id)) if plan is None else Assignment.plan_id == plan
    return and_(watched_by(user, day), plans)


def conditions(user: User, day: date, plan: int | None) -> list[ColumnElement[bool]]:
    return [followed(user, day, plan), Assignment.is_overdue(day)]


def agencies_behind(session: Session, user: User, day: date, plan: int | None) -> list[Behind]:
    """Most assignments first, then the longest delay. The delay of those not reported is that of the earliest day;
    only the few reported late are reckoned one by one."""
    earliest = func.min(Assignment.due_on).filter(Assignment.reported_on.is_(None))
    reported = func.max(days_between(Assignment.reported_on, Assignment.due_on)).filter(
        Assignment.reported_on.is_not(None)
    )
    counted = (
        select(Assignment.agency_id, func.count().label("count"), earliest.label("earliest"), reported.label("late"))
        .where(*conditions(user, day, plan))
        .group_by(Assignment.agency_id)
        .subquery()
    )
    rows = session.execute(
        select(Agency.id, Agency.name, counted.c.count, counted.c.earliest, counted.c.late)
        .join(counted, counted.c.agency_id == Agency.id)
        .order_by(Agency.folded, Agency.id)
    )
    found = [
        Behind(id_, name, count, max(late or 0, (day - first).days if first else 0))
        for id_, name, count, first, late in rows
    ]
    return sorted(found, key=lambda one: (-one.count, -one.longest))


def plans_with_any(session: Session, user: User, day: date) -> list[tuple[int, str]]:
    """Plans the person watches, for the filter."""
    rows = session.execute(
        select(Plan.id, Plan.number)
        .where(select(Assignment.id).where(Assignment.plan_id == Plan.id, watched_by(user, day)).exists())
        .order_by(Plan.issued_on.desc(), Plan.id)
    )
    return [(id_, number) for id_, number in rows]


def held(session: Session, user: User, day: date, plan: int | None) -> list[Held]:
    rows = session.execute(
        select(Plan.id, Plan.number, func.count())
        .select_from(Assignment)
        .join(Plan, Plan.id == Assignment.plan_id)
        .where(followed(user, day, plan), Assignment.held, row_by_row(Assignment.is_overdue(day)))
        .group_by(Plan.id, Plan.number)
        .order_by(Plan.id)
    )
    return [Held(*row) for row in rows]


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
    rank = case({id_: order.index(id_) for id_ in ids}, value=Assignment.agency_id)
    columns = (rank, Assignment.due_order, Assignment.id)
    query = row_query([*conditions(user, day, plan), _from(cursor, ids)]).limit(size + 1)
    back = cursor is not None and cursor.back
    query = query.order_by(*(column.desc() if back else column for column in columns))
    rows = rows_of(session.execute(query), user, day)
    told = times_told(session, [f"assignment:{row.id}" for row in rows])
    for row in rows:
        row.times_told = told.get(f"assignment:{row.id}", 0)
    return page_of(rows, lambda row: (row.agency_id, *row.key), cursor, size)


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
        return Assignment.agency_id.in_(ids)
    here = tuple_(Assignment.due_order, Assignment.id)
    beyond = here < cursor.key[1:] if cursor.back else here > cursor.key[1:]
    return or_(and_(Assignment.agency_id == ids[0], beyond), Assignment.agency_id.in_(ids[1:]))
