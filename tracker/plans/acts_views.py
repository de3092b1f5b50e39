"""Publishing a draft, and letting held mail go: first what will happen, then the act."""

from collections.abc import Sequence

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select

from tracker import clock
from tracker.config import Settings
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.errors import DomainError
from tracker.forms import ButtonForm
from tracker.imports import issuing
from tracker.imports.issuing import publish_draft
from tracker.imports.preview import carry_over, preview
from tracker.imports.queries import overview
from tracker.imports.words import columns
from tracker.permissions import Action, can, requires
from tracker.plans.access import load_plan
from tracker.plans.blueprint import bp
from tracker.plans.forms import PublishForm
from tracker.plans.models import Plan, PlanBase
from tracker.plans.service import lock_plan
from tracker.tasks import listing, publishing
from tracker.tasks.models import Assignment
from tracker.tasks.publishing import PAUSE, Moment
from tracker.users.auth import current_user

HELD_SHOWN = 500


@bp.route("/ke-hoach/<int:plan_id>/ban-hanh", methods=["GET", "POST"])
@requires(Action.PLAN_PUBLISH)
def publish(plan_id: int) -> ResponseReturnValue:
    plan = load_plan(plan_id, Action.PLAN_PUBLISH)
    if not plan.is_draft:
        flash(_("Kế hoạch này đã được ban hành."), "info")
        return _to_plan(plan_id)
    found = overview(db.session, plan).doubts
    carry = carry_over(db.session, plan)
    form = PublishForm(found.total, carry.choices, carry.repealed)
    if form.validate_on_submit():
        try:
            _check_bases(carry.links)
            made = publish_draft(
                db.session, plan, actor=current_user, moment=_moment(), withdraw=form.withdraw.data or ()
            )
            db.session.commit()
        except DomainError as error:
            db.session.rollback()
            flash(str(error), "info")
            return _to_plan(plan_id)
        agencies = len({assignment.agency_id for assignment in made})
        tasks = len({assignment.task_id for assignment in made})
        words = _("Đã ban hành: giao %(tasks)s nhiệm vụ cho %(agencies)s cơ quan.", tasks=tasks, agencies=agencies)
        flash(words, "success")
        return _to_plan(plan_id)
    return render_template(
        "plans/publish.html",
        plan=plan,
        form=form,
        doubts=found,
        carry=carry,
        preview=preview(db.session, plan, _moment(), carry.rows),
        columns=columns(),
        pause=PAUSE.seconds // 60,
    ), 422 if form.errors else 200


@bp.route("/ke-hoach/<int:plan_id>/cho-phep-gui-thu", methods=["GET", "POST"])
@requires(Action.PLAN_RELEASE)
def release(plan_id: int) -> ResponseReturnValue:
    """Assignments that were overdue when the plan came in, and the act that lets mail about them go."""
    plan = load_plan(plan_id, Action.PLAN_RELEASE)
    form = ButtonForm()
    if form.validate_on_submit():
        lock_plan(db.session, plan)
        if not _held(plan):
            db.session.rollback()
            flash(_("Thư về các nhiệm vụ này đã được cho phép gửi."), "info")
            return _to_plan(plan_id)
        released = publishing.release(db.session, plan, actor=current_user, moment=_moment())
        db.session.commit()
        flash(
            ngettext(
                "Đã cho phép gửi thư về %(num)s việc quá hạn.",
                "Đã cho phép gửi thư về %(num)s việc quá hạn.",
                len(released),
            ),
            "success",
        )
        return _to_plan(plan_id)
    rows = db.session.execute(listing.row_query(_held_of(plan)).order_by(*listing.ORDER).limit(HELD_SHOWN))
    return render_template(
        "plans/release.html",
        plan=plan,
        form=form,
        rows=listing.rows_of(rows, current_user, clock.today()),
        count=_held(plan),
        agencies=_held_agencies(plan),
    )


@bp.post("/ke-hoach/<int:plan_id>/hoan-tac-ban-hanh")
@requires(Action.PLAN_PUBLISH)
def take_back(plan_id: int) -> ResponseReturnValue:
    """A published plan becomes the draft it was, while nobody has acted on it."""
    plan = load_plan(plan_id, Action.PLAN_PUBLISH)
    if ButtonForm().validate_on_submit():
        try:
            issuing.take_back(db.session, plan, actor=current_user, now=clock.now())
            db.session.commit()
            flash(
                _("Đã hoàn tác việc ban hành: kế hoạch trở lại bản nháp, không thư giao việc nào được gửi."),
                "success",
            )
        except DomainError as error:
            db.session.rollback()
            flash(str(error), "warning")
    return _to_plan(plan_id)


def _check_bases(links: Sequence[PlanBase]) -> None:
    """Tasks of another plan change only by the hand of its own steering office."""
    for link in links:
        if not can(current_user, Action.PLAN_PUBLISH, link.base.scope):
            raise DomainError(
                _(
                    "%(plan)s do cơ quan khác làm thường trực nên bạn không thay thế hoặc sửa đổi được.",
                    plan=link.base.label,
                )
            )


def _held_of(plan: Plan) -> list[ColumnElement[bool]]:
    """Conditions on Assignment: its mail is kept back, and there is still something to say."""
    return [Assignment.plan_id == plan.id, Assignment.held.is_(True), Assignment.is_open()]


def _held(plan: Plan) -> int:
    return db.session.scalar(select(func.count(Assignment.id)).where(*_held_of(plan))) or 0


def _held_agencies(plan: Plan) -> int:
    query = select(func.count(Assignment.agency_id.distinct()))
    return db.session.scalar(query.where(*_held_of(plan))) or 0


def _to_plan(plan_id: int) -> ResponseReturnValue:
    return redirect(url_for("plans.show", plan_id=plan_id))


def _moment() -> Moment:
    settings: Settings = current_app.extensions["settings"]
    return Moment(clock.now(), clock.today(), calendar(db.session), settings.due_counts)
