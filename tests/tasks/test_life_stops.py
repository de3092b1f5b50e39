"""What the steering office changes by a paper: suspend, resume, withdraw, transfer, reopen; nothing is lost by it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.people import make_user
from tests.factories.plans import make_task
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.tasks import stops
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.rules import Status, Timeliness
from tracker.tasks.stops import Paper
from tracker.users.models import Post

PAPER = {"number": "45/QĐ-UBND", "signed_on": "02/03/2026", "reason": "Chờ Nghị định mới"}


def change(desk: Desk, assignment: Assignment, act: str, **fields: Any) -> None:
    desk.session.refresh(assignment)
    answer = desk.act(desk.cast.officer, assignment, act, **{**PAPER, **fields})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    desk.session.refresh(assignment)


def heir_of(desk: Desk, assignment: Assignment) -> Assignment:
    return desk.session.scalars(select(Assignment).where(Assignment.transferred_from_id == assignment.id)).one()


@pytest.mark.parametrize("report", [False, True])
def test_suspended_work_goes_on_where_it_stood(desk: Desk, report: bool) -> None:
    assignment = desk.given(due=date(2026, 3, 10))
    if report:
        desk.report(assignment)
    before = assignment.status
    change(desk, assignment, "tam-hoan")
    assert assignment.timeliness(date(2026, 5, 1)) is Timeliness.STOPPED
    change(desk, assignment, "tiep-tuc", number="46/QĐ-UBND")
    assert (assignment.status, assignment.due_on, assignment.resumes_as) == (before, date(2026, 3, 10), None)
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Tạm hoãn theo văn bản số 45/QĐ-UBND ngày 02/03/2026" in page
    assert "Tiếp tục thực hiện theo văn bản số 46/QĐ-UBND ngày 02/03/2026" in page
    assert "Chờ Nghị định mới" in page


def test_a_report_that_waited_before_the_stop_waits_again(desk: Desk) -> None:
    assignment = desk.given()
    desk.report(assignment)
    change(desk, assignment, "tam-hoan")
    assert assignment.task.code not in desk.page(desk.cast.officer, "/cho-xac-nhan")
    change(desk, assignment, "tiep-tuc")
    assert assignment.task.code in desk.page(desk.cast.officer, "/cho-xac-nhan")


@pytest.mark.parametrize(
    ("fields", "objection"),
    [
        ({"number": " "}, "số, ký hiệu của văn bản quyết định"),
        ({"signed_on": ""}, "ngày của văn bản quyết định"),
        ({"signed_on": "32/03/2026"}, "ngày/tháng/năm"),
        ({"signed_on": "05/03/2026"}, "không được sau hôm nay"),
        ({"reason": ""}, "Hãy ghi lý do."),
    ],
)
@pytest.mark.parametrize("act", ["tam-hoan", "rut"])
def test_no_change_without_a_paper_and_a_reason(desk: Desk, act: str, fields: dict[str, str], objection: str) -> None:
    assignment = desk.given()
    events = desk.events(assignment)
    answer = desk.act(desk.cast.officer, assignment, act, **{**PAPER, **fields})
    assert answer.status_code == 422
    assert objection in answer.get_data(as_text=True)
    assert (desk.status(assignment), desk.events(assignment)) == (Status.ASSIGNED, events)


def test_withdrawn_work_leaves_the_counts_and_keeps_its_history(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 3, 2))
    desk.report(assignment)
    change(desk, assignment, "rut")
    assert assignment.status is Status.WITHDRAWN
    assert assignment.task.code not in desk.page(desk.cast.officer, "/qua-han")
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Rút nhiệm vụ theo văn bản số 45/QĐ-UBND ngày 02/03/2026" in page
    assert "Báo cáo hoàn thành lần 1" in page
    assert "Đã ban hành kế hoạch" in page


def test_a_transfer_keeps_the_days_and_both_read_what_was_done(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 3, 10))
    desk.report(assignment)
    desk.act(desk.cast.officer, assignment, "tra-lai", reason="missing")
    change(desk, assignment, "chuyen", agency=str(desk.cast.finance.id))
    heir = heir_of(desk, assignment)
    assert (assignment.status, heir.status, heir.agency_id) == (
        Status.WITHDRAWN,
        Status.ASSIGNED,
        desk.cast.finance.id,
    )
    assert (heir.original_due, heir.due_on) == (assignment.original_due, date(2026, 3, 10))
    new = desk.page(desk.cast.stranger, f"/nhiem-vu/{assignment.task_id}")
    old = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    for page in (new, old):
        assert "Đã ban hành kế hoạch" in page  # the report of the first agency
        assert "Chuyển cho Sở Tài chính theo văn bản số 45/QĐ-UBND ngày 02/03/2026" in page
    assert "Tiếp nhận từ Sở Khoa học và Công nghệ theo văn bản số 45/QĐ-UBND" in new
    assert f"/viec/{heir.id}/bao-cao" in new
    assert f"/viec/{heir.id}/" not in old
    office = desk.page(desk.cast.officer, f"/nhiem-vu/{assignment.task_id}")
    assert office.count("Giao nhiệm vụ cho") == 1


def test_work_can_come_back_to_the_agency_it_was_taken_from(desk: Desk) -> None:
    assignment = desk.given()
    change(desk, assignment, "chuyen", agency=str(desk.cast.finance.id))
    heir = heir_of(desk, assignment)
    change(desk, heir, "chuyen", agency=str(desk.cast.science.id))
    desk.session.refresh(assignment)
    assert (assignment.status, heir.status) == (Status.ASSIGNED, Status.WITHDRAWN)
    assert desk.act(desk.cast.focal, assignment, "bat-dau").status_code == 302


def test_work_goes_there_and_back_in_one_session(desk: Desk) -> None:
    assignment, day = desk.given(), clock.today()
    by: dict[str, Any] = {"actor": desk.cast.officer, "now": clock.now()}
    paper = Paper("45/QĐ-UBND", day, "Giao nhầm")
    heir = stops.transfer(desk.session, assignment, desk.cast.finance, paper, **by)
    assert stops.transfer(desk.session, heir, desk.cast.science, paper, **by) is assignment
    desk.session.commit()
    assert (assignment.status, heir.status) == (Status.ASSIGNED, Status.WITHDRAWN)


@pytest.mark.parametrize(("to", "objection"), [("everybody", "Hãy chọn"), ("science", "đã chủ trì chính việc này")])
def test_work_goes_only_to_an_agency_that_can_take_it(desk: Desk, to: str, objection: str) -> None:
    assignment = desk.given()
    agency = getattr(desk.cast, to)
    answer = desk.act(desk.cast.officer, assignment, "chuyen", agency=str(agency.id), **PAPER)
    assert answer.status_code == 422
    assert objection in answer.get_data(as_text=True)
    assert desk.status(assignment) is Status.ASSIGNED


def test_completed_work_is_reopened_for_the_next_round(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 3, 2))
    desk.report(assignment, day=date(2026, 3, 2))
    desk.confirm(assignment)
    change(desk, assignment, "mo-lai")
    assert (assignment.status, assignment.closed_at, assignment.reported_on) == (Status.IN_PROGRESS, None, None)
    assert assignment.timeliness(clock.today()) is Timeliness.OVERDUE
    assert assignment.released_on == clock.today()  # its ladder begins today, not where it would stand
    desk.report(assignment)
    assert assignment.round == 2
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Mở lại theo văn bản số 45/QĐ-UBND ngày 02/03/2026" in page
    assert "Xác nhận hoàn thành" in page


def test_work_that_went_on_elsewhere_is_not_reopened_beside_it(desk: Desk) -> None:
    assignment = desk.given()
    change(desk, assignment, "chuyen", agency=str(desk.cast.finance.id))
    answer = desk.act(desk.cast.officer, assignment, "mo-lai", **PAPER)
    assert answer.status_code == 422
    assert "Việc này đã chuyển cho Sở Tài chính" in answer.get_data(as_text=True)


def test_the_task_rolls_up_what_became_of_its_parts(desk: Desk) -> None:
    assignment = desk.given()
    task = assignment.task
    for act, expected in (
        ("tam-hoan", Status.SUSPENDED),
        ("tiep-tuc", Status.ASSIGNED),
        ("rut", Status.WITHDRAWN),
        ("mo-lai", Status.ASSIGNED),
    ):
        change(desk, assignment, act)
        desk.session.refresh(task)
        assert task.status is expected, act
    change(desk, assignment, "chuyen", agency=str(desk.cast.finance.id))
    desk.session.refresh(task)
    assert (task.status, task.assignments_total) == (Status.ASSIGNED, 1)


def test_an_act_sent_twice_is_done_once(desk: Desk) -> None:
    assignment = desk.given()
    seen = assignment.version
    for _ in range(2):
        answer = desk.act(
            desk.cast.officer, assignment, "chuyen", version=seen, agency=str(desk.cast.finance.id), **PAPER
        )
        assert answer.status_code == 302
    moved = select(TaskEvent).where(TaskEvent.kind == "transferred")
    assert len(desk.session.scalars(moved).all()) == 2  # one line for each of the two agencies


def test_each_row_of_a_task_of_many_has_its_changes_behind_a_link(desk: Desk) -> None:
    plan = desk.plan()
    task = make_task(desk.session, plan, [desk.cast.science, desk.cast.finance])
    first, _second = desk.publish(plan)
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert f'href="/viec/{first.id}/thay-doi"' in page
    offered = desk.page(desk.cast.officer, f"/viec/{first.id}/thay-doi")
    assert f'href="/viec/{first.id}/tam-hoan"' in offered
    assert f'href="/viec/{first.id}/tiep-tuc"' not in offered
    viewer = make_user(desk.session, "v@example.vn", agency=desk.cast.office, post=Post.VIEWER)
    desk.session.commit()
    assert desk.get(viewer, f"/viec/{first.id}/thay-doi").status_code in {403, 404}
