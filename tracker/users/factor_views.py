"""The second factor of one's own account: set up, its recovery codes, taken away."""

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.users import second_factor as factor
from tracker.users.auth import current_user, is_right
from tracker.users.blueprint import bp, settings, unkept
from tracker.users.forms import CodeForm, PasswordForm


@bp.route("/tai-khoan/xac-thuc-hai-lop", methods=["GET", "POST"])
@requires(Action.OWN_PAGES)
def second_factor() -> ResponseReturnValue:
    """Set up: the picture and the first code; in force: what is left of the recovery codes."""
    form = CodeForm()
    if form.validate_on_submit():
        try:
            codes = factor.confirm(db.session, current_user, form.code.data, settings().secret_key, clock.now())
            db.session.commit()
            return _codes(codes)
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    return _page(form, PasswordForm(formdata=None))


@bp.post("/tai-khoan/xac-thuc-hai-lop/bat-dau")
@requires(Action.OWN_PAGES)
def begin_second_factor() -> ResponseReturnValue:
    factor.begin(db.session, current_user, settings().secret_key, clock.now())
    db.session.commit()
    return redirect(url_for("users.second_factor"))


@bp.post("/tai-khoan/xac-thuc-hai-lop/ma-du-phong")
@requires(Action.OWN_PAGES)
def renew_recovery_codes() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit() and _knows_password(form):
        codes = factor.renew_codes(db.session, current_user, clock.now())
        db.session.commit()
        return _codes(codes)
    return _page(CodeForm(formdata=None), form)


@bp.post("/tai-khoan/xac-thuc-hai-lop/tat")
@requires(Action.OWN_PAGES)
def remove_second_factor() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit() and _knows_password(form):
        factor.remove(db.session, current_user, actor=current_user, now=clock.now(), password=form.current.data)
        db.session.commit()
        flash(_("Đã tắt xác thực hai lớp."), "success")
        return redirect(url_for("users.account"))
    return _page(CodeForm(formdata=None), form)


def _knows_password(form: PasswordForm) -> bool:
    if current_user.second_factor_at is not None and is_right(current_user.password_hash, form.current.data):
        return True
    form.form_errors.append(_("Mật khẩu chưa đúng."))
    return False


def _page(form: CodeForm, guard: PasswordForm) -> ResponseReturnValue:
    uri = factor.waiting_uri(db.session, current_user, settings().secret_key)
    is_on = current_user.second_factor_at is not None
    page = render_template(
        "users/second-factor.html",
        form=form,
        guard=guard,
        picture=_picture(uri) if uri else "",
        secret=factor.grouped(uri) if uri else "",
        codes_left=factor.codes_left(db.session, current_user) if is_on else 0,
        is_required=factor.is_required(current_user, settings().require_second_factor, clock.today()),
    )
    wrong = form.errors or form.form_errors or guard.errors or guard.form_errors
    return unkept(make_response(page, 422 if wrong else 200))


def _picture(uri: str) -> str:
    import segno  # a person sees it once

    return segno.make(uri, error="m").svg_data_uri(scale=5, border=3, light="#fff")


def _codes(codes: list[str]) -> ResponseReturnValue:
    """Shown this once; only their hashes are kept."""
    return unkept(make_response(render_template("users/recovery-codes.html", codes=codes)))
