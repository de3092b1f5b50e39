"""W3 over the wire, on both databases: two web processes, people who act at the same instant, and connections that
break: one decision, one line in the history, one mail a person, nothing half done."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, text

from tests.conftest import session_of
from tests.factories.cast import Cast, make_cast
from tests.factories.people import make_user
from tests.permissions.conftest import cookie_of
from tests.tasks.conftest import Desk
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.users.models import User

ROOT = Path(__file__).parents[2]
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
BOUNDARY = "----half"
pytestmark = pytest.mark.slow


@dataclass
class Person:
    """Somebody at a browser of his own, who has opened a page."""

    port: int
    cookie: str
    token: str = ""

    def open(self, path: str = "/tai-khoan") -> None:
        answer = self._ask("GET", path, b"")
        found = TOKEN.search(answer[1])
        assert found, answer
        self.token = found[1]

    def send(self, path: str, fields: Mapping[str, str]) -> int:
        return self._ask("POST", path, urlencode({**fields, "csrf_token": self.token}).encode())[0]

    def _ask(self, method: str, path: str, body: bytes) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        if kept := answer.getheader("Set-Cookie"):
            self.cookie = kept.partition(";")[0]
        connection.close()
        return answer.status, page


@dataclass
class Site:
    """Two web processes over one database, and what they wrote to it."""

    app: Flask
    desk: Desk
    cast: Cast
    engine: Engine
    settings: Settings
    ports: list[int] = field(default_factory=list)

    def person(self, user: User, process: int = 0) -> Person:
        made = Person(self.ports[process], cookie_of(self.app, session_of(user)))
        made.open()
        return made

    def twice(self, user: User, path: str, fields: Mapping[str, str]) -> list[int]:
        """A double click: the same form at the same instant, at both processes."""
        person = self.person(user)
        again = replace(person, port=self.ports[1])
        return together([partial(one.send, path, fields) for one in (person, again)])

    def number(self, statement: str, **values: object) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(text(statement), values).scalar_one())

    def files(self) -> list[Path]:
        return [path for path in (self.settings.data / "files").rglob("*") if path.is_file()]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def site(request: pytest.FixtureRequest, settings: Settings, freeze: Callable[[str], datetime]) -> Iterator[Site]:
    if request.param == "postgresql":
        settings = replace(settings, database_url=request.getfixturevalue("postgres_url"))
    app = create_app(settings)
    freeze("2026-03-04 08:00")
    with app.app_context():
        cast = make_cast(db.session)
        desk = Desk(db.session, cast, lambda _user: app.test_client())
        made = Site(app, desk, cast, create_engine(settings.database_url), settings, [free_port(), free_port()])
        processes = [serve(settings, port) for port in made.ports]
        try:
            for port in made.ports:
                wait_for(port)
            yield made
        finally:
            for process in processes:
                process.terminate()
                process.wait(20)
            made.engine.dispose()
            db.session.close()
            for engine in db.engines.values():
                engine.dispose()


def serve(settings: Settings, port: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "TRACKER_ENV": "test",
        "TRACKER_DATA": str(settings.data),
        "TRACKER_DATABASE_URL": settings.database_url,
        "TRACKER_SECRET_KEY": "test",
        "TRACKER_MAIL": settings.mail,
        "TRACKER_NOW": "2026-03-04T08:00:00+07:00",
    }
    command = [sys.executable, "-m", "tracker.cli", "web", "--port", str(port)]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    pytest.fail("the web process does not answer")


def together(acts: Sequence[Callable[[], int]]) -> list[int]:
    """The answers to acts that leave at the same instant."""
    line, codes = threading.Barrier(len(acts)), [0] * len(acts)

    def run(place: int) -> None:
        line.wait(30)
        codes[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    return codes


DECIDED = "SELECT count(*) FROM task_event WHERE assignment_id = :id AND kind IN ('confirmed', 'returned')"
MAILS = "SELECT count(*) FROM notification WHERE kind IN ('confirmed', 'returned')"


def test_w3_two_people_decide_at_once(site: Site) -> None:
    other = make_user(site.desk.session, "second@example.vn", agency=site.cast.office)
    given = site.desk.given_many(4)
    for assignment in given:
        site.desk.report(assignment)
    first, second = site.person(site.cast.officer), site.person(other, 1)
    for round_, assignment in enumerate(given, 1):
        version, way = str(assignment.version), f"/viec/{assignment.id}"
        codes = together(
            [
                partial(first.send, f"{way}/xac-nhan", {"version": version}),
                partial(second.send, f"{way}/tra-lai", {"version": version, "reason": "missing"}),
            ]
        )
        assert sorted(codes) == [302, 409]
        assert site.number(DECIDED, id=assignment.id) == 1
        assert site.number(MAILS) == round_


def test_w3_a_double_click_is_one_click(site: Site) -> None:
    given = site.desk.given_many(4)
    for assignment in given:
        site.desk.report(assignment)
    for round_, assignment in enumerate(given, 1):
        fields, way = {"version": str(assignment.version)}, f"/viec/{assignment.id}/xac-nhan"
        assert set(site.twice(site.cast.officer, way, fields)) in ({302}, {302, 409})
        assert site.person(site.cast.officer).send(way, fields) == 302
        assert site.number(DECIDED, id=assignment.id) == 1
        assert site.number(MAILS) == round_


def test_a_double_click_says_it_once(site: Site) -> None:
    """Talk, contributions, directions, urging, following: acts without a version."""
    helper = site.cast.stranger
    assignment = site.desk.given(coordinating=[site.cast.finance])
    task = f"/nhiem-vu/{assignment.task_id}"
    sent: list[tuple[User, str, dict[str, str], str]] = [
        (site.cast.leader, f"{task}/chi-dao", {"text": "Khẩn trương", "to": "all", "once": "b"}, "direction"),
        (helper, f"{task}/theo-doi", {}, "follow"),
        (helper, f"{task}/trao-doi", {"text": "Xin ý kiến", "to": "", "once": "a"}, "comment"),
    ]
    finance = str(site.cast.finance.id)
    sent += [
        (helper, f"{task}/dong-gop", {"text": f"Số liệu {number}", "agency": finance}, "contribution")
        for number in range(5)
    ]
    made: dict[str, int] = {}
    for user, path, fields, table in sent:
        assert set(site.twice(user, path, fields)) in ({302}, {302, 409}), path
        made[table] = made.get(table, 0) + 1
        assert site.number(f"SELECT count(*) FROM {table}") == made[table], path
    site.twice(site.cast.officer, "/don-doc/gui", {"chosen": str(assignment.id), "seen": "0"})
    assert site.number("SELECT count(*) FROM task_event WHERE kind = 'urged'") == 1


def half_a_report(site: Site, assignment_id: int, version: int, *, cut: float, read: bool = False) -> None:
    """A report with a file whose connection is lost on the way: after a part of it, or before the answer came."""
    person = site.person(site.cast.focal)
    fields = {"csrf_token": person.token, "version": str(version), "text": "Đã ban hành", "document_number": "1/QĐ"}
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = 'Content-Disposition: form-data; name="files"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    body = b"".join(parts) + f"--{BOUNDARY}\r\n{head}".encode() + b"%PDF-1.4 " + b"x" * 2_000_000
    body += f"\r\n--{BOUNDARY}--\r\n".encode()
    with socket.create_connection(("127.0.0.1", person.port), timeout=30) as line:
        line.sendall(
            f"POST /viec/{assignment_id}/bao-cao HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {person.cookie}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        )
        line.sendall(body[: int(len(body) * cut)])
        if read:
            assert b" 302 " in line.recv(100)


def test_a_connection_lost_in_the_middle_of_an_upload_leaves_nothing(site: Site) -> None:
    assignment = site.desk.given()
    for cut in (0.01, 0.5, 0.999):
        half_a_report(site, assignment.id, assignment.version, cut=cut)
    time.sleep(1)
    wait_for(site.ports[0])
    counted = "SELECT (SELECT count(*) FROM submission) + (SELECT count(*) FROM evidence) + (SELECT count(*) FROM"
    assert site.number(f"{counted} task_event WHERE kind = 'submitted')") == 0
    assert site.files() == []
    half_a_report(site, assignment.id, assignment.version, cut=1, read=True)
    assert site.number(f"{counted} task_event WHERE kind = 'submitted')") == 3
    assert len(site.files()) == 1


def test_an_answer_that_never_came_is_given_again(site: Site) -> None:
    """The report arrived and the connection broke before the answer; the same page sent again reports nothing new."""
    assignment = site.desk.given()
    half_a_report(site, assignment.id, assignment.version, cut=1)
    for _ in range(100):
        if site.number("SELECT count(*) FROM submission"):
            break
        time.sleep(0.1)
    half_a_report(site, assignment.id, assignment.version, cut=1, read=True)
    assert site.number("SELECT count(*) FROM submission") == site.number("SELECT count(*) FROM evidence") == 1
    assert site.number("SELECT count(*) FROM task_event WHERE kind = 'submitted'") == 1
