"""Signing in and out: who the session belongs to, and the rules that guard the door."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, abort, g, redirect, request, url_for
from flask_login import LoginManager
from flask_login import current_user as _current_user
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, joinedload
from werkzeug.wrappers import Response

from tracker.db import db
from tracker.users.credentials import UserSession
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
    select(User, UserSession)
    .join(UserSession, UserSession.user_id == User.id)
    .where(UserSession.key_hash == bindparam("key"), UserSession.ended_at.is_(None), User.active.is_(True))
    .options(joinedload(User.memberships).joinedload(Membership.agency))
)


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    app.extensions["login_manager"] = login_manager
    login_manager.user_loader(load_user)
    login_manager.unauthorized_handler(_to_sign_in)


def load_user(session_id: str) -> User | None:
    """The user of a session cookie, with posts and agencies; None once the session or the account was ended."""
    user_id, _, key = session_id.partition(":")
    found = db.session.execute(_OF_SESSION, {"key": hashed(key)}).unique().one_or_none()
    if found is None or str(found.User.id) != user_id:
        return None
    g.user_session = found.UserSession
    user: User = found.User
    return user


def current_session() -> UserSession:
    """The session of this request, of somebody who is signed in."""
    return cast(UserSession, g.user_session)


def open_session(session: Session, user: User, *, device: str, address: str, now: datetime) -> None:
    """A new device is signed in: from here on the cookie that is made of `user.get_id()` opens the pages."""
    user.session_key = secrets.token_urlsafe(24)
    session.add(
        UserSession(
            user_id=user.id,
            key_hash=hashed(user.session_key),
            device=device,
            address=address,
            begun_at=now,
            seen_at=now,
        )
    )


def hashed(secret: str) -> str:
    """What is kept of a long random secret; slow hashes are for what people think up."""
    return hashlib.sha256(secret.encode()).hexdigest()


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

    Takes the same time for an unknown account, and says nothing about which part was wrong. Who has a second factor
    is not in yet.
    """
    user = session.scalar(select(User).where(User.email == email.strip().lower()))
    right = is_right(user.password_hash if user and user.password_hash else _nobodys_hash(), password)
    if user is None or not user.active:
        note_refusal(session, user, email, address, now, "unknown")
        return None
    if is_locked(user, now):
        note_refusal(session, user, email, address, now, "locked")
        return None
    if not right:
        count_wrong_try(session, user, now)
        note_refusal(session, user, email, address, now, "password")
        return None
    if hasher.check_needs_rehash(user.password_hash):
        user.password_hash = hasher.hash(password)
    if user.second_factor_at is None:
        let_in(session, user, address=address, now=now)
    return user


def let_in(session: Session, user: User, *, address: str, now: datetime) -> None:
    """All that was asked was right: the wrong tries before are forgotten."""
    user.failed_sign_ins, user.locked_until, user.last_sign_in_at = 0, None, now
    session.add(SignInEvent(user_id=user.id, email=user.email, address=address, ok=True, at=now))


def count_wrong_try(session: Session, user: User, now: datetime) -> None:
    """In the database, so that tries at the same moment all count."""
    tries = session.scalar(
        update(User)
        .where(User.id == user.id)
        .values(failed_sign_ins=User.failed_sign_ins + 1)
        .returning(User.failed_sign_ins)
    )
    if tries is not None and tries >= LOCK_AFTER:
        user.locked_until, user.failed_sign_ins = now + LOCK_FOR, 0


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """What an unknown account's password is compared with, for the same time; made when first needed."""
    return hasher.hash(secrets.token_hex(16))


def is_right(stored: str, password: str) -> bool:
    """Whether the password is the one that was hashed."""
    try:
        return hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def note_refusal(session: Session, user: User | None, email: str, address: str, now: datetime, reason: str) -> None:
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
