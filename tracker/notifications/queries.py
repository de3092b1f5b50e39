"""What was told of a thing, and the mail log."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Row, String, false, func, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker import clock
from tracker.db import among, begins_word, listed
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.permissions import STEERS
from tracker.text import words_of
from tracker.users.models import Role, User

URGING = ("before", "overdue", "escalation")
"""Kinds of facts that count as having told an agency to act: "đã nhắc n lần"."""
PAGE_SIZE = 50
READS_ALL = frozenset({Role.ADMIN, Role.INSPECTOR})

_TIMES_TOLD = (
    select(NotificationItem.topic, func.count(NotificationItem.told_on.distinct()))
    .where(
        NotificationItem.topic.in_(listed("topics", String)),
        among(NotificationItem.kind, URGING),
        NotificationItem.told_on.is_not(None),
    )
    .group_by(NotificationItem.topic)
)


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about a thing that went, goes or did not go to somebody."""

    notification_id: int
    kind: str
    name: str
    state: Delivery
    reason: str
    at: datetime
    sent_at: datetime | None


def times_told(session: Session, topics: Iterable[str]) -> dict[str, int]:
    """On how many days somebody was told to act on each of the things; things never told of are absent."""
    return dict(session.execute(_TIMES_TOLD, {"topics": json.dumps(list(topics))}).all())


def told(session: Session, topic: str, limit: int = 50) -> list[Told]:
    """What was told of a thing, newest first; facts that later ones replaced are left to the mail log."""
    query = (
        select(
            Notification.id,
            NotificationItem.kind,
            func.coalesce(User.name, Notification.address),
            NotificationItem.state,
            NotificationItem.reason,
            Notification.created_at,
            Notification.sent_at,
        )
        .join(NotificationItem.notification)
        .outerjoin(User, User.id == Notification.user_id)
        .where(NotificationItem.topic == topic, NotificationItem.state != Delivery.SUPERSEDED)
        .order_by(NotificationItem.id.desc())
        .limit(limit)
    )
    return [Told(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What the mail log shows; every field is a part of the address."""

    words: str = ""
    state: Delivery | None = None
    kind: str = ""
    person: int | None = None
    day: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        parts = [begins_word(Notification.search_text, word) for word in words_of(self.words)[:12]]
        if self.state is not None:
            parts.append(Notification.state == self.state)
        if self.kind:
            parts.append(Notification.kind == self.kind)
        if self.person is not None:
            parts.append(Notification.user_id == self.person)
        if self.day is not None:
            morning = datetime.combine(self.day, time(), tzinfo=clock.zone())
            parts.append(Notification.created_at >= morning)
            parts.append(Notification.created_at < morning + timedelta(days=1))
        return parts


@dataclass(frozen=True, slots=True)
class LogRow:
    id: int
    kind: str
    name: str
    address: str
    subject: str
    state: Delivery
    reason: str
    attempts: int
    at: datetime
    sent_at: datetime | None
    facts: int


@dataclass(frozen=True, slots=True)
class LogPage:
    """Rows newest first; `older` and `newer` are the numbers to go on from, none at an end."""

    rows: Sequence[LogRow]
    older: int | None
    newer: int | None


def readable_by(user: User, day: date) -> ColumnElement[bool]:
    """Mails that `user` may find in the log: all for administrators and inspectors, for a steering office those that
    tell of something in its plans."""
    if user.role in READS_ALL:
        return true()
    steered = user.agency_ids(day, STEERS)
    if not steered:
        return false()
    return Notification.id.in_(
        select(NotificationItem.notification_id).where(NotificationItem.agency_id.in_(steered))
    )


def log_page(
    session: Session, user: User, day: date, wanted: LogFilter, *, before: int | None = None, after: int | None = None
) -> LogPage:
    """One page of the log, from the last row seen on; one query whatever the number of mails."""
    facts = select(func.count()).where(NotificationItem.notification_id == Notification.id).scalar_subquery()
    query = (
        select(
            Notification.id,
            Notification.kind,
            func.coalesce(User.name, ""),
            Notification.address,
            Notification.subject,
            Notification.state,
            Notification.reason,
            Notification.attempts,
            Notification.created_at,
            Notification.sent_at,
            facts,
        )
        .outerjoin(User, User.id == Notification.user_id)
        .where(readable_by(user, day), *wanted.conditions())
        .limit(PAGE_SIZE + 1)
    )
    if after is not None:
        query = query.where(Notification.id > after).order_by(Notification.id)
    else:
        query = query.order_by(Notification.id.desc())
        query = query if before is None else query.where(Notification.id < before)
    return _page(session.execute(query).all(), before, after)


def _page(found: Sequence[Row[*tuple[object, ...]]], before: int | None, after: int | None) -> LogPage:
    more = len(found) > PAGE_SIZE
    rows = [LogRow(*row) for row in found[:PAGE_SIZE]]  # type: ignore[arg-type]  # the columns of the query
    if after is not None:
        rows.reverse()
    if not rows:
        return LogPage(rows, None, None)
    has_newer = more if after is not None else before is not None
    has_older = more if after is None else True
    return LogPage(rows, rows[-1].id if has_older else None, rows[0].id if has_newer else None)


def find_mail(session: Session, user: User, id_: int, day: date) -> Notification | None:
    return session.scalar(
        select(Notification)
        .where(Notification.id == id_, readable_by(user, day))
        .options(joinedload(Notification.user), selectinload(Notification.items))
    )


def readable_items(mail: Notification, user: User, day: date) -> list[NotificationItem]:
    """Facts of a mail that the reader of the log may see. A mail may tell of plans of several steering offices: each
    sees its own part, and the words of the mail only when all of it is its own."""
    if user.role in READS_ALL:
        return mail.items
    steered = user.agency_ids(day, STEERS)
    return [item for item in mail.items if item.agency_id in steered]


def states_count(session: Session, user: User, day: date) -> Mapping[Delivery, int]:
    """How many mails stand where; failed and waiting ones are somebody's task."""
    query = select(Notification.state, func.count()).where(readable_by(user, day)).group_by(Notification.state)
    return dict(session.execute(query).all())
