"""What the lead agency does with its assignment: take it in hand, tell how it goes, report the result."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.storage import FileStore
from tracker.tasks import service, uploads
from tracker.tasks.access import load_assignment
from tracker.tasks.blueprint import bp
from tracker.tasks.conflicts import conflict_page, is_sent_again, refuse, told_as_conflict
from tracker.tasks.forms import ProgressForm, ReportForm, StartForm
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.rules import LEADS_MOVE
from tracker.tasks.service import Report
from tracker.users.auth import current_user

STARTED = lazy_gettext("Đã ghi nhận bắt đầu thực hiện.")
UPDATED = lazy_gettext("Đã cập nhật tiến độ.")
REPORTED = lazy_gettext("Đã gửi báo cáo hoàn thành. Cơ quan thường trực sẽ xác nhận hoặc trả lại.")


@bp.post("/viec/<int:assignment_id>/bat-dau")
@requires(Action.TASK_START)
def start(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_START)
    form = StartForm()
    if is_sent_again(assignment, form.seen, EventKind.STARTED, ""):
        return _done(assignment, STARTED)
    try:
        with told_as_conflict():
            service.check_version(assignment, form.seen)
            service.start(assignment, actor=current_user, now=clock.now())
            db.session.commit()
    except DomainError as error:
        return conflict_page(assignment, error)
    return _done(assignment, STARTED)


@bp.route("/viec/<int:assignment_id>/tien-do", methods=["GET", "POST"])
@requires(Action.TASK_UPDATE)
def progress(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_UPDATE)
    form = ProgressForm(version=assignment.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        note = (form.note.data or "").strip()
        if is_sent_again(assignment, form.seen, EventKind.PROGRESS, note):
            return _done(assignment, UPDATED)
        try:
            with told_as_conflict():
                service.check_version(assignment, form.seen)
                service.update_progress(assignment, note, actor=current_user, now=clock.now())
                db.session.commit()
            return _done(assignment, UPDATED)
        except DomainError as error:
            status = refuse(form, error, assignment)
    elif not form.is_submitted() and assignment.status not in LEADS_MOVE:
        return _not_now(assignment)
    return render_template("tasks/progress.html", form=form, assignment=assignment), status


@bp.route("/viec/<int:assignment_id>/bao-cao", methods=["GET", "POST"])
@requires(Action.TASK_REPORT)
def report(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_REPORT)
    form = ReportForm(version=assignment.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        if is_sent_again(assignment, form.seen, EventKind.SUBMITTED, (form.text.data or "").strip()):
            return _done(assignment, REPORTED)
        try:
            with told_as_conflict():
                _send(assignment, form)
                db.session.commit()
            return _done(assignment, REPORTED)
        except DomainError as error:
            status = refuse(form, error, assignment)
    elif not form.is_submitted() and assignment.status not in LEADS_MOVE:
        return _not_now(assignment)
    settings = current_app.extensions["settings"]
    page = render_template(
        "tasks/report.html",
        form=form,
        assignment=assignment,
        accept=uploads.ACCEPT,
        max_mb=settings.max_upload_mb,
    )
    return page, status


def _send(assignment: Assignment, form: ReportForm) -> None:
    service.check_version(assignment, form.seen)
    store = FileStore(current_app.extensions["settings"].data / "files")
    service.report_done(
        db.session,
        assignment,
        Report(
            text=form.text.data or "",
            document_number=form.document_number.data or "",
            document_date=form.document_date.day,
            files=uploads.store(form.taken, store),
        ),
        actor=current_user,
        now=clock.now(),
        day=clock.today(),
    )


def _done(assignment: Assignment, words: LazyString) -> ResponseReturnValue:
    """Said for an act sent twice too: the answer to its first sending was never shown."""
    flash(str(words), "success")
    return _to_task(assignment)


def _to_task(assignment: Assignment) -> ResponseReturnValue:
    return redirect(url_for("tasks.show", task_id=assignment.task_id))


def _not_now(assignment: Assignment) -> ResponseReturnValue:
    flash(_("Nhiệm vụ này đang chờ xác nhận hoặc đã kết thúc."), "info")
    return _to_task(assignment)
