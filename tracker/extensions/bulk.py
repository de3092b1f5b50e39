"""One decision on several requests: what it would do to each, before anything is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.extensions import service
from tracker.extensions.models import Extension
from tracker.extensions.service import Ruling
from tracker.permissions import Action, can
from tracker.tasks.filtering import read_number
from tracker.tasks.publishing import Moment
from tracker.tasks.queries import scope_of
from tracker.users.models import User

MOST = 200
"""Requests of one decision."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the decision would do to a request: the day that counts then, or why it is left out."""

    extension: Extension
    due: date | None
    objection: str = ""

    @property
    def chosen(self) -> str:
        """The request as a form names it: with the version of the assignment that the person saw."""
        return f"{self.extension.id}:{self.extension.assignment.version}"


def outlook(
    session: Session, user: User, extensions: Iterable[Extension], ruling: Ruling, moment: Moment
) -> list[Outlook]:
    return [_of_one(session, user, extension, ruling, moment) for extension in extensions]


def _of_one(session: Session, user: User, extension: Extension, ruling: Ruling, moment: Moment) -> Outlook:
    assignment = extension.assignment
    if not can(user, Action.EXTENSION_DECIDE, scope_of(assignment.task, assignment), moment.day):
        return Outlook(extension, None, _("Đề nghị này thuộc quyền quyết định của cơ quan khác."))
    try:
        days = service.check_ruling(session, extension, ruling, user, moment)
    except DomainError as error:
        return Outlook(extension, None, str(error))
    return Outlook(extension, days.counts if days else None)


def read_chosen(values: Sequence[str]) -> dict[int, int | None]:
    """The chosen requests, each with the version that the person saw: "12:3", or "12" before anything was shown."""
    found: dict[int, int | None] = {}
    for value in values[:MOST]:
        number, _colon, version = value.partition(":")
        id_ = read_number(number)
        if id_ is not None:
            found[id_] = read_number(version)
    return found
