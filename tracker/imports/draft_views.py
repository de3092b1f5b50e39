"""The review of a draft: its rows beside the paper, and every act on them."""

from collections.abc import Container, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.filters import said
from tracker.imports import acts, cell_edits, desk, draft_page, plan_head, queries, version_views, words
from tracker.imports.blueprint import bp
from tracker.imports.cell_edits import Saved
from tracker.imports.desk import Desk
from tracker.imports.forms import HeadForm, RowForm
from tracker.imports.models import DraftRow, RowKind
from tracker.imports.own_names import agency_names
from tracker.imports.queries import CURSOR, Wanted
from tracker.imports.rules import Clarity
from tracker.permissions import Action, requires
from tracker.plans.access import load_plan
from tracker.plans.models import Plan
from tracker.tasks.keyset import read_cursor
from tracker.users.auth import current_user

MOVABLE = frozenset({RowKind.TASK, RowKind.HEADING})
"""Kinds of row that stand in groups."""


def draft_overview(plan: Plan) -> ResponseReturnValue:
    """The plan's page while it is a draft."""
    return render_template("plans/draft.html", **_list_of(plan, request.args), **version_views.versions_of(plan))


def _list_of(plan: Plan, args: Mapping[str, str]) -> dict[str, Any]:
    """The rows that an address asks for, between the counts of all."""
    summary = _summary_of(plan, args)
    page = queries.page(db.session, plan, read_cursor(args, CURSOR), summary["wanted"])
    entries = draft_page.entries(db.session, plan, page.rows, in_full=summary["wanted"].is_everything)
    return {"page": page, "entries": entries, **summary}


def _summary_of(plan: Plan, args: Mapping[str, str]) -> dict[str, Any]:
    """The counts of a draft with the filter chosen, and what the person may take back."""
    found = queries.overview(db.session, plan)
    return {
        "plan": plan,
        "overview": found,
        "doubts": found.doubts,
        "last_change": queries.last_change(db.session, plan, current_user.id),
        "wanted": read_wanted(args, found.doubts.by_column),
        "words": words,
    }


def read_wanted(args: Mapping[str, str], columns: Container[str]) -> Wanted:
    """The filter of an address; what makes no sense, or has nothing left in it, filters nothing."""
    column = args.get("cot")
    return Wanted(
        appendix=args.get("phu-luc"),
        kind=next((kind for kind in RowKind if kind.value == args.get("loai")), None),
        doubtful=args.get("xem") == "can-xem-lai",
        column=column if column in columns else None,
        lacks=next((one for one in Clarity if one.value == args.get("chua-ro")), None),
        deleted=args.get("xem") == "da-xoa",
    )


@bp.get("/ban-nhap/dong/<int:row_id>")
@requires(Action.PLAN_IMPORT)
def row(row_id: int) -> ResponseReturnValue:
    """One row with a box for each cell; `xem` gives it as the list shows it."""
    found = _load_row(row_id)
    if "xem" in request.args:
        return _shown(found)
    return _edit_page(found)


@bp.post("/ban-nhap/dong/<int:row_id>")
@requires(Action.PLAN_IMPORT)
def save_row(row_id: int) -> ResponseReturnValue:
    found = _load_row(row_id)
    _sent()
    at = _desk(found.plan, found)
    saved = cell_edits.save(at, found, request.form)
    if not saved.is_whole:
        db.session.rollback()
        page = _edit_page(_load_row(row_id), request.form, saved.refused, saved.taken)
        return page, _refusal_status(saved)
    db.session.commit()
    return _answer(found, moved=at.touched > 1)


@bp.post("/ban-nhap/dong/<int:row_id>/viec")
@requires(Action.PLAN_IMPORT)
def act(row_id: int) -> ResponseReturnValue:
    """One of the row's buttons."""
    found = _load_row(row_id)
    form = _sent()
    at = _desk(found.plan, found)
    wanted = form.act.data or ""
    try:
        acts.perform(at, found, wanted, form.seen())
    except DomainError as error:
        db.session.rollback()
        flash(said(str(error)), "warning")
        return _afresh() if _is_partial() else _to_list(at.plan, row_id)
    db.session.commit()
    return _answer(found, moved=wanted.split(":")[0] not in acts.IN_PLACE or at.touched > 1)


@bp.post("/ke-hoach/<int:plan_id>/hoan-tac")
@requires(Action.PLAN_IMPORT)
def take_back_act(plan_id: int) -> ResponseReturnValue:
    """The person's own last act on the draft is undone."""
    plan = load_plan(plan_id, Action.PLAN_IMPORT)
    _sent()
    what = desk.undo(_desk(plan))
    db.session.commit()
    flash(_("Đã hoàn tác: %(what)s.", what=said(what)), "success")
    return _to_list(plan)


@bp.route("/ke-hoach/<int:plan_id>/thong-tin", methods=["GET", "POST"])
@requires(Action.PLAN_IMPORT)
def head(plan_id: int) -> ResponseReturnValue:
    """The head of the paper: number, issuer, day, and what was doubtful in the whole document."""
    plan = load_plan(plan_id, Action.PLAN_IMPORT)
    if not plan.is_draft:
        return _to_list(plan)
    form = HeadForm.of(plan, plan_head.place_above(db.session, plan))
    if form.validate_on_submit():
        changed = plan_head.lay_down(_desk(plan), form.head(), form.looked_at.data or ())
        db.session.commit()
        flash(_("Đã lưu thông tin văn bản; %(n)s dòng được hiểu lại.", n=changed), "success")
        return _to_list(plan)
    return render_template("plans/head.html", plan=plan, form=form), 422 if form.errors else 200


def _sent() -> RowForm:
    form = RowForm()
    if not form.validate_on_submit():
        abort(400)
    return form


def _refusal_status(saved: Saved) -> int:
    """htmx shows only what comes with 200."""
    if _is_partial():
        return 200
    return 409 if saved.taken else 422


def _load_row(row_id: int) -> DraftRow:
    """A row of a draft that the person reviews; its plan is checked like any other."""
    found = queries.find_row(db.session, row_id)
    if found is None:
        abort(404)
    plan = load_plan(found.plan_id, Action.PLAN_IMPORT)
    if not plan.is_draft:
        abort(404)
    return found


def _desk(plan: Plan, found: DraftRow | None = None) -> Desk:
    """The draft held, and the row as it is now that nobody else can change it."""
    at = Desk(db.session, plan, current_user, clock.now())
    if found is not None:
        db.session.refresh(found)
    return at


def _edit_page(
    found: DraftRow, typed: Mapping[str, str] | None = None, refused: str = "", taken: Container[str] = ()
) -> str:
    (entry,) = draft_page.entries(db.session, found.plan, [found], in_full=False)
    template = "plans/_draft_edit.html" if _is_partial() else "plans/draft-row.html"
    return render_template(
        template,
        plan=found.plan,
        entry=entry,
        boxes=draft_page.boxes(found, typed or {}, taken, found.plan.issued_on),
        refused=said(refused),
        agencies=agency_names(db.session),
        places=queries.places_to_go(db.session, found.plan) if found.kind in MOVABLE else [],
        words=words,
        back=_back(found.plan),
    )


def _shown(found: DraftRow) -> str:
    (entry,) = draft_page.entries(db.session, found.plan, [found], in_full=False)
    return render_template("plans/_draft_row.html", plan=found.plan, entry=entry, words=words, back=_back(found.plan))


def _answer(found: DraftRow, *, moved: bool) -> ResponseReturnValue:
    """After an act: the row alone where only it changed, else the list from where it was made."""
    plan = found.plan
    if not _is_partial():
        return _to_list(plan, found.id)
    back = _back(plan)
    args = dict(parse_qsl(urlsplit(back).query))
    if not moved:
        (entry,) = draft_page.entries(db.session, plan, [found], in_full=False)
        return render_template("plans/_draft_answer.html", entry=entry, back=back, **_summary_of(plan, args))
    answer = make_response(render_template("plans/_draft_answer.html", back=back, **_list_of(plan, args)))
    answer.headers["HX-Retarget"] = "#review-list"
    return answer


def _afresh() -> ResponseReturnValue:
    """The whole page again: it says why an act was refused."""
    answer = make_response("", 204)
    answer.headers["HX-Refresh"] = "true"
    return answer


def _to_list(plan: Plan, row_id: int | None = None) -> ResponseReturnValue:
    anchor = f"#dong-{row_id}" if row_id is not None else ""
    return redirect(f"{_back(plan)}{anchor}")


def _back(plan: Plan) -> str:
    """The list as it was filtered when the act was made; only a page of this plan will do."""
    own = url_for("plans.show", plan_id=plan.id)
    wanted = request.form.get("back") or request.args.get("back", "")
    return wanted if wanted.split("?")[0] == own else own


def _is_partial() -> bool:
    return request.headers.get("HX-Request") == "true"
