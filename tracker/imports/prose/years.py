"""Which years a heading or a sentence sets a target for. Pure."""

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_LIST = rf"{_YEAR}(?:\s*(?:,|và|;|/)\s*(?:năm\s+)?{_YEAR})*"
_MENTION = re.compile(
    rf"(?P<span>giai đoạn|nhiệm kỳ|thời kỳ)\s+{_YEAR}\s*(?:[-–—]|đến)\s*(?P<end>{_YEAR})"
    rf"|(?P<lead>(?:(?:đến|tới|hết|vào|trong|cuối|các|từ|so với|của|trước|sau|kể từ|tháng\s+\d{{1,2}})\s+)*)"
    rf"(?:năm\s+)(?P<years>{_LIST})(?!\s*[-–]\s*\d)(?:\s*(?:[-–—])\s*(?P<to>{_YEAR}))?"
    rf"|(?P<till>(?:đến|hết|tới|tầm nhìn(?: đến)?)\s+)(?P<bare>{_LIST})(?![\d/])",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:từ|so với|của|trước|sau|kể từ|tháng\s+\d{1,2})\s", re.IGNORECASE)
_OUTLOOK = re.compile(r"(?:tầm nhìn|định hướng)(?:\s+đến)?(?:\s+năm)?\s*$", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_ANY = re.compile(_YEAR)


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    years: tuple[int, ...]


def mentions(text: str) -> list[Mention]:
    """The years named as a time to reach something by; not those compared with, quoted, or of a document's day."""
    hidden = _QUOTED.sub(lambda found: "\x00" * len(found.group()), text)
    found = []
    for match in _MENTION.finditer(hidden):
        if _OUTLOOK.search(hidden[: match.start()]) or _BEFORE.search(match["lead"] or ""):
            continue
        words = match["end"] or match["to"] or match["years"] or match["bare"]
        years = tuple(int(year) for year in _ANY.findall(words))
        found.append(Mention(match.start(), match.end(), years))
    return found


def years_of(heading: str) -> tuple[int, ...]:
    """ "Mục tiêu cụ thể đến năm 2030, tầm nhìn đến năm 2045" → 2030; "Tầm nhìn 2045" → 2045; "2026 - 2030" → 2030."""
    found = [year for mention in mentions(heading) for year in mention.years]
    if found:
        return tuple(dict.fromkeys(found))
    span = re.search(rf"(?<!\d){_YEAR}\s*[-–—]\s*({_YEAR})(?!\d)", heading)
    if span:
        return (int(span[1]),)
    outlook = re.match(rf"\W*(?:tầm nhìn|định hướng)\D{{0,20}}({_YEAR})", heading, re.IGNORECASE)
    return (int(outlook[1]),) if outlook else ()
