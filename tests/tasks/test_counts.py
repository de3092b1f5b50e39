"""The official four cells."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import true

from tests.counting import statements
from tests.tasks.conftest import Desk
from tests.tasks.test_timeliness import CASES
from tracker.filters import percent
from tracker.tasks.counts import Cells, by_agency, four_cells
from tracker.tasks.models import NO_DAY, Assignment
from tracker.tasks.rules import Status

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("cells", "done", "open_", "total", "rate"),
    [
        # Report 1270/BC-TCTTTg, 27/12/2017: printed 98,62 %, cut and not rounded.
        (Cells(14068, 1983, 5640, 223), 16051, 5863, 21914, "98,62%"),
        # The same table of 2016.
        (Cells(1310, 429, 1812, 175), 1739, 1987, 3726, "90,85%"),
        (Cells(), 0, 0, 0, "–"),
        (Cells(within=7), 0, 7, 7, "–"),
        (Cells(overdue=3), 0, 3, 3, "0,00%"),
        (Cells(done_late=2), 2, 0, 2, "100,00%"),
    ],
)
def test_the_published_tables_come_out(cells: Cells, done: int, open_: int, total: int, rate: str) -> None:
    assert (cells.done, cells.open, cells.total, percent(cells.rate)) == (done, open_, total, rate)


def test_open_tasks_with_time_left_do_not_lower_the_rate() -> None:
    assert Cells(done_on_time=1, overdue=1).rate == Cells(done_on_time=1, overdue=1, within=500).rate == Decimal(50)


@pytest.fixture
def mixed(desk: Desk) -> None:
    """Two agencies; of the first one done on time, one late, one waiting late, one ongoing, one stopped."""
    science = desk.given_many(5, due=date(2026, 3, 2))
    desk.report(science[0], day=date(2026, 3, 2))
    desk.confirm(science[0])
    desk.report(science[1], day=date(2026, 3, 3))
    desk.confirm(science[1])
    desk.report(science[2], day=date(2026, 3, 4))
    science[3].status = Status.SUSPENDED
    desk.given(desk.cast.finance, due=date(2026, 3, 6))
    desk.given(desk.cast.finance, due=date(2026, 6, 30))
    desk.given(desk.cast.finance, due=None)
    desk.session.commit()


@pytest.mark.usefixtures("mixed")
def test_each_assignment_falls_into_one_cell(desk: Desk) -> None:
    with statements() as sent:
        cells = four_cells(desk.session, true(), DAY)
    assert cells == Cells(
        done_on_time=1,
        done_late=1,
        within=2,
        due_soon=1,
        overdue=2,
        no_deadline=1,
        stopped=1,
        waiting=1,
        waiting_overdue=1,
    )
    assert len(sent) == 1


def test_the_cells_agree_with_the_rule_on_every_case(desk: Desk) -> None:
    assignments, expected = desk.given_many(len(CASES)), Cells()
    for assignment, (status, due, reported, time) in zip(assignments, CASES, strict=True):
        assignment.status, assignment.due_on, assignment.reported_on = status, due, reported
        assignment.due_order = due or NO_DAY
        expected.add(time, 1, waiting=status is Status.SUBMITTED)
    desk.session.commit()
    assert four_cells(desk.session, true(), DAY) == expected


@pytest.mark.usefixtures("mixed")
def test_agencies_add_up_to_the_whole_most_overdue_first(desk: Desk) -> None:
    whole, found = four_cells(desk.session, true(), DAY), by_agency(desk.session, true(), DAY)
    assert [(one.name, one.cells.overdue) for one in found] == [
        ("Sở Khoa học và Công nghệ", 2),
        ("Sở Tài chính", 0),
    ]
    for field in ("done_on_time", "done_late", "within", "overdue", "due_soon", "no_deadline", "stopped", "waiting"):
        assert sum(getattr(one.cells, field) for one in found) == getattr(whole, field)


@pytest.mark.usefixtures("mixed")
def test_a_condition_counts_only_what_it_lets_through(desk: Desk) -> None:
    cells = four_cells(desk.session, Assignment.agency_id == desk.cast.finance.id, DAY)
    assert (cells.within, cells.no_deadline, cells.total) == (2, 1, 3)
    assert four_cells(desk.session, Assignment.agency_id == -1, DAY) == Cells()


def test_w5_a_returned_report_counts_as_open_and_overdue(desk: Desk) -> None:
    """W5: sent back is not done."""
    assignment = desk.given(due=date(2026, 3, 2))
    desk.report(assignment, day=date(2026, 3, 2))
    desk.act(desk.cast.officer, assignment, "tra-lai", reason="missing")
    cells = four_cells(desk.session, true(), DAY)
    assert (cells.done, cells.overdue, cells.waiting) == (0, 1, 0)
