"""The items of a list that stands inside one cell: "Xây dựng: a) quy chế; b) kế hoạch", lines with dashes. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_LETTERS = "abcdđeghiklmnopqrstuvxy"
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Parts:
    """`intro` is what stands before the first item."""

    intro: str
    items: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        return len(self.items) >= _FEWEST


def parts_of(text: str) -> Parts:
    """The list by its marks, tried from the surest; where there are none, by lines, then by semicolons."""
    for read in (_lettered, _numbered, _dashed, _by_lines, _by_semicolons):
        found = read(text)
        if found.is_list:
            return found
    return Parts(text.strip(), ())


def _lettered(text: str) -> Parts:
    """a), b), c): only the letters that follow one another are marks."""
    return _marked(text, [rf"(?:(?<=\s)|(?<=[;:.,])|^)\(?{letter}[).]\s" for letter in _LETTERS])


def _numbered(text: str) -> Parts:
    """(1), (2), or 1), 2): a number and a dot alone may be an amount or the end of a sentence."""
    return _marked(text, [rf"(?:(?<=\s)|(?<=[;:.,])|^)\(?{number}\)\s" for number in range(1, 30)])


def _marked(text: str, marks: Sequence[str]) -> Parts:
    places: list[tuple[int, int]] = []
    for mark in marks:
        found = re.compile(mark, re.IGNORECASE).search(text, places[-1][1] if places else 0)
        if found is None:
            break
        places.append(found.span())
    return _cut(text, places)


def _dashed(text: str) -> Parts:
    """Dashes that begin a line, or follow the end of an item."""
    return _cut(text, [found.span() for found in re.finditer(r"(?:^|(?<=[\n;:.]))\s*[-–+•*]\s+", text)])


def _by_lines(text: str) -> Parts:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return Parts("", tuple(_clean(line) for line in lines)) if len(lines) >= _FEWEST else Parts(text, ())


def _by_semicolons(text: str) -> Parts:
    head, colon, rest = text.partition(":")
    intro, body = (head, rest) if colon and ";" in rest and ";" not in head else ("", text)
    items = [_clean(part) for part in body.split(";")]
    return Parts(intro.strip(), tuple(item for item in items if item))


def _cut(text: str, places: Sequence[tuple[int, int]]) -> Parts:
    if not places:
        return Parts(text, ())
    ends = [start for start, _end in places[1:]] + [len(text)]
    items = [_clean(text[start:end]) for (_start, start), end in zip(places, ends, strict=True)]
    return Parts(text[: places[0][0]].strip(" \n:;"), tuple(item for item in items if item))


def _clean(item: str) -> str:
    return item.strip().strip(";,").strip()
