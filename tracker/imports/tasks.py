"""Rows of a table of tasks as drafts. Pure."""

import re
from collections.abc import Callable
from datetime import date

from tracker.agencies.names import Register, Resolution
from tracker.deadlines.phrases import parse_deadline
from tracker.imports import checks
from tracker.imports.columns import Columns, Field
from tracker.imports.draft import TaskDraft
from tracker.imports.due import Beside, read_time, year_over
from tracker.imports.grid import Source, Table
from tracker.imports.structure import Item
from tracker.text import squeeze

_WANTED = (Field.HEAD, Field.LEAD, Field.DELIVERABLE, Field.DEADLINE)
_PARTS = re.compile(
    r"\W*chủ trì\s*:\s*(?P<lead>.*?)[\s;.,-]*phối hợp\s*:\s*(?P<coordinating>.*)", re.IGNORECASE | re.DOTALL
)
_NOBODY = Resolution((), ())


def is_deadline(issued_on: date | None) -> Callable[[str], bool]:
    def is_whole(text: str) -> bool:
        return parse_deadline(text, issued_on).kind not in ("none", "unclear")

    return is_whole


def note_of(item: Item, columns: Columns) -> str:
    """The note, and with their columns' names what stands in columns a task has no field for: nothing is lost."""
    others = [f"{columns.labels[index]}: {text}" for index, text in item.extra.items()]
    for field in (Field.START, Field.UNIT, Field.TARGET):
        index = columns.index(field)
        if index is not None and item[field]:
            others.append(f"{columns.labels[index]}: {item[field]}")
    return "; ".join(text for text in (item[Field.NOTE], *others) if text)


class TaskReader:
    """`year`: what a deadline without one means; None for the year of issue."""

    def __init__(
        self, table: Table, columns: Columns, register: Register, issued_on: date | None, year: int | None = None
    ) -> None:
        self.table = table
        self.columns = columns
        self.register = register
        self.issued_on = issued_on
        self.year = year

    def read(self, item: Item) -> TaskDraft:
        lead, coordinating = self._parts(item)
        leads = self._resolve(lead, self._printed(item, Field.LEAD))
        others = self._resolve(coordinating, self._printed(item, Field.COORDINATING))
        beside = self._beside(item)
        deadline, is_reversed = read_time(item[Field.DEADLINE], beside, self.issued_on, self.year)
        task = TaskDraft(
            appendix=self.table.appendix,
            appendix_title=self.table.appendix_title,
            group=item.group,
            group_title=item.group_title,
            number=item.number,
            parent=item.parent,
            is_heading=item.is_heading,
            title=item[Field.TITLE],
            responsible_head=item[Field.HEAD],
            lead=lead,
            lead_agencies=list(leads.agencies),
            coordinating=coordinating,
            coordinating_agencies=list(others.agencies),
            deliverable=item[Field.DELIVERABLE],
            authority=item[Field.AUTHORITY],
            note=note_of(item, self.columns),
            deadline=deadline,
            source=Source(item.row.page, item.row.line, self.table.number, item.row.index),
            problems=checks.of_row(item, self.columns),
            beside=beside,
        )
        if not item.is_heading:
            task.problems += checks.missing_cells(item, self.columns, _WANTED)
            task.problems += checks.of_title(item)
            if item[Field.DEADLINE]:
                task.problems += checks.of_deadline(deadline, self.issued_on)
            if is_reversed:
                task.problems.append(checks.ends_before_start(beside.start))
        task.problems += checks.of_lead(lead, leads.agencies)
        task.problems += checks.of_agencies(leads, Field.LEAD) + checks.of_agencies(others, Field.COORDINATING)
        return task

    def _beside(self, item: Item) -> Beside:
        return Beside(
            self._label(Field.DEADLINE), item[Field.START], self._label(Field.START), year_over(item.group_title)
        )

    def _label(self, field: Field) -> str:
        index = self.columns.index(field)
        return self.columns.labels[index] if index is not None else ""

    def _printed(self, item: Item, field: Field) -> str:
        """The cell in its lines, where each of them is one item."""
        index = self.columns.index(field)
        return item.row.broken.get(index, "") if index is not None else ""

    def _resolve(self, cell: str, printed: str) -> Resolution:
        return self.register.resolve(printed if squeeze(printed) == cell else cell) if cell else _NOBODY

    def _parts(self, item: Item) -> tuple[str, str]:
        """Lead and coordinating cells; one column for both says "Chủ trì: …; phối hợp: …"."""
        lead, coordinating = item[Field.LEAD], item[Field.COORDINATING]
        found = None if self.columns.has(Field.COORDINATING) else _PARTS.fullmatch(lead)
        return (found["lead"].strip(" ;.,-"), found["coordinating"].strip()) if found else (lead, coordinating)
