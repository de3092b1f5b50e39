"""Lines outside tables become paragraphs again, however the file broke them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.imports.grid import Line
from tracker.imports.markup import without_markup

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Vietnamese capitals, for character classes."""
_ENDED = re.compile(r"[.:;!?…]['\"”)]*$|\./\.$")
_ITEM = re.compile(r"(?:[IVX]+\s*[.-]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|\(\d+\)|[+•*])\s")
_DASH = re.compile(r"[-–]\s+(\S)")
_LINE_WIDTH = range(50, 111)


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    line: int
    page: int | None = None


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """A blank line ends a paragraph, unless the file puts one after every line or a page break tore a sentence."""
    is_broken = is_broken_by_lines(lines)
    found: list[Paragraph] = []
    blanks, last = 9, ""
    for line in lines:
        text = without_markup(line.text)
        if not text or set(text) <= set("*_-–—= "):
            blanks += 1
            continue
        if found and _goes_on(last, text, blanks, is_broken=is_broken):
            before = found.pop()
            found.append(Paragraph(f"{before.text} {text}", before.line, before.page))
        else:
            found.append(Paragraph(text, line.number, line.page))
        blanks, last = 0, text
    return found


def is_broken_by_lines(lines: Sequence[Line]) -> bool:
    """The file keeps the printed lines: most are as long as a printed line, hardly any ends a sentence."""
    texts = [line.text.strip() for line in lines if not line.is_blank]
    full = sum(len(text) in _LINE_WIDTH and not _ENDED.search(text) for text in texts)
    too_long = sum(len(text) > max(_LINE_WIDTH) for text in texts)
    return len(texts) > 20 and full > 0.5 * len(texts) and too_long < 0.05 * len(texts)


def _goes_on(last: str, text: str, blanks: int, *, is_broken: bool) -> bool:
    dash = _DASH.match(text)
    if _ITEM.match(text) or _ENDED.search(last) or (dash and not dash[1].islower()):
        return False
    if text[:1].islower() or dash:
        return blanks <= 2
    if is_broken:
        return blanks <= 1 and len(last) >= min(_LINE_WIDTH)
    return blanks == 0 and text.isupper() == last.isupper() and len(last) >= min(_LINE_WIDTH) // 2
