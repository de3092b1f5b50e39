"""W7, W8: what is taken as evidence, how it is named, and how it comes back."""

import io
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from tests.tasks.conftest import Desk
from tracker.config import Settings
from tracker.errors import DomainError
from tracker.storage import FileStore
from tracker.tasks import uploads
from tracker.tasks.models import Assignment, Evidence
from tracker.tasks.rules import Status
from tracker.tasks.secrecy import is_marked, is_marked_name

PDF = b"%PDF-1.7\nnoi dung\n%%EOF\n"
REPORT = {"text": "Đã ban hành"}


@pytest.fixture
def assignment(desk: Desk) -> Assignment:
    return desk.given()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Quyết định 12.pdf", "Quyết định 12.pdf"),
        ("Quyết định.pdf", "Quyết định.pdf"),
        ("../../etc/Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("C:\\Users\\a\\Báo cáo.docx", "Báo cáo.docx"),
        ("bao\u202ecao\r\n.pdf", "baocao.pdf"),
        ('a<b>:"c|d?*.pdf', "a_b___c_d__.pdf"),
        ("  .hidden.pdf ", "hidden.pdf"),
        ("x" * 300 + ".pdf", "x" * 147 + ".pdf"),
        ("", ""),
    ],
)
def test_w8_names_keep_their_letters_and_lose_what_is_dangerous(sent: str, kept: str) -> None:
    assert uploads.clean_name(sent) == kept


@pytest.mark.parametrize(
    ("name", "data", "objection"),
    [
        ("trong.pdf", b"", "rỗng"),
        ("cai-dat.exe", b"MZ\x90", "Không nhận loại tệp"),
        ("bao-cao.pdf.exe", b"MZ\x90", "Không nhận loại tệp"),
        ("trang.html", b"<script>alert(1)</script>", "Không nhận loại tệp"),
        ("hinh.svg", b"<svg onload=alert(1)>", "Không nhận loại tệp"),
        ("macro.docm", b"PK\x03\x04", "Không nhận loại tệp"),
        ("khong-duoi", PDF, "Không nhận loại tệp"),
        ("pdf", PDF, "Không nhận loại tệp"),
        ("chuong-trinh.txt", b"MZ\x90\x00", "không đúng với đuôi tệp"),
        ("lenh.txt", b"#!/bin/sh\nrm -rf /", "không đúng với đuôi tệp"),
        ("gia.pdf", b"<html><script>alert(1)</script></html>", "không đúng với đuôi tệp"),
        ("gia.docx", b"%PDF-1.7", "không đúng với đuôi tệp"),
        ("gia.png", b"GIF89a", "không đúng với đuôi tệp"),
        ("Báo cáo MẬT.pdf", PDF, "dấu độ mật"),
        ("bao cao - toi mat.pdf", PDF, "dấu độ mật"),
    ],
)
def test_w8_a_file_that_is_not_taken_is_named_with_the_reason(
    desk: Desk, assignment: Assignment, name: str, data: bytes, objection: str
) -> None:
    answer = desk.act(desk.cast.focal, assignment, "bao-cao", files=(io.BytesIO(data), name), **REPORT)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert objection in page
    assert uploads.clean_name(name) in page
    assert "Đã ban hành" in page
    assert desk.session.scalars(select(Evidence)).all() == []
    assert desk.status(assignment) is Status.ASSIGNED


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Quyết định số 12-QĐ (đã ký).pdf", PDF, "application/pdf"),
        ("ảnh chụp.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("biểu.xlsx", b"PK\x03\x04...", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("cũ.doc", b"{\\rtf1 saved as doc}", "application/msword"),
        ("ghi chú.txt", "tiếng Việt".encode(), "text/plain; charset=utf-8"),
    ],
)
def test_w8_a_file_comes_back_whole_under_its_own_name_to_be_saved(
    desk: Desk, assignment: Assignment, name: str, data: bytes, media_type: str
) -> None:
    desk.act(desk.cast.focal, assignment, "bao-cao", files=(io.BytesIO(data), name), **REPORT)
    evidence = desk.session.scalars(select(Evidence)).one()
    answer = desk.get(desk.cast.officer, f"/minh-chung/{evidence.id}")
    assert (answer.status_code, answer.data) == (200, data)
    assert answer.headers["Content-Type"] == media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert f"filename*=UTF-8''{quote(name, safe='!#$&+-.^_`|~')}" in disposition


@pytest.mark.parametrize(
    ("name", "data", "is_shown"), [("a.pdf", PDF, True), ("a.png", b"\x89PNG", True), ("a.txt", b"x", False)]
)
def test_only_papers_and_pictures_are_shown_and_only_in_our_own_frames(
    desk: Desk, assignment: Assignment, name: str, data: bytes, is_shown: bool
) -> None:
    desk.act(desk.cast.focal, assignment, "bao-cao", files=(io.BytesIO(data), name), **REPORT)
    evidence = desk.session.scalars(select(Evidence)).one()
    answer = desk.get(desk.cast.officer, f"/minh-chung/{evidence.id}", xem=1)
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline" if is_shown else "attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert policy.startswith("default-src 'none'")
    assert ("frame-ancestors 'self'" in policy) is is_shown
    page = desk.get(desk.cast.officer, "/cho-xac-nhan").get_data(as_text=True)
    assert (f"/minh-chung/{evidence.id}?xem=1" in page) is is_shown


def test_w7_a_file_changed_in_the_store_is_refused(desk: Desk, assignment: Assignment, settings: Settings) -> None:
    desk.act(desk.cast.focal, assignment, "bao-cao", files=(io.BytesIO(PDF), "a.pdf"), **REPORT)
    evidence = desk.session.scalars(select(Evidence)).one()
    FileStore(settings.data / "files").path(evidence.sha256).write_bytes(PDF + b"doi")
    answer = desk.get(desk.cast.officer, f"/minh-chung/{evidence.id}")
    assert answer.status_code == 409
    assert "đã bị thay đổi" in answer.get_data(as_text=True)


def test_files_together_stay_under_the_limit(app: Flask) -> None:
    def chosen(*sizes: int) -> list[FileStorage]:
        return [FileStorage(io.BytesIO(b"%PDF" + b"x" * size), f"{n}.pdf") for n, size in enumerate(sizes)]

    with app.test_request_context():
        assert len(uploads.read(chosen(500_000, 500_000), 1)) == 2
        with pytest.raises(DomainError, match="vượt 1 MB"):
            uploads.read(chosen(600_000, 600_000), 1)
        with pytest.raises(DomainError, match="tối đa 20 tệp"):
            uploads.read(chosen(*[1] * 21), 1)
        assert uploads.read([FileStorage(io.BytesIO(b""), "")], 1) == []


def test_a_request_beyond_the_limit_gets_a_page_and_not_a_crash(
    desk: Desk, assignment: Assignment, app: Flask
) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 10_000
    answer = desk.act(desk.cast.focal, assignment, "bao-cao", files=(io.BytesIO(b"%PDF" + b"x" * 20_000), "a.pdf"))
    assert answer.status_code == 413
    assert "Tệp quá lớn" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("MẬT", True),
        ("TỐI MẬT", True),
        ("Số 5-BC/TU TUYỆT MẬT", True),
        ("Độ mật: Mật", True),
        ("công văn (Tối mật) số 7", True),
        ("M\u1ead\u0074".upper(), True),
        ("xử lý hồ sơ cấp độ Mật, Tối Mật qua Mạng thông tin", False),
        ("BẢO MẬT HỆ THỐNG", False),
        ("KHÔNG MẬT", False),
        ("MẬT ĐỘ DÂN SỐ", False),
        ("Mạng mật liên thông các cơ quan", False),
        ("Độ mật: không", False),
        ("mặt bằng, mất điện", False),
        ("", False),
    ],
)
def test_a_stamp_of_secrecy_is_told_from_the_word(text: str, marked: bool) -> None:
    assert is_marked(text) is marked


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("TỐI MẬT.pdf", True),
        ("báo cáo_mật.docx", True),
        ("TuyetMat-12.pdf", True),
        ("to trinh toi-mat.pdf", True),
        ("bảo mật thông tin.pdf", False),
        ("mật khẩu và mật mã.pdf", False),
        ("giải phóng mặt bằng.pdf", False),
        ("tôi mất.pdf", False),
    ],
)
def test_a_stamp_in_a_file_name_is_found_in_any_spelling(name: str, marked: bool) -> None:
    assert is_marked_name(name) is marked
