"""What a person does to the rows of a draft, and that each act is taken back whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.people import make_user
from tests.imports.conftest import Save
from tests.imports.paper import paper, six
from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.imports import restructuring
from tracker.imports.desk import Desk, RowChangedError, snapshot, undo
from tracker.imports.models import DraftRow, RowKind
from tracker.imports.queries import rows_of_plan

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
LIST = "Xây dựng: a) Quy chế; b) Kế hoạch; c) Đề án"


@pytest.fixture
def open_desk(session: Session, office: Agency, save: Save) -> Callable[..., Desk]:
    officer = make_user(session, "officer@example.vn", agency=office)
    return lambda *rows: Desk(session, save(paper(*rows)), officer, NOW)


def rows(desk: Desk) -> list[DraftRow]:
    return list(rows_of_plan(desk.session, desk.plan))


def everything(desk: Desk) -> dict[int, dict[str, Any]]:
    found = desk.session.scalars(select(DraftRow).where(DraftRow.plan_id == desk.plan.id))
    return {row.id: snapshot(row) for row in found}


@contextmanager
def taken_back(desk: Desk) -> Iterator[None]:
    """Whatever happens inside leaves no trace once it is undone."""
    before = everything(desk)
    yield
    assert everything(desk) != before
    undo(desk)
    assert everything(desk) == before


def test_a_list_in_a_title_becomes_sub_tasks_under_their_heading(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", LIST, "Sở Nội vụ"), six("2", "Việc hai"))
    with taken_back(desk):
        restructuring.split(desk, rows(desk)[0], "title")
        assert [(row.kind.value, row.number, row.parent, row.cells["title"]) for row in rows(desk)] == [
            ("heading", "1", "", "Xây dựng"),
            ("task", "1.1", "1", "Quy chế"),
            ("task", "1.2", "1", "Kế hoạch"),
            ("task", "1.3", "1", "Đề án"),
            ("task", "2", "", "Việc hai"),
        ]
        assert [row.read["lead"][0]["name"] for row in rows(desk)[1:4]] == ["Sở Nội vụ"] * 3
        assert {row.read["deadline"]["due"] for row in rows(desk)[1:4]} == {"2026-06-30"}


def test_columns_with_as_many_items_are_dealt_out(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", LIST, "Sở Nội vụ", "a) Quý I/2026; b) Quý II/2026; c) Quý III/2026"))
    restructuring.split(desk, rows(desk)[0], "title")
    days = [row.read["deadline"]["due"] for row in rows(desk)[1:]]
    assert days == ["2026-03-31", "2026-06-30", "2026-09-30"]


def test_a_cell_without_a_list_is_not_split(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", "Việc một"))
    with pytest.raises(DomainError, match="không có danh sách"):
        restructuring.split(desk, rows(desk)[0], "title")


def test_a_torn_row_is_joined_to_the_one_above(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", "Xây dựng cơ sở", "Sở Nội vụ"), ("2", "dữ liệu", "Công an tỉnh", "", "", ""))
    with taken_back(desk):
        restructuring.merge_up(desk, rows(desk)[1])
        (row,) = rows(desk)
        assert row.cells["title"] == "Xây dựng cơ sở\ndữ liệu"
        assert [one["name"] for one in row.read["lead"]] == ["Sở Nội vụ", "Công an tỉnh"]
    with pytest.raises(DomainError, match="Không có dòng cùng loại"):
        restructuring.merge_up(desk, rows(desk)[0])


def test_a_row_with_numbers_below_it_becomes_their_heading(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", "Chương trình"), six("2", "Đề án"))
    first, second = rows(desk)
    second.number, second.parent = "1.1", ""
    desk.session.flush()
    with taken_back(desk):
        restructuring.make_heading(desk, first)
        assert (first.kind, first.doubts, second.parent) == (RowKind.HEADING, 0, "1")
        restructuring.make_task(desk, first)
        assert first.kind is RowKind.TASK
        undo(desk)


def test_a_row_without_numbers_below_it_names_the_group_of_those_that_follow(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("I", "Hạ tầng số", "", ""), six("1", "Việc một"), six("2", "Việc hai"))
    first = next(row for row in rows(desk) if row.cells.get("title") == "Hạ tầng số")
    with taken_back(desk):
        restructuring.make_heading(desk, first)
        assert [(row.number, row.group, row.group_title) for row in rows(desk)] == [
            ("1", "I", "Hạ tầng số"),
            ("2", "I", "Hạ tầng số"),
        ]


def test_a_deleted_row_comes_back(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", "Việc một"), six("2", "Việc hai"))
    first, second = rows(desk)
    with taken_back(desk):
        restructuring.delete(desk, first)
        assert rows(desk) == [second]
    restructuring.delete(desk, first)
    restructuring.restore(desk, first)
    assert rows(desk) == [first, second]


def test_a_row_is_added_below_another_and_says_what_it_lacks(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", "Việc một"), six("2", "Việc hai"))
    with taken_back(desk):
        made = restructuring.add_below(desk, rows(desk)[0])
        assert rows(desk)[1] is made
        assert {"title_missing", "lead_missing", "deadline_missing"} <= {one["code"] for one in made.problems}


def test_there_is_always_room_for_one_more_row(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", "Việc một"), six("2", "Việc hai"))
    first = rows(desk)[0]
    made = [restructuring.add_below(desk, first) for _ in range(30)]
    assert rows(desk)[1:-1] == made[::-1]
    for _ in made:
        undo(desk)
    assert [row.number for row in rows(desk)] == ["1", "2"]


def test_a_row_goes_to_the_group_of_another(open_desk: Callable[..., Desk]) -> None:
    one, two = ("I", "HẠ TẦNG SỐ", "", "", "", ""), ("II", "NHÂN LỰC SỐ", "", "", "", "")
    desk = open_desk(one, six("1", "Việc một"), two, six("2", "Việc hai"), six("3", "Việc ba"))
    first, second, third = rows(desk)
    with taken_back(desk):
        restructuring.move(desk, first, second)
        assert rows(desk) == [second, third, first]
        assert (first.group, first.group_title) == ("II", second.group_title)


def test_an_act_on_an_older_row_is_a_conflict(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk(six("1", LIST))
    (row,) = rows(desk)
    for act in (restructuring.delete, restructuring.make_heading, restructuring.make_task, restructuring.merge_up):
        with pytest.raises(RowChangedError):
            act(desk, row, row.version - 1)
    with pytest.raises(RowChangedError):
        restructuring.split(desk, row, "title", row.version - 1)
