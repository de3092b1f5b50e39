"""Which plan a draft replaces or amends, and the comparison with it: row by row, each match put right by hand."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.forms import ButtonForm
from tracker.imports import comparing, succession, version_page, words
from tracker.imports.alike import VersionRow
from tracker.imports.blueprint import bp
from tracker.imports.desk import Desk
from tracker.imports.forms import BaseForm, ContinuesForm
from tracker.imports.models import DraftRow, RowKind
from tracker.imports.queries import find_row
from tracker.imports.versions import REPEALED, Change, nearest
from tracker.permissions import Action, requires
from tracker.plans.access import load_plan
from tracker.plans.models import Plan
from tracker.plans.queries import bases_of, steered_by
from tracker.users.auth import current_user


def versions_of(plan: Plan) -> dict[str, Any]:
    """What the page of a draft says of earlier plans."""
    return {"bases": bases_of(db.session, plan), "namesakes": succession.namesakes(db.session, plan)}


@bp.get("/ke-hoach/<int:plan_id>/so-sanh")
@requires(Action.PLAN_IMPORT)
def compare(plan_id: int) -> ResponseReturnValue:
    """A draft beside the plans it replaces or amends, or beside the one that `voi` names."""
    plan = _load_draft(plan_id)
    links = bases_of(db.session, plan)
    other = _other(plan)
    if other is not None:
        found = comparing.comparison_with(db.session, plan, other)
    else:
        found = comparing.comparison(db.session, plan, links)
    wanted = next((one for one in Change if one.value == request.args.get("loai")), None)
    page = version_page.page_of(found, wanted, request.args.get("trang", 1, type=int))
    form = BaseForm(formdata=None)
    form.offer(succession.choices(db.session, plan, steered_by(current_user, clock.today())))
    return render_template(
        "plans/compare.html",
        plan=plan,
        bases=links,
        other=other,
        found=found,
        wanted=wanted,
        page=page,
        form=form,
        words=words,
        changes=version_page.changes(),
    )


@bp.post("/ke-hoach/<int:plan_id>/ke-hoach-truoc")
@requires(Action.PLAN_IMPORT)
def lay_down_base(plan_id: int) -> ResponseReturnValue:
    """The person says which plan the draft replaces or amends."""
    plan = _load_draft(plan_id)
    form = BaseForm()
    offered = succession.choices(db.session, plan, steered_by(current_user, clock.today()))
    form.offer(offered)
    if form.validate_on_submit():
        base = next(one for one in offered if one.id == form.base.data)
        try:
            succession.lay_down(db.session, plan, base, form.chosen_kind)
            db.session.commit()
        except DomainError as error:
            db.session.rollback()
            flash(str(error), "warning")
    else:
        flash(_("Hãy chọn một kế hoạch đã ban hành."), "warning")
    return _to_comparison(plan)


@bp.post("/ke-hoach/<int:plan_id>/ke-hoach-truoc/<int:base_id>/bo")
@requires(Action.PLAN_IMPORT)
def clear_base(plan_id: int, base_id: int) -> ResponseReturnValue:
    plan = _load_draft(plan_id)
    if ButtonForm().validate_on_submit():
        succession.clear(db.session, plan, base_id)
        db.session.commit()
        flash(_("Đã bỏ liên hệ với kế hoạch trước."), "success")
    return _to_comparison(plan)


@bp.route("/ban-nhap/dong/<int:row_id>/ghep", methods=["GET", "POST"])
@requires(Action.PLAN_IMPORT)
def match_row(row_id: int) -> ResponseReturnValue:
    """Which row of the earlier plan this one continues, where the comparison took it for another."""
    row = find_row(db.session, row_id)
    if row is None:
        abort(404)
    plan = _load_draft(row.plan_id)
    links = comparing.deciding(bases_of(db.session, plan))
    old = comparing.rows_of_published(db.session, [link.base_id for link in links])
    (new,) = comparing.rows_of_draft([row], comparing.MATCHED) or (None,)
    if new is None:
        abort(404)
    is_repeal = row.kind is RowKind.REPEAL
    old = [one for one in old if one.kind == (REPEALED if is_repeal else new.kind)]
    form = ContinuesForm()
    form.offer([(one.key, version_page.named(one)) for one in _ordered(old, new)])
    if form.validate_on_submit():
        succession.lay_down_match(Desk(db.session, plan, current_user, clock.now()), row, form.key)
        db.session.commit()
        flash(_("Đã ghép lại dòng %(number)s.", number=row.number or "–"), "success")
        return _to_comparison(plan, row)
    return render_template("plans/match.html", plan=plan, row=row, new=new, form=form), 422 if form.errors else 200


def _ordered(old: Sequence[VersionRow], new: VersionRow) -> list[VersionRow]:
    """The most alike first, then the others in the order of the paper."""
    first = nearest(old, new)
    return first + [one for one in old if one not in first]


def _load_draft(plan_id: int) -> Plan:
    plan = load_plan(plan_id, Action.PLAN_IMPORT)
    if not plan.is_draft:
        abort(404)
    return plan


def _other(plan: Plan) -> Plan | None:
    """The plan that the address asks to compare with; only one that the person may see."""
    wanted = request.args.get("voi", type=int)
    return load_plan(wanted) if wanted is not None and wanted != plan.id else None


def _to_comparison(plan: Plan, row: DraftRow | None = None) -> ResponseReturnValue:
    anchor = f"#dong-{row.id}" if row is not None else ""
    return redirect(url_for("imports.compare", plan_id=plan.id) + anchor)
