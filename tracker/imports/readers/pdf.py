"""A PDF with text becomes lines and tables; pages without readable text are named, never guessed. Pure.

PDFium gives the letters and what is drawn; what is a line, a column or a merged cell is read from their places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2
from pypdfium2 import raw

from tracker.errors import DomainError
from tracker.imports import limits
from tracker.imports.grid import Content, GridTable, Line
from tracker.imports.readers.pdf_breaks import Breaks
from tracker.imports.readers.pdf_columns import ColumnFinder
from tracker.imports.readers.pdf_flow import Flow, Margins, goes_on, margins_of
from tracker.imports.readers.pdf_grid import Ruled, merged, ruled_tables
from tracker.imports.readers.pdf_lines import PrintedLine, lines_of
from tracker.imports.readers.pdf_margins import Sheet, strip_margins, take_footnotes
from tracker.imports.readers.pdf_notes import doubts, is_readable, refuse_unreadable
from tracker.imports.readers.pdf_page import read_page
from tracker.imports.readers.pdf_tables import Joined, grid_table
from tracker.imports.readers.pdf_text import reading_order
from tracker.sentences import kept

_LOCKED = kept("Tệp “%(name)s” được đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại.")
_BROKEN = kept(
    "Tệp “%(name)s” bị hỏng hoặc tải về chưa hết nên không mở được; "
    "hãy mở lại bằng phần mềm đọc PDF, lưu thành tệp mới rồi nhập lại."
)
_ENOUGH = 12
_WIDE = 0.4
"""Part of the page's width: a line as long may part rows of a table that has no upright lines."""

Block = list[PrintedLine] | Ruled


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page ready to be written: its blocks from top to bottom, and where its lines begin and end."""

    number: int
    blocks: list[Block]
    margins: Margins | None


def read(data: bytes, filename: str) -> Content:
    sheets = _sheets(data, filename)
    refuse_unreadable([sheet.page for sheet in sheets], filename)
    notes = doubts([sheet.page for sheet in sheets])
    sheets = [sheet for sheet in sheets if is_readable(sheet.page)]
    strip_margins(sheets)
    finder = ColumnFinder()
    pages = [_opened(sheet, _blocks(sheet, finder), sheets) for sheet in sheets]
    return Content(_Writer(pages, _aside(sheets)).blocks, notes)


def _sheets(data: bytes, filename: str) -> list[Sheet]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise DomainError((_LOCKED if is_locked else _BROKEN) % {"name": filename}) from error
    try:
        limits.check_pages(len(document), filename)
        return [_sheet(document, index) for index in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DomainError(_BROKEN % {"name": filename}) from error
    finally:
        document.close()


def _sheet(document: pypdfium2.PdfDocument, index: int) -> Sheet:
    handle = document[index]
    try:
        page = read_page(handle, index + 1)
    finally:
        handle.close()
    notes = take_footnotes(page)
    tables, outside = ruled_tables(page)
    page.runs = []
    return Sheet(page, tables, lines_of(outside), notes)


def _blocks(sheet: Sheet, finder: ColumnFinder) -> list[Block]:
    """The page from top to bottom: lines of text together, ruled tables, and tables told by their columns alone."""
    wide = [rule.at for rule in merged(sheet.page.drawn.across) if rule.end - rule.start > _WIDE * sheet.page.width]
    blocks: list[Block] = []
    rest = list(sheet.lines)
    for table in [*sheet.tables, None]:
        above = [line for line in rest if table is None or line.base < table.ys[-1]]
        rest = [line for line in rest if table is not None and line.base >= table.ys[-1]]
        for block in finder.blocks(above, wide):
            if isinstance(block, Ruled):
                blocks.append(block)
            elif blocks and isinstance(blocks[-1], list):
                blocks[-1].append(block)
            else:
                blocks.append([block])
        if table is not None:
            blocks.append(table)
    return blocks


def _opened(sheet: Sheet, blocks: list[Block], sheets: Sequence[Sheet]) -> _Opened:
    """The page with its margins, or with those of all pages as wide if it has little text."""
    lines = [line for block in blocks if isinstance(block, list) for line in block]
    if len(lines) < _ENOUGH:
        lines = [line for other in sheets if abs(other.page.width - sheet.page.width) < 1 for line in other.lines]
    return _Opened(sheet.page.number, blocks, margins_of(lines, sheet.page.width))


def _aside(sheets: list[Sheet]) -> list[tuple[int, str]]:
    """Footnotes and stamps: read, but after all else, so that they cut no sentence."""
    found = []
    for sheet in sheets:
        texts = [*(line.text for line in sheet.notes), *sheet.page.askew]
        found += [(sheet.page.number, text) for text in texts]
    return found


class _Writer:
    """Puts the blocks of all pages into one reading order; tables and paragraphs that go on over pages are whole."""

    def __init__(self, pages: list[_Opened], aside: list[tuple[int, str]]) -> None:
        self.breaks = Breaks(_texts(pages))
        self.blocks: list[Line | GridTable] = []
        self.open: Joined | None = None
        self.last: tuple[int, Flow] | None = None
        self.lines = 0
        self.tables = 0
        for page in pages:
            for block in page.blocks:
                self._block(page, block)
        self._close()
        if aside:
            self._blank(aside[0][0])
        for number, text in aside:
            self._line(text, number)

    def _block(self, page: _Opened, block: Block) -> None:
        if isinstance(block, Ruled):
            if (
                self.open is not None
                and self.open.parts[-1][0] != page.number
                and self.open.takes(page.number, block)
            ):
                return
            if not block.lone_text:
                self._close()
                self.open = Joined.of(page.number, block)
                self.last = None
                return
            block = block.lone_text
        self._close()
        for flow in reading_order(block, page.margins, self.breaks):
            self._flow(flow, page)

    def _flow(self, flow: Flow, page: _Opened) -> None:
        before, self.last = self.last, (page.number, flow)
        if before and before[0] != page.number and goes_on(before[1], flow.lines[0], page.margins):
            last = self.blocks.pop()
            assert isinstance(last, Line)
            flow.lines[:0] = before[1].lines
            self.blocks.append(replace(last, text=flow.text(self.breaks)))
            return
        if flow.is_after_gap:
            self._blank(page.number)
        self._line(flow.text(self.breaks), page.number)
        self.lines += len(flow.lines) - 1

    def _close(self) -> None:
        if self.open is None:
            return
        self.tables += 1
        table = grid_table(self.open, self.tables, self.breaks)
        if table.rows:
            self.blocks.append(table)
        self.open = None

    def _blank(self, page: int) -> None:
        if self.blocks and isinstance(self.blocks[-1], Line) and self.blocks[-1].text:
            self._line("", page)

    def _line(self, text: str, page: int) -> None:
        self.lines += 1
        self.blocks.append(Line(text, self.lines, page))


def _texts(pages: Sequence[_Opened]) -> list[Sequence[PrintedLine]]:
    """Every cell and every stretch of text of the file."""
    found: list[Sequence[PrintedLine]] = []
    for page in pages:
        for block in page.blocks:
            found += [cell.lines for cell in block.cells] if isinstance(block, Ruled) else [block]
    return found
