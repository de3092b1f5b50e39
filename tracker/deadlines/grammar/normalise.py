"""Wording made comparable: one space between words, one code point a letter, no accents, no case.

Folding keeps the length: letter n of the folded text is letter n of the wording, so labels and anchors can be cut
from the wording as it was written.
"""

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_LINE_BULLET = re.compile(r"^\s*[-–—+*•●▪◦·]\s+(?=\S)", re.MULTILINE)
_ENUMERATOR = re.compile(r"^[ \t]*(\(?(\d{1,2}|[a-zđ])[.)])(?=\s|[^\W\d])", re.MULTILINE)
_INLINE_ENUMERATOR = re.compile(r"((?<![^\s;,])\((\d)\))(?=\s)")
_LETTERS = "abcdđeghiklm"
_SURE_BULLET = re.compile(r"^\s*[+*•●▪◦·]\s+(?=\S)", re.MULTILINE)
_HAS_MARKUP = re.compile(r"[*<_`]")
_MARKUP = re.compile(r"<sup>[^<]*</sup>|</?[a-zA-Z]{1,8}\s*/?>|\*+|__+|`+")


def _fold_table() -> dict[int, str]:
    table = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if base.isascii():
            table[code] = base
    table |= dict.fromkeys(map(ord, "đĐðÐ"), "d")
    table |= {code + 0xFEE0: table.get(code, chr(code)) for code in range(0x21, 0x7F)}
    table |= dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣-÷"), "-")
    table |= dict.fromkeys(map(ord, "⁄∕\\"), "/")
    table |= dict.fromkeys(map(ord, "“”„‟«»″〃❝❞"), '"')
    table |= dict.fromkeys(map(ord, "‘’‚‛′´`"), "'")
    table |= dict.fromkeys(map(ord, "●▪◦·"), "•")
    table |= {ord("、"): ",", ord("，"): ",", ord("。"): ".", ord("І"): "i", ord("і"): "i", ord("¦"): "|"}
    table |= dict.fromkeys(map(ord, "[{【"), "(") | dict.fromkeys(map(ord, "]}】"), ")")
    return table


_FOLD = _fold_table()


def fold(text: str) -> str:
    """Accents and case removed, dashes, slashes and quotes made one; as long as `text`, which must be NFC."""
    return text.translate(_FOLD)


def reading_form(raw: str) -> tuple[str, str]:
    """The wording to keep and show (NFC, one space between words), and the same text to read: markup blanked, bullets
    at line starts marked "•"."""
    text = raw
    if not raw.isascii():
        text = unicodedata.normalize("NFC", raw)
        if _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
    marked = wording = " ".join(text.split())
    if "\n" in text:
        marked = " ".join(_numbers_to_bullets(_marked_bullets(text), _ENUMERATOR).split())
    if "(2)" in marked:
        marked = _numbers_to_bullets(marked, _INLINE_ENUMERATOR)
    if _HAS_MARKUP.search(marked):
        marked = _MARKUP.sub(lambda found: " " * len(found[0]), marked)
    return wording, marked


def _marked_bullets(text: str) -> str:
    """Bullets at line starts as "•"; a dash is one only below another: "Quý I", "- 2026" is a wrapped line."""
    first = _LINE_BULLET.match(text)
    return (_LINE_BULLET if first else _SURE_BULLET).sub("• ", text)


def _numbers_to_bullets(text: str, enumerator: re.Pattern[str]) -> str:
    """ "1. …", "2. …" at line starts, "(1) …; (2) …" inside a line: bullets as long as they are, where they count on
    from the first."""
    numbers = [found[2] for found in enumerator.finditer(text)]
    counted = [str(n) for n in range(1, len(numbers) + 1)]
    if len(numbers) < 2 or numbers not in (counted, list(_LETTERS[: len(numbers)])):
        return text
    return enumerator.sub(lambda found: found[0].replace(found[1], "•" * len(found[1])), text)
