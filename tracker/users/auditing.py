"""Acts on accounts, written into the history of acts that are not about a task."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.users.models import User


def write_down(
    session: Session,
    kind: AuditKind,
    person: User,
    *,
    actor: User | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """`person` keeps the name and address that the account had when it happened."""
    about = About(Subject.PERSON, person.id, f"{person.name} <{person.email}>")
    actor_id = actor.id if actor else None
    note(session, kind, about, actor_id=actor_id, now=now, before=before, after=after, reason=reason)
