"""Paragraphs and tables of a Word file in reading order, as lines and grids. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.imports.grid import GridTable, Line, Source
from tracker.imports.readers.legacy import Encoding
from tracker.imports.readers.text import CLEAN
from tracker.imports.readers.word_drawings import ALTERNATE, chosen
from tracker.imports.readers.word_lists import Lists
from tracker.imports.readers.word_notes import FOOTNOTE, Remark, Remarks
from tracker.imports.readers.word_pages import Pages
from tracker.imports.readers.word_runs import DELETED, PAGE_ENDED, PAGE_TURNED, PROPERTIES, Runs
from tracker.imports.readers.word_styles import PPR, RPR, VAL, Shape, Styles, shaping
from tracker.imports.readers.word_tables import (
    CELL,
    ROW,
    TABLE,
    Merges,
    TableRow,
    children,
    grid_rows,
    is_deleted,
    is_hidden,
    is_inserted,
    widths,
)

_PARAGRAPH, _STYLE, _CONTROL = qn("w:p"), qn("w:pStyle"), qn("w:sdt")
_PLACEHOLDER = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_CHUNKS = (qn("w:altChunk"), qn("w:subDoc"))
_SKIPPED = PROPERTIES | DELETED | {qn("w:sectPr"), qn("w:tblPr"), qn("w:tblGrid")}
_DELETED_MARK = tuple(f"{PPR}/{RPR}/{tag}" for tag in DELETED)
_FEWEST_TABS = 2
"""A line with fewer tabs is no row of a table, which has three columns or more."""
_SHORTEST_PART = 8
"""Letters of each half of a line in two parts; a number before its text is shorter."""
_WIDE = re.compile(r"[ \u00a0]*\t[ \u00a0\t]*|[ \u00a0]{5,}")
_SPACES = re.compile(r"[ \t]+")


@dataclass(slots=True)
class Paper:
    """What all parts of a file share: styles and lists, which count on from one to the next, and where we are."""

    styles: Styles
    lists: Lists
    footnotes: dict[tuple[str, str], Element]
    pages: Pages | None = None
    remarks: Remarks = field(default_factory=Remarks)
    encodings: dict[Encoding, None] = field(default_factory=dict)
    line: int = 0
    table: int = 0
    row: int | None = None

    @property
    def place(self) -> Source:
        page = self.pages.page if self.pages else None
        if self.row is None:
            return Source(page, self.line + 1)
        return Source(page, self.line, self.table, self.row)

    def shape(self, paragraph: Element) -> Shape:
        properties = paragraph.find(PPR)
        if properties is None:
            return self.styles.shape("")
        style = properties.find(_STYLE)
        return shaping(properties, self.styles.shape("" if style is None else style.get(VAL, "")))


class Story:
    """Goes through a body, a cell, a text box or a footnote and gathers its `blocks`. Only the lines of the body are
    counted and kept apart by blank ones; `raw` is all text with its marks of pages."""

    def __init__(self, paper: Paper, *, is_body: bool = False) -> None:
        self._paper = paper
        self._is_body = is_body
        self._merged = ""
        self._is_centred = False
        self._raw: list[str] = []
        self.blocks: list[Line | GridTable] = []

    @property
    def raw(self) -> str:
        return "".join(self._raw)

    @property
    def text(self) -> str:
        """All lines; a table inside gives one line a row."""
        return "\n".join(part for block in self.blocks for part in _texts(block))

    def read(self, container: Element) -> None:
        for child in container:
            self._block(child)

    def _block(self, element: Element) -> None:
        tag = element.tag
        if tag == _PARAGRAPH:
            self._paragraph(element)
        elif tag == TABLE:
            self._table(element)
        elif tag == ALTERNATE:
            branch = chosen(element)
            self.read(() if branch is None else branch)
        elif tag in _CHUNKS:
            self._paper.remarks.add(Remark.CHUNK, self._paper.place)
        elif isinstance(tag, str) and tag not in _SKIPPED and element.find(_PLACEHOLDER) is None:
            self.read(element)

    # Paragraphs

    def _paragraph(self, element: Element) -> None:
        """A paragraph whose end was deleted goes on with the next one, whose number counts."""
        shape = self._paper.shape(element)
        runs = Runs(self._paper.styles, shape.style)
        runs.walk(element)
        self._raw.append(runs.raw + "\n")
        self._tell(runs)
        if any(element.find(mark) is not None for mark in _DELETED_MARK):
            self._paper.remarks.add(Remark.TRACKED, self._paper.place)
            self._merged += runs.raw
        else:
            raw, self._merged = self._merged + runs.raw, ""
            if not shape.is_contents:
                self._lines(raw, shape)
        for box in runs.boxes:
            self._box(box)

    def _lines(self, raw: str, shape: Shape) -> None:
        page = self._paper.pages.feed(raw) if self._paper.pages and self._is_body else None
        label = self._paper.lists.label(shape)
        lines = plain_lines(raw, in_body=self._is_body)
        if self._is_body:
            if not (self._is_centred and shape.is_centred):
                self._blank(page)
            self._is_centred = shape.is_centred
        if label and (lines or not self._is_body):
            lines = [plain(label + (lines[0] if lines else "")), *lines[1:]]
        for text in lines:
            self._add(text, page)

    def _add(self, text: str, page: int | None) -> None:
        self._paper.line += self._is_body
        self.blocks.append(Line(text, self._paper.line, page))

    def _blank(self, page: int | None) -> None:
        self.blocks.append(Line("", self._paper.line, page))

    def _tell(self, runs: Runs) -> None:
        place = self._paper.place
        for remark in runs.remarks:
            self._paper.remarks.add(remark, place)
        self._paper.encodings |= dict.fromkeys(runs.encodings)
        for reference in runs.footnotes:
            note = self._paper.footnotes.get(reference)
            if note is not None:
                inner = Story(self._paper)
                inner.read(note)
                self._paper.remarks.quote("footnote", FOOTNOTE, inner.text, place)

    def _box(self, box: Element) -> None:
        """The words of a text box or of word art, after the paragraph that holds it."""
        if art := box.get("string"):
            self._lines(art, Shape())
        else:
            self.read(box)

    # Tables

    def _table(self, table: Element) -> None:
        rows = list(children(table, ROW))
        if _is_layout(rows):
            for row in rows:
                for cell in children(row, CELL):
                    self.read(cell)
            return
        outer_row = self._paper.row
        self._paper.table += self._is_body
        found = list(self._rows(rows))
        if found:
            self.blocks.append(GridTable(grid_rows(found, widths(table)), self._paper.table, found[0].page))
        self._paper.row = outer_row
        self._is_centred = False

    def _rows(self, rows: list[Element]) -> Iterator[TableRow]:
        """Rows that are printed, by their places in the file. A row inside a cell counts as its outer row."""
        paper, merges = self._paper, Merges()
        for number, row in enumerate(rows, 1):
            if self._is_body:
                paper.line, paper.row = paper.line + 1, number
            if is_deleted(row) or is_inserted(row):
                paper.remarks.add(Remark.TRACKED, paper.place)
            if is_deleted(row):
                continue
            if is_hidden(row):
                paper.remarks.add(Remark.HIDDEN_ROW, paper.place)
                continue
            raws: list[str] = []
            cells = merges.cells(row, partial(self._cell, raws))
            page = paper.pages.feed_row(raws) if paper.pages and self._is_body else None
            self._raw += raws
            yield TableRow(number, paper.line, page, cells)

    def _cell(self, raws: list[str], cell: Element) -> str:
        inner = Story(self._paper)
        inner.read(cell)
        raws.append(inner.raw)
        return inner.text


def plain(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text).translate(CLEAN)).strip()


def plain_lines(raw: str, *, in_body: bool) -> list[str]:
    """The lines of a raw text that hold anything. In the body, a line may be two that stand side by side, or a row of
    a table typed with tabs, which keeps them."""
    lines = raw.replace(PAGE_TURNED, "").replace(PAGE_ENDED, "\n").split("\n")
    if in_body:
        lines = [part for line in lines for part in _side_by_side(line.strip())]
    return [text for line in lines if (text := _plain_line(line.strip(), keeps_tabs=in_body))]


def _side_by_side(line: str) -> list[str]:
    """A letterhead or a signature set with tabs or spaces: left and right are lines of their own."""
    parts = [part for part in _WIDE.split(line) if part]
    is_pair = len(parts) == 2 and min(map(len, parts)) >= _SHORTEST_PART and not parts[1][0].islower()
    return parts if is_pair else [line]


def _plain_line(line: str, *, keeps_tabs: bool) -> str:
    if keeps_tabs and line.count("\t") >= _FEWEST_TABS:
        return "\t".join(map(plain, line.split("\t")))
    return plain(line)


def _texts(block: Line | GridTable) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
        return
    for row in block.rows:
        cells = [" ".join(cell.split()) for index, cell in enumerate(row.cells) if index not in row.carried]
        yield " ".join(filter(None, cells))


def _is_layout(rows: list[Element]) -> bool:
    """A frame around other tables: one column or one row, with a table inside."""
    widest = max((sum(1 for _ in children(row, CELL)) for row in rows), default=0)
    return (widest == 1 or len(rows) == 1) and any(row.find(f".//{TABLE}") is not None for row in rows)
