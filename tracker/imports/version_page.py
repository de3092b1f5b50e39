"""A comparison of two versions as its page shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from tracker.imports import words
from tracker.imports.alike import VersionRow
from tracker.imports.versions import Change, Comparison, Pair
from tracker.imports.word_changes import Piece, pieces

SHOWN = 100
NAMED = 110
"""Letters of a row in a list of rows."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of a changed row, both wordings in pieces."""

    name: str
    old: Sequence[Piece]
    new: Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Entry:
    pair: Pair
    differences: Sequence[Difference]

    @property
    def row(self) -> VersionRow:
        """The row as it is now; as it was, for one that is gone."""
        found = self.pair.new or self.pair.old
        if found is None:
            raise ValueError("a pair has at least one row")
        return found

    @property
    def old_number(self) -> str:
        return self.pair.old.number if self.pair.old and self.pair.is_moved else ""


@dataclass(frozen=True, slots=True)
class Page:
    entries: Sequence[Entry]
    previous: int | None
    next: int | None


def page_of(found: Comparison, wanted: Change | None, number: int) -> Page:
    pairs = [pair for pair in found.pairs if wanted is None or pair.change is wanted]
    last = max(1, -(-len(pairs) // SHOWN))
    number = min(max(1, number), last)
    shown = pairs[(number - 1) * SHOWN : number * SHOWN]
    entries = [Entry(pair, list(_differences(pair))) for pair in shown]
    return Page(entries, number - 1 if number > 1 else None, number + 1 if number < last else None)


def changes() -> dict[Change, str]:
    return {
        Change.CHANGED: _("Thay đổi"),
        Change.ADDED: _("Bổ sung"),
        Change.DROPPED: _("Không còn"),
        Change.UNCHANGED: _("Giữ nguyên"),
    }


def named(row: VersionRow) -> str:
    """A row in one line: "12. Xây dựng Đề án …"."""
    title = row.title if len(row.title) <= NAMED else row.title[:NAMED].rstrip() + "…"
    return ". ".join(part for part in (row.number, title) if part)


def _differences(pair: Pair) -> Iterator[Difference]:
    if pair.old is None or pair.new is None:
        return
    for column in pair.columns:
        old, new = pair.old.cells.get(column, ""), pair.new.cells.get(column, "")
        if column == "deadline" and pair.old.days != pair.new.days:
            old, new = _with_days(old, pair.old), _with_days(new, pair.new)
        yield Difference(words.column(column), *pieces(old, new))


def _with_days(said: str, row: VersionRow) -> str:
    days = ", ".join("/".join(reversed(day.split("-"))) for day in row.days)
    return f"{said} ({days})" if days and days not in said else said
