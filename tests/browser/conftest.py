"""The sample behind a real server, and browsers in which its people are signed in."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page, Response, ViewportSize
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.chromium import chromium
from tests.conftest import session_of
from tests.factories.people import make_user
from tests.sample import own_app
from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.demo.accounts import PASSWORD
from tracker.demo.first_start import load_when_empty
from tracker.tasks.models import Assignment, Task
from tracker.tasks.rules import Status
from tracker.users.auth import hasher
from tracker.users.models import Post, User

PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=800)
AGENCY = "Sở Khoa học và Công nghệ"
OFFICER, FOCAL = "thuong-truc", "dau-moi.so-khoa-hoc-va-cong-nghe"
VIEWER, NEWCOMER = "theo-doi", "chua-co-vi-tri"
LONG_TITLE = ("Rà soát, hoàn thiện cơ chế, chính sách đặc thù về khoa học, công nghệ, đổi mới sáng tạo. " * 20)[:1743]
ENDLESS_WORD = "Đ" * 200


@dataclass
class Site:
    """The running sample, and where it answers."""

    app: Flask
    address: str

    def sign_in(self, context: BrowserContext, name: str) -> None:
        """By the cookie, without the slow check of a password."""
        serializer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        user = db.session.scalars(select(User).where(User.email == f"{name}@mau.example")).one()
        assert serializer is not None
        value = serializer.dumps({"_user_id": session_of(user), "_fresh": True})
        name = self.app.config["SESSION_COOKIE_NAME"]
        context.add_cookies([{"name": name, "value": str(value), "url": self.address}])


@pytest.fixture(scope="package")
def sample(blank_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    with own_app(blank_database, tmp_path_factory.mktemp("browser")) as app:
        load_when_empty(app, lambda _words: None)
        stretch()
        add_people()
        db.session.commit()
        yield app


def stretch() -> None:
    """The two worst titles: one that never ends, and one that cannot be broken."""
    waiting = select(Task).join(Task.assignments).where(Assignment.status == Status.SUBMITTED).order_by(Task.id)
    late = select(Task).join(Task.assignments).where(Assignment.is_overdue(clock.today())).order_by(Task.id)
    for statement in (waiting, late):
        long, endless = db.session.scalars(statement).unique().all()[:2]
        long.title, endless.title, endless.deliverable, endless.note = LONG_TITLE, *[ENDLESS_WORD] * 3


def add_people() -> None:
    """Two kinds of people who have no account in the sample: one who may only look, one who holds no post."""
    agency = db.session.scalars(select(Agency).where(Agency.name == AGENCY)).one()
    for user in (
        make_user(db.session, f"{VIEWER}@mau.example", agency=agency, post=Post.VIEWER),
        make_user(db.session, f"{NEWCOMER}@mau.example"),
    ):
        user.password_hash = hasher.hash(PASSWORD)


class Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture(scope="package")
def site(sample: Flask) -> Iterator[Site]:
    server = make_server("127.0.0.1", 0, sample, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Site(sample, f"http://127.0.0.1:{server.server_port}")
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    """Closed before the sample is: an application cannot be put away in a thread that drives a browser."""
    with chromium() as browser:
        yield browser


def sign_in(page: Page, name: str) -> None:
    page.fill("[name=email]", f"{name}@mau.example")
    page.fill("[name=password]", PASSWORD)
    page.click("form.sign-in [type=submit]")


OpenAs = Callable[..., Page]


@pytest.fixture
def open_as(browser: Browser, site: Site) -> Iterator[OpenAs]:
    """A page on the home of somebody; whatever the console or a script complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def start(name: str, *, size: ViewportSize = DESK, with_script: bool = True) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport=size,
            java_script_enabled=with_script,
            color_scheme="light",
        )
        contexts.append(context)
        site.sign_in(context, name)
        context.set_default_timeout(8000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda line: complaints.append(f"{page.url}: {line.text}") if is_fault(line) else None)
        page.on("response", lambda answer: complaints.append(f"{answer.url}: lost") if is_lost(answer) else None)
        page.goto("/")
        return page

    yield start
    for context in contexts:
        context.close()
    assert complaints == []


def is_lost(answer: Response) -> bool:
    """A style, script, font or picture that the page asks for in vain."""
    return answer.status >= 400 and not answer.request.is_navigation_request()


def is_fault(line: object) -> bool:
    """Errors of scripts and of the security policy; not the network's own line about a 4xx that a test asked for."""
    kind, words = getattr(line, "type", ""), getattr(line, "text", "")
    return kind == "error" and not words.startswith("Failed to load resource")
