"""Who may do what, on one page, drawn from the table that decides it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.help.words import ACTIONS, RELATIONS, RULES
from tracker.permissions import GRANTS, Action, relations, requires
from tracker.users.auth import current_user

bp = Blueprint("help", __name__)


@bp.get("/phan-quyen")
@requires(Action.OWN_PAGES)
def permissions() -> ResponseReturnValue:
    return render_template(
        "help/permissions.html",
        who=RELATIONS,
        groups=ACTIONS,
        rules=RULES,
        grants=GRANTS,
        mine=relations(current_user, None, clock.today()),
    )
