"""A paper becomes a draft, or a draft is thrown away."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.agencies.models import Agency
from tracker.config import Settings
from tracker.db import db
from tracker.errors import DomainError
from tracker.filters import said
from tracker.imports import draft_views, intake, service
from tracker.imports.blueprint import bp
from tracker.imports.forms import DeleteForm, UploadForm
from tracker.imports.isolated import read_apart
from tracker.permissions import STEERS, Action, requires
from tracker.plans.access import load_plan
from tracker.plans.models import Plan
from tracker.storage import FileStore
from tracker.users.auth import current_user

__all__ = ["bp", "draft_views"]


@bp.route("/nhap-ke-hoach", methods=["GET", "POST"])
@requires(Action.PLAN_IMPORT)
def upload() -> ResponseReturnValue:
    agencies = _steered()
    form = UploadForm()
    form.offer(agencies)
    if form.validate_on_submit():
        try:
            plan = _import(form, {agency.id: agency for agency in agencies}[form.steering.data])
            db.session.commit()
            flash(_("Đã đọc %(plan)s thành bản nháp. Hãy xem lại trước khi ban hành.", plan=plan.label), "success")
            return redirect(url_for("plans.show", plan_id=plan.id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(said(str(error)))
    return render_template("imports/upload.html", form=form), 422 if form.errors else 200


@bp.post("/ke-hoach/<int:plan_id>/xoa-ban-nhap")
@requires(Action.PLAN_IMPORT)
def delete(plan_id: int) -> ResponseReturnValue:
    plan = load_plan(plan_id, Action.PLAN_IMPORT)
    label = plan.label
    if DeleteForm().validate_on_submit():
        service.delete_draft(db.session, plan)
        db.session.commit()
        flash(_("Đã xóa bản nháp %(plan)s.", plan=label), "success")
    return redirect(url_for("plans.index"))


def _steered() -> list[Agency]:
    """Agencies for which the person acts as a steering office."""
    day = clock.today()
    found = {
        membership.agency_id: membership.agency
        for membership in current_user.memberships
        if membership.post in STEERS and membership.agency.steers and membership.holds_on(day)
    }
    return list(found.values())


def _import(form: UploadForm, steering: Agency) -> Plan:
    settings: Settings = current_app.extensions["settings"]
    data, filename = form.content()
    intake.seed(db.session)
    return service.save_draft(
        db.session,
        read_apart(data, filename, form.issued_on.day, seconds=settings.import_seconds),
        data=data,
        filename=filename,
        store=FileStore(settings.data / "files"),
        steering=steering,
        actor=current_user,
        now=clock.now(),
    )
