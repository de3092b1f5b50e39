"""Which page of a Word file something stands on, by the marks of Word's last printing. Pure."""

import re
from dataclasses import dataclass, replace

from tracker.imports.readers.word_runs import PAGE_ENDED, PAGE_TURNED

_STEP = re.compile(rf"{PAGE_TURNED}|{PAGE_ENDED}|[^\s{PAGE_TURNED}{PAGE_ENDED}]+")


@dataclass(slots=True)
class Pages:
    """Counts from 1. A page that the author ended is marked again where Word began the next one: that is one turn."""

    page: int = 1
    is_ended: bool = False

    def feed(self, raw: str) -> int:
        """Go through a raw text; the page of its first letter, or where it has none, the page it ends on."""
        first = None
        for step in _STEP.findall(raw):
            if step == PAGE_ENDED or (step == PAGE_TURNED and not self.is_ended):
                self.page += 1
            self.is_ended = step == PAGE_ENDED
            if step not in (PAGE_ENDED, PAGE_TURNED) and first is None:
                first = self.page
        return self.page if first is None else first

    def feed_row(self, cells: list[str]) -> int:
        """Cells stand side by side: the row ends with the one that reaches furthest. The page where it begins."""
        first, last = None, self
        for raw in cells:
            own = replace(self)
            page = own.feed(raw)
            if first is None and raw.strip(f"{PAGE_TURNED}{PAGE_ENDED} \n\t"):
                first = page
            last = max(last, own, key=lambda one: one.page)
        self.page, self.is_ended = last.page, last.is_ended
        return self.page if first is None else first
