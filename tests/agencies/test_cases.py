"""Cells as plans have them, by kind of agency, against a reading by eye (cases/*.tsv).

Before a name: "<" an old name of it, "?" to be confirmed, "+" not in the register, "#" a collective, "*" a collective
or a vague group, "!" words that name no agency.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tracker.agencies.names import How, Match, Register
from tracker.agencies.rules import NOBODY, AgencyKind

CASES = Path(__file__).parent / "cases"
HOMES = {
    "ministry": (("Thành phố",), ()),
    "city": (("Thành phố",), ("Hồ Chí Minh",)),
    "province": (("tỉnh",), ("Vĩnh Long",)),
    "ward": (("phường", "Thành phố"), ("Hồng Bàng", "Hải Phòng")),
    "commune": (("xã", "tỉnh"), ("Trung Thành", "Vĩnh Long")),
    "district": (("huyện", "tỉnh"), ("Long Hồ", "Vĩnh Long")),
}
MARKS = {How.KNOWN: "", How.NEAR: "?", How.FORMER: "<", How.NEW: "+"}


@cache
def register_of(place: str) -> Register:
    homes, names = HOMES[place]
    return Register.load_default(*homes, names=names)


def cases() -> Iterator[tuple[str, str, str, str]]:
    for path in sorted(CASES.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield path.stem, row["place"], row["cell"].replace("\\n", "\n"), row["agencies"]


def shown(match: Match, wanted: str) -> str:
    """The match as the file writes it, with the looser mark for groups where the file has that."""
    if match.kind not in NOBODY:
        return MARKS[match.how] + match.name
    doubt = "?" if match.how is How.NEAR else ""
    group = "#" if match.kind is AgencyKind.COLLECTIVE and not wanted.startswith("*") else "*"
    return doubt + group + match.name


def read(place: str, cell: str, agencies: str) -> list[str]:
    found = register_of(place).resolve(cell)
    wanted = agencies.split(" | ")
    padded = wanted + [""] * len(found.agencies)
    return [shown(match, padded[index]) for index, match in enumerate(found.agencies)] + [
        f"!{words}" for words in found.leftovers
    ]


@pytest.mark.parametrize(("group", "place", "cell", "agencies"), list(cases()))
def test_a_cell_names_the_agencies_that_a_reader_finds(group: str, place: str, cell: str, agencies: str) -> None:
    assert sorted(read(place, cell, agencies)) == sorted(agencies.split(" | ")), group
