"""Tables filled in as .xlsx: found by the words of their header, every cell as the person sees it."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook

from tracker import sheets
from tracker.errors import DomainError
from tracker.sheets import Column, Problem

COLUMNS = (
    Column("name", "Họ và tên", ("họ tên",), required=True),
    Column("mail", "Thư điện tử", ("email",), required=True),
    Column("since", "Từ ngày"),
)


@pytest.fixture(autouse=True)
def _inside(app: Flask) -> None:
    """Sentences need an application."""


def book(*rows: Sequence[Any]) -> bytes:
    made = Workbook()
    assert made.active is not None
    for row in rows:
        made.active.append(list(row))
    written = BytesIO()
    made.save(written)
    return written.getvalue()


def test_the_header_is_found_by_its_words_wherever_it_stands() -> None:
    data = book(["DANH SÁCH CÁN BỘ"], [], ["STT", "Email", "HO TEN (in hoa)"], [1, "a@b.vn", "Nguyễn  Văn An"])
    (line,) = sheets.read(data, COLUMNS).lines
    assert (line.number, line["name"], line["mail"], line["since"]) == (4, "Nguyễn Văn An", "a@b.vn", "")


def test_dates_and_whole_numbers_read_as_people_see_them() -> None:
    data = book(["Họ và tên", "Email", "Từ ngày"], [12.0, "a@b.vn", datetime(2026, 3, 5)])
    (line,) = sheets.read(data, COLUMNS).lines
    assert (line["name"], line["since"]) == ("12", "05/03/2026")


def test_empty_rows_are_passed_over_and_missing_cells_named() -> None:
    found = sheets.read(book(["Họ và tên", "Email"], [None, None], ["An", None]), COLUMNS)
    assert [line.number for line in found.lines] == [3]
    assert found.problems == [Problem(3, "Thư điện tử", "Hãy điền ô này.")]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", book(["Gì đó"], ["x"])])
def test_what_is_no_such_table_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(DomainError, match="hãy"):
        sheets.read(data, COLUMNS)


def test_a_file_that_unpacks_to_something_enormous_is_not_unpacked() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (sheets.MOST_BYTES + 1))
    assert len(packed.getvalue()) < 100_000
    with pytest.raises(DomainError, match="quá lớn"):
        sheets.read(packed.getvalue(), COLUMNS)


def test_a_table_that_never_ends_is_refused() -> None:
    rows = [["Họ và tên", "Email"], *([["An", "a@b.vn"]] * sheets.MOST_ROWS)]
    with pytest.raises(DomainError, match="5000"):
        sheets.read(book(*rows), COLUMNS)


def test_a_filled_in_sample_reads_back() -> None:
    data = sheets.sample("Người dùng", COLUMNS, [("Trần Thị Bình", "binh@mau.example", "01/03/2026")])
    assert load_workbook(BytesIO(data)).active is not None
    (line,) = sheets.read(data, COLUMNS).lines
    assert (line["name"], line["mail"], line["since"]) == ("Trần Thị Bình", "binh@mau.example", "01/03/2026")
