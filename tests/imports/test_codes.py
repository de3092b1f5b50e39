"""Codes of rows whose numbers come again in other sections."""

from dataclasses import dataclass

from tracker.imports.codes import Codes


@dataclass(frozen=True)
class Row:
    appendix: str
    group: str
    number: str


def codes(*rows: tuple[str, str, str]) -> list[str]:
    drafts = [Row(*row) for row in rows]
    made = Codes(drafts)
    return [made.code(row)[0] for row in drafts]


def test_numbers_that_start_again_in_every_section_get_its_name() -> None:
    assert codes(("", "III", "1"), ("", "III", ""), ("", "III", ""), ("", "V", "1")) == [
        "III.1",
        "III.(2)",
        "III.(3)",
        "V.1",
    ]


def test_numbers_of_one_count_stay_short() -> None:
    assert codes(("II", "I", "1"), ("II", "I", "2"), ("II", "II", "3")) == ["II.1", "II.2", "II.3"]


def test_a_number_twice_in_one_section_is_told_apart() -> None:
    assert codes(("II", "I", "1"), ("II", "I", "1")) == ["II.1", "II.1 (2)"]
