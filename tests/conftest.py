"""One migrated database a run, a copy of it each test; the clock held still; a forgotten commit fails the test."""

import os
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from tracker import clock, migrate
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.users import auth
from tracker.users.models import User

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432"


def at(moment: str) -> datetime:
    """ "2026-03-04 08:00" in the plan zone."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE).astimezone(UTC)


@pytest.fixture
def freeze() -> Iterator[Callable[[str], datetime]]:
    def hold(moment: str) -> datetime:
        clock.freeze(at(moment))
        return clock.now()

    hold("2026-03-04 08:00")
    yield hold
    clock.freeze(None)


@pytest.fixture(scope="session")
def blank_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    migrate.upgrade(f"sqlite:///{path}")
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
        connection.execute(text("PRAGMA journal_mode=DELETE"))
    engine.dispose()
    return path


@pytest.fixture
def settings(tmp_path: Path, blank_database: Path) -> Settings:
    shutil.copy(blank_database, tmp_path / "dung-han.db")
    return Settings.from_env(
        {
            "TRACKER_ENV": "test",
            "TRACKER_DATA": str(tmp_path),
            "TRACKER_SECRET_KEY": "test",
            "TRACKER_MAIL": f"file:{tmp_path / 'mail'}",
        }
    )


@pytest.fixture
def app(settings: Settings, freeze: Callable[[str], datetime]) -> Iterator[Flask]:
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = Browser
    freeze("2026-03-04 08:00")
    with app.app_context():
        yield app
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    return db.session


class Browser(FlaskClient):
    """Every request in an application context of its own, as in production: nobody inherits the last one's user."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        db.session.expire_all()
        return answer


@pytest.fixture
def client(app: Flask, no_lost_writes: None) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask, no_lost_writes: None) -> Callable[[User], FlaskClient]:
    """A client in which the user is already signed in."""

    def client_of(user: User) -> FlaskClient:
        return signed_in(app.test_client(), user)

    return client_of


def signed_in(client: FlaskClient, user: User) -> FlaskClient:
    """A client that holds the cookie of a session opened for the user."""
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = session_of(user), True
    return client


def session_of(user: User) -> str:
    auth.open_session(db.session, user, device="", address="127.0.0.1", now=clock.now())
    db.session.commit()
    return user.get_id()


@pytest.fixture
def no_lost_writes(app: Flask) -> Iterator[None]:
    """Fail a request that changed something and did not commit."""
    lost: list[str] = []

    def flushed(session: Session, _context: object) -> None:
        session.info["unsaved"] = True

    def ended(session: Session) -> None:
        session.info.pop("unsaved", None)

    listeners = (("after_flush", flushed), ("after_commit", ended), ("after_rollback", ended))
    for name, listener in listeners:
        event.listen(Session, name, listener)

    def check(_error: BaseException | None) -> None:
        from flask import request

        found = db.session
        if found.info.get("unsaved") or found.new or found.dirty or found.deleted:
            lost.append(request.path)

    app.teardown_request_funcs.setdefault(None, []).append(check)
    yield
    for name, listener in listeners:
        event.remove(Session, name, listener)
    assert lost == []


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests reach no other machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and isinstance(address, tuple):
            assert address[0] in {"127.0.0.1", "::1", "localhost"}, f"a test reached for {address}"
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """A migrated PostgreSQL database that each test gets a copy of; skipped on a machine without a server, never
    under CI."""
    name = f"dung_han_blank_{os.getpid()}_{os.urandom(4).hex()}"
    try:
        _on_postgres(f"CREATE DATABASE {name}")
    except OperationalError:
        if os.environ.get("CI"):
            raise
        pytest.skip("no PostgreSQL server on 127.0.0.1:5432")
    migrate.upgrade(f"{POSTGRES}/{name}")
    yield name
    _on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    """A fresh, migrated PostgreSQL database."""
    name = f"dung_han_test_{os.getpid()}_{os.urandom(4).hex()}"
    _on_postgres(f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield f"{POSTGRES}/{name}"
    _on_postgres(f"DROP DATABASE {name} WITH (FORCE)")


def _on_postgres(statement: str) -> None:
    admin = create_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            connection.execute(text(statement))
    finally:
        admin.dispose()
