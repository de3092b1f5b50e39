"""Why a task's due day is the day it is, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.deadlines.calendar import Calendar
from tracker.deadlines.queries import calendar
from tracker.tasks.models import NO_DAY, Assignment, Milestone, Task
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


def of_lines(session: Session, task: Task, lines: Sequence[Any]) -> list[Dates]:
    """The different days that the assignments in `lines` have to meet, each with why."""
    days = Counter((one.label, one.original_due, one.nominal_due, one.effective_due, one.due_on) for one in lines)
    ordered = sorted(days.items(), key=lambda one: one[0][4] or NO_DAY)
    return _explained(session, task, [(*key, count) for key, count in ordered])


def of_task(session: Session, user: User, task: Task, day: date) -> list[Dates]:
    """The same of all visible assignments of a task that has many."""
    columns = (
        Milestone.label,
        Assignment.original_due,
        Assignment.nominal_due,
        Assignment.effective_due,
        Assignment.due_on,
    )
    rows = session.execute(
        select(*columns, func.count())
        .select_from(Assignment)
        .outerjoin(Milestone, Milestone.id == Assignment.milestone_id)
        .where(Assignment.task_id == task.id, visible_to(user, day))
        .group_by(*columns)
        .order_by(func.coalesce(Assignment.due_on, NO_DAY))
        .limit(SHOWN)
    )
    return _explained(session, task, [tuple(row) for row in rows])


def _explained(session: Session, task: Task, groups: Sequence[tuple[Any, ...]]) -> list[Dates]:
    moved = any(nominal != effective for _label, _original, nominal, effective, _counts, _number in groups)
    days = calendar(session) if moved else Calendar(())
    found = []
    for label, original, nominal, effective, counts, number in groups:
        reasons = list(_reasons(task.deadline, original, nominal, effective, counts, days))
        found.append(Dates(label or "", original, nominal, effective, counts, number, reasons))
    return found


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
