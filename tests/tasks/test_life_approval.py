"""Where an agency asks for it, a report goes through its head; until it is sent it is a draft and reports nothing."""

import io
from datetime import date

import pytest
from sqlalchemy import select

from tests.factories.people import make_user
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.tasks.draft_models import DraftFile, ReportDraft
from tracker.tasks.models import Assignment, Evidence, Submission
from tracker.tasks.rules import Status, Timeliness
from tracker.users.models import Post, User

PDF = b"%PDF-1.7\nnoi dung\n%%EOF\n"
REPORT = {"text": "Đã ban hành Đề án", "document_number": "12/QĐ-UBND", "document_date": "03/03/2026"}


@pytest.fixture
def head(desk: Desk) -> User:
    user = make_user(desk.session, "head@example.vn", agency=desk.cast.science, post=Post.HEAD)
    desk.cast.science.needs_approval = True
    desk.session.commit()
    return user


@pytest.fixture
def prepared(desk: Desk, head: User) -> Assignment:
    assignment = desk.given(due=date(2026, 3, 2))
    answer = desk.act(
        desk.cast.focal, assignment, "bao-cao", draft="0", files=(io.BytesIO(PDF), "Đề án.pdf"), **REPORT
    )
    assert answer.status_code == 302
    desk.session.refresh(assignment)
    return assignment


def draft_of(desk: Desk) -> ReportDraft:
    return desk.session.scalars(select(ReportDraft)).one()


def test_a_prepared_report_is_not_reported(desk: Desk, head: User, prepared: Assignment) -> None:
    assert (prepared.status, prepared.round, prepared.reported_on) == (Status.ASSIGNED, 0, None)
    assert prepared.timeliness(clock.today()) is Timeliness.OVERDUE
    assert desk.session.scalars(select(Submission)).all() == []
    assert prepared.task.code not in desk.page(desk.cast.officer, "/cho-xac-nhan")
    assert "đang chờ thủ trưởng duyệt" in desk.page(desk.cast.focal, f"/nhiem-vu/{prepared.task_id}")
    home = desk.page(head, "/")
    assert "Chờ thủ trưởng duyệt" in home
    assert f'href="/viec/{prepared.id}/duyet-bao-cao"' in home


def test_the_head_sends_what_was_prepared(desk: Desk, head: User, prepared: Assignment) -> None:
    page = desk.page(head, f"/viec/{prepared.id}/duyet-bao-cao")
    assert "Đã ban hành Đề án" in page
    file = desk.session.scalars(select(DraftFile)).one()
    assert desk.get(head, f"/ban-soan/{file.id}").data == PDF
    seen = prepared.version
    for _ in range(2):  # a double click
        assert desk.act(head, prepared, "duyet-bao-cao", version=seen).status_code == 302
    submission = desk.session.scalars(select(Submission)).one()
    assert (submission.reported_by_id, submission.prepared_by_id) == (head.id, desk.cast.focal.id)
    assert [one.filename for one in submission.evidence] == ["Đề án.pdf"]
    assert desk.status(prepared) is Status.SUBMITTED
    assert prepared.prepared_at is None
    assert desk.session.scalars(select(ReportDraft)).all() == []
    assert "soạn" in desk.page(desk.cast.officer, "/cho-xac-nhan")


def test_the_head_sends_it_back_and_the_draft_stays(desk: Desk, head: User, prepared: Assignment) -> None:
    assert desk.act(head, prepared, "tra-lai-ban-soan", text=" ").status_code == 422
    assert desk.act(head, prepared, "tra-lai-ban-soan", text="Thiếu số liệu").status_code == 302
    desk.session.refresh(prepared)
    assert prepared.prepared_at is None
    form = desk.page(desk.cast.focal, f"/viec/{prepared.id}/bao-cao")
    for words in ("Thiếu số liệu", "Đã ban hành Đề án", "Đề án.pdf", "03/03/2026"):
        assert words in form
    kept = draft_of(desk).files[0].id
    again = {
        **REPORT,
        "text": "Đã ban hành Đề án, kèm số liệu",
        "kept": str(kept),
        "draft": str(draft_of(desk).version),
    }
    assert desk.act(desk.cast.focal, prepared, "bao-cao", **again).status_code == 302
    desk.session.refresh(prepared)
    assert prepared.prepared_at is not None
    assert [one.filename for one in draft_of(desk).files] == ["Đề án.pdf"]


def test_the_head_may_change_it_and_who_prepared_it_is_kept(desk: Desk, head: User, prepared: Assignment) -> None:
    changed = {**REPORT, "text": "Đã ban hành Đề án và kế hoạch", "draft": str(draft_of(desk).version)}
    assert desk.act(head, prepared, "bao-cao", **changed).status_code == 302
    submission = desk.session.scalars(select(Submission)).one()
    assert (submission.text, submission.prepared_by_id) == (changed["text"], desk.cast.focal.id)
    assert submission.evidence == []  # its tick was taken away


def test_no_way_around_the_head(desk: Desk, head: User) -> None:
    """Also not by a hand-made form: what a focal officer sends is laid before the head."""
    assignment = desk.given()
    assert desk.act(desk.cast.focal, assignment, "duyet-bao-cao").status_code == 403
    assert desk.act(desk.cast.focal, assignment, "bao-cao", **REPORT).status_code == 302
    assert desk.status(assignment) is Status.ASSIGNED
    assert desk.act(desk.cast.focal, assignment, "duyet-bao-cao").status_code == 403
    assert desk.act(desk.cast.focal, assignment, "tra-lai-ban-soan", text="x").status_code == 403
    assert desk.status(assignment) is Status.ASSIGNED


def test_a_report_without_proof_is_not_laid_before_the_head(desk: Desk, head: User) -> None:
    assignment = desk.given()
    answer = desk.act(desk.cast.focal, assignment, "bao-cao", text="Xong")
    assert answer.status_code == 422
    assert "số văn bản hoặc đính kèm" in answer.get_data(as_text=True)
    assert desk.session.scalars(select(ReportDraft)).all() == []


def test_a_draft_is_kept_with_its_files_and_tells_nobody(desk: Desk) -> None:
    assignment = desk.given()
    events = desk.events(assignment)
    half = {"text": "", "document_number": "12/QĐ-UBND", "save": "draft", "draft": "0"}
    answer = desk.act(desk.cast.focal, assignment, "bao-cao", files=(io.BytesIO(PDF), "Đề án.pdf"), **half)
    assert answer.headers["Location"].endswith(f"/viec/{assignment.id}/bao-cao")
    assert (desk.status(assignment), desk.events(assignment)) == (Status.ASSIGNED, events)
    form = desk.page(desk.cast.focal, f"/viec/{assignment.id}/bao-cao")
    assert "12/QĐ-UBND" in form
    draft, sha256 = draft_of(desk), draft_of(desk).files[0].sha256
    sent = {**REPORT, "kept": str(draft.files[0].id), "draft": str(draft.version)}
    assert desk.act(desk.cast.focal, assignment, "bao-cao", **sent).status_code == 302
    assert desk.status(assignment) is Status.SUBMITTED
    assert [one.sha256 for one in desk.session.scalars(select(Evidence))] == [sha256]
    submission = desk.session.scalars(select(Submission)).one()
    assert submission.prepared_by_id is None  # it was his own


def test_two_colleagues_do_not_overwrite_each_others_draft(desk: Desk) -> None:
    colleague = make_user(desk.session, "second@example.vn", agency=desk.cast.science)
    assignment = desk.given()
    half = {"save": "draft", "draft": "0"}
    assert desk.act(desk.cast.focal, assignment, "bao-cao", text="Của người thứ nhất", **half).status_code == 302
    late = desk.act(colleague, assignment, "bao-cao", text="Của người thứ hai", **half)
    assert late.status_code == 409
    page = late.get_data(as_text=True)
    assert "vừa được người khác trong cơ quan lưu" in page
    assert "Của người thứ hai" in page
    assert draft_of(desk).text == "Của người thứ nhất"
    over = desk.act(colleague, assignment, "bao-cao", draft="0", **REPORT)
    assert over.status_code == 409
    assert desk.status(assignment) is Status.ASSIGNED


def test_files_of_a_draft_open_only_for_those_who_report(desk: Desk, prepared: Assignment) -> None:
    file = desk.session.scalars(select(DraftFile)).one()
    assert desk.get(desk.cast.focal, f"/ban-soan/{file.id}").status_code == 200
    for user in (desk.cast.officer, desk.cast.stranger, desk.cast.leader, desk.cast.inspector, desk.cast.admin):
        assert desk.get(user, f"/ban-soan/{file.id}").status_code in {403, 404}, user.email
    assert desk.get(desk.cast.focal, "/ban-soan/999").status_code == 404


def test_the_head_says_whether_reports_go_through_him(desk: Desk) -> None:
    agency = desk.cast.science
    head = make_user(desk.session, "head@example.vn", agency=agency, post=Post.HEAD)
    desk.session.commit()
    url = f"/co-quan/{agency.id}/duyet-bao-cao"
    assert url in desk.page(head, f"/co-quan/{agency.id}")
    assert url not in desk.page(desk.cast.focal, f"/co-quan/{agency.id}")
    for user, code in ((desk.cast.focal, 403), (desk.cast.officer, 403), (desk.cast.stranger, 403)):
        assert desk.sign_in(user).post(url, data={"needs_approval": "1"}).status_code == code
    desk.session.refresh(agency)
    assert agency.needs_approval is False
    for chosen, expected in (("1", True), ("", False)):
        assert desk.sign_in(head).post(url, data={"needs_approval": chosen}).status_code == 302
        desk.session.refresh(agency)
        assert agency.needs_approval is expected
    assert desk.sign_in(head).post(f"/co-quan/{desk.cast.finance.id}/duyet-bao-cao").status_code in {403, 404}
