"""Setting a password: what is asked of it, what was used before, and which devices stay signed in. Never commits."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.audit.kinds import AuditKind
from tracker.errors import DomainError
from tracker.users import sessions
from tracker.users.auditing import write_down
from tracker.users.auth import hasher, is_right
from tracker.users.credentials import FormerPassword, UserSession
from tracker.users.models import Role, User
from tracker.users.rules import MIN_LENGTH, MIN_LENGTH_WITH_SECOND_FACTOR, REMEMBERED, is_enough


def change(
    session: Session, user: User, current: str, new: str, *, here: UserSession | None = None, now: datetime
) -> None:
    """The person sets a new password, knowing the old one."""
    if not is_right(user.password_hash, current):
        raise DomainError(_("Mật khẩu hiện tại chưa đúng."))
    set_new(session, user, new, here=here, now=now)


def set_new(session: Session, user: User, new: str, *, here: UserSession | None = None, now: datetime) -> None:
    """Set a password; every session of the person but this one is ended."""
    check(session, user, new)
    if user.password_hash:
        session.add(FormerPassword(user_id=user.id, password_hash=user.password_hash, until=now))
        session.flush()
        last = select(FormerPassword.id).where(FormerPassword.user_id == user.id).order_by(FormerPassword.id.desc())
        session.execute(
            delete(FormerPassword).where(
                FormerPassword.user_id == user.id, FormerPassword.id.not_in(last.limit(REMEMBERED - 1))
            )
        )
    user.password_hash, user.password_set_at = hasher.hash(new), now
    user.must_change_password = False
    sessions.end_all(session, user, besides=here, now=now)
    write_down(session, AuditKind.PASSWORD_CHANGED, user, actor=user, now=now)


def check(session: Session, user: User, new: str) -> None:
    """Refuse a password that is too weak, or that an administrator has used before."""
    has_second_factor = user.second_factor_at is not None
    if not is_enough(new, has_second_factor=has_second_factor):
        raise DomainError(asked(has_second_factor=has_second_factor))
    if user.password_hash and is_right(user.password_hash, new):
        raise DomainError(_("Mật khẩu mới phải khác mật khẩu đang dùng."))
    if user.role is Role.ADMIN:
        former = session.scalars(select(FormerPassword.password_hash).where(FormerPassword.user_id == user.id))
        if any(is_right(one, new) for one in former):
            raise DomainError(_("Quản trị không dùng lại %(n)s mật khẩu gần nhất.", n=REMEMBERED))


def asked(*, has_second_factor: bool) -> str:
    if has_second_factor:
        return _("Mật khẩu mới cần ít nhất %(n)s ký tự.", n=MIN_LENGTH_WITH_SECOND_FACTOR)
    return _("Mật khẩu mới cần ít nhất %(n)s ký tự, gồm chữ thường, chữ hoa, chữ số và ký tự đặc biệt.", n=MIN_LENGTH)
