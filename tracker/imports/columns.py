"""Which column holds what, read from the words of the header, not from its place. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.imports.markup import without_markup
from tracker.text import fold


class Field(StrEnum):
    NUMBER = "number"
    TITLE = "title"
    HEAD = "responsible_head"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DELIVERABLE = "deliverable"
    DEADLINE = "deadline"
    AUTHORITY = "authority"
    NOTE = "note"
    UNIT = "unit"
    TARGET = "target"


# Patterns over folded header words, with the weight of each: the most telling wins when several fit one column.
_WORDS: tuple[tuple[Field, int, str], ...] = (
    (Field.NUMBER, 9, r"^(?:tt|stt|so tt|s\.?t\.?t\.?|so thu tu|thu tu|so|muc|no|ma so)$"),
    (Field.LEAD, 9, r"\bchu tri\b.*\bphoi hop\b"),
    (Field.COORDINATING, 8, r"\bphoi hop\b"),
    (Field.HEAD, 8, r"\bnguoi dung dau\b|\bnguoi (?:phu trach|chiu trach nhiem|chi dao)\b|\blanh dao (?!.*co quan)"),
    (Field.HEAD, 4, r"\bphu trach\b"),
    (Field.HEAD, 6, r"\bdong chi\b|\bca nhan (?:phu trach|chu tri|chiu trach nhiem)\b|\bthu truong\b"),
    (Field.AUTHORITY, 8, r"\btham quyen\b|\b(?:cap|co quan|don vi) (?:trinh|ban hanh|phe duyet|quyet dinh|ky)\b"),
    (Field.LEAD, 7, r"\bchu tri\b"),
    (Field.LEAD, 6, r"\b(?:co quan|don vi|noi|bo phan) (?:thuc hien|phu trach|dau moi|chiu trach nhiem|duoc giao)"),
    (Field.LEAD, 5, r"\bphan cong\b|\bdau moi\b|\btheo doi\b|\bto chuc thuc hien\b|\btrach nhiem\b"),
    (Field.LEAD, 3, r"^(?:cac )?(?:co quan|don vi)(?:,? don vi)?$|\bthuc hien$"),
    (Field.UNIT, 8, r"\bdon vi tinh\b|^dvt$|^don vi do$|\bd\.v\.t\b"),
    (Field.UNIT, 2, r"^don vi$"),
    (Field.DEADLINE, 9, r"\bket thuc\b|\bhan hoan thanh\b|\bthoi han\b"),
    (Field.DEADLINE, 8, r"^(?!.*\bbat dau\b).*(?:\bthoi (?:gian|diem|ky)\b|\btien do\b|\blo trinh\b)"),
    (Field.DEADLINE, 4, r"\bhoan thanh\b|^han\b|^ngay\b"),
    (Field.DELIVERABLE, 6, r"\bsan pham\b|\bket qua\b|\bdau ra\b|\bhinh thuc van ban\b|\byeu cau dat\b"),
    (Field.TITLE, 7, r"\bnhiem vu\b|\bnoi dung\b|\bcong viec\b|\bdau viec\b|\bten (?:de an|chi tieu|hoat dong)\b"),
    (Field.TITLE, 6, r"\bchi tieu\b|\bhoat dong\b|\bgiai phap\b|\bmo ta\b|\bviec can lam\b|\bten van ban\b"),
    (Field.TITLE, 5, r"^ten\b"),
    (
        Field.TARGET,
        5,
        r"^(?!thuc hien|hien trang|uoc|ket qua dat).*"
        r"(?:\b(?:19|20)\d\d\b|\bmuc (?:tieu|phan dau|dat)\b|\bgia tri\b|\bke hoach nam\b)",
    ),
    (Field.NOTE, 5, r"\bghi chu\b|\bcan cu\b|\bco so phap ly\b|\bvan ban giao\b"),
)
_COMPILED = tuple((field, weight, re.compile(pattern)) for field, weight, pattern in _WORDS)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_LONGEST_LABEL = 90
_FEWEST = 3
_WEAK = 3
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
        is_led = lead is not None and _scores(self.labels[lead])[Field.LEAD] > _WEAK
        told = (Field.DEADLINE, Field.COORDINATING, Field.HEAD, Field.DELIVERABLE)
        return self.has(Field.TITLE) and not self.is_indicators and (is_led or any(map(self.has, told)))


@cache
def _scores(label: str) -> dict[Field, int]:
    folded = re.sub(r"\s*/\s*", "/", fold(label)).strip(" .:*")
    best: dict[Field, int] = {}
    for field, weight, pattern in _COMPILED:
        if pattern.search(folded):
            best[field] = max(weight, best.get(field, 0))
    return best


def is_number_label(label: str) -> bool:
    """ "TT", "STT" and the like: the first label of a table of rows."""
    return Field.NUMBER in _scores(without_markup(label))


def read_header(cells: Sequence[str]) -> Columns | None:
    """The columns these cells name, or None if they are no header: at least three fields, one of them a title."""
    labels = tuple(without_markup(cell) for cell in cells)
    if len(labels) < _FEWEST or not all(_may_be_label(label) for label in labels):
        return None
    fields = _assigned(labels)
    found = {field for field in fields if field is not None}
    if not labels[0] and Field.NUMBER not in found:
        return None  # the rest of a row that a page break tore
    by_year = fields.count(Field.TARGET) > 1
    if Field.TITLE not in found or len(found) < (2 if by_year else _FEWEST):
        return None
    columns = Columns(fields, labels)
    return _as_indicators(columns) if columns.is_indicators else columns


def _may_be_label(label: str) -> bool:
    return len(label) <= _LONGEST_LABEL and (not label[:1].isdigit() or bool(_YEAR.fullmatch(label)))


def _assigned(labels: Sequence[str]) -> tuple[Field | None, ...]:
    """Each column its most telling field; a field goes to one column only, except values and notes."""
    wishes = [
        (weight, -index, field) for index, label in enumerate(labels) for field, weight in _scores(label).items()
    ]
    fields: list[Field | None] = [None] * len(labels)
    for _, minus, field in sorted(wishes, reverse=True):
        if fields[-minus] is None and (field in _MANY or field not in fields):
            fields[-minus] = field
    return tuple(fields)


def _as_indicators(columns: Columns) -> Columns:
    """In a table of indicators "Kết quả" is the value to reach."""
    fields = tuple(Field.TARGET if field is Field.DELIVERABLE else field for field in columns.fields)
    return Columns(fields, columns.labels)


def same_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """A repeat of the header, in whatever case or spacing, with up to a fifth of the letters scanned wrong."""
    one, two = (re.sub(r"\W", "", fold(" ".join(map(without_markup, cells)))) for cells in (first, second))
    if one == two:
        return True
    if not one or abs(len(one) - len(two)) > 0.2 * len(one):
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
