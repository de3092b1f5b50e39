"""W7: what was decided on stays as it was; what comes later is a supplement; damage is found and said."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from tests.tasks.conftest import Desk
from tracker.cli import cli
from tracker.config import Settings
from tracker.errors import DomainError
from tracker.storage import FileStore
from tracker.tasks.models import Assignment, Evidence, Submission, TaskEvent
from tracker.tasks.rules import Status

FIRST, SECOND = b"%PDF-1.7\nban dau\n%%EOF\n", b"%PDF-1.7\nban sau\n%%EOF\n"


@pytest.fixture
def completed(desk: Desk) -> Assignment:
    assignment = desk.given()
    desk.act(desk.cast.focal, assignment, "bao-cao", text="Xong", files=(io.BytesIO(FIRST), "Quyết định.pdf"))
    desk.session.refresh(assignment)
    assert desk.act(desk.cast.officer, assignment, "xac-nhan").status_code == 302
    desk.session.refresh(assignment)
    return assignment


def stored(settings: Settings, sha256: str) -> Path:
    return FileStore(settings.data / "files").path(sha256)


def test_w7_a_supplement_changes_neither_the_files_nor_the_decision(desk: Desk, completed: Assignment) -> None:
    submission = desk.session.scalars(select(Submission)).one()
    decided = (submission.decision, submission.decided_at, submission.decided_by_id, submission.text)
    answer = desk.act(
        desk.cast.focal,
        completed,
        "bo-sung",
        note="Bản có dấu đỏ",
        files=(io.BytesIO(SECOND), "Quyết định.pdf"),
    )
    assert answer.status_code == 302
    desk.session.expire_all()
    assert (submission.decision, submission.decided_at, submission.decided_by_id, submission.text) == decided
    assert completed.status is Status.COMPLETED
    first, second = desk.session.scalars(select(Evidence).order_by(Evidence.id)).all()
    assert (first.version, first.added_by_id) == (1, None)
    assert (second.version, second.added_by_id) == (2, desk.cast.focal.id)
    assert desk.get(desk.cast.officer, f"/minh-chung/{first.id}").data == FIRST
    assert desk.get(desk.cast.officer, f"/minh-chung/{second.id}").data == SECOND
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{completed.task_id}")
    assert "Bổ sung 1 tài liệu" in page
    assert "Bản có dấu đỏ" in page
    assert "sau khi xác nhận" in page


def test_the_decision_names_the_files_it_rests_on(desk: Desk, completed: Assignment) -> None:
    event = desk.session.scalars(select(TaskEvent).where(TaskEvent.kind == "confirmed")).one()
    file = desk.session.scalars(select(Evidence)).one()
    assert event.after["files"] == [file.sha256]


def test_a_supplement_is_for_completed_work_and_needs_a_file(desk: Desk, completed: Assignment) -> None:
    empty = desk.act(desk.cast.focal, completed, "bo-sung", note="Bản có dấu đỏ")
    assert empty.status_code == 422
    assert "ít nhất một tệp" in empty.get_data(as_text=True)
    running = desk.given()
    late = desk.act(desk.cast.focal, running, "bo-sung", note="x", files=(io.BytesIO(FIRST), "a.pdf"))
    assert late.status_code == 422
    for user in (desk.cast.officer, desk.cast.stranger, desk.cast.inspector):
        sent = desk.act(user, completed, "bo-sung", note="x", files=(io.BytesIO(FIRST), "a.pdf"))
        assert sent.status_code in {403, 404}
    assert len(desk.session.scalars(select(Evidence)).all()) == 1


def test_w7_the_database_lets_nobody_swap_or_delete_evidence(desk: Desk, completed: Assignment) -> None:
    for statement in (update(Evidence).values(sha256="0" * 64), delete(Evidence)):
        with pytest.raises(DatabaseError, match="never changed or deleted"):
            desk.session.execute(statement)
        desk.session.rollback()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [(lambda path: path.write_bytes(SECOND), "đã bị thay đổi"), (lambda path: path.unlink(), "Không tìm thấy tệp")],
)
def test_w7_damage_is_refused_at_download_and_listed(
    desk: Desk,
    completed: Assignment,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    damage: object,
    sentence: str,
) -> None:
    file = desk.session.scalars(select(Evidence)).one()
    monkeypatch.setenv("TRACKER_ENV", "test")
    monkeypatch.setenv("TRACKER_DATA", str(settings.data))
    monkeypatch.setenv("TRACKER_SECRET_KEY", "test")
    whole = CliRunner().invoke(cli, ["verify-files"], catch_exceptions=False)
    assert whole.output == "1 tệp còn nguyên như khi nộp.\n"
    damage(stored(settings, file.sha256))  # type: ignore[operator]  # a function of the case
    answer = desk.get(desk.cast.officer, f"/minh-chung/{file.id}")
    assert answer.status_code == 409
    assert sentence in answer.get_data(as_text=True)
    told = CliRunner().invoke(cli, ["verify-files"])
    assert isinstance(told.exception, DomainError)
    assert "1 trong 1 tệp" in str(told.exception)
    assert f"{completed.task.code}, lần 1: Quyết định.pdf (SHA-256 {file.sha256}): " in told.output
    assert sentence in told.output


def test_w5_a_report_partly_accepted_keeps_what_was_accepted_and_owes_the_rest(desk: Desk) -> None:
    """W5: open, late if it is late, and the next round is about the rest."""
    assignment = desk.given()
    desk.report(assignment)
    part = {"accepted": "Đề án đã ban hành", "remaining": "Kế hoạch triển khai"}
    empty = desk.act(desk.cast.officer, assignment, "chap-nhan-mot-phan", accepted="Đề án", queue="1")
    assert empty.status_code == 422
    assert "Hãy ghi phần còn phải thực hiện." in empty.get_data(as_text=True)
    assert desk.act(desk.cast.officer, assignment, "chap-nhan-mot-phan", **part).status_code == 302
    desk.session.refresh(assignment)
    assert (assignment.status, assignment.reported_on, assignment.closed_at) == (Status.IN_PROGRESS, None, None)
    form = desk.page(desk.cast.focal, f"/viec/{assignment.id}/bao-cao")
    assert "Lần 1 được chấp nhận một phần, còn phải báo cáo" in form
    assert "Kế hoạch triển khai" in form
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Đề án đã ban hành" in page
    desk.report(assignment)
    assert "Lần 1, ngày 04/03/2026: chấp nhận một phần" in " ".join(
        desk.page(desk.cast.officer, "/cho-xac-nhan").split()
    )
    desk.confirm(assignment)
    assert [one.decision for one in assignment.submissions] == ["confirmed", "partly"]
