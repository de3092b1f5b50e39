"""Writing down what is not about a task. Never commits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.models import AuditEvent


@dataclass(frozen=True, slots=True)
class About:
    """What an act was about. `label` names it as it was called then; a person is named with the address of the
    account."""

    kind: Subject
    id: int | None
    label: str


def note(
    session: Session,
    kind: AuditKind,
    about: About,
    *,
    actor_id: int | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    on_behalf_of_id: int | None = None,
) -> AuditEvent:
    """Add an act to the history, in the transaction that does it. `before` and `after` hold what changed, by the same
    names, as numbers and words that JSON can hold; never a password, a secret or a token."""
    event = AuditEvent(
        kind=kind,
        subject_kind=about.kind,
        subject_id=about.id,
        label=about.label,
        actor_id=actor_id,
        on_behalf_of_id=on_behalf_of_id,
        before=before or {},
        after=after or {},
        note=reason.strip(),
        at=now,
    )
    session.add(event)
    return event
