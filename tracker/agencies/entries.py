"""The agencies every province and city has, with the spellings met so far, read from the register file. Pure."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tracker.agencies.rules import NOBODY, AgencyKind
from tracker.agencies.tokens import DATA

PLACES = {
    "T": ("Thành phố", "tỉnh"),
    "H": ("huyện", "quận", "thị xã"),
    "X": ("phường", "xã", "đặc khu", "thị trấn"),
    "O": (),
}
OLD_ORDER = "O"
_PARTY = {"Thành phố": "Thành ủy", "tỉnh": "Tỉnh ủy", "huyện": "Huyện ủy", "quận": "Quận ủy", "thị xã": "Thị ủy"}
_YOUTH = {"Thành phố": "Thành Đoàn", "tỉnh": "Tỉnh Đoàn", "huyện": "Huyện Đoàn", "thị xã": "Thị Đoàn"}
TO_CONFIRM = "~"
_LEVELS = {
    "{cấp xã}": (
        *("cấp xã", "xã, phường, đặc khu", "phường, xã, đặc khu", "đặc khu, xã, phường", "xã, phường", "phường, xã"),
        *("xã, phường, thị trấn", "phường, xã, thị trấn", "xã, thị trấn"),
    ),
    "{cấp huyện}": (
        *("cấp huyện", "huyện, thị xã, thành phố", "huyện, thành phố", "huyện, thị xã", "thị xã, thành phố"),
        *("huyện, quận, thị xã", "quận, huyện, thị xã, thành phố", "quận, huyện, thị xã", "quận, huyện"),
    ),
}
"""The ways to say all places of a level."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One agency: its official name and every other way it is written.

    `aliases` mean it beyond doubt, `loose` ones are understood but should be confirmed, `former` are old names.
    """

    name: str
    kind: AgencyKind
    aliases: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    former: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.kind in NOBODY


def _filled(text: str, place: str) -> str:
    party = _PARTY.get(place, f"Đảng ủy {place}")
    youth = _YOUTH.get(place, f"Đoàn Thanh niên {place}")
    return text.replace("{nơi}", place).replace("{ủy}", party).replace("{đoàn}", youth)


def _parts(cell: str) -> list[str]:
    """The spellings of a cell; one for all places of a level is given once for each way to say that."""
    found = [part.strip() for part in cell.split("|") if part.strip()]
    for mark, ways in _LEVELS.items():
        found = [part.replace(mark, way) for part in found for way in (ways if mark in part else ("",))]
    return found


def _at_place(row: dict[str, str], place: str, *, is_home: bool) -> Entry:
    """The row's agency at one place; a spelling without a mark of place counts only at the plan's own."""
    names = [text for text in _parts(row["aliases"]) if "{" in text or is_home]
    former = [text for text in _parts(row["former"]) if "{" in text or is_home]
    return Entry(
        name=_filled(row["name"], place),
        kind=AgencyKind(row["kind"]),
        aliases=tuple(_filled(text, place) for text in names if not text.startswith(TO_CONFIRM)),
        loose=tuple(_filled(text[1:], place) for text in names if text.startswith(TO_CONFIRM)),
        former=tuple(_filled(text, place) for text in former),
    )


@cache
def _rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple({key: value or "" for key, value in row.items()} for row in csv.DictReader(lines, delimiter=";"))


def standard_entries(homes: Sequence[str]) -> Iterator[Entry]:
    """Every entry of the register file, once per kind of place.

    `homes` are the plan's own place and those above it, nearest first ("phường", "Thành phố"): a spelling without a
    mark of place means the nearest one's agency, so these come first.
    """
    ranked: list[tuple[int, Entry]] = []
    for row in _rows(DATA / "register.csv"):
        places = [place for level in row["levels"].split() for place in PLACES[level]] or [""]
        rank = next((rank for rank, place in enumerate(homes) if place in places), len(homes))
        for place in places:
            is_home = rank < len(homes) and place == homes[rank]
            ranked.append((rank, _at_place(row, place, is_home=is_home or place == "")))
    yield from (entry for _, entry in sorted(ranked, key=lambda one: one[0]))


def entries_at(home: str) -> Iterator[Entry]:
    """The register's agencies of one kind of place, and the bodies that belong to none."""
    for row in _rows(DATA / "register.csv"):
        places = [place for level in row["levels"].split() for place in PLACES[level]]
        if home in places or (not places and row["levels"] != OLD_ORDER):
            yield _at_place(row, home if places else "", is_home=True)


ALL_PLACES = tuple(place for places in PLACES.values() for place in places)
