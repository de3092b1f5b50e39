"""A paper becomes a draft, or a draft is thrown away."""

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.agencies.models import Agency
from tracker.config import Settings
from tracker.db import db
from tracker.filters import said
from tracker.forms import ButtonForm
from tracker.imports import draft_views, service, upload_jobs
from tracker.imports.blueprint import bp
from tracker.imports.forms import UploadForm
from tracker.imports.models import ImportJob, JobState
from tracker.imports.upload_jobs import Handed
from tracker.permissions import STEERS, Action, requires
from tracker.plans.access import load_plan
from tracker.users.auth import current_user

__all__ = ["bp", "draft_views"]


@bp.route("/nhap-ke-hoach", methods=["GET", "POST"])
@requires(Action.PLAN_IMPORT)
def upload() -> ResponseReturnValue:
    agencies = _steered()
    form = UploadForm()
    form.offer(agencies)
    if form.validate_on_submit():
        data, filename = form.content()
        handed = Handed(data, filename, form.issued_on.day)
        steering = {agency.id: agency for agency in agencies}[form.steering.data]
        job = upload_jobs.open_job(db.session, handed, steering, current_user)
        db.session.commit()
        upload_jobs.begin(current_app._get_current_object(), job.id, handed)  # type: ignore[attr-defined]
        db.session.refresh(job)
        if job.state is not JobState.REFUSED:
            return redirect(url_for("imports.reading", job_id=job.id))
        form.form_errors.append(said(job.message))
    return render_template("imports/upload.html", form=form), 422 if form.errors else 200


@bp.get("/nhap-ke-hoach/<int:job_id>")
@requires(Action.PLAN_IMPORT)
def reading(job_id: int) -> ResponseReturnValue:
    """How far the reading of one's own file is; then the draft, or why there is none."""
    job = db.session.get(ImportJob, job_id)
    if job is None or job.actor_id != current_user.id:
        abort(404)
    settings: Settings = current_app.extensions["settings"]
    if upload_jobs.is_lost(job, settings.import_seconds):
        flash(said(upload_jobs.lost(job)), "warning")
        return redirect(url_for("imports.upload"))
    if job.state is JobState.REFUSED:
        flash(said(job.message), "danger")
        return redirect(url_for("imports.upload"))
    if job.plan_id is None:
        seconds = round((clock.now() - job.started_at).total_seconds())
        return render_template("imports/reading.html", job=job, seconds=seconds, limit=settings.import_seconds)
    return _to_draft(job.plan_id)


@bp.post("/ke-hoach/<int:plan_id>/xoa-ban-nhap")
@requires(Action.PLAN_IMPORT)
def delete(plan_id: int) -> ResponseReturnValue:
    plan = load_plan(plan_id, Action.PLAN_IMPORT)
    label = plan.label
    if ButtonForm().validate_on_submit():
        service.delete_draft(db.session, plan, actor=current_user, now=clock.now())
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


def _to_draft(plan_id: int) -> ResponseReturnValue:
    plan = load_plan(plan_id, Action.PLAN_IMPORT)
    flash(_("Đã đọc %(plan)s thành bản nháp. Hãy xem lại trước khi ban hành.", plan=plan.label), "success")
    return redirect(url_for("plans.show", plan_id=plan.id))
