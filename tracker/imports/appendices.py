"""Headings of appendices, and the words under them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.imports.grid import Line
from tracker.imports.markup import without_markup
from tracker.text import fold, squeeze

_HEADING = re.compile(
    r"(?:phu luc|phu bieu|bieu so|bieu)(?:\s+so)?(?:\s+(?P<number>[ivxlc]+|\d{1,2}|[a-z]))?(?P<rest>\s*[.:–-].*|\s*)"
)
_OPENING = re.compile(r"ph[ụu] l[ụu]c|ph[ụu] bi[ểe]u|bi[ểe]u", re.IGNORECASE)
_ATTACHED = re.compile(r"^\W*(?:ban hanh )?kem theo\b")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Appendix:
    """`number` as printed ("II", "1"), None if the plan has only one; `end`: the first line after the title."""

    number: str | None
    title: str
    attached: str
    end: int


def appendix_at(lines: Sequence[Line], start: int) -> Appendix | None:
    raw = lines[start].text
    if "\t" in raw or len(raw) > 2 * _LONGEST or not _OPENING.search(raw[:80]):
        return None
    text = without_markup(raw)
    if len(text) > _LONGEST or not text[:1].isupper():
        return None
    match = _HEADING.fullmatch(fold(text))
    if match is None:
        return None
    rest = text[match.start("rest") :].strip(" .:–-") if match["rest"] else ""
    if rest and not _is_title(rest):
        return None
    number = match["number"].upper() if match["number"] else None
    title, attached, end = _title(lines, start + 1, rest)
    return Appendix(number, title, attached, end)


def _is_title(text: str) -> bool:
    return text == text.upper() or text[:1].isupper()


def _title(lines: Sequence[Line], start: int, rest: str) -> tuple[str, str, int]:
    """The title's lines, then "(Ban hành kèm theo …)"; both end at a blank line or a table."""
    parts = [rest] if rest else []
    attached: list[str] = []
    index = start
    while index < len(lines):
        text = without_markup(lines[index].text).strip("*")
        if "\t" in lines[index].text or len(text) > 2 * _LONGEST:
            break
        if not text:
            if attached and attached[-1].endswith(")"):
                break
        elif attached or _ATTACHED.match(fold(text)):
            if attached and attached[-1].endswith(")"):
                break
            attached.append(text)
        elif (parts and lines[index - 1].is_blank) or _is_heading(text):
            break
        else:
            parts.append(text)
        index += 1
    return squeeze(" ".join(parts)).strip("* "), squeeze(" ".join(attached)), index


def _is_heading(text: str) -> bool:
    match = _HEADING.fullmatch(fold(text))
    return bool(match and not match["rest"].strip())
