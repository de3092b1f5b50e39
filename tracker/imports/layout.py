"""What the file holds, as it is found: tables, the headings of appendices, and the lines outside tables. Pure."""

import re
from dataclasses import dataclass, field

from tracker.imports.appendices import Appendix
from tracker.imports.columns import has_number_label, heading_column, same_header
from tracker.imports.grid import Line, Table
from tracker.imports.numbering import group_label, is_in_capitals
from tracker.imports.sections import Section, section_above

FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹*]|\(\*|[\[(]?\d{1,2}[\])]?\s|ghi chu\b|nguon:|luu y\b|tong (?:so|cong)\b|cong:")
"""What stands under a table and is no row of it, folded."""
NOTE_WORDS = re.compile(r"ghi chu\b|nguon:|luu y\b")
"""Words with which only a note begins, folded; a number or a star may also be the rest of a torn cell."""
TOTAL = re.compile(r"tổng (?:số|cộng|nhiệm vụ)\b|cộng\s*(?::|$)", re.IGNORECASE)
SIGNED = re.compile(r"noi nhan|(?:t/m|tm\.|k/t|kt\.|tl\.|t/l|tuq\.)(?!\s*\d)")
"""Folded words with which the signature under a table begins; "KT.01" is the code of a row."""


@dataclass
class Layout:
    """`table` is the one still open, `appendix` the one we are in; `after_break`: the next row stands after a gap;
    `headed`: how many of the lines stand above the last header."""

    tables: list[Table] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)
    table: Table | None = None
    appendix: Appendix | None = None
    after_break: bool = False
    sections: list[Section] = field(default_factory=list)
    headed: int = 0

    def open_appendix(self, appendix: Appendix) -> None:
        self.appendices.append(appendix)
        self.appendix = appendix
        self.after_break = True

    def open_table(self, table: Table) -> Table:
        """A new table of the appendix we are in."""
        table.appendix = self.appendix.number if self.appendix else None
        table.appendix_title = self.appendix.title if self.appendix else ""
        table.number = table.number or len(self.tables) + 1
        self.table = table
        self.tables.append(table)
        return table

    def under_header(self) -> None:
        """A header begins the open table, or goes on with it under what the text says since the last one."""
        section = section_above(self.table, self.texts[self.headed :]) if self.table else None
        self.sections += [section] if section else []
        self.headed = len(self.texts)

    def may_be_header(self, labels: list[str]) -> bool:
        """Amid the rows of a table only a repeat or the plainest words do; anywhere else a header's words."""
        table = self.current
        if table is None or self.after_break or has_number_label(labels):
            return True
        return table.width == len(labels) and same_header(table.header, labels)

    def heading(self, cells: list[str]) -> list[str]:
        """A row with words in its first cell only, which are a heading unless they are the rest of a torn cell."""
        table = self.table
        if table is None or not cells[0].strip() or any(cell.strip() for cell in cells[1:]):
            return cells
        place = heading_column(table.header)
        is_marked = is_in_capitals(cells[0]) or group_label(cells[0]) is not None
        if place == 0 or not (is_marked or not table.rows):
            return cells
        return [cells[0] if index == place else "" for index in range(len(cells))]

    @property
    def current(self) -> Table | None:
        """The open table, if no other appendix has begun since."""
        table, appendix = self.table, self.appendix
        here = (appendix.number, appendix.title) if appendix else (None, "")
        return table if table is not None and (table.appendix, table.appendix_title) == here else None
