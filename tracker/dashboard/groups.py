"""A group of a work list: how many rows a filter finds, the first of them, and the address of them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from sqlalchemy.orm import Session

from tracker.tasks import listing
from tracker.tasks.filtering import Filter
from tracker.tasks.listing import Row
from tracker.users.models import User

SHOWN = 10


@dataclass(slots=True)
class Group:
    """`count` is exactly what the list at `url` holds; `above` of its rows already stand in an earlier group."""

    label: str
    count: int
    url: str
    tone: str
    icon: str
    rows: Sequence[Row]
    above: int = 0

    @property
    def more(self) -> int:
        return self.count - self.above - len(self.rows)


class Asked(NamedTuple):
    """A group to make: the filter of the task list that it shows."""

    wanted: Filter
    label: str
    tone: str = ""
    icon: str = ""


def groups(session: Session, user: User, asked: Sequence[Asked], day: date, shown: int = SHOWN) -> list[Group]:
    """Each the earliest due day first, all counted in one query."""
    counts = listing.totals(session, user, tuple(one.wanted for one in asked), day)
    found = []
    for one, count in zip(asked, counts, strict=True):
        rows = listing.page(session, user, one.wanted, None, day, size=shown).rows if count else ()
        found.append(Group(one.label, count, list_url(one.wanted), one.tone, one.icon, rows))
    return found


def list_url(wanted: Filter) -> str:
    """The task list of a filter."""
    args: dict[str, Any] = {**wanted.args()}
    return url_for("tasks.index", **args)


def without_repeats(groups: Sequence[Group]) -> Sequence[Group]:
    """A row is shown once, in the first group that has it; the later group only says that it stands above."""
    seen: set[int] = set()
    for one in groups:
        fresh = [row for row in one.rows if row.id not in seen]
        one.above = len(one.rows) - len(fresh)
        one.rows = fresh
        seen.update(row.id for row in fresh)
    return groups
