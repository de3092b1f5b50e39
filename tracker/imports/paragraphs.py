"""Lines outside tables become paragraphs again, however the file broke them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.imports.grid import Line
from tracker.imports.markup import without_markup
from tracker.imports.work_words import begins_work

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Vietnamese capitals, for character classes."""
_ENDED = re.compile(r"[.:;!?…]['\"”)]*$|\./\.$")
_ITEM = re.compile(r"(?:[IVX]+\s*[.-]|\d+(?:\.\d+)*[.)]|\d+(?:\.\d+)+\s|[a-zđ]\)|\(\d+\)|[+•●▪■◦*])\s?(?=\D)")
_DASH = re.compile(r"[-–]\s+(\S)")
_FOOTNOTE = re.compile(r"\s*(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]+|<sup>\s*\(?\d{1,2}\)?\s*</sup>)\s*\S", re.IGNORECASE)
_OPEN_MARKUP = re.compile(r"^\*{1,3}(?=[^\s*])|(?<=\S)\*\*$")
_CUT_NUMBER = re.compile(r"\d{1,2}/\d")
_JOINED_BY = re.compile(r"(?:,|\b(?:và|của|cho|các|với|để|là|về|trong|theo|từ|do))$")
_WITHIN = ("Trong đó", "trong đó")
_LINE_WIDTH = range(50, 111)
_LONG = 160
"""A line of more letters is a whole paragraph, not a printed line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    line: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _Breaks:
    """How the file breaks its text: `at_lines` after every printed line, `at_ends` only after paragraphs;
    `width`: what fits in a printed line, in letters."""

    at_lines: bool
    at_ends: bool
    width: int


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """A blank line ends a paragraph, unless the file puts one after every line or a page break tore a sentence.

    Footnotes, which stand between the two halves of such a sentence, are left out."""
    breaks = _breaks(lines)
    found: list[Paragraph] = []
    blanks, last, in_footnote, after_footnote = 9, "", False, False
    for line in lines:
        text = _OPEN_MARKUP.sub("", without_markup(line.text))
        in_footnote = bool(text) and (in_footnote or bool(_FOOTNOTE.match(line.text)))
        if in_footnote:
            blanks, after_footnote = min(blanks, 2), True
            continue
        if not text or set(text) <= set("*_-–—= "):
            blanks += 1
            continue
        is_torn = after_footnote and _is_torn(last, text)
        if found and (is_torn or _goes_on(last, text, blanks, found[-1].text, breaks)):
            before = found.pop()
            found.append(Paragraph(f"{before.text} {text}", before.line, before.page))
        else:
            found.append(Paragraph(text, line.number, line.page))
        blanks, last, after_footnote = 0, text, False
    return found


def _is_torn(last: str, text: str) -> bool:
    """A page ended between them, with the footnotes it carries."""
    is_open = len(last) >= min(_LINE_WIDTH) and not _ENDED.search(last) and not last.isupper()
    return is_open and not text.isupper() and not _ITEM.match(text) and not _DASH.match(text)


def is_broken_by_lines(lines: Sequence[Line]) -> bool:
    """The file keeps the printed lines: most are as long as a printed line, hardly any ends a sentence."""
    texts = [line.text.strip() for line in lines if not line.is_blank]
    full = sum(len(text) in _LINE_WIDTH and not _ENDED.search(text) for text in texts)
    too_long = sum(len(text) > max(_LINE_WIDTH) for text in texts)
    return len(texts) > 20 and full > 0.5 * len(texts) and too_long < 0.05 * len(texts)


def _breaks(lines: Sequence[Line]) -> _Breaks:
    texts = [text for line in lines if (text := line.text.strip())]
    at_lines = is_broken_by_lines(lines)
    at_ends = not at_lines and sum(len(text) > _LONG for text in texts) >= max(1, 0.05 * len(texts))
    wrapped = sorted(_with_next_word(one, two) for one, two in pairwise(texts) if two[0].islower())
    width = wrapped[len(wrapped) // 20] if at_lines and wrapped else min(_LINE_WIDTH)
    return _Breaks(at_lines, at_ends, width)


def _with_next_word(last: str, text: str) -> int:
    """Letters of the line with the first word of the next: more than the paper is wide where it was wrapped."""
    return len(last) + 1 + len(text.split(maxsplit=1)[0])


def _goes_on(last: str, text: str, blanks: int, paragraph: str, breaks: _Breaks) -> bool:
    dash = _DASH.match(text)
    if _ITEM.match(text) or (dash and not dash[1].islower()):
        return False
    if breaks.at_lines and not dash:
        return blanks <= 2 and _wraps(last, text, breaks.width)
    if _ENDED.search(last) and not (last.endswith(";") and text[0].islower()):
        return False
    if dash:
        return blanks <= 2 and last[-1].isalnum() and len(last) >= min(_LINE_WIDTH) and not _is_low_item(paragraph)
    if text[0].islower():
        return blanks <= 2
    if breaks.at_ends and 0 < blanks <= 2 and len(last) > max(_LINE_WIDTH) and not text.isupper():
        return bool(_DASH.match(paragraph)) or paragraph.count("(") > paragraph.count(")")
    if blanks or text.isupper() != last.isupper() or begins_work(text):
        return False
    return len(last) >= min(_LINE_WIDTH) // 2 if text.isupper() or not breaks.at_ends else False


def _wraps(last: str, text: str, width: int) -> bool:
    """In a file that keeps the printed lines: the line before was full, and this one is no new sentence."""
    is_full = _with_next_word(last, text) >= width
    if text[0].islower():
        return is_full or not _ENDED.search(last)
    if last.endswith(",") or (_CUT_NUMBER.match(text) and not _ENDED.search(last)):
        return True
    if begins_work(text) and not _JOINED_BY.search(last):
        return False
    return is_full and (last.endswith(";") or text.startswith(_WITHIN) or not _ENDED.search(last))


def _is_low_item(paragraph: str) -> bool:
    """A list whose items begin with small letters, so that a dash before one says nothing."""
    dash = _DASH.match(paragraph)
    return dash is not None and dash[1].islower()
