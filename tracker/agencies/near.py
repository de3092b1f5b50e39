"""A name that differs from a known one by a letter or two: a typing or scanning slip. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from tracker.agencies.entries import Entry
from tracker.agencies.kind_words import kind_of
from tracker.text import fold

if TYPE_CHECKING:
    from tracker.agencies.names import Register

_SHORT = re.compile(r"(?<![\w&])[A-ZĐƯ]{3,}(?![\w&])")
_LETTERS_ONLY = re.compile(r"(?<!\w)[BCDĐGHKLMNPQRSTVX]{2,}(?!\w)")
_AT_LEAST = 92
_LETTERS = 10
_PLACES = frozenset({"xa", "phuong", "tinh", "huyen", "quan"})
"""Words that tell two agencies apart, however alike they are: "Đoàn trường" is not "Đoàn phường"."""


@dataclass(frozen=True, slots=True)
class _Spellings:
    """`words` of each spelling; those `beginning` with a word; and without their spaces, which a scan may lose."""

    entries: dict[str, Entry]
    words: dict[str, list[str]]
    beginning: dict[str, list[str]]
    together: dict[str, Entry]


_known: "WeakKeyDictionary[Register, _Spellings]" = WeakKeyDictionary()


def like(register: "Register", folded: Sequence[str], raw: str) -> Entry | None:
    """The agency that the words mean but for a slip, or that their letters begin."""
    return nearest(register, folded, raw) or by_initials(register, folded, raw)


def nearest(register: "Register", folded: Sequence[str], raw: str) -> Entry | None:
    """The one agency whose name is this but for a slip; None if two are as near, if a number or kind word differs, or
    if an abbreviation nobody knows makes it another ("Ban QLDA GT tỉnh")."""
    text = " ".join(folded)
    if len(text) < _LETTERS or (not raw.isupper() and {*map(fold, _LETTERS_ONLY.findall(raw))} & {*folded}):
        return None
    known = _spellings(register)
    if (together := text.replace(" ", "")) in known.together:
        return known.together[together]
    slack = len(text) // 6 + 1
    some = known.words if kind_of(folded[:1]) is None else known.beginning.get(folded[0], ())
    close = [spelling for spelling in some if abs(len(spelling) - len(text)) <= slack]
    close = [spelling for spelling in close if _may_be(folded, known.words[spelling])]
    if not close:
        return None
    from rapidfuzz import fuzz, process  # costs more to import than most plans need

    near = process.extract(text, close, scorer=fuzz.ratio, score_cutoff=_AT_LEAST, limit=5)
    best = {known.entries[spelling].name for spelling, score, _ in near if near[0][1] - score < 2}
    return known.entries[near[0][0]] if len(best) == 1 else None


def by_initials(register: "Register", folded: Sequence[str], raw: str) -> Entry | None:
    """The one agency whose words an abbreviation nobody knows begins: "Ban CSCL Tỉnh ủy"."""
    letters = {*map(fold, _SHORT.findall(raw))}
    short = [index for index, word in enumerate(folded) if word in letters]
    if len(short) != 1 or short[0] == 0 or kind_of(folded[: short[0]]) is None:
        return None
    head, initials, tail = folded[: short[0]], folded[short[0]], folded[short[0] + 1 :]
    known = _spellings(register)
    found = {
        known.entries[spelling].name: known.entries[spelling]
        for spelling in known.beginning.get(head[0], ())
        if _begin(known.words[spelling], head, initials, tail)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _begin(words: Sequence[str], head: Sequence[str], letters: str, tail: Sequence[str]) -> bool:
    if list(words[: len(head)]) != list(head) or list(words[len(words) - len(tail) :]) != list(tail):
        return False
    middle = words[len(head) : len(words) - len(tail)]
    initials = "".join(word[0] for word in middle if word.isalpha())
    return letters in (initials, "".join(word[0] for word in middle if word.isalpha() and word != "va"))


def _spellings(register: "Register") -> _Spellings:
    found = _known.get(register)
    if found is None:
        entries = {spelling: alias.entry for spelling, alias in register.spellings()}
        words = {spelling: spelling.split() for spelling in entries}
        beginning: dict[str, list[str]] = {}
        for spelling, parts in words.items():
            beginning.setdefault(parts[0], []).append(spelling)
        together = {spelling.replace(" ", ""): entry for spelling, entry in entries.items()}
        found = _known[register] = _Spellings(entries, words, beginning, together)
    return found


def _may_be(folded: Sequence[str], known: Sequence[str]) -> bool:
    """A slip touches a word or two, never a number, and does not leave out the first word."""
    shared = len(set(folded) & set(known))
    if len(known) == len(folded) and not _PLACES.isdisjoint(set(known) - set(folded)):
        return False
    is_alike = folded[0][:1] == known[0][:1] or folded[0][-2:] == known[0][-2:]
    return is_alike and 2 * shared >= len(known) and _numbers(folded) == _numbers(known)


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(char.isdigit() for char in word)]
