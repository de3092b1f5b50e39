"""W25: an office on its first day, with one task, and with the longest one: every page answers in words."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast
from tests.tasks.conftest import Desk
from tracker.users.models import User

LONGEST = ("Rà soát, sửa đổi quy định về khoa học và công nghệ " * 40)[:1743]
BROKEN = ("nan%", "None%", "inf%", ">None<", "Traceback")


@pytest.fixture
def desk(session: Session, sign_in: Callable[[User], FlaskClient]) -> Desk:
    return Desk(session, make_cast(session), sign_in)


def people(cast: Cast) -> Iterator[User]:
    yield from (cast.focal, cast.officer, cast.leader, cast.inspector, cast.admin, cast.other_office)


def open_all(app: Flask, desk: Desk) -> list[str]:
    """What is wrong with the pages that every kind of person may open."""
    paths = [r.rule for r in app.url_map.iter_rules() if "GET" in (r.methods or ()) and not r.arguments]
    wrong, opened = [], 0
    for user in people(desk.cast):
        client = desk.sign_in(user)
        for path in paths:
            answer = client.get(path)
            opened += answer.status_code == 200
            if answer.status_code not in {200, 302, 403} and path not in {"/healthz/jobs", "/dat-mat-khau"}:
                wrong.append(f"{path} {user.email}: {answer.status_code}")
            if answer.mimetype == "text/html":
                wrong += [f"{path} {user.email}: {words}" for words in BROKEN if words in answer.text]
    assert opened > 100
    return wrong


def test_w25_nothing_yet(app: Flask, desk: Desk) -> None:
    assert open_all(app, desk) == []


def test_w25_one_task_with_the_longest_title_and_no_day(app: Flask, desk: Desk) -> None:
    assignment = desk.given(title=LONGEST, due=None)
    assert open_all(app, desk) == []
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert LONGEST.strip() in page
