"""The outbox: one row a mail, one row a fact told in it. Knows addresses and plain values, never tasks."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.users.models import User


class Delivery(StrEnum):
    PLANNED = "planned"
    CLAIMED = "claimed"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"
    SUPPRESSED = "suppressed"
    SUPERSEDED = "superseded"


class Notification(Base):
    """One mail to one person. `key` names it, unique, so planning twice is harmless."""

    __tablename__ = "notification"
    __table_args__ = (
        Index(None, "state", "not_before", "id"),
        Index(None, "user_id", "created_at"),
        Index(None, "created_at", "id"),
    )

    id: Mapped[pk]
    key: Mapped[str] = mapped_column(String(400), unique=True)
    kind: Mapped[text_short]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    address: Mapped[text_short]
    context: Mapped[dict[str, Any]]
    state: Mapped[Delivery] = mapped_column(default=Delivery.PLANNED)
    reason: Mapped[text_long]
    not_before: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[text_short] = mapped_column(default="")
    message_id: Mapped[text_short]
    subject: Mapped[text_long]
    body: Mapped[text_long]
    reply: Mapped[text_long]
    search_text: Mapped[text_long]
    created_at: Mapped[created_at]
    sent_at: Mapped[datetime | None]

    user: Mapped[User | None] = relationship()
    items: Mapped[list["NotificationItem"]] = relationship(
        back_populates="notification", order_by="NotificationItem.id", cascade="all, delete-orphan"
    )


class NotificationItem(Base):
    """One fact told to one person, e.g. `before:assignment=412:user=17:due=2026-03-31:step=7`; told once, whatever
    mail carries it. `topic` ("assignment:412") finds everything ever told about a thing.

    `told_on` is the day on which the fact went out. `agency_id` is the steering office whose business the fact is:
    its people may read it in the mail log.
    """

    __tablename__ = "notification_item"
    __table_args__ = (Index(None, "notification_id"), Index(None, "topic", "kind", "told_on"))

    id: Mapped[pk]
    notification_id: Mapped[int] = mapped_column(ForeignKey("notification.id"))
    key: Mapped[str] = mapped_column(String(400), unique=True)
    kind: Mapped[text_short]
    topic: Mapped[text_short]
    state: Mapped[Delivery] = mapped_column(default=Delivery.PLANNED)
    reason: Mapped[text_long]
    context: Mapped[dict[str, Any]]
    told_on: Mapped[date | None]
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))

    notification: Mapped[Notification] = relationship(back_populates="items")
