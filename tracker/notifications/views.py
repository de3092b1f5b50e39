"""The mail log: who was told what and when, and why a mail did not go."""

import re
from datetime import date

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from tracker import clock
from tracker.db import db
from tracker.notifications import queries, words
from tracker.notifications.models import Delivery
from tracker.notifications.queries import LogFilter
from tracker.permissions import Action, requires
from tracker.users.auth import current_user

bp = Blueprint("notifications", __name__, url_prefix="/nhat-ky-thu")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
STATES = {state.value: state for state in Delivery}


@bp.get("")
@requires(Action.MAIL_LOG_VIEW)
def index() -> ResponseReturnValue:
    day, wanted = clock.today(), read_filter(request.args)
    page = queries.log_page(
        db.session,
        current_user,
        day,
        wanted,
        before=_number(request.args.get("truoc", "")),
        after=_number(request.args.get("sau", "")),
    )
    kept = {name: value for name, value in request.args.items() if name in FIELDS and value}
    return render_template(
        "notifications/index.html",
        page=page,
        kept=kept,
        words=words,
        counts=queries.states_count(db.session, current_user, day),
        states=list(Delivery),
    )


@bp.get("/<int:mail_id>")
@requires(Action.MAIL_LOG_VIEW)
def show(mail_id: int) -> ResponseReturnValue:
    day = clock.today()
    mail = queries.find_mail(db.session, current_user, mail_id, day)
    if mail is None:
        abort(404)
    items = queries.readable_items(mail, current_user, day)
    return render_template(
        "notifications/show.html",
        mail=mail,
        items=sorted(items, key=lambda item: int(item.context["order"])),
        whole=len(items) == len(mail.items),
        words=words,
    )


FIELDS = ("q", "trang-thai", "loai", "nguoi", "ngay")


def read_filter(args: MultiDict[str, str]) -> LogFilter:
    """Values that make no sense are dropped, so that an old or mangled link still shows a list."""
    kind = args.get("loai", "")
    return LogFilter(
        words=args.get("q", "").strip()[:200],
        state=STATES.get(args.get("trang-thai", "")),
        kind=kind if kind in words.KINDS else "",
        person=_number(args.get("nguoi", "")),
        day=_day(args.get("ngay", "")),
    )


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
