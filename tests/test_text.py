import unicodedata

import pytest

from tracker.text import fold, searchable, sort_key, squeeze


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Đường  Điện Biên Phủ", "duong dien bien phu"),
        (unicodedata.normalize("NFD", "Quyết định"), "quyet dinh"),
        ("THUỶ lợi, hoà bình", "thuy loi, hoa binh"),
        ("57-NQ/TW", "57-nq/tw"),
        ("", ""),
    ],
)
def test_search_compares_without_diacritics(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("(Rà soát), “cắt giảm”;", "ra soat cat giam"),
        ("II.29.1", "ii.29.1 ii 29 1 29.1"),
        ("57-NQ/TW,", "57-nq/tw 57 nq tw nq/tw"),
        ("đạt ≥ 30% hoặc 100%.", "dat ≥ 30% hoac 100%"),
        ("giam-doc@vidu.vn", "giam-doc@vidu.vn giam doc vidu vn doc@vidu.vn vidu.vn"),
        ("tai_lieu", "tai_lieu tai lieu"),
        ("…", "…"),
    ],
)
def test_search_looks_through_words_without_their_punctuation(written: str, kept: str) -> None:
    assert searchable(written) == f" {kept} "


def test_white_space_of_every_kind_becomes_one_space() -> None:
    assert squeeze(" Sở\u00a0Tài\n chính\t") == "Sở Tài chính"


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    names = [
        "Sở Y tế",
        "Đảng ủy",
        "Ban Quản lý",
        "Đại học",
        "Công an",
        "Sở Tài chính",
        "Ủy ban",
        "Ấp",
        "An",
        "Ăn",
        "Án",
        "Uông",
    ]
    expected = ["An", "Án", "Ăn", "Ấp", "Ban Quản lý", "Công an", "Đại học", "Đảng ủy"]
    assert sorted(names, key=sort_key) == [*expected, "Sở Tài chính", "Sở Y tế", "Uông", "Ủy ban"]
