"""The ladder of an overdue assignment, in working days after its due day. Pure: no database, no clock, no Flask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.deadlines.calendar import Calendar


@dataclass(frozen=True)
class Level:
    number: int
    after: int


LADDER: Sequence[Level] = (
    Level(1, 1),  # the head and the focal officer of the lead agency: report, or say why not
    Level(2, 5),  # the head once more, and the steering office of the plan
    Level(3, 10),  # the head of the steering agency, who lists it for the meeting
)
"""Further than this a person goes, not a program: an urging letter is signed before it is sent."""
TOP = LADDER[-1].number
# A request for another day does not stop the clock, but nobody is told above an agency that asks: the steering office
# has its request before it and decides.


def counts_from(due: date, released_on: date | None, returned_on: date | None) -> date:
    """The day after which working days are counted: the due day; the day a late import was let go, so that nobody is
    blamed for the time before the plan came in; the day of a return, so that rework gets the same grace."""
    return max(day for day in (due, released_on, returned_on) if day is not None)


def level_reached(start: date, day: date, calendar: Calendar, *, asks: bool = False) -> int:
    """The highest level that is reached by `day`; 0 while there is still grace. `asks`: a request for another day
    waits."""
    open_to_it = LADDER[:1] if asks else LADDER
    reached = (level.number for level in open_to_it if calendar.add_working_days(start, level.after) <= day)
    return max(reached, default=0)


def levels_to_open(stood: int, reached: int) -> list[int]:
    """Levels between where the assignment stood and where it stands. Only the last tells somebody: the others were
    passed while the program stood still."""
    return list(range(stood + 1, reached + 1))
