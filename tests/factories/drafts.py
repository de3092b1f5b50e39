"""Plans under review for tests."""

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.plans import make_plan
from tracker.agencies.models import Agency
from tracker.imports.draft_rows import new_row, original, settle
from tracker.imports.grid import Source
from tracker.imports.models import STEP, Draft, DraftRow, RowKind
from tracker.imports.own_names import sight_of
from tracker.imports.rereading import reread
from tracker.plans.models import Plan

_numbers = count(1)


def make_draft(session: Session, steering: Agency, *, number: str = "27-KH/BCĐTP") -> Plan:
    plan = make_plan(session, steering, number=number)
    for appendix in plan.appendices:
        session.delete(appendix)
    plan.appendices = []
    session.add(Draft(plan_id=plan.id, places=[], names=[]))
    session.flush()
    return plan


def make_row(
    session: Session,
    plan: Plan,
    leads: list[Agency] | str = "",
    *,
    title: str = "Xây dựng Đề án thành lập Quỹ đầu tư mạo hiểm",
    due: date | str = date(2026, 3, 31),
    kind: RowKind = RowKind.TASK,
    cells: dict[str, str] | None = None,
    **fields: Any,
) -> DraftRow:
    """A row as the reader would have left it: each column read by the rules."""
    place = next(_numbers)
    words = {
        "title": title,
        "lead": leads if isinstance(leads, str) else ", ".join(agency.name for agency in leads),
        "deadline": due if isinstance(due, str) else f"{due:%d/%m/%Y}",
        "responsible_head": "Giám đốc Sở",
        "deliverable": "Đề án",
        "authority": "Ủy ban nhân dân Thành phố",
        **(cells or {}),
    }
    usual = {"number": str(place), "appendix": "II", "source": Source(line=place).as_dict()}
    row = new_row(kind, words, plan_id=plan.id, plan=plan, position=place * STEP, **{**usual, **fields})
    sight = sight_of(session, plan)
    for column in ("title", "lead", "coordinating", "deadline", "responsible_head", "deliverable"):
        reread(row, column, sight)
    row.origin = original(row)
    settle(row)
    session.add(row)
    session.flush()
    return row
