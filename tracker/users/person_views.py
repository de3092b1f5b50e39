"""One person, for the administrator: posts with their days, the account, and what may be done with both."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.users import administration, people, sessions
from tracker.users.auth import current_user
from tracker.users.blueprint import bp, local
from tracker.users.forms import PersonForm, PostDaysForm, PostForm, ReasonForm
from tracker.users.models import Membership, Post, Role, User
from tracker.users.words import ICONS, POSTS, ROLES, STATES


@bp.get("/quan-tri/nguoi-dung/<int:user_id>")
@requires(Action.USERS_MANAGE)
def person(user_id: int) -> ResponseReturnValue:
    return _page(_load(user_id), PostForm(formdata=None))


@bp.route("/quan-tri/nguoi-dung/<int:user_id>/sua", methods=["GET", "POST"])
@requires(Action.USERS_MANAGE)
def edit_person(user_id: int) -> ResponseReturnValue:
    user = _load(user_id)
    form = PersonForm(data={"name": user.name, "email": user.email, "role": user.role.value})
    if form.validate_on_submit():
        try:
            administration.change(
                db.session,
                user,
                name=form.name.data,
                email=form.email.data,
                role=Role(form.role.data),
                actor=current_user,
                now=clock.now(),
            )
            db.session.commit()
            flash(_("Đã lưu."), "success")
            return redirect(url_for("users.person", user_id=user.id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    page = render_template("users/person-edit.html", form=form, person=user)
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/quan-tri/nguoi-dung/<int:user_id>/vi-tri")
@requires(Action.USERS_MANAGE)
def give_post(user_id: int) -> ResponseReturnValue:
    user, form = _load(user_id), PostForm()
    form.offer(people.staffed_agencies(db.session, clock.today()))
    if form.validate_on_submit():
        try:
            agency = db.session.get(Agency, form.agency.data)
            if agency is None:
                raise DomainError(_("Hãy chọn cơ quan."))
            administration.give_post(
                db.session,
                user,
                agency,
                Post(form.post.data),
                from_on=form.from_on.day,
                to_on=form.to_on.day,
                actor=current_user,
                now=clock.now(),
            )
            db.session.commit()
            flash(_("Đã giao vị trí."), "success")
            return redirect(url_for("users.person", user_id=user_id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    return _page(_load(user_id), form), 422


@bp.route("/quan-tri/vi-tri/<int:membership_id>", methods=["GET", "POST"])
@requires(Action.USERS_MANAGE)
def post_days(membership_id: int) -> ResponseReturnValue:
    held = _load_post(membership_id)
    form = PostDaysForm(data={"from_on": _written(held.from_on), "to_on": _written(held.to_on)})
    if form.validate_on_submit():
        try:
            administration.change_post(
                db.session, held, from_on=form.from_on.day, to_on=form.to_on.day, actor=current_user, now=clock.now()
            )
            db.session.commit()
            flash(_("Đã lưu."), "success")
            return redirect(url_for("users.person", user_id=held.user_id))
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    page = render_template("users/post-days.html", form=form, held=held, words=POSTS[held.post])
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/quan-tri/vi-tri/<int:membership_id>/ket-thuc")
@requires(Action.USERS_MANAGE)
def end_post(membership_id: int) -> ResponseReturnValue:
    held = _load_post(membership_id)
    administration.end_post(db.session, held, actor=current_user, now=clock.now(), day=clock.today())
    return _done(held.user_id, _("Đã kết thúc vị trí."))


@bp.post("/quan-tri/nguoi-dung/<int:user_id>/ngung")
@requires(Action.USERS_MANAGE)
def deactivate(user_id: int) -> ResponseReturnValue:
    user, form = _load(user_id), ReasonForm()
    if not form.validate_on_submit():
        raise DomainError(_("Lý do dài quá 500 ký tự: hãy rút gọn."))
    reason = form.reason.data or ""
    administration.deactivate(db.session, user, reason, actor=current_user, now=clock.now(), day=clock.today())
    return _done(user.id, _("Đã ngừng tài khoản. Lịch sử vẫn giữ tên người này."))


@bp.post("/quan-tri/nguoi-dung/<int:user_id>/kich-hoat-lai")
@requires(Action.USERS_MANAGE)
def reactivate(user_id: int) -> ResponseReturnValue:
    user = _load(user_id)
    administration.reactivate(db.session, user, actor=current_user, now=clock.now())
    return _done(user.id, _("Đã kích hoạt lại. Hãy gửi thư mời hoặc in phiếu để người này đặt mật khẩu mới."))


@bp.post("/quan-tri/nguoi-dung/<int:user_id>/dat-lai-xac-thuc")
@requires(Action.USERS_MANAGE)
def reset_second_factor(user_id: int) -> ResponseReturnValue:
    user = _load(user_id)
    administration.reset_second_factor(db.session, user, actor=current_user, now=clock.now())
    return _done(user.id, _("Đã đặt lại xác thực hai lớp và đăng xuất mọi thiết bị."))


@bp.post("/quan-tri/nguoi-dung/<int:user_id>/dang-xuat")
@requires(Action.USERS_MANAGE)
def end_sessions_of(user_id: int) -> ResponseReturnValue:
    user = _load(user_id)
    ended = administration.sign_out(db.session, user, actor=current_user, now=clock.now())
    return _done(user.id, _("Đã đăng xuất %(n)s thiết bị.", n=ended))


@bp.post("/nguoi-dung/<int:user_id>/mo-khoa")
@requires(Action.USERS_UNLOCK)
def unlock(user_id: int) -> ResponseReturnValue:
    """The administrator, or a focal officer for the people of his own agency; nobody else exists for him."""
    user = people.find(db.session, user_id)
    if user is None or not administration.may_unlock(current_user, user, clock.today()):
        abort(404)
    administration.unlock(db.session, user, actor=current_user, now=clock.now())
    db.session.commit()
    flash(_("Đã mở khóa tài khoản %(name)s.", name=user.name), "success")
    return redirect(local(request.args.get("ve")) or url_for("users.person", user_id=user.id))


def _load(user_id: int) -> User:
    user = people.find(db.session, user_id)
    if user is None:
        abort(404)
    return user


def _load_post(membership_id: int) -> Membership:
    held = db.session.get(Membership, membership_id)
    if held is None or held.for_id is not None:
        abort(404)
    return held


def _page(user: User, form: PostForm) -> str:
    now, day = clock.now(), clock.today()
    form.offer(people.staffed_agencies(db.session, day))
    return render_template(
        "users/person.html",
        person=user,
        form=form,
        state=people.state_of(user, now),
        is_unused=people.is_unused(user, now),
        devices=sessions.open_ones(db.session, user, now),
        substitutions=people.substitutions_of(db.session, user, day),
        tries=people.recent_tries(db.session, user),
        posts=POSTS,
        roles=ROLES,
        states=STATES,
        icons=ICONS,
        day=day,
    )


def _done(user_id: int, words: str) -> ResponseReturnValue:
    db.session.commit()
    flash(words, "success")
    return redirect(url_for("users.person", user_id=user_id))


def _written(day: object) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
