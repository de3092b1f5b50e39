"""Why no reading was found: the nearest reason in the words of the phrase."""

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.tokens import Tokens

_VAGUE_OPENERS = frozenset({"theo", "tuy", "som", "khan", "khi", "kip", "nhanh", "dang", "da", "chua"})
_PERIODS = frozenset({v.MONTH, v.QUARTER, v.YEAR, v.PERIODIC, v.PHASE, v.TERM, v.PART, v.EVERY})
_UNITS = frozenset({v.DAY, v.WEEK, v.MONTH, v.YEAR})


def reason(tokens: Tokens) -> str:
    kinds = set(tokens.kinds)
    first = tokens.kinds[0]
    if v.LUNAR in kinds:
        return "lunar"
    if v.SCHOOL_YEAR in kinds:
        return "school_year"
    if tokens.kinds[0] == v.PERIODIC and v.NUM not in kinds:
        return "period_missing"
    if v.OR in kinds:
        return "alternatives"
    if first == v.FROM:
        return "start_only"
    if v.NUM not in kinds and v.ROMAN not in kinds:
        if first == v.AD_HOC:
            return "on_demand"
        if tokens.texts[0].split(" ")[0] in _VAGUE_OPENERS or first in (v.AT_ONCE, v.WHEN, v.ONWARD):
            return "vague"
        if first == v.AFTER:
            return "condition"
        return "period_missing" if kinds & _PERIODS else "not_understood"
    if first == v.AFTER:
        return "start_only"
    numbers = [at for at, kind in enumerate(tokens.kinds) if kind == v.NUM]
    if len(numbers) == 1 and tokens.kinds[numbers[0] + 1] in _UNITS:
        return "anchor_missing"
    return "not_understood"
