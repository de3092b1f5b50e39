"""The home page: the parts that fit the person, one under another."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.dashboard.administration import administration
from tracker.dashboard.banners import banners
from tracker.dashboard.overview import overview
from tracker.dashboard.own_work import own_work
from tracker.dashboard.steering import steering
from tracker.db import db
from tracker.permissions import Action, Relation, relations, requires
from tracker.talk.queries import to_answer
from tracker.users.auth import current_user
from tracker.users.models import Role

bp = Blueprint("dashboard", __name__)
bp.app_context_processor(banners)
DIRECTIONS = 5
"""Directions that the home page shows; the rest is on their own page."""


@bp.get("/")
@requires(Action.OWN_PAGES)
def home() -> ResponseReturnValue:
    day, user = clock.today(), current_user
    steers = Relation.STEERING in relations(user, None, day)
    watches = user.role in {Role.LEADER, Role.INSPECTOR}
    work = own_work(db.session, user, day) if user.agency_ids(day) else None
    return render_template(
        "dashboard/home.html",
        weekday=weekdays()[day.weekday()],
        overview=overview(db.session, user, day) if watches else None,
        steering=steering(db.session, user, day) if steers else None,
        directions=to_answer(db.session, user, day, DIRECTIONS),
        work=work if work and (not (steers or watches) or work.cells.total) else None,
        admin=administration(db.session, user, clock.now(), day) if user.role is Role.ADMIN else None,
    )


def weekdays() -> tuple[str, ...]:
    return (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
