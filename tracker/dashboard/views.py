"""The home page: the parts that fit the person, one under another."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.dashboard.administration import administration
from tracker.dashboard.overview import overview
from tracker.dashboard.own_work import own_work
from tracker.dashboard.steering import steering
from tracker.db import db
from tracker.permissions import Action, Relation, relations, requires
from tracker.users.auth import current_user
from tracker.users.models import Role

bp = Blueprint("dashboard", __name__)


@bp.get("/")
@requires(Action.OWN_PAGES)
def home() -> ResponseReturnValue:
    day, user = clock.today(), current_user
    stands = relations(user, None, day)
    is_steering = Relation.STEERING in stands
    watches = user.role in {Role.LEADER, Role.INSPECTOR}
    work = own_work(db.session, user, day) if user.agency_ids(day) else None
    return render_template(
        "dashboard/home.html",
        overview=overview(db.session, user, day) if watches else None,
        steering=steering(db.session, user, day) if is_steering else None,
        work=work if work and (not (is_steering or watches) or work.cells.total) else None,
        admin=administration(db.session, clock.now(), day) if user.role is Role.ADMIN else None,
    )
