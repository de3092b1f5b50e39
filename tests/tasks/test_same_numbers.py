"""W4: one count of what is done, late and open, wherever it is shown."""

from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy import true

from tests.tasks.conftest import Desk
from tracker.plans.models import Plan
from tracker.tasks import listing, outline, overdue
from tracker.tasks.counts import Cells, by_agency, four_cells
from tracker.tasks.filtering import Filter
from tracker.tasks.rules import Status

DAY = date(2026, 3, 4)
DUE = date(2026, 3, 2)


class Four(NamedTuple):
    done_on_time: int
    done_late: int
    open_within: int
    overdue: int


def four(cells: Cells) -> Four:
    return Four(cells.done_on_time, cells.done_late, cells.within, cells.overdue)


@pytest.fixture
def plan(desk: Desk) -> Plan:
    """Confirmed in time, confirmed late, waiting in time, waiting late, sent back, begun and late, suspended,
    withdrawn; within; without a day."""
    plan = desk.plan()
    for due in (*[DUE] * 8, date(2026, 6, 30), None):
        desk.task(plan, due=due)
    given = desk.publish(plan)
    for assignment, day in zip(given[:5], (2, 3, 2, 3, 2), strict=True):
        desk.report(assignment, day=date(2026, 3, day))
    for assignment in given[:2]:
        desk.confirm(assignment)
    assert desk.act(desk.cast.officer, given[4], "tra-lai", reason="missing").status_code == 302
    for place, status in ((5, Status.IN_PROGRESS), (6, Status.SUSPENDED), (7, Status.WITHDRAWN)):
        given[place].status = status
    desk.session.commit()
    return plan


def test_w4_done_is_one_number_wherever_it_is_counted(desk: Desk, plan: Plan) -> None:
    """In the plan, by agency, in the overdue list, behind the filters of the task list."""
    session, officer = desk.session, desk.cast.officer
    cells = four_cells(session, true(), DAY)
    assert (four(cells), cells.no_deadline, cells.stopped) == (Four(1, 1, 2, 3), 1, 2)
    (of_agency,) = by_agency(session, true(), DAY)
    listed = [listing.total(session, officer, Filter(plan=plan.id, time=name), DAY) for name in Four._fields]
    assert {
        four(outline.cells_by_plan(session, officer, DAY)[plan.id]),
        four(of_agency.cells),
        four(overdue.cells(session, officer, DAY, plan.id)),
        Four(*listed),
    } == {four(cells)}


def test_w4_every_page_prints_the_same_rate(desk: Desk, plan: Plan) -> None:
    """Two done of five that are done or overdue: 40 %."""
    for path in (f"/ke-hoach/{plan.id}", f"/co-quan/{desk.cast.science.id}", "/qua-han"):
        assert "40,00%" in desk.page(desk.cast.officer, path), path
    assert "40,00%" in desk.page(desk.cast.leader, f"/ke-hoach/{plan.id}")
