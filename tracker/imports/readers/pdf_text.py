"""The lines of a page outside its tables in the order in which they are read: left before right where two columns
stand side by side, as in a letterhead or over a signature. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from tracker.imports.readers.pdf_breaks import Breaks
from tracker.imports.readers.pdf_lines import PrintedLine, wide_parts

_APART, _WIDE_APART = 1.8, 4.0
"""Of the size: two parts of a line with so much between them belong to two columns; a short label needs the wider
gap."""
_LABEL = 6
_BLANK, _NEAR = 1.45, 3.0
_SLACK = 6.0

Order = list[PrintedLine | None]
"""Lines, and None where a blank line stands between them."""


def reading_order(lines: Sequence[PrintedLine], breaks: Breaks) -> Order:
    ordered: Order = []
    index = 0
    run: list[PrintedLine] = []
    while index < len(lines):
        columns = _Pair.at(lines, index)
        if columns is None:
            run.append(lines[index])
            index += 1
            continue
        ordered += [
            *_spaced(run, breaks),
            None,
            *_spaced(columns.left, breaks),
            None,
            *_spaced(columns.right, breaks),
            None,
        ]
        run, index = [], columns.end
    return _single_blanks([*ordered, *_spaced(run, breaks)])


def _single_blanks(order: Order) -> Order:
    return [item for before, item in pairwise([None, *order]) if item is not None or before is not None]


class _Pair:
    """Two columns side by side, from the line `start` up to and without `end`."""

    def __init__(self, left: PrintedLine, right: PrintedLine, start: int) -> None:
        self.left, self.right = [left], [right]
        self.end = start + 1

    @classmethod
    def at(cls, lines: Sequence[PrintedLine], start: int) -> "_Pair | None":
        parts = _two_parts(lines[start])
        if parts is None:
            return None
        pair = cls(*parts, start)
        while (
            pair.end < len(lines) and lines[pair.end].base - lines[pair.end - 1].base < _NEAR * lines[pair.end].size
        ):
            if not pair.takes(lines[pair.end]):
                break
            pair.end += 1
        return pair

    def takes(self, line: PrintedLine) -> bool:
        """The line in two parts on either side of the gap, or in one that keeps to its own side."""
        end, start = max(one.x1 for one in self.left), min(one.x0 for one in self.right)
        parts = _two_parts(line)
        if parts is not None and max(end, parts[0].x1) + line.size < min(start, parts[1].x0):
            self.left.append(parts[0])
            self.right.append(parts[1])
            return True
        if parts is None and line.x1 <= end + _SLACK and line.x0 >= min(one.x0 for one in self.left) - _SLACK:
            self.left.append(line)
            return True
        if parts is None and line.x0 >= start - _SLACK and line.x1 <= max(one.x1 for one in self.right) + _SLACK:
            self.right.append(line)
            return True
        return False


def _two_parts(line: PrintedLine) -> tuple[PrintedLine, PrintedLine] | None:
    parts = wide_parts(line, _APART)
    if len(parts) != 2:
        return None
    is_label = len(parts[0].text) <= _LABEL
    return None if is_label and len(wide_parts(line, _WIDE_APART)) != 2 else (parts[0], parts[1])


def _spaced(lines: Sequence[PrintedLine], breaks: Breaks) -> Order:
    """A blank line where the distance is wider than usual, and compounds broken at the end of a line whole again."""
    if not lines:
        return []
    usual = median(after.base - before.base for before, after in pairwise(lines)) if len(lines) > 2 else 0.0
    ordered: Order = [lines[0]]
    for before, line in pairwise(lines):
        distance = line.base - before.base
        if distance > _BLANK * max(line.size, before.size) * 1.15 and distance > _BLANK * usual:
            ordered += [None, line]
            continue
        last = ordered[-1]
        if last is not None and breaks.is_torn(last, line):
            torn, rest = line.words[0], line.words[1:]
            whole = replace(last.words[-1], text=last.words[-1].text + torn.text)
            ordered[-1] = replace(last, words=(*last.words[:-1], whole), is_spaced=True)
            if not rest:
                continue
            ordered.append(line.part(rest))
        else:
            ordered.append(line)
    return ordered
