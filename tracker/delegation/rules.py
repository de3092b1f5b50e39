"""How work that was split up stands by its parts. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.tasks.rules import Status

UNREPORTED = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})
"""Where a sub-task may still be changed or taken back."""


@dataclass(frozen=True, slots=True)
class Rollup:
    done: int
    total: int
    percent: int


def rolled_up(parts: Iterable[tuple[Status, int, int]]) -> Rollup | None:
    """Of parts as (status, percent, how many such): the mean percent, cut to a whole number. What is completed counts
    as 100 whatever was last said of it; what was withdrawn does not count. None when nothing is left to count."""
    live = [(status, percent, count) for status, percent, count in parts if status is not Status.WITHDRAWN]
    total = sum(count for _status, _percent, count in live)
    if not total:
        return None
    done = sum(count for status, _percent, count in live if status is Status.COMPLETED)
    points = sum(count * (100 if status is Status.COMPLETED else percent) for status, percent, count in live)
    return Rollup(done, total, points // total)
