"""One's own account: the password, the second factor, the devices signed in, who stands in."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.audit.kinds import AuditKind
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.users import passwords, people, sessions, substitutes
from tracker.users.auditing import write_down
from tracker.users.auth import current_session, current_user
from tracker.users.blueprint import bp
from tracker.users.forms import ChangePasswordForm
from tracker.users.words import POSTS


@bp.route("/tai-khoan", methods=["GET", "POST"])
@requires(Action.OWN_PAGES)
def account() -> ResponseReturnValue:
    form, now = ChangePasswordForm(), clock.now()
    if form.validate_on_submit():
        try:
            passwords.change(
                db.session, current_user, form.current.data, form.new.data, here=current_session(), now=now
            )
            db.session.commit()
            flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."), "success")
            return redirect(url_for("users.account"))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    day = clock.day_of(now)
    page = render_template(
        "users/account.html",
        form=form,
        day=day,
        posts=POSTS,
        asked=passwords.asked(has_second_factor=current_user.second_factor_at is not None),
        devices=sessions.open_ones(db.session, current_user, now),
        this_device=current_session(),
        substitutions=people.substitutions_of(db.session, current_user, day),
        may_hand_over=bool(substitutes.posts_to_hand_over(current_user, current_user, day)),
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/tai-khoan/thiet-bi/<int:session_id>/dang-xuat")
@requires(Action.OWN_PAGES)
def end_session(session_id: int) -> ResponseReturnValue:
    now = clock.now()
    if not sessions.end(db.session, current_user, session_id, now):
        abort(404)
    write_down(db.session, AuditKind.SESSIONS_ENDED, current_user, actor=current_user, now=now, after={"sessions": 1})
    db.session.commit()
    flash(_("Đã đăng xuất thiết bị."), "success")
    return redirect(url_for("users.account", _anchor="thiet-bi"))


@bp.post("/tai-khoan/thiet-bi/dang-xuat-het")
@requires(Action.OWN_PAGES)
def end_other_sessions() -> ResponseReturnValue:
    now = clock.now()
    ended = sessions.end_all(db.session, current_user, besides=current_session(), now=now)
    write_down(
        db.session, AuditKind.SESSIONS_ENDED, current_user, actor=current_user, now=now, after={"sessions": ended}
    )
    db.session.commit()
    flash(_("Đã đăng xuất %(n)s thiết bị khác.", n=ended), "success")
    return redirect(url_for("users.account", _anchor="thiet-bi"))
