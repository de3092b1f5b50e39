"""The six clarities that a task must have before it is given ("6 rõ"): who, what, whose duty, by whose authority,
by when, with what result. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from tracker.agencies.rules import AgencyKind


class Clarity(StrEnum):
    """Stored in filters; `value` is the address's word."""

    WHO = "nguoi"
    WHAT = "viec"
    DUTY = "trach-nhiem"
    AUTHORITY = "tham-quyen"
    WHEN = "thoi-gian"
    RESULT = "ket-qua"


COLUMN_OF = {
    Clarity.WHO: "responsible_head",
    Clarity.WHAT: "title",
    Clarity.DUTY: "lead",
    Clarity.AUTHORITY: "authority",
    Clarity.WHEN: "deadline",
    Clarity.RESULT: "deliverable",
}
_NO_TIME = frozenset({"none", "unclear"})


def lacking(cells: Mapping[str, str], read: Mapping[str, Any]) -> list[Clarity]:
    """Which clarities a task has not: an empty cell, a lead that names no agency, a deadline that sets no time."""
    return [clarity for clarity, column in COLUMN_OF.items() if not _is_clear(clarity, column, cells, read)]


def _is_clear(clarity: Clarity, column: str, cells: Mapping[str, str], read: Mapping[str, Any]) -> bool:
    if clarity is Clarity.DUTY:
        return any(one["kind"] != AgencyKind.VAGUE for one in read.get("lead", ()))
    if clarity is Clarity.WHEN:
        return read.get("deadline", {}).get("kind", "none") not in _NO_TIME
    return bool(cells.get(column, "").strip())
