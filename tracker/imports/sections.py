"""Headings in the text that part a table in several, each with the header again. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.imports.columns import heading_column, same_header
from tracker.imports.grid import Line, Row, Table
from tracker.imports.numbering import group_label, roman_value

_LETTERS = "ABCDĐEGHIKLMN"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled line right above a header, and how many rows of the table come before."""

    table: Table
    before: int
    line: Line
    label: str


def section_above(table: Table, texts: Sequence[Line]) -> Section | None:
    """What the last line of these texts heads. A number under a printed page may as well be a footnote's."""
    last = next((line for line in reversed(texts) if not line.is_blank), None)
    found = group_label(last.text) if last and len(last.text) <= _LONGEST else None
    if last is None or found is None or (table.is_printed and table.rows and found[0].isdecimal()):
        return None
    return Section(table, len(table.rows), last, found[0])


def goes_on(sections: Sequence[Section], table: Table, text: str) -> bool:
    """A heading that counts on from the last one of the table."""
    found = group_label(text)
    last = [*(section.label for section in sections[-1:] if section.table is table), *_labels_inside(table)][-1:]
    return found is not None and any(_counts_on(label, found[0]) for label in last)


def head_rows(sections: Sequence[Section]) -> None:
    """Headings that count on, over headers that say the same, become rows of their tables."""
    kept = [section for run in _runs(sections) if len(run) > 1 or _goes_on_inside(run[0]) for section in run]
    for section in reversed(kept):
        cells = [""] * section.table.width
        cells[heading_column(section.table.header)] = section.line.text
        section.table.rows.insert(
            section.before, Row(cells, section.line.number, section.line.page, after_break=True)
        )


def _runs(sections: Sequence[Section]) -> Iterator[list[Section]]:
    run: list[Section] = []
    for section in sections:
        if run and not (_is_one_table(run[-1].table, section.table) and _counts_on(run[-1].label, section.label)):
            yield run
            run = []
        run.append(section)
    if run:
        yield run


def _is_one_table(one: Table, two: Table) -> bool:
    here, there = (one.appendix, one.appendix_title), (two.appendix, two.appendix_title)
    return one is two or (here == there and same_header(one.header, two.header))


def _counts_on(before: str, label: str) -> bool:
    if before.isdecimal() and label.isdecimal():
        return int(label) == int(before) + 1
    if roman_value(before) and roman_value(label) == roman_value(before) + 1:
        return True
    return f"{before}{label}" in _LETTERS


def _goes_on_inside(section: Section) -> bool:
    """The next heading stands between the rows of the table."""
    following = _labels_inside(section.table)[:1]
    return section.before == 0 and any(_counts_on(section.label, label) for label in following)


def _labels_inside(table: Table) -> list[str]:
    lone = (cells[0] for row in table.rows if len(cells := list(filter(None, row.cells))) == 1)
    return [found[0] for text in lone if (found := group_label(text))]
