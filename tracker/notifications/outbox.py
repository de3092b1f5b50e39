"""Writes what is to be told, in the transaction of the change that makes it true. Never sends, never commits."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, String, cast, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, joinedload

from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.text import searchable

KEYS_A_QUERY = 5000


@dataclass(frozen=True)
class Person:
    """Whom a mail goes to: an account, whatever posts it holds."""

    id: int
    name: str
    address: str


@dataclass(frozen=True)
class Item:
    """A fact to tell one person. With `superseded` it is only recorded: the log then says why it was never sent."""

    key: str
    kind: str
    topic: str
    context: Mapping[str, Any] = field(default_factory=dict)
    agency_id: int | None = None
    superseded: str = ""


@dataclass(frozen=True)
class Draft:
    """One mail to one person. Without a key it is named by the facts it tells, so that new facts make a new mail."""

    kind: str
    person: Person
    items: Sequence[Item]
    not_before: datetime
    key: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    expires_at: datetime | None = None


def plan(session: Session, draft: Draft, now: datetime) -> int | None:
    """Write a mail with the facts that its person was not told before; None when there is nothing new to tell.

    The unique indexes on both keys are the referees between writers that race.
    """
    told = told_keys(session, (item.key for item in draft.items))
    fresh = sorted((item for item in draft.items if item.key not in told), key=lambda item: item.key)
    if not any(not item.superseded for item in fresh):
        return None
    id_ = _add_mail(session, draft, fresh, now)
    if id_ is None:
        return None
    order = {item.key: place for place, item in enumerate(draft.items)}
    written = _add_items(session, id_, fresh, order)
    if not any(not item.superseded and item.key in written for item in fresh):
        session.execute(delete(NotificationItem).where(NotificationItem.notification_id == id_))
        session.execute(delete(Notification).where(Notification.id == id_))
        return None
    return id_


def told_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of the facts that are in the outbox already, in whatever state."""
    found: set[str] = set()
    for some in _slices(sorted(set(keys)), KEYS_A_QUERY):
        found.update(session.scalars(select(NotificationItem.key).where(NotificationItem.key.in_(some))))
    return found


def is_told(session: Session, topics: Iterable[str]) -> bool:
    """Whether a mail about one of the topics has left, or is leaving now."""
    waiting = {Delivery.PLANNED, Delivery.SUPPRESSED, Delivery.SUPERSEDED}
    for some in _slices(sorted(set(topics)), KEYS_A_QUERY):
        query = (
            select(NotificationItem.id)
            .join(NotificationItem.notification)
            .where(
                NotificationItem.topic.in_(some),
                NotificationItem.state != Delivery.SUPERSEDED,
                Notification.state.not_in(waiting),
            )
        )
        if session.scalar(query.limit(1)) is not None:
            return True
    return False


def call_off(session: Session, topics: Iterable[str], reason: str, *, planned: str = "") -> bool:
    """Let no mail leave that tells of the topics alone, and take them out of those that tell of more; false when a
    sender was faster. The facts lose their names, so that the same may be told again of things made anew. `planned`:
    only facts of this kind that wait to be told."""
    for some in _slices(sorted(set(topics)), KEYS_A_QUERY):
        query = select(NotificationItem).where(NotificationItem.topic.in_(some))
        if planned:
            query = query.where(NotificationItem.kind == planned, NotificationItem.state == Delivery.PLANNED)
        items = session.scalars(query.options(joinedload(NotificationItem.notification, innerjoin=True))).all()
        for item in items:
            item.key, item.topic = f"{item.key}:off={item.id}", f"{item.topic}:off"
            if item.state is Delivery.PLANNED:
                item.state, item.reason = Delivery.SUPERSEDED, reason
        session.flush()
        if not _end_empty(session, {item.notification_id for item in items}, reason):
            return False
    return True


def _end_empty(session: Session, mail_ids: Iterable[int], reason: str) -> bool:
    """End the mails that have nothing left to tell; false when one of them is being sent."""
    left = select(NotificationItem.notification_id).where(NotificationItem.state == Delivery.PLANNED)
    empty = select(Notification.id).where(Notification.id.in_(set(mail_ids)), Notification.id.not_in(left))
    ids = session.scalars(empty.where(Notification.state.in_({Delivery.PLANNED, Delivery.CLAIMED}))).all()
    ended = session.execute(
        update(Notification)
        .where(Notification.id.in_(ids), Notification.state == Delivery.PLANNED)
        .values(
            state=Delivery.SUPERSEDED, reason=reason, key=Notification.key + ":off=" + cast(Notification.id, String)
        ),
        execution_options={"synchronize_session": False},
    )
    assert isinstance(ended, CursorResult)
    return ended.rowcount == len(ids)


def _add_mail(session: Session, draft: Draft, fresh: Sequence[Item], now: datetime) -> int | None:
    words = [draft.person.name, draft.person.address, *(str(item.context.get("title", "")) for item in fresh)]
    id_: int | None = session.scalar(
        _insert(session, Notification).returning(Notification.id),
        {
            "key": draft.key or _named_by_facts(draft, fresh),
            "kind": draft.kind,
            "user_id": draft.person.id,
            "address": draft.person.address,
            "context": dict(draft.context),
            "state": Delivery.PLANNED,
            "not_before": draft.not_before,
            "expires_at": draft.expires_at,
            "message_id": "",
            "search_text": searchable(*words),
            "created_at": now,
        },
    )
    return id_


def _add_items(session: Session, notification_id: int, items: Sequence[Item], order: Mapping[str, int]) -> set[str]:
    """`order` is where each fact stands in the mail; the rows themselves go in by key."""
    rows = [
        {
            "notification_id": notification_id,
            "key": item.key,
            "kind": item.kind,
            "topic": item.topic,
            "state": Delivery.SUPERSEDED if item.superseded else Delivery.PLANNED,
            "reason": item.superseded,
            "context": {**item.context, "order": order[item.key]},
            "agency_id": item.agency_id,
        }
        for item in items
    ]
    return set(session.scalars(_insert(session, NotificationItem).returning(NotificationItem.key), rows))


def _insert(session: Session, model: type[Notification] | type[NotificationItem]) -> Any:
    """An insert that leaves a row with a known key alone. Rows go in by the order of their keys, so that two writers
    of the same facts wait for one another and never in a circle."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(model).on_conflict_do_nothing(index_elements=["key"])


def _named_by_facts(draft: Draft, items: Sequence[Item]) -> str:
    facts = "\n".join(item.key for item in items if not item.superseded)
    return f"{draft.kind}:user={draft.person.id}:facts={hashlib.sha256(facts.encode()).hexdigest()[:16]}"


def _slices(keys: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (keys[start : start + size] for start in range(0, len(keys), size))
