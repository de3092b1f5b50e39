"""A lead agency gives parts of its work on, changes them and takes them back."""

from collections.abc import Callable

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker import clock
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.delegation import service
from tracker.delegation.blueprint import bp
from tracker.delegation.forms import ChangeForm, DelegateForm, TakeBackForm, WrongPartsError
from tracker.errors import ConflictError
from tracker.permissions import Action, requires
from tracker.tasks.access import load_assignment, load_task
from tracker.tasks.acts_views import perform, shown
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import Status
from tracker.users.auth import current_user

CHANGED = lazy_gettext("Đã sửa việc con.")
TAKEN_BACK = lazy_gettext("Đã rút việc con.")


@bp.route("/viec/<int:assignment_id>/giao-viec-con", methods=["GET", "POST"])
@requires(Action.TASK_DELEGATE)
def give(assignment_id: int) -> ResponseReturnValue:
    parent = load_assignment(assignment_id, Action.TASK_DELEGATE)
    form = DelegateForm(version=parent.version)
    if form.is_submitted() and "more" in request.form:
        form.add_rows()
        return render_template("delegation/give.html", assignment=parent, form=form)
    if form.validate_on_submit():
        try:
            parts = form.said(db.session, clock.today())
        except WrongPartsError:
            return shown("delegation/give.html", parent, form)
        words = ngettext("Đã giao %(num)s việc con.", "Đã giao %(num)s việc con.", len(parts))
        note = service.note_of(parts)

        def act() -> None:
            service.delegate(db.session, parent, parts, actor=current_user, moment=_moment())

        answer = perform(parent, form, EventKind.DELEGATED, note, _alone(act), words)
        if answer is not None:
            return answer
    return shown("delegation/give.html", parent, form)


@bp.route("/viec-con/<int:task_id>/sua", methods=["GET", "POST"])
@requires(Action.TASK_DELEGATE)
def change(task_id: int) -> ResponseReturnValue:
    task, parent = _load(task_id)
    names = [row.agency.name for row in _rows(task) if row.status is not Status.WITHDRAWN]
    form = ChangeForm(
        version=parent.version,
        title=task.title,
        deliverable=task.deliverable,
        agencies="\n".join(names),
        due=task.deadline_text,
        mandatory=task.mandatory,
        may_be_later=False,
    )
    if form.validate_on_submit():
        line = service.CHANGED % {"code": task.code}

        def act() -> None:
            part = form.part(db.session, clock.today())
            service.change(db.session, task, part, actor=current_user, moment=_moment())

        answer = perform(parent, form, EventKind.CHILD_CHANGED, line, act, CHANGED)
        if answer is not None:
            return answer
    return shown("delegation/change.html", parent, form, task=task)


@bp.route("/viec-con/<int:task_id>/rut", methods=["GET", "POST"])
@requires(Action.TASK_DELEGATE)
def take_back(task_id: int) -> ResponseReturnValue:
    task, parent = _load(task_id)
    form = TakeBackForm(version=parent.version)
    if form.validate_on_submit():
        reason = form.reason.data or ""
        line = service.TAKEN_BACK % {"code": task.code, "reason": reason.strip()}

        def act() -> None:
            service.take_back(db.session, task, reason, actor=current_user, moment=_moment())

        answer = perform(parent, form, EventKind.CHILD_CHANGED, line, act, TAKEN_BACK)
        if answer is not None:
            return answer
    live = [row for row in _rows(task) if row.status is not Status.WITHDRAWN]
    return shown("delegation/take-back.html", parent, form, task=task, rows=live)


def _load(task_id: int) -> tuple[Task, Assignment]:
    """A sub-task that one sees, and what it was split off, for those who may give it on."""
    task = load_task(task_id)
    if task.delegated_from_id is None:
        abort(404)
    return task, load_assignment(task.delegated_from_id, Action.TASK_DELEGATE)


def _rows(task: Task) -> list[Assignment]:
    query = select(Assignment).join(Assignment.agency).where(Assignment.task_id == task.id)
    return list(db.session.scalars(query.order_by(Assignment.id)))


def _alone(act: Callable[[], None]) -> Callable[[], None]:
    """Two leads of one task who split it at the same instant want the same number: the second one tries again."""

    def guarded() -> None:
        try:
            act()
            db.session.flush()
        except IntegrityError as error:
            raise ConflictError(_("Vừa có người giao việc con của nhiệm vụ này. Hãy gửi lại.")) from error

    return guarded


def _moment() -> Moment:
    settings = current_app.extensions["settings"]
    return Moment(clock.now(), clock.today(), calendar(db.session), settings.due_counts)
