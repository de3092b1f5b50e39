"""The second factor: codes of an authenticator (RFC 6238), and codes on paper that stand in for them. Never commits.

Asked for at each sign-in: no device is trusted longer than its session.
"""

import base64
import secrets
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

import pyotp
from flask_babel import gettext as _
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from tracker.audit.kinds import AuditKind
from tracker.errors import DomainError
from tracker.users.auditing import write_down
from tracker.users.auth import hashed
from tracker.users.credentials import RecoveryCode, SecondFactor
from tracker.users.models import Role, User
from tracker.users.rules import is_strong

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

STEP = 30
"""Seconds that a code lasts."""
DRIFT = 1
"""Steps that the clock of the person's phone may be off either way."""
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def is_required(user: User, groups: Collection[str], day: date) -> bool:
    """Whether a second factor is asked of the person: as an administrator, or in an office that steers."""
    if "admin" in groups and user.role is Role.ADMIN:
        return True
    return "steering" in groups and any(one.agency.steers and one.holds_on(day) for one in user.memberships)


def begin(session: Session, user: User, key: str, now: datetime) -> None:
    """A fresh secret for the person's authenticator; it counts once a code of it was typed."""
    if user.second_factor_at is not None:
        raise DomainError(_("Xác thực hai lớp đang bật: hãy tắt trước khi cài lại."))
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    session.add(SecondFactor(user_id=user.id, secret=_locked(pyotp.random_base32(), key), made_at=now))


def waiting_uri(session: Session, user: User, key: str) -> str | None:
    """What the authenticator reads from the picture; None when nothing waits for its first code."""
    factor = session.get(SecondFactor, user.id)
    if factor is None or user.second_factor_at is not None:
        return None
    name = "Đúng Hạn"
    return pyotp.TOTP(_opened(factor.secret, key)).provisioning_uri(name=user.email, issuer_name=name)


def grouped(uri: str) -> str:
    """The secret for typing where no camera is at hand: "JBSW Y3DP EHPK 3PXP"."""
    secret = pyotp.parse_uri(uri).secret
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def confirm(session: Session, user: User, code: str, key: str, now: datetime) -> list[str]:
    """The first right code puts the factor in force; the recovery codes, for this once in clear."""
    if user.second_factor_at is not None or not _is_next_code(session, user, code, key, now):
        raise DomainError(_("Mã chưa đúng hoặc đã hết hiệu lực: hãy nhập mã đang hiện trên ứng dụng."))
    user.second_factor_at = now
    write_down(session, AuditKind.SECOND_FACTOR_SET, user, actor=user, now=now)
    return _new_codes(session, user)


def renew_codes(session: Session, user: User, now: datetime) -> list[str]:
    """New recovery codes; the old ones open nothing any more."""
    write_down(session, AuditKind.RECOVERY_CODES_RENEWED, user, actor=user, now=now)
    return _new_codes(session, user)


def codes_left(session: Session, user: User) -> int:
    query = select(func.count(RecoveryCode.id)).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    return session.scalar(query) or 0


def is_right(session: Session, user: User, code: str, key: str, now: datetime) -> bool:
    """A code of the authenticator that was not used yet, or a recovery code, which then is used up."""
    typed = "".join(letter for letter in code if letter.isalnum()).lower()
    if typed.isdecimal():
        return _is_next_code(session, user, typed, key, now)
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash == _hash_of(user, typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    if used.scalar() is None:
        return False
    write_down(session, AuditKind.RECOVERY_CODE_USED, user, actor=user, now=now)
    return True


def remove(session: Session, user: User, *, actor: User, now: datetime, password: str = "") -> None:
    """Take the factor away. A short password was enough only beside it: who took it away, an administrator or the
    person himself, cannot leave the account with less."""
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user.id))
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    user.second_factor_at = None
    user.must_change_password = user.must_change_password or not is_strong(password)
    write_down(session, AuditKind.SECOND_FACTOR_REMOVED, user, actor=actor, now=now)


def _is_next_code(session: Session, user: User, code: str, key: str, now: datetime) -> bool:
    """Compare-and-swap on the step: a code is taken once, also by two requests at the same moment."""
    secret = session.scalar(select(SecondFactor.secret).where(SecondFactor.user_id == user.id))
    if secret is None:
        return False
    step = _step_of(pyotp.TOTP(_opened(secret, key), interval=STEP), code, now)
    if step is None:
        return False
    taken = session.execute(
        update(SecondFactor)
        .where(SecondFactor.user_id == user.id, SecondFactor.last_step < step)
        .values(last_step=step)
        .returning(SecondFactor.user_id)
    )
    return taken.scalar() is not None


def _step_of(totp: pyotp.TOTP, code: str, now: datetime) -> int | None:
    current = int(now.timestamp()) // STEP
    typed = code.strip().encode()
    right = [
        step
        for step in range(current - DRIFT, current + DRIFT + 1)
        if secrets.compare_digest(totp.generate_otp(step).encode(), typed)
    ]
    return right[0] if right else None


def _new_codes(session: Session, user: User) -> list[str]:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    codes = ["".join(secrets.choice(_LETTERS) for _letter in range(10)) for _code in range(RECOVERY_CODES)]
    # A code of digits alone would be taken for one of the authenticator.
    codes = [code if not code.isdecimal() else f"a{code[1:]}" for code in codes]
    session.add_all(RecoveryCode(user_id=user.id, code_hash=_hash_of(user, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _hash_of(user: User, code: str) -> str:
    return hashed(f"{user.id}:{code}")


def _locked(secret: str, key: str) -> str:
    return _fernet(key).encrypt(secret.encode()).decode()


def _opened(secret: str, key: str) -> str:
    from cryptography.fernet import InvalidToken

    try:
        return _fernet(key).decrypt(secret.encode()).decode()
    except InvalidToken as error:
        raise DomainError(_("Khóa bí mật của hệ thống đã đổi: hãy nhờ quản trị đặt lại xác thực hai lớp.")) from error


def _fernet(key: str) -> "Fernet":
    """Locks with a key derived from the installation's secret; another use of the secret gives another key."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"second factor").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
