"""The list of assignments as light rows: one query a page, one for the count, whatever the number of rows."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import read
from tracker.filters import teller
from tracker.permissions import Action, Scope, allowed
from tracker.plans.models import Plan
from tracker.tasks import rules
from tracker.tasks.filtering import Filter
from tracker.tasks.keyset import PAGE_SIZE, Cursor, Page, page_of, slice_of
from tracker.tasks.kinds import Cause
from tracker.tasks.models import NO_DAY, Assignment, Milestone, Task
from tracker.tasks.queries import Standing, row_by_row, standing, visible, visible_parts
from tracker.tasks.rules import LEADS_MOVE, Move, Status, Timeliness
from tracker.tasks.search import Hits, Shape
from tracker.users.models import User

UPDATE_LENGTH = 140
ORDER = (Assignment.due_order, Assignment.id)
CURSOR = (date, int)


@dataclass(slots=True)
class Row:
    """One assignment as a list shows it; the template reads nothing else."""

    id: int
    task_id: int
    agency_id: int
    plan_id: int
    url: str
    code: str
    title: str
    lead: str
    plan: str
    label: str
    deadline_text: str
    due: date | None
    timeliness: Timeliness
    days: int | None
    status: Status
    updated_on: date | None
    update: str
    held: bool
    times_asked: int
    times_extended: int
    asks_extension: bool
    version: int
    move: Move
    accepted: bool
    handed_back: bool
    prepared: bool
    percent: int
    obstacle: str
    cause: Cause | None
    parent: str = ""
    act_url: str = ""
    act_label: str = ""
    may: frozenset[Action] = frozenset()
    times_told: int = 0

    @property
    def key(self) -> tuple[date, int]:
        return self.due or NO_DAY, self.id


_COLUMNS = (
    Assignment.id,
    Assignment.task_id,
    Assignment.agency_id,
    Assignment.plan_id,
    Task.code,
    Task.title,
    Agency.name,
    Plan.number,
    Plan.steering_agency_id,
    Assignment.decider_id,
    Assignment.parent_id,
    Milestone.label,
    Task.deadline_text,
    Assignment.due_on,
    Assignment.status,
    Assignment.reported_on,
    Assignment.last_update_at,
    func.substr(Assignment.last_update, 1, UPDATE_LENGTH + 1).label("update"),
    Assignment.held,
    Assignment.times_asked,
    Assignment.times_extended,
    Assignment.extension_asked_on,
    Assignment.version,
    Assignment.accepted_at,
    Assignment.handed_back_at,
    Assignment.prepared_at,
    Assignment.percent,
    func.substr(Assignment.obstacle, 1, UPDATE_LENGTH + 1).label("obstacle"),
    Assignment.obstacle_cause,
)
_Line = namedtuple("_Line", [column.key for column in _COLUMNS])  # type: ignore[misc]  # made of the columns
_ROWS: Select[Any] = (
    select(*_COLUMNS)
    .join(Task, Task.id == Assignment.task_id)
    .join(Agency, Agency.id == Assignment.agency_id)
    .join(Plan, Plan.id == Assignment.plan_id)
    .outerjoin(Milestone, Milestone.id == Assignment.milestone_id)
)


def row_query(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The columns of `Row` for the assignments that pass, without order or limit."""
    return _ROWS.where(*conditions)


def page(
    session: Session,
    user: User,
    wanted: Filter,
    cursor: Cursor | None,
    day: date,
    hits: Hits | None = None,
    size: int = PAGE_SIZE,
) -> Page[Row]:
    """Visible assignments of the filter in the order of the due day that counts, those without one last."""
    query = _page_query(standing(user, day), wanted.without(q=""), cursor, day, hits and hits.shape, size)
    found = read(session, query, hits.binds if hits else {})
    return page_of(rows_of(found, user, day), lambda row: row.key, cursor, size)


@lru_cache(maxsize=128)
def _page_query(
    at: Standing, wanted: Filter, cursor: Cursor | None, day: date, sought: Shape | None, size: int
) -> Select[Any]:
    """Made once for people who stand alike: it takes longer to make than to execute."""
    ids = slice_of(select(Assignment.id).where(visible(at), *wanted.condition(at, day, sought)), ORDER, cursor, size)
    back = cursor is not None and cursor.back
    return row_query([Assignment.id.in_(ids)]).order_by(*(key.desc() if back else key for key in ORDER))


def total(session: Session, user: User, wanted: Filter, day: date) -> int:
    """How many rows the filter has."""
    return totals(session, user, (wanted,), day)[0]


def totals(session: Session, user: User, wanted: tuple[Filter, ...], day: date) -> Sequence[int]:
    """How many rows each of the filters has."""
    return tuple(read(session, _totals_query(standing(user, day), wanted, day)).one())


@lru_cache(maxsize=128)
def _totals_query(at: Standing, wanted: tuple[Filter, ...], day: date) -> Select[Any, *tuple[Any, ...]]:
    return select(*(counted(at, one, day) for one in wanted))


def counted(at: Standing, wanted: Filter, day: date, sought: Shape | None = None) -> ColumnElement[int]:
    """The same as part of a statement: counted from indexes in parts, but in one go where each part would read the
    words of all tasks anew."""
    conditions = wanted.condition(at, day, sought)
    parts = (visible(at),) if sought else visible_parts(at)
    counts = [
        select(func.count()).select_from(Assignment).where(seen, *conditions).scalar_subquery() for seen in parts
    ]
    return sum(counts[1:], start=counts[0])


def children_left_out(at: Standing, wanted: Filter, day: date, sought: Shape | None = None) -> ColumnElement[int]:
    """A statement's part: how many sub-tasks a filter leaves out that only asks for what is counted officially. They
    are few: the database goes through them by their own index."""
    others = and_(visible(at), *wanted.without(children=True).condition(at, day, sought))
    query = select(func.count()).select_from(Assignment)
    return query.where(Assignment.parent_id.is_not(None), row_by_row(others)).scalar_subquery()


def rows_of(found: Iterable[Any], user: User, day: date) -> list[Row]:
    """Rows of `row_query`, each with what the person may do next on it."""
    task_url, next_act, say = url_of("tasks.show", "task_id"), NextAct(user, day), teller()
    rows = []
    for line in _light(found):
        timeliness = rules.timeliness(line.status, line.due_on, line.reported_on, day)
        may, handed_back = next_act.may(line), line.handed_back_at is not None
        act_url, act_label = next_act.on(line, may)
        rows.append(
            Row(
                id=line.id,
                task_id=line.task_id,
                agency_id=line.agency_id,
                plan_id=line.plan_id,
                url=task_url(line.task_id),
                code=line.code,
                title=line.title,
                lead=line.name,
                plan=line.number,
                label=line.label or "",
                deadline_text=line.deadline_text,
                due=line.due_on,
                timeliness=timeliness,
                days=rules.shown_days(timeliness, line.due_on, line.reported_on, day),
                status=line.status,
                updated_on=line.last_update_at and clock.day_of(line.last_update_at),
                update=say(_cut(line.update)),
                held=line.held,
                times_asked=line.times_asked,
                times_extended=line.times_extended,
                asks_extension=line.extension_asked_on is not None,
                version=line.version,
                move=rules.whose_move(line.status, handed_back),
                accepted=line.accepted_at is not None,
                handed_back=handed_back,
                prepared=line.prepared_at is not None,
                percent=line.percent,
                obstacle=_cut(line.obstacle),
                cause=line.obstacle_cause,
                parent=rules.parent_code(line.code) if line.parent_id else "",
                act_url=act_url,
                act_label=act_label,
                may=may,
            )
        )
    return rows


def _light(found: Iterable[Any]) -> Iterator[Any]:
    """The same lines, but quick at naming a column: a database's own takes ten times as long, and a page asks for a
    thousand."""
    return (_Line._make(line[: len(_COLUMNS)]) for line in found)


def _cut(text: str) -> str:
    return text if len(text) <= UPDATE_LENGTH else text[:UPDATE_LENGTH].rstrip() + "…"


class NextAct:
    """The one button of a row for a person. The permission table is asked once for each steering office and each
    agency of the person's own; all other agencies stand to the person as nobody's."""

    def __init__(self, user: User, day: date) -> None:
        self.user, self.day, self.mine = user, day, user.agency_ids(day)
        self.known: dict[Scope, frozenset[Action]] = {}
        self.report_url, self.report_label = url_of("tasks.report", "assignment_id"), _("Báo cáo")
        self.approve_url, self.approve_label = url_of("tasks.approve", "assignment_id"), _("Duyệt báo cáo")
        self.answer_url, self.answer_label = url_of("tasks.hold_to", "assignment_id"), _("Trả lời")
        self.decide_url, self.decide_label = url_for("tasks.to_confirm"), _("Xác nhận")

    def on(self, line: Any, may: frozenset[Action]) -> tuple[str, str]:
        if line.status in LEADS_MOVE:
            if line.prepared_at and Action.TASK_APPROVE in may:
                return self.approve_url(line.id), self.approve_label
            if Action.TASK_REPORT in may:
                return self.report_url(line.id), self.report_label
            if line.handed_back_at and Action.TASK_CHANGE in may:
                return self.answer_url(line.id), self.answer_label
        if line.status is Status.SUBMITTED and Action.TASK_DECIDE in may:
            return f"{self.decide_url}?viec={line.id}", self.decide_label
        return "", ""

    def may(self, line: Any) -> frozenset[Action]:
        lead = line.agency_id if line.agency_id in self.mine else None
        scope = Scope(line.steering_agency_id, lead, decider=line.decider_id)
        if scope not in self.known:
            self.known[scope] = allowed(self.user, scope, self.day)
        return self.known[scope]


def url_of(endpoint: str, name: str, **fixed: Any) -> Callable[[int], str]:
    """`url_for` for many rows: built once, the number put in where `name` stands last."""
    values: dict[str, Any] = {**fixed, name: 0}
    before, _zero, after = url_for(endpoint, **values).rpartition("0")
    return lambda number: f"{before}{number}{after}"
