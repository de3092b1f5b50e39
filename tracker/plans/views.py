"""Plans: the list, one plan as published or as a draft, and the file it came as."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from flask import abort, current_app, render_template, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, func, select

from tracker import clock
from tracker.db import db
from tracker.imports import export
from tracker.imports import queries as drafts
from tracker.imports.draft_views import draft_overview
from tracker.imports.issuing import why_not
from tracker.imports.models import RowKind
from tracker.indicators import queries as indicators
from tracker.permissions import Action, can, requires
from tracker.plans import acts_views, queries
from tracker.plans.access import load_plan, visible
from tracker.plans.blueprint import bp
from tracker.plans.models import Plan
from tracker.plans.sections import is_row, sections
from tracker.storage import FileStore
from tracker.tasks import former, loose, outline
from tracker.tasks.counts import four_cells
from tracker.tasks.filtering import Filter
from tracker.tasks.keyset import read_cursor
from tracker.tasks.loose import Loose
from tracker.tasks.models import Assignment, Task
from tracker.tasks.publishing import PAUSE
from tracker.tasks.queries import official, visible_to
from tracker.users.auth import current_user

__all__ = ["acts_views", "bp"]
CURSOR = (int,)
FRESH = timedelta(days=7)
"""Plans published longer ago are not looked at for a way back: their mail has left."""


@bp.get("/ke-hoach")
@requires(Action.PLAN_VIEW)
def index() -> ResponseReturnValue:
    day = clock.today()
    plans = queries.listed(db.session, visible())
    return render_template(
        "plans/index.html",
        plans=plans,
        replaced=queries.replaced_among(db.session, [plan.id for plan in plans]),
        tasks=outline.totals_by_plan(db.session, current_user, day) | drafts.counts_by_plan(db.session, RowKind.TASK),
        indicators=indicators.totals_by_plan(db.session, current_user, day)
        | drafts.counts_by_plan(db.session, RowKind.INDICATOR),
        cells=outline.cells_by_plan(db.session, current_user, day),
        may_import=can(current_user, Action.PLAN_IMPORT),
    )


@bp.get("/ke-hoach/<int:plan_id>")
@requires(Action.PLAN_VIEW)
def show(plan_id: int) -> ResponseReturnValue:
    plan = load_plan(plan_id)
    return draft_overview(plan) if plan.is_draft else _published(plan)


def _published(plan: Plan) -> ResponseReturnValue:
    day, steers = clock.today(), can(current_user, Action.PLAN_PUBLISH, plan.scope)
    counts = outline.totals_by_appendix(db.session, current_user, plan, day)
    appendices = [appendix for appendix in plan.appendices if appendix.id in counts]
    wanted = request.args.get("phu-luc", type=int)
    chosen = next((one for one in appendices if one.id == wanted), appendices[0] if appendices else None)
    cursor = read_cursor(request.args, CURSOR)
    conditions = [Task.plan_id == plan.id, Task.appendix_id == (chosen.id if chosen else 0)]
    page = outline.page(db.session, current_user, conditions, cursor, day)
    seen = and_(Assignment.plan_id == plan.id, visible_to(current_user, day), official())
    return render_template(
        "plans/show.html",
        plan=plan,
        steers=steers,
        appendices=appendices,
        counts=counts,
        chosen=chosen,
        page=page,
        sections=sections(page.rows, plan.appendices),
        is_row=is_row,
        cells=four_cells(db.session, seen, day),
        of_plan=Filter(plan=plan.id),
        indicators=indicators.totals_by_plan(db.session, current_user, day).get(plan.id, 0),
        **_versions(plan),
        **(_for_steering(plan) if steers else {"held": 0, "doubts": 0, "unassigned": 0, "way_back": None}),
    )


def _way_back(plan: Plan) -> datetime | None:
    """Until when publishing can surely be taken back; None when it cannot."""
    if plan.published_at is None or clock.now() > plan.published_at + FRESH or why_not(db.session, plan):
        return None
    return plan.published_at + PAUSE


def _versions(plan: Plan) -> dict[str, Any]:
    """The plans before and after, and what went on in a later one. `reachable`: those that the person may open."""
    bases, successors = queries.bases_of(db.session, plan), queries.successors_of(db.session, plan)
    ids = {*(link.base_id for link in bases), *(link.plan_id for link in successors)}
    return {
        "bases": bases,
        "successors": successors,
        "reachable": set(db.session.scalars(select(Plan.id).where(Plan.id.in_(ids), visible()))) if ids else set(),
        "left": former.left(db.session, current_user, plan, clock.today()) if successors else [],
    }


def _for_steering(plan: Plan) -> dict[str, Any]:
    """What still waits for the plan's steering office."""
    held = select(func.count(Assignment.id)).where(
        Assignment.plan_id == plan.id, Assignment.held.is_(True), Assignment.is_open()
    )
    of_plan = Filter(plan=plan.id)
    return {
        "way_back": _way_back(plan),
        "held": db.session.scalar(held) or 0,
        "doubts": loose.count(db.session, current_user, Loose.PROBLEMS, of_plan, clock.today()),
        "unassigned": loose.count(db.session, current_user, Loose.UNASSIGNED, of_plan, clock.today()),
    }


@bp.get("/ke-hoach/<int:plan_id>/van-ban")
@requires(Action.PLAN_VIEW)
def document(plan_id: int) -> ResponseReturnValue:
    """The file the plan came as, byte for byte, always to be saved and never shown in the page."""
    plan = load_plan(plan_id)
    if plan.document is None:
        abort(404)
    data = FileStore(current_app.extensions["settings"].data / "files").read(plan.document.sha256)
    response = send_file(
        BytesIO(data),
        mimetype=plan.document.media_type,
        as_attachment=True,
        download_name=plan.document.filename,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/ke-hoach/<int:plan_id>/tai-ve.xlsx")
@requires(Action.PLAN_VIEW)
def workbook(plan_id: int) -> ResponseReturnValue:
    """The plan as a spreadsheet, with what the person may see of it."""
    plan = load_plan(plan_id)
    data = export.workbook(db.session, plan, current_user, clock.today())
    response = send_file(
        BytesIO(data), mimetype=export.MEDIA_TYPE, as_attachment=True, download_name=export.filename(plan), max_age=0
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response
