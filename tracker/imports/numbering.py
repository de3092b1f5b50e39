"""Numbers of rows and groups as plans print them. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from tracker.imports.markup import without_markup
from tracker.text import squeeze

_ARABIC = re.compile(r"\(?(?P<group>[IVXLC]+\.|[A-ZĐ]\.)?(?P<number>\d{1,4}(?:\s*\.\s*\d{1,4})*)\s*[.)/:-]?\)?")
_LETTERED = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,4})*)\.?(?P<letter>[a-zđ])\s*[.)]?")
_FOOTNOTE_MARKS = re.compile(r"(?<=[\d.)])[*¹²³⁴⁵⁶⁷⁸⁹]+$")
_ROMAN = re.compile(r"\(?([IVXLC]+)\s*[.)/:-]?\)?")
_CAPITAL = re.compile(r"\(?([A-ZĐ])\s*[.)/:-]?\)?")
_SMALL = re.compile(r"\(?([a-zđ])\s*[.)]\)?|([a-zđ])")
_BULLET = re.compile(r"[-–+*•●]")
_CODE = re.compile(r"[A-ZĐ]{1,6}(?:[.\-_ ]?[A-ZĐ]{1,4})?[.\-_ ]?\d{1,3}(?:\.\d{1,3})*")
"""The label of a row in an office's own list: "KD.01", "NV-12", "A1.2"."""
_ROMAN_STEPS = {"C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}
_LABEL = re.compile(r"(?P<label>[IVXLC]+|[A-ZĐ]|\d{1,2})\s*(?:[.)/]\s*[-–]?|[-–](?=\s))\s*(?P<title>\S.*)", re.DOTALL)

_DATE = re.compile(r"(?:(?:[IVX]+|\d{1,2})\s*[/.-]\s*)?(?:19|20)\d\d\b")
"""The rest of "Quý I/2026", "Quý III - IV/2026" or "30/11/2026", which is no heading."""
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZĐ")


class Mark(StrEnum):
    """What stands in the number cell."""

    NONE = "none"
    ARABIC = "arabic"
    ROMAN = "roman"
    CAPITAL = "capital"
    SMALL = "small"
    BULLET = "bullet"
    CODE = "code"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Number:
    """`group`: a group's label printed before the number ("II.3"); `under`: the number before a letter ("3a")."""

    mark: Mark
    text: str = ""
    group: str = ""
    under: str = ""

    @property
    def parts(self) -> tuple[int, ...]:
        return tuple(int(part) for part in self.text.split(".")) if self.mark is Mark.ARABIC else ()

    @property
    def parent(self) -> str | None:
        """The number above: "29.1" → "29"."""
        return self.text.rpartition(".")[0] or None


def read_number(cell: str) -> Number:
    """ "1." → 1, "2.1." → 2.1, "II" → roman, "a)" → small; a longer text is a title in the number cell."""
    text = _FOOTNOTE_MARKS.sub("", squeeze(without_markup(cell)))
    if not text:
        return Number(Mark.NONE)
    if found := _ARABIC.fullmatch(text):
        return Number(Mark.ARABIC, _plain(found["number"]), (found["group"] or "").rstrip("."))
    if found := _LETTERED.fullmatch(text):
        return Number(Mark.SMALL, found["letter"], under=_plain(found["number"]))
    if (found := _ROMAN.fullmatch(text)) and roman_value(found[1]):
        return Number(Mark.ROMAN, found[1])
    if found := _CAPITAL.fullmatch(text):
        return Number(Mark.CAPITAL, found[1])
    if found := _SMALL.fullmatch(text):
        return Number(Mark.SMALL, found[1] or found[2])
    if _BULLET.fullmatch(text):
        return Number(Mark.BULLET)
    if _CODE.fullmatch(text):
        return Number(Mark.CODE, text)
    return Number(Mark.TITLE, text)


def _plain(number: str) -> str:
    """ "01. 2" → "1.2"."""
    return ".".join(str(int(part)) for part in re.split(r"\s*\.\s*", number))


def starts_row(cell: str) -> bool:
    return read_number(cell).mark not in (Mark.NONE, Mark.TITLE)


def group_label(text: str) -> tuple[str, str] | None:
    """The label and the title of a heading in one cell: "II. Hạ tầng", "3) Nguồn lực", "A - THỂ CHẾ"."""
    found = _LABEL.fullmatch(squeeze(without_markup(text)))
    return (found["label"], found["title"]) if found and not _DATE.match(found["title"]) else None


def is_in_capitals(text: str) -> bool:
    """A heading in capitals, not an abbreviation ("UBND, HĐND") that a page break left alone on its row."""
    words = re.findall(r"[^\W\d_]+", text)
    return text.isupper() and len(words) > 1 and any(char not in _PLAIN for word in words for char in word)


def roman_value(text: str) -> int:
    """The value of a well-formed roman number, else 0 ("IIX")."""
    values = [_ROMAN_STEPS.get(char, 0) for char in text]
    total = sum(-v if any(v < later for later in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return total if text and to_roman(total) == text else 0


def to_roman(value: int) -> str:
    text = ""
    for mark, step in _ROMAN_STEPS.items():
        while value >= step:
            text, value = text + mark, value - step
    return text
