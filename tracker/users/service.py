"""Accounts: made, given posts, their passwords changed. Never commits."""

import secrets
from datetime import date

from argon2.exceptions import VerificationError
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.users.auth import hasher
from tracker.users.models import Membership, Post, Role, User
from tracker.users.rules import is_strong


def create(session: Session, *, email: str, name: str, password: str, role: Role = Role.MEMBER) -> User:
    return create_hashed(session, email=email, name=name, password_hash=hasher.hash(password), role=role)


def create_hashed(session: Session, *, email: str, name: str, password_hash: str, role: Role = Role.MEMBER) -> User:
    address = email.strip().lower()
    if session.scalar(select(User.id).where(User.email == address)):
        raise DomainError(_("Đã có tài khoản dùng địa chỉ %(email)s.", email=address))
    user = User(
        email=address,
        name=name,
        role=role,
        password_hash=password_hash,
        session_stamp=secrets.token_hex(8),
        memberships=[],
    )
    session.add(user)
    return user


def appoint(user: User, agency: Agency, post: Post, from_on: date | None = None) -> Membership:
    membership = Membership(agency=agency, post=post, from_on=from_on)
    user.memberships.append(membership)
    return membership


def change_password(user: User, current: str, new: str) -> None:
    """Set a new password; every other session of the person is signed out."""
    try:
        hasher.verify(user.password_hash, current)
    except VerificationError as error:
        raise DomainError(_("Mật khẩu hiện tại chưa đúng.")) from error
    if not is_strong(new):
        raise DomainError(_("Mật khẩu mới cần ít nhất 14 ký tự, gồm chữ thường, chữ hoa, chữ số và ký tự đặc biệt."))
    user.password_hash = hasher.hash(new)
    user.must_change_password = False
    user.session_stamp = secrets.token_hex(8)
