"""Deciding on requests: one on its own page, or several with one decision and one document."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from tracker import clock
from tracker.audit.chain import one_batch
from tracker.db import db
from tracker.errors import ConflictError, DomainError
from tracker.extensions import bulk, family, queries, service, words
from tracker.extensions.access import load_extension, may, moment
from tracker.extensions.blueprint import bp
from tracker.extensions.bulk import Outlook
from tracker.extensions.forms import DecideForm
from tracker.extensions.models import Extension
from tracker.extensions.rules import Answer, State
from tracker.extensions.service import Ruling
from tracker.permissions import Action, requires
from tracker.tasks.acts_views import perform
from tracker.tasks.conflicts import conflict_page, is_sent_again, told_as_conflict
from tracker.tasks.due import due_days
from tracker.tasks.rules import days_late
from tracker.users.auth import current_user

GRANTED = lazy_gettext("Đã đồng ý gia hạn.")
REFUSED = lazy_gettext("Đã trả lời không đồng ý gia hạn.")


@bp.get("/gia-han/<int:extension_id>")
@requires(Action.TASK_VIEW)
def show(extension_id: int) -> ResponseReturnValue:
    extension = load_extension(extension_id, Action.TASK_VIEW)
    return _page(extension, DecideForm(formdata=None, version=extension.assignment.version))


@bp.post("/gia-han/<int:extension_id>/quyet-dinh")
@requires(Action.EXTENSION_DECIDE)
def decide(extension_id: int) -> ResponseReturnValue:
    extension = load_extension(extension_id, Action.EXTENSION_DECIDE)
    assignment, form = extension.assignment, DecideForm()
    if not form.validate_on_submit():
        return _page(extension, form), 422
    ruling = form.ruling
    following = queries.next_waiting(db.session, current_user, extension_id, clock.today())
    onward = url_for("extensions.show", extension_id=following) if following else url_for("extensions.index")

    def do() -> None:
        service.decide(db.session, [extension], ruling, actor=current_user, moment=moment())

    said = REFUSED if ruling.answer is Answer.REFUSED else GRANTED
    answer = perform(assignment, form, ruling.kind, ruling.text, do, said, onward)
    if answer:
        return answer
    if form.refused == 409:
        return conflict_page(assignment, ConflictError(form.form_errors[0]), ruling.text, form.seen)
    return _page(extension, form), form.refused


@bp.route("/gia-han/quyet-dinh-chung", methods=["GET", "POST"])
@requires(Action.EXTENSION_DECIDE)
def decide_many() -> ResponseReturnValue:
    """GET shows what a decision would do to each request; POST makes it of exactly those that it was shown for."""
    seen = bulk.read_chosen(request.values.getlist("chon"))
    chosen = queries.chosen(db.session, current_user, seen, clock.today())
    if not chosen:
        flash(_("Hãy đánh dấu ít nhất một đề nghị đang chờ quyết định."), "info")
        return redirect(url_for("extensions.index"))
    if request.method == "POST":
        return _decide_many(chosen, seen)
    return _many_page(chosen, DecideForm(request.args, answer=Answer.GRANTED.value, meta={"csrf": False}))


def _decide_many(chosen: Sequence[Extension], seen: Mapping[int, int | None]) -> ResponseReturnValue:
    form = DecideForm()
    if not form.validate_on_submit():
        return _many_page(chosen, form), 422
    try:
        with told_as_conflict(), one_batch(db.session):
            _decide_all(chosen, seen, form.ruling)
        db.session.commit()
    except DomainError as error:
        db.session.rollback()
        form.form_errors.append(str(error))
        chosen = queries.chosen(db.session, current_user, seen, clock.today())
        return _many_page(chosen, form), 409 if isinstance(error, ConflictError) else 422
    said = ngettext("Đã quyết định %(num)s đề nghị gia hạn.", "Đã quyết định %(num)s đề nghị gia hạn.", len(chosen))
    flash(said, "success")
    return redirect(url_for("extensions.index"))


def _decide_all(chosen: Sequence[Extension], seen: Mapping[int, int | None], ruling: Ruling) -> None:
    """All or none; what this person has decided so already, by the same page sent twice, is left alone."""
    fresh = [one for one in chosen if not is_sent_again(one.assignment, seen[one.id] or 0, ruling.kind, ruling.text)]
    for one in fresh:
        if not may(Action.EXTENSION_DECIDE, one):
            raise DomainError(_("Đề nghị này thuộc quyền quyết định của cơ quan khác."))
        service.check_unchanged(one, seen[one.id] or 0)
    if fresh:
        service.decide(db.session, fresh, ruling, actor=current_user, moment=moment())


def _many_page(chosen: Sequence[Extension], form: DecideForm) -> str:
    at, ruling = moment(), form.outlined
    found: list[Outlook] = bulk.outlook(db.session, current_user, chosen, ruling, at) if ruling else []
    return render_template(
        "extensions/decide-many.html",
        form=form,
        chosen=chosen,
        outlook=found,
        able=[one for one in found if not one.objection],
        answer=ruling.answer if ruling else None,
        day=at.day,
    )


def _days_late_then(extension: Extension) -> int:
    """How late the work was when the request was decided: another day granted does not undo that."""
    if extension.closed_at is None:
        return 0
    closed_on, reported_on = clock.day_of(extension.closed_at), extension.assignment.reported_on
    return days_late(extension.due_on, None, min(reported_on or closed_on, closed_on))


def _page(extension: Extension, form: DecideForm) -> str:
    at, assignment = moment(), extension.assignment
    is_waiting = extension.state is State.WAITING
    asked = due_days(extension.asked_due, at.calendar, at.counts)
    own = is_waiting and service.is_own(extension, current_user, at.day)
    return render_template(
        "extensions/show.html",
        extension=extension,
        assignment=assignment,
        form=form,
        asked=asked,
        warnings=family.warnings(db.session, assignment, asked.counts) if is_waiting else [],
        own=own,
        reasons=words.REASONS,
        days_late_then=_days_late_then(extension),
        may_decide=is_waiting and may(Action.EXTENSION_DECIDE, extension),
        may_cancel=is_waiting and may(Action.EXTENSION_ASK, extension),
        earlier=[
            one
            for one in queries.of_task(db.session, current_user, assignment.task, at.day, 50)
            if one.assignment_id == assignment.id and one.id != extension.id
        ],
        day=at.day,
    )
