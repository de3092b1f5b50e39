"""W21: every row once, whatever the order and the direction; rows without a day last."""

import re
from datetime import date, timedelta

import pytest

from tests.factories.people import make_agency
from tests.tasks.conftest import Desk
from tracker.tasks.keyset import Cursor, read_cursor, written
from tracker.tasks.models import Assignment

NEXT = re.compile(r'rel="next" href="([^"]+)"')
PREVIOUS = re.compile(r'rel="prev" href="([^"]+)"')
ROW = re.compile(r'<td class="cell-title">\s*<a class="clamp-2" href="/nhiem-vu/(\d+)"')
LATE_ROW = re.compile(r'<a class="clamp-2" href="/nhiem-vu/(\d+)"><span class="task-code">')


@pytest.fixture
def crowd(desk: Desk) -> list[Assignment]:
    """130 assignments: many share a day, a third has none, four agencies take turns."""
    agencies = [desk.cast.science, desk.cast.finance, desk.cast.office, make_agency(desk.session, "Sở Nội vụ")]
    plan = desk.plan()
    for number in range(130):
        due = None if number % 3 == 0 else date(2026, 1, 5) + timedelta(days=number % 5)
        desk.task(plan, agencies[number % 4], due=due)
    return desk.publish(plan)


def walk(desk: Desk, path: str, row: re.Pattern[str]) -> list[list[int]]:
    """Forward over all pages, then back; both must show the same pages."""
    browser = desk.sign_in(desk.cast.officer)
    page = browser.get(path).get_data(as_text=True)
    pages = [[int(one) for one in row.findall(page)]]
    while found := NEXT.search(page):
        page = browser.get(found[1].replace("&amp;", "&")).get_data(as_text=True)
        pages.append([int(one) for one in row.findall(page)])
    back = [pages[-1]]
    while found := PREVIOUS.search(page):
        page = browser.get(found[1].replace("&amp;", "&")).get_data(as_text=True)
        back.append([int(one) for one in row.findall(page)])
    assert back[::-1] == pages
    return pages


def test_w21_the_task_list_shows_each_row_once_those_without_a_day_last(desk: Desk, crowd: list[Assignment]) -> None:
    pages = walk(desk, "/nhiem-vu", ROW)
    assert [len(page) for page in pages] == [50, 50, 30]
    in_order = sorted(crowd, key=lambda a: (a.due_order, a.id))
    assert [id_ for page in pages for id_ in page] == [a.task_id for a in in_order]
    assert in_order[-1].due_on is None


def test_a_filter_stays_on_every_page(desk: Desk, crowd: list[Assignment]) -> None:
    pages = walk(desk, f"/nhiem-vu?co-quan={desk.cast.finance.id}&trang-thai=open", ROW)
    assert {id_ for page in pages for id_ in page} == {
        a.task_id for a in crowd if a.agency_id == desk.cast.finance.id
    }


def test_w21_the_overdue_list_shows_each_row_once_agency_by_agency(desk: Desk, crowd: list[Assignment]) -> None:
    pages = walk(desk, "/qua-han", LATE_ROW)
    shown = [id_ for page in pages for id_ in page]
    late = [a for a in crowd if a.due_on]
    assert len(shown) == len(set(shown))
    assert set(shown) == {a.task_id for a in late}
    agencies = {a.task_id: a.agency_id for a in late}
    turns = [one for n, one in enumerate(shown) if n == 0 or agencies[one] != agencies[shown[n - 1]]]
    assert len(turns) == 4


def test_an_agency_that_fills_more_than_a_page_hides_none_behind_it(desk: Desk) -> None:
    plan = desk.plan()
    behind = [make_agency(desk.session, f"Sở thứ {number}") for number in range(3)]
    for agency, number in ((desk.cast.science, 60), *((one, 5) for one in behind)):
        for _ in range(number):
            desk.task(plan, agency, due=date(2026, 2, 2))
    made = desk.publish(plan)
    pages = walk(desk, "/qua-han", LATE_ROW)
    assert [len(page) for page in pages] == [50, 25]
    assert {id_ for page in pages for id_ in page} == {a.task_id for a in made}


def test_rows_of_ones_own_plan_and_agency_are_counted_once(desk: Desk, crowd: list[Assignment]) -> None:
    assert any(a.agency_id == desk.cast.office.id for a in crowd)
    assert "130 việc được giao" in desk.page(desk.cast.officer, "/nhiem-vu")


@pytest.mark.usefixtures("crowd")
def test_an_old_cursor_shows_the_first_page_and_not_nothing(desk: Desk) -> None:
    first = ROW.findall(desk.page(desk.cast.officer, "/nhiem-vu"))
    for cursor in (
        {"sau": "9999-12-31_999999"},
        {"sau": "rubbish"},
        {"truoc": "2020-01-01_1"},
        {"sau": "2026-01-05"},
    ):
        assert ROW.findall(desk.page(desk.cast.officer, "/nhiem-vu", **cursor)) == first
    gone = {"sau": "987654_2026-01-05_3"}
    assert len(LATE_ROW.findall(desk.page(desk.cast.officer, "/qua-han", **gone))) == 50


def test_a_cursor_survives_its_address() -> None:
    key = (7, date(2026, 3, 31), 412)
    assert read_cursor({"sau": written(key)}, (int, date, int)) == Cursor(key)
    assert read_cursor({"truoc": written(key)}, (int, date, int)) == Cursor(key, back=True)
    assert read_cursor({"sau": "1_2026-13-31_2"}, (int, date, int)) is None
    assert read_cursor({"sau": "1_2026-03-31_99999999999999999999"}, (int, date, int)) is None


@pytest.mark.usefixtures("crowd")
def test_the_print_view_shows_the_whole_overdue_list(desk: Desk) -> None:
    page = desk.page(desk.cast.officer, "/qua-han", **{"ban-in": 1})
    assert len(LATE_ROW.findall(page)) == 86
    assert not NEXT.search(page)
