"""Sub-tasks that an agency split off its assignment, as far as they bind the assignment itself."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.tasks.models import Assignment, Task
from tracker.tasks.rules import Status

NAMED = 5
ENDED = (Status.COMPLETED, Status.WITHDRAWN)


def open_mandatory(session: Session, assignment: Assignment) -> Sequence[str]:
    """Numbers and titles of the sub-tasks without which the assignment is not done."""
    rows = session.execute(
        select(Task.code, Task.title)
        .where(Task.delegated_from_id == assignment.id, Task.mandatory, Task.status.not_in(ENDED))
        .order_by(Task.id)
    )
    return [f"{code} {title if len(title) <= 80 else title[:80].rstrip() + '…'}" for code, title in rows]


def refuse_open(assignment: Assignment) -> None:
    """What was split off and is needed must be done first: neither reported nor confirmed before it is."""
    session = Session.object_session(assignment)
    missing = open_mandatory(session, assignment) if session else []
    if missing:
        raise DomainError(
            ngettext(
                "Chưa hoàn thành được: còn %(num)s việc con bắt buộc chưa xong: %(names)s.",
                "Chưa hoàn thành được: còn %(num)s việc con bắt buộc chưa xong: %(names)s.",
                len(missing),
                names="; ".join(missing[:NAMED]) + ("…" if len(missing) > NAMED else ""),
            )
            + " "
            + _("Hãy đôn đốc cơ quan thực hiện, hoặc rút việc con không còn cần.")
        )
