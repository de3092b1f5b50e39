"""From the task in hand to the confirmed result, through forms alone; what was typed is never lost."""

import io
import re
from datetime import date

import pytest
from sqlalchemy import select

from tests.tasks.conftest import Desk
from tracker.config import Settings
from tracker.storage import FileStore
from tracker.tasks.models import Assignment, Evidence, Submission
from tracker.tasks.rules import Status


@pytest.fixture
def assignment(desk: Desk) -> Assignment:
    return desk.given(title="Ban hành Kế hoạch chuyển đổi số", deliverable="Kế hoạch được ban hành")


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def test_a_result_is_reported_returned_reported_again_and_confirmed(
    desk: Desk, assignment: Assignment, settings: Settings
) -> None:
    focal, officer = desk.sign_in(desk.cast.focal), desk.sign_in(desk.cast.officer)
    task = f"/nhiem-vu/{assignment.task_id}"
    page = focal.get(task).get_data(as_text=True)
    assert "Đến lượt Sở Khoa học và Công nghệ" in page
    assert focal.post(f"/viec/{assignment.id}/bat-dau", data={"version": hidden(page, "version")}).status_code == 302
    page = focal.get(f"/viec/{assignment.id}/tien-do").get_data(as_text=True)
    data = {"version": hidden(page, "version"), "note": "Đã họp tổ soạn thảo"}
    assert focal.post(f"/viec/{assignment.id}/tien-do", data=data).status_code == 302

    page = focal.get(f"/viec/{assignment.id}/bao-cao").get_data(as_text=True)
    assert "Kế hoạch được ban hành" in page
    files = [(io.BytesIO(b"%PDF-1.7 a"), "Kế hoạch.pdf"), (io.BytesIO(b"so lieu"), "Số liệu.txt")]
    report = {"version": hidden(page, "version"), "text": "Lần một", "document_date": "3/3/2026", "files": files}
    report["document_number"] = "125/KH-UBND"
    assert focal.post(f"/viec/{assignment.id}/bao-cao", data=report).status_code == 302
    assert "Văn phòng Thành ủy xác nhận" in focal.get(task).get_data(as_text=True)

    page = officer.get("/cho-xac-nhan").get_data(as_text=True)
    for words in ("Lần một", "125/KH-UBND", "03/03/2026", "Kế hoạch.pdf", "Số liệu.txt"):
        assert words in page
    data = {"version": hidden(page, "version"), "reason": "other", "text": "Thiếu chữ ký số", "queue": "1"}
    assert officer.post(f"/viec/{assignment.id}/tra-lai", data=data).status_code == 302
    assert "bị trả lại" in focal.get(task).get_data(as_text=True)

    page = focal.get(f"/viec/{assignment.id}/bao-cao").get_data(as_text=True)
    assert "Thiếu chữ ký số" in page
    report = {"version": hidden(page, "version"), "text": "Lần hai", "document_number": "126/KH-UBND"}
    assert focal.post(f"/viec/{assignment.id}/bao-cao", data=report).status_code == 302
    page = officer.get("/cho-xac-nhan").get_data(as_text=True)
    assert "Lần 1, ngày 04/03/2026: đã trả lại" in page
    data = {"version": hidden(page, "version"), "note": "Đủ hồ sơ", "queue": "1"}
    assert officer.post(f"/viec/{assignment.id}/xac-nhan", data=data).status_code == 302

    assert desk.status(assignment) is Status.COMPLETED
    page = focal.get(task).get_data(as_text=True)
    assert "Kế hoạch.pdf" in page[page.index("reports-title") :]
    for words in ("Lần một", "Lần hai", "Đủ hồ sơ", "Thiếu chữ ký số", "Không còn việc nào chờ ai"):
        assert words in page
    rounds = desk.session.scalars(select(Submission).order_by(Submission.round)).all()
    assert [(one.round, one.decision) for one in rounds] == [(1, "returned"), (2, "confirmed")]
    assert rounds[0].document_date == date(2026, 3, 3)
    store = FileStore(settings.data / "files")
    assert [store.read(one.sha256) for one in desk.session.scalars(select(Evidence).order_by(Evidence.id))] == [
        b"%PDF-1.7 a",
        b"so lieu",
    ]


@pytest.mark.parametrize(
    ("fields", "objection"),
    [
        ({"document_number": "12/QĐ"}, "Hãy ghi kết quả thực hiện."),
        ({"text": "Đã xong"}, "Hãy ghi số văn bản hoặc đính kèm ít nhất một tệp minh chứng."),
        ({"text": "Đã xong", "document_number": "12/QĐ", "document_date": "31/02/2026"}, "ngày/tháng/năm"),
        ({"text": "Đã xong", "document_number": "12/QĐ", "document_date": "05/03/2026"}, "không được sau hôm nay"),
        ({"text": "x" * 8001, "document_number": "12/QĐ"}, "8000 ký tự"),
        ({"text": "Công văn MẬT số 5", "document_number": "12/QĐ"}, "bí mật nhà nước"),
        ({"text": "Đã xong", "document_number": "12-CV/TU (Mật)"}, "bí mật nhà nước"),
    ],
)
def test_a_report_that_lacks_something_is_asked_again_with_what_was_typed(
    desk: Desk, assignment: Assignment, fields: dict[str, str], objection: str
) -> None:
    before = desk.events(assignment)
    answer = desk.act(desk.cast.focal, assignment, "bao-cao", **fields)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert objection in page
    assert all(value in page for value in fields.values())
    assert (desk.status(assignment), desk.events(assignment)) == (Status.ASSIGNED, before)


def test_a_report_written_on_an_old_page_is_kept_and_shows_the_new_state(desk: Desk, assignment: Assignment) -> None:
    seen = assignment.version
    colleague = desk.act(desk.cast.focal, assignment, "tien-do", note="Đồng nghiệp vừa cập nhật")
    assert colleague.status_code == 302
    answer = desk.act(
        desk.cast.focal, assignment, "bao-cao", version=seen, text="Báo cáo dài", document_number="1/BC"
    )
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "vừa được người khác cập nhật" in page
    assert "Báo cáo dài" in page
    desk.session.refresh(assignment)
    assert hidden(page, "version") == str(assignment.version)
    again = desk.act(desk.cast.focal, assignment, "bao-cao", text="Báo cáo dài", document_number="1/BC")
    assert again.status_code == 302


def test_an_act_without_its_version_counts_as_old(desk: Desk, assignment: Assignment) -> None:
    browser = desk.sign_in(desk.cast.focal)
    for data in ({}, {"version": "x"}, {"version": "-1"}):
        assert browser.post(f"/viec/{assignment.id}/bat-dau", data=data).status_code == 409
    assert desk.status(assignment) is Status.ASSIGNED


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("bat-dau", {}),
        ("tien-do", {"note": "Đã trình dự thảo"}),
        ("bao-cao", {"text": "Đã ban hành", "document_number": "1/QĐ"}),
    ],
)
def test_a_double_click_is_one_act(desk: Desk, assignment: Assignment, act: str, fields: dict[str, str]) -> None:
    seen, before = assignment.version, desk.events(assignment)
    for _ in range(2):
        answer = desk.act(desk.cast.focal, assignment, act, version=seen, **fields)
        assert answer.headers["Location"].endswith(f"/nhiem-vu/{assignment.task_id}")
    assert desk.events(assignment) == before + 1


def test_the_same_words_on_another_day_are_another_act(desk: Desk, assignment: Assignment) -> None:
    before = desk.events(assignment)
    for _ in range(2):
        assert (
            desk.act(desk.cast.focal, assignment, "tien-do", note="Đang thực hiện theo kế hoạch").status_code == 302
        )
        desk.session.refresh(assignment)
    assert desk.events(assignment) == before + 2


def test_a_report_that_waits_is_not_written_again(desk: Desk, assignment: Assignment) -> None:
    desk.report(assignment)
    for act in ("tien-do", "bao-cao"):
        answer = desk.get(desk.cast.focal, f"/viec/{assignment.id}/{act}")
        assert answer.headers["Location"].endswith(f"/nhiem-vu/{assignment.task_id}")
