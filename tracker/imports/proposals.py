"""What a person may want to do about a doubtful cell, the likeliest first. Pure but for the words of the page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from tracker.deadlines.phrases import Deadline, parse_deadline
from tracker.imports import words
from tracker.text import squeeze

MOST_READINGS = 3
_PERIODS = re.compile(
    r"quý\s*(?:[IVX]+|[1-4])(?:\s*/\s*|\s*năm\s*|\s+)?(?:\d{4})?"
    r"|(?:trước\s+)?(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}"
    r"|tháng\s*\d{1,2}(?:\s*/\s*|\s*năm\s*)?(?:\d{4})?|6 tháng (?:đầu|cuối) năm(?:\s*\d{4})?"
    r"|(?:giai đoạn\s*)?\d{4}\s*[-–]\s*\d{4}|(?:năm\s*)?\d{4}|thường xuyên|hằng (?:tháng|quý|năm)",
    re.IGNORECASE,
)
_CUTS = re.compile(r"\s*(?:[;,\n]|\bhoặc\b|\bvà\b)\s*", re.IGNORECASE)
_NO_TIME = ("none", "unclear")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A button: `act` is what it sends ("accept:lead"), `label` what it says."""

    act: str
    label: str


def proposals(
    column: str, problems: Sequence[Mapping[str, Any]], cell: str, issued_on: date | None
) -> list[Proposal]:
    """For the problems of one column; accepting all of them as they are comes last."""
    found: list[Proposal] = []
    for number, problem in enumerate(problems):
        found += _of(column, number, problem, alone=len(problems) == 1)
    if column == "deadline" and cell:
        found += [
            Proposal(f"read:deadline:{number}", _reading(one)) for number, one in enumerate(readings(cell, issued_on))
        ]
    codes = {problem["code"] for problem in problems}
    if not codes & {"agency_near", "agency_former"}:
        label = _("Chấp nhận để trống") if any(code.endswith("_missing") for code in codes) else _("Đúng như vậy")
        found.append(Proposal(f"accept:{column or 'dong'}", label))
    return found


def _reading(deadline: Deadline) -> str:
    days = words.deadline({**deadline.as_dict(), "year_inferred": False})
    return _("Hiểu là “%(phrase)s”: %(days)s", phrase=deadline.raw, days=days)


def _of(column: str, number: int, problem: Mapping[str, Any], *, alone: bool) -> Iterator[Proposal]:
    """`alone`: nothing else in the cell is doubtful, so the button need not say which words it is about."""
    code, said = problem["code"], problem.get("words", "")
    if code in ("agency_near", "agency_former"):
        yield Proposal(f"accept:{column}", _("Đúng cơ quan này"))
    elif code == "agency_new":
        label = _("Thêm vào danh bạ") if alone or not said else _("Thêm “%(name)s”", name=said)
        yield Proposal(f"add:{column}:{number}", label)
    elif problem.get("proposal"):
        yield Proposal(f"fill:{column}:{number}", _("Ghi như ô trên"))
    elif code == "agency_unknown" and said:
        label = _("Không phải tên cơ quan") if alone else _("“%(words)s” không phải cơ quan", words=said)
        yield Proposal(f"drop:{column}:{number}", label)


def readings(words_: str, issued_on: date | None) -> list[Deadline]:
    """Ways to understand a deadline that is not clear: each part of it that is clear by itself."""
    text = squeeze(words_.replace("\n", "; "))
    parts = [*_CUTS.split(text), *(match.group() for match in _PERIODS.finditer(text))]
    found: dict[tuple[Any, ...], Deadline] = {}
    for part in parts:
        one = parse_deadline(part.strip(), issued_on)
        if part.strip() and one.kind not in _NO_TIME:
            found.setdefault((one.kind, one.start, one.due, one.recurrence), one)
    return list(found.values())[:MOST_READINGS]
