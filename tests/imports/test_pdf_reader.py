"""PDF files as they are printed, exported and scanned: lines in reading order, and what cannot be read named."""

import unicodedata
from collections.abc import Callable

import pytest

from tests.imports.writers.pdf import LOCKED, Leaf, paper, width_of
from tracker.errors import DomainError
from tracker.imports import limits
from tracker.imports.grid import Content, GridTable, Line
from tracker.imports.readers import read_content
from tracker.imports.reading import read_plan

SENTENCE = "Triển khai nền tảng số dùng chung của tỉnh trong Quý II/2026."


def read(*leaves: Leaf) -> Content:
    return read_content(paper(*leaves), "ke-hoach.pdf")


def lines(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Line) and block.text]


def tables(content: Content) -> list[GridTable]:
    return [block for block in content.blocks if isinstance(block, GridTable)]


def portrait(*texts: str) -> Leaf:
    leaf = Leaf(595, 842)
    for at, text in enumerate(texts):
        leaf.text(85, 80 + 20 * at, text, 13)
    return leaf


def centred(leaf: Leaf, y: float, text: str, size: float = 13, middle: float = 0) -> None:
    leaf.text((middle or leaf.width / 2) - width_of(text, size) / 2, y, text, size)


# Lines of text


def test_a_letterhead_in_two_columns_is_read_column_by_column() -> None:
    leaf = Leaf(595, 842)
    for at, (left, right) in enumerate(
        [
            ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ("TỈNH BẮC NINH", "Độc lập - Tự do - Hạnh phúc"),
            ("Số: 15/KH-UBND", "Bắc Ninh, ngày 05 tháng 3 năm 2026"),
        ]
    ):
        centred(leaf, 60 + 18 * at, left, 12, middle=150)
        centred(leaf, 61 + 19 * at, right, 13, middle=415)
    centred(leaf, 140, "KẾ HOẠCH")
    centred(leaf, 160, "Chuyển đổi số năm 2026")
    plan = read_plan(paper(leaf), "ke-hoach.pdf").document
    assert (plan.number, plan.kind, plan.title) == ("15/KH-UBND", "Kế hoạch", "Chuyển đổi số năm 2026")
    assert f"{plan.issued_on:%d/%m/%Y}" == "05/03/2026"
    assert lines(read(leaf))[:2] == ["ỦY BAN NHÂN DÂN", "TỈNH BẮC NINH"]


def test_letters_with_accents_of_their_own_come_out_composed() -> None:
    assert lines(read(portrait(unicodedata.normalize("NFD", SENTENCE)))) == [SENTENCE]


def test_letters_set_apart_make_words() -> None:
    leaf = Leaf(595, 842)
    leaf.text(85, 80, "KẾ HOẠCH HÀNH ĐỘNG", 13, spacing=4)
    leaf.text(85, 120, "K Ế   H O Ạ C H   N Ă M", 13)
    assert lines(read(leaf)) == ["KẾ HOẠCH HÀNH ĐỘNG", "KẾ HOẠCH NĂM"]


def test_words_without_a_space_between_them_are_told_by_their_distance() -> None:
    leaf = Leaf(595, 842)
    x = 85.0
    for word in SENTENCE.split():
        leaf.text(x, 80, word, 13)
        x += width_of(word, 13) + 3.2
    assert lines(read(leaf)) == [SENTENCE]


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    leaf = portrait(SENTENCE)
    leaf.text(85.4, 80, SENTENCE, 13)
    assert lines(read(leaf)) == [SENTENCE]


def test_a_compound_broken_at_the_end_of_a_line_is_whole() -> None:
    content = read(portrait("Thực hiện Nghị quyết số 57-", "NQ/TW ngày 22/12/2024 của Bộ Chính trị"))
    assert lines(content) == ["Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị"]


def test_signs_of_the_symbol_fonts_are_read() -> None:
    leaf = portrait("Đạt \uf0b3 80% hồ sơ trực tuyến, \uf0a3 5% hồ sơ trễ hạn")
    assert lines(read(leaf)) == ["Đạt ≥ 80% hồ sơ trực tuyến, ≤ 5% hồ sơ trễ hạn"]


def test_fonts_from_before_unicode_are_converted_and_named() -> None:
    leaf = Leaf(595, 842)
    leaf.text(85, 80, "KÕ ho¹ch 57-NQ triÓn khai nhiÖm vô, ®\xada nÒn t¶ng vµo sö dông", 13, font="T")
    content = read(leaf)
    assert lines(content) == ["Kế hoạch 57-NQ triển khai nhiệm vụ, đưa nền tảng vào sử dụng"]
    assert [note.code for note in content.notes] == ["encoding_converted"]


def test_a_page_drawn_or_shown_on_its_side_is_read_upright() -> None:
    for turn, rotate in ((1, 90), (3, 270), (1, 0), (2, 180)):
        leaf = Leaf(rotate=rotate, turn=turn)
        leaf.text(60, 80, SENTENCE)
        leaf.text(60, 100, "Dòng thứ hai")
        assert lines(read(leaf)) == [SENTENCE, "Dòng thứ hai"]


def test_full_lines_flow_into_paragraphs_also_over_pages() -> None:
    words = "Các cơ quan, đơn vị triển khai nhiệm vụ được giao và báo cáo kết quả đúng"
    first, second = Leaf(595, 842), Leaf(595, 842)
    for at in range(30):
        is_first = at % 3 == 0
        text = f"- {words[:68]}" if is_first else words if at % 3 == 1 else "hạn."
        first.text(113 if is_first else 85, 60 + 24 * at, text if at < 29 else words, 13)
    second.text(85, 60, "hạn.", 13)
    second.text(113, 84, f"- {words[:68]}", 13)
    whole = f"- {words[:68]} {words}"
    assert lines(read(first, second)) == [*[f"{whole} hạn."] * 9, f"{whole} {words} hạn.", f"- {words[:68]}"]


# Margins


def numbered(count: int, text: Callable[[int], str]) -> list[Leaf]:
    leaves = []
    for page in range(1, count + 1):
        leaf = portrait(*(f"{text(page)} dòng {row}" for row in range(1, 30)))
        centred(leaf, 35, str(page))
        leaf.text(85, 815, f"UBND tỉnh Bắc Ninh - Trang {page}/{count}", 9)
        leaves.append(leaf)
    return leaves


def test_page_numbers_and_running_footers_are_left_out() -> None:
    found = lines(read(*numbered(4, lambda page: f"Nội dung trang {page}")))
    assert found == [f"Nội dung trang {page} dòng {row}" for page in range(1, 5) for row in range(1, 30)]


def test_a_number_that_ends_the_text_is_no_page_number() -> None:
    leaf = portrait(*["Trung tâm Cách mạng công nghiệp lần thứ"] * 36)
    leaf.text(85, 80 + 20 * 36, "4", 13)
    assert lines(read(leaf))[-1] == "4"


def test_headings_of_appendices_on_every_page_stay() -> None:
    leaves = [portrait("PHỤ LỤC I", f"Nội dung {page}") for page in range(4)]
    assert lines(read(*leaves)).count("PHỤ LỤC I") == 4


def test_a_footnote_follows_the_text_and_its_mark_is_gone() -> None:
    first = portrait(*["Các cơ quan thực hiện nhiệm vụ được giao và báo cáo"] * 30)
    first.text(85 + width_of("Các cơ quan thực hiện nhiệm vụ được giao và báo cáo", 13), 75, "1", 7)
    first.line(85, 700, 230, 700)
    first.text(85, 715, "1 Theo Nghị quyết số 57-NQ/TW.", 9)
    second = portrait("Diện tích 100 m")
    second.text(85 + width_of("Diện tích 100 m", 13), 75, "2", 7)
    found = lines(read(first, second))
    assert found[0] == "Các cơ quan thực hiện nhiệm vụ được giao và báo cáo"
    assert found[-2:] == ["Diện tích 100 m²", "1 Theo Nghị quyết số 57-NQ/TW."]


def test_a_watermark_is_read_after_all_else() -> None:
    leaf = portrait(SENTENCE, SENTENCE)
    leaf.slanted(150, 600, "DỰ THẢO")
    assert lines(read(leaf)) == [SENTENCE, SENTENCE, "DỰ THẢO"]


# What cannot be read


def scan() -> Leaf:
    leaf = Leaf(595, 842)
    leaf.picture(0, 0, 595, 842)
    return leaf


def test_a_scanned_page_among_others_is_named() -> None:
    content = read(portrait(SENTENCE), scan(), scan(), portrait(SENTENCE))
    assert lines(content) == [SENTENCE, SENTENCE]
    assert [(note.code, note.source.page) for note in content.notes] == [("page_scanned", 2)]
    assert "Trang 2–3 là ảnh quét" in content.notes[0].message


def test_words_over_a_scan_are_read_and_doubted() -> None:
    leaf = scan()
    leaf.text(85, 80, SENTENCE)
    content = read(leaf)
    assert lines(content) == [SENTENCE]
    assert [note.code for note in content.notes] == ["page_recognised"]


def test_a_file_of_scans_is_refused() -> None:
    with pytest.raises(DomainError, match="chỉ có ảnh quét"):
        read(scan(), scan())


def test_letters_without_unicode_are_not_guessed() -> None:
    leaf = Leaf(595, 842)
    leaf.text(85, 80, SENTENCE, font="N")
    content = read(portrait(SENTENCE), leaf)
    assert lines(content) == [SENTENCE]
    assert [(note.code, note.source.page) for note in content.notes] == [("page_unnamed", 2)]
    with pytest.raises(DomainError, match="bảng mã Unicode"):
        read(leaf)


def test_a_page_whose_words_are_shapes_is_named() -> None:
    leaf = Leaf(595, 842)
    for at in range(400):
        leaf.box(60 + at % 40 * 12, 60 + at // 40 * 14, 68 + at % 40 * 12, 70 + at // 40 * 14)
    assert [note.code for note in read(portrait(SENTENCE), leaf).notes] == ["page_drawn"]


def test_a_locked_file_is_refused() -> None:
    with pytest.raises(DomainError, match="mật khẩu"):
        read_content(paper(portrait(SENTENCE), trailer=LOCKED), "ke-hoach.pdf")


def test_an_empty_page_says_so() -> None:
    assert [note.code for note in read(portrait(SENTENCE), Leaf()).notes] == ["page_empty"]
    with pytest.raises(DomainError, match="không có nội dung"):
        read(Leaf())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj\n<<\nstartxref\n99999\n%%EOF"])
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(DomainError, match="hỏng"):
        read_content(data, "ke-hoach.pdf")


def test_a_file_without_its_end_is_read_or_refused() -> None:
    whole = paper(portrait(SENTENCE), portrait(SENTENCE))
    for length in range(len(whole) // 3, len(whole), 97):
        try:
            content = read_content(whole[:length], "ke-hoach.pdf")
        except DomainError:
            continue
        assert set(lines(content)) <= {SENTENCE}


def test_more_pages_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_PAGES", 2)
    with pytest.raises(DomainError, match="3 trang"):
        read(*[portrait(SENTENCE)] * 3)
