"""When a sentence says that reports are due: its words, and a deadline for each period it names. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date

from tracker.deadlines.phrases import Deadline, Kind, parse_deadline
from tracker.text import squeeze

_EACH = r"(?:hằng|hàng|mỗi)\s+(?:tuần|tháng|quý|năm)"
_SPAN = r"(?:\d{1,2}|một|ba|sáu|chín)\s+(?:tuần|tháng|quý|năm)(?:\s+(?:đầu|cuối)\s+năm)?"
_PERIOD = rf"(?:{_SPAN}(?:\s*/\s*(?:01\s+|1\s+|một\s+)?lần)?|tuần|tháng|quý|năm)(?!\w)"
_DAY = (
    r"ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?|\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?"
    r"(?:\s+(?:của\s+)?tháng cuối(?:\s+(?:của\s+)?(?:mỗi\s+)?quý)?)?"
)
_DATE = rf"(?:{_DAY}|\d{{1,2}}\s*/\s*\d{{1,2}}(?:\s*/\s*\d{{4}})?)"
_BEFORE = r"(?:trước|chậm nhất(?:\s+(?:là|vào|trước))*|muộn nhất(?:\s+(?:là|vào))?|vào)"
_BY = rf"{_BEFORE}\s+{_DATE}(?:\s+và\s+(?:{_DATE}))?"
_MONTH = r"(?:trong|vào|trước)\s+(?:tháng\s+\d{1,2}|quý\s+[IV]+)"
_ITEM = rf"(?:{_EACH}|{_PERIOD})(?:\s*\(\s*{_BY}\s*\)|\s*,?\s*{_BY}(?!\s*(?:của\s+)?{_EACH}))?"
_LIST = rf"{_ITEM}(?:\s*(?:,\s*và|,|;|và|hoặc)\s*(?:báo cáo\s+)?{_ITEM})+"
_EVENT = (
    r"(?:chậm nhất|muộn nhất|trong vòng)\s+(?:sau\s+)?\d{1,3}\s+ngày(?:\s+làm việc)?\s+"
    r"(?:sau khi|kể từ)[^,;.(]{3,120}"
)
_WHEN = re.compile(
    rf"(?P<list>(?:định kỳ\s+){_LIST}(?:\s+hoặc đột xuất)?|{_EACH}(?:\s*,\s*{_ITEM})+"
    rf"|(?<=báo cáo )(?:định kỳ\s+)?{_LIST})"
    rf"|(?:định kỳ\s+)?{_EACH}\s*(?:,?\s*{_BY}|\(\s*{_BY}\s*\))|{_BY}\s+(?:của\s+)?{_EACH}|{_MONTH}\s+{_EACH}"
    rf"|định kỳ\s+{_PERIOD}\s*\(\s*{_BY}\s*\)"
    rf"|{_BY}|{_EVENT}"
    rf"|định kỳ\s+(?:{_EACH}|{_PERIOD})(?:\s+hoặc đột xuất)?|\d{{1,2}}\s+tháng\s*/\s*(?:01\s+|1\s+)?lần"
    rf"|{_EACH}"
    r"|định kỳ(?:\s+hoặc đột xuất)?(?=\s+báo cáo)"
    r"|(?:(?<=báo cáo )|(?<=báo cáo tiến độ ))định kỳ(?:\s+hoặc đột xuất)?",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(rf"(?P<period>{_EACH}|{_PERIOD})\s*(?:[(,]?\s*(?P<by>{_BY}))?", re.IGNORECASE)
_OPENING_EACH = re.compile(rf"\s*(?:định kỳ\s+)?{_EACH}", re.IGNORECASE)
_LAST_BY = re.compile(rf"{_BEFORE}\s+{_DATE}(?=\s*(?:$|[.;,)]))", re.IGNORECASE)
_EXPLICIT = frozenset({Kind.RECURRING, Kind.DATE, Kind.RELATIVE})


@dataclass(frozen=True, slots=True)
class When:
    """Where the words stand in the sentence, and the deadlines they set: one for each period of a list."""

    start: int
    end: int
    deadlines: tuple[Deadline, ...]

    @property
    def is_once(self) -> bool:
        return all(deadline.kind is Kind.DATE for deadline in self.deadlines)

    @property
    def is_explicit(self) -> bool:
        return all(deadline.kind in _EXPLICIT for deadline in self.deadlines)


def when_in(sentence: str, issued_on: date | None) -> When | None:
    """The first time for a report that the sentence names outright, else the first it hints at ("định kỳ")."""
    times = [_time(found, issued_on) for found in _WHEN.finditer(sentence)]
    whole = _apart(sentence, issued_on)
    if whole is not None:
        return whole
    return next((time for time in times if time.is_explicit), times[0] if times else None)


def _apart(sentence: str, issued_on: date | None) -> When | None:
    """ "Hằng năm, … báo cáo … trước ngày 20/12": the period and its day, with other words between them."""
    each, by = _OPENING_EACH.match(sentence), _LAST_BY.search(sentence)
    if each is None or by is None or each.end() >= by.start():
        return None
    deadline = parse_deadline(squeeze(f"{each.group()} {by.group()}"), issued_on)
    is_exact = deadline.recurrence is not None and bool(deadline.recurrence.by)
    return When(each.start(), each.end(), (deadline,)) if is_exact else None


def _time(found: re.Match[str], issued_on: date | None) -> When:
    words = squeeze(found.group())
    deadlines = _of_list(words, issued_on) if found["list"] else []
    return When(found.start(), found.end(), tuple(deadlines) or (parse_deadline(words, issued_on),))


def _of_list(words: str, issued_on: date | None) -> list[Deadline]:
    """ "định kỳ tháng, 3 tháng, 6 tháng, 1 năm" is four; the same period twice, by a slip of the pen, is one."""
    found: list[Deadline] = []
    for item in _LIST_ITEM.finditer(words):
        deadline = _of_item(item["period"], item["by"] or "", issued_on)
        if deadline.kind is not Kind.RECURRING:
            return []
        if all(deadline.recurrence != other.recurrence for other in found):
            found.append(deadline)
    return found


def _of_item(period: str, by: str, issued_on: date | None) -> Deadline:
    """ "6 tháng (trước ngày 10/6)" beside "năm (trước ngày 10/12)": that on six months is due that day each year."""
    raw = squeeze(f"định kỳ {period} {by}" if "kỳ" not in period else f"{period} {by}")
    deadline = parse_deadline(raw, issued_on)
    if by and deadline.kind is not Kind.RECURRING:
        return replace(parse_deadline(f"{by} hằng năm", issued_on), raw=raw)
    return deadline
