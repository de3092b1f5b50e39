import time
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.cast import Cast, make_cast
from tests.factories.people import make_agency
from tests.imports.paper import HEAD, SIX, rows, six
from tracker.deadlines.queries import calendar
from tracker.imports import upload_jobs
from tracker.imports.models import DraftRow, ImportJob
from tracker.plans.models import Plan
from tracker.users.models import User

SignIn = Callable[[User], FlaskClient]
PAPER = HEAD + rows(SIX, six("1", "Xây dựng cơ sở dữ liệu"), six("2", "Đào tạo", "theo phân công", ""))


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


def send(browser: FlaskClient, cast: Cast, text: str = "", name: str = "", **fields: str) -> tuple[int, str]:
    data: dict[str, object] = {"steering": str(cast.office.id), **fields}
    if name:
        data["file"] = (BytesIO(text.encode()), name)
    else:
        data["text"] = text
    answer = browser.post("/nhap-ke-hoach", data=data, content_type="multipart/form-data", follow_redirects=True)
    while answer.request.path.startswith("/nhap-ke-hoach/"):
        time.sleep(0.2)
        answer = browser.get(answer.request.path, follow_redirects=True)
    return answer.status_code, answer.get_data(as_text=True)


def plans(session: Session) -> int:
    return session.scalar(select(func.count(Plan.id))) or 0


@pytest.mark.parametrize("name", ["", "Kế hoạch 15.txt"])
def test_a_file_or_pasted_text_becomes_a_draft(session: Session, cast: Cast, sign_in: SignIn, name: str) -> None:
    status, found = send(sign_in(cast.officer), cast, PAPER, name)
    assert status == 200
    assert "Kế hoạch 15/KH-UBND" in found
    assert "2 nhiệm vụ, 0 chỉ tiêu" in found
    plan = session.scalars(select(Plan)).one()
    assert (plan.steering_agency_id, plan.is_draft) == (cast.office.id, True)
    assert plan.document
    assert plan.document.added_by_id == cast.officer.id
    assert calendar(session).holiday_name(date(2026, 9, 2))


def test_the_draft_shows_every_column_and_what_was_understood(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer)
    _, found = send(browser, cast, PAPER)
    for words in ("Xây dựng cơ sở dữ liệu", "Sở Nội vụ", "Sở Tài chính", "Quý II/2026", "30/06/2026", "Báo cáo"):
        assert words in found
    assert "theo phân công" in found
    assert "Không nhận ra cơ quan trong cụm" in found


def test_the_doubtful_rows_can_be_seen_alone_and_by_column(session: Session, cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer)
    send(browser, cast, PAPER)
    plan = session.scalars(select(Plan)).one()
    only = browser.get(f"/ke-hoach/{plan.id}?xem=can-xem-lai").get_data(as_text=True)
    assert "Đào tạo" in only
    assert "Xây dựng cơ sở dữ liệu" not in only
    for column, is_there in (("deadline", True), ("lead", True), ("title", True)):
        page = browser.get(f"/ke-hoach/{plan.id}?xem=can-xem-lai&cot={column}").get_data(as_text=True)
        assert ("Đào tạo" in page) is is_there
    row = session.scalars(select(DraftRow).where(DraftRow.number == "2")).one()
    assert {problem["column"] for problem in row.problems} >= {"lead", "deadline"}


def test_the_draft_page_asks_as_often_however_many_rows(session: Session, cast: Cast, sign_in: SignIn) -> None:
    browser, sent = sign_in(cast.officer), []
    for size in (5, 40):
        lines = [six(str(n), f"Việc {size} số {n}") for n in range(1, size + 1)]
        send(browser, cast, HEAD.replace("15/KH", f"{size}/KH") + rows(SIX, *lines))
        plan = session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan
        with statements() as found:
            browser.get(f"/ke-hoach/{plan.id}")
        sent.append(len(found))
    assert sent[0] == sent[1]


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        ("", "", "Hãy chọn tệp kế hoạch hoặc dán nội dung"),
        ("Không phải kế hoạch", "", "Không thấy trong tệp"),
        ("{\\rtf1 Kế hoạch}", "ke-hoach.rtf", "lưu lại dạng .docx"),
        ("TỐI MẬT\n" + PAPER, "", "Văn bản có dấu độ mật"),
        (PAPER, "Kế hoạch (MẬT).txt", "Văn bản có dấu độ mật"),
    ],
)
def test_what_cannot_be_imported_is_refused_with_a_sentence(
    session: Session, cast: Cast, sign_in: SignIn, text: str, name: str, sentence: str
) -> None:
    status, found = send(sign_in(cast.officer), cast, text, name)
    assert status == 422
    assert sentence in found
    assert plans(session) == 0


def test_a_second_import_names_the_plan_that_is_there(session: Session, cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer)
    send(browser, cast, PAPER)
    status, found = send(browser, cast, PAPER)
    assert status == 422
    assert "đã được nhập thành Kế hoạch 15/KH-UBND" in found
    assert plans(session) == 1


def test_nobody_imports_for_an_office_that_is_not_his(session: Session, cast: Cast, sign_in: SignIn) -> None:
    other = make_agency(session, "Văn phòng Tỉnh ủy", steers=True)
    session.commit()
    status, found = send(sign_in(cast.officer), cast, PAPER, steering=str(other.id))
    assert status == 422
    assert "Văn phòng Tỉnh ủy" not in found
    for user in (cast.focal, cast.leader, cast.inspector, cast.admin):
        assert send(sign_in(user), cast, PAPER)[0] == 403
    assert plans(session) == 0


def test_a_draft_is_thrown_away_after_a_question(session: Session, cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer)
    send(browser, cast, PAPER)
    plan = session.scalars(select(Plan)).one()
    assert "Xóa bản nháp này cùng 2 nhiệm vụ" in browser.get(f"/ke-hoach/{plan.id}").get_data(as_text=True)
    assert browser.get(f"/ke-hoach/{plan.id}/xoa-ban-nhap").status_code == 405
    answer = browser.post(f"/ke-hoach/{plan.id}/xoa-ban-nhap", follow_redirects=True)
    assert "Đã xóa bản nháp Kế hoạch 15/KH-UBND" in answer.get_data(as_text=True)
    assert plans(session) == 0


def test_a_long_reading_has_a_page_that_comes_back_by_itself(
    session: Session, cast: Cast, sign_in: SignIn, freeze: Callable[[str], datetime]
) -> None:
    job = ImportJob(
        actor_id=cast.officer.id,
        steering_agency_id=cast.office.id,
        filename="Kế hoạch dài.pdf",
        size=3_000_000,
        message="",
        started_at=freeze("2026-03-04 08:00"),
    )
    session.add(job)
    session.commit()
    path = f"/nhap-ke-hoach/{job.id}"
    freeze("2026-03-04 08:00:14")
    found = sign_in(cast.officer).get(path).get_data(as_text=True)
    assert 'http-equiv="refresh"' in found
    assert "đã đọc 14 giây" in found
    assert sign_in(cast.other_office).get(path).status_code == 404
    freeze("2026-03-04 08:05")
    lost = sign_in(cast.officer).get(path, follow_redirects=True).get_data(as_text=True)
    assert "bị dừng giữa chừng" in lost


def test_a_failure_while_reading_is_said_and_logged(
    session: Session, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise ValueError("a secret of the paper")

    monkeypatch.setattr(upload_jobs, "read_apart", broken)
    status, found = send(sign_in(cast.officer), cast, PAPER)
    assert status == 422
    assert "Hệ thống gặp lỗi khi đọc tệp" in found
    assert "reading upload" in caplog.text
    assert "a secret of the paper" not in caplog.text
    assert plans(session) == 0
