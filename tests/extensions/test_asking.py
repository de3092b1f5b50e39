"""An agency asks for another day: once at a time, while the move is its own, with what it says kept for ever."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.extensions.conftest import GRANT, Requests
from tracker.extensions.models import Extension, ExtensionFile
from tracker.extensions.rules import Reason, State
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.users.models import User

FORM = {"due": "15/4/2026", "reason": "partners", "text": "Sở Tài chính chưa gửi số liệu"}


@pytest.fixture
def assignment(desk: Requests) -> Assignment:
    return desk.given(due=date(2026, 3, 31))


def requests_of(desk: Requests, assignment: Assignment) -> list[Extension]:
    desk.session.expire_all()
    return list(desk.session.scalars(select(Extension).where(Extension.assignment_id == assignment.id)))


def test_a_request_keeps_what_was_asked_and_leaves_the_day_as_it_is(desk: Requests, assignment: Assignment) -> None:
    files = [(BytesIO(b"%PDF-1.4 cong van"), "Công văn xin gia hạn.pdf")]
    given = {**FORM, "document_number": "9/SKHCN", "document_date": "3/3/2026", "files": files}
    assert desk.act(desk.cast.focal, assignment, "xin-gia-han", **given).status_code == 302
    (one,) = requests_of(desk, assignment)
    assert (one.state, one.number, one.is_late) == (State.WAITING, 1, False)
    assert (one.due_on, one.asked_due, one.reason) == (date(2026, 3, 31), date(2026, 4, 15), Reason.PARTNERS)
    assert (one.document_number, one.document_date) == ("9/SKHCN", date(2026, 3, 3))
    assert [file.filename for file in one.files] == ["Công văn xin gia hạn.pdf"]
    desk.fresh(assignment)
    assert (assignment.due_on, assignment.deadline_version) == (date(2026, 3, 31), 1)
    assert assignment.extension_asked_on == date(2026, 3, 4)
    assert desk.kinds(assignment)[-1] == "extension_asked"
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{assignment.task_id}")
    assert "đang xin gia hạn từ 31/03/2026 đến 15/04/2026" in page


def test_its_files_open_only_to_those_who_may_read_reports(desk: Requests, assignment: Assignment) -> None:
    files = [(BytesIO(b"%PDF-1.4 cong van"), "xin.pdf")]
    desk.act(desk.cast.focal, assignment, "xin-gia-han", **FORM, files=files)
    file = desk.session.scalars(select(ExtensionFile)).one()
    answer = desk.get(desk.cast.officer, f"/gia-han/tep/{file.id}")
    assert (answer.status_code, answer.data) == (200, b"%PDF-1.4 cong van")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert desk.get(desk.cast.stranger, f"/gia-han/tep/{file.id}").status_code == 404


def test_only_one_request_waits_at_a_time(desk: Requests, assignment: Assignment) -> None:
    desk.ask(assignment)
    answer = desk.act(desk.cast.focal, assignment, "xin-gia-han", **{**FORM, "due": "30/4/2026"})
    assert answer.status_code == 422
    assert "đã có một đề nghị gia hạn đang chờ" in answer.get_data(as_text=True)
    assert len(requests_of(desk, assignment)) == 1


def test_the_database_itself_lets_only_one_request_wait(desk: Requests, assignment: Assignment) -> None:
    first = desk.ask(assignment)
    copy = {name: getattr(first, name) for name in ("due_on", "asked_due", "reason", "text", "asked_at", "is_late")}
    desk.session.add(Extension(assignment=assignment, number=1, asked_by_id=desk.cast.focal.id, **copy))
    with pytest.raises(IntegrityError):
        desk.session.flush()
    desk.session.rollback()


@pytest.mark.parametrize(
    "status", [one for one in Status if one not in {Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED}]
)
def test_nothing_is_asked_while_a_report_waits_or_after_the_end(
    desk: Requests, assignment: Assignment, status: Status
) -> None:
    assignment.status = status
    desk.session.commit()
    assert desk.act(desk.cast.focal, assignment, "xin-gia-han", **FORM).status_code == 422
    assert requests_of(desk, assignment) == []
    assert desk.get(desk.cast.focal, f"/viec/{assignment.id}/xin-gia-han").status_code == 302


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due": "31/3/2026"}, "phải sau thời hạn hiện tại (31/03/2026)"),
        ({"due": "1/2/2026"}, "đã qua"),
        ({"due": "mai"}, "Hãy nhập ngày dạng ngày/tháng/năm"),
        ({"due": ""}, "Hãy ghi ngày xin gia hạn."),
        ({"reason": ""}, "Hãy chọn lý do."),
        ({"text": " "}, "Hãy ghi giải trình"),
        ({"document_date": "5/3/2026"}, "Ngày văn bản không được sau hôm nay."),
        ({"text": "Tài liệu MẬT kèm theo: Độ mật: TỐI MẬT"}, "độ mật"),
    ],
)
def test_a_request_that_cannot_stand_says_why(
    desk: Requests, assignment: Assignment, fields: dict[str, str], said: str
) -> None:
    answer = desk.act(desk.cast.focal, assignment, "xin-gia-han", **{**FORM, **fields})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert requests_of(desk, assignment) == []


def test_a_refused_request_leaves_no_file_behind(desk: Requests, assignment: Assignment, tmp_path: Path) -> None:
    files = [(BytesIO(b"%PDF-1.4 cong van"), "xin.pdf")]
    desk.act(desk.cast.focal, assignment, "xin-gia-han", **{**FORM, "due": "31/3/2026"}, files=files)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_a_late_request_is_taken_and_marked(desk: Requests) -> None:
    late, good = desk.given(due=date(2026, 3, 6)), desk.given(due=date(2026, 3, 9))
    page = desk.page(desk.cast.focal, f"/viec/{late.id}/xin-gia-han")
    assert "xin muộn" in page
    desk.act(desk.cast.focal, late, "xin-gia-han", **FORM)
    desk.act(desk.cast.focal, good, "xin-gia-han", **FORM)
    assert [one.is_late for one in requests_of(desk, late) + requests_of(desk, good)] == [True, False]


def test_a_request_sent_twice_is_made_once(desk: Requests, assignment: Assignment) -> None:
    seen = assignment.version
    for _ in range(2):
        assert desk.act(desk.cast.focal, assignment, "xin-gia-han", version=seen, **FORM).status_code == 302
    assert len(requests_of(desk, assignment)) == 1
    assert desk.kinds(assignment).count("extension_asked") == 1


def test_a_request_from_an_old_page_is_refused_with_what_was_typed(desk: Requests, assignment: Assignment) -> None:
    seen = assignment.version
    desk.act(desk.cast.focal, assignment, "tien-do", note="Đang lấy ý kiến các sở")
    answer = desk.act(desk.cast.focal, assignment, "xin-gia-han", version=seen, **FORM)
    assert answer.status_code == 409
    assert "Sở Tài chính chưa gửi số liệu" in answer.get_data(as_text=True)
    assert requests_of(desk, assignment) == []


@pytest.mark.parametrize("name", ["officer", "stranger", "other_office", "leader", "inspector", "admin"])
def test_nobody_else_asks(desk: Requests, assignment: Assignment, name: str) -> None:
    who: User = getattr(desk.cast, name)
    answer = desk.act(who, assignment, "xin-gia-han", **FORM)
    assert answer.status_code in {403, 404}
    assert requests_of(desk, assignment) == []


def test_the_agency_takes_its_request_back_and_may_ask_again(desk: Requests, assignment: Assignment) -> None:
    one = desk.ask(assignment)
    seen = assignment.version
    for _ in range(2):
        answer = desk.sign_in(desk.cast.focal).post(f"/gia-han/{one.id}/rut", data={"version": seen})
        assert answer.status_code == 302
    desk.fresh(assignment, one)
    assert (one.state, one.closed_by_id) == (State.CANCELLED, desk.cast.focal.id)
    assert assignment.extension_asked_on is None
    assert desk.kinds(assignment).count("extension_cancelled") == 1
    assert desk.ask(assignment).number == 1


def test_nobody_else_takes_a_request_back(desk: Requests, assignment: Assignment) -> None:
    one = desk.ask(assignment)
    codes = [
        desk.sign_in(who).post(f"/gia-han/{one.id}/rut", data={"version": assignment.version}).status_code
        for who in (desk.cast.officer, desk.cast.stranger, desk.cast.inspector)
    ]
    assert codes == [403, 404, 403]
    assert desk.session.scalar(select(func.count(Extension.id)).where(Extension.state == State.WAITING)) == 1


def test_from_the_third_extension_on_it_is_said_everywhere(desk: Requests, assignment: Assignment) -> None:
    for month in (4, 5):
        desk.rule(desk.ask(assignment, date(2026, month, 15)), GRANT)
    assert "gia hạn nhiều lần" in desk.page(desk.cast.focal, f"/viec/{assignment.id}/xin-gia-han")
    third = desk.ask(assignment, date(2026, 6, 15))
    assert third.number == 3
    for path in ("/gia-han", f"/gia-han/{third.id}", f"/nhiem-vu/{assignment.task_id}"):
        assert "Gia hạn nhiều lần" in desk.page(desk.cast.officer, path), path
    assert "Gia hạn nhiều lần" in desk.page(desk.cast.officer, "/gia-han", **{"nhieu-lan": "1"})
