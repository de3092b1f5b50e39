"""Signing in and out, and the language of the pages. The other pages about accounts are imported at the end."""

from datetime import timedelta

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user, logout_user

from tracker import clock
from tracker.db import db
from tracker.permissions import public
from tracker.users import (
    auth,
    door_views,
    factor_views,
    gate_views,
    import_views,
    own_views,
    people_views,
    person_views,
    second_factor,
    sessions,
    substitute_views,
)
from tracker.users.auth import current_session, current_user
from tracker.users.blueprint import address, bp, local, settings
from tracker.users.forms import CodeForm, SignInForm
from tracker.users.models import User
from tracker.users.rules import LANGUAGE_COOKIE, LANGUAGES

__all__ = [
    "bp",
    "door_views",
    "factor_views",
    "gate_views",
    "import_views",
    "own_views",
    "people_views",
    "person_views",
    "substitute_views",
]
YEAR = timedelta(days=365)
HALF_IN = "half-in"
"""Who has typed the right password, and until when the code of his second factor is waited for."""
HALF_IN_FOR = timedelta(minutes=10)


@bp.route("/dang-nhap", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("dashboard.home"))
    form, wanted = SignInForm(), local(request.args.get("next"))
    if form.validate_on_submit():
        now = clock.now()
        user = auth.check(db.session, form.email.data, form.password.data, address=address(), now=now)
        if user and user.second_factor_at is None:
            _open(user)
        db.session.commit()
        if user and user.second_factor_at is None:
            return _enter(user, wanted)
        if user:
            session.clear()
            session[HALF_IN] = [user.id, int((now + HALF_IN_FOR).timestamp())]
            return redirect(url_for("users.second_step", next=wanted))
        form.form_errors.append(
            _(
                "Thư điện tử hoặc mật khẩu chưa đúng. Sau 5 lần sai tài khoản bị khóa 12 giờ; "
                "cần mở khóa hãy liên hệ đầu mối của cơ quan hoặc quản trị hệ thống."
            )
        )
    return render_template("users/sign-in.html", form=form), 422 if form.errors or form.form_errors else 200


@bp.route("/dang-nhap/ma-xac-thuc", methods=["GET", "POST"])
@public
def second_step() -> ResponseReturnValue:
    """The code of the authenticator, after the password."""
    now, form, wanted = clock.now(), CodeForm(), local(request.args.get("next"))
    user_id, until = session.get(HALF_IN, (0, 0))
    user = db.session.get(User, user_id) if now.timestamp() < until else None
    if user is None or not user.active or auth.is_locked(user, now):
        session.pop(HALF_IN, None)
        return redirect(url_for("users.sign_in", next=wanted))
    if form.validate_on_submit():
        auth.count_wrong_try(db.session, user, now)
        is_right = second_factor.is_right(db.session, user, form.code.data, settings().secret_key, now)
        if is_right:
            auth.let_in(db.session, user, address=address(), now=now)
            _open(user)
        else:
            auth.note_refusal(db.session, user, user.email, address(), now, "code")
        db.session.commit()
        if is_right:
            return _enter(user, wanted)
        form.form_errors.append(_("Mã chưa đúng hoặc đã dùng: hãy nhập mã đang hiện trên ứng dụng."))
    return render_template("users/second-step.html", form=form), 422 if form.errors or form.form_errors else 200


def _open(user: User) -> None:
    device = sessions.device_of(request.user_agent.string)
    auth.open_session(db.session, user, device=device, address=address(), now=clock.now())


def _enter(user: User, wanted: str | None) -> ResponseReturnValue:
    session.clear()
    login_user(user)
    return redirect(wanted or url_for("dashboard.home"))


@bp.post("/dang-xuat")
@public
def sign_out() -> ResponseReturnValue:
    if current_user.is_authenticated:
        sessions.end(db.session, current_user, current_session().id, clock.now())
        db.session.commit()
    logout_user()
    session.clear()
    flash(_("Bạn đã đăng xuất."), "success")
    return redirect(url_for("users.sign_in"))


@bp.post("/ngon-ngu")
@public
def language() -> ResponseReturnValue:
    """The language of the pages in this browser, and back to the page where it was chosen."""
    answer = redirect(local(request.form.get("next")) or url_for("dashboard.home"))
    chosen = request.form.get("lang", "")
    if chosen in LANGUAGES:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(LANGUAGE_COOKIE, chosen, YEAR, secure=secure, httponly=True, samesite="Lax")
    return answer
