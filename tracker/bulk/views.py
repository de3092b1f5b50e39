"""Many at once: choose, look at what would happen, do it, and take it back while nobody acted since."""

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict

from tracker import clock
from tracker.bulk import acts
from tracker.bulk.acts import BulkAct, Wish
from tracker.bulk.forms import FORMS, BulkForm, ChooseForm, ConfirmManyForm, MoveManyForm
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.errors import ConflictError, DomainError
from tracker.extensions.service import Move
from tracker.forms import ButtonForm
from tracker.permissions import Action, can, requires
from tracker.tasks import undoing
from tracker.tasks.filtering import Filter
from tracker.tasks.publishing import Moment
from tracker.tasks.stops import Paper
from tracker.users.auth import current_user

bp = Blueprint("bulk", __name__, url_prefix="/hang-loat")


@bp.post("")
@requires(Action.TASK_VIEW)
def choose() -> ResponseReturnValue:
    """What would happen to each of the ticked rows; nothing is done yet."""
    form = ChooseForm()
    act = form.wanted
    if act is None or not form.ids:
        flash(_("Hãy đánh dấu ít nhất một việc trong danh sách."), "warning")
        return redirect(_back(form))
    if not can(current_user, acts.ACTIONS[act]):
        abort(403)
    fresh = FORMS[act](formdata=None, act=act.value, back=form.back.data)
    return _preview(fresh, act, form.ids)


@bp.post("/<any('xac-nhan', 'doi-han', 'nhan-viec'):name>")
@requires(Action.TASK_VIEW)
def do(name: str) -> ResponseReturnValue:
    act = BulkAct(name)
    if not can(current_user, acts.ACTIONS[act]):
        abort(403)
    form = FORMS[act]()
    if not form.validate_on_submit():
        return _preview(form, act, form.ids), 422
    day = clock.today()
    lines = acts.preview(current_user, acts.chosen(db.session, current_user, form.ids, day), act, day)
    try:
        settings = current_app.extensions["settings"]
        moment = Moment(clock.now(), day, calendar(db.session), settings.due_counts)
        batch, number = acts.do(db.session, lines, _wish(form, act), actor=current_user, moment=moment)
        db.session.commit()
    except StaleDataError:
        db.session.rollback()
        form.form_errors.append(_("Vừa có người cập nhật một việc đã chọn: hãy xem lại danh sách rồi thực hiện lại."))
        return _preview(form, act, form.ids), 409
    except DomainError as error:
        db.session.rollback()
        form.form_errors.append(str(error))
        return _preview(form, act, form.ids), 409 if isinstance(error, ConflictError) else 422
    flash(_done_words(act, number), "success")
    back = urlencode(_back_args(form))
    return redirect(f"{url_for('bulk.done', batch=batch)}{'?' if back else ''}{back}")


@bp.get("/<batch>")
@requires(Action.TASK_VIEW)
def done(batch: str) -> ResponseReturnValue:
    """What the person has just done to many, and the way to take it back."""
    events = undoing.of_batch(db.session, batch, current_user)
    if not events:
        abort(404)
    return render_template(
        "bulk/done.html",
        events=events,
        batch=batch,
        bar=undoing.bar(events, clock.now()),
        until=events[0].at + undoing.WINDOW,
    )


@bp.post("/<batch>/hoan-tac")
@requires(Action.TASK_VIEW)
def undo(batch: str) -> ResponseReturnValue:
    events = undoing.of_batch(db.session, batch, current_user)
    if not events:
        abort(404)
    if not ButtonForm().validate_on_submit():
        return redirect(url_for("bulk.done", batch=batch))
    try:
        number = undoing.undo(db.session, events, actor=current_user, now=clock.now())
        db.session.commit()
        flash(ngettext("Đã hoàn tác %(num)s việc.", "Đã hoàn tác %(num)s việc.", number), "success")
    except (ConflictError, StaleDataError) as error:
        db.session.rollback()
        words = (
            str(error) if isinstance(error, ConflictError) else _("Đã có người xử lý tiếp nên không hoàn tác được.")
        )
        flash(words, "warning")
        return redirect(url_for("bulk.done", batch=batch))
    return redirect(url_for("tasks.index"))


def _preview(form: BulkForm, act: BulkAct, ids: list[int]) -> str:
    day = clock.today()
    lines = acts.preview(current_user, acts.chosen(db.session, current_user, ids, day), act, day)
    return render_template("bulk/preview.html", form=form, act=act.value, lines=lines, back=_back(form))


def _wish(form: BulkForm, act: BulkAct) -> Wish:
    note = (form.note.data or "").strip() if isinstance(form, ConfirmManyForm) else ""
    move = None
    if isinstance(form, MoveManyForm):
        paper = Paper((form.number.data or "").strip(), form.signed_on.day, (form.reason.data or "").strip())
        assert form.due.day is not None  # validated
        move = Move(form.due.day, paper, is_accepted=bool(form.is_accepted.data))
    return Wish(act, note, move, form.versions)


def _done_words(act: BulkAct, number: int) -> str:
    return {
        BulkAct.CONFIRM: ngettext("Đã xác nhận %(num)s việc.", "Đã xác nhận %(num)s việc.", number),
        BulkAct.MOVE: ngettext("Đã đổi thời hạn %(num)s việc.", "Đã đổi thời hạn %(num)s việc.", number),
        BulkAct.ACCEPT: ngettext("Đã nhận %(num)s việc.", "Đã nhận %(num)s việc.", number),
    }[act]


def _back(form: ChooseForm) -> str:
    args = _back_args(form)
    return f"{url_for('tasks.index')}?{urlencode(args)}" if args else url_for("tasks.index")


def _back_args(form: ChooseForm) -> dict[str, str]:
    """The filter of the list, as the list itself would write it."""
    return Filter.read(MultiDict(parse_qsl((form.back.data or "")[:2000]))).args()
