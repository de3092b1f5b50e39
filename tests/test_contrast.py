"""The colours of app.css can be read: WCAG 2.2 AA, light and dark."""

import re

import pytest

from tests.test_codebase import ROOT

CSS = (ROOT / "tracker" / "static" / "app.css").read_text("utf-8")
THEMES = {"light": ":root {", "dark": '[data-bs-theme="dark"] {'}
TONES = ("overdue", "soon", "within", "on-time", "late", "no-deadline")
TEXT = [(ink, ground) for ink in ("ink", "ink-soft", "ink-faint") for ground in ("paper", "surface", "surface-sunk")]
TEXT += [("ink", "hover"), ("ink-soft", "hover"), ("accent-ink", "surface"), ("accent-ink", "accent-soft")]
TEXT += [
    pair for tone in TONES for pair in ((tone, f"{tone}-soft"), (tone, "surface"), (tone, "paper"), (tone, "hover"))
]
EDGES = [("line-strong", "surface"), ("focus", "surface"), ("focus", "paper")]


def colours(theme: str) -> dict[str, str]:
    block = CSS[CSS.index(THEMES[theme]) :].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) | {"white": "#ffffff"}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def too_weak(theme: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    known = colours(theme)
    found = {f"{one} on {ground}": contrast(known[one], known[ground]) for one, ground in pairs}
    return [f"{pair}: {value:.2f}" for pair, value in found.items() if value < least]


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_colour_can_be_read_on_every_ground_it_stands_on(theme: str) -> None:
    assert too_weak(theme, [*TEXT, ("white", "accent"), ("white", "accent-strong")], 4.5) == []


@pytest.mark.parametrize("theme", THEMES)
def test_borders_of_fields_and_the_mark_of_the_focus_can_be_seen(theme: str) -> None:
    assert too_weak(theme, EDGES, 3.0) == []


def test_black_on_white_is_the_strongest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
