"""A name that differs from a known one by a letter or two: a typing or scanning slip. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from tracker.agencies.entries import Entry
from tracker.agencies.kind_words import kind_of

if TYPE_CHECKING:
    from tracker.agencies.names import Register

_AT_LEAST = 92
_LETTERS = 10
_spellings: "WeakKeyDictionary[Register, dict[str, Entry]]" = WeakKeyDictionary()


def nearest(register: "Register", folded: Sequence[str]) -> Entry | None:
    """The one agency whose name is this but for a slip; None if two are as near or a number or kind word differs."""
    text = " ".join(folded)
    if len(text) < _LETTERS:
        return None
    from rapidfuzz import fuzz, process  # costs more to import than most plans need

    known = _spellings.setdefault(register, {})
    if not known:
        known.update((spelling, alias.entry) for spelling, alias in register.spellings())
    hits = process.extract(text, list(known), scorer=fuzz.ratio, score_cutoff=_AT_LEAST, limit=5)
    near = [(spelling, score) for spelling, score, _ in hits if _may_be(folded, spelling.split())]
    if not near:
        return None
    best = {known[spelling].name for spelling, score in near if near[0][1] - score < 2}
    return known[near[0][0]] if len(best) == 1 else None


def _may_be(folded: Sequence[str], known: Sequence[str]) -> bool:
    numbers = [word for word in folded if any(char.isdigit() for char in word)]
    known_numbers = [word for word in known if any(char.isdigit() for char in word)]
    return numbers == known_numbers and (folded[0] == known[0] or kind_of(folded[:1]) is None)
