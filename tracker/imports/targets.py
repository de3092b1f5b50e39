"""The value an indicator must reach, from the words of its cell. Pure.

Only a cell that begins with its number is measured ("≥ 95", "Đạt 2%", "Tối thiểu 36%"); "Xây dựng lộ trình hình thành
ít nhất 02 Trung tâm" is work to do, and stays words.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from tracker.text import squeeze

NOTHING = "none"
"""The comparator of a year that the table has a column for, but no value."""


@dataclass(frozen=True, slots=True)
class Target:
    year: int | None
    raw: str
    comparator: str
    min: float | None = None
    max: float | None = None
    unit: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "raw": self.raw,
            "comparator": self.comparator,
            "min": self.min,
            "max": self.max,
            "unit": self.unit,
        }


_LEAD_IN = re.compile(
    r"(?:(?:phấn đấu|đạt|có|bố trí|ở mức|mức|duy trì|hình thành|đến|khoảng|trung bình|bình quân|"
    r"(?:mỗi|hằng|hàng) năm|tỷ lệ|tỉ lệ|thu hút|còn|từ)\b[\s:,]*)*",
    re.IGNORECASE,
)
_WORDS = (
    (">=", r"≥|>=|=>|⩾|ít nhất|tối thiểu|không (?:dưới|thấp hơn|ít hơn)|từ(?=[^–-]*trở lên)"),
    ("<=", r"≤|<=|=<|⩽|nhiều nhất|tối đa|không (?:quá|vượt quá|trên|cao hơn)"),
    (">", r">|trên|hơn|lớn hơn|cao hơn|vượt"),
    ("<", r"<|dưới|nhỏ hơn|thấp hơn|ít hơn"),
    ("=", r"="),
)
_COMPARATOR = re.compile("|".join(f"(?P<c{i}>{pattern})" for i, (_, pattern) in enumerate(_WORDS)), re.IGNORECASE)
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_VALUE = re.compile(
    rf"\s*(?P<low>{NUMBER})(?:\s*(?P<unit>[%‰]))?"
    rf"(?:\s*(?:-|–|—|đến)\s*(?P<high>{NUMBER})(?:\s*(?P<unit2>[%‰]))?)?(?P<rest>.*)",
    re.DOTALL,
)
_UPWARD = re.compile(r"\s*trở lên\b", re.IGNORECASE)
_SIGN = re.compile(r"\(\s*([%‰])\s*\)\W*$")
_NONE = re.compile(r"[-–—_\s.]*")


def number_value(text: str) -> float:
    """Vietnamese writing: "1.100" is eleven hundred, "0,63" and "0.60" are parts of one."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    return float(text.replace(",", "."))


def is_no_target(cell: str) -> bool:
    """An empty cell or a dash: nothing is asked for that year."""
    return bool(_NONE.fullmatch(cell))


def read_target(cell: str, year: int | None) -> Target:
    raw = squeeze(cell)
    if is_no_target(raw):
        return Target(year, raw, NOTHING)
    lead = _LEAD_IN.match(raw)
    rest = raw[lead.end() :] if lead else raw
    comparator, rest = _comparator(rest)
    found = _VALUE.match(rest)
    if found is None or _is_word(found["rest"]):
        return Target(year, raw, "text")
    low, high = number_value(found["low"]), found["high"]
    unit = found["unit"] or found["unit2"] or _unit(found["rest"])
    if high is not None:
        return Target(year, raw, comparator or "range", low, number_value(high), unit)
    if _UPWARD.match(found["rest"]):
        comparator = ">="
    least = low if comparator in (None, "=", ">=", ">") else None
    most = low if comparator in (None, "=", "<=", "<") else None
    return Target(year, raw, comparator or "=", least, most, unit)


def unit_of(unit: str, title: str) -> str:
    """What the values of an indicator count: its column of units, else the sign at the end of its name ("… (%)")."""
    sign = _SIGN.search(title)
    return unit or (sign[1] if sign else "")


def in_unit(target: Target, unit: str) -> Target:
    """A number without a unit of its own has that of its column."""
    is_number = target.min is not None or target.max is not None
    return replace(target, unit=unit) if is_number and target.unit is None and unit else target


def _comparator(text: str) -> tuple[str | None, str]:
    match = _COMPARATOR.match(text)
    if match is None:
        return None, text
    index = next(i for i in range(len(_WORDS)) if match[f"c{i}"])
    return _WORDS[index][0], text[match.end() :]


def _is_word(rest: str) -> bool:
    """The number is part of a word or a code ("5G", "24/7", "01/2026"), not a quantity."""
    return bool(re.match(r"[^\W\d_]|[/.,]\d", rest)) or bool(re.match(r"\s*[xX×]\s*\d", rest))


def _unit(rest: str) -> str | None:
    """The unit written after the number ("người/1 vạn dân"), as far as it is short and stands alone."""
    words = re.split(r"[(;,.]", rest, maxsplit=1)[0].strip()
    return words if words and len(words.split()) <= 5 and not _UPWARD.match(rest) else None
