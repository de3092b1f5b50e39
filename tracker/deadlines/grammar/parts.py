"""Grammar of several pieces of work in one cell: "- Ban hành đề án trong Quý I/2026 - Báo cáo Tháng 7/2026".

The work is free text, so it is accepted only where it cannot be taken for a part of the deadline: it begins with a
verb of office work or ends with a colon, and holds no number and no word that denies, excepts or conditions.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.anchors import Anchor, read_anchor
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.cycles import Cycle, read_cycles
from tracker.deadlines.grammar.normalise import fold
from tracker.deadlines.grammar.remarks import LABEL_KINDS, has_danger, is_harmless, skip_purpose
from tracker.deadlines.grammar.sentences import Sentence, read_sentence
from tracker.deadlines.grammar.spans import LEAD_KINDS, Span, read_span

_SEPARATORS = frozenset({"•", "-", ";", ",", ".", "+", "/", v.AND})
_VERBS = frozenset({v.DONE, v.WORK})
_REPORTED = ([v.YEAR], [v.QUARTER], [v.MONTH], [v.HALF_YEAR])
_REPEATING = frozenset({v.EVERY, v.PERIODIC, v.YEARLY})
_WHEN_IT_REPEATS = frozenset({v.BEFORE, v.LATEST, v.IN, v.EVERY, v.PERIODIC})
_TURNS = frozenset({v.TIMES, v.PHASE})
_COUNTED = frozenset({v.PHASE, v.TIMES, v.WORD, v.DAY})
_STOPS = frozenset({";", "•", v.END})
_LIST_MARKS = frozenset({";", "•"})
_LABEL_ENDS = _VERBS | {v.NUM, v.ROMAN, "%"}
_BULLETS = frozenset({";", "•", "-"})
_EXPRESSION_OPENERS = (
    frozenset({v.ONGOING, v.LEAST, v.PERIODIC, v.EVERY, v.YEARLY, v.NUM, v.DAY, v.WEEK, v.MONTH, v.QUARTER, v.YEAR})
    | frozenset({v.TIME, v.WEEKDAY, v.DAYPART, v.MONTH_LETTER, v.PART, v.HALF_YEAR, v.THIS_YEAR, v.WHOLE})
    | frozenset({v.IN, v.LATEST, v.IS, v.BEFORE, v.UNTIL, v.END_OF, v.FROM, v.NOW, v.PHASE, v.TERM})
)
_SUBMITS = re.compile(
    r"trinh (?:chinh phu|quoc hoi|thu tuong(?: chinh phu)?|(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)"
    r"|(?:ban thuong vu|btv|ban chap hanh|bch|thuong truc|bo chinh tri|ban bi thu|tinh uy|thanh uy|dang uy|bo truong)"
    r"|(?:ban chi dao|bcd|chu tich))(?: (?:tinh|thanh pho|xa|phuong|ubnd|hdnd|tinh uy|thanh uy|dang uy|dang bo))*"
)
"""To whom a draft goes: "trình Ban Thường vụ Tỉnh ủy"; what is said after that is when."""
_TURN = re.compile(r"(giai doan|dot|lan|buoc) \w+")
_WORD_GLUE = frozenset({v.OF, v.AND, ",", "/", "-", "&"})


class Part(NamedTuple):
    label: str
    span: Span | None = None
    ongoing: bool = False
    cycles: tuple[Cycle, ...] = ()
    anchor: Anchor | None = None


def read_parts(c: Cursor) -> list[Part] | None:
    """The whole rest of the phrase as labelled parts, or None."""
    start, parts = c.at, []
    c.skip(_SEPARATORS)
    while not c.done():
        part = _labelled(c) or _followed_by_label(c)
        if part is None:
            c.at = start
            return None
        parts.append(part)
        c.skip(_SEPARATORS)
    # Points without work are a list only where semicolons or bullets make them one.
    bare = any(part.span and not part.label for part in parts) and _LIST_MARKS.isdisjoint(c.kinds)
    if not parts or bare or (len(parts) == 1 and not _stands_alone(parts[0])):
        c.at = start
        return None
    return parts


def _stands_alone(part: Part) -> bool:
    """One part is a deadline only if its words say so: "Báo cáo kết quả Quý I/2026" may report on that quarter."""
    label = fold(part.label)
    named = label.endswith(":") or _TURN.fullmatch(label) is not None or _SUBMITS.fullmatch(label) is not None
    return named or bool(part.span and _says_when(part.span)) or bool(part.cycles)


def _says_when(span: Span) -> bool:
    """ "trong", "trước", "chậm nhất" before it; "Chiến lược … giai đoạn 2026-2030", "… đến năm 2030" are names."""
    lead = span.lead
    until = lead.until and span.points[-1].unit != periods.YEAR
    return (lead.before or lead.latest or lead.inside or until) and not lead.phase


def _expression(c: Cursor) -> Part | None:
    if c.eat(v.ONGOING):
        return Part("", ongoing=True)
    cycles = read_cycles(c)
    if cycles is not None:
        start = c.at
        c.eat(",")
        anchor = read_anchor(c)
        c.at = c.at if anchor else start
        return Part("", cycles=tuple(cycles), anchor=anchor)
    span = read_span(c)
    if span is None or span.lead.since or span.onward:
        return None
    return Part("", span)


def _labelled(c: Cursor) -> Part | None:
    """Work, then when: the shortest label after which a deadline can be read."""
    start = c.at
    at = start
    while c.kinds[at] not in _STOPS:
        if at > start and (part := _after_label(c, start, at)) is not None:
            skip_remarks(c)
            skip_purpose(c)
            if c.kind() in _SEPARATORS or c.done() or c.kind() in _VERBS:
                return part._replace(label=c.tokens.said(start, at))
        at += 1
    c.at = start
    return None


def _after_label(c: Cursor, start: int, at: int) -> Part | None:
    """The deadline at `at`, where the tokens before it name a piece of work: "trong Quý I/2026", "(2026-2027)"."""
    bracket = c.kinds[at] == "("
    c.at = at + 1 if bracket else at
    if not (_may_begin(c, c.at) and _is_label(c, start, at, bracket)):
        return None
    part = _expression(c)
    if part is None or (bracket and not c.eat(")")):
        return None
    return part if bracket or _fits(c, start, at, part) else None


def _may_begin(c: Cursor, at: int) -> bool:
    return c.kinds[at] in _EXPRESSION_OPENERS or (c.texts[at] == "theo" and c.kinds[at + 1] in _EXPRESSION_OPENERS)


def _is_label(c: Cursor, start: int, after: int, bracket: bool) -> bool:
    """Whether these tokens can be the name of a piece of work."""
    colon = c.kinds[after - 1] == ":"
    last = after - 1 if colon else after
    if last == start or c.kinds[last - 1] in _WORD_GLUE:
        return False
    kinds = c.kinds[start:last]
    if colon and _is_reported_period(c, kinds, after):
        return True
    shares = _without_shares(kinds)
    if len(shares) < len(kinds):
        return _is_share_label(c, start, last, shares)
    if len(kinds) == 2 and kinds[1] in (v.NUM, v.ROMAN):
        return kinds[0] in (_COUNTED if colon or bracket else _TURNS) and (
            colon or bracket or c.kinds[after] in LEAD_KINDS
        )
    if colon and kinds == [v.PHASE]:
        return False
    starts_well = kinds[0] in _VERBS or colon or kinds[0] == v.HEDGE
    return (
        starts_well
        and LABEL_KINDS.issuperset(_without_reported(c, kinds))
        and not has_danger(c, start, last)
        and not _is_number_sign(c, last - 1)
    )


def _is_reported_period(c: Cursor, kinds: list[str], after: int) -> bool:
    """The "6 tháng" of "6 tháng: trước 15/6/2026; năm: trước 15/12/2026": what each report is on."""
    is_period = kinds in _REPORTED or kinds == [v.NUM, v.MONTH]
    return is_period and c.kinds[after] in (v.BEFORE, v.LATEST) and _REPEATING.isdisjoint(c.kinds)


def _without_shares(kinds: Sequence[str]) -> list[str]:
    """Without the "50%" of "hoàn thành 50% trước 30/6, 100% trước 31/12": how much of the work is due."""
    return [
        kind
        for at, kind in enumerate(kinds)
        if kind != "%" and not (kind == v.NUM and kinds[at + 1 : at + 2] == ["%"])
    ]


def _is_share_label(c: Cursor, start: int, last: int, others: list[str]) -> bool:
    """A share alone goes on with the part before it; first in the cell it may be a value in the wrong column."""
    begins = c.kinds[start] in _VERBS | {v.HEDGE, v.LEAST} or c.texts[start] == "dat"
    goes_on = c.kinds[start] == v.NUM and start > 0
    return (begins or goes_on) and (LABEL_KINDS | {v.LEAST}).issuperset(others) and not has_danger(c, start, last)


def _without_reported(c: Cursor, kinds: list[str]) -> list[str]:
    """Without the "6 tháng" of "báo cáo 6 tháng", the "năm" of "tổng kết năm": they say what the report is on, once;
    beside "hằng tháng" they would come back."""
    if v.WORK not in kinds or not _REPEATING.isdisjoint(c.kinds):
        return kinds
    at, kept = kinds.index(v.WORK) + 1, kinds[: kinds.index(v.WORK) + 1]
    if kinds[at : at + 2] == [v.NUM, v.MONTH]:
        at += 2
    elif kinds[at : at + 1] in _REPORTED:
        at += 1
    return kept + kinds[at:]


def _is_number_sign(c: Cursor, at: int) -> bool:
    """ "Quyết định số" before "12/2026"; "Sở" (a department) folds alike."""
    return c.texts[at] == "so" and c.tokens.said(at, at + 1).lower() in ("số", "so")


def _fits(c: Cursor, start: int, at: int, part: Part) -> bool:
    """Time right after a noun may belong to it ("Kế hoạch ngày 15/3/2026", "kế hoạch năm 2026"): only a month or
    quarter in a list of bullets or semicolons is taken for the deadline."""
    span, colon = part.span, c.kinds[at - 1] == ":"
    if colon or span is None or _says_when(span) or c.kinds[at - 1] in _LABEL_ENDS:
        return True
    if _SUBMITS.fullmatch(fold(c.tokens.said(start, at))):
        return True
    listed = (start == 0 or c.kinds[start - 1] in _BULLETS) and (c.done() or c.kind() in _BULLETS)
    return listed and span.points[0].unit in (periods.MONTH, periods.QUARTER)


def read_repeated_work(c: Cursor) -> Sentence | None:
    """The whole rest of the phrase as work and how often: "Báo cáo UBND tỉnh trước ngày 15/12 hằng năm"."""
    if _REPEATING.isdisjoint(c.kinds):
        return None
    start = c.at
    for at in range(start + 1, c.kinds.index(v.END)):
        if not (c.kinds[at] in _WHEN_IT_REPEATS or c.kinds[at - 1] == ":") or not _is_label(
            c, start, at, bracket=False
        ):
            continue
        c.at = at
        found = read_sentence(c)
        if found is not None and (found.cycles or (found.anchor is not None and found.anchor.given)):
            found.label = c.tokens.said(start, at).rstrip(" :")
            return found
    c.at = start
    return None


def _followed_by_label(c: Cursor) -> Part | None:
    """When, then the work: "Quý I/2026: trình", "tháng 6/2026 (ban hành)"."""
    start = c.at
    part = _expression(c)
    if part is None:
        c.at = start
        return None
    if c.kind() == "(":
        first, close = c.at + 1, _closing(c)
        words = c.kinds[first:close]
        counted = len(words) == 2 and words[0] in _TURNS and words[1] == v.NUM
        if (
            words
            and (counted or LABEL_KINDS.issuperset(_without_reported(c, words)))
            and not has_danger(c, first, close)
        ):
            c.at = min(close + 1, c.kinds.index(v.END))
            return part._replace(label=c.tokens.said(first, close))
    if c.kind() == ":" or c.kind() in _VERBS:
        c.eat(":")
        first = c.at
        while (c.kinds[c.at] in LABEL_KINDS or _is_share(c)) and not _begins_next(c):
            c.at += 1
        if c.at > first and (c.kind() in _SEPARATORS or c.done()) and not has_danger(c, first, c.at):
            return part._replace(label=c.tokens.said(first, c.at))
        c.at = start
        return None
    return part if c.kind() in _SEPARATORS or c.done() else None


def _is_share(c: Cursor) -> bool:
    return c.kind() == "%" or (c.kind() == v.NUM and c.kind(1) == "%")


def _begins_next(c: Cursor) -> bool:
    """Whether a separator stands here and a deadline after it."""
    if c.kind() not in _SEPARATORS:
        return False
    here = c.at
    c.skip(_SEPARATORS)
    follows = _expression(c) is not None
    c.at = here
    return follows


def _closing(c: Cursor) -> int:
    end = c.kinds.index(v.END)
    return c.kinds.index(")", c.at) if ")" in c.kinds[c.at : end] else end


def skip_remarks(c: Cursor) -> None:
    while c.kind() == "(":
        close = _closing(c)
        if not is_harmless(c, c.at + 1, close):
            return
        c.at = min(close + 1, c.kinds.index(v.END))
