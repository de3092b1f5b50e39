"""The devices on which a person is signed in. Never commits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from tracker.users.credentials import Ticket, UserSession
from tracker.users.models import User

SEEN_EVERY = timedelta(minutes=5)
"""How exactly the list of devices knows when each was last used: one small update in that time."""
LISTED_DAYS = 30
KEPT = timedelta(days=100)
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """ "Chrome, Windows": enough for a person to know his own devices."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    browser = browser or ("Safari" if "Safari" in user_agent else "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(word for word in (browser, system) if word)


def open_ones(session: Session, user: User, now: datetime) -> Sequence[UserSession]:
    """Devices still signed in, the last used first."""
    query = select(UserSession).where(
        UserSession.user_id == user.id,
        UserSession.ended_at.is_(None),
        UserSession.seen_at > now - timedelta(days=LISTED_DAYS),
    )
    return session.scalars(query.order_by(UserSession.seen_at.desc(), UserSession.id.desc())).all()


def end(session: Session, user: User, session_id: int, now: datetime) -> bool:
    """Sign one device of the person out; false when there is no such device."""
    ended = session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.user_id == user.id, UserSession.ended_at.is_(None))
        .values(ended_at=now)
        .returning(UserSession.id)
    )
    return ended.scalar() is not None


def end_all(session: Session, user: User, *, besides: UserSession | None = None, now: datetime) -> int:
    """Sign the person out everywhere, or everywhere else; how many devices that were."""
    query = update(UserSession).where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
    if besides is not None:
        query = query.where(UserSession.id != besides.id)
    return len(session.scalars(query.values(ended_at=now).returning(UserSession.id)).all())


def saw(seen: UserSession, now: datetime) -> bool:
    """Note that a device is in use; false when that was noted a moment ago."""
    if now - seen.seen_at < SEEN_EVERY:
        return False
    seen.seen_at = now
    return True


def forget_old(session: Session, now: datetime) -> int:
    """Devices signed out or unused, and tickets used or run out, for longer than a log is kept (TCVN 14423:2026,
    level 3: at least three months)."""
    since = now - KEPT
    old_sessions = or_(UserSession.ended_at < since, UserSession.seen_at < since)
    gone = session.execute(delete(UserSession).where(old_sessions), execution_options={"synchronize_session": False})
    spent = session.execute(
        delete(Ticket).where(Ticket.expires_at < since), execution_options={"synchronize_session": False}
    )
    assert isinstance(gone, CursorResult)
    assert isinstance(spent, CursorResult)
    return gone.rowcount + spent.rowcount
