"""Numbers of rows that a spreadsheet keeps as quantities: "1.1" as 1.1, and "1.10" as well. Pure."""

import re
from collections.abc import Sequence

from tracker.imports.readers.shown import Value, is_plain, plain_number

_OUTLINE = re.compile(r"(\d+)(?:\.(\d+))?\.?")

Label = tuple[int, int]
"""The parts of a number, 0 for a second part that is not there."""


def label_of(value: Value, number_format: str) -> tuple[Label, bool] | None:
    """What numbers a row: its parts, and whether a spreadsheet holds it as a quantity."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    is_number = not isinstance(value, str)
    if is_number and not is_plain(number_format):
        return None
    found = _OUTLINE.fullmatch(plain_number(float(value), ".") if is_number else str(value).strip())
    return ((int(found[1]), int(found[2] or 0)), is_number) if found else None


def is_outline(labels: Sequence[Label]) -> bool:
    """Whether numbers count rows: 1, 1.1, 1.2, 2 …, each part after the one before it."""
    before = (0, 0)
    for label in labels:
        goes_on = label[1] == 1 or (label[0] == before[0] and label[1] > before[1])
        if label[1] and not goes_on and not lost_zero(before, label):
            return False
        before = (label[0], label[1] * 10) if lost_zero(before, label) else label
    return any(label[1] for label in labels) and all(label[0] for label in labels)


def dotted(label: Label) -> str:
    return f"{label[0]}.{label[1]}" if label[1] else str(label[0])


def lost_zero(before: Label, label: Label) -> bool:
    """1.1 after 1.9 was typed as "1.10"."""
    return label[0] == before[0] and label[1] > 0 and before[1] + 1 == label[1] * 10
