"""Printed lines become paragraphs again: a full line goes on in the next, unless that one is set in. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tracker.imports.readers.pdf_breaks import Breaks
from tracker.imports.readers.pdf_lines import PrintedLine

_FEWEST = 4
_WIDE = 0.6
"""Part of the page's width that lines of text fill at least."""
_COMMON = 0.12
"""Of the lines that reach the right margin, so many begin at the left one; others are first lines, set in."""
_SET_IN, _SAME, _HANGING = 8.0, 3.0, 60.0
"""Points: a first line is set in by more, lines of one paragraph begin no farther apart, and those of a list item no
farther behind its mark."""
_CENTRED, _SHORT = 8.0, 20.0
_SPACE, _SAME_SIZE = 0.2, 0.15
_FAR, _WIDER = 1.65, 1.45
_HEADING_WORDS = 3
_ITEM = re.compile(r"(?:[-–+•*●▪]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-zđ])[.)-]{1,2})$")
_ENDED = re.compile(r"[.:;!?…]['\"”)]*$")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of text begin and end, in points from the left edge of the page."""

    left: float
    right: float

    def is_in_middle(self, line: PrintedLine) -> bool:
        return abs(line.x0 + line.x1 - self.left - self.right) < 2 * _CENTRED

    def is_centred(self, line: PrintedLine) -> bool:
        """In the middle, and short enough to be there on purpose."""
        return self.is_in_middle(line) and line.x0 > self.left + _SHORT and line.x1 < self.right - _SHORT

    def is_set_in(self, line: PrintedLine) -> bool:
        return line.x0 > self.left + _SET_IN


@dataclass(slots=True)
class Flow:
    """A paragraph, or a line that stands alone. `margins`: those of its page, None in a column beside another;
    `is_after_gap`: a blank line stands before it."""

    lines: list[PrintedLine]
    margins: Margins | None = None
    is_after_gap: bool = False

    def text(self, breaks: Breaks) -> str:
        return breaks.text(self.lines).replace("\n", " ")


def margins_of(lines: Sequence[PrintedLine], width: float) -> Margins | None:
    """The margins of one page, or of pages alike, of that width; None if there is too little text to tell."""
    if len(lines) < _FEWEST:
        return None
    ends = sorted(line.x1 for line in lines)
    right = ends[int(0.97 * (len(ends) - 1))]
    begun = Counter(round(line.x0 / 2) * 2 for line in lines if line.x1 > right - _SHORT)
    common = [x for x, count in begun.items() if count >= _COMMON * begun.total()]
    return Margins(float(min(common)), right) if common and right - min(common) > _WIDE * width else None


def flowed(lines: Sequence[PrintedLine], margins: Margins | None, breaks: Breaks) -> list[Flow]:
    """Paragraphs in order; without margins lines as printed, but for compounds broken at their end."""
    found: list[Flow] = []
    distances = [after.base - before.base for before, after in pairwise(lines)]
    usual = median(distances) if len(distances) > 1 else 0.0
    for line in lines:
        if not found:
            found.append(Flow([line], margins, is_after_gap=True))
            continue
        before = found[-1].lines[-1]
        distance = line.base - before.base
        is_far = distance > _FAR * max(line.size, before.size) and distance > _WIDER * usual
        if not is_far and (goes_on(found[-1], line, margins) or breaks.is_torn(before, line)):
            found[-1].lines.append(line)
        else:
            is_loose = margins is None or (margins.is_centred(line) and margins.is_in_middle(before))
            found.append(Flow([line], margins, is_after_gap=is_far or not is_loose))
    return found


def goes_on(flow: Flow, line: PrintedLine, following: Margins | None) -> bool:
    """The line belongs to the paragraph before it. `following`: the margins of the line's own page."""
    margins = flow.margins
    if margins is None or following is None:
        return False
    first, last = flow.lines[0], flow.lines[-1]
    word = line.words[0]
    is_full = last.x1 + word.x1 - word.x0 + _SPACE * last.size > margins.right
    if not is_full or margins.is_centred(last) or following.is_centred(line):
        return False
    if abs(line.size - last.size) > _SAME_SIZE * last.size or _is_heading(line) != _is_heading(last):
        return False
    is_item, is_whole = bool(_ITEM.match(word.text)), bool(_ENDED.search(last.text))
    if not following.is_set_in(line):
        return margins.is_set_in(first) or not (is_item or is_whole)
    begins_apart = line.x0 - following.left - (last.x0 - margins.left)
    if len(flow.lines) > 1:
        return abs(begins_apart) <= _SAME
    if _ITEM.match(first.words[0].text) and _SAME < begins_apart < _HANGING:
        return True
    return abs(begins_apart) <= _SAME and not (is_item or is_whole)


def _is_heading(line: PrintedLine) -> bool:
    """In capitals, and more than an abbreviation that ends a sentence."""
    return len(line.words) >= _HEADING_WORDS and line.text.isupper()
