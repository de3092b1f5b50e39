"""The filter in the address: what is read is what is written; what makes no sense is dropped."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from tests.tasks.conftest import Desk
from tracker.plans.models import TaskGroup
from tracker.tasks.filtering import Filter
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.text import read_day

FULL = Filter(
    q="đề án",
    status="open",
    time="overdue",
    agency=3,
    plan=1,
    group=7,
    task=9,
    due_from=date(2026, 1, 1),
    due_to=date(2026, 3, 31),
    mine=True,
    watched=True,
)


def test_an_address_says_the_whole_filter() -> None:
    assert Filter.read(MultiDict(FULL.args())) == FULL
    assert Filter.read(MultiDict()) == Filter()
    assert Filter().args() == {}


@pytest.mark.parametrize(
    "args",
    [
        {"trang-thai": "xong"},
        {"tien-do": "'; DROP TABLE"},
        {"co-quan": "abc"},
        {"ke-hoach": "-1"},
        {"nhom": "99999999999999999999"},
        {"tu": "31/02/2026", "den": "hôm nay"},
        {"cua-toi": "yes"},
    ],
)
def test_what_makes_no_sense_is_dropped(args: dict[str, str]) -> None:
    assert Filter.read(MultiDict(args)) == Filter()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/03/2026", date(2026, 3, 31)),
        ("1/3/2026", date(2026, 3, 1)),
        (" 01-03-2026 ", date(2026, 3, 1)),
        ("2026-03-31", date(2026, 3, 31)),
        ("31/2/2026", None),
        ("3/2026", None),
        ("0001-01-01", None),
        ("9999-12-31", None),
        ("", None),
    ],
)
def test_days_are_read_day_first(text: str, day: date | None) -> None:
    assert read_day(text) == day


@pytest.fixture
def spread(desk: Desk) -> dict[str, Assignment]:
    """One assignment of each kind that a filter tells apart."""
    plan = desk.plan()
    group = TaskGroup(appendix_id=plan.appendices[0].id, number="IV", title="Hạ tầng số", position=1, note="")
    desk.session.add(group)
    desk.session.flush()
    child = TaskGroup(
        appendix_id=plan.appendices[0].id, parent_id=group.id, number="29", title="Thủ tục", position=2, note=""
    )
    desk.session.add(child)
    desk.session.flush()
    for due, fields in (
        (date(2026, 2, 20), {}),
        (date(2026, 3, 6), {"group_id": group.id}),
        (date(2026, 6, 30), {"group_id": child.id}),
        (None, {}),
    ):
        desk.task(plan, due=due, **fields)
    late, soon, later, ongoing = desk.publish(plan)
    other = desk.given(desk.cast.finance, due=date(2026, 3, 31))
    desk.report(other, by=desk.cast.stranger)
    return {"late": late, "soon": soon, "later": later, "ongoing": ongoing, "reported": other}


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, {"late", "soon", "later", "ongoing", "reported"}),
        ({"tien-do": "overdue"}, {"late"}),
        ({"tien-do": "due_soon"}, {"soon"}),
        ({"tien-do": "open_within"}, {"soon", "later", "reported"}),
        ({"tien-do": "no_deadline"}, {"ongoing"}),
        ({"trang-thai": "submitted"}, {"reported"}),
        ({"trang-thai": "to_do"}, {"late", "soon", "later", "ongoing"}),
        ({"trang-thai": "completed"}, set()),
        ({"tu": "01/03/2026", "den": "31/03/2026"}, {"soon", "reported"}),
        ({"den": "05/03/2026"}, {"late"}),
        ({"tu": "01/04/2026"}, {"later"}),
        ({"co-quan": "finance"}, {"reported"}),
        ({"nhom": "group"}, {"soon", "later"}),
        ({"theo-doi": "1"}, {"late", "soon", "later", "ongoing", "reported"}),
        ({"cua-toi": "1"}, set()),
        ({"nhiem-vu": "late"}, {"late"}),
    ],
)
def test_each_filter_shows_exactly_its_rows(
    desk: Desk, spread: dict[str, Assignment], wanted: dict[str, str], names: set[str]
) -> None:
    stand_ins = {
        "finance": desk.cast.finance.id,
        "group": spread["soon"].task.group_id,
        "late": spread["late"].task_id,
    }
    query = {name: stand_ins.get(value, value) for name, value in wanted.items()}
    page = desk.page(desk.cast.officer, "/nhiem-vu", **query)
    shown = {name for name, one in spread.items() if f'href="/nhiem-vu/{one.task_id}"' in page}
    assert shown == names
    count = f"{len(names)} việc được giao"
    assert (count in page) if names else ("Không có nhiệm vụ nào khớp bộ lọc" in page)


@pytest.mark.usefixtures("spread")
def test_active_filters_are_shown_and_can_be_dropped_one_by_one(desk: Desk) -> None:
    page = desk.page(desk.cast.officer, "/nhiem-vu", q="đề án", **{"tien-do": "overdue"})
    assert 'href="/nhiem-vu?tien-do=overdue"' in page
    assert 'href="/nhiem-vu?q=%C4%91%E1%BB%81+%C3%A1n"' in page


def test_an_empty_list_says_what_comes(desk: Desk) -> None:
    assert "Chưa có nhiệm vụ nào được giao" in desk.page(desk.cast.focal, "/nhiem-vu")


def test_the_state_of_a_row_is_in_words(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 2, 20))
    page = desk.page(desk.cast.focal, "/nhiem-vu")
    assert "Chưa thực hiện" in page
    assert "Quá hạn 12 ngày" in page
    assert f'href="/viec/{assignment.id}/bao-cao"' in page
    assert desk.status(assignment) is Status.ASSIGNED
