"""Whole rows become items with their group, parent and number. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.imports.columns import Columns, Field
from tracker.imports.grid import Row
from tracker.imports.layout import TOTAL
from tracker.imports.numbering import Mark, Number, group_label, read_number, roman_value

NUMBERED_TITLE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3})*)[.)]\s+(?P<title>\S.*)", re.DOTALL)
"""A row number at the head of the title, in a table that has no column for it."""
_STAR = re.compile(r"\(?\*{1,3}\)?")
_COUNT = re.compile(r"(?<![\d.,])(?<!năm )\d{1,4}(?![\d.,%]*\d|%)")
"""How many rows a total counts; not a year, a share or money."""
_LETTERS = "ABCDĐEGHIKLMNOPQRSTUVXY"
_ITEM_TITLE = re.compile(r"\(?(?P<letter>[a-zđ])[.)]\s*(?P<title>\S.*)", re.DOTALL)


@dataclass(slots=True)
class Item:
    """A row that says something to do or to reach. `cells` are the fields; `extra` the columns no field explains.

    `group_note`: the note on the group's own row, kept by the first item under it; `above`: what an empty cell may
    share with the filled one above it.
    """

    number: str
    parent: str | None
    group: str | None
    group_title: str | None
    row: Row
    cells: dict[Field, str]
    extra: dict[int, str] = field(default_factory=dict)
    is_heading: bool = False
    group_note: str = ""
    above: dict[Field, str] = field(default_factory=dict)

    def __getitem__(self, field: Field) -> str:
        return self.cells.get(field, "")


@dataclass(slots=True)
class Structure:
    """`notes`: rows at the end that only explain a star."""

    items: list[Item] = field(default_factory=list)
    total: int | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    mark: Mark
    label: str
    title: str
    note: str = ""


class Builder:
    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.number = columns.index(Field.NUMBER)
        self.title = columns.index(Field.TITLE) or 0
        self.groups: list[_Group] = []
        self.in_group: dict[str, Item] = {}
        self.structure = Structure()

    def build(self, rows: Sequence[Row]) -> Structure:
        for index, row in enumerate(rows):
            if self._is_note(row, rows[index + 1 :]):
                self.structure.notes.append(row.cells[self.title])
            elif not self._is_total(row):
                self._take(row, rows[index + 1 : index + 2])
        _mark_headings(self.structure.items)
        return self.structure

    def _is_note(self, row: Row, following: Sequence[Row]) -> bool:
        """A star in the place of the number, words beside it, and nothing after it but more of the kind."""
        return all(_STAR.fullmatch(one.cells[self.number or 0]) and not self._said(one) for one in (row, *following))

    def _is_total(self, row: Row) -> bool:
        first = next((cell for cell in row.cells if cell), "")
        if not TOTAL.match(first) or self._number(row).mark is Mark.ARABIC:
            return False
        count = _COUNT.search(f"{first} {row.cells[self.title]}")
        self.structure.total = int(count.group()) if count else None
        return True

    def _number(self, row: Row) -> Number:
        if self.number is None:
            found = NUMBERED_TITLE.match(row.cells[self.title])
            return read_number(found["number"]) if found else Number(Mark.NONE)
        number = read_number(row.cells[self.number])
        return Number(Mark.CAPITAL, number.text) if self._is_next_letter(number.mark, number.text) else number

    def _is_next_letter(self, mark: Mark, label: str) -> bool:
        """ "C" after "B" is a letter, not a hundred."""
        letters = [group.label for group in self.groups if group.mark is Mark.CAPITAL]
        return mark is Mark.ROMAN and len(label) == 1 and bool(letters) and _follows_letter(letters[-1], label)

    def _take(self, row: Row, following: Sequence[Row]) -> None:
        number, title = self._number(row), row.cells[self.title]
        heading = self._heading(row, number, following)
        if heading:
            number, title = heading
        elif self._opens_group(row, number, following):
            self._open_group(row, number)
            return
        if number.group and number.group not in (group.label for group in self.groups):
            self._push(_Group(_label_mark(number.group), number.group, ""))
        if number.mark is Mark.TITLE and not title:
            title = number.text
        if self.number is None and (found := NUMBERED_TITLE.match(title)):
            title = found["title"]
        item_number, parent = self._placed(number, title)
        group = self.groups[-1] if self.groups else None
        label = ".".join(g.label for g in self.groups if g.label)
        cells: dict[Field, str] = {Field.TITLE: title}
        extra: dict[int, str] = {}
        for index, (named, text) in enumerate(zip(self.columns.fields, row.cells, strict=True)):
            if named is None or self.columns.index(named) != index:
                extra.update({index: text} if text else {})
            else:
                cells.setdefault(named, text)
        title_above = group.title or None if group else None
        item = Item(item_number, parent, label or None, title_above, row, cells, extra)
        if group and group.note:
            item.group_note, group.note = group.note, ""
        self.structure.items.append(item)
        if item_number:
            self.in_group.setdefault(item_number, item)

    def _heading(self, row: Row, number: Number, following: Sequence[Row]) -> tuple[Number, str] | None:
        """ "1. Chỉ đạo điều hành" across the row, over 1.1: a heading with a number, as if that had a cell."""
        if number.mark not in (Mark.TITLE, Mark.NONE) or self._said(row) or not following:
            return None
        found = group_label(row.cells[self.title] or number.text)
        after = self._number(following[0]).parts
        if found is None or not found[0].isdecimal() or after[:-1] != (int(found[0]),):
            return None
        return Number(Mark.ARABIC, found[0]), found[1]

    def _said(self, row: Row) -> set[Field | None]:
        """The fields with words besides the number and the title."""
        return {f for i, f in enumerate(self.columns.fields) if row.cells[i] and i not in (self.title, self.number)}

    def _opens_group(self, row: Row, number: Number, following: Sequence[Row]) -> bool:
        """Nothing in the row but its label and words, or a note; words in the number cell count as a title."""
        said = self._said(row)
        if said and (said != {Field.NOTE} or number.mark not in (Mark.ROMAN, Mark.CAPITAL)):
            return False
        if number.mark in (Mark.ROMAN, Mark.CAPITAL, Mark.TITLE, Mark.NONE):
            return True
        if number.mark is not Mark.ARABIC or not following:
            return False
        after = self._number(following[0])
        return after.parts == (1,) and len(number.parts) == 1

    def _open_group(self, row: Row, number: Number) -> None:
        title = row.cells[self.title]
        words = title or number.text
        label = number.text if number.mark in (Mark.ROMAN, Mark.CAPITAL, Mark.ARABIC) else ""
        mark = number.mark
        labelled = group_label(words) if not label else None
        if labelled:
            label, words = labelled
            mark = Mark.CAPITAL if self._is_next_letter(_label_mark(label), label) else _label_mark(label)
        note = self.columns.index(Field.NOTE)
        self._push(_Group(mark, label, words, row.cells[note] if note is not None else ""))

    def _push(self, group: _Group) -> None:
        """A mark met before ends the groups since: "A, I, II, B" are two levels."""
        marks = [open_group.mark for open_group in self.groups]
        if group.mark in marks:
            del self.groups[marks.index(group.mark) :]
        self.groups.append(group)
        self.in_group = {}

    def _placed(self, number: Number, title: str) -> tuple[str, str | None]:
        """The item's number and the number it stands under."""
        if number.mark is Mark.ARABIC:
            parent = number.parent
            return number.text, parent if parent in self.in_group else None
        if number.under:
            return f"{number.under}.{number.text}", number.under if number.under in self.in_group else None
        letter = number.text if number.mark is Mark.SMALL else None
        if number.mark is Mark.NONE and (found := _ITEM_TITLE.match(title)):
            letter = found["letter"]
        above = next((text for text in reversed(self.in_group) if _is_main(text)), None)
        if letter:
            return (f"{above}.{letter}", above) if above else (letter, None)
        if number.mark is Mark.BULLET or title[:2] in ("- ", "+ ", "– "):
            return "", above
        return (number.text if number.mark in (Mark.ROMAN, Mark.CAPITAL, Mark.CODE) else ""), None


def _is_main(number: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)*", number))


def _label_mark(label: str) -> Mark:
    if label.isdigit():
        return Mark.ARABIC
    return Mark.ROMAN if all(char in "IVXLC" for char in label) and roman_value(label) else Mark.CAPITAL


def _follows_letter(before: str, letter: str) -> bool:
    place = _LETTERS.find(before)
    return 0 <= place < len(_LETTERS) - 1 and _LETTERS[place + 1] == letter


def _mark_headings(items: Sequence[Item]) -> None:
    """A row that only holds sub-items is a heading: no lead, no deadline, nobody coordinating.

    Not so over mere dashes that say no more themselves: those are the parts of one task."""
    below: dict[tuple[str | None, str | None, str | None], list[Item]] = {}
    for item in items:
        if item.parent:
            below.setdefault((item.group, item.group_title, item.parent), []).append(item)
    for item in items:
        parts = below.get((item.group, item.group_title, item.number), [])
        has_own = any(part.number or _says_who_or_when(part) for part in parts)
        item.is_heading = has_own and not _says_who_or_when(item)


def _says_who_or_when(item: Item) -> bool:
    return bool(item[Field.LEAD] or item[Field.DEADLINE] or item[Field.COORDINATING])
