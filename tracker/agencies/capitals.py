"""A name typed in capitals ("PHÒNG QUẢN LÝ ĐÔ THỊ"), as it is written otherwise. Pure."""

import re

from tracker.agencies.entries import ALL_PLACES
from tracker.agencies.kind_words import kind_spelt, kind_words_in
from tracker.agencies.tokens import abbreviations
from tracker.text import fold

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|tr|th|ph|kh|gh|gi|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|nh|ng|[cmnpt])?", re.IGNORECASE
)
_PLACES = frozenset(place.lower().split()[0] for place in ALL_PLACES)


def in_small_letters(name: str) -> str:
    """Words in small letters but the first, the first after the kind, and the name of a place; abbreviations stay."""
    words = name.split()
    if not name.isupper() or len(words) < 2:
        return name
    found = [word.lower() if _is_word(word) else word for word in words]
    kind = kind_words_in([word.lower() for word in words[:4]])
    place = next((index + 1 for index, word in enumerate(found) if word in _PLACES), len(found))
    found[:kind] = kind_spelt(words[:kind]).split()
    for index in {0, min(kind, len(found) - 1), *range(place, len(found))}:
        found[index] = found[index][:1].upper() + found[index][1:]
    return " ".join(found).replace("việt nam", "Việt Nam")


def _is_word(word: str) -> bool:
    bare = word.strip(",;.()")
    return bare not in abbreviations() and bool(_SYLLABLE.fullmatch(fold(bare)))
