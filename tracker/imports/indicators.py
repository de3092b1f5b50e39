"""Rows of a table of indicators as drafts. Pure."""

from collections.abc import Sequence

from tracker.agencies.names import Register
from tracker.imports import checks
from tracker.imports.columns import Columns, Field
from tracker.imports.draft import IndicatorDraft, Problem
from tracker.imports.grid import Source, Table
from tracker.imports.structure import Item
from tracker.imports.targets import NOTHING, Target, in_unit, is_no_target, read_target, unit_of
from tracker.sentences import kept

_UNREAD = kept("Cột “%(column)s” ghi “%(text)s”; hãy đối chiếu khi cần.")
_NO_TARGET = kept("Chưa có mức chỉ tiêu; hãy ghi mức cần đạt.")
_NO_YEAR = kept("Chưa rõ năm của chỉ tiêu; hãy ghi năm cần đạt.")
_TWO_LEVELS = kept("“%(text)s” nêu hai mức; hãy xác nhận mức cần đạt.")


class IndicatorReader:
    """`year` is the plan's own, for tables with one column of values."""

    def __init__(self, table: Table, columns: Columns, register: Register, year: int | None) -> None:
        self.table = table
        self.columns = columns
        self.register = register
        self.year = year

    def read(self, item: Item) -> IndicatorDraft:
        lead = self.register.resolve(item[Field.LEAD])
        targets = self._targets(item)
        return IndicatorDraft(
            appendix=self.table.appendix,
            appendix_title=self.table.appendix_title,
            group=item.group,
            group_title=item.group_title,
            number=item.number,
            title=item[Field.TITLE],
            unit=item[Field.UNIT],
            lead=item[Field.LEAD],
            lead_agencies=list(lead.agencies),
            targets=targets,
            source=Source(item.row.page, item.row.line, self.table.number, item.row.index),
            problems=[
                *checks.of_row(item, self.columns),
                *checks.missing_cells(item, self.columns, (Field.LEAD,)),
                *checks.of_agencies(lead, Field.LEAD),
                *of_targets(targets),
                *self._unread(item),
            ],
        )

    def _unread(self, item: Item) -> list[Problem]:
        """Columns an indicator has no field for, such as the value reached last year."""
        cells = dict(item.extra)
        for field in (Field.NOTE, Field.DEADLINE, Field.COORDINATING, Field.HEAD, Field.AUTHORITY):
            index = self.columns.index(field)
            if index is not None and item[field]:
                cells[index] = item[field]
        own = {index for index, field in enumerate(self.columns.fields) if field is Field.TARGET}
        return [
            Problem("column_unread", "", _UNREAD % {"column": self.columns.labels[index], "text": text})
            for index, text in sorted(cells.items())
            if index not in own
        ]

    def _targets(self, item: Item) -> list[Target]:
        """One for each year that has a column, also where the cell asks for nothing."""
        years = self.columns.years
        first = self.columns.index(Field.TARGET)
        indexes = [i for i, field in enumerate(self.columns.fields) if field is Field.TARGET]
        targets = []
        for index in indexes:
            cell = item.row.cells[index]
            is_milestone = index in years and len(years) > 1
            if is_milestone or (not is_no_target(cell) and (index in years or index == first)):
                targets.append(
                    in_unit(
                        read_target(cell, years.get(index, self.year)), unit_of(item[Field.UNIT], item[Field.TITLE])
                    )
                )
        return targets


def of_targets(targets: Sequence[Target]) -> list[Problem]:
    """What is missing or doubtful in the values of one indicator."""
    if all(target.comparator == NOTHING for target in targets):
        return [Problem("target_missing", "target", _NO_TARGET)]
    problems = []
    for target in targets:
        if target.year is None:
            problems.append(Problem("target_year_missing", "target", _NO_YEAR))
        if target.comparator in (">=", "<=", ">", "<") and None not in (target.min, target.max):
            problems.append(Problem("target_unclear", "target", _TWO_LEVELS % {"text": target.raw}))
    return problems
