"""Bytes to lines, and the sentences that refuse what cannot be read."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tracker.errors import DomainError
from tracker.imports.readers.text import read_lines
from tracker.imports.reading import read_plan

SENTENCE = "Kế hoạch chuyển đổi số của Ủy ban nhân dân phường: bảo đảm tiến độ, chất lượng."


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_lines(data, "ke-hoach.txt")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_or_without_its_mark(encoding: str) -> None:
    assert texts(SENTENCE.encode(encoding)) == [SENTENCE]


def test_the_vietnamese_code_page_of_windows_is_read() -> None:
    """cp1258 writes a letter and its tone apart: what a program of the nineties saved."""
    assert texts(b"K\xea\xec hoa\xf2ch chuy\xea\xd2n \xf0\xf4\xd2i s\xf4\xec cu\xd2a th\xe0nh ph\xf4\xec") == [
        "Kế hoạch chuyển đổi số của thành phố"
    ]


def test_other_code_pages_are_refused_with_what_to_do() -> None:
    with pytest.raises(DomainError, match="chuyển sang Unicode"):
        read_lines("Kế hoạch".encode("utf-16-le")[1:] * 3 + b"\xff\xfd\x81", "x.txt")
    with pytest.raises(DomainError, match="bảng mã"):
        read_lines("Étant donné les règles générales établies à Genève".encode("latin-1"), "x.txt")


@pytest.mark.parametrize("data", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf", "\ufeff\u00a0\n".encode("utf-16")])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(DomainError, match="không có nội dung"):
        read_plan(data, "trong.txt")


def packed(name: str, content: bytes) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr(name, content)
    return data.getvalue()


def old_office(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1000 + stream.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"PK\x03\x04\x14\x00", "ke-hoach.docx", "bị hỏng hoặc tải về chưa hết.*lưu thành tệp mới"),
        (packed("ke-hoach.docx", b"PK"), "ke-hoach.zip", "là tệp nén.*giải nén"),
        (packed("mimetype", b"application/vnd.oasis.opendocument.text"), "ke-hoach.odt", r"\.odt\).*dạng \.docx"),
        (old_office("WordDocument"), "ke-hoach.doc", r"Word đời cũ \(\.doc\).*mở bằng Word, lưu lại dạng \.docx"),
        (old_office("EncryptedPackage"), "ke-hoach.docx", "đặt mật khẩu.*bỏ mật khẩu"),
        (old_office("EncryptedPackage Workbook"), "phu-luc.xlsx", "đặt mật khẩu.*bỏ mật khẩu"),
        (b"{\\rtf1\\ansi", "ke-hoach.doc", r"tệp RTF.*lưu lại dạng \.docx"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', "ke-hoach.xml", r"Word XML.*\.docx"),
        (b"\x89PNG\r\n\x1a\n", "anh.png", "là ảnh.*OCR"),
    ],
)
def test_a_file_that_no_reader_reads_is_refused_with_what_to_do(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(DomainError, match=f"“{name}” .*{sentence}"):
        read_plan(data, name)


def test_a_text_that_is_no_plan_is_refused() -> None:
    with pytest.raises(DomainError, match=r"Không thấy trong tệp “x\.txt” số, tên loại văn bản hay bảng nào"):
        read_plan("Sữa, bánh mì, trứng.\n".encode(), "x.txt")


def test_invisible_characters_and_wide_digits_are_cleaned() -> None:
    assert texts("Kế\u00a0ho\u00adạch số\u200b １２".encode()) == ["Kế hoạch số 12"]


def test_every_kind_of_line_end_counts_one_line() -> None:
    lines = read_lines("một\r\nhai\rba\u2028bốn\n".encode(), "x.txt")
    assert [(line.number, line.text) for line in lines] == [(1, "một"), (2, "hai"), (3, "ba"), (4, "bốn"), (5, "")]


def test_tables_of_markdown_are_rows_of_cells() -> None:
    text = "| TT | Việc \\| phần |\n|:--|:-:|\n| 1 | a<br>b |\n\nTT | Việc | Sở\n---|---|--:\n1 | Hai | Y\nCâu\na | b"
    assert texts(text.encode()) == [
        "TT\tViệc | phần",
        ":--\t:-:",
        "1\ta<br>b",
        "",
        "TT\tViệc\tSở",
        "---\t---\t--:",
        "1\tHai\tY",
        "Câu",
        "a | b",
    ]
