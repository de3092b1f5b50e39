"""When a request can be made, when it is late, and when it is one too many."""

from datetime import date

import pytest

from tracker.deadlines.calendar import load_calendar
from tracker.extensions import rules
from tracker.extensions.rules import Bar
from tracker.tasks.rules import LEADS_MOVE, OPEN, Status

CALENDAR = load_calendar()
DUE = date(2026, 3, 31)  # a Tuesday


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("due", [DUE, None])
@pytest.mark.parametrize("waits", [False, True])
def test_an_agency_asks_while_the_move_is_its_own(status: Status, due: date | None, waits: bool) -> None:
    bar = rules.bar_to_asking(status, due, waits)
    assert (bar is None) is (status in LEADS_MOVE and due is not None and not waits)
    assert (bar is Bar.REPORTED) is (status is Status.SUBMITTED and due is not None)


@pytest.mark.parametrize("status", list(Status))
def test_a_day_is_moved_while_the_work_is_open_also_while_a_report_waits(status: Status) -> None:
    assert (rules.bar_to_moving(status, DUE) is None) is (status in OPEN)
    assert rules.bar_to_moving(status, None) is Bar.NO_DAY


@pytest.mark.parametrize(
    ("due", "day", "late"),
    [
        (DUE, date(2026, 3, 25), False),
        (DUE, date(2026, 3, 26), False),  # Friday, Monday, Tuesday are left
        (DUE, date(2026, 3, 27), True),
        (DUE, date(2026, 3, 31), True),
        (DUE, date(2026, 4, 1), True),
        (date(2026, 3, 29), date(2026, 3, 25), True),  # due on a Sunday: only Thursday and Friday are left
        (date(2026, 3, 29), date(2026, 3, 24), False),
        (date(2026, 2, 24), date(2026, 2, 13), True),  # over the lunar new year: only the 23rd and 24th are left
        (date(2026, 2, 24), date(2026, 2, 12), False),
    ],
)
def test_a_request_is_late_with_fewer_than_three_working_days_left(due: date, day: date, late: bool) -> None:
    assert rules.is_asked_late(due, day, CALENDAR) is late


@pytest.mark.parametrize(("times", "many"), [(1, False), (2, False), (3, True), (4, True)])
def test_the_third_extension_is_many(times: int, many: bool) -> None:
    assert rules.is_many(times) is many


def test_a_sub_task_is_beyond_only_past_the_day_of_its_parent() -> None:
    assert rules.is_beyond(date(2026, 4, 1), DUE)
    assert not rules.is_beyond(DUE, DUE)
    assert not rules.is_beyond(None, DUE)
    assert not rules.is_beyond(DUE, None)
