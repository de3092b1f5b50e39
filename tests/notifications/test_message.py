"""What is on the wire: Vietnamese whole, headers safe, titles escaped."""

import unicodedata
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest

from tests.factories.mail import Office
from tracker.notifications.message import Message, PermanentError, header_text, mime

NOW = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
FROM = "Đúng Hạn <dung-han@vidu.vn>"


def read(message: Message) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(mime(message, FROM, NOW), policy=policy.default))


def message(subject: str = "Nhắc hạn", text: str = "Kính gửi", html: str = "<p>Kính gửi</p>") -> Message:
    return Message("1", "<a@b>", "Giám đốc Sở Khoa học và Công nghệ", "giam-doc@vidu.vn", subject, text, html)


@pytest.mark.parametrize("length", range(1, 150, 7))
def test_a_vietnamese_subject_of_any_length_arrives_as_it_left(length: int) -> None:
    """P23."""
    words = "1 cơ quan chưa có người nhận thư – Văn phòng Thành ủy · 3 quá hạn, Quỹ đổi mới sáng tạo " * 2
    subject = words[:length].strip()
    assert read(message(subject))["Subject"] == subject


def test_names_bodies_and_headers_arrive_whole(office: Office) -> None:
    """P23, P24."""
    text = "Đề nghị báo cáo kết quả kèm minh chứng; hạn: 31/03/2026.\n" * 20
    mail = read(message(text=text, html=f"<p>{text}</p>"))
    assert mail["From"] == FROM
    assert mail["To"] == "Giám đốc Sở Khoa học và Công nghệ <giam-doc@vidu.vn>"
    assert mail["Message-ID"] == "<a@b>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == text
    assert html is not None
    assert html.get_content().replace("\r\n", "\n") == f"<p>{text}</p>"
    assert all(len(line) <= 998 and line.isascii() for line in mime(message(text=text), FROM, NOW).splitlines())


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Đề án\r\nBcc: ai-do@vidu.vn", "Đề án Bcc: ai-do@vidu.vn"),
        ("Đề\u202eán\u200b", "Đềán"),
        (unicodedata.normalize("NFD", "Quyết định"), "Quyết định"),
        ("  nhiều   khoảng\ttrắng ", "nhiều khoảng trắng"),
        ("đổi mới sáng tạo, " * 20, "đổi mới sáng tạo, " * 8 + "đổi…"),
        ("x" * 1743, "x" * 149 + "…"),
    ],
)
def test_a_header_is_one_short_line_of_plain_words(title: str, shown: str) -> None:
    """P22."""
    assert header_text(title) == shown
    assert read(message(title))["Subject"] == shown
    assert read(message(title))["Bcc"] is None


def test_an_address_that_is_none_is_refused_for_good() -> None:
    with pytest.raises(PermanentError):
        mime(Message("1", "<a@b>", "Sở", "không phải địa chỉ", "s", "t", "h"), FROM, NOW)


@pytest.mark.parametrize("kind", ["assigned", "reminder", "digest", "escalation", "returned", "confirmed"])
def test_a_hostile_title_and_reason_are_words_in_every_kind_of_mail(office: Office, kind: str) -> None:
    """P22: in subject, text and HTML."""
    title = "<script>alert(1)</script>\r\nBcc: x@vidu.vn " + "\u202e" + "dài " * 420
    assignment = office.give(date(2026, 3, 9), title=title, quiet=kind != "assigned")
    if kind in {"returned", "confirmed"}:
        office.report(assignment)
        office.give_back(assignment, "<img src=x onerror=alert(1)>")
    if kind == "confirmed":
        office.report(assignment)
        office.confirm(assignment)
    office.at("2026-03-09 06:00" if kind == "reminder" else "2026-03-10 06:00")
    {"reminder": office.remind, "digest": office.digest, "escalation": office.escalate}.get(kind, int)()
    office.send()
    assert any(mail.subject and len(mail.subject) <= 150 for mail in office.mails(kind))
    for letter in office.letters():
        html = letter.get_body(("html",))
        assert html is not None
        assert "<script" not in html.get_content()
        assert "<img" not in html.get_content()
        assert letter["Bcc"] is None
        assert len(str(letter["Subject"])) <= 150
    shown = next(one for one in office.letters() if "script" in str(one))
    assert "&lt;script&gt;" in str(shown.get_body(("html",)).get_content())  # type: ignore[union-attr]
