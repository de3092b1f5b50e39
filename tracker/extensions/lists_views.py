"""The requests that a person may read, and what they come to."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.db import db
from tracker.extensions import listing, words
from tracker.extensions.blueprint import bp
from tracker.extensions.figures import figures as gather
from tracker.extensions.listing import Wanted
from tracker.permissions import Action, requires
from tracker.tasks import overdue
from tracker.tasks.filtering import Filter, read_number
from tracker.tasks.keyset import Page, read_cursor
from tracker.users.auth import current_user


@bp.get("/gia-han")
@requires(Action.TASK_VIEW)
def index() -> ResponseReturnValue:
    day, wanted = clock.today(), Wanted.read(request.args)
    page = _rows(wanted)
    is_whole = not (page.next or page.previous)
    return render_template(
        "extensions/index.html",
        page=page,
        total=len(page.rows) if is_whole else listing.total(db.session, current_user, wanted, day),
        wanted=wanted,
        offered=listing.choices(db.session, current_user, day),
        states=listing.state_words(),
        reasons=words.REASONS,
        ticks=any(row.may_decide for row in page.rows),
        day=day,
    )


def _rows(wanted: Wanted) -> Page[listing.Row]:
    """The page of the address; the first one where its cursor leads nowhere (any more)."""
    day, cursor = clock.today(), read_cursor(request.args, listing.CURSOR)
    page = listing.page(db.session, current_user, wanted, cursor, day)
    return page if page.rows or not cursor else listing.page(db.session, current_user, wanted, None, day)


@bp.get("/gia-han/thong-ke")
@requires(Action.OVERDUE_VIEW)
def figures() -> ResponseReturnValue:
    day, plan = clock.today(), read_number(request.args.get("ke-hoach", ""))
    counted = Filter(plan=plan, watched=plan is None)
    return render_template(
        "extensions/figures.html",
        found=gather(db.session, current_user, plan, day),
        plan=plan,
        plans=overdue.plans_with_any(db.session, current_user, day),
        current=counted,
        original=counted.without(original=True),
        asked=Wanted(state="dong-y", plan=plan, watched=plan is None),
        day=day,
    )
