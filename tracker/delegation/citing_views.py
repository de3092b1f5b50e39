"""The steering office of a plan names the task of an upper plan that one of its tasks carries out."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import RadioField, SelectChoice

from tracker import clock
from tracker.db import db
from tracker.delegation import citing, queries
from tracker.delegation.blueprint import bp
from tracker.forms import Form
from tracker.permissions import Action, can, requires
from tracker.tasks.access import load_task
from tracker.tasks.models import Task
from tracker.tasks.queries import scope_of
from tracker.users.auth import current_user


class CiteForm(Form):
    upper = RadioField(coerce=int)


@bp.route("/nhiem-vu/<int:task_id>/trich-dan", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def cite(task_id: int) -> ResponseReturnValue:
    task, day = _load(task_id), clock.today()
    words = request.args.get("q", "").strip()[:200]
    found = queries.citable(db.session, current_user, task, words, day)
    form = CiteForm(upper=task.cites_id or 0)
    form.upper.choices = [SelectChoice("0", _("Không trích dẫn")), *(SelectChoice(str(o.id), "") for o in found)]
    if form.validate_on_submit():
        upper = next((one for one in found if one.id == form.upper.data), None)
        citing.cite(db.session, task, upper, actor=current_user, now=clock.now())
        db.session.commit()
        flash(_("Đã ghi nhiệm vụ cấp trên.") if upper else _("Đã bỏ trích dẫn nhiệm vụ cấp trên."), "success")
        return redirect(url_for("tasks.show", task_id=task.id))
    page = render_template("delegation/cite.html", task=task, form=form, found=found, words=words)
    return page, 422 if form.is_submitted() else 200


def _load(task_id: int) -> Task:
    """A task on paper of a plan that one steers."""
    task = load_task(task_id)
    if task.delegated_from_id is not None:
        abort(404)
    if not can(current_user, Action.TASK_CHANGE, scope_of(task), clock.today()):
        abort(403)
    return task
