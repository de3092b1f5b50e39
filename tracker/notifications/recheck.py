"""What a mail says is looked at once more when it leaves. Whoever plans a kind of mail registers its check."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from tracker.notifications.models import Notification, NotificationItem

Check = Callable[[Session, Notification, Sequence[NotificationItem], datetime], Mapping[int, str]]
"""Gives the items that are no longer true or no longer the person's business, each with the reason in words."""

_checks: dict[str, Check] = {}


def register(kind: str, check: Check) -> None:
    _checks[kind] = check


def outdated(
    session: Session, notification: Notification, items: Sequence[NotificationItem], now: datetime
) -> Mapping[int, str]:
    return _checks[notification.kind](session, notification, items, now)
