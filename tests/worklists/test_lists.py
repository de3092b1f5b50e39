"""Filters with a name and further columns are a person's own; shared ones show each what he may see."""

import pytest
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.tasks.conftest import Desk
from tracker.users.models import User
from tracker.worklists.models import SavedFilter
from tracker.worklists.queries import MOST_FILTERS


def keep(desk: Desk, who: User, name: str, query: str, **more: str) -> str:
    data = {"page": "tasks.index", "name": name, "query": query, **more}
    answer = desk.sign_in(who).post("/bo-loc", data=data)
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_a_filter_is_kept_used_and_dropped(desk: Desk) -> None:
    desk.given()
    assert keep(desk, desk.cast.officer, "Đang quá hạn", "tien-do=overdue") == "/nhiem-vu?tien-do=overdue"
    page = desk.page(desk.cast.officer, "/nhiem-vu")
    assert "Đang quá hạn" in page
    assert '/nhiem-vu?tien-do=overdue"' in page
    assert "Đang quá hạn" not in desk.page(desk.cast.leader, "/nhiem-vu"), "it is his own"
    kept = desk.session.scalars(select(SavedFilter)).one()
    assert desk.sign_in(desk.cast.leader).post(f"/bo-loc/{kept.id}/xoa").status_code == 404
    assert desk.sign_in(desk.cast.officer).post(f"/bo-loc/{kept.id}/xoa").status_code == 302
    assert desk.session.scalar(select(func.count(SavedFilter.id))) == 0


def test_a_shared_filter_shows_each_what_he_may_see(desk: Desk) -> None:
    colleague = make_user(desk.session, "colleague@example.vn", agency=desk.cast.science)
    desk.session.commit()
    keep(desk, desk.cast.focal, "Việc tuần này", "trang-thai=to_do", share="y")
    assert "Việc tuần này" in desk.page(colleague, "/nhiem-vu")
    assert "Việc tuần này" in desk.page(colleague, "/bo-loc")
    assert "Việc tuần này" not in desk.page(desk.cast.stranger, "/nhiem-vu")


def test_the_same_name_takes_the_new_address(desk: Desk) -> None:
    keep(desk, desk.cast.officer, "Theo dõi", "tien-do=overdue")
    keep(desk, desk.cast.officer, "Theo  dõi", "tien-do=due_soon")
    assert [kept.query for kept in desk.session.scalars(select(SavedFilter))] == ["tien-do=due_soon"]


@pytest.mark.parametrize("query", ["", "x=1", "tien-do=khong-co", "//evil.example", "&".join(["q=a"] * 200)])
def test_an_address_without_sense_is_not_kept(desk: Desk, query: str) -> None:
    location = keep(desk, desk.cast.officer, "Lạ", query)
    assert location.startswith("/nhiem-vu")
    assert desk.session.scalar(select(func.count(SavedFilter.id))) == 0


def test_there_is_an_end_of_filters(desk: Desk) -> None:
    client = desk.sign_in(desk.cast.officer)
    for number in range(MOST_FILTERS + 1):
        client.post("/bo-loc", data={"page": "tasks.index", "name": f"Bộ lọc {number}", "query": f"q={number}a"})
    assert desk.session.scalar(select(func.count(SavedFilter.id))) == MOST_FILTERS
    assert "tối đa 30 bộ lọc" in client.get("/bo-loc").get_data(as_text=True)


def test_chosen_columns_are_remembered(desk: Desk) -> None:
    given = desk.given(responsible_head="Giám đốc Sở Khoa học và Công nghệ", deliverable="Đề án được duyệt")
    assert "Đề án được duyệt" not in desk.page(desk.cast.officer, "/nhiem-vu")
    client = desk.sign_in(desk.cast.officer)
    answer = client.post("/cot", data={"cot": ["nguoi-dung-dau", "san-pham", "khong-co"], "query": "q=de+an"})
    assert answer.headers["Location"] == "/nhiem-vu?q=de+an"
    page = desk.page(desk.cast.officer, "/nhiem-vu")
    for words in (
        "Người đứng đầu chịu trách nhiệm</th>",
        "Giám đốc Sở Khoa học",
        "Đề án được duyệt",
        given.task.code,
    ):
        assert words in page, words
    assert "Đề án được duyệt" not in desk.page(desk.cast.leader, "/nhiem-vu")
    client.post("/cot", data={})
    assert "Đề án được duyệt" not in desk.page(desk.cast.officer, "/nhiem-vu")
