import pytest

from tracker.agencies.names import Register
from tracker.imports.standing import standing_agency

REGISTER = Register.load_default()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("7. Văn phòng Thành ủy - Cơ quan Thường trực Ban Chỉ đạo Thành phố.", "Văn phòng Thành ủy"),
        ("- Văn phòng Thành ủy (cơ quan Thường trực Ban Chỉ đạo): kiện toàn tổ chức.", "Văn phòng Thành ủy"),
        ("Phối hợp với Văn phòng Thành ủy – Cơ quan thường trực của Ban Chỉ đạo.", "Văn phòng Thành ủy"),
        ("Sở Khoa học và Công nghệ là cơ quan thường trực, điều phối chung.", "Sở Khoa học và Công nghệ"),
        ("Báo cáo Văn phòng Trung ương Đảng - Cơ quan Thường trực của Ban Chỉ đạo Trung ương.", None),
        ("Các sở, ban, ngành là cơ quan thường trực.", None),
        ("Sở Tài chính chủ trì tham mưu kinh phí.", None),
    ],
)
def test_the_standing_agency_is_read_from_the_words_before_the_mark(text: str, name: str | None) -> None:
    assert standing_agency([text], REGISTER) == name


def test_the_committees_office_wins_over_one_that_is_standing_for_some_work() -> None:
    texts = [
        "Sở Khoa học và Công nghệ là cơ quan thường trực.",
        "Sở Khoa học và Công nghệ là cơ quan thường trực.",
        "Văn phòng Thành ủy - Cơ quan Thường trực Ban Chỉ đạo Thành phố.",
    ]
    assert standing_agency(texts, REGISTER) == "Văn phòng Thành ủy"


def test_two_named_equally_often_are_left_to_a_person() -> None:
    texts = ["Sở Tài chính là cơ quan thường trực.", "Sở Nội vụ là cơ quan thường trực."]
    assert standing_agency(texts, REGISTER) is None
