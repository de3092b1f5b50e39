"""Paragraphs of files that break their text in different ways."""

import pytest

from tracker.imports.grid import Line
from tracker.imports.paragraphs import paragraphs


def read(text: str) -> list[str]:
    return [found.text for found in paragraphs([Line(line, n) for n, line in enumerate(text.split("\n"), 1)])]


PRINTED = """\
1. Mở rộng mạng lưới thu gom rác thải tại nguồn ở tất cả các khu dân cư và
khu công nghiệp
Tổ chức tuyên truyền đến từng hộ gia đình về phân loại rác; bố trí điểm tập
kết hợp lý; kiểm tra, xử lý vi phạm theo Nghị định số 45/2022/NĐ-CP ngày
07/7/2022 của Chính phủ; hướng dẫn các hộ kinh doanh ký hợp đồng thu gom;
khen thưởng các điển hình làm tốt và nhân rộng mô hình trên toàn địa bàn xã
- phường trong năm.
2. Phòng Kinh tế, Ban Quản lý dự án đầu tư xây dựng
Tham mưu bố trí kinh phí cho các điểm tập kết rác và phương tiện thu gom để
bảo đảm vệ sinh.
"""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_printed_lines_are_joined_where_the_paper_wrapped_them(between: str) -> None:
    lines = (PRINTED * 3).strip().split("\n")
    found = read(between.join(lines))
    assert [text[:40] for text in found[:4]] == [
        "1. Mở rộng mạng lưới thu gom rác thải tạ",
        "Tổ chức tuyên truyền đến từng hộ gia đìn",
        "2. Phòng Kinh tế, Ban Quản lý dự án đầu ",
        "Tham mưu bố trí kinh phí cho các điểm tậ",
    ]
    assert found[1].endswith("toàn địa bàn xã - phường trong năm.")
    assert len(found) == 12


def test_paragraphs_of_a_word_file_stay_apart() -> None:
    heading = "1. Nâng cao nhận thức của người dân về chuyển đổi số"
    long = "Tổ chức tuyên truyền sâu rộng trong cán bộ, công chức, viên chức và Nhân dân về chuyển đổi số; " * 2
    assert read(f"{heading}\n{long.strip()}\nSở Nội vụ theo dõi việc này\nSở Y tế phối hợp") == [
        heading,
        long.strip(),
        "Sở Nội vụ theo dõi việc này",
        "Sở Y tế phối hợp",
    ]


@pytest.mark.parametrize("note", ["¹ Theo hình thức trực tuyến trên hệ thống", "<sup>2</sup> Xem phụ lục kèm theo"])
def test_a_sentence_torn_by_a_page_and_its_footnote_is_whole_again(note: str) -> None:
    torn = (
        f"Vừa giải quyết những yêu cầu cấp bách, vừa có tầm nhìn dài hạn; cần\n\n{note}\n\ngắn với quy hoạch.\n\nHai."
    )
    assert read(torn) == [
        "Vừa giải quyết những yêu cầu cấp bách, vừa có tầm nhìn dài hạn; cần gắn với quy hoạch.",
        "Hai.",
    ]


def test_a_footnote_between_the_halves_joins_them_whatever_letter_follows() -> None:
    one, two = "2. Ban hành kế hoạch hành động bám sát đầy đủ các nội dung tại", "Nghị quyết số 57-NQ/TW."
    assert read(f"{one}\n\n¹ Xem phụ lục.\n\n{two}") == [f"{one} {two}"]
    assert read("CHÁNH VĂN PHÒNG TRUNG ƯƠNG ĐẢNG VÀ CÁC ĐỒNG CHÍ\n\n¹ Xem.\n\nPHỤ LỤC") == [
        "CHÁNH VĂN PHÒNG TRUNG ƯƠNG ĐẢNG VÀ CÁC ĐỒNG CHÍ",
        "PHỤ LỤC",
    ]


def test_items_that_begin_with_small_letters_are_items() -> None:
    text = "Phấn đấu:\n- tỷ lệ hồ sơ trực tuyến đạt 80% tổng số hồ sơ tiếp nhận\n- tỷ lệ số hóa đạt 90%"
    assert len(read(text)) == 3


def test_a_dash_inside_a_torn_sentence_is_no_item() -> None:
    text = "Từng bước hình thành trung tâm nghiên cứu của khu vực phía Nam\n\n- phát triển với cơ sở đào tạo."
    assert len(read(text)) == 1


def test_marks_of_bold_text_over_several_lines_are_taken_out() -> None:
    assert read("**PHỤ LỤC SỐ HAI CỦA KẾ HOẠCH\nDANH MỤC NHIỆM VỤ**") == [
        "PHỤ LỤC SỐ HAI CỦA KẾ HOẠCH DANH MỤC NHIỆM VỤ"
    ]
