"""Ways in without a password: the link of a mail, the code of an account sheet, a forgotten password."""

import time

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.db import db
from tracker.errors import DomainError
from tracker.notifications import accounts as account_mails
from tracker.permissions import public
from tracker.users import auth, passwords, tickets
from tracker.users.blueprint import address, bp, settings
from tracker.users.forms import ForgottenForm, NewPasswordForm, SheetForm

ANSWERS_AFTER = 0.25
"""Seconds. Writing a mail takes longer than writing none; the answer comes after both."""
SHEET_REFUSED = "sheet"


@bp.route("/quen-mat-khau", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    """The same answer, after the same time, whether there is such an account or not."""
    form = ForgottenForm()
    if form.validate_on_submit():
        begun, now = time.monotonic(), clock.now()
        if tickets.asks_too_often(db.session, address(), now):
            abort(429)
        ticket = tickets.ask(db.session, form.email.data, settings().secret_key, address=address(), now=now)
        if ticket is not None:
            account_mails.send(db.session, ticket, now)
        db.session.commit()
        time.sleep(max(0.0, ANSWERS_AFTER - (time.monotonic() - begun)))
        return redirect(url_for("users.forgotten", xong=1))
    is_done = request.args.get("xong") == "1"
    return render_template("users/forgotten.html", form=form, is_done=is_done), 422 if form.errors else 200


@bp.route("/dat-mat-khau", methods=["GET", "POST"])
@public
def set_password() -> ResponseReturnValue:
    """The link of an invitation or of a forgotten password: looking at it uses nothing up."""
    now, form = clock.now(), NewPasswordForm()
    ticket = tickets.find(db.session, request.args.get("ma", ""))
    if ticket is None or not ticket.is_open(now) or not ticket.user.active:
        page = render_template("users/ticket-closed.html", why=tickets.why_closed(ticket, now))
        return page, 404 if ticket is None else 410
    if form.validate_on_submit():
        try:
            tickets.redeem(db.session, ticket, form.new.data, now)
            db.session.commit()
            flash(_("Đã đặt mật khẩu. Hãy đăng nhập."), "success")
            return redirect(url_for("users.sign_in"))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    asked = passwords.asked(has_second_factor=ticket.user.second_factor_at is not None)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("users/set-password.html", form=form, person=ticket.user, asked=asked), status


@bp.route("/kich-hoat", methods=["GET", "POST"])
@public
def activate() -> ResponseReturnValue:
    """First sign-in with the code of an account sheet; wrong codes lock as wrong passwords do."""
    now, form = clock.now(), SheetForm()
    if form.validate_on_submit():
        user = auth.find_by_email(db.session, form.email.data)
        ticket = tickets.find_code(db.session, form.email.data, form.code.data)
        if user and (ticket is None or not ticket.is_open(now) or auth.is_locked(user, now)):
            auth.count_wrong_try(db.session, user, now)
        if user is None or ticket is None or not ticket.is_open(now) or auth.is_locked(user, now):
            auth.note_refusal(db.session, user, form.email.data, address(), now, SHEET_REFUSED)
            db.session.commit()
            form.form_errors.append(
                _("Tên đăng nhập hoặc mã chưa đúng, hoặc phiếu đã dùng, đã hết hạn. Hãy nhờ quản trị in phiếu mới.")
            )
        else:
            try:
                tickets.redeem(db.session, ticket, form.new.data, now)
                db.session.commit()
                flash(_("Đã đặt mật khẩu. Hãy đăng nhập."), "success")
                return redirect(url_for("users.sign_in"))
            except DomainError as error:
                db.session.rollback()
                form.form_errors.append(str(error))
    asked = passwords.asked(has_second_factor=False)
    return render_template(
        "users/activate.html", form=form, asked=asked
    ), 422 if form.errors or form.form_errors else 200
