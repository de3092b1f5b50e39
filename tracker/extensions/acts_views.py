"""What is done about a due day without a decision: ask for another, take that back, set another; and the files."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from tracker import clock
from tracker.db import db
from tracker.extensions import queries, rules, service
from tracker.extensions.access import load_extension, moment
from tracker.extensions.blueprint import bp
from tracker.extensions.forms import AskForm, RescheduleForm
from tracker.permissions import Action, requires
from tracker.tasks import downloads
from tracker.tasks.access import load_assignment
from tracker.tasks.acts_views import perform, press, shown, store, upload_limits
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.users.auth import current_user

ASKED = lazy_gettext("Đã gửi đề nghị gia hạn. Cho đến khi được đồng ý, thời hạn hiện tại vẫn được tính.")
CANCELLED = lazy_gettext("Đã rút đề nghị gia hạn. Thời hạn hiện tại giữ nguyên.")
RESCHEDULED = lazy_gettext("Đã điều chỉnh thời hạn. Các mốc nhắc được tính lại theo ngày mới.")


@bp.route("/viec/<int:assignment_id>/xin-gia-han", methods=["GET", "POST"])
@requires(Action.EXTENSION_ASK)
def ask(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.EXTENSION_ASK)
    form = AskForm(version=assignment.version)
    at = moment()
    bar = rules.bar_to_asking(assignment.status, assignment.due_on, assignment.extension_asked_on is not None)
    if bar and not form.is_submitted():
        return _not_now(assignment, bar)

    def do() -> None:
        """Files are stored only for what will be taken."""
        service.check_asking(assignment, form.asking, at)
        files = store(form.taken)
        service.ask(db.session, assignment, form.asking, files=files, actor=current_user, moment=at)

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.EXTENSION_ASKED, form.asking.note, do, ASKED)
        if answer:
            return answer
    return shown(
        "extensions/ask.html",
        assignment,
        form,
        is_late=assignment.due_on is not None and rules.is_asked_late(assignment.due_on, at.day, at.calendar),
        ask_before=rules.ASK_BEFORE,
        many=rules.is_many(assignment.times_extended + 1),
        **upload_limits(),
    )


@bp.post("/gia-han/<int:extension_id>/rut")
@requires(Action.EXTENSION_ASK)
def cancel(extension_id: int) -> ResponseReturnValue:
    extension = load_extension(extension_id, Action.EXTENSION_ASK)

    def do() -> None:
        service.cancel(extension, actor=current_user, now=clock.now())

    return press(extension.assignment, EventKind.EXTENSION_CANCELLED, do, CANCELLED)


@bp.route("/viec/<int:assignment_id>/dieu-chinh-han", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def reschedule(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_CHANGE)
    form = RescheduleForm(version=assignment.version)
    bar = rules.bar_to_moving(assignment.status, assignment.due_on)
    if bar and not form.is_submitted():
        return _not_now(assignment, bar)

    def do() -> None:
        service.reschedule(db.session, assignment, form.move, actor=current_user, moment=moment())

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.RESCHEDULED, form.move.paper.reason, do, RESCHEDULED)
        if answer:
            return answer
    return shown("extensions/reschedule.html", assignment, form)


@bp.get("/gia-han/tep/<int:attachment_id>")
@requires(Action.TASK_VIEW)
def file(attachment_id: int) -> ResponseReturnValue:
    found = queries.find_file(db.session, current_user, attachment_id, clock.today())
    if found is None:
        abort(404)
    return downloads.saved(found)


def _not_now(assignment: Assignment, bar: rules.Bar) -> ResponseReturnValue:
    flash(service.why_not(bar), "info")
    return redirect(url_for("tasks.show", task_id=assignment.task_id))
