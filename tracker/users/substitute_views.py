"""Who stands in while somebody is away: arranged by the person, those who answer for the agency, or the
administrator."""

from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from tracker import clock
from tracker.audit.kinds import AuditKind
from tracker.db import db
from tracker.errors import DomainError
from tracker.permissions import Action, requires
from tracker.users import people, substitutes
from tracker.users.auditing import write_down
from tracker.users.auth import current_user
from tracker.users.blueprint import bp, local
from tracker.users.forms import SubstituteForm
from tracker.users.models import Membership, Role, Substitution, User


@bp.route("/nguoi-thay/<int:user_id>", methods=["GET", "POST"])
@requires(Action.OWN_PAGES)
def substitute(user_id: int) -> ResponseReturnValue:
    now, form = clock.now(), SubstituteForm()
    absent, posts = _load(user_id)
    besides = {absent.id, current_user.id}
    candidates = substitutes.colleagues(db.session, posts, besides=besides, day=clock.day_of(now))
    form.offer(candidates, posts, whole=absent.id == current_user.id or current_user.role is Role.ADMIN)
    if form.validate_on_submit():
        try:
            made = substitutes.arrange(
                db.session,
                absent=absent,
                substitute=next(one for one in candidates if one.id == form.substitute.data),
                from_on=form.from_on.day or date.min,
                until_on=form.until_on.day or date.min,
                post_ids=_chosen(form),
                reason=form.reason.data,
                actor=current_user,
                now=now,
            )
            write_down(
                db.session,
                AuditKind.SUBSTITUTE_NAMED,
                absent,
                actor=current_user,
                now=now,
                after={
                    "substitute": made.substitute.name,
                    "from": made.from_on.isoformat(),
                    "until": made.until_on.isoformat(),
                },
                reason=made.reason,
            )
            db.session.commit()
            flash(_("Đã đặt %(name)s làm người thay.", name=made.substitute.name), "success")
            return redirect(_back())
        except DomainError as error:
            db.session.rollback()
            form.form_errors.append(str(error))
    status = 422 if form.errors or form.form_errors else 200
    page = render_template(
        "users/substitute.html",
        form=form,
        absent=absent,
        candidates=candidates,
        several=len(posts) > 1,
        back=_back(),
    )
    return page, status


@bp.post("/nguoi-thay/lan/<int:substitution_id>/ket-thuc")
@requires(Action.OWN_PAGES)
def end_substitution(substitution_id: int) -> ResponseReturnValue:
    now = clock.now()
    found = db.session.get(
        Substitution, substitution_id, options=[joinedload(Substitution.absent), joinedload(Substitution.substitute)]
    )
    if found is None:
        abort(404)
    if found.substitute_id != current_user.id:
        _load(found.absent_id)
    substitutes.end(db.session, found, actor=current_user, now=now)
    write_down(
        db.session,
        AuditKind.SUBSTITUTE_ENDED,
        found.absent,
        actor=current_user,
        now=now,
        after={"substitute": found.substitute.name, "until": found.until_on.isoformat()},
    )
    db.session.commit()
    flash(_("Đã kết thúc việc thay."), "success")
    return redirect(_back())


def _load(user_id: int) -> tuple[User, list[Membership]]:
    """A person for whom the reader may arrange somebody; any other does not exist for him."""
    absent = people.find(db.session, user_id)
    posts = substitutes.posts_to_hand_over(current_user, absent, clock.today()) if absent else []
    if absent is None or not absent.active or not posts:
        abort(404)
    return absent, posts


def _chosen(form: SubstituteForm) -> list[int]:
    if form.scope.data == "some" and not form.posts.data:
        raise DomainError(_("Hãy chọn ít nhất một vị trí, hoặc chọn mọi vị trí."))
    return list(form.posts.data or ()) if form.scope.data == "some" else []


def _back() -> str:
    return local(request.args.get("ve")) or url_for("users.account")
