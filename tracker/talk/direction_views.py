"""Directions: the form of the one who gives, the answer of the agency, and what is made of it."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from tracker import clock
from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.permissions import Action, Relation, relations, requires
from tracker.storage import FileStore
from tracker.talk import directions, queries
from tracker.talk.access import load_addressee, load_task_for
from tracker.talk.blueprint import bp
from tracker.talk.directions import Order
from tracker.talk.forms import AnswerForm, AskAgainForm, DirectionForm
from tracker.talk.models import Addressee, AnswerState
from tracker.tasks import uploads
from tracker.tasks.filtering import read_number
from tracker.tasks.forms import ActForm
from tracker.users.auth import current_user


@bp.get("/chi-dao")
@requires(Action.TASK_VIEW)
def index() -> ResponseReturnValue:
    """Directions one follows or must answer, the latest first."""
    day, state = clock.today(), request.args.get("tinh-trang", "")
    wanted = queries.DirectionFilter(
        state if state in {*AnswerState, "late"} else "",
        read_number(request.args.get("co-quan", "")),
        read_number(request.args.get("ke-hoach", "")),
    )
    page = queries.listed(db.session, current_user, day, wanted, read_number(request.args.get("truoc", "")))
    return render_template(
        "talk/directions.html",
        page=page,
        wanted=wanted,
        counts=queries.state_counts(db.session, current_user, day),
        kept={name: value for name, value in request.args.items() if name in {"tinh-trang", "co-quan", "ke-hoach"}},
        day=day,
        mine=current_user.agency_ids(day),
    )


@bp.route("/nhiem-vu/<int:task_id>/chi-dao", methods=["GET", "POST"])
@requires(Action.DIRECTION_GIVE)
def give(task_id: int) -> ResponseReturnValue:
    task, day = load_task_for(task_id, Action.DIRECTION_GIVE), clock.today()
    agencies = queries.owing(db.session, task)
    form = DirectionForm()
    form.offer(agencies)
    if form.validate_on_submit():
        order = Order(
            text=form.text.data or "",
            once=form.name,
            author=form.author.data or "",
            document_number=form.document_number.data or "",
            document_date=form.document_date.day,
            due_on=form.due_on.day,
        )
        try:
            given = directions.give(
                db.session, task, order, form.chosen(agencies), actor=current_user, now=clock.now(), day=day
            )
            db.session.commit()
            flash(_("Đã gửi ý kiến chỉ đạo số %(n)s.", n=given.number), "success")
            return redirect(url_for("tasks.show", task_id=task.id, _anchor="chi-dao"))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    # A leader gives his own word; the steering office writes down somebody else's.
    writes_down = Relation.STEERING in relations(current_user, None, day)
    status = 422 if form.is_submitted() else 200
    return render_template("talk/give.html", form=form, task=task, agencies=agencies, writes_down=writes_down), status


@bp.route("/chi-dao/<int:addressee_id>/tra-loi", methods=["GET", "POST"])
@requires(Action.DIRECTION_ANSWER)
def answer(addressee_id: int) -> ResponseReturnValue:
    to = load_addressee(addressee_id, Action.DIRECTION_ANSWER)
    form = AnswerForm(version=to.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        text = (form.text.data or "").strip()
        if _is_mine(to, AnswerState.ANSWERED, form.seen) and to.answer == text:
            return _done(to, _("Đã gửi trả lời."))
        try:
            store = FileStore(current_app.extensions["settings"].data / "files")
            directions.answer(
                db.session,
                to,
                text,
                uploads.store(form.taken, store),
                actor=current_user,
                now=clock.now(),
                seen=form.seen,
            )
            _commit()
            return _done(to, _("Đã gửi trả lời."))
        except DomainError as error:
            status = _refuse(form, error, to)
    settings = current_app.extensions["settings"]
    page = render_template("talk/answer.html", form=form, to=to, accept=uploads.ACCEPT, max_mb=settings.max_upload_mb)
    return page, status


@bp.route("/chi-dao/<int:addressee_id>/yeu-cau-lai", methods=["GET", "POST"])
@requires(Action.DIRECTION_GIVE)
def ask_again(addressee_id: int) -> ResponseReturnValue:
    to = load_addressee(addressee_id, Action.DIRECTION_GIVE)
    form = AskAgainForm(version=to.version)
    status = 422 if form.is_submitted() else 200
    if form.validate_on_submit():
        if to.state is AnswerState.WAITING and to.wanted == (form.wanted.data or "").strip():
            return _done(to, _("Đã yêu cầu trả lời lại."))
        try:
            directions.ask_again(
                db.session, to, form.wanted.data or "", actor=current_user, now=clock.now(), seen=form.seen
            )
            _commit()
            return _done(to, _("Đã yêu cầu trả lời lại."))
        except DomainError as error:
            status = _refuse(form, error, to)
    return render_template("talk/ask-again.html", form=form, to=to), status


@bp.post("/chi-dao/<int:addressee_id>/ket-thuc")
@requires(Action.DIRECTION_GIVE)
def close(addressee_id: int) -> ResponseReturnValue:
    to = load_addressee(addressee_id, Action.DIRECTION_GIVE)
    form = ActForm()
    if to.state is not AnswerState.CLOSED:
        try:
            directions.close(db.session, to, actor=current_user, now=clock.now(), seen=form.seen)
            _commit()
        except DomainError as error:
            db.session.rollback()
            flash(str(error), "warning")
            return _to_task(to)
    return _done(
        to, _("Đã kết thúc ý kiến chỉ đạo số %(n)s với %(agency)s.", n=to.direction.number, agency=to.agency.name)
    )


def _commit() -> None:
    try:
        db.session.commit()
    except StaleDataError as error:
        raise ConflictError(_("Nội dung này vừa được người khác cập nhật. Hãy xem lại rồi thực hiện lại.")) from error


def _is_mine(to: Addressee, state: AnswerState, seen: int) -> bool:
    """Whether this very person did it just before: a double click."""
    return to.state is state and to.answered_by_id == current_user.id and seen != to.version


def _refuse(form: ActForm, error: DomainError, to: Addressee) -> int:
    """What was typed stays; a conflict lets the form go on from the new state."""
    db.session.rollback()
    form.form_errors.append(str(error))
    if not isinstance(error, ConflictError):
        return 422
    db.session.refresh(to)
    form.version.data = str(to.version)
    return 409


def _done(to: Addressee, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return _to_task(to)


def _to_task(to: Addressee) -> ResponseReturnValue:
    return redirect(url_for("tasks.show", task_id=to.direction.task_id, _anchor="chi-dao"))
