"""When somebody was faster: an act decided on an old page is refused with the new state; the same act sent twice is
taken once."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.tasks import queries, timeline
from tracker.tasks.forms import ActForm
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.users.auth import current_user


@contextmanager
def told_as_conflict() -> Iterator[None]:
    """Two people at the same instant: the database refuses the second, who is told like one with an old page."""
    try:
        yield
    except StaleDataError as error:
        raise ConflictError(
            _("Nhiệm vụ vừa được người khác cập nhật. Hãy xem lại trạng thái mới rồi thực hiện lại.")
        ) from error


def is_sent_again(assignment: Assignment, seen: int, kind: EventKind, note: str) -> bool:
    """Whether this very act of this person is already the last one: a double click, or a page sent again."""
    if seen == assignment.version:
        return False
    last = queries.last_event(db.session, assignment)
    return last is not None and (last.kind, last.actor_id, last.note) == (kind, current_user.id, note)


def refuse(form: ActForm, error: DomainError, assignment: Assignment) -> None:
    """Put the refusal above the fields; what was typed stays. A conflict shows what happened meanwhile and lets the
    form go on from the new state."""
    db.session.rollback()
    form.form_errors.append(str(error))
    form.refused = 422
    if isinstance(error, ConflictError):
        form.refused = 409
        form.meanwhile = timeline.since(db.session, assignment, form.seen)
        form.version.data = str(assignment.version)


def conflict_page(assignment: Assignment, error: DomainError, typed: str = "", seen: int = 0) -> ResponseReturnValue:
    """What the person saw and what the state is now, what he had typed, and the way on."""
    db.session.rollback()
    page = render_template(
        "tasks/conflict.html",
        assignment=assignment,
        message=str(error),
        typed=typed,
        meanwhile=timeline.since(db.session, assignment, seen),
    )
    return page, 409
