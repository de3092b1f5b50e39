"""The buttons of a draft's rows: what each sends, and the act it stands for. Never commits.

An act is written "verb", "verb:column" or "verb:column:number", where the number counts the column's problems, or the
ways to read its deadline.
"""

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from tracker.errors import DomainError
from tracker.imports import restructuring, review
from tracker.imports.desk import Desk, check_version
from tracker.imports.models import DraftRow
from tracker.imports.proposals import readings

OnRow = Callable[[Desk, DraftRow, int | None], object]
_ON_ROWS: Mapping[str, OnRow] = {
    "merge": restructuring.merge_up,
    "heading": restructuring.make_heading,
    "task": restructuring.make_task,
    "delete": restructuring.delete,
    "restore": lambda desk, row, _seen: restructuring.restore(desk, row),
    "below": lambda desk, row, _seen: restructuring.add_below(desk, row),
}
IN_PLACE = frozenset({"accept", "drop", "fill", "read", "back"})
"""Verbs that change nothing but the row itself, as a rule."""


def perform(desk: Desk, row: DraftRow, act: str, seen: int | None) -> None:
    """Do what a button says. A button whose cell has changed since the page was made is a conflict."""
    verb, column, number = (*act.split(":", 2), "", "")[:3]
    if verb in _ON_ROWS:
        _ON_ROWS[verb](desk, row, seen)
    elif verb == "split":
        restructuring.split(desk, row, column, seen)
    elif verb == "accept":
        review.accept(desk, row, column, seen)
    elif verb == "back":
        review.set_back(desk, row, _cell(column, number), seen)
    elif verb == "fill":
        check_version(row, seen)
        review.edit(desk, row, column, _asked(row, column, number).get("proposal", ""), "")
    elif verb in ("add", "drop"):
        check_version(row, seen)
        words = _asked(row, column, number).get("words", "")
        if verb == "add":
            review.add_and_choose(desk, row, column, words, words)
        else:
            review.drop_words(desk, row, column, words)
    elif verb == "read":
        found = readings(row.cells.get("deadline", ""), desk.plan.issued_on)
        review.choose_deadline(desk, row, found[_index(number, len(found))].raw, seen)
    else:
        raise DomainError(_("Thao tác không hợp lệ. Hãy tải lại trang."))


def _cell(column: str, number: str) -> str:
    """ "target:2030" is one column, though it has a colon."""
    return f"{column}:{number}" if number else column


def _asked(row: DraftRow, column: str, number: str) -> Mapping[str, str]:
    """The problem that a button is about."""
    asked: list[dict[str, str]] = [problem for problem in row.problems if problem["column"] == column]
    return asked[_index(number, len(asked))]


def _index(number: str, count: int) -> int:
    if not number.isdigit() or int(number) >= count:
        raise DomainError(_("Thao tác không hợp lệ. Hãy tải lại trang."))
    return int(number)
