"""From a row of the outbox to the words of the mail, on the day it leaves. Needs the application, not a request."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale

from tracker.notifications.message import header_text
from tracker.notifications.models import Delivery, Notification, NotificationItem

ROWS = 20
"""A mail stays about one screen long; what does not fit is behind a link."""


@dataclass(frozen=True)
class Section:
    """Facts that belong under one heading: the first rows, and how many there are in all."""

    name: str
    total: int
    rows: Sequence[Mapping[str, Any]]

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(notification: Notification, items: Sequence[NotificationItem], day: date) -> Rendered:
    """The mail with those of its facts that are still true.

    Each kind of mail is a folder of three templates. Times are said as of `day`, links begin with our own address.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy, documented
    base_url = app.extensions["settings"].base_url
    with app.test_request_context("/", base_url=base_url), force_locale("vi"):
        words = {**notification.context, **_facts(notification, items), "day": day}
        subject, text, html = (
            app.jinja_env.get_template(f"email/{notification.kind}/{part}").render(words)
            for part in ("subject.txt", "body.txt", "body.html")
        )
    return Rendered(header_text(subject), text.strip() + "\n", html)


def _facts(notification: Notification, items: Sequence[NotificationItem]) -> dict[str, Any]:
    ordered = sorted(items, key=lambda item: item.context["order"])
    rows = [{**item.context, "due": _day(item.context.get("due"))} for item in ordered]
    return {
        "rows": rows[:ROWS],
        "count": len(rows),
        "person": notification.user,
        "sections": _sections(notification, rows),
    }


def _sections(notification: Notification, rows: Sequence[Mapping[str, Any]]) -> dict[str, Section]:
    """Totals were counted when the mail was planned; facts that ended since then are taken off."""
    totals: Mapping[str, int] = notification.context.get("totals") or {}
    ended = Counter(i.context.get("section") for i in notification.items if i.state is Delivery.SUPPRESSED)
    here: dict[str, list[Mapping[str, Any]]] = {name: [] for name in totals}
    for row in rows:
        here.setdefault(row.get("section", ""), []).append(row)
    return {
        name: Section(name, max(totals.get(name, 0) - ended[name], len(found)), found[:ROWS])
        for name, found in here.items()
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
