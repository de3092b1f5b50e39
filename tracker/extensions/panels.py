"""Requests on the task page: what waits now, what can be asked for, and all that was asked and decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.extensions import queries, words
from tracker.extensions.models import Extension
from tracker.extensions.rules import Reason, State, bar_to_asking, bar_to_moving
from tracker.permissions import Action
from tracker.tasks import offers
from tracker.tasks.listing import Row
from tracker.tasks.models import Task
from tracker.tasks.offers import Offer
from tracker.tasks.panels import Panel, Place, register
from tracker.tasks.sheet import Sheet
from tracker.users.models import User

SHOWN, WAITING_SHOWN = 20, 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that wait, and those of them that the person may decide; `count` of them are on the task."""

    requests: Sequence[Extension]
    deciding: frozenset[int]
    count: int


@dataclass(frozen=True, slots=True)
class Past:
    requests: Sequence[Extension]
    reasons: Mapping[Reason, str]
    several: bool


def connect() -> None:
    register(Place.NOW, _waiting)
    register(Place.SIDE, _past, queries.was_asked_for)
    offers.add(to_lead=_to_lead, to_steering=_to_steering)


def _waiting(session: Session, user: User, task: Task, sheet: Sheet, day: date) -> Panel | None:
    asking = {row.id: row for row in sheet.rows if row.asks_extension}
    if not asking:
        return None
    found = queries.of_task(session, user, task, day, WAITING_SHOWN, State.WAITING)
    mine = {id_ for id_, row in asking.items() if Action.EXTENSION_DECIDE in row.may}
    deciding = frozenset(one.id for one in found if one.assignment_id in mine)
    return Panel("extensions/_waiting.html", Waiting(found, deciding, len(asking))) if found else None


def _past(session: Session, user: User, task: Task, sheet: Sheet, day: date, was_asked_for: bool) -> Panel | None:
    found = queries.of_task(session, user, task, day, SHOWN) if was_asked_for else []
    return Panel("extensions/_past.html", Past(found, words.REASONS, len(sheet.rows) > 1)) if found else None


def _to_lead(row: Row) -> Iterator[Offer]:
    if Action.EXTENSION_ASK in row.may and bar_to_asking(row.status, row.due, row.asks_extension) is None:
        yield Offer(_("Xin gia hạn"), url_for("extensions.ask", assignment_id=row.id), "calendar-plus")


def _to_steering(row: Row) -> Iterator[Offer]:
    if not row.asks_extension and bar_to_moving(row.status, row.due) is None:
        yield Offer(_("Điều chỉnh thời hạn"), url_for("extensions.reschedule", assignment_id=row.id), "calendar-time")
