"""What a reader hands on: numbered lines, printed tables of cells, and the rows found in either. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_WORDS_BESIDE = 2
"""As many cells a letterhead has; a row of a table has more."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands in the file, counted from 1."""

    page: int | None = None
    line: int | None = None
    table: int | None = None
    row: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        return {"page": self.page, "line": self.line, "table": self.table, "row": self.row}


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    number: int
    page: int | None = None

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One printed row with a text for every column of its table; line breaks inside a cell are kept as "\\n".

    `carried`: columns whose text was copied down from a vertically merged cell above; `spanned`: columns covered by
    the cell to their left, whose own text is "". `after_break`: a page begins here, so the row may go on with the one
    before. `row` is the printed row, counted from 1 within the table or sheet.
    """

    cells: tuple[str, ...]
    row: int
    page: int | None = None
    line: int | None = None
    carried: frozenset[int] = frozenset()
    spanned: frozenset[int] = frozenset()
    after_break: bool = False


@dataclass(slots=True)
class GridTable:
    """A table as the file has it, all rows equally wide. `number` counts the tables of the file from 1; `name` is the
    sheet's; `is_printed` where rows may be torn by a page break (PDF), not where the file keeps them whole."""

    rows: list[GridRow]
    number: int
    page: int | None = None
    name: str = ""
    is_printed: bool = False

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader has to say of the file: a hidden row, a scanned page, an object left out."""

    code: str
    message: str
    source: Source = Source()


@dataclass(slots=True)
class Content:
    """A file as its reader found it, in reading order: lines of text, and tables of cells between them."""

    blocks: list[Line | GridTable]
    notes: list[Note] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """Every line of text, cells of tables included, for what asks of words and not of places; a blank one before
        the rows of a table."""
        return list(self._lines())

    def _lines(self) -> Iterable[Line]:
        for block in self.blocks:
            if isinstance(block, Line):
                yield block
                continue
            for row in block.rows:
                texts = [cell for index, cell in enumerate(row.cells) if cell.strip() and index not in row.carried]
                number = row.line or row.row
                if len(texts) > _WORDS_BESIDE:
                    yield Line("", number, row.page)
                for text in texts:
                    yield from (Line(part, number, row.page) for part in text.split("\n") if part.strip())


@dataclass(slots=True)
class Row:
    """Cells of one printed row, `printed` of them on the paper (0: as many as the header).

    `after_break`: a page break, a blank line or a repeated header stands before it. `carried`: columns whose text
    stands in a merged cell further up. `index`: the row within its table, if the file counts its rows. `lines`: the
    rows of the file put together in it, those torn by a page break not counted. `broken`: cells with line breaks,
    each line a paragraph of its own.
    """

    cells: list[str]
    line: int | None
    page: int | None = None
    after_break: bool = False
    printed: int = 0
    is_joined: bool = False
    index: int = 0
    carried: frozenset[int] = frozenset()
    lines: int = 1
    broken: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Table:
    """A header and the rows under it, until the next header or appendix. `is_printed`: a page break may tear rows."""

    header: list[str]
    line: int | None
    page: int | None = None
    appendix: str | None = None
    appendix_title: str = ""
    number: int = 0
    rows: list[Row] = field(default_factory=list)
    has_header: bool = True
    is_printed: bool = True

    @property
    def width(self) -> int:
        return len(self.header)
