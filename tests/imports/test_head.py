"""The first page: number, kind, title, issuer, day, plans replaced; and the duties to report in the text."""

from datetime import date

import pytest

from tests.imports.paper import SIX, codes, read, rows, six
from tracker.imports.reading import read_plan

TABLE = rows(SIX, six("1", "Việc một"))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số 27-KH/BCĐTP", "27-KH/BCĐTP"),
        ("Số: 106 /KH-UBND", "106/KH-UBND"),
        ("Số: 27 – KH / BCĐTP", "27-KH/BCĐTP"),
        ("**Số 01-CV/BCĐTW**", "01-CV/BCĐTW"),
        ("Số: 34/2025/QĐ-UBND", "34/2025/QĐ-UBND"),
        ("Số 63-CTrHD/TU", "63-CTrHĐ/TU"),
        ("Số: 106/KH-UBND          Hồng Bàng, ngày 03 tháng 10 năm 2025", "106/KH-UBND"),
    ],
)
def test_a_number_is_read_however_it_is_spaced(line: str, number: str) -> None:
    assert read(TABLE, f"{line}\n\nKẾ HOẠCH\n\nVề việc X\n\n").document.number == number


def test_a_number_that_is_only_cited_is_not_the_plans_own() -> None:
    draft = read(TABLE, "KẾ HOẠCH\n\nThực hiện Kế hoạch số 12/KH-UBND\n\nCăn cứ Nghị quyết số 57-NQ/TW;\n\n")
    assert draft.document.number is None
    assert "number_missing" in codes(draft)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Đồng Nai, ngày 05 tháng 01 năm 2026", date(2026, 1, 5)),
        ("*TP. Hồ Chí Minh, ngày 14 tháng02 năm 2026*", date(2026, 2, 14)),
        ("Số: 1/KH-UBND      Huế, ngày 1 tháng 2 năm 2026", date(2026, 2, 1)),
        ("Đồng Nai, ngày 31 tháng 6 năm 2026", None),
        ("Đồng Nai, ngày     tháng 01 năm 2026", None),
        ("Căn cứ Luật X, ngày 05 tháng 01 năm 2020 của Quốc hội", None),
    ],
)
def test_the_day_of_issue_is_read_or_left_open(line: str, day: date | None) -> None:
    draft = read(TABLE, f"{line}\n\nKẾ HOẠCH\n\nVề việc X\n\n")
    assert draft.document.issued_on == day
    assert ("issued_on_missing" in codes(draft)) is (day is None)


def test_a_day_given_by_hand_fills_the_gap_but_never_beats_the_paper() -> None:
    without = "KẾ HOẠCH\n\nVề việc X\n\n" + TABLE
    assert read_plan(without.encode(), "x", date(2026, 3, 1)).document.issued_on == date(2026, 3, 1)
    printed = read_plan(f"Huế, ngày 01 tháng 02 năm 2026\n\n{without}".encode(), "x", date(2026, 3, 1))
    assert printed.document.issued_on == date(2026, 2, 1)
    assert "issued_on_differs" in codes(printed)


def test_what_the_first_page_lacks_is_found_under_the_appendix() -> None:
    head = read(
        "PHỤ LỤC\n\nDANH MỤC\n\n"
        "(Ban hành kèm theo Kế hoạch số 459-KH/TU ngày 21 tháng 5 năm 2025 của Ban Thường vụ Thành ủy)\n\n" + TABLE,
        "KẾ HOẠCH HÀNH ĐỘNG\n\nThực hiện Nghị quyết số 57-NQ/TW\ncủa Bộ Chính trị\n\n",
    ).document
    assert (head.number, head.kind, head.issued_on) == ("459-KH/TU", "Kế hoạch hành động", date(2025, 5, 21))
    assert (head.title, head.issuer) == (
        "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị",
        "Ban Thường vụ Thành ủy",
    )


def test_an_official_letter_has_its_subject_as_title() -> None:
    head = read(
        "", "HUYỆN ỦY YÊN BÌNH\n\nSố 2008-CV/HU\n\nV/v triển khai khung\nKế hoạch hành động\n\nKính gửi: X\n"
    ).document
    assert (head.kind, head.title, head.issuer) == (
        "Công văn",
        "triển khai khung Kế hoạch hành động",
        "Huyện ủy Yên Bình",
    )


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("(thay thế Kế hoạch số 20-KH/BCĐTP ngày 10 tháng 01 năm 2026 của Ban Chỉ đạo)", ["20-KH/BCĐTP"]),
        ("và thay thế Chương trình hành động số 63-CTrHD/TU ngày 27/02/2025.", ["63-CTrHĐ/TU"]),
        ("thay thế Kế hoạch số 1/KH-UBND ngày 01/02/2025 và Kế hoạch số 2/KH-UBND", ["1/KH-UBND", "2/KH-UBND"]),
        ("hoặc bản sửa đổi/bổ sung/thay thế Quyết định số 5/QĐ-UBND", []),
        ("Căn cứ Kế hoạch số 7/KH-UBND", []),
    ],
)
def test_the_plans_it_replaces_are_named(text: str, replaced: list[str]) -> None:
    assert read(f"Kế hoạch này có hiệu lực {text}\n\n{TABLE}").document.replaces == replaced


def test_a_title_broken_by_lines_is_put_together() -> None:
    lines = [
        " KẾ HOẠCH ",
        "Triển khai thực hiện Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính ",
        "phủ ban hành Chương trình hành động của Chính phủ thực hiện Nghị quyết",
        "",
        "",
        *["Thực hiện các nhiệm vụ được giao theo chức năng của từng cơ quan, đơn vị và"] * 25,
    ]
    title = read("", "\n\n".join(lines)).document.title
    assert title.startswith("Triển khai thực hiện Nghị quyết số 03/NQ-CP ngày 09/01/2025 của Chính phủ ban hành")
    assert title.endswith("thực hiện Nghị quyết")


def test_a_title_ends_where_the_capitals_begin() -> None:
    head = read(
        TABLE, "QUYẾT ĐỊNH\nBan hành Kế hoạch thực hiện Nghị quyết số 57-NQ/TW\nBỘ TRƯỞNG BỘ Y TẾ\n\n"
    ).document
    assert (head.kind, head.title) == ("Quyết định", "Ban hành Kế hoạch thực hiện Nghị quyết số 57-NQ/TW")


def test_the_letterhead_says_whose_plan_it_is() -> None:
    text = rows(SIX, six("1", "Việc một", "Công an huyện; Các phòng, ban huyện; UBND các xã, thị trấn"))
    draft = read(text, "UBND HUYỆN CẦN GIUỘC\nPHÒNG NỘI VỤ\n\nSố: 5/KH-PNV\n\nKẾ HOẠCH\n\nCải cách hành chính\n\n")
    assert draft.document.issuer == "Phòng Nội vụ"
    assert [m.name for m in draft.tasks[0].lead_agencies] == [
        "Công an huyện",
        "Các phòng, ban, ngành",
        "Ủy ban nhân dân cấp xã",
    ]
    assert codes(draft) == ["issued_on_missing", "place_guessed"]


WARD = """Số: 106 /KH-UBND

Hồng Bàng, ngày 03 tháng 10 năm 2025

KẾ HOẠCH

Thực hiện Nghị quyết số 57-NQ/TW

Ủy ban nhân dân phường Hồng Bàng xây dựng Kế hoạch với các nội dung sau:

I. MỤC ĐÍCH

Thiết lập chế độ báo cáo, sơ kết, tổng kết định kỳ hằng năm.

V. TỔ CHỨC THỰC HIỆN

"""


def duties(text: str) -> list[tuple[list[str], str | None, str | None, str]]:
    return [
        (
            [m.name for m in duty.who],
            duty.recipient.name if duty.recipient else None,
            duty.through.name if duty.through else None,
            duty.deadline.raw,
        )
        for duty in read(text, WARD).obligations
    ]


def test_a_yearly_report_through_an_office_is_a_duty() -> None:
    assert duties(
        "Định kỳ hằng năm **trước ngày 30/11** các cơ quan, đơn vị rà soát, báo cáo Ủy ban nhân dân phường "
        "(*qua Phòng Văn hóa - Xã hội*) kết quả triển khai thực hiện Kế hoạch.\n"
    ) == [
        (
            ["Các cơ quan, đơn vị"],
            "Ủy ban nhân dân phường",
            "Phòng Văn hóa - Xã hội",
            "Định kỳ hằng năm trước ngày 30/11",
        )
    ]


def test_who_reports_may_stand_in_the_heading_above() -> None:
    assert duties("2. Công an phường\n\n- Báo cáo Ủy ban nhân dân phường trước ngày 20/12 hằng năm.\n") == [
        (["Công an phường"], "Ủy ban nhân dân phường", None, "trước ngày 20/12 hằng năm")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Kịp thời báo cáo Ủy ban nhân dân phường khi có vướng mắc.",
        "Hằng năm kiểm tra việc thực hiện Kế hoạch.",
        "Nơi nhận:\n\n- UBND thành phố (để báo cáo hằng năm);",
    ],
)
def test_without_a_time_or_a_report_there_is_no_duty(text: str) -> None:
    assert duties(text + "\n") == []


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Sửa đổi, bổ sung một số nhiệm vụ tại Kế hoạch số 20-KH/BCĐTP ngày 10/01/2026", ["20-KH/BCĐTP"]),
        ("Điều chỉnh Phụ lục II (ban hành kèm theo Kế hoạch số 12/KH-UBND)", ["12/KH-UBND"]),
        ("Bổ sung nhiệm vụ vào Kế hoạch hành động số 7/KH-UBND", ["7/KH-UBND"]),
        ("Thực hiện Kế hoạch số 12/KH-UBND, được sửa đổi, bổ sung tại Kế hoạch số 13/KH-UBND", []),
        ("Bổ sung nhân lực. Thực hiện Kế hoạch số 12/KH-UBND", []),
    ],
)
def test_a_plan_that_is_changed_in_part_is_read(words: str, numbers: list[str]) -> None:
    head = f"Số: 30/KH-UBND\n\nĐồng Nai, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n\n{words}\n\n"
    document = read(TABLE, head).document
    assert (document.amends, document.replaces) == (numbers, [])
