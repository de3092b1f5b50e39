"""Jinja filters: the only place where dates, counts and stored sentences become words."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from tracker import clock
from tracker.sentences import recognised


def day(value: date | None) -> str:
    return value.strftime("%d/%m/%Y") if value else ""


def instant(value: datetime | None) -> str:
    return clock.local(value).strftime("%H:%M %d/%m/%Y") if value else ""


def days_left(due: date | None, today: date) -> str:
    """ "còn 3 ngày", "hôm nay", "quá hạn 12 ngày"."""
    if due is None:
        return _("không có hạn cụ thể")
    left = (due - today).days
    if left == 0:
        return _("hạn hôm nay")
    if left > 0:
        return ngettext("còn %(num)s ngày", "còn %(num)s ngày", left)
    return ngettext("quá hạn %(num)s ngày", "quá hạn %(num)s ngày", -left)


def number(value: int) -> str:
    """Thousands with a dot, as Vietnamese documents write them."""
    return f"{value:,}".replace(",", ".")


def percent(value: Decimal | None) -> str:
    """98,62%; "–" where there is nothing to divide."""
    return "–" if value is None else f"{value}%".replace(".", ",")


def file_size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def said(text: str) -> str:
    """A sentence of ours from the database in the language of the page; what people wrote stays as they wrote it."""
    found = None if str(get_locale()) == "vi" else recognised(text)
    if found is None:
        return text
    sentence, gaps = found
    return _(sentence) % {name: said(words) for name, words in gaps.items()}


def teller() -> Callable[[str], str]:
    """`said` for many texts: the language of the page is asked for once."""
    return str if str(get_locale()) == "vi" else said


FILTERS = {
    "day": day,
    "instant": instant,
    "days_left": days_left,
    "number": number,
    "percent": percent,
    "file_size": file_size,
    "said": said,
}
