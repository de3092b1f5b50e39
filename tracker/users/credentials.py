"""What a person proves himself with: tickets to set a password, former passwords, the second factor, sessions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, pk, text_long, text_short
from tracker.users.models import User


class TicketKind(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"
    SHEET = "sheet"


class Ticket(Base):
    """Lets one person set a password once, by a link in a mail or by the code on an account sheet. Only a hash of
    either is kept."""

    __tablename__ = "ticket"
    __table_args__ = (Index(None, "user_id", "made_at"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[TicketKind]
    token_hash: Mapped[text_short] = mapped_column(unique=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.cancelled_at is None and now < self.expires_at


class FormerPassword(Base):
    """Kept for those who may not come back to an old password."""

    __tablename__ = "former_password"

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    password_hash: Mapped[text_long]
    until: Mapped[datetime]


class SecondFactor(Base):
    """The shared secret of an authenticator, encrypted; in force once `User.second_factor_at` is set. Codes up to
    `last_step` have been used."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    secret: Mapped[text_long]
    last_step: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]


class RecoveryCode(Base):
    """Stands in once for a code of the authenticator."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("user_id", "code_hash"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    code_hash: Mapped[text_short]
    used_at: Mapped[datetime | None]


class UserSession(Base):
    """One device signed in, until it is ended. The key itself is only in the device's cookie."""

    __tablename__ = "user_session"
    __table_args__ = (Index(None, "user_id", "ended_at"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    key_hash: Mapped[text_short] = mapped_column(unique=True)
    device: Mapped[text_short]
    address: Mapped[text_short]
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
