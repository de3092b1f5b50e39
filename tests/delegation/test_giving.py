"""A lead agency splits its assignment: by form, several at once, changed and taken back while nobody has reported."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.delegation.conftest import Desk, Wards
from tracker.errors import DomainError
from tracker.tasks import service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.tasks.rules import Status

PARTS = (
    {"title": "Rà soát dữ liệu", "agencies": "phong quan ly khoa hoc", "due": "20/03/2026", "mandatory": "y"},
    {"title": "Tập huấn", "deliverable": "2 lớp", "agencies": "Các phường\nPhòng Quản lý khoa học"},
)


def test_several_sub_tasks_are_given_in_one_form(desk: Desk, wards: Wards) -> None:
    parent = desk.given()
    code = parent.task.code
    answer = desk.sign_in(desk.cast.focal).post(f"/viec/{parent.id}/giao-viec-con", data=desk.form(parent, *PARTS))
    assert answer.status_code == 302
    first, second = desk.children(parent)
    assert [first.code, second.code] == [f"{code}/1", f"{code}/2"]
    assert (first.mandatory, second.mandatory) == (True, False)
    assert first.assignments[0].due_on == date(2026, 3, 20)
    assert second.assignments[0].due_on == parent.due_on
    assert {one.agency for one in second.assignments} == {wards.first, wards.second, desk.unit}
    for child in (first, second):
        assert {(one.parent_id, one.decider_id) for one in child.assignments} == {(parent.id, parent.agency_id)}
    assert parent.agency.delegates


def test_a_form_sent_twice_gives_once(desk: Desk) -> None:
    parent = desk.given()
    sent = desk.form(parent, PARTS[0])
    browser = desk.sign_in(desk.cast.focal)
    for _ in range(2):
        assert browser.post(f"/viec/{parent.id}/giao-viec-con", data=sent).status_code == 302
    assert len(desk.children(parent)) == 1


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"title": "", "agencies": "Phòng Quản lý khoa học"}, "Hãy ghi nội dung việc con."),
        ({"title": "Rà soát", "agencies": ""}, "Hãy ghi cơ quan thực hiện."),
        ({"title": "Rà soát", "agencies": "Phòng Quản lý"}, "Có phải: Phòng Quản lý khoa học?"),
        ({"title": "Rà soát", "agencies": "Sở Trên Trời"}, "Không có cơ quan nào tên “Sở Trên Trời”"),
        ({"title": "Rà soát", "agencies": "Sở Khoa học và Công nghệ"}, "Không giao việc con cho chính cơ quan"),
        ({"title": "Rà soát", "agencies": "Sở Tài chính", "due": "ngày mai"}, "Hãy nhập ngày dạng"),
        ({"title": "Rà soát", "agencies": "Sở Tài chính", "due": "01/03/2026"}, "Thời hạn đã qua"),
        ({"title": "Rà soát", "agencies": "Sở Tài chính", "due": "30/04/2026"}, "sau hạn của việc đang chia"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Desk, part: dict[str, str], words: str) -> None:
    parent = desk.given(due=date(2026, 3, 31))
    answer = desk.sign_in(desk.cast.focal).post(f"/viec/{parent.id}/giao-viec-con", data=desk.form(parent, part))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in page
    assert part["agencies"] in page
    assert desk.children(parent) == []


def test_a_day_after_the_parents_needs_a_tick_and_is_marked(desk: Desk) -> None:
    parent = desk.given(due=date(2026, 3, 31))
    desk.give(parent, due=date(2026, 5, 5), may_be_later=True)
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{parent.task_id}")
    assert "Sau hạn việc cha" in page
    assert "1 việc con có thời hạn sau hạn của việc này." in page


def test_moving_the_parent_before_its_parts_warns(desk: Desk) -> None:
    parent = desk.given(due=date(2026, 3, 31))
    desk.give(parent, due=date(2026, 3, 30))
    assert "sau hạn của việc này" not in desk.page(desk.cast.focal, f"/nhiem-vu/{parent.task_id}")
    parent.set_due(date(2026, 3, 20), date(2026, 3, 20), date(2026, 3, 20))
    desk.session.commit()
    assert "1 việc con có thời hạn sau hạn của việc này." in desk.page(desk.cast.focal, f"/nhiem-vu/{parent.task_id}")


def test_more_rows_are_offered_without_losing_what_was_typed(desk: Desk) -> None:
    parent = desk.given()
    sent = desk.form(parent, PARTS[0], more="1")
    page = desk.sign_in(desk.cast.focal).post(f"/viec/{parent.id}/giao-viec-con", data=sent).get_data(as_text=True)
    assert "Rà soát dữ liệu" in page
    assert 'name="parts-3-title"' in page


def test_only_the_lead_gives_its_work_on(desk: Desk) -> None:
    parent = desk.given()
    path = f"/viec/{parent.id}/giao-viec-con"
    codes = {
        name: desk.get(getattr(desk.cast, name), path).status_code
        for name in ("focal", "stranger", "officer", "leader", "inspector", "admin")
    }
    assert codes == {"focal": 200, "stranger": 404, "officer": 403, "leader": 403, "inspector": 403, "admin": 403}


def test_a_reported_assignment_is_not_split_any_more(desk: Desk) -> None:
    parent = desk.given()
    desk.report(parent)
    with pytest.raises(DomainError):
        desk.give(parent)


def test_a_sub_task_is_split_further_but_never_given_back_up(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    part = {"title": "Nhập liệu", "agencies": "Sở Khoa học và Công nghệ"}
    browser = desk.sign_in(desk.in_unit)
    refused = browser.post(f"/viec/{child.id}/giao-viec-con", data=desk.form(child, part))
    assert refused.status_code == 422
    part["agencies"] = desk.ward.name
    assert browser.post(f"/viec/{child.id}/giao-viec-con", data=desk.form(child, part)).status_code == 302
    grandchild = desk.children(child)[0]
    assert grandchild.code == f"{parent.task.code}/1/1"
    assert grandchild.assignments[0].decider_id == desk.unit.id


def test_a_sub_task_is_changed_while_nobody_has_reported(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent, desk.unit, desk.ward, due=date(2026, 3, 20))[0]
    sent = {
        "version": str(parent.version),
        "title": "Rà soát lại",
        "agencies": f"{desk.ward.name}\nSở Tài chính",
        "due": "16/03/2026",
    }
    browser = desk.sign_in(desk.cast.focal)
    assert browser.post(f"/viec-con/{child.task_id}/sua", data=sent).status_code == 302
    desk.session.expire_all()
    rows = {one.agency.name: one for one in child.task.assignments}
    assert (child.task.title, child.task.mandatory) == ("Rà soát lại", False)
    assert {name: row.status for name, row in rows.items()} == {
        desk.unit.name: Status.WITHDRAWN,
        desk.ward.name: Status.ASSIGNED,
        "Sở Tài chính": Status.ASSIGNED,
    }
    assert {rows[desk.ward.name].due_on, rows["Sở Tài chính"].due_on} == {date(2026, 3, 16)}
    assert rows[desk.ward.name].original_due == date(2026, 3, 20)
    assert {row.decider_id for row in rows.values()} == {parent.agency_id}


def test_an_agency_that_was_left_out_can_be_given_the_work_again(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent, desk.unit, desk.ward)[0]
    browser = desk.sign_in(desk.cast.focal)
    for agencies in (desk.ward.name, f"{desk.ward.name}; {desk.unit.name}"):
        desk.session.refresh(parent)
        sent = {"version": str(parent.version), "title": "Rà soát", "agencies": agencies}
        assert browser.post(f"/viec-con/{child.task_id}/sua", data=sent).status_code == 302
    assert desk.status(child) is Status.ASSIGNED


def test_a_sub_task_is_taken_back_with_a_reason(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    browser, path = desk.sign_in(desk.cast.focal), f"/viec-con/{child.task_id}/rut"
    assert browser.post(path, data={"version": str(parent.version), "reason": " "}).status_code == 422
    answer = browser.post(path, data={"version": str(parent.version), "reason": "Không còn cần"})
    assert answer.status_code == 302
    assert desk.status(child) is Status.WITHDRAWN
    desk.session.refresh(parent)
    assert desk.give(parent)[0].task.code == f"{parent.task.code}/2"


def test_what_was_reported_is_neither_changed_nor_taken_back(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    desk.report(child, by=desk.in_unit)
    browser = desk.sign_in(desk.cast.focal)
    for act, fields in (("sua", {"title": "Khác", "agencies": desk.ward.name}), ("rut", {"reason": "Nhầm"})):
        sent = {"version": str(parent.version), **fields}
        assert browser.post(f"/viec-con/{child.task_id}/{act}", data=sent).status_code == 422
    assert desk.status(child) is Status.SUBMITTED


def test_the_history_tells_on_both_pages(desk: Desk) -> None:
    parent = desk.given()
    child = desk.give(parent)[0]
    query = select(TaskEvent.kind).where(TaskEvent.assignment_id == parent.id)
    assert list(desk.session.scalars(query)) == [EventKind.DELEGATED]
    assert "Giao việc con" in desk.page(desk.cast.officer, f"/nhiem-vu/{parent.task_id}")
    assert "Giao nhiệm vụ cho Phòng Quản lý khoa học" in desk.page(desk.in_unit, f"/nhiem-vu/{child.task_id}")


def test_who_takes_the_work_over_decides_on_its_parts(desk: Desk) -> None:
    from tracker.tasks.stops import Paper, transfer

    parent = desk.given()
    child = desk.give(parent)[0]
    paper = Paper("12/QĐ", date(2026, 3, 2), "Đổi đầu mối")
    now = desk.moment().now
    heir = transfer(desk.session, parent, desk.cast.finance, paper, actor=desk.cast.officer, now=now)
    desk.session.commit()
    desk.session.expire_all()
    assert (child.parent_id, child.decider_id) == (heir.id, desk.cast.finance.id)
    assert child.task.delegated_from_id == heir.id
    assert desk.status(child) is Status.ASSIGNED


def test_what_is_withdrawn_takes_its_open_parts_along(desk: Desk) -> None:
    parent = desk.given()
    open_one, done_one = desk.give(parent)[0], desk.give(parent, desk.ward)[0]
    desk.report(done_one, by=desk.in_ward)
    service.confirm(done_one, actor=desk.cast.focal, now=desk.moment().now)
    service.withdraw(parent, "Không còn trong kế hoạch", actor=desk.cast.officer, now=desk.moment().now)
    desk.session.commit()
    assert [desk.status(one) for one in (open_one, done_one)] == [Status.WITHDRAWN, Status.COMPLETED]


def test_numbers_are_counted_over_all_leads_of_a_task(desk: Desk) -> None:
    plan = desk.plan()
    task = desk.task(plan)
    task.agencies.append(
        type(task.agencies[0])(agency=desk.cast.finance, part=task.agencies[0].part, raw="", position=1)
    )
    desk.session.flush()
    science, finance = sorted(desk.publish(plan), key=lambda one: one.agency_id != desk.cast.science.id)
    desk.give(science)
    desk.give(finance, desk.ward)
    assert (
        desk.session.scalar(select(func.count(Task.id)).where(Task.code.in_([f"{task.code}/1", f"{task.code}/2"])))
        == 2
    )
    assert desk.session.scalar(select(func.count(Assignment.id)).where(Assignment.parent_id == finance.id)) == 1
