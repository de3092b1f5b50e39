"""What the time cells of a row mean, read with what the plan tells beside them. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date

from tracker.deadlines.phrases import Deadline, Kind, parse_deadline

_YEARS = re.compile(r"(?<!đến )\bnăm\s+((?:19|20)\d\d)\b(?!\s*[-–]\s*\d)", re.IGNORECASE)
_OVER_ROWS = re.compile(
    r"(?:\W|\b(?:[IVXA-D]+|\d{1,2}|các|nhiệm vụ|công việc|nội dung|chương trình|kế hoạch|thực hiện|triển khai"
    r"|hoàn thành|trình|trong|của)\b)*năm\s+((?:19|20)\d\d)\W*",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?P<quarter>qu[ýí])\b|\b(?P<month>tháng)\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\W*tháng\b", re.IGNORECASE)
_BARE = re.compile(r"(?:[IVX]{1,3}|\d{1,2})(?:\s*(?:[-–,;+]|và)\s*(?:[IVX]{1,3}|\d{1,2}))*(?:\s*/\s*(?:19|20)\d\d)?")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a table says beside a deadline: the name of its column, the start in a column of its own, its name, and
    the year that heads the rows."""

    label: str = ""
    start: str = ""
    start_label: str = ""
    year: int | None = None


ALONE = Beside()


def plan_year(title: str, issued_on: date | None) -> int | None:
    """The year a plan is for, where it is the one after it was issued ("Kế hoạch … năm 2026" of 25/12/2025)."""
    years = {int(year) for year in _YEARS.findall(title)}
    return next(iter(years)) if issued_on and years == {issued_on.year + 1} else None


def year_over(title: str | None) -> int | None:
    """The year that a heading over rows gives to all of them: "NĂM 2026", "II. Nhiệm vụ năm 2027"."""
    found = _OVER_ROWS.fullmatch(title or "")
    return int(found[1]) if found else None


def read_deadline(words: str, issued_on: date | None, year: int | None, label: str = "") -> Deadline:
    """A phrase that names no year means `year`, the plan's own, else that of the day it was issued; a bare number
    means a period of the kind that the column's `label` names."""
    unit = _unit_of(label) if _BARE.fullmatch(words.strip()) else ""
    if unit:
        return replace(read_deadline(f"{unit} {words}", issued_on, year), raw=parse_deadline(words).raw)
    found = parse_deadline(words, issued_on)
    if not found.year_inferred or year is None or issued_on is None or year == issued_on.year:
        return found
    return parse_deadline(words, date(year, 1, 1))


def _unit_of(label: str) -> str:
    """ "Quý hoàn thành" → "Quý"; nothing if the label names both, or may count months ("Thời gian (tháng)")."""
    named = {match.lastgroup for match in _UNIT.finditer(label)}
    if named == {"quarter"}:
        return "Quý"
    return "Tháng" if named == {"month"} and _MONTH_FIRST.match(label) else ""


def read_time(words: str, beside: Beside, issued_on: date | None, year: int | None) -> tuple[Deadline, bool]:
    """A deadline as its table has it, begun on the day of the column of starts; and whether that comes later."""
    year = beside.year or year
    deadline = read_deadline(words, issued_on, year, beside.label)
    between = _from_start(deadline, read_deadline(beside.start, issued_on, year, beside.start_label))
    return between or deadline, between is None


def _from_start(deadline: Deadline, start: Deadline) -> Deadline | None:
    """The time between two columns, "Bắt đầu" and "Hoàn thành"; None if it would end before it begins."""
    first = start.start or start.due
    if first is None or deadline.kind is not Kind.DATE or deadline.due is None:
        return deadline
    return replace(deadline, kind=Kind.RANGE, start=first) if first <= deadline.due else None
