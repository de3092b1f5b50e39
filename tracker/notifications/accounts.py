"""Mails about accounts: an invitation, a forgotten password. The link in them is worked out when the mail is written,
so that the outbox holds nothing that opens a door."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.filters import instant
from tracker.notifications import recheck
from tracker.notifications.models import Notification, NotificationItem
from tracker.notifications.outbox import Draft, Item, Person, plan
from tracker.sentences import kept
from tracker.users import tickets
from tracker.users.credentials import Ticket, TicketKind

KINDS: Mapping[TicketKind, str] = {TicketKind.INVITATION: "invitation", TicketKind.RESET: "password-reset"}
CLOSED = kept("Liên kết trong thư đã được dùng hoặc được thay bằng thư mới hơn.")


def init_app(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]

    def ticket_token(ticket_id: int, made_at: str) -> str:
        return tickets.link_token(ticket_id, datetime.fromisoformat(made_at), settings.secret_key)

    app.jinja_env.globals["ticket_token"] = ticket_token
    for kind in KINDS.values():
        recheck.register(kind, _closed)


def send(session: Session, ticket: Ticket, now: datetime) -> None:
    """Plan the mail that carries the ticket's link."""
    kind, user = KINDS[ticket.kind], ticket.user
    context = {"ticket": ticket.id, "made_at": ticket.made_at.isoformat(), "open_until": instant(ticket.expires_at)}
    item = Item(key=f"{kind}:ticket={ticket.id}", kind=kind, topic=f"user:{user.id}", context=context)
    person = Person(user.id, user.name, user.email)
    plan(session, Draft(kind, person, [item], not_before=now, expires_at=ticket.expires_at), now)


def _closed(
    session: Session, _mail: Notification, items: Sequence[NotificationItem], now: datetime
) -> Mapping[int, str]:
    ids = [item.context["ticket"] for item in items]
    found = {one.id: one for one in session.scalars(select(Ticket).where(Ticket.id.in_(ids)))}
    return {item.id: CLOSED for item in items if not found[item.context["ticket"]].is_open(now)}
