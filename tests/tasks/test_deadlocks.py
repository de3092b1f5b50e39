"""Two acts that wait for one another: one happens, the other is refused with a page that says what to do."""

import threading

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.tasks.conftest import Desk
from tracker.tasks import service
from tracker.web import DEADLOCK


@pytest.mark.postgres
def test_postgresql_names_the_act_that_it_takes_back(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO event_chain VALUES ('a', 0, ''), ('b', 0, '')"))
    meet, failed = threading.Barrier(2), []

    def act(*names: str) -> None:
        change = text("UPDATE event_chain SET length = length + 1 WHERE name = :name")
        try:
            with engine.begin() as connection:
                connection.execute(change, {"name": names[0]})
                meet.wait(10)
                connection.execute(change, {"name": names[1]})
        except OperationalError as error:
            failed.append(getattr(error.orig, "sqlstate", ""))

    threads = [threading.Thread(target=act, args=names) for names in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    engine.dispose()
    assert failed == [DEADLOCK]


class Deadlock(Exception):
    sqlstate = DEADLOCK


@pytest.mark.parametrize(("cause", "code"), [(Deadlock(), 409), (Exception("disk"), 500)])
def test_a_deadlock_is_a_stale_page_and_other_faults_are_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, cause: Exception, code: int
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OperationalError("UPDATE", {}, cause)

    assignment = desk.given()
    monkeypatch.setattr(service, "start", fail)
    answer = desk.act(desk.cast.focal, assignment, "bat-dau")
    assert answer.status_code == code
    assert ("vừa được người khác cập nhật" in answer.get_data(as_text=True)) is (code == 409)
    assert desk.events(assignment) == 0
