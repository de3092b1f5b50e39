"""The file beside the draft: its lines and printed rows in reading order, and which of them each row was read from.
Pure but for the shape of what is stored."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tracker.imports.grid import Content, Line, Source
from tracker.imports.models import PaperLine

MOST_LINES = 40
"""Lines that one row of a text may have been read from; more than that is what stands behind it."""
ALL_BUT_NOISE = 0.97
"""A row's letters are not quite those of its lines: marks of lists and quotes are left out on the way."""
MOST_OF_IT = 0.85
"""The same for rows of tables, whose notes may begin with the names of columns that no field explains."""


def letters_of(texts: Iterable[str]) -> int:
    """How many characters are not white space."""
    return sum(len("".join(text.split())) for text in texts)


def paper_lines(content: Content) -> list[PaperLine]:
    """Everything that is not blank; a line with tabs is a printed row of cells."""
    found: list[PaperLine] = []
    for block in content.blocks:
        if isinstance(block, Line):
            if not block.is_blank:
                found.append(PaperLine(page=block.page, line=block.number, cells=block.text.strip("\n").split("\t")))
            continue
        for row in block.rows:
            cells = [text for index, text in enumerate(row.cells) if index not in row.spanned]
            if any(text.strip() for text in cells):
                page = row.page or block.page
                found.append(PaperLine(page=page, line=row.line, table=block.number, row=row.row, cells=cells))
    for number, line in enumerate(found, 1):
        line.number = number
    return found


class Places:
    """Finds the paper lines of rows that come in their order."""

    def __init__(self, lines: Sequence[PaperLine]) -> None:
        self._lines = lines
        self._by_line = {line.line: line.number for line in lines if line.line is not None and line.table is None}
        self._by_row: defaultdict[int, list[PaperLine]] = defaultdict(list)
        for line in lines:
            if line.row is not None:
                self._by_row[line.row].append(line)

    def starts(self, sources: Sequence[Source]) -> list[int | None]:
        """The number of the line each row begins with, None for what the file does not tell."""
        found: list[int | None] = []
        last = 0
        for source in sources:
            start = self._start(source, last)
            last = start or last
            found.append(start)
        return found

    def spans(self, sources: Sequence[Source], letters: Sequence[int]) -> list[tuple[int, int] | None]:
        """From the first line of each row to the last one before the next row, as far as its letters reach."""
        starts = self.starts(sources)
        marks = sorted({start for start in starts if start is not None})
        following = dict(zip(marks, [*marks[1:], len(self._lines) + 1], strict=True))
        return [
            None if start is None else (start, self._end(start, following[start], many))
            for start, many in zip(starts, letters, strict=True)
        ]

    def _start(self, source: Source, last: int) -> int | None:
        if source.row is not None:
            rows = self._by_row.get(source.row, ())
            own = [line.number for line in rows if line.table == source.table]
            later = [line.number for line in rows if line.number > last and line.page in (None, source.page)]
            after = [number for number in own if number > last]
            found = [*after, *later, *own]
            if found:
                return found[0]
        return self._by_line.get(source.line) if source.line is not None else None

    def _end(self, start: int, following: int, letters: int) -> int:
        """A row runs on until all its letters have come, or the next one begins; a page may break it in two."""
        is_printed = self._lines[start - 1].table is not None
        enough = letters * (MOST_OF_IT if is_printed else ALL_BUT_NOISE)
        read = 0
        for line in self._lines[start - 1 : min(following - 1, start + MOST_LINES - 1)]:
            read += letters_of(line.cells)
            if read >= enough:
                return line.number
        return start if is_printed else max(start, min(following - 1, start + MOST_LINES - 1))
