"""Runs of letters become lines of words, as printed. Pure."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from tracker.imports.readers.pdf_page import Run

_SPACE = 0.16
"""A gap of this part of the size parts two words; the space of common fonts is a quarter of the size."""
_SAME_LINE = 0.4
_TWICE = 0.15
_LETTERS_APART, _FEWEST_APART = 0.1, 4


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words on one base line. `size` is the height of its letters, in points; `is_spaced`: a space follows the
    last."""

    words: tuple[Word, ...]
    base: float
    size: float
    is_spaced: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    def part(self, words: Sequence[Word]) -> "PrintedLine":
        return PrintedLine(tuple(words), self.base, self.size, self.is_spaced and words[-1] is self.words[-1])


def lines_of(runs: Iterable[Run]) -> list[PrintedLine]:
    """The lines from top to bottom; letters a little above or below the others stay on their line."""
    ordered = sorted(runs, key=lambda run: run.base)
    lines: list[list[Run]] = []
    for run in ordered:
        if lines and run.base - lines[-1][0].base <= _SAME_LINE * max(run.size, lines[-1][0].size):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_line(line) for line in lines]


def _line(runs: list[Run]) -> PrintedLine:
    across = list(_once(sorted(runs, key=lambda run: run.x0)))
    size = median(run.size for run in across)
    groups = [[across[0]]]
    limit, is_apart = _limit(across)
    for before, run in pairwise(across):
        is_new = run.x0 - before.x1 > limit * size or (before.is_spaced and not is_apart)
        if is_new:
            groups.append([run])
        else:
            groups[-1].append(run)
    words = tuple(_word(group) for group in groups)
    return PrintedLine(words, median(run.base for run in across), size, across[-1].is_spaced)


def _word(runs: list[Run]) -> Word:
    text = unicodedata.normalize("NFC", "".join(run.text for run in runs))
    return Word(text, runs[0].x0, max(run.x1 for run in runs))


def _once(runs: Iterable[Run]) -> Iterator[Run]:
    """Without what is printed twice at the same place to look bold."""
    before: Run | None = None
    for run in runs:
        if before is not None and before.text == run.text and run.x0 - before.x0 < _TWICE * run.size:
            before.is_spaced = before.is_spaced or run.is_spaced
            continue
        yield run
        before = run


def _limit(runs: Sequence[Run]) -> tuple[float, bool]:
    """The gap between two words, in parts of the size, and whether the letters of the line are themselves set
    apart: then the spaces between them say nothing, and the wider gaps are those between words."""
    single = sum(len(run.text) == 1 for run in runs)
    if single <= _FEWEST_APART or single < 0.8 * len(runs):
        return _SPACE, False
    is_typed = sum(run.is_spaced for run in runs) > 0.8 * (len(runs) - 1)
    gaps = [(run.x0 - before.x1) / run.size for before, run in pairwise(runs) if is_typed or not before.is_spaced]
    usual = median(gaps) if gaps else 0.0
    if usual < _LETTERS_APART:
        return _SPACE, False
    return 1.7 * usual, is_typed


def wide_parts(line: PrintedLine, gap: float) -> list[PrintedLine]:
    """The line cut at gaps wider than this part of its size."""
    parts = [[line.words[0]]]
    for word in line.words[1:]:
        if word.x0 - parts[-1][-1].x1 > gap * line.size:
            parts.append([word])
        else:
            parts[-1].append(word)
    return [line.part(words) for words in parts]


def cell_lines(runs: Iterable[Run]) -> list[PrintedLine]:
    """The lines of a cell; letters that stand on their side are read on their side."""
    by_turn: dict[int, list[Run]] = {}
    for run in runs:
        by_turn.setdefault(run.turn, []).append(_upright(run) if run.turn else run)
    return [line for turn in sorted(by_turn) for line in lines_of(by_turn[turn])]


def _upright(run: Run) -> Run:
    """The run in coordinates turned with it, so that its letters follow each other from left to right."""
    if run.turn == 1:
        x0, x1, top, bottom = -run.bottom, -run.top, run.x0, run.x1
    elif run.turn == 3:
        x0, x1, top, bottom = run.top, run.bottom, -run.x1, -run.x0
    else:
        x0, x1, top, bottom = -run.x1, -run.x0, -run.bottom, -run.top
    return Run(run.text, x0, top, x1, bottom, bottom, run.size, 0, run.is_spaced, run.font)
