"""The code of each row of a plan ("II.29.1"), by which people name it. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from tracker.sentences import kept

SHORT = 200
"""What a column of numbers, codes and signs holds; longer "numbers" are noise of a scan."""
REPEATED = "number_repeated"
_REPEATED = kept("Số %(number)s xuất hiện nhiều lần; dòng này được ghi là %(code)s.")


class Numbered(Protocol):
    @property
    def appendix(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def number(self) -> str: ...


class Codes:
    """Unique within the plan. Where an appendix starts its numbering again in every group, all its codes name the
    group as well; rows without a number (the dashes of a plan in prose) say nothing of that. `taken`: codes that
    the plan has already."""

    def __init__(self, rows: Sequence[Numbered], taken: Iterable[str] = ()) -> None:
        numbered = [row for row in rows if row.number]
        numbers = Counter((row.appendix, row.number) for row in numbered)
        within = Counter((row.appendix, row.group, row.number) for row in numbered)
        repeated = {appendix for (appendix, _number), count in numbers.items() if count > 1}
        unclear = {appendix for (appendix, _group, _number), count in within.items() if count > 1}
        self._by_group = repeated - unclear
        self._taken = set(taken)
        self._count = 0

    def code(self, row: Numbered) -> tuple[str, list[dict[str, Any]]]:
        """The code, and the problem that its number stands twice."""
        self._count += 1
        group = row.group if row.appendix in self._by_group else ""
        number = row.number or f"({self._count})"
        wanted = ".".join(part for part in (row.appendix, group, number) if part)[: SHORT - 10]
        code, again = wanted, 1
        while code in self._taken:
            again += 1
            code = f"{wanted} ({again})"
        self._taken.add(code)
        if again == 1:
            return code, []
        message = _REPEATED % {"number": wanted, "code": code}
        return code, [{"code": REPEATED, "column": "number", "message": message}]
