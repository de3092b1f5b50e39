"""One task, and the files handed in with its reports."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from tracker import clock
from tracker.db import db
from tracker.notifications import words
from tracker.permissions import Action, requires
from tracker.tasks import downloads, offers, panels, queries, sheet
from tracker.tasks.access import load_task
from tracker.tasks.blueprint import bp
from tracker.tasks.filtering import read_number
from tracker.users.auth import current_user


@bp.get("/nhiem-vu/<int:task_id>")
@requires(Action.TASK_VIEW)
def show(task_id: int) -> ResponseReturnValue:
    task = load_task(task_id)
    earlier_than = read_number(request.args.get("su-kien-truoc", ""))
    day = clock.today()
    found = sheet.gather(db.session, current_user, task, day, earlier_than)
    return render_template(
        "tasks/show.html",
        sheet=found,
        panels=panels.of_page(db.session, current_user, found, day),
        task=task,
        may_do=offers,
        facts_words=words.FACTS,
        states_words=words.STATES,
    )


@bp.get("/minh-chung/<int:evidence_id>")
@requires(Action.TASK_VIEW)
def evidence(evidence_id: int) -> ResponseReturnValue:
    found = queries.find_evidence(db.session, current_user, evidence_id, clock.today())
    if found is None:
        abort(404)
    return downloads.shown(found) if "xem" in request.args else downloads.saved(found)
