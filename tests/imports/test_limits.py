"""What is too large, once unpacked too, is refused before a reader sees it."""

import io
import struct
import time
import zipfile

import pytest

from tests.imports.paper import HEAD, SIX, rows, six
from tracker.errors import DomainError
from tracker.imports import limits
from tracker.imports.grid import Content, GridRow, GridTable, Line
from tracker.imports.readers import read_content
from tracker.imports.reading import read_plan

MB = 1024 * 1024


def archive(*parts: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as made:
        for name, data in parts:
            made.writestr(name, data)
    return file.getvalue()


def lying(data: bytes, size: int) -> bytes:
    """An archive that says of its only part that it unpacks to `size` bytes."""
    at = data.rindex(b"PK\x01\x02") + 24
    stated = struct.pack("<I", size)
    return data[:22] + stated + data[26:at] + stated + data[at + 4 :]


@pytest.fixture(scope="module")
def bomb() -> bytes:
    return archive(("word/document.xml", b"\x00" * (60 * MB)))


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as refused:
        limits.check(data, "ke-hoach.docx")
    return str(refused.value)


def test_a_file_of_an_office_passes() -> None:
    text = "<w:p>Kế hoạch chuyển đổi số</w:p>".encode() * 20_000
    for packing in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        limits.check(
            archive(("word/document.xml", text), ("word/media/a.png", b"\x89PNG"), packing=packing), "a.docx"
        )
    limits.check("Kế hoạch".encode(), "a.txt")


def test_a_heavy_file_is_refused_with_both_sizes() -> None:
    assert "nặng 51 MB, quá giới hạn 50 MB" in refusal(b"a" * (50 * MB + 1))


def test_a_bomb_is_refused_whatever_it_says_of_itself(bomb: bytes) -> None:
    assert "vượt 250 MB hoặc gấp hơn 300 lần" in refusal(bomb)
    assert "vượt 250 MB hoặc gấp hơn 300 lần" in refusal(lying(bomb, 1000))


def test_a_bomb_inside_a_part_is_never_unpacked(bomb: bytes) -> None:
    limits.check(archive(("word/document.xml", b"<a/>"), ("word/embeddings/a.zip", bomb)), "ke-hoach.docx")


def test_too_many_parts_are_refused() -> None:
    assert "hơn 3.000 thành phần" in refusal(archive(*((f"a{number}", b"") for number in range(3001))))


def test_an_archive_with_a_password_is_refused() -> None:
    data = archive(("word/document.xml", b"<a/>"))
    at = data.rindex(b"PK\x01\x02") + 8
    assert "đặt mật khẩu" in refusal(data[:at] + b"\x01" + data[at + 1 :])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("space", ["", " " * (256 * 1024 - 60)])
def test_xml_that_declares_entities_is_refused(encoding: str, space: str) -> None:
    xml = f'<?xml version="1.0"?>{space}<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert "thực thể XML" in refusal(archive(("word/document.xml", xml.encode(encoding))))


def test_a_damaged_archive_is_refused() -> None:
    data = archive(("word/document.xml", b"<w:p>" * 5000 + bytes(range(256)) * 40))
    for broken in (data[: len(data) // 2], data[:60] + b"\xff\xff" + data[62:], b"PK\x03\x04" + b"\x00" * 50):
        assert "bị hỏng hoặc tải về chưa hết" in refusal(broken)


def table(rows: int, cells: tuple[str, ...]) -> Content:
    return Content([GridTable([GridRow(cells, number + 1) for number in range(rows)], 1)])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (Content([Line("a", 1)] * 60_001), "hơn 60.000 dòng chữ"),
        (table(20_001, ("a",)), "hơn 20.000 dòng"),
        (table(1, ("a",) * 201), "hơn 200 cột"),
        (Content([Line("a\t" * 201 + "a", 1)]), "hơn 200 cột"),
        (table(1, ("a" * 33_001,)), "dài hơn 33.000 ký tự"),
        (Content([Line("a" * 33_001, 1)]), "dài hơn 33.000 ký tự"),
    ],
)
def test_more_than_any_plan_holds_is_refused(content: Content, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        limits.check_content(content, "a.xlsx")


def test_gaps_are_shortened_and_nothing_else_is() -> None:
    content = read_content(f"Số: 1{' ' * 5000}ngày 2\n{'.' * 300}   x\t\t\n".encode(), "a.txt")
    assert [line.text for line in content.lines] == [f"Số: 1{' ' * 100}ngày 2", f"{'.' * 300}   x\t\t", ""]
    rows = Content([GridTable([GridRow(("1", f"a{' ' * 200}b\nc"), 1)], 1)])
    limits.shorten_gaps(rows)
    (block,) = rows.blocks
    assert isinstance(block, GridTable)
    assert block.rows == [GridRow(("1", f"a{' ' * 100}b\nc"), 1)]


RUNS = [" ", ".", "-", "_", "…", "(", "\u201c", "1", "1.", "a ", "I", "/", "; ", "các, ", "*", "&", "$", "Sở "]


@pytest.mark.parametrize("run", RUNS)
def test_a_line_of_one_thing_is_read_in_time(run: str) -> None:
    """What a regular expression may need the square of its length for."""
    long = run * (30_000 // len(run))
    text = f"{HEAD}x{long}x\n" + rows(
        SIX, six("1", f"Việc {long}"), six("2", "Hai", f"Sở Y tế {long}", f"Quý {long}")
    )
    began = time.process_time()
    assert read_plan(text.encode(), "a.txt").tasks
    assert time.process_time() - began < 15


def test_pages_are_counted_by_the_reader_that_knows_them() -> None:
    limits.check_pages(500, "a.pdf")
    with pytest.raises(DomainError, match="có 501 trang, quá giới hạn 500 trang"):
        limits.check_pages(501, "a.pdf")


def test_the_limits_hold_for_every_file_that_is_read() -> None:
    with pytest.raises(DomainError, match=r"hơn 60\.000 dòng chữ"):
        read_content("Kế hoạch\n".encode() * 60_001, "a.txt")
