"""Single-use ways to set a password: invitations, forgotten passwords, account sheets. Never commits."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from tracker.audit.kinds import AuditKind
from tracker.errors import DomainError
from tracker.users import passwords
from tracker.users.auditing import write_down
from tracker.users.auth import hashed
from tracker.users.credentials import Ticket, TicketKind
from tracker.users.models import SignInEvent, User

LASTS: Mapping[TicketKind, timedelta] = {
    TicketKind.INVITATION: timedelta(days=7),
    TicketKind.SHEET: timedelta(days=7),
    TicketKind.RESET: timedelta(hours=1),
}
FIRST = (TicketKind.INVITATION, TicketKind.SHEET)
"""Ways in that replace one another: the newest counts."""
FORGOT = "forgot"
"""What a question for a new password is called among the tries to sign in."""
ASKED_WITHIN = timedelta(hours=1)
ASKS_OF_AN_ACCOUNT, ASKS_OF_AN_ADDRESS = 3, 30
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letter that reads as a digit on paper."""


def issue(session: Session, user: User, kind: TicketKind, key: str, *, made_by: User | None, now: datetime) -> Ticket:
    """A ticket for a link; older ones of the same sense are cancelled. `key` is the installation's secret."""
    ticket = _issue(session, user, kind, secrets.token_hex(16), made_by=made_by, now=now)
    ticket.token_hash = hashed(link_token(ticket.id, ticket.made_at, key))
    session.flush()
    return ticket


def issue_code(session: Session, user: User, *, made_by: User, now: datetime) -> str:
    """The one-time code of an account sheet, for this once in clear: "K7QF-M2XD-9RTA-HW3C"."""
    code = "-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _group in range(4))
    _issue(session, user, TicketKind.SHEET, hashed(_of_person(user, code)), made_by=made_by, now=now)
    return code


def _issue(
    session: Session, user: User, kind: TicketKind, token_hash: str, *, made_by: User | None, now: datetime
) -> Ticket:
    if not user.active:
        raise DomainError(_("Tài khoản đang ngừng hoạt động: hãy kích hoạt lại trước."))
    cancel(session, user, now, FIRST if kind in FIRST else (kind,))
    ticket = Ticket(
        user_id=user.id,
        kind=kind,
        token_hash=token_hash,
        made_by_id=made_by.id if made_by else None,
        made_at=now,
        expires_at=now + LASTS[kind],
    )
    session.add(ticket)
    session.flush()
    return ticket


def link_token(ticket_id: int, made_at: datetime, key: str) -> str:
    """What the link of a ticket carries. It is worked out anew when the mail is written, so that it lies nowhere."""
    text = f"ticket:{ticket_id}:{made_at.astimezone(UTC).isoformat()}"
    digest = hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def find(session: Session, token: str) -> Ticket | None:
    return session.scalar(select(Ticket).where(Ticket.token_hash == hashed(token)).options(joinedload(Ticket.user)))


def find_code(session: Session, email: str, code: str) -> Ticket | None:
    user = session.scalar(select(User).where(User.email == email.strip().lower()))
    return find(session, _of_person(user, code)) if user else None


def _of_person(user: User, code: str) -> str:
    return f"{user.id}:{''.join(letter for letter in code.upper() if letter.isalnum())}"


def redeem(session: Session, ticket: Ticket, password: str, now: datetime) -> None:
    """Set the password, once: of two requests at the same moment one finds the ticket used."""
    user = ticket.user
    if not user.active or not ticket.is_open(now):
        raise DomainError(why_closed(ticket, now))
    passwords.check(session, user, password)
    taken = session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.used_at.is_(None), Ticket.cancelled_at.is_(None))
        .values(used_at=now)
        .returning(Ticket.id)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        raise DomainError(_("Liên kết hoặc mã này vừa được dùng. Hãy đăng nhập bằng mật khẩu đã đặt."))
    passwords.set_new(session, user, password, now=now)
    user.failed_sign_ins, user.locked_until = 0, None
    cancel(session, user, now)
    kind = AuditKind.PASSWORD_RESET if ticket.kind is TicketKind.RESET else AuditKind.INVITATION_ACCEPTED
    write_down(session, kind, user, actor=user, now=now)


def why_closed(ticket: Ticket | None, now: datetime) -> str:
    """What happened to a ticket that opens nothing, and what to do."""
    if ticket is None:
        return _("Liên kết không đúng hoặc thiếu ký tự: hãy mở lại từ thư, hoặc chép đủ cả dòng địa chỉ.")
    if ticket.used_at is not None:
        return _("Liên kết này đã được dùng: hãy đăng nhập bằng mật khẩu đã đặt, hoặc chọn «Quên mật khẩu».")
    if ticket.cancelled_at is not None:
        return _("Đã có thư hoặc phiếu mới hơn thay thế: hãy dùng thư, phiếu nhận được sau cùng.")
    if ticket.kind is TicketKind.RESET:
        return _("Liên kết đã hết hạn sau 1 giờ: hãy chọn «Quên mật khẩu» để nhận thư mới.")
    if now >= ticket.expires_at:
        return _("Lời mời đã hết hạn sau 7 ngày: hãy nhờ quản trị hệ thống gửi lại.")
    return _("Tài khoản đang ngừng hoạt động: hãy liên hệ quản trị hệ thống.")


def cancel(session: Session, user: User, now: datetime, kinds: tuple[TicketKind, ...] = tuple(TicketKind)) -> int:
    """Close what is still open; how many."""
    closed = session.execute(
        update(Ticket)
        .where(
            Ticket.user_id == user.id,
            Ticket.kind.in_(kinds),
            Ticket.used_at.is_(None),
            Ticket.cancelled_at.is_(None),
        )
        .values(cancelled_at=now)
        .returning(Ticket.id)
    )
    return len(closed.all())


def asks_too_often(session: Session, address: str, now: datetime) -> bool:
    return _asks(session, now, address=address) >= ASKS_OF_AN_ADDRESS


def ask(session: Session, email: str, key: str, *, address: str, now: datetime) -> Ticket | None:
    """Somebody forgot his password: a ticket, when there is such an account and it is not asked for too often."""
    email = email.strip().lower()[:200]
    asked = _asks(session, now, email=email)
    user = session.scalar(select(User).where(User.email == email, User.active.is_(True)))
    session.add(
        SignInEvent(user_id=user.id if user else None, email=email, address=address, ok=False, reason=FORGOT, at=now)
    )
    if user is None or asked >= ASKS_OF_AN_ACCOUNT:
        return None
    return issue(session, user, TicketKind.RESET, key, made_by=None, now=now)


def _asks(session: Session, now: datetime, **of: str) -> int:
    query = select(func.count(SignInEvent.id)).where(
        SignInEvent.reason == FORGOT, SignInEvent.at > now - ASKED_WITHIN
    )
    return session.scalar(query.filter_by(**of)) or 0
