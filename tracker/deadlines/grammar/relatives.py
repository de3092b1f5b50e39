"""Grammar of deadlines that wait for an event: "chậm nhất 10 ngày sau khi Tỉnh ủy ban hành", "trước khi họp 05 ngày".

The event itself is free text, kept as it was written.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.normalise import fold
from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.values import Offset

_OPENERS = frozenset({v.LATEST, v.WITHIN, v.IN, v.AFTER, v.IS, v.HEDGE, v.DONE, v.WORK, v.LABEL, ":", ","})
_DIRECTIONS = frozenset({v.AFTER, v.BEFORE, v.FROM, v.AT_ONCE})
_UNITS = {
    v.DAY: ("day", 1),
    v.WEEK: ("day", 7),
    v.MONTH: ("month", 1),
    v.QUARTER: ("month", 3),
    v.YEAR: ("month", 12),
    v.HALF_YEAR: ("month", 6),
}
# Words in the event that set a second limit or an alternative: the offset alone would be half the deadline.
_SECOND_LIMIT = frozenset({v.OR, v.LATEST, v.BEFORE, v.WITHIN, v.PERIODIC, ";"})
_PERIODS = frozenset({v.MONTH, v.QUARTER})
_HOURS = frozenset({v.HOUR, v.MINUTE})
_DATED = frozenset({v.NUM, v.DAY, v.END_OF})
_WHEN = "khi "
_EVENT_OPENERS = frozenset(
    {v.WORD, v.DONE, v.WORK, v.NUM, v.LABEL, v.TERM, v.PHASE, v.TIMES, v.LUNAR, v.END_OF, v.PART, v.ONGOING, v.HEDGE}
    | {v.SCHOOL_YEAR, v.EVERY, v.YEAR, v.MONTH, v.QUARTER, v.DAY, v.WITHIN, v.NO_DEADLINE}
)
_OWN_DOCUMENT = (
    "(ke hoach|van ban|quyet dinh|chuong trinh|cong van|nghi quyet|thong bao|chi thi|de an|ket luan)"
    "( hanh dong| trien khai)? nay"
)
_ISSUE = "(ky|ban hanh|ky,? ban hanh)"
_OWN_ISSUE = re.compile(f"(duoc )?{_ISSUE}( {_OWN_DOCUMENT})?|{_OWN_DOCUMENT} (duoc )?{_ISSUE}")


class Relative(NamedTuple):
    offset: Offset
    from_own_issue: bool


def read_relative(c: Cursor) -> Relative | None:
    """The whole rest of the phrase, or None and the cursor where it was."""
    if _DIRECTIONS.isdisjoint(c.kinds):
        return None
    start = c.at
    c.skip(_OPENERS)
    found = None if _is_report_on_months(c) else _counted(c)
    if found is None:
        c.at = start
        found = _uncounted(c)
    if found is None:
        c.at = start
    return found


def _counted(c: Cursor) -> Relative | None:
    """ "15 (mười lăm) ngày làm việc kể từ ngày ký"."""
    length = _length(c)
    if length is None:
        return None
    n, unit = length
    c.eat(",") if c.kind(1) == v.FROM else None
    if c.eat(v.FROM):
        c.eat(v.AFTER)
        direction = "after"
    elif c.eat(v.AFTER):
        if c.kind() == v.YEAR and not c.tokens.accented:
            raise Refused("ambiguous")  # "thang sau nam 2026": the sixth month, or months after it
        direction = "after"
    elif c.eat(v.BEFORE):
        direction = "before"
    else:
        return None
    _skip_moment(c)
    return _relative(c, n, unit, direction, _end(c))


def _is_report_on_months(c: Cursor) -> bool:
    """ "báo cáo 6 tháng trước ngày 15/6": the report on six months, and the day before which it is due."""
    at = c.at
    if at == 0 or c.kinds[at - 1] != v.WORK or c.kinds[at : at + 3] != [v.NUM, v.MONTH, v.BEFORE]:
        return False
    at += 4 if c.kinds[at + 3] == v.DAY else 3
    return c.kinds[at] == v.NUM


def _length(c: Cursor) -> tuple[int, str] | None:
    if not c.is_number(most_digits=3) or c.values[c.at] == 0:
        return None
    n = c.number()
    if c.kind() == "(" and c.kind(1) == v.NUM and c.kind(2) == ")":
        if c.values[c.at + 1] != n:
            raise Refused("two_dates")
        c.at += 3
    if c.kind() == v.HOUR:
        raise Refused("unit_unsupported")
    if c.kind() not in _UNITS:
        return None
    unit, factor = _UNITS[c.kind()]
    c.at += 1
    if c.eat(v.WORKING):
        if unit != "day" or factor != 1:
            return None
        unit = "working_day"
    return n * factor, unit


def _skip_moment(c: Cursor) -> None:
    """ "khi", "ngày", "thời điểm": what follows is the event."""
    c.eat(v.IN)
    c.eat(v.WHEN) or c.eat(v.DAY)


def _is_event_on_demand(c: Cursor) -> bool:
    """ "khi có yêu cầu", "khi có chỉ đạo": one wording of the vocabulary, and an event all the same."""
    return c.kind() == v.AD_HOC and c.texts[c.at].startswith(_WHEN)


def _uncounted(c: Cursor) -> Relative | None:
    """ "ngay sau khi …", "trước khi … 5 ngày", "sau khi … 10 ngày"."""
    c.skip(_OPENERS - {v.AFTER})
    at_once = c.eat(v.AT_ONCE) or (not c.tokens.accented and c.kind(1) == v.AFTER and c.eat(v.DAY))
    direction = "before" if c.kind() == v.BEFORE else "after"
    if not (c.eat(v.AFTER) or c.eat(v.BEFORE) or (at_once and c.kind() == v.WHEN)):
        return None
    when = c.eat(v.WHEN) or _is_event_on_demand(c) or bool(at_once and direction == "after" and c.kind() == v.WORD)
    if not when and not c.eat(v.DAY):
        return None
    if not when and c.kind() == v.NUM:
        return None  # "trước ngày 15/12 …" names a day, not an event
    end = _end(c)
    length_at = _length_at_end(c, end)
    if length_at:
        event = c.at
        c.at = length_at
        length = _length(c)
        c.at = event
        return _relative(c, *length, direction, length_at) if length else None
    if not when:
        return None
    if not at_once and direction == "after":
        raise Refused("condition")
    return _relative(c, None, "day", direction, end)


def _length_at_end(c: Cursor, end: int) -> int:
    """Where "05 ngày" begins when the phrase ends with it, else 0."""
    if c.kinds[end - 1] in _HOURS or c.kinds[end - 1] == v.TIME:
        raise Refused("unit_unsupported")
    for size in (2, 3):
        at = end - size
        if at > c.at and c.kinds[at] == v.NUM and c.kinds[at + 1] in _UNITS:
            return at if size == 2 or c.kinds[end - 1] == v.WORKING else 0
    return 0


def _end(c: Cursor) -> int:
    end = c.kinds.index(v.END)
    while end > c.at and c.kinds[end - 1] in {".", ",", ";"}:
        end -= 1
    return end


def _relative(c: Cursor, n: int | None, unit: str, direction: str, end: int) -> Relative | None:
    """The event is what stands between the cursor and `end`; words of a second limit make the whole unclear."""
    on_demand = _is_event_on_demand(c)
    if end <= c.at or not (on_demand or c.kind() in _EVENT_OPENERS):
        raise Refused("anchor_missing")
    if _has_second_limit(c, end):
        raise Refused("two_dates")
    event = c.tokens.said(c.at, end)[len(_WHEN) if on_demand else 0 :]
    # "kỳ" (a session) folds like "ký" (to sign).
    own = direction == "after" and n is not None and "kỳ" not in event.lower()
    c.at = c.kinds.index(v.END)
    return Relative(Offset(n, unit, direction, event), own and _OWN_ISSUE.fullmatch(fold(event)) is not None)


def _has_second_limit(c: Cursor, end: int) -> bool:
    kinds = c.kinds[c.at : end + 1]
    if not _SECOND_LIMIT.isdisjoint(kinds[:-1]):
        return True
    return any(
        (kind in _PERIODS and after in (v.NUM, v.ROMAN))
        or (kind == v.EVERY and after in _UNITS)
        or (kind == v.UNTIL and after in _DATED)
        for kind, after in pairwise(kinds)
    )
