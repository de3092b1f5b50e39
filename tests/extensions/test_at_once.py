"""W3: two people at the same instant, on both databases: one decision, one request; the other is told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from tests.extensions.conftest import GRANT, REFUSE, Requests
from tests.factories.cast import make_cast
from tracker.db import db
from tracker.extensions import service
from tracker.extensions.models import Extension
from tracker.extensions.rules import Reason
from tracker.extensions.service import Asking, Ruling
from tracker.tasks.models import Assignment, TaskEvent
from tracker.users.models import User

DUE = date(2026, 3, 31)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def both(request: pytest.FixtureRequest) -> Requests:
    """The desk on each database."""
    if request.param == "sqlite":
        desk: Requests = request.getfixturevalue("desk")
        return desk
    session: Session = request.getfixturevalue("on_postgresql")
    return Requests(session, make_cast(session), request.getfixturevalue("sign_in"))


def each_in_a_session_of_its_own(first: Callable[[Session], Any], second: Callable[[Session], Any]) -> None:
    """Both have read before either writes; the second one's write comes too late."""
    with Session(db.engine) as one, Session(db.engine) as other:
        do_first, do_second = first(one), second(other)
        _write(one, do_first)
        with pytest.raises((StaleDataError, IntegrityError)):
            _write(other, do_second)


def _write(session: Session, do: Callable[[], object]) -> None:
    do()
    session.commit()


def test_of_two_decisions_at_once_one_stands(both: Requests) -> None:
    asked = both.ask(both.given(due=DUE))
    people = (both.cast.officer.id, both.cast.officer.id)

    def deciding(ruling: Ruling, actor: int) -> Callable[[Session], Callable[[], None]]:
        def read(session: Session) -> Callable[[], None]:
            mine = session.get_one(Extension, asked.id)
            user = session.get_one(User, actor)
            assert (mine.assignment.version, mine.assignment.parent, user.memberships) is not None
            return lambda: service.decide(session, [mine], ruling, actor=user, moment=both.moment)

        return read

    both.session.rollback()
    each_in_a_session_of_its_own(deciding(GRANT, people[0]), deciding(REFUSE, people[1]))
    both.session.expire_all()
    assert [kind for kind in both.kinds(asked.assignment) if kind != "extension_asked"] == ["extension_granted"]
    assert (asked.assignment.due_on, asked.assignment.times_extended) == (date(2026, 4, 15), 1)


def test_of_two_requests_at_once_one_stands(both: Requests) -> None:
    assignment_id, user_id = both.given(due=DUE).id, both.cast.focal.id

    def asking(session: Session) -> Callable[[], Extension]:
        assignment, user = session.get_one(Assignment, assignment_id), session.get_one(User, user_id)
        assert (assignment.task, user.memberships) is not None
        wanted = Asking(date(2026, 4, 15), Reason.MONEY, "Chờ kinh phí")
        return lambda: service.ask(session, assignment, wanted, actor=user, moment=both.moment)

    both.session.rollback()
    each_in_a_session_of_its_own(asking, asking)
    assert both.session.scalar(select(func.count(Extension.id))) == 1
    events = select(func.count(TaskEvent.id)).where(TaskEvent.kind == "extension_asked")
    assert both.session.scalar(events) == 1
