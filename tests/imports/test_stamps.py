"""A state secret is refused wherever its stamp stands; the word alone is no stamp."""

from pathlib import Path

import pytest

from tests.imports.paper import HEAD, SIX, rows, six
from tests.imports.printed import SAMPLE
from tracker.errors import DomainError
from tracker.imports.grid import Content, GridRow, GridTable, Line, Note
from tracker.imports.reading import read_plan
from tracker.imports.stamps import refuse_secret

PAPER = HEAD + rows(SIX, six("1", "Xây dựng cơ sở dữ liệu"))


def is_refused(content: Content) -> bool:
    try:
        refuse_secret(content)
    except DomainError:
        return True
    return False


def lines(*texts: str) -> Content:
    return Content([Line(text, number) for number, text in enumerate(texts, 1)])


@pytest.mark.parametrize(
    "texts",
    [
        ("MẬT",),
        ("TỐI MẬT",),
        ("TUYỆT", "MẬT"),
        ("TỐI", "", "MẬT"),
        ("M Ậ T",),
        ("T Ố I  M Ậ T",),
        ("[MẬT]",),
        ("TÀI LIỆU TỐI MẬT",),
        ("TUYỆT MÂT",),
        ("Số: 12/KH-UBND MẬT",),
        ("Số: 12/KH-UBND\tMẬT",),
        ("Độ mật: Tối mật",),
        ("Độ mật\tMật",),
        ("Lời dẫn. " * 500, "TỐI MẬT", "Nội dung."),
    ],
)
def test_a_stamp_is_seen(texts: tuple[str, ...]) -> None:
    assert is_refused(lines(*texts))


@pytest.mark.parametrize(
    "texts",
    [
        ("KẾ HOẠCH BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2026",),
        ("KẾ HOẠCH BẢO VỆ BÍ", "MẬT NHÀ NƯỚC"),
        ("TĂNG CƯỜNG CÔNG TÁC BẢO VỆ BÍ", "MẬT"),
        ("SỐ HÓA TÀI LIỆU MẬT",),
        ("DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TUYỆT MẬT, TỐI MẬT VÀ MẬT",),
        ("Mật độ dân số", "Mật ong", "mật khẩu, mật mã"),
        ("BẢO ĐẢM AN TOÀN, BẢO", "MẬT"),
        ("MẠNG MẬT LIÊN THÔNG",),
        ("TT\tĐộ mật\tGhi chú",),
        ("Mật",),
        ("MẮT", "MẶT"),
    ],
)
def test_the_word_is_no_stamp(texts: tuple[str, ...]) -> None:
    assert not is_refused(lines(*texts))


def test_cells_and_margins_of_pages_count_too() -> None:
    table = GridTable([GridRow(("Số: 5/KH", "CỘNG HÒA"), 1), GridRow(("TUYỆT MẬT", ""), 2)], 1)
    assert is_refused(Content([table]))
    assert is_refused(Content([GridTable([GridRow(("Mức mật", "Tối mật"), 1)], 1)]))
    assert is_refused(Content([], [Note("margin", "Chữ ở đầu hoặc cuối trang, không nhập: “MẬT”.")]))
    assert not is_refused(Content([], [Note("margin", "Chữ ở đầu trang, không nhập: “BẢO VỆ BÍ MẬT NHÀ NƯỚC”.")]))


def test_nothing_of_a_secret_paper_is_read() -> None:
    for data, name in ((PAPER.replace("KẾ HOẠCH", "MẬT\n\nKẾ HOẠCH"), "kh.txt"), (PAPER, "Kế hoạch (MẬT).txt")):
        with pytest.raises(DomainError, match="dấu độ mật"):
            read_plan(data.encode(), name)


def test_published_plans_pass() -> None:
    seeds = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
    for path in (SAMPLE, *seeds):
        assert read_plan(path.read_bytes(), path.name).document.sha256
