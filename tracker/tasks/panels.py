"""Parts of the task page that belong to features above this one: each registers who makes its part."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from tracker.tasks.models import Assignment, Task
from tracker.tasks.sheet import Sheet
from tracker.users.models import User


class Place(StrEnum):
    """`NOW`: in the box "Bây giờ"; `MAIN` and `SIDE`: cards in the wide and the narrow column."""

    NOW = "now"
    MAIN = "main"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class Panel:
    """A template that finds what it shows in `data`."""

    template: str
    data: object


Maker = Callable[[Session, User, Task, Sheet, date], Panel | None]
"""Makes a part for one person's page in a fixed number of queries; None where there is nothing to show or do."""

DecisionMaker = Callable[[Session, User, Assignment, date], Panel | None]
"""The same for the page where a report of an assignment is decided."""

_makers: dict[Place, list[Maker]] = defaultdict(list)
_for_decision: list[DecisionMaker] = []


def register(place: Place, maker: Maker) -> None:
    if maker not in _makers[place]:
        _makers[place].append(maker)


def register_for_decision(maker: DecisionMaker) -> None:
    if maker not in _for_decision:
        _for_decision.append(maker)


def of_decision(session: Session, user: User, assignment: Assignment, day: date) -> Sequence[Panel]:
    """What one should know before deciding on the assignment's report."""
    made = [maker(session, user, assignment, day) for maker in _for_decision]
    return [panel for panel in made if panel is not None]


def of_page(session: Session, user: User, sheet: Sheet, day: date) -> Mapping[str, Sequence[Panel]]:
    """The panels of a page by place, in the order in which they were registered."""
    made = {
        place: [maker(session, user, sheet.task, sheet, day) for maker in makers] for place, makers in _makers.items()
    }
    return {place.value: [panel for panel in made.get(place, []) if panel is not None] for place in Place}
