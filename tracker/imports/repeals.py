"""Rows of another plan that an amendment only ends ("Bãi bỏ nhiệm vụ số 5, 7 Phụ lục II"). Pure."""

import re
from collections.abc import Iterator, Sequence

from tracker.imports.draft import RepealDraft
from tracker.imports.grid import Source
from tracker.imports.paragraphs import Paragraph
from tracker.imports.prose.marks import mark_of

_NUMBER = r"(?:[IVX]+\.)?\d{1,3}(?:\.\d{1,2}){0,3}(?![\d/]|\s?[-–]\s?[A-ZĐ])"
_CALLED = r"(?:(?:nhiệm vụ\s+)?(?:số thứ tự|số|STT|TT)\s*:?\s*)?"
_REPEAL = re.compile(
    r"\b(?:bãi bỏ|h[uủ][yỷ] bỏ|loại bỏ|bỏ|không (?:tiếp tục )?thực hiện|đưa ra khỏi danh mục)\s+(?:các\s+|những\s+)?"
    r"(?:(?:nhiệm vụ|công việc|dòng)\s+(?:(?:tại|có|ở)\s+)?(?:số thứ tự|số|STT|TT|mục)|số thứ tự|STT)\s*:?\s*"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|;|và|đến|[-–])\s*{_CALLED}{_NUMBER})*)(?P<where>[^.;]*)",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"(?P<first>\d{{1,3}})\s*(?:đến|[-–])\s*{_CALLED}(?P<last>\d{{1,3}})(?![\d.])", re.IGNORECASE)
_ONE = re.compile(_NUMBER)
_APPENDIX = re.compile(r"\bphụ lục\s+(?:số\s+)?([IVX]+|\d{1,2})\b", re.IGNORECASE)
_GROUP = re.compile(r"\b(?:mục|phần|nhóm)\s+([IVX]+|[A-ZĐ])\b")
_MOST = 50
"""Rows of one span; a longer one is no list of rows."""


def read_repeals(body: Sequence[Paragraph]) -> tuple[list[RepealDraft], list[Paragraph]]:
    """One for each row that is ended, and the paragraphs that say something else. An appendix named before a list
    ("Sửa đổi Phụ lục II như sau:") is that of its items."""
    found: list[RepealDraft] = []
    rest: list[Paragraph] = []
    appendix = ""
    for paragraph in body:
        made = list(_repeals(paragraph, appendix))
        found += made
        if not made:
            rest.append(paragraph)
        if paragraph.text.endswith(":"):
            named = _APPENDIX.search(paragraph.text)
            appendix = named[1].upper() if named else appendix
    return found, rest


def _repeals(paragraph: Paragraph, appendix: str) -> Iterator[RepealDraft]:
    for match in _REPEAL.finditer(paragraph.text):
        named, group = _APPENDIX.search(match["where"]), _GROUP.search(match["where"])
        for number in _numbers(match["numbers"]):
            yield RepealDraft(
                text=mark_of(paragraph.text).text,
                appendix=named[1].upper() if named else appendix,
                group=group[1] if group else "",
                number=number,
                source=Source(paragraph.page, paragraph.line),
            )


def _numbers(text: str) -> Iterator[str]:
    """ "3, 5 đến 7" names four."""
    at = 0
    for span in _SPAN.finditer(text):
        yield from _ONE.findall(text[at : span.start()])
        first, last = int(span["first"]), int(span["last"])
        yield from map(str, range(first, min(last, first + _MOST) + 1))
        at = span.end()
    yield from _ONE.findall(text[at:])
