"""No page asks the database more often because there is more to show; and PostgreSQL answers like SQLite."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.conftest import signed_in
from tests.counting import statements
from tests.factories.cast import make_cast
from tests.factories.people import make_agency
from tests.tasks.conftest import Desk
from tracker.agencies.rules import AgencyKind
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.tasks.models import Assignment
from tracker.users.models import User

FEW, MANY = 5, 60


def fill(desk: Desk, number: int) -> list[Assignment]:
    """Assignments of every state, spread over agencies, with reports and history."""
    agencies = [make_agency(desk.session, f"Sở {number} thứ {n}") for n in range(number)]
    plan = desk.plan()
    for n, agency in enumerate(agencies):
        problem = [{"code": "x", "column": "title", "message": "Cần xem"}]
        desk.task(plan, agency, due=date(2026, 3, 1) + timedelta(days=n % 3), problems=problem)
    everybody = make_agency(desk.session, f"Tập thể {number}", kind=AgencyKind.COLLECTIVE, members=agencies)
    for _ in range(number):
        desk.task(plan, everybody)
    made = desk.publish(plan)
    for assignment in made[::2]:
        desk.report(assignment)
    return made


def queries(desk: Desk, who: User, path: str) -> int:
    browser = desk.sign_in(who)
    with statements() as sent:
        assert browser.get(path).status_code == 200
    return len(sent)


@pytest.mark.parametrize(
    "path",
    [
        "/nhiem-vu",
        "/nhiem-vu?q=de+an&tien-do=overdue",
        "/nhiem-vu?trang-thai=submitted",
        "/nhiem-vu/chua-phan-ra",
        "/nhiem-vu/con-van-de",
        "/qua-han",
        "/qua-han?ban-in=1",
        "/cho-xac-nhan",
    ],
)
def test_a_list_asks_as_often_for_60_rows_as_for_5(desk: Desk, path: str) -> None:
    fill(desk, FEW)
    few = queries(desk, desk.cast.officer, path)
    fill(desk, MANY)
    assert queries(desk, desk.cast.officer, path) <= few + 1  # a second page is counted, a whole list counts itself
    assert few < 18


def test_a_task_of_60_agencies_asks_as_often_as_one_of_5(desk: Desk) -> None:
    found = []
    for number in (FEW, MANY):
        members = [make_agency(desk.session, f"Phường {number} {n}", kind=AgencyKind.COMMUNE) for n in range(number)]
        everybody = make_agency(desk.session, f"Xã {number}", kind=AgencyKind.COLLECTIVE, members=members)
        plan = desk.plan()
        task = desk.task(plan, everybody)
        desk.publish(plan)
        browser = desk.sign_in(desk.cast.officer)
        chosen = {"seen": "chua", "members": [str(one.id) for one in members]}
        assert browser.post(f"/phan-ra/{task.agencies[0].id}", data=chosen).status_code == 302
        desk.session.refresh(task)
        for assignment in islice(task.assignments, number // 2):
            desk.report(assignment)
        found.append(queries(desk, desk.cast.officer, f"/nhiem-vu/{task.id}"))
        found.append(queries(desk, desk.cast.officer, f"/phan-ra/{task.agencies[0].id}"))
    assert found[2] <= found[0] + 2  # of many, some are shown and the rest is counted
    assert found[3] == found[1]
    assert max(found) < 20


def test_the_overdue_list_of_a_print_view_is_bounded(desk: Desk) -> None:
    fill(desk, MANY)
    page = desk.page(desk.cast.officer, "/qua-han", **{"ban-in": 1})
    assert page.count("cell-late numeric") <= 500


@pytest.fixture
def on_postgresql(postgres_url: str, settings: Settings, app: Flask) -> Iterator[Session]:
    """The same application on PostgreSQL."""
    other = create_app(replace(settings, database_url=postgres_url))
    other.config["WTF_CSRF_ENABLED"] = False
    other.test_client_class = app.test_client_class
    with other.app_context():
        yield db.session
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


@pytest.mark.postgres
def test_every_list_answers_on_postgresql_too(on_postgresql: Session) -> None:
    from flask import current_app

    def sign_in(user: User) -> object:
        return signed_in(current_app.test_client(), user)

    desk = Desk(on_postgresql, make_cast(on_postgresql), sign_in)  # type: ignore[arg-type]
    made = fill(desk, MANY)
    for path in (
        "/nhiem-vu",
        "/nhiem-vu?q=de+an+quy&tien-do=open_within",
        "/nhiem-vu?q=II.1",
        "/nhiem-vu?sau=2026-03-02_1",
        "/nhiem-vu?truoc=2026-03-03_9",
        "/nhiem-vu/chua-phan-ra",
        "/nhiem-vu/con-van-de",
        "/qua-han",
        f"/qua-han?co-quan={made[0].agency_id}",
        "/cho-xac-nhan",
        f"/nhiem-vu/{made[0].task_id}",
    ):
        assert desk.sign_in(desk.cast.officer).get(path).status_code == 200, path
    assert "Quá hạn" in desk.page(desk.cast.leader, "/nhiem-vu", **{"tien-do": "overdue"})
