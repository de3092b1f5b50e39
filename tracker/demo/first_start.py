"""What the embedded form does when it starts: load the sample once, and say who can sign in."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from flask import Flask
from sqlalchemy import select

from jobs.recorded import run_job
from tracker import clock
from tracker.config import Settings
from tracker.db import db
from tracker.deadlines.calendar import Calendar
from tracker.deadlines.queries import calendar
from tracker.demo import accounts
from tracker.demo.building import build
from tracker.users.models import User

Say = Callable[[str], None]
MORNING = time(7, 30)


def load_when_empty(app: Flask, say: Say) -> bool:
    """Load the sample into an installation without people; a stop on the way leaves nothing behind.

    Then the jobs of the last working morning run for real, so that the mail log and the mailbox show their work.
    """
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        if db.session.scalar(select(User.id).limit(1)) is not None:
            return False
        say("Đang nạp kế hoạch mẫu 27-KH/BCĐTP và tiến độ minh họa …")
        build(db.session, settings, say)
        db.session.commit()
        morning = last_morning(calendar(db.session), clock.now())
    say("  5/5 thư của buổi sáng làm việc gần nhất")
    for name in ("reminders", "digest", "escalation", "send-notifications"):
        run_job(app, name, clock.day_of(morning), morning)
    return True


def last_morning(days: Calendar, now: datetime) -> datetime:
    """Half past seven of the last working day that has begun by `now`."""
    local = clock.local(now)
    day = local.date() if local.time() >= MORNING else local.date() - timedelta(days=1)
    return datetime.combine(days.previous_working_day(day), MORNING, tzinfo=clock.zone()).astimezone(UTC)


def say_logins(app: Flask, say: Say) -> None:
    with app.app_context():
        found = accounts.logins(db.session)
    if found:
        say(f"Tài khoản mẫu (mật khẩu chung: {accounts.PASSWORD}):")
        for login in found:
            say(f"  {login.email:<55} {login.who}")
