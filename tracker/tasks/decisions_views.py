"""What the steering office does with a report: confirm it, or return it with a reason; one after the other."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.permissions import Action, requires
from tracker.tasks import downloads, own, panels, service, waiting
from tracker.tasks.access import load_assignment
from tracker.tasks.acts_views import done, perform
from tracker.tasks.blueprint import bp
from tracker.tasks.conflicts import conflict_page, is_sent_again
from tracker.tasks.filtering import read_number
from tracker.tasks.forms import ActForm, ConfirmForm, PartlyForm, ReturnForm
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

    def do() -> None:
        service.confirm(assignment, actor=current_user, now=clock.now(), note=note)

    said = _("Đã xác nhận hoàn thành %(code)s.", code=assignment.task.code)
    return _decided(assignment, EventKind.CONFIRMED, note, do, said, confirm_form=form)


@bp.route("/viec/<int:assignment_id>/chap-nhan-mot-phan", methods=["GET", "POST"])
@requires(Action.TASK_DECIDE)
def accept_partly(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_DECIDE)
    form = PartlyForm()
    if not form.is_submitted():
        return redirect(url_for("tasks.to_confirm", viec=assignment_id))
    accepted, remaining = form.accepted.data or "", (form.remaining.data or "").strip()

    def do() -> None:
        service.accept_partly(assignment, accepted, remaining, actor=current_user, now=clock.now())

    said = _("Đã chấp nhận một phần báo cáo %(code)s.", code=assignment.task.code)
    return _decided(assignment, EventKind.PARTLY_ACCEPTED, remaining, do, said, partly_form=form)


@bp.route("/viec/<int:assignment_id>/tra-lai", methods=["GET", "POST"])
@requires(Action.TASK_DECIDE)
def return_(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_DECIDE)
    form = ReturnForm()
    if not form.is_submitted():
        return redirect(url_for("tasks.to_confirm", viec=assignment_id))

    def do() -> None:
        service.return_for_rework(assignment, form.words, actor=current_user, now=clock.now())

    said = _("Đã trả lại báo cáo %(code)s.", code=assignment.task.code)
    return _decided(assignment, EventKind.RETURNED, form.words, do, said, return_form=form)


def _decided(
    assignment: Assignment, kind: EventKind, note: str, do: Callable[[], object], said: str, **forms: ActForm
) -> ResponseReturnValue:
    """The answer to a decision: on to the next report, or why it was refused."""
    (form,) = forms.values()
    if is_sent_again(assignment, form.seen, kind, note):
        return done(said, url_for("tasks.to_confirm"))
    onward, seen = _onward(assignment), form.seen
    if not form.validate_on_submit():
        return _again(assignment, note, **forms)
    answer = perform(assignment, form, kind, note, do, said, onward)
    return answer or conflict_page(assignment, DomainError(form.form_errors[0]), note, seen)


def _again(assignment: Assignment, typed: str, **forms: ActForm) -> ResponseReturnValue:
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
    confirm_form: ActForm | None = None,
    return_form: ActForm | None = None,
    partly_form: ActForm | None = None,
) -> str:
    submission = assignment.submissions[0]
    fresh = {"formdata": None, "version": assignment.version, "queue": "1"}
    return render_template(
        "tasks/to-confirm.html",
        queue=queue,
        assignment=assignment,
        submission=submission,
        to_see=[file for file in submission.evidence if file.media_type in downloads.SHOWN],
        earlier=assignment.submissions[1:],
        day=clock.today(),
        panels=panels.of_decision(db.session, current_user, assignment, clock.today()),
        own=own.is_own(submission, current_user, clock.today()),
        confirm_form=confirm_form or ConfirmForm(**fresh),
        return_form=return_form or ReturnForm(**fresh),
        partly_form=partly_form or PartlyForm(**fresh),
    )


def _onward(assignment: Assignment) -> str:
    """Where to go after the decision: on in the queue, or back to the task where it was made there."""
    if request.form.get("queue") != "1":
        return url_for("tasks.show", task_id=assignment.task_id)
    queue = waiting.queue(db.session, current_user, clock.today(), assignment.id)
    return url_for("tasks.to_confirm", viec=queue.following)
