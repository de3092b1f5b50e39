"""Gaps and repeats in printed numbers: the sign that a row was lost on the way. Pure."""

from collections.abc import Sequence

from tracker.imports.columns import Field
from tracker.imports.draft import Problem
from tracker.imports.numbering import roman_value, to_roman
from tracker.imports.structure import Item
from tracker.sentences import kept

_NO_PARENT = kept("Có mục %(number)s nhưng không có dòng số %(parent)s; hãy kiểm tra có sót dòng không.")
_REPEAT = kept("Số thứ tự %(number)s đứng sau %(before)s; hãy đối chiếu với văn bản.")
_GAP = kept("Trước số %(number)s thiếu số %(lost)s; hãy kiểm tra có sót dòng không.")
_LONG_GAP = kept("Trước số %(number)s thiếu số %(first)s đến %(last)s; hãy kiểm tra có sót dòng không.")
_GROUP_GAP = kept("Trước nhóm %(group)s thiếu nhóm %(lost)s; hãy kiểm tra có sót dòng không.")


class NumberCheck:
    """Walks the rows of an appendix in order, table by table.

    Main numbers run on through groups and tables, or start again at 1 in each.
    """

    def __init__(self) -> None:
        self.group: tuple[str | None, str | None] | None = None
        self.last: dict[str, int] = {"": 0}
        self.seen: set[str] = set()
        self.tables = 0

    def run(self, items: Sequence[Item]) -> list[list[Problem]]:
        """The problems of each row of one table."""
        self.group = None
        self.tables += 1
        return [self._of(item) for item in items]

    def _of(self, item: Item) -> list[Problem]:
        problems = self._group(item)
        if not item.number:
            return problems
        prefix, _, last = item.number.rpartition(".")
        if not last.isdigit():
            return problems
        if prefix and prefix not in self.seen:
            problems.append(self._missing_parent(item.number, prefix))
        problems += self._step(prefix, int(last))
        self.seen.add(item.number)
        return problems

    def _group(self, item: Item) -> list[Problem]:
        group = (item.group, item.group_title)
        if group == self.group:
            return []
        before, self.group = self.group, group
        self.seen = set()
        self.last = {"": 0 if item.number == "1" else self.last.get("", 0)}
        if before is None and self.tables > 1:
            return []
        return _group_gap((before and before[0]) or "", item.group or "")

    def _missing_parent(self, number: str, parent: str) -> Problem:
        self.seen.add(parent)
        if parent.isdigit():
            self.last[""] = int(parent)
        return _problem("number_gap", _NO_PARENT % {"number": number, "parent": parent})

    def _step(self, prefix: str, number: int) -> list[Problem]:
        before = self.last.get(prefix, 0)
        self.last[prefix] = number
        shown = f"{prefix}." if prefix else ""
        if number == before + 1:
            return []
        if number <= before:
            text = _REPEAT % {"number": f"{shown}{number}", "before": f"{shown}{before}"}
            return [_problem("number_repeat", text)]
        here, first, last = f"{shown}{number}", f"{shown}{before + 1}", f"{shown}{number - 1}"
        text = _GAP % {"number": here, "lost": first}
        if first != last:
            text = _LONG_GAP % {"number": here, "first": first, "last": last}
        return [_problem("number_gap", text)]


def _group_gap(before: str, group: str) -> list[Problem]:
    outer, _, label = group.rpartition(".")
    outer_before, _, label_before = before.rpartition(".")
    last = roman_value(label_before) if outer == outer_before else 0
    value = roman_value(label)
    if not value or value in (1, last + 1) or (label_before and not last and outer == outer_before):
        return []
    lost = to_roman(last + 1)
    return [_problem("number_gap", _GROUP_GAP % {"group": label, "lost": lost})]


def _problem(code: str, message: str) -> Problem:
    return Problem(code, Field.NUMBER.value, message)
