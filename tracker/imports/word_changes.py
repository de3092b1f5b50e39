"""Two wordings of a cell, word by word: what was taken out, what was put in. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\S+\s*")
MOST_WORDS = 3000
"""Longer cells are shown whole, as taken out and put in."""


@dataclass(frozen=True, slots=True)
class Piece:
    words: str
    is_changed: bool = False


def pieces(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both wordings in pieces; what stands in one of them alone is changed."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) + len(after) > MOST_WORDS:
        return [Piece(old, is_changed=True)], [Piece(new, is_changed=True)]
    steps = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False).get_opcodes()
    return (
        _joined((tag != "equal", before[start:end]) for tag, start, end, _from, _to in steps),
        _joined((tag != "equal", after[start:end]) for tag, _from, _to, start, end in steps),
    )


def _bare(words: Iterable[str]) -> list[str]:
    return [word.strip() for word in words]


def _joined(parts: Iterable[tuple[bool, Sequence[str]]]) -> list[Piece]:
    return [Piece("".join(words), is_changed=changed) for changed, words in parts if words]
