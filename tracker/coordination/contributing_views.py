"""Agencies that help: what they hand in, and what they say to a lead's report."""

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.audit.chain import take_turn
from tracker.coordination import contributing, queries
from tracker.coordination.access import load_report, load_task_for, speaks_for
from tracker.coordination.blueprint import bp
from tracker.coordination.forms import ContributeForm, SayForm
from tracker.coordination.rules import Stance, speak_until
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.storage import FileStore
from tracker.tasks import uploads
from tracker.tasks.downloads import saved
from tracker.tasks.models import Task
from tracker.users.auth import current_user


@bp.route("/nhiem-vu/<int:task_id>/dong-gop", methods=["GET", "POST"])
@requires(Action.TASK_COORDINATE)
def contribute(task_id: int) -> ResponseReturnValue:
    task = load_task_for(task_id, Action.TASK_COORDINATE)
    form = ContributeForm()
    form.offer(speaks_for(task))
    if form.validate_on_submit():
        take_turn(db.session, {task.plan_id})  # a double click at two processes: the second one looks after the first
        if _is_sent_again(task, form):
            return _done(_("Đã gửi đóng góp."), task.id)
        store = FileStore(current_app.extensions["settings"].data / "files")
        try:
            contributing.contribute(
                db.session,
                task,
                form.agency.data,
                form.text.data or "",
                uploads.store(form.taken, store),
                actor=current_user,
                now=clock.now(),
            )
            db.session.commit()
            return _done(_("Đã gửi đóng góp."), task.id)
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    settings = current_app.extensions["settings"]
    page = render_template(
        "coordination/contribute.html", task=task, form=form, accept=uploads.ACCEPT, max_mb=settings.max_upload_mb
    )
    return page, 422 if form.is_submitted() else 200


@bp.route("/bao-cao/<int:submission_id>/y-kien", methods=["GET", "POST"])
@requires(Action.TASK_COORDINATE)
def say(submission_id: int) -> ResponseReturnValue:
    submission = load_report(submission_id)
    assignment, parts = submission.assignment, speaks_for(submission.assignment.task)
    before = queries.own_word(db.session, submission, parts[0].agency_id) if len(parts) == 1 else None
    form = SayForm(stance=before.stance if before else None, text=before.text if before else "")
    form.offer(parts)
    if form.validate_on_submit():
        stance, text = Stance(form.stance.data), (form.text.data or "").strip()
        take_turn(db.session, {assignment.plan_id})
        last = queries.own_word(db.session, submission, form.agency.data)
        if last is not None and (last.stance, last.text) == (stance, text):
            return _done(_("Đã gửi ý kiến."), assignment.task_id)
        try:
            contributing.say(
                db.session, submission, form.agency.data, stance, text, actor=current_user, now=clock.now()
            )
            db.session.commit()
            return _done(_("Đã gửi ý kiến."), assignment.task_id)
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    until = speak_until(submission.reported_on, calendar(db.session))
    page = render_template(
        "coordination/say.html",
        task=assignment.task,
        assignment=assignment,
        submission=submission,
        form=form,
        until=until,
    )
    return page, 422 if form.is_submitted() else 200


@bp.get("/tep-dong-gop/<int:enclosure_id>")
@requires(Action.TASK_VIEW)
def file(enclosure_id: int) -> ResponseReturnValue:
    found = queries.find_file(db.session, current_user, enclosure_id, clock.today())
    if found is None:
        abort(404)
    return saved(found)


def _is_sent_again(task: Task, form: ContributeForm) -> bool:
    """A double click: the same person's last word on the task, a moment ago."""
    mine = (one for one in queries.contributions(db.session, current_user, task, clock.today()))
    last = next((one for one in mine if one.by_id == current_user.id), None)
    names = [file.filename for file in form.taken]
    return (
        last is not None
        and last.text == (form.text.data or "").strip()
        and [file.filename for file in last.files] == names
    )


def _done(words: str, task_id: int) -> ResponseReturnValue:
    """Said for an act sent twice too: the answer to its first sending was never shown."""
    flash(words, "success")
    return redirect(url_for("tasks.show", task_id=task_id, _anchor="phoi-hop"))
