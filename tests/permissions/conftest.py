"""One world for the whole folder; after an act that changed it, the database is put back as it was."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import Browser, at, session_of
from tests.permissions.people import OF_TASK
from tests.permissions.world import CHILD, HELP, REPORT, TALK, World, build, bytes_of
from tests.sample import own_app
from tracker import clock
from tracker.db import db
from tracker.storage import FileStore

NOW = "2026-03-04 08:00"


@dataclass
class Stage:
    """The world behind its pages. `visit` sends a request as somebody; `changed` tells whether the file is another
    one since; `restore` puts it back."""

    app: Flask
    world: World
    cookies: Mapping[str, str]
    watcher: sqlite3.Connection
    before: sqlite3.Connection
    seen: int = 0

    def visit(self, who: str, path: str, method: str = "GET", **request: Any) -> TestResponse:
        client = self.app.test_client(use_cookies=False)
        headers = {"Cookie": self.cookies[who]} if who in self.cookies else {}
        return client.open(path, method=method, headers=headers, **request)

    def send(self, who: str, path: str, fields: Mapping[str, Any]) -> TestResponse:
        form: dict[str, Any] = dict(fields)
        if "files" in form:
            form["files"] = (BytesIO(b"%PDF-1.4 "), form["files"])
        return self.visit(who, path, "POST", data=form, content_type="multipart/form-data")

    @property
    def changed(self) -> bool:
        """Whether anything was written to the database since the last look."""
        now = self.watcher.execute("PRAGMA data_version").fetchone()[0]
        was, self.seen = self.seen, now
        return now != was

    def restore(self) -> None:
        """As it was built."""
        db.session.rollback()
        self.before.backup(self.watcher)
        db.session.expire_all()
        _ = self.changed

    def last_line(self) -> int:
        """Of the history."""
        return int(self.watcher.execute("SELECT max(id) FROM task_event").fetchone()[0])

    def version(self, kind: str, id_: int) -> int:
        """Of what the form of an act stands on."""
        return int(self.watcher.execute(VERSIONS.get(kind, VERSIONS[""]), (id_,)).fetchone()[0])


VERSIONS = {
    "": "SELECT version FROM assignment WHERE id = ?",
    "extension": "SELECT version FROM assignment WHERE id = (SELECT assignment_id FROM extension WHERE id = ?)",
    "subtask": "SELECT version FROM assignment WHERE id = (SELECT delegated_from_id FROM task WHERE id = ?)",
    "addressee": "SELECT version FROM direction_addressee WHERE id = ?",
    "submission": "SELECT 0 * ?",
    "task plain": "SELECT 0 * ?",
}


@pytest.fixture(scope="package")
def stage(blank_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("world")
    with own_app(blank_database, folder) as app:
        app.config["WTF_CSRF_ENABLED"] = False
        app.test_client_class = Browser
        clock.freeze(at(NOW))
        for word in (REPORT, CHILD, HELP, TALK):
            FileStore(folder / "files").put(bytes_of(word))
        world = build(db.session)
        cookies = {name: cookie_of(app, session_of(world.people[name])) for name in OF_TASK}
        watcher, before = sqlite3.connect(folder / "dung-han.db"), sqlite3.connect(":memory:")
        watcher.execute("PRAGMA synchronous=OFF")
        watcher.backup(before)
        made = Stage(app, world, cookies, watcher, before)
        _ = made.changed
        yield made
        watcher.close()
        before.close()


def cookie_of(app: Flask, name: str) -> str:
    client = FlaskClient(app)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = name, True
    kept = client.get_cookie("dung_han")
    assert kept is not None
    return f"dung_han={kept.value}"


@pytest.fixture(autouse=True)
def unchanged_at_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """The next test begins from the same world."""
    yield
    if "stage" in request.fixturenames:
        found: Stage = request.getfixturevalue("stage")
        clock.freeze(at(NOW))
        found.restore()
