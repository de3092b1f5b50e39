"""Columns of the list of tasks that a person may add to those that are always there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.db import rows_numbered
from tracker.filters import day
from tracker.plans.models import Plan
from tracker.tasks.models import Assignment, Task

LONGEST = 200


@dataclass(frozen=True)
class Further:
    """`shown` turns the value into words; an empty one shows as a dash."""

    words: object
    column: ColumnElement[Any] | InstrumentedAttribute[Any]
    shown: Callable[[Any], str] = str


def _number(value: int) -> str:
    return str(value) if value else ""


FURTHER: Mapping[str, Further] = {
    "ke-hoach": Further(_("Kế hoạch"), Plan.number),
    "nguoi-dung-dau": Further(_("Người đứng đầu chịu trách nhiệm"), func.substr(Task.responsible_head, 1, LONGEST)),
    "phoi-hop": Further(_("Cơ quan phối hợp"), func.substr(Task.coordinating_text, 1, LONGEST)),
    "san-pham": Further(_("Kết quả phải có"), func.substr(Task.deliverable, 1, LONGEST)),
    "tham-quyen": Further(_("Thẩm quyền"), func.substr(Task.authority, 1, LONGEST)),
    "han-goc": Further(_("Hạn gốc"), Assignment.original_due, day),
    "gia-han": Further(_("Số lần gia hạn"), Assignment.times_extended, _number),
    "ty-le": Further(_("Tỷ lệ thực hiện"), Assignment.percent, lambda value: f"{value}%" if value else ""),
    "vuong-mac": Further(_("Khó khăn, vướng mắc"), func.substr(Assignment.obstacle, 1, LONGEST)),
}
"""By the names that addresses and the person's choice hold."""


def values(session: Session, row_ids: Sequence[int], names: Sequence[str]) -> Mapping[int, Sequence[str]]:
    """What the chosen columns hold for the rows of a page, in one statement."""
    chosen = [FURTHER[name] for name in names if name in FURTHER]
    if not chosen or not row_ids:
        return {}
    query = (
        select(Assignment.id, *(one.column for one in chosen))
        .join(Task, Task.id == Assignment.task_id)
        .join(Plan, Plan.id == Assignment.plan_id)
        .where(Assignment.id.in_(rows_numbered(row_ids)))
    )
    return {
        row[0]: [one.shown(value) if value is not None else "" for one, value in zip(chosen, row[1:], strict=True)]
        for row in session.execute(query)
    }
