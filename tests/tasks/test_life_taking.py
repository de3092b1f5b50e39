"""An agency takes work, or hands it back and is answered; the clock runs all the time."""

from datetime import date

import pytest

from tests.tasks.conftest import Desk
from tracker import clock
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status, Timeliness

WORDS = "Thuộc thẩm quyền của cơ quan khác. Sở Tài chính quản lý quỹ"


@pytest.fixture
def handed_back(desk: Desk) -> Assignment:
    assignment = desk.given(due=date(2026, 3, 2))
    assignment.held = False
    desk.session.commit()
    answer = desk.act(
        desk.cast.focal, assignment, "tra-lai-viec", reason="other_agency", text="Sở Tài chính quản lý quỹ"
    )
    assert answer.status_code == 302
    desk.session.refresh(assignment)
    return assignment


def test_taking_work_is_said_once(desk: Desk) -> None:
    assignment = desk.given()
    seen, events = assignment.version, desk.events(assignment)
    for _ in range(2):
        assert desk.act(desk.cast.focal, assignment, "nhan-viec", version=seen).status_code == 302
    assert desk.events(assignment) == events + 1
    assert desk.status(assignment) is Status.ASSIGNED
    assert assignment.accepted_at == clock.now()
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Nhận việc" in page
    assert f'action="/viec/{assignment.id}/nhan-viec"' not in page


def test_opening_the_page_accepts_nothing(desk: Desk) -> None:
    assignment = desk.given()
    desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    desk.session.refresh(assignment)
    assert assignment.accepted_at is None


def test_work_begun_is_work_accepted(desk: Desk) -> None:
    assignment = desk.given()
    desk.act(desk.cast.focal, assignment, "tien-do", note="Đã họp tổ soạn thảo")
    desk.session.refresh(assignment)
    assert assignment.accepted_at is not None


def test_work_handed_back_waits_for_the_office_while_the_clock_runs(desk: Desk, handed_back: Assignment) -> None:
    assert handed_back.status is Status.ASSIGNED
    assert handed_back.timeliness(clock.today()) is Timeliness.OVERDUE
    home = desk.page(desk.cast.officer, "/")
    assert "Cơ quan trả lại việc" in home
    assert f'href="/viec/{handed_back.id}/giu-nguyen"' in home
    listed = desk.page(desk.cast.officer, "/nhiem-vu", **{"trang-thai": "handed_back"})
    assert handed_back.task.code in listed
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{handed_back.task_id}")
    assert "trả lại việc này, đang chờ bạn trả lời" in page
    assert WORDS in page
    own = desk.page(desk.cast.focal, f"/nhiem-vu/{handed_back.task_id}")
    assert "Thời hạn vẫn được tính" in own


def test_the_office_holds_to_it_with_a_word(desk: Desk, handed_back: Assignment) -> None:
    refused = desk.act(desk.cast.officer, handed_back, "giu-nguyen", text=" ")
    assert refused.status_code == 422
    assert "vì sao giữ nguyên phân công" in refused.get_data(as_text=True)
    answer = desk.act(desk.cast.officer, handed_back, "giu-nguyen", text="Quy chế giao Sở chủ trì")
    assert answer.status_code == 302
    desk.session.refresh(handed_back)
    assert handed_back.handed_back_at is None
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{handed_back.task_id}")
    assert "Giữ nguyên phân công" in page
    assert "Quy chế giao Sở chủ trì" in page
    again = desk.act(desk.cast.officer, handed_back, "giu-nguyen", text="Lần nữa")
    assert again.status_code == 422
    assert "không còn đề nghị trả lại" in again.get_data(as_text=True)


@pytest.mark.parametrize(
    ("act", "fields"), [("nhan-viec", {}), ("bao-cao", {"text": "Xong", "document_number": "1/BC"})]
)
def test_an_agency_that_does_the_work_after_all_waits_for_no_answer(
    desk: Desk, handed_back: Assignment, act: str, fields: dict[str, str]
) -> None:
    assert desk.act(desk.cast.focal, handed_back, act, **fields).status_code == 302
    desk.session.refresh(handed_back)
    assert handed_back.handed_back_at is None
    assert "Cơ quan trả lại việc" not in desk.page(desk.cast.officer, "/")


def test_handing_back_needs_a_reason_and_sometimes_words(desk: Desk) -> None:
    assignment = desk.given()
    nothing = desk.act(desk.cast.focal, assignment, "tra-lai-viec")
    other = desk.act(desk.cast.focal, assignment, "tra-lai-viec", reason="other", text=" ")
    assert (nothing.status_code, other.status_code) == (422, 422)
    assert "Hãy chọn lý do trả lại việc." in nothing.get_data(as_text=True)
    assert "Hãy giải thích để cơ quan thường trực xem xét." in other.get_data(as_text=True)
    desk.session.refresh(assignment)
    assert assignment.handed_back_at is None


def test_progress_tells_what_holds_the_work_up_and_who_could_help(desk: Desk) -> None:
    assignment = desk.given()
    told = {
        "note": "Đã trình dự thảo",
        "percent": "60",
        "obstacle": "Chưa có hướng dẫn của Bộ",
        "cause": "objective",
        "proposal": "Đề nghị Thành ủy có văn bản hỏi Bộ",
    }
    assert desk.act(desk.cast.focal, assignment, "tien-do", **told).status_code == 302
    desk.session.refresh(assignment)
    assert (assignment.percent, assignment.obstacle) == (60, "Chưa có hướng dẫn của Bộ")
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{assignment.task_id}")
    assert "Vướng mắc khách quan: Chưa có hướng dẫn của Bộ" in page
    assert "Cập nhật tiến độ: 60%, vướng mắc khách quan" in page
    assert "Đề xuất, kiến nghị: Đề nghị Thành ủy có văn bản hỏi Bộ" in page
    form = desk.page(desk.cast.focal, f"/viec/{assignment.id}/tien-do")
    assert 'value="60"' in form
    assert "Chưa có hướng dẫn của Bộ" in form
    assert (
        desk.act(desk.cast.focal, assignment, "tien-do", note="Bộ đã trả lời", percent="80", obstacle="").status_code
        == 302
    )
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{assignment.task_id}")
    assert "Vướng mắc khách quan:" not in page
    assert "Khó khăn, vướng mắc: Chưa có hướng dẫn của Bộ" in page  # the history keeps it


@pytest.mark.parametrize(
    ("fields", "objection"),
    [
        ({"percent": "101"}, "từ 0 đến 100"),
        ({"percent": "-1"}, "từ 0 đến 100"),
        ({"percent": "nửa"}, "số nguyên"),
        ({"obstacle": "Thiếu kinh phí"}, "khách quan hay chủ quan"),
        ({"obstacle": "Thiếu kinh phí", "cause": "khac"}, "Hãy chọn một mục trong danh sách"),
    ],
)
def test_progress_that_makes_no_sense_is_asked_again(desk: Desk, fields: dict[str, str], objection: str) -> None:
    assignment = desk.given()
    answer = desk.act(desk.cast.focal, assignment, "tien-do", note="Đang làm", **fields)
    assert answer.status_code == 422
    assert objection in answer.get_data(as_text=True)
    assert desk.status(assignment) is Status.ASSIGNED
