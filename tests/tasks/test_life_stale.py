"""W3: a page that is older than the assignment shows both states and who changed it; nothing is overwritten."""

import pytest

from tests.factories.people import make_user
from tests.tasks.conftest import Desk
from tracker.tasks.rules import Status
from tracker.users.models import Post

PAPER = {"number": "45/QĐ-UBND", "signed_on": "02/03/2026", "reason": "Chờ Nghị định mới"}


def words(page: str) -> str:
    return " ".join(page.split())


def test_w3_a_stale_form_shows_what_was_seen_and_what_is(desk: Desk) -> None:
    assignment = desk.given()
    seen = assignment.version
    assert desk.act(desk.cast.officer, assignment, "tam-hoan", **PAPER).status_code == 302
    answer = desk.act(desk.cast.focal, assignment, "tien-do", version=seen, note="Việc đang làm dở")
    assert answer.status_code in {409, 422}
    page = words(answer.get_data(as_text=True))
    assert "Việc đang làm dở" in page
    then, now = page.index("Khi bạn mở trang"), page.index("<dt>Bây giờ</dt>")
    assert "Chưa thực hiện" in page[then:now]
    assert "Tạm hoãn" in page[now:]
    assert "Tạm hoãn theo văn bản số 45/QĐ-UBND" in page
    assert desk.cast.officer.name in page[now:]
    assert "08:00 04/03/2026" in page[now:]


def test_of_several_changes_meanwhile_all_are_told(desk: Desk) -> None:
    assignment = desk.given()
    seen = assignment.version
    colleague = make_user(desk.session, "second@example.vn", agency=desk.cast.science)
    desk.session.commit()
    assert desk.act(colleague, assignment, "nhan-viec").status_code == 302
    desk.session.refresh(assignment)
    assert desk.act(colleague, assignment, "tien-do", note="Đã lấy ý kiến").status_code == 302
    answer = desk.act(desk.cast.focal, assignment, "tra-lai-viec", version=seen, reason="competence")
    page = words(answer.get_data(as_text=True))
    assert answer.status_code == 409
    assert page.index("Cập nhật tiến độ") < page.index("Nhận việc")
    desk.session.refresh(assignment)
    assert assignment.handed_back_at is None


def test_a_button_on_a_stale_page_leads_to_both_states(desk: Desk) -> None:
    assignment = desk.given()
    seen = assignment.version
    desk.act(desk.cast.focal, assignment, "bao-cao", text="Xong", document_number="1/BC")
    colleague = make_user(desk.session, "second@example.vn", agency=desk.cast.science, post=Post.HEAD)
    desk.session.commit()
    answer = desk.act(colleague, assignment, "bat-dau", version=seen)
    assert answer.status_code == 409
    page = words(answer.get_data(as_text=True))
    assert "Khi bạn mở trang" in page
    assert "Báo cáo hoàn thành lần 1" in page
    assert desk.status(assignment) is Status.SUBMITTED


@pytest.mark.parametrize("version", [-1, 0, 999])
def test_a_form_with_a_version_that_never_was_changes_nothing(desk: Desk, version: int) -> None:
    assignment = desk.given()
    events = desk.events(assignment)
    assert desk.act(desk.cast.focal, assignment, "nhan-viec", version=version).status_code == 409
    assert (desk.status(assignment), desk.events(assignment)) == (Status.ASSIGNED, events)


def test_after_the_conflict_the_form_goes_on_from_the_new_state(desk: Desk) -> None:
    assignment = desk.given()
    seen = assignment.version
    desk.act(desk.cast.focal, assignment, "bat-dau")
    page = desk.act(desk.cast.focal, assignment, "tien-do", version=seen, note="Đã họp").get_data(as_text=True)
    desk.session.refresh(assignment)
    assert f'name="version" type="hidden" value="{assignment.version}"' in page
