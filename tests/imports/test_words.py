"""Markup out, torn words together, numbers and headings told apart."""

import pytest

from tracker.imports.appendices import appendix_at
from tracker.imports.grid import Line
from tracker.imports.joining import Joiner, is_syllable
from tracker.imports.markup import without_markup
from tracker.imports.numbering import Mark, group_label, read_number


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (r"$\geq 45\%$", "≥ 45%"),
        (r"Có  $\geq 0,63$ .", "Có ≥ 0,63 ."),
        (r"$\leq 3$ ngày", "≤ 3 ngày"),
        ("<90", "<90"),
        ("giá từ $5 đến $6", "giá từ $5 đến $6"),
        ("<i>Việc</i> <b>một</b>", "Việc một"),
        ("H<sub>2</sub>O", "H2O"),
        ("một<br/>hai<br>ba", "một hai ba"),
        ('<ul style="list-style-type: none"> - Một - Hai', "- Một - Hai"),
        ("chung<sup>3</sup> cho", "chung cho"),
        ("**Đậm** và *nghiêng*, 5* và 3*", "Đậm và nghiêng, 5* và 3*"),
        ("(<https://theodoinq.dcs.vn>)", "(<https://theodoinq.dcs.vn>)"),
        ("R&amp;D &lt; 5", "R&D < 5"),
        ("### **III- MỤC TIÊU**", "III- MỤC TIÊU"),
        ("=SUM(A1:A2)", "=SUM(A1:A2)"),
    ],
)
def test_markup_goes_and_words_stay(text: str, words: str) -> None:
    assert without_markup(text) == words


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("chuy", "ển đổi", "chuyển đổi"),
        ("công ngh", "ệ số", "công nghệ số"),
        ("Thành", "phố", "Thành phố"),
        ("kinh tế -", "xã hội", "kinh tế - xã hội"),
        ("Văn phòng/", "Sở", "Văn phòng/ Sở"),
        ("số", "Hóa đơn", "số Hóa đơn"),
        ("phát tri-", "ển", "phát triển"),
        ("khoa", "học", "khoa học"),
        ("", "một", "một"),
    ],
)
def test_only_a_torn_word_is_joined_without_a_space(first: str, second: str, joined: str) -> None:
    document = "chuyển đổi công nghệ số thành phố phát triển khoa học " * 3
    assert Joiner([document, first, second]).join(first, second) == joined


def test_syllables_are_told_from_other_words() -> None:
    assert all(map(is_syllable, ["nghiêng", "chuyển", "đổi", "Quý", "khuya", "thuở", "gì", "quốc", "huyện"]))
    assert not any(is_syllable(word) for word in ["startup", "ngh", "xyz", "chuyê", "Big2"])


@pytest.mark.parametrize(
    ("cell", "mark", "text"),
    [
        ("1", Mark.ARABIC, "1"),
        ("01.", Mark.ARABIC, "1"),
        ("2.1.", Mark.ARABIC, "2.1"),
        ("(3)", Mark.ARABIC, "3"),
        ("12/", Mark.ARABIC, "12"),
        ("IV", Mark.ROMAN, "IV"),
        ("II.", Mark.ROMAN, "II"),
        ("B", Mark.CAPITAL, "B"),
        ("Đ.", Mark.CAPITAL, "Đ"),
        ("a)", Mark.SMALL, "a"),
        ("-", Mark.BULLET, ""),
        ("", Mark.NONE, ""),
        ("I. Hạ tầng", Mark.TITLE, "I. Hạ tầng"),
        ("IIX", Mark.TITLE, "IIX"),
    ],
)
def test_what_stands_in_a_number_cell(cell: str, mark: Mark, text: str) -> None:
    number = read_number(cell)
    assert (number.mark, number.text) == (mark, text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("II. Hạ tầng số", ("II", "Hạ tầng số")),
        ("3) Nguồn lực", ("3", "Nguồn lực")),
        ("A - THỂ CHẾ", ("A", "THỂ CHẾ")),
        ("V- Tổ chức", ("V", "Tổ chức")),
        ("Hạ tầng số", None),
        ("5G và 6G", None),
    ],
)
def test_a_heading_gives_its_label(text: str, label: tuple[str, str] | None) -> None:
    assert group_label(text) == label


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("Phụ lục II\nDANH MỤC\nNHIỆM VỤ\n\n(Kèm theo Kế hoạch số 1/KH-UBND)\n", "II", "DANH MỤC NHIỆM VỤ"),
        ("PHỤ LỤC\n\n**BẢNG CHỈ TIÊU**\n\n", None, "BẢNG CHỈ TIÊU"),
        ("**Phụ lục số 3:** Danh mục đề án\n", "3", "Danh mục đề án"),
        ("PHỤ LỤC I - CHỈ TIÊU\n", "I", "CHỈ TIÊU"),
    ],
)
def test_an_appendix_heading_is_read_with_its_title(text: str, number: str | None, title: str) -> None:
    lines = [Line(line, index) for index, line in enumerate(text.split("\n"), start=1)]
    appendix = appendix_at(lines, 0)
    assert appendix is not None
    assert (appendix.number, appendix.title) == (number, title)


@pytest.mark.parametrize(
    "text",
    [
        "Phụ lục II đính kèm Kế hoạch này nêu chi tiết các nhiệm vụ.",
        "Biểu dương, khen thưởng các tập thể tiêu biểu",
        "(Chi tiết tại Phụ lục I)",
        "Phụ lục I\tChỉ tiêu",
    ],
)
def test_a_mention_of_an_appendix_is_no_heading(text: str) -> None:
    assert appendix_at([Line(text, 1)], 0) is None
