"""Filters with a name, and the columns of lists: each person's own."""

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.forms import ButtonForm
from tracker.permissions import Action, requires
from tracker.tasks.filtering import Filter
from tracker.tasks.further import FURTHER
from tracker.users.auth import current_user
from tracker.worklists import queries, service
from tracker.worklists.forms import KeepForm

bp = Blueprint("worklists", __name__)
PAGES = ("tasks.index",)
"""Lists whose filters can be kept, by endpoint."""


@bp.get("/bo-loc")
@requires(Action.OWN_PAGES)
def index() -> ResponseReturnValue:
    day = clock.today()
    return render_template(
        "worklists/filters.html",
        own=queries.own(db.session, current_user),
        shared=queries.shared(db.session, current_user, day),
        address=address,
    )


@bp.post("/bo-loc")
@requires(Action.OWN_PAGES)
def keep() -> ResponseReturnValue:
    form = KeepForm()
    page = form.page.data if form.page.data in PAGES else PAGES[0]
    query = _normal(form.query.data or "")
    if form.validate_on_submit():
        mine = sorted(current_user.agency_ids(clock.today()))
        shared_with = mine[0] if form.share.data and mine else None
        try:
            kept = service.keep(db.session, current_user, page, form.name.data or "", query, shared_with)
            db.session.commit()
            flash(_("Đã lưu bộ lọc “%(name)s”.", name=kept.name), "success")
        except DomainError as error:
            db.session.rollback()
            flash(str(error), "error")
    else:
        flash(next(iter(next(iter(form.errors.values()), [])), _("Hãy đặt tên cho bộ lọc.")), "error")
    return redirect(address(page, query))


@bp.post("/bo-loc/<int:filter_id>/xoa")
@requires(Action.OWN_PAGES)
def drop(filter_id: int) -> ResponseReturnValue:
    kept = queries.find_own(db.session, current_user, filter_id)
    if kept is None:
        abort(404)
    if ButtonForm().validate_on_submit():
        name = kept.name
        service.drop(db.session, kept)
        db.session.commit()
        flash(_("Đã xóa bộ lọc “%(name)s”.", name=name), "success")
    return redirect(url_for("worklists.index"))


@bp.post("/cot")
@requires(Action.OWN_PAGES)
def columns() -> ResponseReturnValue:
    """Which further columns the list of tasks shows this person from now on."""
    page = PAGES[0]
    if ButtonForm().validate_on_submit():
        wanted = [name for name in request.form.getlist("cot") if name in FURTHER]
        service.choose_columns(db.session, current_user, page, wanted)
        db.session.commit()
        flash(_("Đã ghi nhớ các cột hiển thị."), "success")
    return redirect(address(page, _normal(request.form.get("query", ""))))


def address(page: str, query: str) -> str:
    return f"{url_for(page)}?{query}" if query else url_for(page)


def _normal(query: str) -> str:
    """An address as the list itself would write it: what makes no sense is dropped."""
    pairs = MultiDict(_pairs(query[:2000]))
    return iri_to_uri(urlencode(Filter.read(pairs).args()))


def _pairs(query: str) -> list[tuple[str, str]]:

    return parse_qsl(query, max_num_fields=40) if query.count("&") < 40 else []
