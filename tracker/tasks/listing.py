"""The list of assignments as light rows: one query a page, one for the count, whatever the number of rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.permissions import Action, Scope, can
from tracker.plans.models import Plan
from tracker.tasks import rules
from tracker.tasks.filtering import Filter
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.tasks.models import NO_DAY, Assignment, Milestone, Task
from tracker.tasks.queries import visible_to
from tracker.tasks.rules import LEADS_MOVE, Status, Timeliness
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
    updated_at: datetime | None
    update: str
    held: bool
    version: int
    act_url: str = ""
    act_label: str = ""
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
    Milestone.label,
    Task.deadline_text,
    Assignment.due_on,
    Assignment.status,
    Assignment.reported_on,
    Assignment.last_update_at,
    func.substr(Assignment.last_update, 1, UPDATE_LENGTH + 1),
    Assignment.held,
    Assignment.version,
)


def row_query(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The columns of `Row` for the assignments that pass, without order or limit."""
    return (
        select(*_COLUMNS)
        .join(Task, Task.id == Assignment.task_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .outerjoin(Milestone, Milestone.id == Assignment.milestone_id)
        .where(*conditions)
    )


def page(session: Session, user: User, wanted: Filter, cursor: Cursor | None, day: date) -> Page[Row]:
    """Fifty visible assignments of the filter in the order of the due day that counts, those without one last."""
    query = slice_of(row_query([visible_to(user, day), *wanted.condition(user, day)]), ORDER, cursor)
    return page_of(rows_of(session.execute(query), user, day), lambda row: row.key, cursor)


def total(session: Session, user: User, wanted: Filter, day: date) -> int:
    query = select(func.count()).select_from(Assignment).where(visible_to(user, day))
    if wanted.words or wanted.group is not None:
        query = query.join(Task, Task.id == Assignment.task_id).join(Agency, Agency.id == Assignment.agency_id)
    return session.scalar(query.where(*wanted.condition(user, day))) or 0


def rows_of(found: Iterable[Any], user: User, day: date) -> list[Row]:
    """Rows of `row_query`, each with what the person may do next on it."""
    task_url, next_act = url_of("tasks.show", "task_id"), NextAct(user, day)
    rows = []
    for (
        id_, task_id, agency_id, plan_id, code, title, lead, plan, steering, label, words, due, status, reported,
        updated_at, update, held, version,
    ) in found:  # fmt: skip
        timeliness = rules.timeliness(status, due, reported, day)
        act_url, act_label = next_act.on(id_, status, steering, agency_id)
        rows.append(Row(
            id_, task_id, agency_id, plan_id, task_url(task_id), code, title, lead, plan, label or "", words, due,
            timeliness, shown_days(timeliness, due, reported, day), status, updated_at,
            update if len(update) <= UPDATE_LENGTH else update[:UPDATE_LENGTH] + "…", held, version,
            act_url, act_label,
        ))  # fmt: skip
    return rows


class NextAct:
    """The one button of a row for a person; asks the permission table once for each kind of row."""

    def __init__(self, user: User, day: date) -> None:
        self.user, self.day = user, day
        self.allowed: dict[tuple[Action, int, int], bool] = {}
        self.report_url, self.report_label = url_of("tasks.report", "assignment_id"), _("Báo cáo")
        self.decide_url, self.decide_label = url_for("tasks.to_confirm"), _("Xác nhận")

    def on(self, assignment_id: int, status: Status, steering: int, lead: int) -> tuple[str, str]:
        if status in LEADS_MOVE and self._may(Action.TASK_REPORT, steering, lead):
            return self.report_url(assignment_id), self.report_label
        if status is Status.SUBMITTED and self._may(Action.TASK_DECIDE, steering, lead):
            return f"{self.decide_url}?viec={assignment_id}", self.decide_label
        return "", ""

    def _may(self, action: Action, steering: int, lead: int) -> bool:
        key = (action, steering, lead)
        if key not in self.allowed:
            self.allowed[key] = can(self.user, action, Scope(steering, lead), self.day)
        return self.allowed[key]


def shown_days(timeliness: Timeliness, due: date | None, reported: date | None, day: date) -> int | None:
    """Days late, or days left while the agency's clock runs; None when neither says anything."""
    if due is None:
        return None
    if timeliness in {Timeliness.OVERDUE, Timeliness.DONE_LATE}:
        return rules.days_late(due, reported, day)
    return (due - day).days if reported is None else None


def url_of(endpoint: str, name: str) -> Callable[[int], str]:
    """`url_for` for many rows: built once, the number put in."""
    values: dict[str, Any] = {name: 0}
    before, _zero, after = url_for(endpoint, **values).rpartition("0")
    return lambda number: f"{before}{number}{after}"
