"""The administrator's pages of agencies: made, changed, renamed, merged, split, put into collectives, brought in from
a table."""

from collections.abc import Mapping
from io import BytesIO

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tracker import clock
from tracker.agencies import changes
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.reorganisation import importing, listing, service
from tracker.reorganisation.forms import (
    AgencyForm,
    EndForm,
    ImportForm,
    MembersForm,
    RenameForm,
    ReorganiseForm,
)
from tracker.reorganisation.service import Wish
from tracker.storage import FileStore
from tracker.users.auth import current_user

bp = Blueprint("reorganisation", __name__, url_prefix="/co-quan")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 500
"""Open work that the page of a split shows row by row; what is beyond goes to the first successor."""


@bp.route("/moi", methods=["GET", "POST"])
@requires(Action.AGENCIES_MANAGE)
def add() -> ResponseReturnValue:
    form = AgencyForm()
    form.offer(listing.existing(db.session, clock.today()))
    if form.validate_on_submit():
        try:
            made = changes.add(db.session, form.facts, actor_id=current_user.id, now=clock.now())
            db.session.commit()
            return _done(made, _("Đã thêm %(name)s.", name=made.name))
        except DomainError as error:
            _refuse(form, error)
    return _form_page("agencies/edit.html", form, agency=None)


@bp.route("/<int:agency_id>/sua", methods=["GET", "POST"])
@requires(Action.AGENCIES_MANAGE)
def edit(agency_id: int) -> ResponseReturnValue:
    agency = _load(agency_id)
    now_is = changes.facts_of(agency)
    form = AgencyForm(
        name=now_is.name,
        kind=now_is.kind.value,
        parent=str(now_is.parent_id or ""),
        spellings="\n".join(now_is.spellings),
        valid_from=now_is.valid_from.strftime("%d/%m/%Y") if now_is.valid_from else "",
        steers=now_is.steers,
        note=now_is.note,
    )
    form.offer(listing.existing(db.session, clock.today(), leaving_out=[agency.id]))
    form.name.data = agency.name
    if form.validate_on_submit():
        try:
            changes.change(db.session, agency, form.facts, actor_id=current_user.id, now=clock.now())
            db.session.commit()
            return _done(agency, _("Đã lưu thay đổi."))
        except DomainError as error:
            _refuse(form, error)
    return _form_page("agencies/edit.html", form, agency=agency)


@bp.route("/<int:agency_id>/doi-ten", methods=["GET", "POST"])
@requires(Action.AGENCIES_MANAGE)
def rename(agency_id: int) -> ResponseReturnValue:
    agency, form, today = _load(agency_id), RenameForm(), clock.today()
    if form.validate_on_submit():
        try:
            name = form.name.data or ""
            basis = form.basis(today)
            changes.rename(db.session, agency, name, basis, actor_id=current_user.id, now=clock.now())
            db.session.commit()
            return _done(agency, _("Đã đổi tên thành %(name)s.", name=agency.name))
        except DomainError as error:
            _refuse(form, error)
    return _form_page("agencies/rename.html", form, agency=agency)


@bp.route("/<int:agency_id>/sap-nhap", methods=["GET", "POST"])
@requires(Action.AGENCIES_MANAGE)
def reorganise(agency_id: int) -> ResponseReturnValue:
    """First what is wanted, then the same page with what will happen, then done."""
    agency, form, today = _load(agency_id), ReorganiseForm(), clock.today()
    form.offer(listing.existing(db.session, today, leaving_out=[agency.id]))
    preview = None
    if form.validate_on_submit():
        heirs = _agencies(form.successors.data or [])
        try:
            basis = form.basis(today)
            service.check(agency, heirs, basis, today)
            if form.sure.data == "1":
                wish = Wish(heirs, basis, _chosen(request.form), bool(form.people.data))
                done = service.reorganise(db.session, agency, wish, actor=current_user, now=clock.now(), day=today)
                db.session.commit()
                words = _(
                    "Đã chuyển %(moved)s việc, gộp %(folded)s việc, chuyển %(people)s người sang %(name)s.",
                    moved=done.moved,
                    folded=done.folded,
                    people=done.people,
                    name=", ".join(one.name for one in heirs),
                )
                return _done(heirs[0], words)
            preview = {"heirs": heirs, "work": service.open_work(db.session, agency)}
        except DomainError as error:
            _refuse(form, error)
    return _form_page("agencies/reorganise.html", form, agency=agency, preview=preview, most=MOST_ROWS)


@bp.route("/<int:agency_id>/thanh-vien", methods=["GET", "POST"])
@requires(Action.AGENCIES_MANAGE)
def members(agency_id: int) -> ResponseReturnValue:
    agency, today = _load_collective(agency_id), clock.today()
    seats = listing.seats(db.session, agency)
    form = MembersForm()
    form.offer([one for one in listing.existing(db.session, today, leaving_out=[agency.id]) if one.answers])
    if form.validate_on_submit():
        try:
            joining, day = _agencies(form.members.data or []), form.day.day or today
            number = changes.add_members(db.session, agency, joining, day, actor_id=current_user.id, now=clock.now())
            db.session.commit()
            flash(_("Đã thêm %(n)s thành viên.", n=number), "success")
            return redirect(url_for("reorganisation.members", agency_id=agency.id))
        except DomainError as error:
            _refuse(form, error)
    return _form_page("agencies/members.html", form, agency=agency, seats=seats, day=today)


@bp.post("/<int:agency_id>/thanh-vien/thoi")
@requires(Action.AGENCIES_MANAGE)
def end_members(agency_id: int) -> ResponseReturnValue:
    agency, today = _load_collective(agency_id), clock.today()
    form = EndForm()
    form.members.choices = [(str(seat.member_id), "") for seat in listing.seats(db.session, agency)]
    if form.validate_on_submit():
        try:
            gone, day = form.members.data or [], form.day.day or today
            number = changes.end_members(db.session, agency, gone, day, actor_id=current_user.id, now=clock.now())
            db.session.commit()
            flash(_("Đã ghi %(n)s thành viên thôi tham gia.", n=number), "success")
        except DomainError as error:
            db.session.rollback()
            flash(str(error), "error")
    else:
        flash(_("Hãy chọn ít nhất một thành viên và ghi ngày đúng dạng ngày/tháng/năm."), "error")
    return redirect(url_for("reorganisation.members", agency_id=agency.id))


@bp.route("/nhap", methods=["GET", "POST"])
@requires(Action.AGENCIES_MANAGE)
def bring_in() -> ResponseReturnValue:
    """Look at the table first; the same file is taken once somebody has seen what it would add."""
    form, table = ImportForm(), None
    store = FileStore(current_app.extensions["settings"].data / "files")
    if form.validate_on_submit():
        try:
            data = store.read(form.kept.data) if form.kept.data else _sent()
            table = importing.read(db.session, data)
            if form.kept.data:
                number = importing.take(db.session, table, actor_id=current_user.id, now=clock.now())
                db.session.commit()
                flash(_("Đã thêm %(n)s cơ quan.", n=number), "success")
                return redirect(f"{url_for('agencies.index')}?tat-ca=1")
            form.kept.data = store.put(data).sha256 if table.may_be_taken else ""
        except DomainError as error:
            _refuse(form, error)
    return _form_page("agencies/import.html", form, table=table)


@bp.get("/nhap/mau.xlsx")
@requires(Action.AGENCIES_MANAGE)
def sample() -> ResponseReturnValue:
    name = _("Mẫu danh sách cơ quan.xlsx")
    return send_file(BytesIO(importing.sample()), mimetype=XLSX, as_attachment=True, download_name=name)


def _sent() -> bytes:
    file = request.files.get("file")
    if file is None or not file.filename:
        raise DomainError(_("Hãy chọn tệp .xlsx."))
    return bytes(file.read())


def _chosen(form: MultiDict[str, str]) -> Mapping[int, int]:
    """What the page of a split says of each assignment: `viec-412` = the successor."""
    return {
        int(name[5:]): int(value)
        for name, value in form.items()
        if name.startswith("viec-") and name[5:].isdecimal() and value.isdecimal()
    }


def _agencies(ids: list[int]) -> list[Agency]:
    """In the order of the form."""
    found = {one.id: one for one in db.session.scalars(select(Agency).where(Agency.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def _load(agency_id: int) -> Agency:
    agency = db.session.get(Agency, agency_id)
    if agency is None:
        abort(404)
    return agency


def _load_collective(agency_id: int) -> Agency:
    agency = _load(agency_id)
    if not agency.is_collective:
        abort(404)
    return agency


def _refuse(form: AgencyForm | RenameForm | ReorganiseForm | MembersForm | ImportForm, error: DomainError) -> None:
    db.session.rollback()
    form.form_errors.append(str(error))


def _done(agency: Agency, words: str) -> ResponseReturnValue:
    flash(words, "success")
    return redirect(url_for("agencies.show", agency_id=agency.id))


def _form_page(template: str, form: object, **context: object) -> ResponseReturnValue:
    failed = bool(getattr(form, "errors", None))
    return render_template(template, form=form, **context), 422 if failed else 200
