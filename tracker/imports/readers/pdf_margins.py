"""What a page carries besides its text: page numbers, running headers and footers, footnotes. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tracker.imports.readers.pdf_columns import begins_part
from tracker.imports.readers.pdf_grid import SNAP, Ruled, merged
from tracker.imports.readers.pdf_lines import PrintedLine, lines_of
from tracker.imports.readers.pdf_page import Page, Run
from tracker.imports.readers.pdf_rules import Rule
from tracker.text import fold

_PAGE_NUMBER = re.compile(
    r"[-–—(\[|\s]*(?:(?:trang|page)\s*:?\s*)?\d{1,4}(?:\s*(?:/|trên)\s*\d{1,4})?[-–—)\]|\s]*", re.IGNORECASE
)
_NUMBER_AT_END = re.compile(r"(?:\b(?:trang|page)\W*)?(?:\b|^)\d{1,4}(?:\s*/\s*\d{1,4})?\W*$")
_MARGIN = 0.16
"""Part of the page's height, above and below, where headers and footers stand."""
_OUTERMOST = 3
_FEWEST, _SHARE = 3, 0.4
_PLACE = 4.0
_CENTRED, _DISTANT = 0.05, 1.6
_NOTE_MARK = re.compile(r"\(?(\d{1,2}|\*{1,3})\)?(?=\D|$)")
_LOWER = 0.4
_SMALL = 0.95
_RAISED, _RAISED_SIZE = 0.15, 0.85
_BESIDE = (-0.5, 0.4)
_RAISED_DIGITS = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


@dataclass(slots=True)
class Sheet:
    """A page taken apart: its ruled tables, and its lines from top to bottom."""

    page: Page
    tables: list[Ruled]
    lines: list[PrintedLine]
    notes: list[PrintedLine] = field(default_factory=list)


def strip_margins(sheets: Sequence[Sheet]) -> None:
    """Take running headers, footers and page numbers out of the lines of every page."""
    outer = [_outer(sheet) for sheet in sheets]
    counted = Counter(
        key for sheet, lines in zip(sheets, outer, strict=True) for key in {_key(line, sheet) for line in lines}
    )
    least = max(_FEWEST, _SHARE * len(sheets))
    for sheet, lines in zip(sheets, outer, strict=True):
        taken = {
            id(line)
            for line in lines
            if counted[_key(line, sheet)] >= least or (_PAGE_NUMBER.fullmatch(line.text) and _is_alone(line, sheet))
        }
        sheet.lines = [line for line in sheet.lines if id(line) not in taken]


def _is_alone(line: PrintedLine, sheet: Sheet) -> bool:
    """In the middle of the page, away from every other line."""
    is_centred = abs(line.x0 + line.x1 - sheet.page.width) < 2 * _CENTRED * sheet.page.width
    return is_centred and all(
        other is line or abs(other.base - line.base) > _DISTANT * line.size for other in sheet.lines
    )


def _outer(sheet: Sheet) -> list[PrintedLine]:
    """The outermost lines in the upper and the lower margin, as far as no table and no heading stands beyond them."""
    height = sheet.page.height
    first = min((table.ys[0] for table in sheet.tables), default=height)
    last = max((table.ys[-1] for table in sheet.tables), default=0.0)
    upper = [line for line in sheet.lines[:_OUTERMOST] if line.base < min(_MARGIN * height, first)]
    begun = next((place for place in range(len(upper)) if begins_part(sheet.lines, place)), len(upper))
    lower = [line for line in sheet.lines[-_OUTERMOST:] if line.base > max((1 - _MARGIN) * height, last)]
    return upper[:begun] + lower


def _key(line: PrintedLine, sheet: Sheet) -> tuple[str, bool, int]:
    """The words without the page's number, and the place as distance from the nearer edge."""
    height = sheet.page.height
    is_upper = line.base < height / 2
    distance = line.base if is_upper else height - line.base
    words = _NUMBER_AT_END.sub("", fold(line.text))
    return words, is_upper, round(distance / _PLACE)


# Footnotes


def take_footnotes(page: Page) -> list[PrintedLine]:
    """Take the footnotes out of the page, and the raised marks in the text that lead to them; returns their lines.
    Other raised numbers stay as such: "m²"."""
    start, lines = _footnotes(page)
    marks = {found[1] for line in lines if (found := _NOTE_MARK.match(line.text))}
    text = [run for run in page.runs if run.base <= start]
    largest = max((run.size for run in text), default=0.0)
    raised = {id(run) for run in text if run.size <= _RAISED_SIZE * largest and _is_raised(run, text)}
    for run in text:
        if id(run) in raised:
            run.text = "" if run.text.strip("()") in marks else run.text.translate(_RAISED_DIGITS)
    page.runs = [run for run in text if run.text]
    return lines


def _footnotes(page: Page) -> tuple[float, list[PrintedLine]]:
    """The short line at the foot of the page, and the lines under it, if they are numbered and smaller than the
    text."""
    usual = median(run.size for run in page.runs) if page.runs else 0.0
    for rule in sorted(_short_lines(page), key=lambda rule: rule.at):
        below = [run for run in page.runs if run.base > rule.at]
        lines = [line for line in lines_of(below) if not _PAGE_NUMBER.fullmatch(line.text)]
        if lines and _NOTE_MARK.match(lines[0].text) and all(line.size <= _SMALL * usual for line in lines):
            return rule.at, lines
    return float("inf"), []


def _short_lines(page: Page) -> list[Rule]:
    """Lines across the lower part of the page that no upright line meets."""
    return [
        rule
        for rule in merged(page.drawn.across)
        if rule.at > _LOWER * page.height
        and rule.end - rule.start < 0.5 * page.width
        and not any(
            rule.start - SNAP <= post.at <= rule.end + SNAP and post.start - SNAP <= rule.at <= post.end + SNAP
            for post in page.drawn.down
        )
    ]


def _is_raised(run: Run, others: Sequence[Run]) -> bool:
    """Digits set small and high beside the end of a word."""
    if not run.text.strip("()").isdigit():
        return False
    return any(
        run.size <= _RAISED_SIZE * other.size
        and _BESIDE[0] <= (run.x0 - other.x1) / other.size <= _BESIDE[1]
        and _RAISED < (other.base - run.base) / other.size < 1
        for other in others
    )
