"""The devices on which a person is signed in. Never commits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.users.credentials import UserSession
from tracker.users.models import User

SEEN_EVERY = timedelta(minutes=5)
"""How exactly the list of devices knows when each was last used: one small update in that time."""
LISTED_DAYS = 30
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
