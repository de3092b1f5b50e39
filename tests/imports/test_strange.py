"""Letters that no Vietnamese paper holds are told with their place."""

from pathlib import Path

import pytest

from tests.imports.printed import SAMPLE
from tracker.imports.grid import Content, GridRow, GridTable, Line
from tracker.imports.readers import read_content
from tracker.imports.strange import strange_letters

SEEDS = [SAMPLE, *sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))]


def told(*blocks: Line | GridTable) -> list[str]:
    return [note.message for note in strange_letters(Content(list(blocks)))]


@pytest.mark.parametrize("char", ["䡮", "\x8c", "\ufffd", "ع", "ก", "한", "\U00020000"])
def test_a_strange_letter_is_told_with_its_place(char: str) -> None:
    shown = char if char.isprintable() else "U+008C"
    rest = f"có ký tự lạ “{shown}”, có thể do tệp hỏng hoặc nhận dạng sai; hãy đối chiếu với bản giấy."
    assert told(Line(f"Tăng cườ{char}g", 7)) == [f"Dòng 7 {rest}"]
    assert told(GridTable([GridRow(("1", f"Việc {char}"), 5)], 2, page=3)) == [f"Trang 3, bảng 2, dòng 5 {rest}"]


@pytest.mark.parametrize(
    "text", ["Đề án “số hóa” – ≥ 95% → m² ☐ ✓ • \uf0b7 \uf0fc ①", "Ω, α-Thalassemia", "Nguyễn Văn Ă", "e\u0301 ﬁ 🎉"]
)
def test_signs_of_an_office_are_not(text: str) -> None:
    assert told(Line(text, 1)) == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_published_plans_hold_none(path: Path) -> None:
    codes = {note.code for note in read_content(path.read_bytes(), path.name).notes}
    assert "strange_letters" not in codes


def test_of_many_the_first_are_told() -> None:
    found = told(*(Line("漢", number) for number in range(1, 51)))
    assert len(found) == 21
    assert found[-1] == "Và 30 chỗ khác như vậy."
