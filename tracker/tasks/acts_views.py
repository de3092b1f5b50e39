"""What the lead agency does with its assignment: take it in hand, tell how it goes, add to what is completed; and how
every act is done."""

from collections.abc import Callable, Sequence

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.storage import FileStore
from tracker.tasks import life, service, uploads
from tracker.tasks.access import load_assignment
from tracker.tasks.blueprint import bp
from tracker.tasks.change_forms import SupplementForm
from tracker.tasks.conflicts import conflict_page, is_sent_again, refuse, told_as_conflict
from tracker.tasks.files import StoredFile
from tracker.tasks.forms import ActForm, ProgressForm, StartForm
from tracker.tasks.kinds import Cause, EventKind
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Act, can_do
from tracker.users.auth import current_user

STARTED = lazy_gettext("Đã ghi nhận bắt đầu thực hiện.")
UPDATED = lazy_gettext("Đã cập nhật tiến độ.")
SUPPLEMENTED = lazy_gettext("Đã bổ sung tài liệu.")


def perform(
    assignment: Assignment,
    form: ActForm,
    kind: EventKind,
    note: str,
    do: Callable[[], object],
    words: object,
    onward: str = "",
) -> ResponseReturnValue | None:
    """Do an act once, on the state that the person saw, and commit it. None when it was refused: `form` says why.
    `kind` and `note`: of the line that the act leaves in the history."""
    onward = onward or url_for("tasks.show", task_id=assignment.task_id)
    if is_sent_again(assignment, form.seen, kind, note):
        return done(words, onward)
    try:
        with told_as_conflict():
            service.check_version(assignment, form.seen)
            do()
            db.session.commit()
    except DomainError as error:
        refuse(form, error, assignment)
        return None
    return done(words, onward)


def press(
    assignment: Assignment, kind: EventKind, do: Callable[[], object], words: object, note: str = ""
) -> ResponseReturnValue:
    """The same for a button without a form page: a refusal is a page of its own."""
    form = StartForm()
    seen = form.seen
    answer = perform(assignment, form, kind, note, do, words)
    return answer or conflict_page(assignment, DomainError(form.form_errors[0]), seen=seen)


def done(words: object, onward: str) -> ResponseReturnValue:
    """Said for an act sent twice too: the answer to its first sending was never shown."""
    flash(str(words), "success")
    return redirect(onward)


def shown(template: str, assignment: Assignment, form: ActForm, **more: object) -> ResponseReturnValue:
    """The page of a form, with the status that fits what became of it."""
    page = render_template(template, assignment=assignment, form=form, **more)
    return page, form.refused or (422 if form.is_submitted() else 200)


def not_now(assignment: Assignment, act: Act, form: ActForm) -> ResponseReturnValue | None:
    """Back to the task where the state of the assignment has no place for the form that was asked for."""
    if form.is_submitted() or can_do(act, assignment.status):
        return None
    if act in {Act.UPDATE, Act.REPORT}:
        flash(_("Nhiệm vụ này đang chờ xác nhận hoặc đã kết thúc."), "info")
    else:
        flash(_("Việc này không thực hiện được ở trạng thái hiện tại của nhiệm vụ."), "info")
    return redirect(url_for("tasks.show", task_id=assignment.task_id))


def store(taken: Sequence[uploads.Upload]) -> list[StoredFile]:
    return uploads.store(taken, FileStore(current_app.extensions["settings"].data / "files"))


def upload_limits() -> dict[str, object]:
    return {"accept": uploads.ACCEPT, "max_mb": current_app.extensions["settings"].max_upload_mb}


@bp.post("/viec/<int:assignment_id>/bat-dau")
@requires(Action.TASK_START)
def start(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_START)

    def do() -> None:
        service.start(assignment, actor=current_user, now=clock.now())

    return press(assignment, EventKind.STARTED, do, STARTED)


@bp.route("/viec/<int:assignment_id>/tien-do", methods=["GET", "POST"])
@requires(Action.TASK_UPDATE)
def progress(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_UPDATE)
    form = ProgressForm(
        version=assignment.version,
        percent=assignment.percent,
        obstacle=assignment.obstacle,
        cause=assignment.obstacle_cause,
        proposal=assignment.proposal,
    )
    if back := not_now(assignment, Act.UPDATE, form):
        return back
    note = (form.note.data or "").strip()

    def do() -> None:
        service.update_progress(
            assignment,
            note,
            actor=current_user,
            now=clock.now(),
            percent=form.percent.data,
            obstacle=form.obstacle.data or "",
            cause=Cause(form.cause.data) if form.cause.data else None,
            proposal=form.proposal.data or "",
        )

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.PROGRESS, note, do, UPDATED)
        if answer is not None:
            return answer
    return shown("tasks/progress.html", assignment, form)


@bp.route("/viec/<int:assignment_id>/bo-sung", methods=["GET", "POST"])
@requires(Action.TASK_REPORT)
def supplement(assignment_id: int) -> ResponseReturnValue:
    assignment = load_assignment(assignment_id, Action.TASK_REPORT)
    form = SupplementForm(version=assignment.version)
    if back := not_now(assignment, Act.SUPPLEMENT, form):
        return back
    note = (form.note.data or "").strip()

    def do() -> None:
        service.check_act(assignment, Act.SUPPLEMENT)
        life.supplement(db.session, assignment, store(form.taken), note, actor=current_user, now=clock.now())

    if form.validate_on_submit():
        answer = perform(assignment, form, EventKind.SUPPLEMENTED, note, do, SUPPLEMENTED)
        if answer is not None:
            return answer
    return shown("tasks/supplement.html", assignment, form, **upload_limits())
