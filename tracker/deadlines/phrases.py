"""Deadlines as officials write them: "Quý I/2026", "trước ngày 20/12 hằng năm", "chậm nhất 10 ngày sau khi …".

`parse_deadline` reads a phrase by a grammar that must account for every word of it. What it does not know, or what
could be read in two ways, becomes `unclear` with a problem and never gets a day. Pure: no clock, database or Flask.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.meanings import AddWorkingDays, Fields, of_parts, of_relative, of_sentence
from tracker.deadlines.grammar.normalise import fold, reading_form
from tracker.deadlines.grammar.parts import Part, read_parts, read_repeated_work
from tracker.deadlines.grammar.refusals import Refused, problem
from tracker.deadlines.grammar.relatives import Relative, read_relative
from tracker.deadlines.grammar.sentences import Sentence, read_sentence
from tracker.deadlines.grammar.spans import Span
from tracker.deadlines.grammar.tokens import Tokens
from tracker.deadlines.grammar.unclear import reason
from tracker.deadlines.values import By, Deadline, Freq, Kind, Milestone, Offset, Problem, Recurrence

__all__ = [
    "By",
    "Deadline",
    "Freq",
    "Kind",
    "Milestone",
    "Offset",
    "Problem",
    "Recurrence",
    "last_good_day",
    "parse_deadline",
]

Reading = Sentence | Relative | list[Part] | Refused | None

# Refusals of a phrase as one sentence that may still be several pieces of work.
_TWO_THINGS = frozenset({"two_dates", "mixed_list", "remark"})
_EMPTY = re.compile(r"(?!.*//)[-\s.…_/,;:•|*]*")
_LINES_ABOVE = "(muc|dong|nhiem vu|noi dung|y|phan|hang)"
_DITTO = re.compile(rf"[-\s.(]*(n\s*[/.]?\s*t|nhu ({_LINES_ABOVE} )?(o )?tren|ditto|idem|//+|[\"']+)[-\s.)]*")
# Plans look ahead to 2045 and 2050; "2062" is mostly 2026 with its digits exchanged.
_FARTHEST_YEARS = 25
_LONGEST_MARK = 40
_LONGEST_PHRASE = 1000
_SAME_AS_ABOVE = Refused("same_as_above")


def parse_deadline(
    raw: str, issued_on: date | None = None, *, add_working_days: AddWorkingDays | None = None
) -> Deadline:
    """What a deadline phrase means; `issued_on`, the day the document was issued, gives the year it leaves out.

    `add_working_days` (of a `Calendar`) counts "15 ngày làm việc kể từ ngày ký"; without it that deadline has no day.
    """
    wording, marked = reading_form(raw)
    try:
        found = Deadline(wording, **_meaning(_read(wording, marked), issued_on, add_working_days))
    except Refused as refusal:
        return Deadline(
            wording, Kind.UNCLEAR, same_as_above=refusal.code == "same_as_above", problems=(problem(refusal.code),)
        )
    if found.due and issued_on and found.due.year > issued_on.year + _FARTHEST_YEARS:
        return replace(found, problems=(*found.problems, problem("year_far")))
    return found


def last_good_day(raw: str, due: date, before: bool) -> date:
    """The last day on which the work is on time, for the `due` of a deadline or of one of its milestones.

    "trước ngày 15/3" leaves the 14th; "trước tháng 3" leaves February, whose last day `due` already is.
    """
    if not before:
        return due
    reading = _read(*reading_form(raw))
    spans: list[Span] = []
    if isinstance(reading, Sentence):
        spans = reading.spans
    elif isinstance(reading, list):
        spans = [part.span for part in reading if part.span is not None]
    named = {(point.n, point.day) for span in spans for point in span.points if point.unit == periods.DAY}
    return due - timedelta(days=1) if (due.month, due.day) in named else due


def _meaning(reading: Reading, issued_on: date | None, add_working_days: AddWorkingDays | None) -> Fields:
    if isinstance(reading, Sentence):
        return of_sentence(reading, issued_on)
    if isinstance(reading, Relative):
        return of_relative(reading, issued_on, add_working_days)
    if isinstance(reading, list):
        return of_parts(reading, issued_on)
    if reading is None:
        return {"kind": Kind.NONE}
    raise Refused(reading.code)


@lru_cache(maxsize=4096)
def _read(wording: str, marked: str) -> Reading:
    """The phrase as the grammar sees it, before any year is filled in; None when it names no deadline."""
    if len(wording) < _LONGEST_MARK:
        folded = fold(marked)
        if _EMPTY.fullmatch(folded):
            return None
        if _DITTO.fullmatch(folded):
            return _SAME_AS_ABOVE
    if len(wording) > _LONGEST_PHRASE:
        return Refused("not_understood")
    tokens = Tokens(wording, marked)
    if tokens.kinds[0] == v.NO_DEADLINE and tokens.kinds[1] == v.END:
        return None
    try:
        return _by_grammar(tokens) or Refused(reason(tokens))
    except Refused as refusal:
        return Refused(refusal.code)


def _by_grammar(tokens: Tokens) -> Reading:
    """One sentence, or a time after an event, or several pieces of work; None when it is none of them."""
    c = Cursor(tokens)
    if c.eat(v.LABEL):
        c.eat(":") or c.eat(v.IS) or c.eat("-")
    start, refusal = c.at, None
    try:
        sentence = read_sentence(c)
    except Refused as found:
        if found.code not in _TWO_THINGS:
            raise
        sentence, refusal, c.at = None, found, start
    reading = sentence or (None if refusal else read_relative(c)) or read_parts(c) or read_repeated_work(c)
    if reading is None and refusal is not None:
        raise refusal
    return reading
