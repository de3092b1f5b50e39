"""What a deadline phrase means, as values. `Deadline.as_dict()` is the public JSON of `tracker deadline --json`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    DATE = "date"
    RANGE = "range"
    MULTI = "multi"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    NONE = "none"
    UNCLEAR = "unclear"


class Freq(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    YEARLY = "yearly"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person must look at: a stable code, and words that say what is wrong and what to do."""

    code: str
    message: str

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "message": self.message}


@dataclass(frozen=True, slots=True)
class By:
    """Where in its period an occurrence falls; what is not named counts as the end of the period.

    weekly      weekday (ISO: 1 Monday … 7 Sunday)   "thứ Sáu hằng tuần"            {"weekday": 5}
    monthly     day (31 = the last day)              "ngày 25 hằng tháng"           {"day": 25}
    quarterly   month_of_quarter (1-3), day          "ngày 15 tháng cuối quý"       {"day": 15, "month_of_quarter": 3}
    yearly      month, day | month | quarter         "20/12 hằng năm"               {"month": 12, "day": 20}
    several     one for each day in the period       "Tháng 3 và tháng 9 hằng năm"  [{"month": 3}, {"month": 9}]

    semiannual and quarterly may also hold month and day, one for each of their periods of the year.
    """

    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    month_of_quarter: int | None = None
    quarter: int | None = None

    def as_dict(self) -> dict[str, int]:
        pairs = (
            ("month", self.month),
            ("day", self.day),
            ("weekday", self.weekday),
            ("month_of_quarter", self.month_of_quarter),
            ("quarter", self.quarter),
        )
        return {name: value for name, value in pairs if value is not None}


@dataclass(frozen=True, slots=True)
class Recurrence:
    freq: Freq
    interval: int = 1
    by: tuple[By, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        by = [one.as_dict() for one in self.by]
        return {"freq": self.freq.value, "interval": self.interval, "by": by[0] if len(by) == 1 else by or None}

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> "Recurrence":
        """Back from the JSON form that tasks keep."""
        by = stored.get("by") or []
        parts = [by] if isinstance(by, dict) else by
        return cls(Freq(stored["freq"]), stored.get("interval", 1), tuple(By(**part) for part in parts))


@dataclass(frozen=True, slots=True)
class Milestone:
    label: str
    due: date

    def as_dict(self) -> dict[str, str]:
        return {"label": self.label, "due": self.due.isoformat()}


@dataclass(frozen=True, slots=True)
class Offset:
    """So long after or before an event; `n` is None for "ngay sau khi", "trước khi"."""

    n: int | None
    unit: str
    direction: str
    anchor: str

    def as_dict(self) -> dict[str, Any]:
        return {"n": self.n, "unit": self.unit, "direction": self.direction, "anchor": self.anchor}


@dataclass(frozen=True, slots=True)
class Deadline:
    raw: str
    kind: Kind
    start: date | None = None
    due: date | None = None
    before: bool = False
    until: bool = False
    open_ended: bool = False
    year_inferred: bool = False
    same_as_above: bool = False
    recurrence: Recurrence | None = None
    milestones: tuple[Milestone, ...] = ()
    offset: Offset | None = None
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "raw": self.raw,
            "kind": self.kind.value,
            "start": self.start.isoformat() if self.start else None,
            "due": self.due.isoformat() if self.due else None,
            "before": self.before,
            "until": self.until,
            "open_ended": self.open_ended,
            "year_inferred": self.year_inferred,
            "same_as_above": self.same_as_above,
            "recurrence": self.recurrence.as_dict() if self.recurrence else None,
            "milestones": [milestone.as_dict() for milestone in self.milestones],
            "offset": self.offset.as_dict() if self.offset else None,
            "problems": [problem.as_dict() for problem in self.problems],
        }
