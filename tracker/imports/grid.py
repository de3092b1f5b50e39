"""What a reader hands on: numbered lines, and the rows of cells found in them. Pure."""

from dataclasses import dataclass, field


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


@dataclass(slots=True)
class Row:
    """Cells of one printed row, `printed` of them on the paper (0: as many as the header).

    `after_break`: a page break, a blank line or a repeated header stands before it.
    """

    cells: list[str]
    line: int
    page: int | None = None
    after_break: bool = False
    printed: int = 0
    is_joined: bool = False
    index: int = 0


@dataclass(slots=True)
class Table:
    """A header and the rows under it, until the next header or appendix."""

    header: list[str]
    line: int
    page: int | None = None
    appendix: str | None = None
    appendix_title: str = ""
    number: int = 0
    rows: list[Row] = field(default_factory=list)
    has_header: bool = True

    @property
    def width(self) -> int:
        return len(self.header)
