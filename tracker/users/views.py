from datetime import timedelta
from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, public, requires
from tracker.users import auth, passwords
from tracker.users.auth import current_session, current_user
from tracker.users.blueprint import address, bp
from tracker.users.forms import ChangePasswordForm, SignInForm
from tracker.users.rules import LANGUAGE_COOKIE, LANGUAGES
from tracker.users.sessions import device_of

YEAR = timedelta(days=365)


@bp.route("/dang-nhap", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("dashboard.home"))
    form = SignInForm()
    if form.validate_on_submit():
        user = auth.check(db.session, form.email.data, form.password.data, address=address(), now=clock.now())
        if user:
            auth.open_session(
                db.session,
                user,
                device=device_of(request.user_agent.string),
                address=address(),
                now=clock.now(),
            )
        db.session.commit()
        if user:
            session.clear()
            login_user(user)
            return redirect(_local(request.args.get("next")) or url_for("dashboard.home"))
        form.form_errors.append(
            _(
                "Thư điện tử hoặc mật khẩu chưa đúng. Sau 5 lần sai tài khoản bị khóa 12 giờ; "
                "cần mở khóa hãy liên hệ quản trị hệ thống."
            )
        )
    return render_template("users/sign-in.html", form=form), 422 if form.errors or form.form_errors else 200


@bp.post("/dang-xuat")
@public
def sign_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    flash(_("Bạn đã đăng xuất."), "success")
    return redirect(url_for("users.sign_in"))


@bp.post("/ngon-ngu")
@public
def language() -> ResponseReturnValue:
    """The language of the pages in this browser, and back to the page where it was chosen."""
    answer = redirect(_local(request.form.get("next")) or url_for("dashboard.home"))
    chosen = request.form.get("lang", "")
    if chosen in LANGUAGES:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(LANGUAGE_COOKIE, chosen, YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer


@bp.route("/tai-khoan", methods=["GET", "POST"])
@requires(Action.OWN_PAGES)
def account() -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            passwords.change(
                db.session,
                current_user,
                form.current.data,
                form.new.data,
                here=current_session(),
                now=clock.now(),
            )
            db.session.commit()
            flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."), "success")
            return redirect(url_for("users.account"))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    status = 422 if form.errors or form.form_errors else 200
    return render_template("users/account.html", form=form, day=clock.today()), status


def _local(target: str | None) -> str | None:
    """A path of this site, or None: a link of ours must never lead elsewhere."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target
