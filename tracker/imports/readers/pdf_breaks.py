"""Where a printed line ends and the next begins: with a space, within a compound, or within a word. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tracker.imports.joining import Joiner
from tracker.imports.readers.pdf_lines import PrintedLine, Word

_COMPOUND = re.compile(r"[^\W_]-$")
_SLASH = re.compile(r"([^\W\d_]+)/(\s?)(?=[^\W\d_])")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SLASHED = re.compile(r"[^\W\d_]+/(?=[^\W\d_])")
_KEPT = 0.7
_SPACE, _SURELY = 0.25, 1.1
"""Of the size: the space between two words; and how much more room than the letters on average take."""
_MOVED = 2
"""So many words with a slash that were moved whole are no accident."""


class Breaks:
    """Knows the habits of one file from all its cells and paragraphs: whether the space at which a line was broken is
    still there, after which words a space follows a slash, whether a line is ever broken after a slash alone, and
    the file's own words."""

    def __init__(self, texts: Iterable[Sequence[PrintedLine]]) -> None:
        known = [list(lines) for lines in texts]
        broken = [line for lines in known for line in lines[:-1]]
        self.keeps_spaces = sum(line.is_spaced for line in broken) > _KEPT * max(1, len(broken))
        whole = [line.text for lines in known for line in lines]
        self.slashes: Counter[str] = Counter()
        for word, space in (found.groups() for text in whole for found in _SLASH.finditer(text)):
            for key in ("", word.lower()):
                self.slashes[key] += -1 if space else 1
        self.moves_slashed = sum(_moved_whole(lines) for lines in known) >= _MOVED
        self.joiner = Joiner(whole)

    def text(self, lines: Sequence[PrintedLine]) -> str:
        """The text of a cell: a line break stands where a space or a new line of the author was."""
        if not lines:
            return ""
        text = lines[0].text
        for line, following in pairwise(lines):
            text += following.text if self.is_torn(line, following) else f"\n{following.text}"
        return text

    def is_torn(self, line: PrintedLine, following: PrintedLine) -> bool:
        """The two belong together without a space: "03-" + "TB/BCĐTW"."""
        first, second = line.words[-1].text, following.words[0].text
        if line.is_spaced:
            return False
        if _COMPOUND.search(first):
            return second[0].isalnum()
        if len(first) > 1 and first.endswith("/") and second[0].isalnum():
            # No program breaks a line between a slash and a digit.
            is_glued = self._glues_slash(first[:-1]) and not (self.moves_slashed or second[0].isdigit())
            return self.keeps_spaces or is_glued
        if second.startswith("/") and len(second) > 1:
            return second[1].isalnum()
        return len(self.joiner.join(first, second)) == len(first) + len(second)

    def _glues_slash(self, text: str) -> bool:
        """The slash after this word is mostly printed without a space, or after any word if that is not known."""
        word = _LAST_WORD.search(text)
        seen = self.slashes[word.group().lower()] if word else 0
        return (seen or self.slashes[""]) > 0


def _moved_whole(lines: Sequence[PrintedLine]) -> int:
    """How many words with a slash begin a line, though what stands before the slash had room on the line above: the
    program does not break a line there unless a space follows."""
    edge = max((line.x1 for line in lines), default=0.0)
    return sum(_has_room(line, following.words[0], edge) for line, following in pairwise(lines))


def _has_room(line: PrintedLine, word: Word, edge: float) -> bool:
    head, width = _SLASHED.match(word.text), word.x1 - word.x0
    room = edge - line.x1 - _SPACE * line.size
    return head is not None and _SURELY * width * len(head[0]) / len(word.text) < room < width
