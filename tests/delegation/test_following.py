"""Who sees what of a split assignment, who decides on its parts, what is counted, and what a part holds back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.counting import statements
from tests.delegation.conftest import Desk
from tracker.tasks import service
from tracker.tasks.counts import by_agency, four_cells
from tracker.tasks.models import Assignment
from tracker.tasks.queries import official
from tracker.tasks.rules import Status
from tracker.users.models import User

LIST = "/nhiem-vu"


def figures(desk: Desk) -> dict[str, Any]:
    """Everything that the offices count by."""
    day = desk.moment().day
    return {
        "cells": four_cells(desk.session, official(), day),
        "agencies": by_agency(desk.session, official(), day),
        **{
            f"{who.email}{path}": numbers(desk, who, path)
            for who in (desk.cast.officer, desk.cast.leader)
            for path in ("/", "/qua-han", "/ke-hoach", f"/co-quan/{desk.cast.science.id}", LIST)
        },
    }


def numbers(desk: Desk, who: User, path: str) -> list[str]:
    """The numbers of a page that are links or counts, in order."""
    import re

    page = desk.page(who, path)
    return re.findall(r'class="(?:stat-number|group-count|cell-number)[^"]*">([^<]*)<', page)


def test_counts_are_equal_before_and_after_work_is_given_on(desk: Desk) -> None:
    given = desk.given_many(3, due=desk.moment().day)
    before = figures(desk)
    for parent in given:
        desk.give(parent, desk.unit, desk.ward)
    assert figures(desk) == before


def test_w6_a_mandatory_part_that_is_open_holds_the_report_back(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent, title="Rà soát dữ liệu")[0]
    desk.give(parent, desk.ward, title="Tập huấn", mandatory=False)
    answer = desk.act(desk.cast.focal, parent, "bao-cao", text="Xong", document_number="1/BC")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f"còn 1 việc con bắt buộc chưa xong: {child.task.code} Rà soát dữ liệu." in page
    assert "Tập huấn" not in page
    assert desk.status(parent) is Status.ASSIGNED

    desk.report(child, by=desk.in_unit)
    assert desk.act(desk.cast.focal, parent, "bao-cao", text="Xong", document_number="1/BC").status_code == 422
    service.confirm(child, actor=desk.cast.focal, now=desk.moment().now)
    desk.session.commit()
    assert desk.act(desk.cast.focal, parent, "bao-cao", text="Xong", document_number="1/BC").status_code == 302


def test_w6_the_whole_is_not_confirmed_while_a_part_was_opened_again(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    desk.report(child, by=desk.in_unit)
    service.confirm(child, actor=desk.cast.focal, now=desk.moment().now)
    desk.report(parent)
    child.status = Status.IN_PROGRESS
    child.task.status = Status.IN_PROGRESS
    desk.session.commit()
    answer = desk.act(desk.cast.officer, parent, "xac-nhan")
    assert answer.status_code == 409
    assert "còn 1 việc con bắt buộc chưa xong" in answer.get_data(as_text=True)
    assert desk.status(parent) is Status.SUBMITTED


def test_the_agency_that_gave_it_on_decides_and_not_the_plans_office(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    desk.report(child, by=desk.in_unit)
    assert desk.act(desk.cast.officer, child, "xac-nhan").status_code == 403
    assert child.task.code in desk.page(desk.cast.focal, "/cho-xac-nhan")
    assert child.task.code not in desk.page(desk.cast.officer, "/cho-xac-nhan")
    assert desk.act(desk.in_unit, child, "xac-nhan").status_code == 403
    assert desk.act(desk.cast.focal, child, "xac-nhan").status_code == 302
    assert desk.status(child) is Status.COMPLETED


def test_the_queue_is_no_page_of_agencies_that_gave_nothing_on(desk: Desk) -> None:
    desk.given()
    assert desk.get(desk.cast.focal, "/cho-xac-nhan").status_code == 403


def test_the_plans_office_and_leaders_see_the_parts(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    for who in (desk.cast.officer, desk.cast.leader, desk.cast.inspector, desk.cast.focal):
        assert desk.get(who, f"/nhiem-vu/{child.task_id}").status_code == 200
        assert child.task.code in desk.page(who, f"/nhiem-vu/{parent.task_id}")


def test_p19_a_part_shows_nothing_of_the_whole_or_of_its_siblings(desk: Desk) -> None:
    """Neither page, list, search, history, file nor count."""
    parent = desk.given(title="Đề án tuyệt mật của Sở")
    mine = desk.give(parent, title="Phần của phòng")[0]
    other = desk.give(parent, desk.ward, title="Phần của phường", mandatory=False)[0]
    both = desk.give(parent, desk.unit, desk.ward, title="Phần chung", mandatory=False)
    desk.report(other, by=desk.in_ward)
    for one in (mine, both[0]):
        desk.report(one, by=desk.in_unit)
        service.confirm(one, actor=desk.cast.focal, now=desk.moment().now)
    desk.report(parent)
    who, hidden = desk.in_unit, ("Đề án tuyệt mật", "Phần của phường", "phường Sài Gòn", "125/KH-UBND ")
    assert desk.get(who, f"/nhiem-vu/{parent.task_id}").status_code == 404
    assert desk.get(who, f"/nhiem-vu/{other.task_id}").status_code == 404
    pages = (
        "/",
        LIST,
        f"{LIST}?viec-con=1",
        f"{LIST}?q=phuong+sai+gon&viec-con=1",
        f"{LIST}?nhiem-vu={both[0].task_id}",
        f"/nhiem-vu/{mine.task_id}",
        f"/nhiem-vu/{both[0].task_id}",
        f"/ke-hoach/{parent.plan_id}",
    )
    for path in pages:
        text = desk.sign_in(who).get(path).get_data(as_text=True)
        assert not [words for words in hidden if words in text], path
    assert desk.get(who, f"/co-quan/{desk.ward.id}").status_code == 404
    for assignment in (parent, other, both[1]):
        assert desk.act(who, assignment, "bao-cao", text="x", document_number="1").status_code == 404


def test_a_part_names_the_place_of_the_whole(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    page = desk.page(desk.in_unit, f"/nhiem-vu/{child.task_id}")
    assert f"{parent.task.code}, {parent.plan.number}" in page
    assert "Sở Khoa học và Công nghệ giao và xác nhận kết quả" in page
    desk.give(parent, due=desk.moment().day + timedelta(days=2))
    assert f"Việc con của {parent.task.code}" in desk.page(desk.in_unit, "/")


def test_lists_leave_parts_out_and_say_so(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    plain = desk.page(desk.cast.officer, LIST)
    assert child.task.code not in plain.replace(parent.task.code + ",", "")
    assert "Ngoài danh sách này còn 1 việc con." in plain
    whole = desk.page(desk.cast.officer, LIST, **{"viec-con": "1"})
    assert child.task.code in whole
    assert "Ngoài danh sách này" not in whole
    assert child.task.code in desk.page(desk.in_unit, LIST, **{"cua-toi": "1"})


def test_an_agency_follows_what_it_gave_on_in_its_own_overdue_list(desk: Desk, freeze: Any) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    freeze("2026-04-20 08:00")
    assert child.task.code in desk.page(desk.cast.focal, "/qua-han")
    office = desk.page(desk.cast.officer, "/qua-han")
    assert parent.task.code in office
    assert child.task.code not in office


def test_progress_rolls_up_on_the_page_of_the_whole(desk: Desk) -> None:
    parent = desk.given()
    first, second = desk.give(parent, desk.unit, desk.ward)
    service.update_progress(first, "Được nửa", actor=desk.in_unit, now=desk.moment().now, percent=50)
    desk.report(second, by=desk.in_ward)
    service.confirm(second, actor=desk.cast.focal, now=desk.moment().now)
    desk.session.commit()
    assert "đã hoàn thành 1/2 phần việc, tiến độ chung 75%" in desk.page(
        desk.cast.officer, f"/nhiem-vu/{parent.task_id}"
    )


@pytest.mark.parametrize("who", ["focal", "officer", "leader"])
def test_the_page_asks_as_often_for_many_parts_as_for_few(desk: Desk, who: str) -> None:
    few, many = desk.given(), desk.given()
    desk.give(few, desk.unit, desk.ward)
    for number in range(20):
        desk.give(many, desk.unit, desk.ward, title=f"Phần {number}")
    browser = desk.sign_in(getattr(desk.cast, who))
    asked = []
    for path in [f"/nhiem-vu/{parent.task_id}" for parent in (few, many)]:
        with statements() as sent:
            assert browser.get(path).status_code == 200
        asked.append(len(sent))
    assert asked[0] == asked[1]


def test_every_row_knows_who_decides(desk: Desk) -> None:
    parent = desk.given()
    desk.give(parent, desk.unit, desk.ward)
    deciders = {one.parent_id: one.decider_id for one in desk.session.scalars(select(Assignment))}
    assert deciders == {None: desk.cast.office.id, parent.id: desk.cast.science.id}
