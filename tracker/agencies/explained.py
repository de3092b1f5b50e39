"""Abbreviations that a document explains itself: "Quản lý vận tải (QLVT)", "(viết tắt là QLVT)", or a list. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tracker.agencies.tokens import abbreviations
from tracker.text import fold

_SHORT = r"[A-ZĐƯ](?:[A-ZĐƯ&\-]|(?<=[A-ZĐƯ])[rhg](?=[A-ZĐƯ])){0,14}[A-ZĐƯ]"
_SHORT_ALONE = re.compile(_SHORT)
_IN_BRACKETS = re.compile(
    rf"\(\s?(?:[^()]{{0,60}}?(?:gọi|viết) (?:tắt )?là ?:? ?)?[\"“”']?(?:[\w ]{{1,40}} |\w{{1,20}}\. ?)?"
    rf"(?P<short>{_SHORT})[\"“”']?\s?\)"
)
_BEFORE = re.compile(rf"(?<![\w&-])(?P<short>{_SHORT}) ?\((?P<words>[^()]{{1,150}})\)")
_LISTED = re.compile(rf"\W{{0,5}}(?:\d{{1,3}}[.)] ?)?(?P<short>{_SHORT}) ?[:=–-] ?(?P<words>[^:;(]{{1,150}}?) ?[.;]?")
_LONGEST = 200
"""Letters before a bracket in which the words stand, and of a line of a list."""
_WORD = re.compile(r"\w+")
_LEAST, _MOST_LETTERS = 3, 3
"""Letters of an abbreviation; letters that one word may give it ("GDTrH")."""
_UNCOUNTED = frozenset({"và", "các", "của", "về"})


def explained(lines: Iterable[str]) -> dict[str, str]:
    """What the abbreviations stand for; the first explanation counts. Not those that everybody writes alike."""
    found: dict[str, str] = {}
    known = abbreviations()
    for short, words in _explanations([" ".join(line.split()) for line in lines]):
        if fold(known.get(short, "")) != fold(words):
            found.setdefault(short, words[:1].upper() + words[1:])
    return found


def _explanations(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for match in _IN_BRACKETS.finditer(line):
            before = line[max(0, match.start() - _LONGEST) : match.start()]
            yield from _tail(match["short"], re.split(r"[()]", before)[-1])
        for match in _BEFORE.finditer(line):
            yield from _whole(match["short"], match["words"])
        if listed := _LISTED.fullmatch(line[: _LONGEST + 1]):
            yield from _whole(listed["short"], listed["words"])
    for one, two in pairwise(lines):
        for short, words in ((one, two), (two, one)):
            if len(words) <= _LONGEST and _SHORT_ALONE.fullmatch(short):
                yield from _whole(short, words)


def _tail(short: str, text: str) -> Iterator[tuple[str, str]]:
    """The last words of the text, as many as the abbreviation has letters for."""
    words = list(_WORD.finditer(text))
    count = _counted([word.group() for word in words][::-1], _letters(short))
    if count:
        yield short, text[words[-count].start() :].strip(" ,;\"“”'")


def _whole(short: str, text: str) -> Iterator[tuple[str, str]]:
    words = _WORD.findall(text)
    if words and _counted(words[::-1], _letters(short)) == len(words):
        yield short, text.strip(" .,;")


def _letters(text: str) -> str:
    """Capitals without tone marks, "Đ" kept."""
    parts = unicodedata.normalize("NFD", text.upper())
    return "".join(char for char in parts if char.isalpha())


def _counted(words: Sequence[str], letters: str) -> int:
    """How many words, the last first, give the abbreviation its letters from the end; 0 if they do not."""
    if len(letters) < _LEAST:
        return 0

    def taken(index: int, left: str) -> int:
        if not left:
            return index
        if index == len(words):
            return 0
        word = words[index]
        begin = _letters(word)
        most = len(begin) if word.isupper() else _MOST_LETTERS
        for size in range(min(most, len(begin), len(left)), 0, -1):
            if left.endswith(begin[:size]) and (end := taken(index + 1, left[:-size])):
                return end
        return taken(index + 1, left) if index and word.lower() in _UNCOUNTED else 0

    return taken(0, letters)
