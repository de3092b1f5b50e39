"""The members of a task that many owe, and letters that urge several at once; the other pages in modules of their
own."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker import clock
from tracker.coordination import contributing_views, leads_views, members, urging
from tracker.coordination.blueprint import bp
from tracker.coordination.forms import UrgeForm
from tracker.coordination.members import Wanted
from tracker.coordination.words import closing_words
from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.permissions import Action, can, requires
from tracker.reminders.people import seats
from tracker.tasks.access import load_task
from tracker.tasks.choices import state_words, time_words
from tracker.tasks.filtering import read_number
from tracker.tasks.keyset import read_cursor
from tracker.tasks.models import Assignment
from tracker.tasks.queries import scope_of
from tracker.users.auth import current_user

__all__ = ["bp", "contributing_views", "leads_views"]
"""The import of a module adds its pages."""


@bp.get("/nhiem-vu/<int:task_id>/thanh-vien")
@requires(Action.TASK_VIEW)
def matrix(task_id: int) -> ResponseReturnValue:
    task, day, wanted = load_task(task_id), clock.today(), Wanted.read(request.args)
    cursor = read_cursor(request.args, members.CURSOR)
    page = members.page(db.session, current_user, task, wanted, cursor, day)
    if cursor is not None and not page.rows:
        page = members.page(db.session, current_user, task, wanted, None, day)
    return render_template(
        "coordination/members.html",
        task=task,
        page=page,
        wanted=wanted,
        tally=members.tally(db.session, current_user, task, day),
        states=state_words(),
        times=time_words(),
        closing=closing_words()[task.closing],
        may_urge=can(current_user, Action.TASK_URGE, scope_of(task), day),
    )


@bp.post("/don-doc")
@requires(Action.TASK_URGE)
def preview() -> ResponseReturnValue:
    """What will be sent to whom; nothing is sent yet."""
    form = UrgeForm()
    chosen = urging.chosen(db.session, current_user, form.chosen.data or [], clock.today())
    owing = urging.due_for_urging(chosen)
    if not owing:
        flash(_("Hãy chọn ít nhất một cơ quan còn phải thực hiện để đôn đốc."), "warning")
        return redirect(_back(form))
    form.seen.data = str(urging.last_urging(db.session, [one.id for one in owing]))
    return _preview(form, chosen, owing)


@bp.post("/don-doc/gui")
@requires(Action.TASK_URGE)
def send() -> ResponseReturnValue:
    form = UrgeForm()
    day = clock.today()
    chosen = urging.chosen(db.session, current_user, form.chosen.data or [], day)
    owing = urging.due_for_urging(chosen)
    if form.validate_on_submit():
        try:
            seen = read_number(str(form.seen.data or "")) or 0
            batch = urging.urge(db.session, owing, form.note.data or "", seen, actor=current_user, now=clock.now())
            db.session.commit()
            flash(ngettext("Đã đôn đốc %(num)s cơ quan.", "Đã đôn đốc %(num)s cơ quan.", _agencies(owing)), "success")
            return redirect(url_for("bulk.done", batch=batch))
        except ConflictError as error:
            db.session.rollback()
            flash(str(error), "info")
            return redirect(_back(form))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    return _preview(form, chosen, owing), 422


def _preview(form: UrgeForm, chosen: Sequence[Assignment], owing: Sequence[Assignment]) -> str:
    found = seats(db.session, clock.today(), {one.agency_id for one in owing})
    people = {person.id: person for seat in found.values() for person in seat.actors}
    nobody = sorted({one.agency.name for one in owing if one.agency_id not in found})
    return render_template(
        "coordination/urge.html",
        form=form,
        owing=owing,
        left_out=len(chosen) - len(owing),
        mails=len(people),
        agencies=_agencies(owing),
        nobody=nobody,
        back=_back(form),
    )


def _agencies(owing: Sequence[Assignment]) -> int:
    return len({one.agency_id for one in owing})


def _back(form: UrgeForm) -> str:
    """The members of the task whose page sent the ticks, else the overdue list."""
    task = read_number(str(form.task.data or ""))
    return url_for("coordination.matrix", task_id=task) if task else url_for("tasks.overdue")
