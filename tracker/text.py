"""Text as Vietnamese readers search and sort it. Pure."""

import re
import unicodedata
from datetime import date

_SPACES = re.compile(r"\s+")
_EDGES = re.compile(r"^[^\w%≥≤<>=+]+|[^\w%]+$")
_INNER = re.compile(r"[-–/._,;:()@]+")
_D = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})

# Vietnamese alphabet order: letter first, then tone (ngang, huyền, hỏi, ngã, sắc, nặng), as in TCVN dictionaries.
_LETTERS = {letter: index for index, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306", "\u0302", "\u031b"}


def squeeze(text: str) -> str:
    """NFC, with every run of white space as one space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, one space between words: what search compares."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return _SPACES.sub(" ", stripped.translate(_D)).strip()


def words_of(text: str) -> list[str]:
    """Folded words without the punctuation around them."""
    return [_EDGES.sub("", token) or token for token in fold(text).split()]


def searchable(*texts: str) -> str:
    """What a search looks through: folded words without the punctuation around them, each between spaces. A compound
    one is followed by its parts, so that "57-NQ/TW" is found as a whole, by "nq", and "II.29.1" by "29.1"."""
    found: list[str] = []
    for word in words_of(" ".join(texts)):
        found.append(word)
        parts = _INNER.split(word)
        if len(parts) > 1:
            found += [part for part in parts if part]
            found += [word[end.end() :] for end in list(_INNER.finditer(word))[:-1]]
    return f" {' '.join(found)} "


def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Order of a Vietnamese dictionary: by letters (a ă â b c d đ …), tones decide only between equals."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", name.lower()):
        parts = unicodedata.normalize("NFD", char)
        shape = unicodedata.normalize("NFC", parts[0] + "".join(c for c in parts[1:] if c in _SHAPES))
        rank = _LETTERS.get(shape)
        letters.append(100 + rank if rank is not None else min(ord(shape[0]), 99))
        tones.append(next((_TONES[c] for c in parts[1:] if c in _TONES), 0))
    return tuple(letters), tuple(tones)


def read_day(text: str) -> date | None:
    """A day as people write it (31/3/2026) or as a browser's date field sends it (2026-03-31)."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text.strip())
    iso = f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}" if found else text.strip()
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return day if 1900 < day.year < 9999 else None
