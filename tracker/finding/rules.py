"""What a search makes of words and texts. Pure."""

from collections.abc import Sequence

from tracker.text import fold, squeeze, words_of

MOST_WORDS = 12
AROUND = 14
"""Words of an excerpt before and after the one that was found."""


def asked_words(text: str) -> list[str]:
    """The folded words of a query; more than a dozen say nothing more."""
    return words_of(text)[:MOST_WORDS]


def has_accents(text: str) -> bool:
    """Whether somebody typed a letter that folding changes: then what is spelt so comes first."""
    return fold(text) != squeeze(text).lower()


def says_exactly(text: str, asked: str) -> bool:
    """Whether a text has every word of the query with its accents."""
    have = set(squeeze(text).lower().replace(",", " ").replace(".", " ").split())
    return all(word in have for word in squeeze(asked).lower().split())


def excerpt(text: str, words: Sequence[str]) -> str:
    """The neighbourhood of the first word that was found; the beginning where none is."""
    pieces = text.split()
    wanted = [word for word in words if word]
    at = next((n for n, piece in enumerate(pieces) if any(fold(piece).startswith(word) for word in wanted)), 0)
    begin = max(0, at - AROUND)
    shown = " ".join(pieces[begin : at + AROUND + 1])
    return f"{'… ' if begin else ''}{shown}{' …' if at + AROUND + 1 < len(pieces) else ''}"


def number_key(text: str) -> str:
    """A document number without case, accents and punctuation: "57-NQ/TW" and "57 nqtw" are one."""
    return "".join(character for character in fold(text) if character.isalnum())
