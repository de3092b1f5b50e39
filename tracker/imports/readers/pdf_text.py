"""The lines of a page outside its tables in the order in which they are read: left before right where two columns
stand side by side, as in a letterhead or over a signature. Pure."""

from collections.abc import Sequence

from tracker.imports.readers.pdf_breaks import Breaks
from tracker.imports.readers.pdf_flow import Flow, Margins, flowed
from tracker.imports.readers.pdf_lines import PrintedLine, wide_parts

_APART, _WIDE_APART = 1.8, 4.0
"""Of the size: two parts of a line with so much between them belong to two columns; a short label needs the wider
gap."""
_LABEL = 6
_NEAR = 3.0
_SLACK = 6.0


def reading_order(lines: Sequence[PrintedLine], margins: Margins | None, breaks: Breaks) -> list[Flow]:
    ordered: list[Flow] = []
    run: list[PrintedLine] = []
    index = 0
    while index < len(lines):
        columns = _Pair.at(lines, index)
        if columns is None:
            run.append(lines[index])
            index += 1
            continue
        ordered += (
            flowed(run, margins, breaks) + flowed(columns.left, None, breaks) + flowed(columns.right, None, breaks)
        )
        run, index = [], columns.end
    return ordered + flowed(run, margins, breaks)


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
