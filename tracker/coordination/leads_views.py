"""The steering office says who of several leads answers first, and when the task is complete."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.coordination.access import load_task_for
from tracker.coordination.blueprint import bp
from tracker.coordination.forms import LeadsForm
from tracker.coordination.leads import named_leads, set_leads
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.tasks.leads import main_lead_of
from tracker.tasks.rules import Closing
from tracker.users.auth import current_user


@bp.route("/nhiem-vu/<int:task_id>/chu-tri", methods=["GET", "POST"])
@requires(Action.TASK_CHANGE)
def leads(task_id: int) -> ResponseReturnValue:
    task = load_task_for(task_id, Action.TASK_CHANGE)
    named = named_leads(task)
    form = LeadsForm(main=main_lead_of(db.session, task), closing=task.closing.value)
    form.offer([(agency.id, agency.name) for agency in named])
    if not named:
        del form.main
    if form.validate_on_submit():
        main = form.main.data if named else None
        try:
            set_leads(db.session, task, main, Closing(form.closing.data), actor=current_user, now=clock.now())
            db.session.commit()
            flash(_("Đã ghi quy định về các cơ quan chủ trì."), "success")
            return redirect(url_for("tasks.show", task_id=task.id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    return render_template("coordination/leads.html", task=task, form=form), 422 if form.is_submitted() else 200
