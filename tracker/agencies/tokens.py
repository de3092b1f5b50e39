"""A cell of agency names as words that compare equal however they were typed. Pure."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.text import fold

DATA = Path(__file__).parent / "data"

# Two ways to place the tone mark (hoà/hòa, thuỷ/thủy); names compare in the newer one.
_TONE_PLACES = {
    **{"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"},
    **{"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"},
    **{"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"},
}
_TONE_PLACE = re.compile("(" + "|".join(_TONE_PLACES) + r")(?!\w)")
_HARD = {"\n": ";", ";": ";", "•": ";", "●": ";", "+": ";", ",": ",", "/": "/", ":": ":", "(": "(", ")": ")"}
_CITY = ["Thành", "phố"]
SOFT = " "
"""Words that only a space or a dash keeps apart."""


@dataclass(slots=True)
class Token:
    """One word. `gap` is what stands before it, `depth` counts open brackets around it.

    `first` and `last` mark the ends of an abbreviation that was written out.
    """

    word: str
    folded: str
    start: int
    end: int
    gap: str
    is_upper: bool
    depth: int = 0
    first: bool = True
    last: bool = True


@cache
def _folded(word: str) -> str:
    return fold(word)


@cache
def comparable(word: str) -> str:
    """Lower case with every diacritic, tone marks in one place."""
    return _TONE_PLACE.sub(lambda m: _TONE_PLACES[m.group()], word.lower())


@cache
def abbreviations() -> dict[str, str]:
    with (DATA / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        return {row["abbreviation"]: row["words"] for row in csv.DictReader(file, delimiter=";")}


@cache
def _pattern() -> re.Pattern[str]:
    known = sorted(abbreviations(), key=len, reverse=True)
    short = "|".join(re.escape(text) + ("" if text.endswith(".") else r"(?!\w)") for text in known)
    return re.compile(rf"(?P<short>(?<!\w)(?=[A-ZĐƯ][A-ZĐƯp])(?:{short}))|(?P<word>[^\W_]+(?:\.\d+)?)|(?P<and>&)")


def _gap(between: str, *, in_list: bool) -> str:
    """The strongest separator of the characters between two words."""
    if between == " ":
        return SOFT
    marks = [_HARD[char] for char in between if char in _HARD]
    for mark in ("(", ";", ":", ",", "/", ")"):
        if mark in marks:
            return mark
    if re.search(r"\.\s", between) or (in_list and re.search(r"(?:^|\s)[-–]\s", between)):
        return ";"
    return SOFT


def tokenize(text: str) -> list[Token]:
    tokens: list[Token] = []
    in_list = bool(re.match(r"\s*[-–•+]\s", text))
    before = depth = 0
    for match in _pattern().finditer(text):
        between = text[before : match.start()]
        gap = _gap(between, in_list=in_list) if tokens else SOFT
        depth = max(0, depth + between.count("(") - between.count(")"))
        before = match.end()
        words = abbreviations()[match["short"]].split() if match["short"] else [match["word"] or "và"]
        words = [word.rstrip(",") for word in words if word != "-"]
        is_city = words[:2] == _CITY
        for index, word in enumerate(words):
            tokens.append(
                Token(
                    word=comparable(word),
                    folded=_folded(word.lower()),
                    start=match.start(),
                    end=match.end(),
                    gap=gap if index == 0 else SOFT,
                    is_upper=word[0].isupper(),
                    depth=depth,
                    first=index == 0 or (is_city and index == 2),
                    last=index == len(words) - 1 or (is_city and index == 1),
                )
            )
    return tokens


def expand(text: str) -> str:
    """The same words with every known abbreviation written out."""
    return _pattern().sub(lambda m: abbreviations()[m["short"]] if m["short"] else m.group(), text)
