"""One search for everything."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.db import db
from tracker.finding import queries
from tracker.permissions import Action, requires
from tracker.users.auth import current_user

bp = Blueprint("finding", __name__)


@bp.get("/tim")
@requires(Action.OWN_PAGES)
def search() -> ResponseReturnValue:
    asked = request.args.get("q", "").strip()[:200]
    found = queries.find(db.session, current_user, asked, clock.today())
    return render_template("finding/search.html", found=found)
