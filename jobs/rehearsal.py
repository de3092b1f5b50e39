"""What a job would write, told without writing it: it runs in a transaction that is rolled back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime

from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, joinedload, selectinload, sessionmaker

from jobs.registry import JOBS, Work
from tracker.db import db
from tracker.notifications import rendering
from tracker.notifications.message import Message
from tracker.notifications.models import Delivery, Notification


@dataclass(frozen=True)
class Preview:
    """A mail that would be planned or sent."""

    to: str
    subject: str
    facts: Sequence[str]


@dataclass
class RecordingSender:
    """Takes mail and sends nothing."""

    messages: list[Message] = field(default_factory=list)

    def send(self, message: Message, now: datetime) -> str:  # noqa: ARG002
        self.messages.append(message)
        return "dry run"

    def close(self) -> None:
        """Nothing is open."""


def rehearse(app: Flask, name: str, day: date, now: datetime) -> list[Preview]:
    """The mails that the job would plan (or, when it is the one that sends, send) on `day`."""
    with app.app_context(), sessions_rolled_back(db.engine) as sessions:
        sender = RecordingSender()
        with sessions() as session:
            before = session.scalar(select(func.max(Notification.id))) or 0
        JOBS[name](Work(sessions, app.extensions["settings"], day, now, sender))
        with sessions() as session:
            planned = [_preview(mail, day) for mail in _planned_since(session, before)]
        return planned + [Preview(_to(m.to_name, m.to_address), m.subject, ()) for m in sender.messages]


@contextmanager
def sessions_rolled_back(engine: Engine) -> Iterator[sessionmaker[Session]]:
    """Sessions whose commits only reach an outer transaction that is undone at the end."""
    with engine.execution_options(writes=True).connect() as connection:
        outer = connection.begin()
        try:
            yield sessionmaker(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        finally:
            outer.rollback()


def _planned_since(session: Session, id_: int) -> Sequence[Notification]:
    query = (
        select(Notification)
        .where(Notification.id > id_)
        .order_by(Notification.id)
        .options(joinedload(Notification.user), selectinload(Notification.items))
    )
    return session.scalars(query).all()


def _preview(mail: Notification, day: date) -> Preview:
    items = [item for item in mail.items if item.state is Delivery.PLANNED]
    name = mail.user.name if mail.user else ""
    return Preview(_to(name, mail.address), rendering.render(mail, items, day).subject, [item.key for item in items])


def _to(name: str, address: str) -> str:
    return f"{name} <{address}>"
