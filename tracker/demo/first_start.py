"""What the embedded form does when it starts: load the sample once, and say who can sign in."""

from collections.abc import Callable

from flask import Flask
from sqlalchemy import select

from tracker.config import Settings
from tracker.db import db
from tracker.demo import accounts
from tracker.demo.building import build
from tracker.users.models import User

Say = Callable[[str], None]


def load_when_empty(app: Flask, say: Say) -> bool:
    """Load the sample into an installation without people; a stop on the way leaves nothing behind."""
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        if db.session.scalar(select(User.id).limit(1)) is not None:
            return False
        say("Đang nạp kế hoạch mẫu 27-KH/BCĐTP và tiến độ minh họa …")
        build(db.session, settings, say)
        db.session.commit()
        return True


def say_logins(app: Flask, say: Say) -> None:
    with app.app_context():
        found = accounts.logins(db.session)
    if found:
        say(f"Tài khoản mẫu (mật khẩu chung: {accounts.PASSWORD}):")
        for login in found:
            say(f"  {login.email:<55} {login.who}")
