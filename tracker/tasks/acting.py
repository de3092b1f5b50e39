"""For whom somebody acts: for an absent person where only that person's post lets him."""

from collections.abc import Collection
from datetime import datetime
from typing import TypedDict

from tracker import clock
from tracker.permissions import ACTS
from tracker.tasks.kinds import BY_COORDINATOR, BY_LEAD, AgencyPart, EventKind
from tracker.tasks.models import Assignment
from tracker.users.models import User


class Hand(TypedDict):
    """The two people of a history's line."""

    actor_id: int | None
    on_behalf_of_id: int | None


def by(actor: User | None, agency_ids: Collection[int], now: datetime) -> Hand:
    """An act as one of the agencies; without an actor, the program's own."""
    absent = actor.stands_in_for(agency_ids, clock.day_of(now), ACTS) if actor else None
    return Hand(actor_id=actor.id if actor else None, on_behalf_of_id=absent)


def as_agencies(assignment: Assignment, kind: EventKind) -> Collection[int]:
    """The agencies as one of which an act is done: the lead, those who help, or who decides."""
    if kind in BY_LEAD:
        return {assignment.agency_id}
    if kind in BY_COORDINATOR:
        return {part.agency_id for part in assignment.task.agencies if part.part is AgencyPart.COORDINATING}
    return {assignment.decider_id}
