"""Printed rows become whole rows: what a page break tore apart is joined cell by cell. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from tracker.imports.columns import Columns, Field
from tracker.imports.grid import Row, Table
from tracker.imports.joining import Joiner
from tracker.imports.layout import TOTAL
from tracker.imports.markup import without_markup
from tracker.imports.numbering import Mark, group_label, is_in_capitals, read_number

_ITEM = re.compile(r"(?:[-–+•*]|\(?[a-zđ]\)|\(\d{1,2}\)|[a-zđ]\.)\s*\S")
_OPEN = re.compile(r"[,;:–-]$|\b(?:và|của|theo|với|cho|về|trong|tại|các)$")
_SECOND_HALF = re.compile(r"[-–]\s*[\dIVX]")

IsDeadline = Callable[[str], bool]


class Stitcher:
    """`is_deadline` says whether a cell is a whole deadline by itself."""

    def __init__(self, columns: Columns, joiner: Joiner, is_deadline: IsDeadline) -> None:
        self.columns = columns
        self.joiner = joiner
        self.is_deadline = is_deadline
        self.number = columns.index(Field.NUMBER)
        self.title = columns.index(Field.TITLE) or 0

    def rows(self, table: Table) -> list[Row]:
        whole: list[Row] = []
        for row in _numbered(self._clean(table), self.number):
            if whole and self._is_same_row(row):
                self._add_lines(whole[-1], row)
            elif whole and self._continues(row, whole[-1], is_printed=table.is_printed):
                self._append(whole[-1], row)
                whole[-1].lines += not (table.is_printed or row.after_break)
            else:
                whole.append(row)
        for index, row in enumerate(whole, start=1):
            row.index = row.index or index
        return whole

    def _clean(self, table: Table) -> list[Row]:
        cleaned = []
        for row in table.rows:
            cells = [without_markup(cell) for cell in row.cells]
            if self.number in row.carried and self.title not in row.carried:
                cells[self.number or 0] = ""  # a task of its own beside a number that counts several
            if any(cells):
                cleaned.append(replace(row, cells=cells, broken={} if table.is_printed else _broken(row)))
        return cleaned

    def _is_same_row(self, row: Row) -> bool:
        """The number and the title are merged with those above: one task with several lines of other cells."""
        return self.title in row.carried and (self.number is None or self.number in row.carried)

    @staticmethod
    def _add_lines(whole: Row, row: Row) -> None:
        for index, text in enumerate(row.cells):
            if text and index not in row.carried and text != whole.cells[index]:
                whole.cells[index] = f"{whole.cells[index]}; {text}".lstrip("; ")
        whole.lines += 1

    def _append(self, whole: Row, row: Row) -> None:
        cells = ["" if index in row.carried else cell for index, cell in enumerate(row.cells)]
        joined = [self.joiner.join(first, second) for first, second in zip(whole.cells, cells, strict=True)]
        whole.cells = [without_markup(cell) if "*" in cell else cell for cell in joined]
        whole.is_joined = whole.is_joined or row.after_break

    def _continues(self, row: Row, previous: Row, *, is_printed: bool) -> bool:
        """A row without a number goes on with the one before, unless it is a heading or plainly a row of its own.

        Where the file keeps its rows whole, only a row that says nothing by itself goes on.
        """
        title = row.cells[self.title]
        if self.number is not None and read_number(row.cells[self.number]).mark is not Mark.NONE:
            return False
        if TOTAL.match(next(filter(None, row.cells))):
            return False
        if not title:
            return True
        if not is_printed and not row.after_break:
            return False
        if self.number is None and not row.after_break:
            return False
        if self._has_only_title(row):
            return not self._is_heading(title, after_break=row.after_break)
        return not self._stands_alone(row, previous)

    def _has_only_title(self, row: Row) -> bool:
        return all(not cell for index, cell in enumerate(row.cells) if index not in (self.title, self.number))

    @staticmethod
    def _is_heading(title: str, *, after_break: bool) -> bool:
        if group_label(title) or is_in_capitals(title):
            return True
        return not after_break and title[:1].isupper()

    def _stands_alone(self, row: Row, previous: Row) -> bool:
        title = row.cells[self.title]
        if not (title[:1].isupper() or _ITEM.match(title)):
            return False
        lead, deadline = self._cell(row, Field.LEAD), self._cell(row, Field.DEADLINE)
        if not row.after_break:
            return bool(lead or deadline)
        before = self._cell(previous, Field.DEADLINE)
        if not (lead and deadline and before) or self._is_rest(row, previous):
            return False
        return self.is_deadline(deadline) and self.is_deadline(before) and not self._is_one(before, deadline)

    @staticmethod
    def _is_rest(row: Row, previous: Row) -> bool:
        """A cell begins with a small letter under one that has begun, or under one that cannot end as it does."""
        cells = zip(row.cells, previous.cells, strict=True)
        return any(cell and before and (cell[0].islower() or _OPEN.search(before)) for cell, before in cells)

    def _is_one(self, before: str, deadline: str) -> bool:
        """Two halves of one deadline: "2026" and "- 2030"."""
        return bool(_SECOND_HALF.match(deadline)) and self.is_deadline(f"{before} {deadline}")

    def _cell(self, row: Row, field: Field) -> str:
        index = self.columns.index(field)
        return row.cells[index] if index is not None else ""


def _broken(row: Row) -> dict[int, str]:
    """Cells of several paragraphs, none of which goes on with the one before."""
    lines = {index: list(filter(None, map(without_markup, cell.split("\n")))) for index, cell in enumerate(row.cells)}
    return {
        index: "\n".join(parts)
        for index, parts in lines.items()
        if len(parts) > 1 and not any(part[0].islower() for part in parts[1:])
    }


def _numbered(rows: Sequence[Row], number: int | None) -> list[Row]:
    """A number printed alone on the row under its words belongs to them (a number centred beside a tall cell)."""
    if number is None:
        return list(rows)
    kept: list[Row] = []
    for row in rows:
        is_alone = bool(row.cells[number]) and not any(c for i, c in enumerate(row.cells) if i != number)
        is_number = read_number(row.cells[number]).mark is Mark.ARABIC
        if is_alone and is_number and kept and not kept[-1].cells[number]:
            kept[-1].cells[number] = row.cells[number]
        else:
            kept.append(row)
    return kept
