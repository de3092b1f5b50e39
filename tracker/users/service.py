"""Accounts: made, and given posts. Never commits."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.users.auth import hasher
from tracker.users.models import Membership, Post, Role, User


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
        memberships=[],
    )
    session.add(user)
    return user


def appoint(user: User, agency: Agency, post: Post, from_on: date | None = None) -> Membership:
    membership = Membership(agency=agency, post=post, from_on=from_on)
    user.memberships.append(membership)
    return membership
