"""Tables without ruling lines: a header known by its words, columns kept apart by white space, rows by distance.
Pure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from tracker.imports.columns import Field, read_header
from tracker.imports.layout import SIGNED
from tracker.imports.numbering import starts_row
from tracker.imports.readers.pdf_grid import Cell, Ruled
from tracker.imports.readers.pdf_lines import PrintedLine, Word, wide_parts
from tracker.text import fold

_APPENDIX = re.compile(r"(?:phu luc|phu bieu|bieu)\b")
_LABEL_GAP = 0.42
"""Labels of two columns stand farther apart than this part of their size, words of one label do not."""
_GUTTER, _STRIP = 0.4, 0.15
"""Of the size: no narrower is the gap between the words of two columns, and the strip that all lines leave free;
the space between two words of one column mostly is narrower than such a gap."""
_MOST_HEADER_LINES = 6
_APART = 1.18
_FAR = 4.0
_ALIGNED = 2.0
_AHEAD = 3

Span = tuple[float, float]


@dataclass(frozen=True)
class Columns:
    """The columns of one table. `labels`: where the words of its header stand, in points; `free`: between each two,
    the strips where no line has shown text so far; `number` is the column of the rows' numbers; `series` counts the
    tables of the file."""

    labels: list[Span]
    free: list[list[Span]]
    number: int | None = None
    series: int = 0
    words: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    """Where words begin after a gap or at the left, rounded, once for each line."""

    @cached_property
    def edges(self) -> list[float]:
        """The middle of the strip between each two columns, and the ends of the header. Of several strips, one is
        beside short words: the columns begin at the end of the other, where most lines begin."""
        begun = Counter(self.starts)

        def weight(strip: Span) -> tuple[int, float]:
            return sum(begun[round(strip[1]) + off] for off in (-1, 0, 1)), strip[1] - strip[0]

        chosen = [max(strips, key=weight) for strips in self.free]
        return [self.labels[0][0], *((left + right) / 2 for left, right in chosen), self.labels[-1][1]]

    def column_of(self, word: Word) -> int:
        return bisect_right(self.edges[1:-1], (word.x0 + word.x1) / 2)

    def columns_of(self, line: PrintedLine) -> set[int]:
        return {self.column_of(word) for word in line.words}

    def with_line(self, line: PrintedLine) -> "Columns | None":
        """The strips that the line leaves free, or None if it runs across one."""
        gaps = [(before.x1, word.x0) for before, word in pairwise(line.words)]
        narrow = [gap for gap in gaps if gap[1] - gap[0] < _GUTTER * line.size]
        covered = [*((word.x0, word.x1) for word in line.words), *narrow]
        free = [_left_free(strips, covered, _STRIP * line.size) for strips in self.free]
        return replace(self, free=free) if all(free) else None


def _left_free(strips: Iterable[Span], covered: Iterable[Span], least: float) -> list[Span]:
    """Strips without what is covered, those no wider than `least` left out."""
    free = list(strips)
    for start, end in covered:
        if any(start < right and left < end for left, right in free):
            parts = [part for left, right in free for part in ((left, min(right, start)), (max(left, end), right))]
            free = [(left, right) for left, right in parts if right - left >= least]
    return free


@dataclass(slots=True)
class Found:
    """A table on one page: its lines, each with its columns; a line that runs across them stands alone."""

    columns: Columns
    header: int
    """How many of the lines are its header."""
    lines: list[PrintedLine] = field(default_factory=list)
    across: set[int] = field(default_factory=set)


class ColumnFinder:
    """Goes through the lines of the pages in order; a table may go on from one page to the next."""

    def __init__(self) -> None:
        self.open: Columns | None = None
        self.last: Columns | None = None
        self.count = 0

    def blocks(self, lines: Sequence[PrintedLine], separators: Sequence[float]) -> list["PrintedLine | Ruled"]:
        """The lines of a page outside ruled tables, those that make a table put together. `separators`: places of
        lines across the page."""
        blocks: list[PrintedLine | Ruled] = []
        index = 0
        is_first = True
        while index < len(lines):
            found = _header_at(lines, index, self.last)
            if found is None and is_first and self.open is not None and self._continues(lines, index):
                found = Found(self.open, 0)
            elif found is not None:
                self._number(found)
            is_first = False
            if found is None:
                blocks.append(lines[index])
                index += 1
                continue
            end = _fill(found, lines, index)
            self.last = found.columns
            self.open = found.columns if end == len(lines) else None
            blocks.append(_table(found, separators))
            index = end
        if blocks and not isinstance(blocks[-1], Ruled):
            self.open = None
        return blocks

    def _number(self, found: Found) -> None:
        """A repeated header goes on with the table before."""
        before = self.last if self.open is not None else None
        is_same = (
            before is not None
            and len(before.labels) == len(found.columns.labels)
            and all(
                one[0] < other[1] and other[0] < one[1]
                for one, other in zip(before.labels, found.columns.labels, strict=True)
            )
        )
        if before is not None and is_same:
            found.columns = replace(found.columns, series=before.series)
        else:
            self.count += 1
            found.columns = replace(found.columns, series=self.count)

    def _continues(self, lines: Sequence[PrintedLine], index: int) -> bool:
        """The page begins with lines that keep to the columns of the table before, down to one that has text in
        several; or with nothing but the rest of a cell, which begins where the lines of its column begin."""
        assert self.open is not None
        begun = set(self.open.starts)
        for line in lines[index:]:
            if _is_signed(line) or self.open.with_line(line) is None:
                return False
            columns = self.open.columns_of(line)
            if len(columns) > 1:
                return True
            if 0 in columns or not any(round(line.x0) + off in begun for off in (-1, 0, 1)):
                return False
        return True


def _header_at(lines: Sequence[PrintedLine], index: int, known: Columns | None = None) -> Found | None:
    """The header that begins in this line, in as many lines as tell most columns; a repeat of the `known` one has
    as many lines as give its words."""
    best: Found | None = None
    most = 0
    for end in range(index + 1, min(index + _MOST_HEADER_LINES, len(lines)) + 1):
        part = lines[index:end]
        if end > index + 1 and part[-1].base - part[-2].base > 2 * part[-1].size:
            break
        spans = _spans(part)
        words = _labels(part, spans)
        if any(word[0].isdigit() and len(word) < 4 for word in words):
            break
        read = read_header(words) if len(spans) > 2 else None
        if read is None:
            continue
        is_known = known is not None and words == known.words
        found = len({one for one in read.fields if one}) + len(read.years) + is_known
        if found > most or (found == most and best is not None and _is_below(part, spans)):
            free = [[(left[1], right[0])] for left, right in pairwise(spans)]
            best, most = Found(Columns(spans, free, read.index(Field.NUMBER), words=words), len(part)), found
        if is_known:
            break
    if best is None or not _has_rows(best, lines, index + best.header):
        return None
    return best


def _is_below(part: Sequence[PrintedLine], spans: Sequence[Span]) -> bool:
    """The words of the last line go on with labels: centred under them, or beginning where they begin."""
    *above, last = part
    for left, right in spans:
        own = _within(last, left, right)
        over = [(words[0].x0, words[-1].x1) for line in above if (words := _within(line, left, right))]
        if own and not any(
            abs(x0 - own[0].x0) < _ALIGNED or abs(x0 + x1 - own[0].x0 - own[-1].x1) < 2 * _ALIGNED for x0, x1 in over
        ):
            return False
    return True


def _within(line: PrintedLine, left: float, right: float) -> list[Word]:
    return [word for word in line.words if left <= word.x0 <= right]


def _has_rows(found: Found, lines: Sequence[PrintedLine], index: int) -> bool:
    following = lines[index : index + _MOST_HEADER_LINES]
    return any(found.columns.with_line(line) and len(found.columns.columns_of(line)) > 1 for line in following)


def _spans(lines: Iterable[PrintedLine]) -> list[Span]:
    """Where labels stand, those of several lines above each other together."""
    spans: list[Span] = []
    for word, size in sorted(
        ((word, line.size) for line in lines for word in line.words), key=lambda pair: pair[0].x0
    ):
        if spans and word.x0 - spans[-1][1] <= _LABEL_GAP * size:
            spans[-1] = spans[-1][0], max(spans[-1][1], word.x1)
        else:
            spans.append((word.x0, word.x1))
    return spans


def _labels(lines: Iterable[PrintedLine], spans: Sequence[Span]) -> tuple[str, ...]:
    labels = [""] * len(spans)
    starts = [left for left, _ in spans]
    for line in lines:
        for word in line.words:
            at = bisect_right(starts, word.x0) - 1
            labels[at] = f"{labels[at]} {word.text}".strip()
    return tuple(labels)


def _is_signed(line: PrintedLine) -> bool:
    return SIGNED.match(fold(line.text[:40])) is not None


def _fill(found: Found, lines: Sequence[PrintedLine], start: int) -> int:
    """Take lines into the table while they keep to its columns; returns the index of the first that does not."""
    index = start
    while index < len(lines):
        line = lines[index]
        is_far = found.lines and line.base - found.lines[-1].base > _FAR * line.size
        if _is_signed(line) or is_far:
            break
        if index >= start + found.header and begins_part(lines, index, found.columns):
            break
        columns = found.columns.with_line(line)
        if columns is None:
            if not _rows_follow(found, lines, index):
                break
            found.across.add(len(found.lines))
        else:
            found.columns = columns
        found.lines.append(line)
        index += 1
    within = [line for place, line in enumerate(found.lines) if place >= found.header and place not in found.across]
    starts = [round(part.x0) for line in within for part in wide_parts(line, _GUTTER)]
    found.columns = replace(found.columns, starts=(*found.columns.starts, *starts))
    return index


def begins_part(lines: Sequence[PrintedLine], index: int, known: Columns | None = None) -> bool:
    """The heading of an appendix stands in this line, or a header begins in it."""
    return bool(_APPENDIX.match(fold(lines[index].text[:40]))) or _header_at(lines, index, known) is not None


def _rows_follow(found: Found, lines: Sequence[PrintedLine], index: int) -> bool:
    """A heading across the table, of at most a few lines, with a numbered row under it."""
    number = found.columns.number
    for place in range(index + 1, min(index + 1 + _AHEAD, len(lines))):
        line = lines[place]
        if begins_part(lines, place, found.columns):
            return False
        columns = found.columns.with_line(line)
        if columns is not None:
            cells = columns.columns_of(line)
            return len(cells) > 1 and (number is None or number in cells)
    return False


def _table(found: Found, separators: Sequence[float]) -> Ruled:
    columns = found.columns
    width = len(columns.labels)
    cells: list[Cell] = []
    ys = [found.lines[0].base - found.lines[0].size]
    for row, indexes in enumerate(_rows(found, separators)):
        lines = [found.lines[index] for index in indexes]
        ys.append(lines[-1].base + 0.3 * lines[-1].size)
        if indexes[0] in found.across:
            cells.append(Cell(0, row, width, row + 1, tuple(lines)))
            continue
        for at in range(width):
            parts = [(line, [word for word in line.words if columns.column_of(word) == at]) for line in lines]
            cells.append(Cell(at, row, at + 1, row + 1, tuple(line.part(words) for line, words in parts if words)))
    return Ruled(columns.edges, ys, cells, columns.series)


def _rows(found: Found, separators: Sequence[float]) -> list[list[int]]:
    """Indexes of the lines of each row."""
    lines, columns = found.lines, found.columns
    gaps = [round(after.base - before.base, 1) for before, after in pairwise(lines)]
    usual = _usual(gaps[max(0, found.header - 1) :])
    first, last = lines[0].base, lines[-1].base
    inside = [at for at in separators if first < at < last]
    rows: list[list[int]] = [[0]]
    for index in range(1, len(lines)):
        before, line = lines[index - 1], lines[index]
        is_ruled = any(before.base < at < line.base for at in inside)
        is_apart = gaps[index - 1] > _APART * usual or _is_numbered(line, columns)
        changes = (index - 1 in found.across) != (index in found.across)
        if index < found.header:
            is_new = False
        elif len(inside) > 1:
            is_new = is_ruled or changes
        else:
            is_new = is_apart or changes or index == found.header or is_ruled
        if is_new:
            rows.append([])
        rows[-1].append(index)
    return rows


def _usual(gaps: Sequence[float]) -> float:
    """The distance of two lines of one cell: the smallest that is common."""
    counted = Counter(round(gap * 2) / 2 for gap in gaps)
    common = [gap for gap, count in counted.items() if count >= 0.15 * len(gaps)]
    return min(common, default=float("inf"))


def _is_numbered(line: PrintedLine, columns: Columns) -> bool:
    if columns.number is None:
        return False
    words = [word.text for word in line.words if columns.column_of(word) == columns.number]
    return bool(words) and starts_row(" ".join(words))
