"""Acts that are not about a task: on accounts, agencies, plans as a whole, settings and the calendar."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from tracker.audit.chain import Chained
from tracker.audit.kinds import AuditKind, Subject
from tracker.db import Base, pk, text_long

AUDIT_CHAIN = "audit"


class AuditEvent(Chained, Base):
    """One such act. Rows are added, never changed or deleted (a database trigger holds it)."""

    __tablename__ = "audit_event"
    __table_args__ = (
        UniqueConstraint("sequence"),
        Index(None, "at", "id"),
        Index(None, "actor_id", "at"),
        Index(None, "subject_kind", "subject_id"),
    )

    id: Mapped[pk]
    kind: Mapped[AuditKind]
    subject_kind: Mapped[Subject]
    subject_id: Mapped[int | None]
    label: Mapped[text_long]

    @property
    def chain(self) -> str:
        return AUDIT_CHAIN

    @property
    def words(self) -> str:
        return f"{self.label} {self.note}".replace("<", " ").replace(">", " ")
