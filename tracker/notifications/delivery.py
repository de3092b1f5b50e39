"""How a planned mail leaves: claimed, looked at once more, rendered, sent, recorded. Never commits nor sends.

The network is waited for between two transactions. States only move forward: planned, claimed, then sent, failed,
suppressed or superseded; a claim that dies returns to planned with the same Message-ID.
"""

import hashlib
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker import clock
from tracker.notifications import recheck, rendering
from tracker.notifications.message import Message, PermanentError, TemporaryError
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.sentences import kept
from tracker.text import searchable

MAX_ATTEMPTS = 12
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(minutes=240)
STUCK_AFTER = timedelta(minutes=15)
TOO_LATE = kept("Đã quá thời gian của thư này; thư sau thay thế.")
NO_ACCOUNT = kept("Tài khoản của người nhận đã ngừng hoạt động.")
NOTHING_LEFT = kept("Không còn nội dung nào cần báo.")
NOT_WRITTEN = kept("Lỗi khi soạn thư: %(error)s")
STUCK = kept("Gửi dở dang %(n)s lần.")


def due_ids(session: Session, now: datetime, limit: int) -> list[int]:
    query = (
        select(Notification.id)
        .where(Notification.state == Delivery.PLANNED, Notification.not_before <= now)
        .order_by(Notification.not_before, Notification.id)
        .limit(limit)
    )
    return list(session.scalars(query))


def claim(session: Session, id_: int, worker: str, now: datetime) -> bool:
    """Compare-and-swap: of any number of senders exactly one gets the mail."""
    claimed = session.scalar(
        update(Notification)
        .where(Notification.id == id_, Notification.state == Delivery.PLANNED)
        .values(state=Delivery.CLAIMED, claimed_at=now, claimed_by=worker, attempts=Notification.attempts + 1)
        .returning(Notification.id)
    )
    return claimed is not None


def prepare(session: Session, id_: int, base_url: str, now: datetime) -> Message | None:
    """The claimed mail with what is still true of it, or None when nothing is left to send."""
    mail = session.get_one(
        Notification, id_, options=[joinedload(Notification.user), selectinload(Notification.items)]
    )
    if mail.expires_at is not None and mail.expires_at <= now:
        _end(mail, Delivery.SUPERSEDED, TOO_LATE)
    elif mail.user is None or not mail.user.active:
        _end(mail, Delivery.SUPPRESSED, NO_ACCOUNT)
    elif live := _still_true(session, mail, now):
        try:
            return _message(mail, live, base_url, now)
        except Exception as error:  # noqa: BLE001  # whatever a template raises ends this mail, not the batch
            _end(mail, Delivery.FAILED, NOT_WRITTEN % {"error": repr(error)})
    else:
        _end(mail, Delivery.SUPPRESSED, NOTHING_LEFT)
    return None


def record_sent(session: Session, id_: int, reply: str, now: datetime) -> None:
    """The other side has taken it; true even if our claim was given up meanwhile."""
    session.execute(
        update(Notification)
        .where(Notification.id == id_, Notification.state.in_([Delivery.CLAIMED, Delivery.PLANNED]))
        .values(state=Delivery.SENT, reply=reply, reason="", sent_at=now)
    )
    session.execute(
        update(NotificationItem)
        .where(NotificationItem.notification_id == id_, NotificationItem.state == Delivery.PLANNED)
        .values(state=Delivery.SENT, told_on=clock.day_of(now))
    )


def record_failure(session: Session, id_: int, worker: str, error: Exception, now: datetime) -> None:
    """Back to planned for a later try, or failed for good; only while the claim is still ours."""
    mail = session.get_one(Notification, id_, options=[selectinload(Notification.items)])
    if mail.state is not Delivery.CLAIMED or mail.claimed_by != worker:
        return
    words = str(error) or repr(error)
    if isinstance(error, PermanentError) or mail.attempts >= MAX_ATTEMPTS:
        _end(mail, Delivery.FAILED, words)
        return
    asked = timedelta(seconds=error.retry_after) if isinstance(error, TemporaryError) else timedelta()
    mail.state, mail.reason = Delivery.PLANNED, words
    mail.not_before = now + max(wait_after(mail.attempts), min(asked, LONGEST_WAIT))


def wait_after(attempts: int) -> timedelta:
    """5, 10, 20, 40 … at most 240 minutes."""
    return min(FIRST_WAIT * float(2 ** (attempts - 1)), LONGEST_WAIT)


def release_stuck(session: Session, now: datetime) -> int:
    """Mails whose sender died between claim and record go out again, under the same Message-ID: at least once."""
    stuck = (Notification.state == Delivery.CLAIMED, Notification.claimed_at < now - STUCK_AFTER)
    ended = session.scalars(
        select(Notification)
        .where(*stuck, Notification.attempts >= MAX_ATTEMPTS)
        .options(selectinload(Notification.items))
    ).all()
    for mail in ended:
        _end(mail, Delivery.FAILED, STUCK % {"n": mail.attempts})
    session.flush()
    released = session.execute(
        update(Notification).where(*stuck).values(state=Delivery.PLANNED, claimed_by="", claimed_at=None)
    )
    assert isinstance(released, CursorResult)
    return released.rowcount + len(ended)


def _still_true(session: Session, mail: Notification, now: datetime) -> list[NotificationItem]:
    planned = [item for item in mail.items if item.state is Delivery.PLANNED]
    reasons = recheck.outdated(session, mail, planned, now)
    for item in planned:
        if item.id in reasons:
            item.state, item.reason = Delivery.SUPPRESSED, reasons[item.id]
    return [item for item in planned if item.id not in reasons]


def _message(mail: Notification, items: list[NotificationItem], base_url: str, now: datetime) -> Message:
    assert mail.user is not None
    rendered = rendering.render(mail, items, clock.day_of(now))
    mail.address, mail.subject = mail.user.email, rendered.subject
    mail.body = rendering.without_tokens(rendered.text)
    mail.message_id = mail.message_id or message_id(mail.key, base_url)
    subject = searchable(rendered.subject)
    if not mail.search_text.startswith(subject):
        mail.search_text = f"{subject}{mail.search_text.lstrip()}"
    return Message(
        reference=str(mail.id),
        message_id=mail.message_id,
        to_name=mail.user.name,
        to_address=mail.address,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
    )


def message_id(key: str, base_url: str) -> str:
    """Fixed for a mail from its first try on, so that a rare second copy is known as the same."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{urlsplit(base_url).hostname}>"


def _end(mail: Notification, state: Delivery, reason: str) -> None:
    mail.state, mail.reason = state, reason
    for item in mail.items:
        if item.state is Delivery.PLANNED:
            item.state, item.reason = state, reason
