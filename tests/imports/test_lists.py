import pytest

from tracker.imports.lists import parts_of

CASES = [
    ("Xây dựng: a) Quy chế; b) Kế hoạch; c) Đề án.", "Xây dựng", ("Quy chế", "Kế hoạch", "Đề án.")),
    ("a) Một\nb) Hai", "", ("Một", "Hai")),
    ("Gồm (1) Một, (2) Hai, (3) Ba", "Gồm", ("Một", "Hai", "Ba")),
    ("Tổ chức:\n- Hội nghị quán triệt\n- Lớp tập huấn", "Tổ chức", ("Hội nghị quán triệt", "Lớp tập huấn")),
    ("- Rà soát; - Bổ sung; - Ban hành", "", ("Rà soát", "Bổ sung", "Ban hành")),
    ("+ Một\n+ Hai", "", ("Một", "Hai")),
    ("Sở Tài chính\nSở Nội vụ", "", ("Sở Tài chính", "Sở Nội vụ")),
    ("Quyết định; Báo cáo", "", ("Quyết định", "Báo cáo")),
    ("Ban hành: Quyết định; Kế hoạch", "Ban hành", ("Quyết định", "Kế hoạch")),
]


@pytest.mark.parametrize(("text", "intro", "items"), CASES)
def test_the_items_of_a_list_are_found_by_their_marks(text: str, intro: str, items: tuple[str, ...]) -> None:
    found = parts_of(text)
    assert (found.intro, found.items) == (intro, items)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Xây dựng cơ sở dữ liệu",
        "Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học - công nghệ",
        "Đạt 2.1 triệu đồng (giai đoạn 1)",
        "Triển khai điểm a khoản 2 Điều 5",
        "b) Kế hoạch không có mục a",
    ],
)
def test_what_is_no_list_stays_whole(text: str) -> None:
    assert not parts_of(text).is_list
