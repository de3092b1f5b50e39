"""From a row of the outbox to the words of the mail, on the day it leaves. Needs the application, not a request."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, current_app
from flask_babel import force_locale
from jinja2 import Environment
from jinja2.runtime import Macro

from tracker.notifications.message import header_text
from tracker.notifications.models import Delivery, Notification, NotificationItem

_BLANK_LINES = re.compile(r"\n\s*\n(\s*\n)+")
_TOKEN = re.compile(r"([?&]ma=)[\w-]+")
DAYS = ("due", "reported", "until")
"""What a fact's context holds as text and a template as a date."""
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

    Each kind of mail is a folder of templates. Times are said as of `day`, links begin with our own address.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # werkzeug's proxy, documented
    base_url = app.extensions["settings"].base_url
    folder = f"email/{notification.kind}"
    with app.test_request_context("/", base_url=base_url), force_locale("vi"):
        known = {**notification.context, **_facts(notification, items), "day": day}
        subject = header_text(app.jinja_env.get_template(f"{folder}/subject.txt").render(known))
        known |= {"subject": subject, "say": _words(app.jinja_env, folder, known)}
        text, html = (
            app.jinja_env.get_template(f"{folder}/body.{ending}").render(known) for ending in ("txt", "html")
        )
    return Rendered(subject, _BLANK_LINES.sub("\n\n", text.strip()) + "\n", html)


def without_tokens(text: str) -> str:
    """The words of a mail as the log keeps them: what opens a door is only in the mail itself."""
    return _TOKEN.sub(r"\1…", text)


def _words(env: Environment, folder: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """The macros of `words.txt` as functions that give plain text: what one template takes from another would count
    as safe HTML in a mail's HTML part, and titles would go in unescaped."""
    found: dict[str, Any] = {}
    for name in ("email/_base/words.txt", f"{folder}/words.txt"):
        for key, value in vars(env.get_template(name).make_module(dict(known))).items():
            if not key.startswith("_"):
                found[key] = _plain(value) if isinstance(value, Macro) else value
    return found


def _plain(macro: Macro) -> Callable[..., str]:
    return lambda *args, **named: str(macro(*args, **named))


def _facts(notification: Notification, items: Sequence[NotificationItem]) -> dict[str, Any]:
    ordered = sorted(items, key=lambda item: item.context["order"])
    rows = [{**item.context, **{name: _day(item.context.get(name)) for name in DAYS}} for item in ordered]
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
