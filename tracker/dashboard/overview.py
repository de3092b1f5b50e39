"""How everything stands, for those who watch: the official cells, who is most behind, and one sentence in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.filters import number
from tracker.tasks import overdue
from tracker.tasks.counts import Cells, four_cells
from tracker.tasks.filtering import Filter
from tracker.tasks.models import Assignment
from tracker.tasks.overdue import Behind
from tracker.tasks.queries import watched_by
from tracker.users.models import User

AGENCIES_SHOWN = 5
EVERYTHING = Filter()


@dataclass(slots=True)
class Overview:
    sentence: str
    cells: Cells
    plans: int
    behind: Sequence[Behind]
    agencies_behind: int
    filter: Filter = EVERYTHING


def overview(session: Session, user: User, day: date) -> Overview:
    watched = watched_by(user, day)
    cells = four_cells(session, watched, day)
    plans = session.scalar(select(func.count(Assignment.plan_id.distinct())).where(watched)) or 0
    behind = overdue.agencies_behind(session, user, day, None)
    return Overview(sentence(cells, plans, behind, day), cells, plans, behind[:AGENCIES_SHOWN], len(behind))


def sentence(cells: Cells, plans: int, behind: Sequence[Behind], day: date) -> str:
    """How it stands, in the words of an office's report."""
    if not cells.total:
        return _("Đến ngày %(day)s chưa có nhiệm vụ nào được giao.", day=f"{day:%d/%m/%Y}")
    parts = [
        _(
            "Đến ngày %(day)s: %(total)s việc được giao theo %(plans)s kế hoạch; đã hoàn thành %(done)s "
            "(đúng hạn %(on_time)s, quá hạn %(late)s), chưa hoàn thành %(open)s "
            "(trong hạn %(within)s, quá hạn %(overdue)s), thường xuyên, không thời hạn %(ongoing)s.",
            day=f"{day:%d/%m/%Y}",
            total=number(cells.total),
            plans=number(plans),
            done=number(cells.done),
            on_time=number(cells.done_on_time),
            late=number(cells.done_late),
            open=number(cells.open),
            within=number(cells.within),
            overdue=number(cells.overdue),
            ongoing=number(cells.no_deadline),
        )
    ]
    if behind:
        worst = behind[0]
        parts.append(
            _(
                "Chậm nhiều nhất là %(agency)s: %(count)s việc, lâu nhất %(days)s ngày.",
                agency=worst.name,
                count=number(worst.count),
                days=number(worst.longest),
            )
        )
    else:
        parts.append(_("Không có việc nào quá hạn."))
    return " ".join(parts)
