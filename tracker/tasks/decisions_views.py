"""What the steering office does with a report: confirm it, or return it with a reason; one after the other."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from tracker import clock
from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.permissions import Action, requires
from tracker.tasks import service, waiting
from tracker.tasks.access import load_assignment
from tracker.tasks.blueprint import bp
from tracker.tasks.conflicts import conflict_page, is_sent_again, told_as_conflict
from tracker.tasks.filtering import read_number
from tracker.tasks.forms import ConfirmForm, ReturnForm
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment
from tracker.users.auth import current_user


@bp.get("/cho-xac-nhan")
@requires(Action.TASK_DECIDE)
def to_confirm() -> ResponseReturnValue:
    wanted, task = read_number(request.args.get("viec", "")), read_number(request.args.get("nhiem-vu", ""))
    queue = waiting.queue(db.session, current_user, clock.today(), wanted, task)
    if queue.current is None:
        return render_template("tasks/to-confirm.html", queue=queue, assignment=None)
    if wanted is not None and wanted != queue.current:
        flash(_("Báo cáo đã chọn không còn chờ xác nhận."), "info")
    return _queue_page(queue, load_assignment(queue.current, Action.TASK_DECIDE))


@bp.post("/viec/<int:assignment_id>/xac-nhan")
@requires(Action.TASK_DECIDE)
def confirm(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_DECIDE)
    form = ConfirmForm()
    note = (form.note.data or "").strip()
    if is_sent_again(assignment, form.seen, EventKind.CONFIRMED, note):
        return _done(_confirmed(assignment), url_for("tasks.to_confirm"))
    onward = _onward(assignment)
    if form.validate_on_submit():
        try:
            with told_as_conflict():
                service.check_version(assignment, form.seen)
                service.confirm(assignment, actor=current_user, now=clock.now(), note=note)
                db.session.commit()
            return _done(_confirmed(assignment), onward)
        except DomainError as error:
            return conflict_page(assignment, error, note)
    return _again(assignment, note, confirm_form=form)


@bp.route("/viec/<int:assignment_id>/tra-lai", methods=["GET", "POST"])
@requires(Action.TASK_DECIDE)
def return_(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_DECIDE)
    form = ReturnForm()
    if not form.is_submitted():
        return redirect(url_for("tasks.to_confirm", viec=assignment_id))
    if is_sent_again(assignment, form.seen, EventKind.RETURNED, form.words):
        return _done(_returned(assignment), url_for("tasks.to_confirm"))
    onward = _onward(assignment)
    if form.validate_on_submit():
        try:
            with told_as_conflict():
                service.check_version(assignment, form.seen)
                service.return_for_rework(assignment, form.words, actor=current_user, now=clock.now())
                db.session.commit()
            return _done(_returned(assignment), onward)
        except DomainError as error:
            return conflict_page(assignment, error, form.words)
    return _again(assignment, form.words, return_form=form)


def _confirmed(assignment: Assignment) -> str:
    return _("Đã xác nhận hoàn thành %(code)s.", code=assignment.task.code)


def _returned(assignment: Assignment) -> str:
    return _("Đã trả lại báo cáo %(code)s.", code=assignment.task.code)


def _done(words: str, onward: str) -> ResponseReturnValue:
    """Said for an act sent twice too: the answer to its first sending was never shown."""
    flash(words, "success")
    return redirect(onward)


def _again(assignment: Assignment, typed: str, **forms: FlaskForm) -> ResponseReturnValue:
    """The page of the decision once more, with what was typed and what is wrong with it."""
    queue = waiting.queue(db.session, current_user, clock.today(), assignment.id)
    if queue.current != assignment.id:
        return conflict_page(
            assignment, ConflictError(_("Nhiệm vụ này không có báo cáo nào đang chờ xác nhận.")), typed
        )
    return _queue_page(queue, assignment, **forms), 422


def _queue_page(
    queue: waiting.Queue,
    assignment: Assignment,
    confirm_form: FlaskForm | None = None,
    return_form: FlaskForm | None = None,
) -> str:
    submission = assignment.submissions[0]
    fresh = {"formdata": None, "version": assignment.version, "queue": "1"}
    return render_template(
        "tasks/to-confirm.html",
        queue=queue,
        assignment=assignment,
        submission=submission,
        earlier=assignment.submissions[1:],
        day=clock.today(),
        own=submission.reported_by_id == current_user.id,
        confirm_form=confirm_form or ConfirmForm(**fresh),
        return_form=return_form or ReturnForm(**fresh),
    )


def _onward(assignment: Assignment) -> str:
    """Where to go after the decision: on in the queue, or back to the task where it was made there."""
    if request.form.get("queue") != "1":
        return url_for("tasks.show", task_id=assignment.task_id)
    queue = waiting.queue(db.session, current_user, clock.today(), assignment.id)
    return url_for("tasks.to_confirm", viec=queue.following)
