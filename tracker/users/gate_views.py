"""What stands before every page: the lock after idleness, the own password, the second factor where it is asked."""

from datetime import date, datetime

from flask import Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import logout_user

from tracker import clock
from tracker.db import db
from tracker.permissions import Action, requires
from tracker.users import auth, second_factor, sessions
from tracker.users.auth import current_session, current_user
from tracker.users.blueprint import address, bp, local, settings
from tracker.users.forms import ReenterForm
from tracker.users.models import Role

ADMIN_IDLE_MINUTES = 5
"""TCVN 14423:2026: sessions of administrators lock after 5 minutes, others after 15 at the most."""
SEEN = "seen"
SEEN_EVERY = 30
"""Seconds. The time of the last use is in the cookie, so that the lock costs the database nothing."""
OPEN = {
    "static",
    "users.sign_in",
    "users.sign_out",
    "users.language",
    "users.reenter",
    "health.healthz",
    "health.healthz_jobs",
}
OWN_PASSWORD, OWN_FACTOR = {"users.account"}, {"users.second_factor", "users.begin_second_factor"}
"""What somebody may open who first has to set a password of his own, or a second factor."""
NOT_KEPT = {"csrf_token", "unlock_password", "kept"}


@bp.before_app_request
def guard() -> ResponseReturnValue | None:
    if request.endpoint in OPEN or not current_user.is_authenticated:
        return None
    now = clock.now()
    if _is_idle(now):
        return _ask_again()
    _note_use(now)
    if current_user.must_change_password:
        if request.endpoint in OWN_PASSWORD:
            return None
        flash(_("Hãy đặt mật khẩu mới của riêng bạn trước khi làm việc khác."), "info")
        return redirect(url_for("users.account"))
    if request.endpoint not in OWN_FACTOR | OWN_PASSWORD and _lacks_second_factor(clock.day_of(now)):
        flash(_("Tài khoản của bạn cần xác thực hai lớp. Hãy cài đặt trước khi làm việc khác."), "info")
        return redirect(url_for("users.second_factor"))
    return None


def _lacks_second_factor(day: date) -> bool:
    if current_user.second_factor_at is not None:
        return False
    return second_factor.is_required(current_user, settings().require_second_factor, day)


def _is_idle(now: datetime) -> bool:
    minutes = settings().idle_minutes
    if minutes and current_user.role is Role.ADMIN:
        minutes = min(minutes, ADMIN_IDLE_MINUTES)
    return bool(minutes) and now.timestamp() - session.get(SEEN, now.timestamp()) > minutes * 60


def _note_use(now: datetime) -> None:
    if settings().idle_minutes and now.timestamp() - session.get(SEEN, 0) >= SEEN_EVERY:
        session[SEEN] = int(now.timestamp())
    if sessions.saw(current_session(), now):
        db.session.commit()


def _ask_again() -> ResponseReturnValue:
    """A page goes on after the password; what was being sent is kept in the form that asks for it."""
    if request.headers.get("HX-Request"):
        wanted = local(request.headers.get("HX-Current-URL", "").removeprefix(request.host_url.rstrip("/")))
        return Response(status=401, headers={"HX-Redirect": url_for("users.reenter", next=wanted)})
    if request.method != "POST":
        return redirect(url_for("users.reenter", next=request.full_path.rstrip("?")))
    has_files = any(file.filename for file in request.files.values())
    if has_files or request.blueprint == bp.name:
        wanted = local((request.referrer or "").removeprefix(request.host_url.rstrip("/")))
        return _page(ReenterForm(formdata=None), wanted, has_files=has_files), 401
    return _page(ReenterForm(formdata=None), request.full_path.rstrip("?"), keeps=True), 401


def _page(form: ReenterForm, wanted: str | None, *, keeps: bool = False, has_files: bool = False) -> str:
    kept = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT] if keeps else []
    return render_template(
        "users/reenter.html", form=form, wanted=wanted or "", keeps=keeps, kept=kept, has_files=has_files
    )


@bp.route("/nhap-lai-mat-khau", methods=["GET", "POST"])
@requires(Action.OWN_PAGES)
def reenter() -> ResponseReturnValue:
    """The password once more; then back to the page, or on with what was being sent."""
    form, wanted, keeps = ReenterForm(), local(request.args.get("next")), "kept" in request.form
    if form.validate_on_submit():
        now = clock.now()
        user = auth.check(db.session, current_user.email, form.unlock_password.data, address=address(), now=now)
        if user:
            auth.let_in(db.session, user, address=address(), now=now)
        is_locked = auth.is_locked(current_user, now)
        db.session.commit()
        if user:
            session[SEEN] = int(now.timestamp())
            return redirect(wanted or url_for("dashboard.home"), 307 if keeps else 302)
        if is_locked:
            logout_user()
            session.clear()
            flash(_("Tài khoản vừa bị khóa vì nhập sai nhiều lần. Hãy nhờ đầu mối của cơ quan mở khóa."), "danger")
            return redirect(url_for("users.sign_in"))
        form.form_errors.append(_("Mật khẩu chưa đúng."))
    return _page(form, wanted, keeps=keeps), 422 if form.errors or form.form_errors else 200
