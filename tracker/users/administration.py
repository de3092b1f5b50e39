"""What the administrator does with accounts and posts. Each act is checked, done and written down. Never commits."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.audit.kinds import AuditKind
from tracker.errors import DomainError
from tracker.text import searchable, squeeze
from tracker.users import second_factor, service, sessions, substitutes, tickets
from tracker.users.auditing import write_down
from tracker.users.models import Membership, Post, Role, Substitution, User

_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


def add(session: Session, *, name: str, email: str, role: Role, actor: User | None, now: datetime) -> User:
    """An account that nobody can sign in to before its owner has set a password."""
    check_name(name)
    check_address(email)
    made = service.create_hashed(session, email=email, name=squeeze(name), password_hash="", role=role)
    made.created_at = now
    session.flush()
    write_down(session, AuditKind.PERSON_ADDED, made, actor=actor, now=now, after=_words(made))
    return made


def change(session: Session, user: User, *, name: str, email: str, role: Role, actor: User, now: datetime) -> None:
    check_name(name)
    check_address(email)
    address, before = email.strip().lower(), _words(user)
    if session.scalar(select(User.id).where(User.email == address, User.id != user.id)):
        raise DomainError(_("Đã có tài khoản dùng địa chỉ %(email)s.", email=address))
    if role is not user.role and user.id == actor.id and user.role is Role.ADMIN:
        raise DomainError(_("Không tự bỏ quyền quản trị của mình: hãy nhờ quản trị khác."))
    _hold_administrators(session)
    if address != user.email:
        tickets.cancel(session, user, now)
    user.name, user.email, user.role = squeeze(name), address, role
    user.folded = searchable(user.name, user.email)
    _check_somebody_administers(session)
    if before != _words(user):
        write_down(session, AuditKind.PERSON_CHANGED, user, actor=actor, now=now, before=before, after=_words(user))


def check_name(name: str) -> None:
    if not squeeze(name) or len(name) > 200:
        raise DomainError(_("Hãy nhập họ tên hoặc chức danh, không quá 200 ký tự."))


def check_address(email: str) -> None:
    if not _ADDRESS.fullmatch(email.strip()) or len(email) > 200:
        raise DomainError(_("Địa chỉ thư điện tử chưa đúng, ví dụ ten@coquan.gov.vn."))


def deactivate(session: Session, user: User, reason: str, *, actor: User, now: datetime, day: date) -> None:
    """Nobody is ever deleted: the history keeps the name. Who is out is out at once, also as a substitute."""
    if not user.active:
        raise DomainError(_("Tài khoản đã ngừng hoạt động."))
    if user.id == actor.id:
        raise DomainError(_("Không tự ngừng tài khoản của mình: hãy nhờ quản trị khác."))
    _hold_administrators(session)
    user.active = False
    _check_somebody_administers(session)
    sessions.end_all(session, user, now=now)
    tickets.cancel(session, user, now)
    standing = select(Substitution).where(
        or_(Substitution.absent_id == user.id, Substitution.substitute_id == user.id), Substitution.until_on > day
    )
    for one in session.scalars(standing).all():
        substitutes.end(session, one, actor=actor, now=now)
    write_down(session, AuditKind.PERSON_DEACTIVATED, user, actor=actor, now=now, reason=reason)


def reactivate(session: Session, user: User, *, actor: User, now: datetime) -> None:
    """The old password does not count any more: who comes back is invited anew."""
    if user.active:
        raise DomainError(_("Tài khoản đang hoạt động."))
    user.active, user.password_hash = True, ""
    user.failed_sign_ins, user.locked_until = 0, None
    write_down(session, AuditKind.PERSON_REACTIVATED, user, actor=actor, now=now)


def _hold_administrators(session: Session) -> None:
    """Of two administrators who close each other's account at once one waits: on PostgreSQL here, on SQLite, which
    has one writer, with his change."""
    session.execute(select(User.id).where(User.role == Role.ADMIN).order_by(User.id).with_for_update())


def _check_somebody_administers(session: Session) -> None:
    """Asked after the change, when nobody else can change the answer."""
    session.flush()
    left = select(func.count(User.id)).where(User.role == Role.ADMIN, User.active.is_(True))
    if not session.scalar(left):
        raise DomainError(_("Phải còn ít nhất một quản trị đang hoạt động."))


def may_unlock(actor: User, user: User, day: date) -> bool:
    """An administrator everybody; a focal officer the people with a post in his agency, but no administrator."""
    if actor.role is Role.ADMIN:
        return True
    shared = actor.agency_ids(day, frozenset({Post.FOCAL})) & user.agency_ids(day)
    return bool(shared) and user.role is not Role.ADMIN and user.id != actor.id


def unlock(session: Session, user: User, *, actor: User, now: datetime) -> None:
    if user.locked_until is None or user.locked_until <= now:
        raise DomainError(_("Tài khoản không bị khóa."))
    user.locked_until, user.failed_sign_ins = None, 0
    write_down(session, AuditKind.PERSON_UNLOCKED, user, actor=actor, now=now)


def reset_second_factor(session: Session, user: User, *, actor: User, now: datetime) -> None:
    """For somebody who lost his phone and his recovery codes; every device is signed out."""
    if user.second_factor_at is None:
        raise DomainError(_("Người này chưa bật xác thực hai lớp."))
    second_factor.remove(session, user, actor=actor, now=now)
    sessions.end_all(session, user, now=now)


def sign_out(session: Session, user: User, *, actor: User, now: datetime) -> int:
    ended = sessions.end_all(session, user, now=now)
    write_down(session, AuditKind.SESSIONS_ENDED, user, actor=actor, now=now, after={"sessions": ended})
    return ended


def give_post(
    session: Session,
    user: User,
    agency: Agency,
    post: Post,
    *,
    from_on: date | None,
    to_on: date | None,
    actor: User,
    now: datetime,
) -> Membership:
    _check_days(from_on, to_on)
    if any(_meets(one, agency, post, from_on, to_on) for one in user.memberships):
        raise DomainError(_("Người này đã giữ vị trí đó ở %(agency)s trong thời gian này.", agency=agency.name))
    given = service.appoint(user, agency, post, from_on)
    given.to_on = to_on
    substitutes.refresh(session)
    write_down(session, AuditKind.POST_GIVEN, user, actor=actor, now=now, after=_post_words(given))
    return given


def change_post(
    session: Session, held: Membership, *, from_on: date | None, to_on: date | None, actor: User, now: datetime
) -> None:
    """Other days for a post; one that ended stays in the list."""
    if held.for_id is not None:
        raise DomainError(_("Vị trí này do thay người vắng: hãy kết thúc lần thay."))
    _check_days(from_on, to_on)
    before = _post_words(held)
    held.from_on, held.to_on = from_on, to_on
    substitutes.refresh(session)
    write_down(
        session, AuditKind.POST_CHANGED, held.user, actor=actor, now=now, before=before, after=_post_words(held)
    )


def end_post(session: Session, held: Membership, *, actor: User, now: datetime, day: date) -> None:
    """From today on the post is not held any more."""
    if held.for_id is not None:
        raise DomainError(_("Vị trí này do thay người vắng: hãy kết thúc lần thay."))
    if held.to_on is not None and held.to_on < day:
        raise DomainError(_("Vị trí này đã kết thúc."))
    held.to_on = day - timedelta(days=1)
    substitutes.refresh(session)
    write_down(session, AuditKind.POST_ENDED, held.user, actor=actor, now=now, after=_post_words(held))


def _check_days(from_on: date | None, to_on: date | None) -> None:
    if from_on is not None and to_on is not None and to_on < from_on:
        raise DomainError(_("Ngày kết thúc không được trước ngày bắt đầu."))


def _meets(held: Membership, agency: Agency, post: Post, from_on: date | None, to_on: date | None) -> bool:
    if held.for_id is not None or held.agency is not agency or held.post is not post:
        return False
    begins, ends = from_on or date.min, to_on or date.max
    return begins <= (held.to_on or date.max) and (held.from_on or date.min) <= ends


def _words(user: User) -> dict[str, Any]:
    return {"name": user.name, "email": user.email, "role": user.role.value}


def _post_words(held: Membership) -> dict[str, Any]:
    return {
        "agency": held.agency.name,
        "post": held.post.value,
        "from": held.from_on.isoformat() if held.from_on else "",
        "to": held.to_on.isoformat() if held.to_on else "",
    }
