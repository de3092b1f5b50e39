"""Confirming and returning: never one's own report, once only, and never on an old page."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories.people import make_user
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.notifications.models import Notification
from tracker.tasks import service
from tracker.tasks.kinds import Decision
from tracker.tasks.models import Assignment, Submission
from tracker.tasks.rules import Status, Timeliness
from tracker.users.models import Membership, Post, User


@pytest.fixture
def waiting(desk: Desk) -> Assignment:
    assignment = desk.given()
    desk.report(assignment)
    return assignment


@pytest.fixture
def second_officer(desk: Desk) -> User:
    user = make_user(desk.session, "second@example.vn", agency=desk.cast.office, post=Post.HEAD)
    desk.session.commit()
    return user


@pytest.mark.parametrize(("act", "fields"), [("xac-nhan", {}), ("tra-lai", {"reason": "missing"})])
def test_nobody_decides_on_a_report_of_ones_own(desk: Desk, act: str, fields: dict[str, str]) -> None:
    """W2: not even with a post in both agencies."""
    assignment = desk.given()
    both = desk.cast.officer
    both.memberships.append(Membership(agency=desk.cast.science, post=Post.FOCAL))
    desk.session.commit()
    assert desk.act(both, assignment, "bao-cao", text="Xong", document_number="1/BC").status_code == 302
    answer = desk.act(both, assignment, act, **fields)
    assert answer.status_code == 409
    assert "Người báo cáo không được tự xác nhận" in answer.get_data(as_text=True)
    assert desk.status(assignment) is Status.SUBMITTED
    page = desk.page(both, "/cho-xac-nhan")
    assert "Bạn là người báo cáo" in page
    assert f'action="/viec/{assignment.id}/xac-nhan"' not in page


def test_of_two_deciders_one_is_told_of_the_other(desk: Desk, waiting: Assignment, second_officer: User) -> None:
    """W3: both saw the same page; one decision, one event, one mail."""
    seen = waiting.version
    events = desk.events(waiting)
    first = desk.act(desk.cast.officer, waiting, "xac-nhan", version=seen)
    second = desk.act(second_officer, waiting, "tra-lai", version=seen, reason="other", text="Thiếu phụ lục số liệu")
    assert (first.status_code, second.status_code) == (302, 409)
    page = second.get_data(as_text=True)
    assert "Hoàn thành" in page
    assert "Thiếu phụ lục số liệu" in page
    assert desk.status(waiting) is Status.COMPLETED
    assert desk.events(waiting) == events + 1
    mails = desk.session.scalar(select(func.count(Notification.id)).where(Notification.kind == "confirmed"))
    people = desk.session.scalar(
        select(func.count(Notification.user_id.distinct())).where(Notification.kind == "confirmed")
    )
    assert mails == people
    assert desk.session.scalar(select(func.count(Notification.id)).where(Notification.kind == "returned")) == 0


@pytest.mark.parametrize(("act", "fields"), [("xac-nhan", {}), ("tra-lai", {"reason": "missing"})])
def test_a_decision_on_a_report_that_was_replaced_meanwhile_is_refused(
    desk: Desk, waiting: Assignment, second_officer: User, act: str, fields: dict[str, str]
) -> None:
    """The page showed round 1; round 2, which nobody read, must not be decided by it."""
    seen = waiting.version
    assert desk.act(second_officer, waiting, "tra-lai", reason="evidence").status_code == 302
    desk.session.refresh(waiting)
    desk.report(waiting)
    answer = desk.act(desk.cast.officer, waiting, act, version=seen, **fields)
    assert answer.status_code == 409
    assert "vừa được người khác cập nhật" in answer.get_data(as_text=True)
    assert desk.status(waiting) is Status.SUBMITTED


def test_a_decision_sent_twice_is_taken_once(desk: Desk, waiting: Assignment) -> None:
    seen, events = waiting.version, desk.events(waiting)
    for _ in range(2):
        answer = desk.act(desk.cast.officer, waiting, "xac-nhan", version=seen, note="Đủ hồ sơ")
        assert answer.status_code == 302
    assert desk.events(waiting) == events + 1


def test_a_return_sent_twice_is_taken_once(desk: Desk, waiting: Assignment) -> None:
    seen, events = waiting.version, desk.events(waiting)
    for _ in range(2):
        answer = desk.act(
            desk.cast.officer, waiting, "tra-lai", version=seen, reason="evidence", text="Tệp không mở được"
        )
        assert answer.status_code == 302
    assert desk.events(waiting) == events + 1
    assert desk.status(waiting) is Status.RETURNED


def test_a_return_without_a_reason_is_asked_again_with_what_was_typed(desk: Desk, waiting: Assignment) -> None:
    answer = desk.act(desk.cast.officer, waiting, "tra-lai", text="Nội dung đã nhập", queue="1")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert "Hãy chọn lý do trả lại." in page
    assert "Nội dung đã nhập" in page
    assert desk.status(waiting) is Status.SUBMITTED
    other = desk.act(desk.cast.officer, waiting, "tra-lai", reason="other", text="  ")
    assert other.status_code == 422
    assert "cần bổ sung gì" in other.get_data(as_text=True)


def test_the_reason_is_kept_with_the_report(desk: Desk, waiting: Assignment) -> None:
    desk.act(desk.cast.officer, waiting, "tra-lai", reason="missing", text="Đề nghị bổ sung quyết định")
    submission = desk.session.scalars(select(Submission)).one()
    assert submission.reason == "Thiếu văn bản, sản phẩm theo kết quả được giao. Đề nghị bổ sung quyết định"
    assert submission.decided_by_id == desk.cast.officer.id
    assert submission.reason in desk.page(desk.cast.focal, f"/viec/{waiting.id}/bao-cao")


def test_deciding_goes_on_to_the_next_report(desk: Desk) -> None:
    reports = desk.given_many(3)
    for assignment in reports:
        desk.report(assignment)
    first, second, third = reports
    page = desk.page(desk.cast.officer, "/cho-xac-nhan")
    assert page.index(first.task.code) < page.index(second.task.code) < page.index(third.task.code)
    answer = desk.act(desk.cast.officer, second, "xac-nhan", queue="1")
    assert answer.headers["Location"].endswith(f"/cho-xac-nhan?viec={third.id}")
    answer = desk.act(desk.cast.officer, third, "tra-lai", reason="wrong", queue="1")
    assert answer.headers["Location"].endswith(f"/cho-xac-nhan?viec={first.id}")
    answer = desk.act(desk.cast.officer, first, "xac-nhan", queue="1")
    assert answer.headers["Location"].endswith("/cho-xac-nhan")
    assert "Không có báo cáo nào chờ xác nhận" in desk.page(desk.cast.officer, "/cho-xac-nhan")


def test_a_report_that_was_decided_meanwhile_leads_to_the_oldest_waiting(desk: Desk, waiting: Assignment) -> None:
    other = desk.given(title="Việc khác đang chờ")
    desk.report(other)
    desk.confirm(waiting)
    page = desk.page(desk.cast.officer, "/cho-xac-nhan", viec=waiting.id)
    assert "không còn chờ xác nhận" in page
    assert "Việc khác đang chờ" in page


def test_the_report_day_and_not_the_confirmation_decides_on_time(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 3, 2))
    desk.report(assignment, day=date(2026, 3, 2))
    assert "tính hoàn thành đúng hạn" in desk.page(desk.cast.officer, "/cho-xac-nhan")
    desk.act(desk.cast.officer, assignment, "xac-nhan")
    desk.session.refresh(assignment)
    assert assignment.timeliness(date(2026, 3, 4)) is Timeliness.DONE_ON_TIME


def test_a_decision_is_about_the_latest_round_and_leaves_the_earlier_ones(desk: Desk) -> None:
    """Also where all rounds were made in one session, as the sample's are."""
    assignment = desk.given()
    desk.report(assignment)
    service.return_for_rework(assignment, "Thiếu phụ lục", actor=desk.cast.officer, now=clock.now())
    desk.report(assignment)
    desk.confirm(assignment)
    decided = {one.round: (one.decision, one.reason) for one in assignment.submissions}
    assert decided == {1: (Decision.RETURNED, "Thiếu phụ lục"), 2: (Decision.CONFIRMED, "")}
