"""The rule of lateness and its twin in SQL, over one table of cases."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.tasks.conftest import Desk
from tracker.tasks import rules
from tracker.tasks.models import NO_DAY, Assignment
from tracker.tasks.rules import Status, Timeliness

DAY = date(2026, 3, 4)
DUE = date(2026, 3, 4)
CASES = [
    # status, due day that counts, reported on, expected
    (Status.ASSIGNED, None, None, Timeliness.NO_DEADLINE),
    (Status.ASSIGNED, date(2026, 3, 4), None, Timeliness.DUE_SOON),
    (Status.ASSIGNED, date(2026, 3, 3), None, Timeliness.OVERDUE),
    (Status.ASSIGNED, date(2026, 3, 11), None, Timeliness.DUE_SOON),
    (Status.ASSIGNED, date(2026, 3, 12), None, Timeliness.WITHIN),
    (Status.IN_PROGRESS, date(2026, 3, 3), None, Timeliness.OVERDUE),
    (Status.IN_PROGRESS, date(2026, 4, 3), None, Timeliness.WITHIN),
    (Status.RETURNED, date(2026, 3, 3), None, Timeliness.OVERDUE),
    (Status.RETURNED, date(2026, 3, 5), None, Timeliness.DUE_SOON),
    (Status.SUBMITTED, date(2026, 3, 3), date(2026, 3, 3), Timeliness.WITHIN),
    (Status.SUBMITTED, date(2026, 3, 3), date(2026, 3, 4), Timeliness.OVERDUE),
    (Status.SUBMITTED, date(2026, 3, 10), date(2026, 3, 4), Timeliness.WITHIN),
    (Status.SUBMITTED, None, date(2026, 3, 4), Timeliness.NO_DEADLINE),
    (Status.COMPLETED, date(2026, 3, 3), date(2026, 3, 3), Timeliness.DONE_ON_TIME),
    (Status.COMPLETED, date(2026, 3, 3), date(2026, 3, 4), Timeliness.DONE_LATE),
    (Status.COMPLETED, date(2026, 12, 31), date(2026, 3, 4), Timeliness.DONE_ON_TIME),
    (Status.COMPLETED, None, date(2026, 3, 4), Timeliness.DONE_ON_TIME),
    (Status.SUSPENDED, date(2026, 3, 3), None, Timeliness.STOPPED),
    (Status.WITHDRAWN, None, None, Timeliness.STOPPED),
]


@pytest.mark.parametrize(("status", "due", "reported", "expected"), CASES)
def test_the_rule_judges_each_case(
    status: Status, due: date | None, reported: date | None, expected: Timeliness
) -> None:
    assert rules.timeliness(status, due, reported, DAY) is expected


def test_sql_judges_each_case_as_the_rule_does(desk: Desk) -> None:
    assignments = desk.given_many(len(CASES))
    for assignment, (status, due, reported, _expected) in zip(assignments, CASES, strict=True):
        assignment.status, assignment.due_on, assignment.reported_on = status, due, reported
        assignment.due_order = due or NO_DAY
    desk.session.commit()
    by_sql = dict(desk.session.execute(select(Assignment.id, Assignment.timeliness_sql(DAY))).all())
    assert [by_sql[a.id] for a in assignments] == [expected for *_, expected in CASES]
    overdue = set(desk.session.scalars(select(Assignment.id).where(Assignment.is_overdue(DAY))))
    assert overdue == {
        a.id for a, (*_, expected) in zip(assignments, CASES, strict=True) if expected is Timeliness.OVERDUE
    }


def test_a_task_is_overdue_from_the_day_after_it_is_due() -> None:
    assert rules.timeliness(Status.ASSIGNED, DUE, None, DUE) is Timeliness.DUE_SOON
    assert rules.timeliness(Status.ASSIGNED, DUE, None, date(2026, 3, 5)) is Timeliness.OVERDUE
    assert rules.days_late(DUE, None, date(2026, 3, 5)) == 1


@pytest.mark.parametrize(
    ("status", "due", "reported", "shown"),
    [
        (Status.ASSIGNED, date(2026, 3, 14), None, 10),
        (Status.ASSIGNED, date(2026, 2, 22), None, 10),
        (Status.SUBMITTED, date(2026, 2, 22), date(2026, 2, 20), None),
        (Status.SUBMITTED, date(2026, 2, 22), date(2026, 2, 25), 3),
        (Status.COMPLETED, date(2026, 2, 22), date(2026, 2, 25), 3),
        (Status.ASSIGNED, None, None, None),
    ],
)
def test_days_are_shown_only_while_they_say_something(
    status: Status, due: date | None, reported: date | None, shown: int | None
) -> None:
    time = rules.timeliness(status, due, reported, DAY)
    assert rules.shown_days(time, due, reported, DAY) == shown
