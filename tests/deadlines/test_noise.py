"""What scanning and typing do to a phrase: harmless noise changes no meaning, other noise never gives another day."""

import re
import unicodedata
from collections.abc import Callable

import pytest

from tests.deadlines.describe import describe
from tests.deadlines.test_phrases import ALL, ISSUED
from tests.deadlines.test_round_trips import unaccented
from tracker.deadlines.phrases import parse_deadline

ONE_LINE = [(phrase, meaning) for phrase, meaning in ALL if "\n" not in phrase]
Noise = Callable[[str], str]


def facts(meaning: str) -> list[str]:
    """The kind and every day of a described deadline: labels may be in capitals or without accents."""
    return [meaning.split(maxsplit=1)[0], *re.findall(r"\d{4}-\d\d-\d\d", meaning)]


def read(phrase: str) -> str:
    return describe(parse_deadline(phrase, ISSUED))


@pytest.mark.parametrize(
    "noise",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace("2026", "20\u00ad26"),
    ],
    ids=["decomposed", "no-break spaces", "double spaces", "wrapped lines", "soft hyphens"],
)
def test_harmless_noise_changes_nothing(noise: Noise) -> None:
    changed = {noise(phrase): meaning for phrase, meaning in ONE_LINE}
    assert {spoiled: facts(read(spoiled)) for spoiled in changed} == {
        spoiled: facts(meaning) for spoiled, meaning in changed.items()
    }


@pytest.mark.parametrize(
    "noise",
    [
        unaccented,
        str.upper,
        str.title,
        lambda text: text.replace("I", "l"),
        lambda text: text.replace("0", "O"),
        lambda text: text.replace(",", ", "),
        lambda text: f"({text})",
        lambda text: f"{text} ;",
        lambda text: f"{text}.",
    ],
    ids=["no accents", "capitals", "title case", "I as l", "0 as O", "commas", "brackets", "semicolon", "full stop"],
)
def test_a_spoiled_phrase_keeps_its_days_or_loses_them(noise: Noise) -> None:
    wrong = {
        noise(phrase): found
        for phrase, meaning in ONE_LINE
        if facts(found := read(noise(phrase))) != facts(meaning) and not found.startswith("unclear")
    }
    assert wrong == {}


@pytest.mark.parametrize("noise", [unaccented, lambda text: text.replace("I", "l"), str.upper])
def test_most_spoiled_phrases_are_still_understood(noise: Noise) -> None:
    understood = [phrase for phrase, meaning in ONE_LINE if not meaning.startswith("unclear")]
    lost = [phrase for phrase in understood if read(noise(phrase)).startswith("unclear")]
    assert len(lost) < len(understood) / 20


def test_two_ones_may_be_the_roman_two() -> None:
    for phrase in ("Quý I-11/2026", "Quý 1 - 11/2026", "Quý I, 11/2026", "Quý 11/2026"):
        assert read(phrase) == "unclear !ambiguous_quarter"


def test_a_dash_at_a_line_start_is_a_bullet_only_below_another() -> None:
    assert read("2026\n- 2030") == "range 2026-01-01..2030-12-31"
    assert facts(read("- 2026\n- 2030")) == ["multi", "2030-12-31", "2026-12-31", "2030-12-31"]
