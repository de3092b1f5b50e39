"""Faults of the history in words, for whoever runs the check."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, String, cast, select, type_coerce

from tracker.audit.chain import PLAN_CHAIN
from tracker.audit.models import AUDIT_CHAIN, AuditEvent
from tracker.journal.rules import Fault, Finding
from tracker.plans.models import Plan
from tracker.tasks.models import Task, TaskEvent

_WORDS = {
    Fault.CHANGED: "ĐÃ SỬA",
    Fault.MISSING: "THIẾU",
    Fault.INSERTED: "CHÈN THÊM",
    Fault.HEADLESS: "MẤT DẤU CUỐI CHUỖI",
    Fault.REWRITTEN: "ĐÃ VIẾT LẠI",
}
_PLAN = PLAN_CHAIN.removesuffix("%s")


def described(connection: Connection, findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each: what is wrong, where, and which event it is."""
    for finding in findings:
        event = _event(connection, finding)
        what = [_WORDS[finding.fault], _place(finding), _chain(connection, finding.chain)]
        yield " · ".join(part for part in (*what, _words(event)) if part)


def _place(finding: Finding) -> str:
    if finding.fault is Fault.REWRITTEN:
        return f"toàn bộ đến thứ tự {finding.last}"
    if finding.fault is Fault.HEADLESS:
        return f"{finding.last} sự kiện"
    places = f"{finding.first}" if finding.first == finding.last else f"{finding.first}–{finding.last}"
    return f"sự kiện số {finding.event_id}, thứ tự {places}" if finding.event_id else f"thứ tự {places}"


def _chain(connection: Connection, chain: str) -> str:
    if chain == AUDIT_CHAIN:
        return "nhật ký hệ thống"
    number = chain.removeprefix(_PLAN)
    named = connection.scalar(select(Plan.number).where(cast(Plan.id, String) == number))
    return f"kế hoạch {number} ({named})" if named else f"kế hoạch {number}"


def _event(connection: Connection, finding: Finding) -> Row[Any] | None:
    """The event as far as it can be read; its own words may be what was changed."""
    if finding.event_id is None:
        return None
    model: Any = AuditEvent if finding.chain == AUDIT_CHAIN else TaskEvent
    query = select(
        type_coerce(model.kind, String).label("kind"), type_coerce(model.at, String).label("at"), model.note
    )
    if model is TaskEvent:
        query = query.add_columns(Task.code.label("about")).outerjoin(Task, Task.id == TaskEvent.task_id)
    else:
        query = query.add_columns(AuditEvent.label.label("about"))
    return connection.execute(query.where(model.id == finding.event_id)).one_or_none()


def _words(event: Row[Any] | None) -> str:
    if event is None:
        return ""
    words = " · ".join(str(one) for one in (event.about, event.kind, event.at, event.note[:80]) if one)
    return words.encode(errors="replace").decode()
