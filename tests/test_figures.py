"""The cut of ten digits that all take the same room."""

import importlib.util
import struct
from pathlib import Path
from types import ModuleType

import pytest

from tests.test_codebase import ROOT

FONTS = sorted((ROOT / "tracker" / "static" / "vendor").glob("*-figures-*.woff"))


@pytest.fixture(scope="module")
def figures() -> ModuleType:
    spec = importlib.util.spec_from_file_location("figures", ROOT / "tools" / "figures.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_each_weight_has_its_figures() -> None:
    assert [path.name.split(".")[0][-3:] for path in FONTS] == ["400", "500", "600", "700"]


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.name[:26])
def test_ten_different_digits_have_one_width_and_stand_in_its_middle(figures: ModuleType, path: Path) -> None:
    tables = figures.unpack(path.read_bytes())
    numbers = figures.glyph_numbers(tables["cmap"])
    assert numbers == {digit: place for place, digit in enumerate(range(0x30, 0x3A), 1)}
    outlines = [figures.outline(tables, number, long_offsets=True) for number in numbers.values()]
    assert len(set(outlines)) == 10
    places = list(struct.iter_unpack(">Hh", tables["hmtx"]))[1:]
    assert len({width for width, _bearing in places}) == 1
    left_and_right = [
        (bearing, width - bearing - figures.ink(one)) for (width, bearing), one in zip(places, outlines, strict=True)
    ]
    assert all(0 <= right - left <= 1 and left > 0 for left, right in left_and_right)


def test_the_file_is_a_hundredth_of_a_page() -> None:
    assert [path.name for path in FONTS if path.stat().st_size > 2500] == []


def test_what_is_no_woff_is_refused(figures: ModuleType) -> None:
    with pytest.raises(ValueError, match="WOFF"):
        figures.tabular_figures(b"wOF2" + b"\0" * 100)
