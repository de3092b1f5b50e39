"""Grammar of how often: "hằng quý", "06 tháng/lần", "2 lần/năm", "định kỳ 3 tháng, 6 tháng, 1 năm"."""

from typing import NamedTuple

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.values import Freq

_UNITS = frozenset({v.DAY, v.WEEK, v.MONTH, v.QUARTER, v.YEAR, v.HALF_YEAR})
_MONTHS_OF = {v.MONTH: 1, v.QUARTER: 3, v.YEAR: 12, v.HALF_YEAR: 6}
_LIST_MARKS = frozenset({",", "/", ";", v.AND})
_AFTER_A_BARE_UNIT = frozenset({v.NUM, v.ROMAN, v.PART, v.THIS, v.WORKING, v.WORD, v.AFTER})
_PER = frozenset({"/", v.EVERY})


class Cycle(NamedTuple):
    """Every `n` days, weeks or months."""

    unit: str
    n: int


def read_cycles(c: Cursor) -> list[Cycle] | None:
    """One frequency or a list of them ("tháng, 3 tháng, 6 tháng, 1 năm"); None when it is no frequency."""
    start = c.at
    c.eat(v.LEAST)
    explicit = c.eat(v.PERIODIC)
    c.eat(",") if explicit else None
    explicit = c.eat(v.EVERY) or _eat_by(c) or explicit
    found = _cycle(c, explicit)
    if found is None:
        c.at = start
        return None
    cycles, counted = [found[0]], found[1]
    while (found := _next_cycle(c, explicit)) is not None:
        cycles.append(found[0])
        counted = counted or found[1]
    by_months = all(cycle.unit == v.MONTH for cycle in cycles)
    if explicit or counted or (len(cycles) > 1 and by_months):
        return cycles
    c.at = start
    return None


def finest(cycles: list[Cycle]) -> tuple[Freq, int]:
    """The frequency that all others are multiples of: reports by month, quarter and year come every month."""
    best = min(cycles, key=_days)
    if best.unit == v.MONTH:
        if any(cycle.n % best.n for cycle in cycles):
            raise Refused("recurrence_mixed")
        return _monthly(best.n)
    if best.n > 1 and len(cycles) > 1:
        raise Refused("recurrence_mixed")
    return (Freq.DAILY if best.unit == v.DAY else Freq.WEEKLY), best.n


def _days(cycle: Cycle) -> int:
    return cycle.n * {v.DAY: 1, v.WEEK: 7, v.MONTH: 30}[cycle.unit]


def _monthly(months: int) -> tuple[Freq, int]:
    named = {3: Freq.QUARTERLY, 6: Freq.SEMIANNUAL, 12: Freq.YEARLY}
    if months in named:
        return named[months], 1
    return (Freq.YEARLY, months // 12) if months % 12 == 0 else (Freq.MONTHLY, months)


def _eat_by(c: Cursor) -> bool:
    """ "theo quý", "theo tháng, quý, năm", "các tháng"."""
    if c.kind() == v.WORD and c.texts[c.at] in ("theo", "cac") and c.kind(1) in _UNITS:
        c.at += 1
        return True
    return False


def _next_cycle(c: Cursor, explicit: bool) -> tuple[Cycle, bool] | None:
    start = c.at
    if c.eat_any(_LIST_MARKS):
        c.eat(v.AND)
        c.eat(v.PERIODIC)
        named = c.eat(v.EVERY)
        if (found := _cycle(c, explicit or named)) is not None:
            return found
    c.at = start
    return None


def _cycle(c: Cursor, explicit: bool) -> tuple[Cycle, bool] | None:
    """One frequency, and whether it is one by its own words ("6 tháng/lần", not "6 tháng")."""
    start = c.at
    if c.eat(v.YEARLY):
        return Cycle(v.MONTH, 12), True
    if c.is_number() and c.kind(1) == v.TIMES:
        times = c.number()
        c.at += 1
        if (found := _per(c)) is not None:
            return _divided(found, times), True
        c.at = start
        return None
    found = _length(c)
    if found is None:
        return None
    if (times := _times(c)) > 0:
        return _divided(found, times), True
    if c.kind() in _AFTER_A_BARE_UNIT or (c.kind() == "/" and c.kind(1) == v.NUM and c.kind(2) not in _UNITS):
        c.at = start
        return None
    return found, explicit and c.kinds[start] in _UNITS


def _length(c: Cursor) -> Cycle | None:
    """ "6 tháng", "quý", "2,5 năm"."""
    start, n, half = c.at, 1, False
    if c.kind() == v.NUM:
        if not c.is_number() or c.values[c.at] == 0:
            return None
        n = c.number()
        if c.kind() == "," and c.is_number(1) and c.values[c.at + 1] == 5 and c.kind(2) == v.YEAR:
            half = c.tokens.touch(c.at)
            c.at += 2 if half else 0
    if c.kind() not in _UNITS:
        c.at = start
        return None
    unit = c.kind()
    c.at += 1
    if unit in _MONTHS_OF:
        return Cycle(v.MONTH, n * _MONTHS_OF[unit] + (6 if half else 0))
    return Cycle(unit, n)


def _times(c: Cursor) -> int:
    """ "/lần", "một lần", "/01 lần", "2 lần" after a period; 0 when there is none."""
    start = c.at
    c.eat("/") or c.eat("-") or c.eat(",")
    c.eat(v.LEAST)
    times = c.number() if c.is_number() else 1
    if c.eat(v.TIMES) and times:
        return times
    c.at = start
    return 0


def _per(c: Cursor) -> Cycle | None:
    """The "/năm" of "2 lần/năm", "một quý" of "1 lần một quý"."""
    start = c.at
    while c.eat_any(_PER):
        pass
    if c.at == start and c.kind() == v.WORD and c.texts[c.at] == "tren":
        c.at += 1
    found = _length(c)
    # "1 lần trong năm 2026" happens once, in that year.
    return None if c.kind() in (v.NUM, v.ROMAN) else found


def _divided(cycle: Cycle, times: int) -> Cycle:
    if times == 1:
        return cycle
    if times and cycle.unit == v.MONTH and cycle.n % times == 0:
        return Cycle(v.MONTH, cycle.n // times)
    raise Refused("recurrence_unsupported")
