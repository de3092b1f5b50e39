"""Why a task's due day is the day it is, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.deadlines.calendar import Calendar
from tracker.deadlines.queries import calendar
from tracker.tasks.models import Assignment, Milestone, Task
from tracker.tasks.queries import visible_to
from tracker.users.models import User

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Dates:
    """One milestone of a task as its assignments have it; `count` assignments share these days."""

    label: str
    original: date | None
    nominal: date | None
    effective: date | None
    counts: date | None
    count: int
    reasons: list[str]


def of_task(session: Session, user: User, task: Task, day: date) -> list[Dates]:
    """The different days that visible assignments of the task have to meet, each with why."""
    columns = (
        Milestone.label,
        Assignment.original_due,
        Assignment.nominal_due,
        Assignment.effective_due,
        Assignment.due_on,
        Assignment.due_order,
    )
    rows = session.execute(
        select(*columns, func.count())
        .select_from(Assignment)
        .outerjoin(Milestone, Milestone.id == Assignment.milestone_id)
        .where(Assignment.task_id == task.id, visible_to(user, day))
        .group_by(*columns)
        .order_by(Assignment.due_order)
        .limit(SHOWN)
    ).all()
    days = calendar(session)
    return [
        Dates(label or "", original, nominal, effective, counts, count, reasons)
        for label, original, nominal, effective, counts, _order, count in rows
        for reasons in [list(_reasons(task.deadline, original, nominal, effective, counts, days))]
    ]


def _reasons(
    deadline: Mapping[str, Any],
    original: date | None,
    nominal: date | None,
    effective: date | None,
    counts: date | None,
    days: Calendar,
) -> list[str]:
    found = []
    if deadline.get("before") and original:
        found.append(_("“Trước ngày” trong văn bản: ngày cuối cùng còn đúng hạn là %(day)s.", day=_words(original)))
    if deadline.get("year_inferred"):
        found.append(_("Văn bản không ghi năm: tính theo năm ban hành kế hoạch."))
    if original and nominal and original != nominal:
        found.append(_("Đã điều chỉnh từ %(old)s sang %(new)s.", old=_words(original), new=_words(nominal)))
    if nominal and effective and nominal != effective:
        rest = _rest(nominal, days)
        if counts == effective:
            found.append(
                _("%(day)s là %(rest)s, tính đến %(next)s.", day=_words(nominal), rest=rest, next=_words(effective))
            )
        else:
            found.append(
                _("%(day)s là %(rest)s; hạn vẫn tính theo ngày trên văn bản.", day=_words(nominal), rest=rest)
            )
    return found


def _rest(day: date, days: Calendar) -> str:
    weekdays = (
        _("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"),
    )  # fmt: skip
    name = days.holiday_name(day)
    weekday = weekdays[day.weekday()]
    return f"{weekday} ({name})" if name else weekday


def _words(day: date) -> str:
    return f"{day:%d/%m/%Y}"
