"""Signing in and out: who the session belongs to, and the rules that guard the door."""

import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, abort, redirect, request, url_for
from flask_login import LoginManager
from flask_login import current_user as _current_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload
from werkzeug.wrappers import Response

from tracker.db import db
from tracker.users.models import Membership, SignInEvent, User

LOCK_AFTER = 5
"""Wrong tries before an account is locked (TCVN 14423:2026, level 2: at most 5)."""
LOCK_FOR = timedelta(hours=12)
"""How long it stays locked (TCVN 14423:2026: 12 hours at the least)."""

current_user = cast(User, _current_user)
"""The signed-in person of this request, typed."""
hasher = PasswordHasher()
login_manager = LoginManager()
_OF_SESSION = (
    select(User)
    .where(User.id == bindparam("user"), User.active.is_(True))
    .options(joinedload(User.memberships).joinedload(Membership.agency))
)


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    app.extensions["login_manager"] = login_manager
    login_manager.user_loader(load_user)
    login_manager.unauthorized_handler(_to_sign_in)


def load_user(session_id: str) -> User | None:
    """The user of a session cookie, with posts and agencies; None once signed out everywhere or deactivated."""
    user_id, _, stamp = session_id.partition(":")
    if not user_id.isdecimal():
        return None
    user = db.session.scalars(_OF_SESSION, {"user": int(user_id)}).unique().one_or_none()
    return user if user and user.session_stamp == stamp else None


def _to_sign_in() -> Response:
    if request.headers.get("HX-Request"):
        abort(401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("users.sign_in", next=wanted if wanted != "/" else None))


def find_by_email(session: Session, email: str) -> User | None:
    return session.scalar(
        select(User).where(User.email == email.strip().lower()).options(joinedload(User.memberships))
    )


def is_locked(user: User, now: datetime) -> bool:
    return user.locked_until is not None and now < user.locked_until


def check(session: Session, email: str, password: str, *, address: str, now: datetime) -> User | None:
    """The user when the password is right and the account open; every try is written down, five wrong ones lock.

    Takes the same time for an unknown account, and says nothing about which part was wrong.
    """
    user = session.scalar(select(User).where(User.email == email.strip().lower()))
    right = _verify(user.password_hash if user and user.password_hash else _nobodys_hash(), password)
    if user is None or not user.active:
        _note_refusal(session, user, email, address, now, "unknown")
        return None
    if is_locked(user, now):
        _note_refusal(session, user, email, address, now, "locked")
        return None
    if not right:
        user.failed_sign_ins += 1
        if user.failed_sign_ins >= LOCK_AFTER:
            user.locked_until, user.failed_sign_ins = now + LOCK_FOR, 0
        _note_refusal(session, user, email, address, now, "password")
        return None
    user.failed_sign_ins, user.locked_until, user.last_sign_in_at = 0, None, now
    if hasher.check_needs_rehash(user.password_hash):
        user.password_hash = hasher.hash(password)
    session.add(SignInEvent(user_id=user.id, email=user.email, address=address, ok=True, at=now))
    return user


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """What an unknown account's password is compared with, for the same time; made when first needed."""
    return hasher.hash(secrets.token_hex(16))


def _verify(stored: str, password: str) -> bool:
    try:
        return hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _note_refusal(session: Session, user: User | None, email: str, address: str, now: datetime, reason: str) -> None:
    session.add(
        SignInEvent(
            user_id=user.id if user else None,
            email=email.strip().lower()[:200],
            address=address,
            ok=False,
            reason=reason,
            at=now,
        )
    )
