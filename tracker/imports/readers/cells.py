"""The cells of a sheet as a table: what is hidden left out and told, merged cells marked, empty edges cut. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, pairwise

from tracker.imports.grid import GridRow, GridTable, Note, Source
from tracker.imports.readers.legacy import Encoding, in_encoding
from tracker.imports.readers.legacy import note as encoding_note
from tracker.imports.readers.row_numbers import dotted, is_outline, label_of, lost_zero
from tracker.imports.readers.shown import GENERAL, Value, shown
from tracker.imports.readers.text import CLEAN
from tracker.sentences import kept

_HIDDEN_ROWS = kept("Trang tính “%(sheet)s” ẩn dòng %(rows)s; các dòng này không nhập, hãy bỏ ẩn nếu cần.")
_HIDDEN_COLUMNS = kept("Trang tính “%(sheet)s” ẩn cột %(columns)s; các cột này không nhập, hãy bỏ ẩn nếu cần.")
_NO_VALUE = kept(
    "Ô %(cell)s của trang tính “%(sheet)s” là công thức chưa có giá trị; ô được để trống, "
    "hãy mở tệp bằng phần mềm bảng tính, lưu lại rồi nhập, hoặc ghi giá trị."
)
_ERROR = kept("Ô %(cell)s của trang tính “%(sheet)s” báo lỗi %(error)s; ô được để trống, hãy ghi giá trị đúng.")
_LOST_ZERO = kept(
    "Ô %(cell)s của trang tính “%(sheet)s” là số %(number)s đứng sau %(before)s; "
    "có thể là %(meant)s bị mất số 0, hãy đối chiếu."
)
_DAY_OR_MONTH = kept(
    "Ô %(cell)s của trang tính “%(sheet)s” có thể bị đảo ngày và tháng, vì cột này có cả ngày gõ dạng chữ; "
    "hãy ghi lại ngày đúng."
)
_MORE = kept("Và %(n)s ô khác như vậy.")
_TYPED_DAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}\s*")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBERING_COLUMNS = 2
_LISTED = 20
_FAR = 1000
"""Rows looked at between two that hold something; a gap of more is one all the same."""

Place = tuple[int, int]
"""Row and column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """`format` as the file has it; `error`: what the cell shows instead; `is_unvalued`: a formula not calculated;
    `encoding`: what its font draws, if it is one from before Unicode."""

    value: Value = None
    format: str = GENERAL
    error: str = ""
    is_unvalued: bool = False
    encoding: Encoding | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged cell, its edges included, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """Row → column → cell, both counted from 1; only cells that hold something."""

    name: str
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, cell: Cell) -> None:
        if cell.value not in (None, "") or cell.error or cell.is_unvalued:
            self.rows.setdefault(row, {})[column] = cell


def table_of(sheet: Sheet, number: int, encoding: Encoding | None = None) -> tuple[GridTable | None, list[Note]]:
    """The visible part of a sheet, or None if nothing of it is to be seen. `encoding`: that of the whole book."""
    return _Reading(sheet, number, encoding).run()


def cell_text(text: str) -> str:
    """NFC without invisible characters; line breaks stay, a tab is a space."""
    plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    plain = unicodedata.normalize("NFC", plain.replace("\r\n", "\n").replace("\r", "\n")).translate(CLEAN)
    return "\n".join(line.strip() for line in re.sub(r"[\t\x0b\x0c]", " ", plain).split("\n")).strip()


def column_letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Reading:
    def __init__(self, sheet: Sheet, number: int, encoding: Encoding | None) -> None:
        self.sheet = sheet
        self.number = number
        self.encoding = encoding
        self.converted: Encoding | None = None
        self.notes: list[Note] = []
        self.texts: dict[int, dict[int, str]] = {}

    def run(self) -> tuple[GridTable | None, list[Note]]:
        table = self._table()
        converted = [encoding_note(self.converted)] if self.converted else []
        return table, [*converted, *_first_of_each(self.notes), *self._hidden()]

    def _table(self) -> GridTable | None:
        for row, cells in sorted(self.sheet.rows.items()):
            if row not in self.sheet.hidden_rows:
                texts = {column: self._text(row, column, cell) for column, cell in cells.items()}
                self.texts[row] = {column: text for column, text in texts.items() if text}
        self._numbering()
        self._days()
        carried, spanned = self._merged()
        own = (row for row, texts in self.texts.items() if any((row, column) not in carried for column in texts))
        rows, columns = sorted(own), self._columns()
        if not rows:
            return None
        return GridTable(list(self._rows(rows, columns, carried, spanned)), self.number, name=self.sheet.name)

    def _text(self, row: int, column: int, cell: Cell) -> str:
        if column in self.sheet.hidden_columns:
            return ""
        if cell.is_unvalued:
            self._note("formula_unvalued", _NO_VALUE, row, column)
        elif cell.error:
            self._note("cell_error", _ERROR, row, column, error=cell.error)
        else:
            return self._shown(cell)
        return ""

    def _shown(self, cell: Cell) -> str:
        """What the cell shows, its old letters in Unicode: before cleaning, which takes some of them for noise."""
        text, encoding = shown(cell.value, cell.format), cell.encoding or self.encoding
        unicode = in_encoding(text, encoding)
        if unicode != text:
            self.converted = encoding
        return cell_text(unicode)

    def _note(self, code: str, sentence: str, row: int, column: int, **words: str) -> None:
        place = {"cell": f"{column_letters(column)}{row}", "sheet": self.sheet.name}
        self.notes.append(Note(code, sentence % {**place, **words}, Source(table=self.number, row=row)))

    # Numbers of rows that a spreadsheet took for quantities, and days it took for other days

    def _numbering(self) -> None:
        """ "1.1" typed as a number of a row is kept as the number 1.1; "1.10" as well."""
        for column in self._columns()[:_NUMBERING_COLUMNS]:
            cells = [(row, cells[column]) for row, cells in sorted(self.sheet.rows.items()) if column in cells]
            labels = [
                (row, label)
                for row, cell in cells
                if row in self.texts and (label := label_of(cell.value, cell.format))
            ]
            if not is_outline([parts for _, (parts, _) in labels]):
                continue
            before = (0, 0)
            for row, (parts, is_number) in labels:
                if is_number and parts[1]:
                    self.texts[row][column] = dotted(parts)
                if is_number and lost_zero(before, parts):
                    meant = (parts[0], parts[1] * 10)
                    words = {"number": dotted(parts), "before": dotted(before), "meant": dotted(meant)}
                    self._note("number_zero_lost", _LOST_ZERO, row, column, **words)
                    before = meant
                else:
                    before = parts

    def _days(self) -> None:
        """A program set to the American order reads "6/12/2026" as a day of June and leaves "30/6/2026" a text. Where
        a column holds both, every day that may be turned round is given in both readings."""
        for column in self._columns():
            days: list[tuple[int, date]] = []
            is_typed = False
            for row, texts in self.texts.items():
                cell = self.sheet.rows[row].get(column)
                if column not in texts or cell is None:
                    continue
                if isinstance(cell.value, date) and texts[column].count("/") == 2:
                    days.append((row, cell.value))
                elif isinstance(cell.value, str) and (found := _TYPED_DAY.fullmatch(cell.value)):
                    is_typed = is_typed or int(found[1]) > 12 >= int(found[2])
            if is_typed and all(day.day <= 12 for _, day in days):
                self._doubt_days(column, [(row, day) for row, day in days if day.day != day.month])

    def _doubt_days(self, column: int, days: Sequence[tuple[int, date]]) -> None:
        for row, day in days:
            self.texts[row][column] = f"{day:%d/%m/%Y} hoặc {day:%m/%d/%Y}"
            self._note("day_or_month", _DAY_OR_MONTH, row, column)

    # What is hidden, and merged

    def _hidden(self) -> Iterator[Note]:
        filled = {row for row, cells in self.sheet.rows.items() if any(_holds(cell) for cell in cells.values())}
        rows = sorted(self.sheet.hidden_rows & filled)
        if rows:
            text = _HIDDEN_ROWS % {"sheet": self.sheet.name, "rows": _spans([str(row) for row in rows], rows)}
            yield Note("rows_hidden", text, Source(table=self.number, row=rows[0]))
        used = {column for cells in self.sheet.rows.values() for column, cell in cells.items() if _holds(cell)}
        columns = sorted(self.sheet.hidden_columns & used)
        if columns:
            names = _spans([column_letters(column) for column in columns], columns)
            text = _HIDDEN_COLUMNS % {"sheet": self.sheet.name, "columns": names}
            yield Note("columns_hidden", text, Source(table=self.number))

    def _merged(self) -> tuple[set[Place], set[Place]]:
        """Places whose text was copied down, and places covered from the left. A merged cell whose first rows or
        columns are hidden shows its text in what is left of it."""
        carried: set[Place] = set()
        spanned: set[Place] = set()
        last_row = max(self.sheet.rows, default=0)
        last_column = max((max(cells) for cells in self.sheet.rows.values()), default=0)
        for merge in self.sheet.merges:
            bottom, right = min(merge.bottom, last_row), min(merge.right, last_column)
            rows = [row for row in range(merge.top, bottom + 1) if row not in self.sheet.hidden_rows]
            columns = [one for one in range(merge.left, right + 1) if one not in self.sheet.hidden_columns]
            cell = self.sheet.rows.get(merge.top, {}).get(merge.left)
            text = self._shown(cell) if cell and rows and columns else ""
            if not text:
                continue
            for index, row in enumerate(rows):
                self.texts.setdefault(row, {})[columns[0]] = self.texts.get(rows[0], {}).get(columns[0]) or text
                carried |= {(row, columns[0])} if index else set()
                for column in columns[1:]:
                    self.texts[row].pop(column, None)
                    spanned.add((row, column))
        return carried, spanned

    # The table

    def _columns(self) -> list[int]:
        """Columns that hold something, and of empty ones between them one, as a break between two tables."""
        used = sorted({column for texts in self.texts.values() for column in texts})
        found: list[int] = []
        for before, column in pairwise([*used[:1], *used]):
            empty = next((one for one in range(before + 1, column) if one not in self.sheet.hidden_columns), None)
            found += [column] if empty is None else [empty, column]
        return found

    def _rows(
        self,
        rows: Sequence[int],
        columns: Sequence[int],
        carried: set[Place],
        spanned: set[Place],
    ) -> Iterator[GridRow]:
        """Every row that holds something; of empty ones between them one, as a break between two tables."""
        last = rows[0]
        for row in rows:
            between = range(last + 1, min(row, last + _FAR))
            if any(one not in self.sheet.hidden_rows and not self.texts.get(one) for one in between):
                yield GridRow(("",) * len(columns), last + 1)
            texts = self.texts[row]
            yield GridRow(
                tuple(texts.get(column, "") for column in columns),
                row,
                carried=frozenset(i for i, column in enumerate(columns) if (row, column) in carried),
                spanned=frozenset(i for i, column in enumerate(columns) if (row, column) in spanned),
            )
            last = row


def _first_of_each(notes: Sequence[Note]) -> Iterator[Note]:
    """The first notes of each kind, and how many more there are: a sheet of errors says so once."""
    for code, same in groupby(sorted(notes, key=lambda note: note.code), key=lambda note: note.code):
        found = list(same)
        yield from found[:_LISTED]
        if len(found) > _LISTED:
            yield Note(code, _MORE % {"n": len(found) - _LISTED}, found[_LISTED].source)


def _holds(cell: Cell) -> bool:
    return bool(cell.error or cell.is_unvalued or not isinstance(cell.value, str) or cell.value.strip())


def _spans(names: Sequence[str], numbers: Sequence[int]) -> str:
    """ "3–5, 9": neighbours as one span."""
    found = []
    places = enumerate(zip(names, numbers, strict=True))
    for _, run in groupby(places, key=lambda place: place[1][1] - place[0]):
        span = [name for _, (name, _) in run]
        found.append(span[0] if len(span) == 1 else f"{span[0]}–{span[-1]}")
    return ", ".join(found[:_LISTED]) + (" …" if len(found) > _LISTED else "")
