"""An agency with its people, an administrator, and the ways in which they knock."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jobs.recorded import run_job
from tests.factories.people import make_agency, make_user
from tracker import clock
from tracker.agencies.models import Agency
from tracker.audit.models import AuditEvent
from tracker.notifications.models import Notification
from tracker.users.auth import hasher
from tracker.users.models import Post, Role, User

PASSWORD, NEW_PASSWORD = "Mật-khẩu-thử-2026", "Mật-khẩu-mới-2027"
_HASH = hasher.hash(PASSWORD)
_LINK = re.compile(r"/dat-mat-khau\?ma=([\w-]+)")


@dataclass
class House:
    """One agency with a head, a deputy and a focal officer; a stranger elsewhere; an administrator."""

    app: Flask
    session: Session
    sign_in: Callable[[User], FlaskClient]
    agency: Agency
    elsewhere: Agency
    head: User
    deputy: User
    focal: User
    stranger: User
    admin: User

    def events(self) -> list[tuple[str, str | None]]:
        """Kinds of the acts written down, each with who did it."""
        rows = self.session.execute(
            select(AuditEvent.kind, User.email)
            .outerjoin(User, User.id == AuditEvent.actor_id)
            .order_by(AuditEvent.id)
        )
        return [(kind.value, (email or "").partition("@")[0]) for kind, email in rows]

    def mail_token(self) -> str:
        """Send what waits, and take the token out of the last mail."""
        run_job(self.app, "send-notifications", clock.today(), clock.now())
        self.session.expire_all()
        last = self.session.scalars(select(Notification).order_by(Notification.id.desc()).limit(1)).one()
        assert "?ma=…" in last.body, last.reason
        files = sorted(
            (self.app.extensions["settings"].data / "mail").rglob("*.eml"), key=lambda one: one.stat().st_mtime_ns
        )
        from email import message_from_bytes, policy

        mail = message_from_bytes(files[-1].read_bytes(), policy=policy.default)
        part = mail.get_body(("plain",))
        assert part is not None
        found = _LINK.search(part.get_content())
        assert found
        return found[1]


@pytest.fixture
def house(app: Flask, session: Session, sign_in: Callable[[User], FlaskClient]) -> House:
    agency, elsewhere = make_agency(session, "Sở Tài chính"), make_agency(session, "Sở Du lịch")
    made = House(
        app,
        session,
        sign_in,
        agency,
        elsewhere,
        head=make_user(session, "head@example.vn", agency=agency, post=Post.HEAD),
        deputy=make_user(session, "deputy@example.vn", agency=agency, post=Post.DEPUTY),
        focal=make_user(session, "focal@example.vn", agency=agency),
        stranger=make_user(session, "stranger@example.vn", agency=elsewhere),
        admin=make_user(session, "admin@example.vn", role=Role.ADMIN),
    )
    for user in (made.head, made.deputy, made.focal, made.stranger, made.admin):
        user.password_hash = _HASH
    session.commit()
    return made


def try_to_sign_in(client: FlaskClient, user: User, password: str = PASSWORD) -> TestResponse:
    return client.post("/dang-nhap", data={"email": user.email, "password": password})


def new_password(password: str = NEW_PASSWORD) -> dict[str, str]:
    return {"new": password, "again": password}
