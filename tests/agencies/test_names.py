"""Agencies found in the words of a cell."""

import csv

import pytest

from tracker.agencies.entries import Entry
from tracker.agencies.names import AgencyKind, How, Register
from tracker.agencies.tokens import DATA, tokenize

CITY = Register.load_default("Thành phố", names=["Hồ Chí Minh"])
PROVINCE = Register.load_default("tỉnh", names=["Đồng Nai"])
WARD = Register.load_default("phường", "Thành phố", names=["Hồng Bàng", "Hải Phòng"])


def names(cell: str, register: Register = CITY) -> list[str]:
    found = register.resolve(cell)
    assert found.leftovers == ()
    return [match.name for match in found.agencies]


def only(cell: str, register: Register = CITY) -> tuple[str, How]:
    (match,) = register.resolve(cell).agencies
    return match.name, match.how


@pytest.mark.parametrize(
    "cell",
    [
        "Sở Khoa học và Công nghệ",
        "Sở Giáo dục và Đào tạo",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Ban Tuyên giáo và Dân vận Thành ủy",
        "Ban Chỉ đạo về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số Thành phố",
    ],
)
def test_a_name_with_a_comma_or_and_in_it_is_one_agency(cell: str) -> None:
    assert only(cell) == (cell, How.KNOWN)


def test_no_name_in_the_register_is_torn_by_its_own_commas() -> None:
    """Every name and alias, alone and between two others, is found whole."""
    with (DATA / "register.csv").open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter=";"):
        if row["kind"] in ("collective", "vague") or row["levels"] not in ("", "T"):
            continue
        for spelling in [row["name"], *row["aliases"].split("|")]:
            if not spelling or "{" in spelling or spelling.startswith("~"):
                continue
            found = CITY.resolve(f"Công an Thành phố; {spelling}, Sở Y tế")
            assert len(found.agencies) == (2 if row["name"] == "Sở Y tế" else 3), spelling
            assert found.leftovers == (), spelling


def test_no_two_agencies_share_a_spelling() -> None:
    seen: dict[tuple[str, ...], str] = {}
    with (DATA / "register.csv").open(encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter=";"):
        for spelling in [row["name"], *row["aliases"].split("|"), *row["former"].split("|")]:
            if spelling:
                key = tuple(token.word for token in tokenize(spelling.lstrip("~")))
                assert seen.setdefault(key, row["name"]) == row["name"], spelling


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở KHCN", "Sở Khoa học và Công nghệ"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở NN-MT", "Sở Nông nghiệp và Môi trường"),
        ("VP UBND Thành phố", "Văn phòng Ủy ban nhân dân Thành phố"),
        ("Văn phòng UBND TP.HCM", "Văn phòng Ủy ban nhân dân Thành phố"),
        ("Công an TP. HCM", "Công an Thành phố"),
        ("UBMTTQ Việt Nam Thành phố", "Ủy ban Mặt trận Tổ quốc Việt Nam Thành phố"),
        ("ĐHQG-HCM", "Đại học Quốc gia Thành phố Hồ Chí Minh"),
        ("ĐHQG Thành phố", "Đại học Quốc gia Thành phố Hồ Chí Minh"),
        ("Ban QL các KCX-CN", "Ban Quản lý các Khu chế xuất và công nghiệp Thành phố"),
        ("BQL Khu CNC", "Ban Quản lý Khu Công nghệ cao Thành phố"),
        ("Hội LHPN Thành phố", "Hội Liên hiệp Phụ nữ Thành phố"),
        ("QTSC", "Công viên phần mềm Quang Trung"),
    ],
)
def test_abbreviations_mean_the_full_name(cell: str, name: str) -> None:
    assert only(cell) == (name, How.KNOWN)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Sở Tài Chính", "Sở Tài chính"),
        ("SỞ TÀI CHÍNH", "Sở Tài chính"),
        ("Toà án nhân dân Thành phố", "Tòa án nhân dân Thành phố"),
        ("Sở Quy hoạch – Kiến trúc", "Sở Quy hoạch - Kiến trúc"),
        ("Sở Y tế Thành phố", "Sở Y tế"),
        ("Sở Khoa học và Công nghệ TP.HCM", "Sở Khoa học và Công nghệ"),
        ("Trung tâm Chuyên đổi số", "Trung tâm Chuyển đổi số Thành phố"),
    ],
)
def test_capitals_dashes_tone_marks_and_place_do_not_matter(cell: str, name: str) -> None:
    assert only(cell) == (name, How.KNOWN)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Sở Khoa học và Công nghe", "Sở Khoa học và Công nghệ"),
        ("Trung tâm Chuyển đổi sở", "Trung tâm Chuyển đổi số Thành phố"),
        ("Văn phòng Ủy ban nhân dân Thàng phố", "Văn phòng Ủy ban nhân dân Thành phố"),
        ("Ban Tuyên giáo và Dân vân Thành ủy", "Ban Tuyên giáo và Dân vận Thành ủy"),
        ("Sở Nông nghiệp và Mội trưòng", "Sở Nông nghiệp và Môi trường"),
    ],
)
def test_a_slip_of_a_letter_is_understood_but_to_be_confirmed(cell: str, name: str) -> None:
    assert only(cell) == (name, How.NEAR)


@pytest.mark.parametrize("cell", ["thuê", "Vụ Giáo dục và Đào tạo", "Chi cục Thuế khu vực 3", "Sở Nội y"])
def test_a_different_word_is_no_slip(cell: str) -> None:
    found = CITY.resolve(cell)
    assert all(match.how is How.NEW for match in found.agencies)


def test_an_old_name_means_the_office_that_follows_it() -> None:
    assert only("Sở Thông tin và Truyền thông") == ("Sở Khoa học và Công nghệ", How.FORMER)
    assert only("Ban Tuyên giáo Thành ủy") == ("Ban Tuyên giáo và Dân vận Thành ủy", How.FORMER)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Sở Tài chính, Sở Y tế và Công an Thành phố", ["Sở Tài chính", "Sở Y tế", "Công an Thành phố"]),
        ("- Sở Tài chính - Sở Y tế; - Công an Thành phố.", ["Sở Tài chính", "Sở Y tế", "Công an Thành phố"]),
        ("Sở Y tế\nSở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Y tế Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("1. Sở Y tế 2) Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("Sở Y tế chủ trì, phối hợp Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        ("QTSC cơ quan, đơn vị liên quan", ["Công viên phần mềm Quang Trung", "Các cơ quan, đơn vị liên quan"]),
        ("các Sở: Tài chính, Nội vụ và Xây dựng", ["Sở Tài chính", "Sở Nội vụ", "Sở Xây dựng"]),
        ("Sở Tài chính, Nội vụ, Công an Thành phố", ["Sở Tài chính", "Sở Nội vụ", "Công an Thành phố"]),
        (
            "Trường: Đại học Sài Gòn, Y khoa Phạm Ngọc Thạch, Thủ Dầu Một",
            ["Trường Đại học Sài Gòn", "Trường Đại học Y khoa Phạm Ngọc Thạch", "Trường Đại học Thủ Dầu Một"],
        ),
        ("Trường: Đại học Hoa Sen, Văn Lang", ["Trường Đại học Hoa Sen", "Trường Đại học Văn Lang"]),
        (
            "Ban Quản lý các Khu chế xuất và công nghiệp/Khu Công nghệ cao",
            ["Ban Quản lý các Khu chế xuất và công nghiệp Thành phố", "Ban Quản lý Khu Công nghệ cao Thành phố"],
        ),
        ("Sở Y tế, Sở Nội vụ, Sở Y tế", ["Sở Y tế", "Sở Nội vụ"]),
        ("", []),
    ],
)
def test_several_agencies_in_a_cell_are_told_apart(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Các sở, ban, ngành và địa phương cấp xã", ["Các sở, ban, ngành và địa phương cấp xã"]),
        ("các Sở, ban ngành, địa phương cấp xã", ["Các sở, ban, ngành và địa phương cấp xã"]),
        ("Các Sở, ban ngành; cấp xã.", ["Các sở, ban, ngành", "Địa phương cấp xã"]),
        ("Sở Tư pháp; các sở, ngành có liên quan", ["Sở Tư pháp", "Các sở, ngành liên quan"]),
        ("các bộ, ngành, địa phương", ["Các bộ, ngành, địa phương"]),
        ("UBND các xã, phường, đặc khu", ["Ủy ban nhân dân cấp xã"]),
        ("UBND các xã, phường và đặc khu trên địa bàn Thành phố", ["Ủy ban nhân dân cấp xã"]),
        ("Bộ, ngành; tập đoàn, doanh nghiệp công nghệ số", ["Các bộ, ngành", "Các doanh nghiệp công nghệ số"]),
    ],
)
def test_collectives_are_agencies_of_their_own(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected


def test_whoever_is_concerned_is_nobody_in_particular() -> None:
    kinds = {m.name: m.kind for m in CITY.resolve("Các sở, ban, ngành; các sở, ban, ngành liên quan").agencies}
    assert kinds == {
        "Các sở, ban, ngành": AgencyKind.COLLECTIVE,
        "Các sở, ban, ngành liên quan": AgencyKind.VAGUE,
    }


@pytest.mark.parametrize(
    ("cell", "name", "kind"),
    [
        ("Trung tâm Ứng dụng tiến bộ KH&CN", "Trung tâm Ứng dụng tiến bộ Khoa học và Công nghệ", AgencyKind.CENTRE),
        ("Phòng Văn hóa, Thông tin và Du lịch", "Phòng Văn hóa, Thông tin và Du lịch", AgencyKind.OFFICE),
        ("Phòng Kinh tế và Hạ tầng", "Phòng Kinh tế và Hạ tầng", AgencyKind.OFFICE),
        ("UBND phường Tân Định", "Ủy ban nhân dân phường Tân Định", AgencyKind.PEOPLES_COMMITTEE),
        ("Công an tỉnh Đồng Nai", "Công an tỉnh Đồng Nai", AgencyKind.ARMED_FORCE),
        ("Ban Chỉ đạo Thành phố về đô thị", "Ban Chỉ đạo Thành phố về đô thị", AgencyKind.COMMITTEE),
        ("các đơn vị nghiệp vụ (Bộ Công an)", "Các đơn vị nghiệp vụ (Bộ Công an)", AgencyKind.VAGUE),
    ],
)
def test_an_unknown_name_is_kept_as_written(cell: str, name: str, kind: AgencyKind) -> None:
    (match,) = CITY.resolve(f"Sở Y tế; {cell}").agencies[1:]
    assert (match.name, match.kind, match.how, match.raw) == (name, kind, How.NEW, cell)


def test_what_is_no_agency_is_left_over_never_dropped() -> None:
    found = CITY.resolve("Sở Y tế, theo phân công riêng; Sở Nội vụ")
    assert [match.name for match in found.agencies] == ["Sở Y tế", "Sở Nội vụ"]
    assert found.leftovers == ("theo phân công riêng",)


def test_a_place_decides_whose_office_is_meant() -> None:
    assert names("Trung tâm Chuyển đổi số; Công an tỉnh; Sở Y tế tỉnh Đồng Nai", PROVINCE) == [
        "Trung tâm Chuyển đổi số tỉnh",
        "Công an tỉnh",
        "Sở Y tế",
    ]
    assert names("UBND phường; Công an phường Hồng Bàng; UBND thành phố; Sở Y tế", WARD) == [
        "Ủy ban nhân dân phường",
        "Công an phường",
        "Ủy ban nhân dân Thành phố",
        "Sở Y tế",
    ]


def test_a_post_stands_for_its_office_but_is_to_be_confirmed() -> None:
    assert only("Giám đốc Sở Y tế") == ("Sở Y tế", How.NEAR)


@pytest.mark.parametrize(
    "cell",
    [
        "Giám đốc các Sở: Tài chính, Y tế; Công an tỉnh",
        "Giám đốc các Sở Tài chính, Y tế; Công an tỉnh",
        "Giám đốc Sở Tài chính, Y tế; Công an tỉnh",
        "Thủ trưởng các sở, ngành: Tài chính, Sở Y tế; Công an tỉnh",
    ],
)
def test_a_post_before_a_list_is_that_of_every_item(cell: str) -> None:
    assert [(match.name, match.how) for match in PROVINCE.resolve(cell).agencies] == [
        ("Sở Tài chính", How.NEAR),
        ("Sở Y tế", How.NEAR),
        ("Công an tỉnh", How.KNOWN),
    ]


def test_an_office_may_add_its_own_agencies() -> None:
    own = CITY.with_entries([Entry("Tổ Chuyển đổi số Thành phố", AgencyKind.COMMITTEE, ("Tổ CĐS",))])
    assert only("Tổ CĐS", own) == ("Tổ Chuyển đổi số Thành phố", How.KNOWN)
    assert names("Tổ CĐS, Sở Y tế", own)[1] == "Sở Y tế"
    assert only("Tổ CĐS")[1] is How.NEW


def test_decomposed_letters_and_hard_spaces_read_the_same() -> None:
    assert names("So\u031b\u0309\u00a0Y te\u0302\u0301") == ["Sở Y tế"]


def test_the_raw_words_of_each_match_are_kept() -> None:
    found = CITY.resolve("Sở KH&CN TP.HCM, các cơ quan, đơn vị có liên quan")
    assert [match.raw for match in found.agencies] == ["Sở KH&CN TP.HCM", "các cơ quan, đơn vị có liên quan"]
