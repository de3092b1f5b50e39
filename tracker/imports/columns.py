"""Which column holds what, read from the words of the header, not from its place. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from tracker.imports.column_words import SURE, WEAK, Field, is_headed, scores
from tracker.imports.markup import without_markup
from tracker.text import fold

__all__ = [
    "Columns",
    "Field",
    "column_of",
    "has_number_label",
    "heading_column",
    "is_column_numbers",
    "is_number_label",
    "read_header",
    "same_header",
]

_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_LONGEST_LABEL, _LONGEST_BARE = 150, 90
_PERSONS = re.compile(r"(?:ho va ten|ho ten|ten (?:co quan|don vi|can bo)|dia (?:ban|diem)|kinh phi)\b")
_FEWEST = 3
_MANY = frozenset({Field.TARGET, Field.NOTE})


@dataclass(frozen=True, slots=True)
class Columns:
    """Field of each column; a column that no word explains is None and keeps its label."""

    fields: tuple[Field | None, ...]
    labels: tuple[str, ...]

    def index(self, field: Field) -> int | None:
        return self.fields.index(field) if field in self.fields else None

    def has(self, field: Field) -> bool:
        return field in self.fields

    @property
    def years(self) -> dict[int, int]:
        """Target columns of one year each: column → year."""
        found = {}
        for index, (field, label) in enumerate(zip(self.fields, self.labels, strict=True)):
            years = _YEAR.findall(label)
            if field is Field.TARGET and years:
                found[index] = int(years[-1])
        return found

    @property
    def is_indicators(self) -> bool:
        """Measured targets, not tasks: a unit, or values by year, or "chỉ tiêu" with a value to reach."""
        if not self.has(Field.TITLE):
            return False
        title = fold(self.labels[self.fields.index(Field.TITLE)])
        is_named = "chi tieu" in title and "nhiem vu" not in title
        is_valued = self.has(Field.TARGET) or self.has(Field.DELIVERABLE)
        if self.has(Field.DEADLINE):
            return is_named and is_valued and self.has(Field.UNIT)
        by_year = len(self.years) > 1 and "nhiem vu" not in title
        return self.has(Field.UNIT) or (is_named and is_valued) or by_year

    @property
    def is_tasks(self) -> bool:
        """Work to do: somebody or some day is named. A bare "Đơn vị" may as well be a unit of measure."""
        lead = self.index(Field.LEAD)
        is_led = lead is not None and scores(self.labels[lead])[Field.LEAD] > WEAK
        told = (Field.DEADLINE, Field.COORDINATING, Field.HEAD, Field.DELIVERABLE)
        return self.has(Field.TITLE) and not self.is_indicators and (is_led or any(map(self.has, told)))


def is_number_label(label: str) -> bool:
    """ "TT", "STT" and the like: the first label of a table of rows."""
    return scores(without_markup(label)).get(Field.NUMBER) == SURE


def has_number_label(labels: Sequence[str]) -> bool:
    """A column is headed "TT", so that these are labels and no row."""
    return any(is_number_label(label) for label in labels)


def read_header(cells: Sequence[str]) -> Columns | None:
    """The columns these cells name, or None if they are no header: at least three fields, one of them a title."""
    labels = tuple(without_markup(cell) for cell in cells)
    if len(labels) < _FEWEST or max(map(len, labels)) > _LONGEST_LABEL:
        return None
    fields = _assigned(labels)
    found = {field for field in fields if field is not None}
    by_year = fields.count(Field.TARGET) > 1
    if Field.TITLE not in found or len(found) < (2 if by_year else _FEWEST):
        return None
    if not has_number_label(labels) and not _are_labels(labels, fields):
        return None
    columns = Columns(fields, labels)
    return _as_indicators(columns) if columns.is_indicators else columns


@cache
def column_of(labels: tuple[str, ...], field: Field) -> int | None:
    """The column of a header that holds the field."""
    columns = read_header(labels)
    return columns.index(field) if columns else None


def heading_column(labels: Sequence[str]) -> int:
    """Where a heading across the row is kept: in the first column, if it holds numbers or titles."""
    number, title = (column_of(tuple(labels), field) for field in (Field.NUMBER, Field.TITLE))
    return 0 if 0 in (number, title) else title or 0


def _are_labels(labels: Sequence[str], fields: Sequence[Field | None]) -> bool:
    """Without "TT" to tell a header from a row: names of columns, not sentences, numbers or the rest of a row."""
    if not labels[0] or any(label[:1].islower() for label in labels):
        return False
    if any(label[:1].isdigit() and not _YEAR.fullmatch(label) for label in labels):
        return False
    known = [(label, field) for label, field in zip(labels, fields, strict=True) if field is not None]
    headed = sum(is_headed(label, field) for label, field in known)
    return max(map(len, labels)) <= _LONGEST_BARE and 4 * headed >= 3 * len(known)


def _assigned(labels: Sequence[str]) -> tuple[Field | None, ...]:
    """Each column its most telling field; a field goes to one column only, except values and notes."""
    wishes = [
        (weight, -index, field)
        for index in range(len(labels))
        for field, weight in _own_scores(labels, index).items()
    ]
    fields: list[Field | None] = [None] * len(labels)
    for _, minus, field in sorted(wishes, reverse=True):
        if fields[-minus] is None and (field in _MANY or field not in fields):
            fields[-minus] = field
    if Field.TITLE not in fields and (place := _beside_numbers(labels, fields)):
        fields[place] = Field.TITLE
    return tuple(fields)


def _own_scores(labels: Sequence[str], index: int) -> dict[Field, int]:
    """Without "Phân công" over several columns, which would make the first of them the lead's."""
    words = labels[index].split()
    beside = [labels[place].split() for place in (index - 1, index + 1) if 0 <= place < len(labels)]
    shared = max(
        sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, one, strict=False))) for one in beside
    )
    if scores(" ".join(words[:shared])).get(Field.LEAD, 0) > WEAK and (own := scores(" ".join(words[shared:]))):
        return own
    return scores(labels[index])


def _beside_numbers(labels: Sequence[str], fields: Sequence[Field | None]) -> int:
    """ "TT | Sự việc | Chủ trì | Phối hợp | Thời hạn": whatever the work is called, it stands beside its number; 0 if
    the other columns are not those of a table of work."""
    if not {Field.LEAD, Field.COORDINATING, Field.DEADLINE} <= {*fields} or Field.NUMBER not in fields[:-1]:
        return 0
    place = fields.index(Field.NUMBER) + 1
    is_free = fields[place] is None and bool(labels[place]) and is_number_label(labels[place - 1])
    return place if is_free and not _PERSONS.match(fold(labels[place])) else 0


def _as_indicators(columns: Columns) -> Columns:
    """In a table of indicators "Kết quả" is the value to reach."""
    fields = tuple(Field.TARGET if field is Field.DELIVERABLE else field for field in columns.fields)
    return Columns(fields, columns.labels)


def same_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """A repeat of the header, in whatever case or spacing, with up to a fifth of the letters scanned wrong; not one
    that names other years."""
    one, two = (re.sub(r"\W", "", fold(" ".join(map(without_markup, cells)))) for cells in (first, second))
    if one == two:
        return True
    years = [_YEAR.findall(" ".join(cells)) for cells in (first, second)]
    if not one or abs(len(one) - len(two)) > 0.2 * len(one) or (all(years) and years[0] != years[1]):
        return False
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.85


_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-z])\s*\)?(?:\s*=.*)?")


def is_column_numbers(cells: Sequence[str]) -> bool:
    """The row "(1) (2) (3) …" or "A B 1 2 3" that some offices print under the header."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) < max(3, len(cells) - 1) or not all(_COLUMN_NUMBER.fullmatch(cell) for cell in filled):
        return False
    numbers = [int(found.group()) for cell in filled if (found := re.search(r"\d+", cell))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
