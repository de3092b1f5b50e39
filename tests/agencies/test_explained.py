"""Abbreviations that only the document's own words explain, and units that nothing explains."""

import pytest

from tracker.agencies.explained import explained
from tracker.agencies.names import How, Register
from tracker.agencies.rules import AgencyKind

PROVINCE = Register.load_default("tỉnh", names=["Vĩnh Long"])


@pytest.mark.parametrize(
    ("lines", "short", "words"),
    [
        (["Giao phòng Quản lý vận tải (QLVT) chủ trì"], "QLVT", "Quản lý vận tải"),
        (["Phòng Quản lý ngân sách (sau đây gọi tắt là Phòng QLNS)"], "QLNS", "Quản lý ngân sách"),
        (["Phòng Quản lý ngân sách (P.QLNS)"], "QLNS", "Quản lý ngân sách"),
        (["2. CTXH: Công tác xã hội"], "CTXH", "Công tác xã hội"),
        (["- GSĐH - Giám sát, điều hành;"], "GSĐH", "Giám sát, điều hành"),
        (["ĐHTM", "Điều hành thông minh"], "ĐHTM", "Điều hành thông minh"),
        (["CTMTQG (Chương trình mục tiêu quốc gia)"], "CTMTQG", "Chương trình mục tiêu quốc gia"),
        (["Trung tâm Quản lý và Điều hành giao thông (TTQLĐHGT)"], "TTQLĐHGT", None),
    ],
)
def test_what_a_document_explains(lines: list[str], short: str, words: str | None) -> None:
    assert explained(lines)[short] == (words or "Trung tâm Quản lý và Điều hành giao thông")


def test_what_explains_nothing() -> None:
    """Other letters, no letters of the words, what everybody knows, too short to mean one thing."""
    lines = ["trí tuệ nhân tạo (AI)", "Ủy ban nhân dân (UBND)", "Sở Tài chính (Phòng QLNS)", "Kế hoạch (KH)"]
    assert explained(lines) == {}


def test_an_explained_abbreviation_is_read_in_a_cell() -> None:
    register = PROVINCE.with_short({"QLVT": "Quản lý vận tải", "CTXH": "Công tác xã hội"})
    names = [match.name for match in register.resolve("P.QLVT; Phòng CTXH; Sở Y tế").agencies]
    assert names == ["Phòng Quản lý vận tải", "Phòng Công tác xã hội", "Sở Y tế"]
    assert PROVINCE.resolve("P.QLVT").agencies[0].name == "Phòng QLVT"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Phòng QLVT Phòng KCHTGT", ["Phòng QLVT", "Phòng KCHTGT"]),
        ("P.QLVT - P.TTr", ["Phòng QLVT", "Phòng TTr"]),
        ("Phòng QLVT, KCHTGT; Sở Y tế", ["Phòng QLVT", "Phòng KCHTGT", "Sở Y tế"]),
        ("Phòng QLVT&ATGT", ["Phòng QLVT&ATGT"]),
        ("Phòng CTXH", ["Phòng CTXH"]),
        ("PV01, PC06", ["PV01", "PC06"]),
        ("TT ĐH ĐTTM", ["Trung tâm ĐH ĐTTM"]),
        ("TT ĐT-CĐT", ["Trung tâm ĐT-CĐT"]),
        ("PHÒNG QLVT, PHÒNG TỔNG HỢP", ["Phòng QLVT", "Phòng Tổng hợp"]),
        ("VCCI Nghệ An - Hà Tĩnh", ["VCCI Nghệ An - Hà Tĩnh"]),
    ],
)
def test_a_unit_nobody_knows_is_one_entry_as_printed(cell: str, names: list[str]) -> None:
    found = PROVINCE.resolve(cell)
    assert ([match.name for match in found.agencies], found.leftovers) == (names, ())
    assert {match.how for match in found.agencies if match.kind is not AgencyKind.DEPARTMENT} == {How.NEW}


def test_letters_that_only_one_known_agency_has_are_for_a_person_to_confirm() -> None:
    (match,) = PROVINCE.resolve("Hội DNT tỉnh").agencies
    assert (match.name, match.how) == ("Hội Doanh nhân trẻ tỉnh", How.NEAR)
