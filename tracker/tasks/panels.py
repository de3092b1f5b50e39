"""Parts of the task page that belong to features above this one: each registers who makes its part."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from tracker.db import read
from tracker.tasks.models import Assignment
from tracker.tasks.queries import Standing, standing
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


Asks = Callable[[Standing], ColumnElement[Any]]
"""Makes a column of the one statement that asks for all parts of a page, such as whether there is anything to show.
It may bind `task`, `plan` and `user`."""

Maker = Callable[..., Panel | None]
"""Makes a part for one person's page of session, user, task, sheet and day, and of the answers to what it asks, in a
fixed number of queries; None where there is nothing to show or do."""

DecisionMaker = Callable[[Session, User, Assignment, date], Panel | None]
"""The same for the page where a report of an assignment is decided."""

_makers: dict[Place, dict[Maker, tuple[Asks, ...]]] = defaultdict(dict)
_for_decision: list[DecisionMaker] = []


def register(place: Place, maker: Maker, *asks: Asks) -> None:
    _makers[place][maker] = asks


def register_for_decision(maker: DecisionMaker) -> None:
    if maker not in _for_decision:
        _for_decision.append(maker)


def of_decision(session: Session, user: User, assignment: Assignment, day: date) -> Sequence[Panel]:
    """What one should know before deciding on the assignment's report."""
    made = [maker(session, user, assignment, day) for maker in _for_decision]
    return [panel for panel in made if panel is not None]


def of_page(session: Session, user: User, sheet: Sheet, day: date) -> Mapping[str, Sequence[Panel]]:
    """The panels of a page by place, in the order in which they were registered."""
    asks = tuple(one for makers in _makers.values() for asked in makers.values() for one in asked)
    binds = {"task": sheet.task.id, "plan": sheet.task.plan_id, "user": user.id}
    answers = iter(read(session, _query(standing(user, day), asks), binds).one())
    made = {
        place: [
            maker(session, user, sheet.task, sheet, day, *(next(answers) for _ask in asked))
            for maker, asked in makers.items()
        ]
        for place, makers in _makers.items()
    }
    return {place.value: [panel for panel in made.get(place, []) if panel is not None] for place in Place}


@lru_cache(maxsize=256)
def _query(at: Standing, asks: tuple[Asks, ...]) -> Select[Any]:
    columns: list[ColumnElement[Any]] = [ask(at) for ask in asks]
    return select(*columns)
