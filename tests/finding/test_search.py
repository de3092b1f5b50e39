"""One search for everything, without diacritics, and never beyond what the person may see."""

import io

import pytest
from docx import Document
from flask import Flask
from sqlalchemy import event

from jobs import read_files
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.config import Settings
from tracker.db import db, writing_sessions
from tracker.finding import rules
from tracker.storage import FileStore
from tracker.tasks.models import Assignment


def docx(*lines: str) -> bytes:
    made, data = Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(data)
    return data.getvalue()


def hand_in(desk: Desk, assignment: Assignment, *files: tuple[bytes, str], number: str = "") -> None:
    sent = [(io.BytesIO(data), name) for data, name in files]
    fields = {"text": "Đã ban hành quyết định", "document_number": number, "files": sent}
    assert desk.act(desk.cast.focal, assignment, "bao-cao", **fields).status_code == 302
    desk.session.refresh(assignment)


def read_all(settings: Settings) -> int:
    store = FileStore(settings.data / "files")
    return read_files.run(writing_sessions(db.engine), store, clock.now())


@pytest.mark.parametrize("asked", ["Đường sắt đô thị", "duong sat do thi", "ĐƯỜNG SẮT", "đường sắt"])
def test_tasks_are_found_with_and_without_accents(desk: Desk, asked: str) -> None:
    given = desk.given(title="Xây dựng tuyến Đường sắt đô thị số 2")
    assert given.task.code in desk.page(desk.cast.focal, "/tim", q=asked)
    assert given.task.code not in desk.page(desk.cast.stranger, "/tim", q=asked)


def test_what_is_spelt_as_typed_comes_first(desk: Desk) -> None:
    first = desk.given(title="Hỗ trợ bà Dương Thị mở xưởng", due=None)
    second = desk.given(title="Mở đường ven biển", due=None)
    page = desk.page(desk.cast.officer, "/tim", q="đường")
    assert page.index(second.task.title) < page.index(first.task.title)
    page = desk.page(desk.cast.officer, "/tim", q="duong")
    assert page.index(first.task.title) < page.index(second.task.title), "without accents in the order of the list"


def test_agencies_are_found_as_far_as_one_sees_them(desk: Desk) -> None:
    desk.given()
    assert "Sở Tài chính" in desk.page(desk.cast.officer, "/tim", q="so tai chinh")
    assert "Sở Tài chính</a>" not in desk.page(desk.cast.focal, "/tim", q="so tai chinh")
    assert "Sở Tài chính</a>" in desk.page(desk.cast.stranger, "/tim", q="so tai chinh")


@pytest.mark.parametrize("asked", ["125/QĐ-UBND", "125 qđ ubnd", "125qdubnd"])
def test_document_numbers_are_found_without_their_signs(desk: Desk, asked: str) -> None:
    given = desk.given(title="Ban hành quy chế")
    hand_in(desk, given, number="125/QĐ-UBND")
    for who, sees in (("focal", True), ("officer", True), ("leader", True), ("stranger", False)):
        assert ("125/QĐ-UBND</span>" in desk.page(getattr(desk.cast, who), "/tim", q=asked)) is sees, who


def test_plans_are_found_by_number(desk: Desk) -> None:
    given = desk.given()
    assert f"/ke-hoach/{given.plan_id}" in desk.page(desk.cast.focal, "/tim", q=given.plan.number)
    draft = desk.plan()
    desk.session.commit()
    assert f'/ke-hoach/{draft.id}"' in desk.page(desk.cast.officer, "/tim", q=draft.number)
    assert f'/ke-hoach/{draft.id}"' not in desk.page(desk.cast.focal, "/tim", q=draft.number)


def test_what_was_said_in_the_history_is_found_by_those_who_may_read_it(desk: Desk) -> None:
    given = desk.given(coordinating=[desk.cast.finance])
    data = {"note": "Vướng mắc về mặt bằng tại kênh Tàu Hủ"}
    assert desk.act(desk.cast.focal, given, "tien-do", **data).status_code == 302
    assert "kênh Tàu Hủ" in desk.page(desk.cast.officer, "/tim", q="kenh tau hu")
    assert "kênh Tàu Hủ" not in desk.page(desk.cast.stranger, "/tim", q="kenh tau hu"), "who helps reads no words"
    assert "Không thấy gì" in desk.page(desk.cast.stranger, "/tim", q="kenh tau hu")


def test_the_words_of_files_are_found(desk: Desk, settings: Settings) -> None:
    given = desk.given(coordinating=[desk.cast.finance])
    words = docx("Điều 1. Thành lập Tổ công tác liên ngành", "Số hóa sổ hộ tịch giai đoạn hai")
    hand_in(
        desk,
        given,
        (words, "Quyết định.docx"),
        (b"%PDF-1.7 broken", "Hỏng.pdf"),
        ("Bảng số liệu quỹ đất".encode(), "Số liệu.txt"),
    )
    assert "Quyết định.docx" not in desk.page(desk.cast.officer, "/tim", q="so ho tich"), "not read yet"
    assert read_all(settings) == 3
    assert read_all(settings) == 0, "each content is read once, also one that cannot be read"
    page = desk.page(desk.cast.officer, "/tim", q="so ho tich")
    assert "Quyết định.docx" in page
    assert "hộ tịch giai đoạn hai" in page
    assert "Số liệu.txt" in desk.page(desk.cast.focal, "/tim", q="quỹ đ")
    assert "Quyết định.docx" not in desk.page(desk.cast.stranger, "/tim", q="so ho tich")


@pytest.mark.parametrize(
    "asked", ['"', "'; DROP TABLE task; --", "%", "* OR 1", "a:b", "(((", "<script>", "\\", "- -", "NEAR("]
)
def test_odd_words_are_only_words(desk: Desk, asked: str) -> None:
    desk.given()
    page = desk.page(desk.cast.officer, "/tim", q=asked)
    assert "<script>" not in page


def test_an_empty_search_says_what_can_be_sought(desk: Desk) -> None:
    assert "Hãy gõ từ cần tìm" in desk.page(desk.cast.focal, "/tim")


def test_the_number_of_statements_does_not_grow(desk: Desk, app: Flask) -> None:
    def statements() -> int:
        found: list[str] = []

        def note(*args: object) -> None:
            found.append(str(args[2]))

        event.listen(db.engine, "before_cursor_execute", note)
        desk.page(desk.cast.officer, "/tim", q="đề án 12")
        event.remove(db.engine, "before_cursor_execute", note)
        return len(found)

    desk.given(title="Đề án 12")
    statements()
    few = statements()
    for assignment in desk.given_many(12, title="Đề án 12"):
        desk.report(assignment)
    assert statements() <= few + 1


def test_excerpts_show_the_neighbourhood() -> None:
    text = " ".join(f"chữ{n}" for n in range(60)) + " hộ tịch " + " ".join(f"sau{n}" for n in range(60))
    shown = rules.excerpt(text, ["ho"])
    assert shown.startswith("… ")
    assert "hộ tịch sau0" in shown
    assert len(shown.split()) < 35
