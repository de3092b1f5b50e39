"""Indicators of the plans: unit, target of each year, who tracks them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.db import db
from tracker.indicators import queries
from tracker.indicators.queries import Filter
from tracker.indicators.tables import tables, target_in
from tracker.permissions import Action, requires
from tracker.tasks.keyset import read_cursor
from tracker.users.auth import current_user

bp = Blueprint("indicators", __name__)


@bp.get("/chi-tieu")
@requires(Action.PLAN_VIEW)
def index() -> ResponseReturnValue:
    day, wanted = clock.today(), Filter.read(request.args)
    cursor = read_cursor(request.args, queries.CURSOR)
    page = queries.page(db.session, current_user, wanted, cursor, day)
    if cursor and not page.rows:
        page = queries.page(db.session, current_user, wanted, None, day)
    return render_template(
        "indicators/index.html",
        wanted=wanted,
        page=page,
        tables=tables(page.rows),
        target_in=target_in,
        total=queries.total(db.session, current_user, wanted, day),
        plans=queries.plan_choices(db.session, current_user, day),
        agencies=queries.agency_choices(db.session, current_user, day),
    )
