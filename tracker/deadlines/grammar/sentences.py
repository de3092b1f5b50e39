"""Grammar of a whole phrase with one meaning: a span, a recurrence, ongoing work, and the remarks around them.

Every word must have its part: what is left over makes the phrase unclear, never a date.
"""

import re
from dataclasses import dataclass, field

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.anchors import Anchor, read_anchor
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.cycles import Cycle, read_cycles
from tracker.deadlines.grammar.normalise import fold
from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.grammar.remarks import has_danger, is_harmless, skip_purpose
from tracker.deadlines.grammar.spans import ONE, RANGE, Span, read_span

_SEPARATORS = frozenset({",", ";", "/", "-", ":", ".", "+", v.AND})
_CYCLE_OPENERS = frozenset({v.EVERY, v.PERIODIC, v.YEARLY, v.LEAST, v.NUM})
_UNITS = frozenset({v.DAY, v.WEEK, v.MONTH, v.QUARTER, v.YEAR, v.HALF_YEAR, v.WORD})
_VERBS = frozenset({v.DONE, v.WORK, v.HEDGE})
# "Báo cáo Quý I/2026" is as well the report on that quarter; "báo cáo trong Quý I/2026" is not.
_AFTER_WORK = frozenset({v.IN, v.BEFORE, v.LATEST, v.UNTIL, v.END_OF, v.EVERY, v.PERIODIC, v.ONGOING, ":"})
_AFTER_THIS = frozenset({v.AFTER, v.NEXT})
_BETWEEN_WORK = frozenset({",", v.AND, v.END})
_REPEATING = frozenset({v.ONGOING, v.EVERY, v.PERIODIC, v.TIMES, v.YEARLY})
_ENDING = re.compile(r"hoan (?:thanh|tat|thien)|ket thuc|xong")
_ONCE = re.compile(r"(?:trinh |du kien |hoan thanh )?(?:ban hanh|phe duyet|cong bo)|trinh\b|khoi cong|khanh thanh")
"""Work that is done once, so that a year beside it is not when a recurrence begins."""
_EMPHASIS = frozenset({"cao", "tap", "nhat", "dac"})
_TAIL = frozenset({v.WORD, v.OF, v.AND, v.DONE, v.WORK, v.IS})


@dataclass(slots=True)
class Sentence:
    """The pieces of a phrase."""

    spans: list[Span] = field(default_factory=list)
    restated: Span | None = None
    periodic: bool = False
    anchor: Anchor | None = None
    cycles: list[Cycle] = field(default_factory=list)
    label: str = ""
    ends: bool = False
    ongoing: bool = False
    on_demand: bool = False
    by_rule: bool = False
    linked: bool = False


def read_sentence(c: Cursor) -> Sentence | None:
    """The whole rest of the phrase, or None."""
    found = Sentence()
    start = c.at
    while not c.done():
        if not _element(c, found):
            c.at = start
            return None
        found.linked = found.linked or (c.kind() == v.AND and bool(found.spans) and not found.cycles)
        c.skip(_SEPARATORS)
    checked = _checked(found)
    if checked is None:
        c.at = start
    return checked


def _element(c: Cursor, found: Sentence) -> bool:
    kind = c.kind()
    if kind == "(":
        return _bracket(c, found)
    if kind == ")":
        c.at += 1
        return True
    if kind in (v.AD_HOC, v.OR):
        return _on_demand(c, found)
    if kind == v.ONGOING:
        found.ongoing = True
        c.at += 1
        return True
    if kind == v.BY_RULE or (kind == v.PERIODIC and found.ongoing and c.kind(1) == v.END):
        found.by_rule = True
        c.at += 1
        _skip_tail(c)
        return True
    if kind in _VERBS:
        return _verbs(c, found)
    if kind == v.WORD and (found.spans or found.cycles) and skip_purpose(c):
        return True
    if kind == v.WORD and found.ongoing and not found.spans and _skip_emphasis(c):
        return True
    return _cycles(c, found) or _next_year(c, found) or _span(c, found) or _anchor(c, found) or _periodic(c, found)


def _verbs(c: Cursor, found: Sentence) -> bool:
    """The work before a point ("hoàn thành trong"), or after it."""
    start = c.at
    c.skip(_VERBS)
    is_work = v.WORK in c.kinds[start : c.at] and not found.cycles
    leads_on = c.kind() in _AFTER_WORK or (found.ongoing and c.kind() in _BETWEEN_WORK)
    if is_work and not leads_on:
        return False
    if not found.spans:
        found.label = c.tokens.said(start, c.at)
    found.ends = not is_work and _ENDING.match(c.texts[start]) is not None
    return True


def _cycles(c: Cursor, found: Sentence) -> bool:
    if c.kind() == v.OF and c.kind(1) == v.EVERY:
        c.at += 1  # "ngày 31/12 của hằng năm"
    kind = c.kind()
    if kind not in _CYCLE_OPENERS and (kind not in _UNITS or c.kind(1) in (v.NUM, v.ROMAN)):
        return False
    cycles = read_cycles(c)
    if cycles is None:
        return False
    found.cycles += cycles
    return True


def _skip_emphasis(c: Cursor) -> bool:
    """ "thường xuyên, cao điểm dịp Lễ, Tết", "nhất là mùa mưa bão": when more of the work falls, without a day."""
    after = c.kinds.index(v.END)
    is_said = c.texts[c.at].split(" ")[0] in _EMPHASIS and {v.NUM, v.ROMAN}.isdisjoint(c.kinds[c.at : after])
    if not is_said or has_danger(c, c.at, after):
        return False
    c.at = after
    return True


def _next_year(c: Cursor, found: Sentence) -> bool:
    """ "hằng năm, trước ngày 15/01 năm sau": each period is reported on in the next."""
    if not (found.cycles and found.spans) or c.kind() not in (v.OF, v.YEAR):
        return False
    start = c.at
    c.eat(v.OF)
    if c.eat(v.YEAR) and c.eat_any(_AFTER_THIS):
        c.eat(v.NEXT)
        return True
    c.at = start
    return False


def _span(c: Cursor, found: Sentence) -> bool:
    if len(found.spans) < 2 and (span := read_span(c)) is not None:
        found.spans.append(span)
        return True
    return False


def _anchor(c: Cursor, found: Sentence) -> bool:
    if found.anchor is None and (anchor := read_anchor(c)) is not None:
        found.anchor = anchor
        return True
    return False


def _periodic(c: Cursor, found: Sentence) -> bool:
    """ "định kỳ trước ngày 20 hằng tháng": the frequency comes later."""
    found.periodic = c.eat(v.PERIODIC)
    return found.periodic


def _on_demand(c: Cursor, found: Sentence) -> bool:
    """ "hoặc đột xuất khi có yêu cầu của cấp trên"."""
    if c.eat(v.OR) and c.kind() != v.AD_HOC:
        raise Refused("alternatives")
    while c.eat(v.AD_HOC):
        if c.kind(1) == v.AD_HOC:
            c.eat(v.OR) or c.eat(v.AND) or c.eat(",")
    _skip_tail(c)
    found.on_demand = True
    return True


def _weekday(c: Cursor, found: Sentence, first: int, close: int) -> bool:
    """ "13/3/2026 (thứ Sáu)": the day must be one."""
    span = found.spans[-1] if found.spans else None
    if span is None or span.points[-1].unit != periods.DAY or c.kinds[first:close] != [v.WEEKDAY]:
        return False
    day = span.points[-1]._replace(weekday=c.values[first])
    found.spans[-1] = span._replace(points=(*span.points[:-1], day))
    return True


def _is_footnote(c: Cursor, found: Sentence, first: int, close: int) -> bool:
    """ "Quý I/2026 (1)"; after a year alone it may be a month."""
    of_year = bool(found.spans) and found.spans[-1].points[-1].unit == periods.YEAR
    return close == first + 1 and c.is_number(1) and not of_year


def _skip_tail(c: Cursor) -> None:
    """ "của cấp có thẩm quyền" after "theo quy định", "khi có yêu cầu"."""
    if c.eat(v.OF):
        c.skip(_TAIL)


def _bracket(c: Cursor, found: Sentence) -> bool:
    """A remark that changes nothing, the same point in other words, or a part of the phrase like any other."""
    first = c.at + 1
    end = c.kinds.index(v.END)
    close = c.kinds.index(")", first) if ")" in c.kinds[first:end] else end
    after = min(close + 1, end)
    if is_harmless(c, first, close) or _weekday(c, found, first, close) or _is_footnote(c, found, first, close):
        c.at = after
        return True
    repeats = found.cycles or found.ongoing or not _REPEATING.isdisjoint(c.kinds[first:close])
    if found.spans and c.kinds[c.at - 1] in _VERBS:
        return False
    if found.spans and not repeats:
        c.at = first
        found.restated = read_span(c)
        if found.restated is None or c.at != close:
            raise Refused("remark")
        c.at = after
        return True
    c.at = first
    return True


def _checked(found: Sentence) -> Sentence | None:
    """Pieces that mean nothing alone, or do not go together."""
    repeats = bool(found.cycles) or (found.anchor is not None and found.anchor.given)
    if found.on_demand and found.label and found.spans and not repeats:
        raise Refused("alternatives")
    found.spans = _from_start_to_end(found)
    if found.cycles and found.label and any(_is_own_point(span, found.label) for span in found.spans):
        return None
    if found.periodic and not repeats:
        raise Refused("period_missing")
    if not (repeats or found.ongoing):
        if found.on_demand:
            raise Refused("alternatives" if found.spans else "on_demand")
        if found.by_rule:
            raise Refused("ambiguous" if found.spans else "vague")
        if found.anchor is not None:
            raise Refused("month_missing" if _is_day_of_month(found.anchor) else "period_missing")
        if len(found.spans) > 1:
            raise Refused("two_dates")
        if not found.spans:
            return None
    return found


def _from_start_to_end(found: Sentence) -> list[Span]:
    """ "Từ 01/3/2026, hoàn thành trước 30/9/2026": one span, where the words say which begins and which ends."""
    if len(found.spans) != 2 or not found.ends:
        return found.spans
    first, last = found.spans
    is_begun = first.lead.since and not (first.lead.now or first.lead.before or first.lead.until or first.onward)
    is_ended = not (last.lead.since or last.lead.phase or last.onward)
    if not (is_begun and is_ended and first.shape == last.shape == ONE):
        return found.spans
    return [Span(RANGE, (*first.points, *last.points), first.lead._replace(before=last.lead.before))]


def _is_day_of_month(anchor: Anchor) -> bool:
    return anchor.by[0].day is not None and anchor.by[0].month_of_quarter is None


def _is_own_point(span: Span, label: str) -> bool:
    """ "Ban hành trong Quý I/2026; hằng năm rà soát": a point with a year and work of its own bounds nothing."""
    is_once = _ONCE.match(fold(label)) is not None
    return any(point.year is not None and (is_once or point.unit != periods.YEAR) for point in span.points)
