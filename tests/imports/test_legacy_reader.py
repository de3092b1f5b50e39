"""Text typed with the fonts before Unicode comes out in Unicode, and says so."""

import unicodedata
from pathlib import Path

import pytest

from tests.imports.printed import SAMPLE
from tracker.imports.grid import Content
from tracker.imports.readers import legacy, read_content
from tracker.imports.readers.legacy import Encoding, convert, guess, in_font
from tracker.imports.reading import read_plan

SEEDS = [SAMPLE, *sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))]
PAIRS = [
    (
        "KÕ ho¹ch chuyÓn ®æi sè, ­u tiªn tr­íc nh÷ng viÖc cña thµnh phè; b¶o ®¶m tiÕn ®é, chÊt l­îng.",
        Encoding.TCVN3,
        "Kế hoạch chuyển đổi số, ưu tiên trước những việc của thành phố; bảo đảm tiến độ, chất lượng.",
    ),
    (
        "Keá hoaïch chuyeån ñoåi soá, öu tieân tröôùc; nghò quyeát, kyõ thuaät, quyù III, tæ leä, nghóa vuï, ngaøy",
        Encoding.VNI,
        "Kế hoạch chuyển đổi số, ưu tiên trước; nghị quyết, kỹ thuật, quý III, tỉ lệ, nghĩa vụ, ngày",
    ),
    (
        "UÛY BAN NHAÂN DAÂN, ÑAÛNG BOÄ, TRÖÔØNG, QUYÙ, NGHÓA, TÆNH, NGHÒ QUYEÁT",
        Encoding.VNI,
        "ỦY BAN NHÂN DÂN, ĐẢNG BỘ, TRƯỜNG, QUÝ, NGHĨA, TỈNH, NGHỊ QUYẾT",
    ),
]


def texts(content: Content) -> list[str]:
    return [line.text for line in content.lines if line.text]


def codes(content: Content) -> list[str]:
    return [note.code for note in content.notes]


@pytest.mark.parametrize(("typed", "encoding", "text"), PAIRS)
def test_both_encodings_are_known_by_what_they_read_as(typed: str, encoding: Encoding, text: str) -> None:
    assert guess(typed) is encoding
    assert convert(typed, encoding) == text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_a_text_in_unicode_is_left_alone(path: Path) -> None:
    assert guess(unicodedata.normalize("NFC", path.read_text("utf-8"))) is None
    assert guess(unicodedata.normalize("NFD", path.read_text("utf-8"))) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kế hoạch",
        "plain words only",
        "Les élèves étaient déjà rentrés à l'école; où êtes-vous allés cet été à Genève?",
        "là và cà phê, bò, té, lê, đã có hà",
        "© ® ± µ ¶ · ¸ ¹ º » ¼ ½ ¾",
    ],
)
def test_what_is_not_plainly_of_old_fonts_is_left_alone(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize(
    ("font", "typed", "text"),
    [
        (".VnTime", "§Ò ¸n", "Đề án"),
        (".VnTimeH", "ñy ban", "ỦY BAN"),
        ("VNI-Times", "Ñeà aùn", "Đề án"),
        ("'.VnArial'", "Quý", "Quý"),
        (".VnTime", "Đề án", "Đề án"),
        ("Times New Roman", "§Ò ¸n", "§Ò ¸n"),
    ],
)
def test_a_run_is_read_as_its_font_draws_it(font: str, typed: str, text: str) -> None:
    assert in_font(typed, font) == text


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-16"])
@pytest.mark.parametrize(("typed", "kind", "text"), PAIRS[:2])
def test_a_file_is_converted_and_says_so(typed: str, kind: Encoding, text: str, encoding: str) -> None:
    content = read_content(f"{typed}\n{typed}".encode(encoding), "ke-hoach.txt")
    assert texts(content) == [text, text]
    assert codes(content) == ["encoding_converted"]
    assert f"bảng mã cũ {kind.value}" in content.notes[0].message


def test_a_page_is_converted_by_its_fonts_and_else_as_a_whole() -> None:
    typed, _, text = PAIRS[0]
    by_font = read_content(f"<html><p>Số hóa</p><font face='.VnTime, serif'>{typed}</font></html>".encode(), "a.html")
    assert texts(by_font) == ["Số hóa", text]
    by_style = read_content("<html><p style='font-family:\"VNI-Times\"'>Ñeà aùn</p></html>".encode(), "a.html")
    assert texts(by_style) == ["Đề án"]
    entities = "".join(f"&#{ord(char)};" if ord(char) > 127 else char for char in typed)
    by_words = read_content(f"<html><p>{entities}</p></html>".encode(), "a.html")
    assert texts(by_words) == [text]
    assert codes(by_font) == codes(by_style) == codes(by_words) == ["encoding_converted"]


def test_a_whole_plan_comes_out_of_vni_as_it_went_in() -> None:
    """TCVN3 has no capitals with tones, so only VNI can be written back whole."""
    written = {convert(base + mark, Encoding.VNI): base + mark for base in "aeouyôö" for mark in legacy._VNI_MARKS}
    written |= {new: old for old, new in legacy._VNI_LETTERS.items()}
    written = {new: old for new, old in written.items() if len(new) == 1}
    written |= {new.upper(): old.upper() for new, old in written.items()}
    text = unicodedata.normalize("NFC", SAMPLE.read_text("utf-8"))
    data = "".join(written.get(char, char) for char in text).encode("utf-8")
    draft, plain = read_plan(data, "vni.txt"), read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    assert [row.as_dict() for row in draft.tasks] == [row.as_dict() for row in plain.tasks]
    assert "encoding_converted" in {problem.code for problem in draft.problems}
