"""What the file holds, as it is found: tables, the headings of appendices, and the lines outside tables. Pure."""

import re
from dataclasses import dataclass, field

from tracker.imports.appendices import Appendix
from tracker.imports.grid import Line, Table

FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹*]|\(\*|[\[(]?\d{1,2}[\])]?\s|ghi chu\b|nguon:|luu y\b|tong (?:so|cong)\b|cong:")
"""What stands under a table and is no row of it, folded."""
TOTAL = re.compile(r"tổng (?:số|cộng|nhiệm vụ)\b|cộng\s*(?::|$)", re.IGNORECASE)
SIGNED = ("noi nhan", "t/m", "tm.", "k/t", "kt.", "tl.", "t/l", "tuq.")
"""Folded words with which the signature under a table begins."""


@dataclass
class Layout:
    """`table` is the one still open, `appendix` the one we are in; `after_break`: the next row stands after a gap."""

    tables: list[Table] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)
    table: Table | None = None
    appendix: Appendix | None = None
    after_break: bool = False

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

    @property
    def current(self) -> Table | None:
        """The open table, if no other appendix has begun since."""
        table, appendix = self.table, self.appendix
        here = (appendix.number, appendix.title) if appendix else (None, "")
        return table if table is not None and (table.appendix, table.appendix_title) == here else None
