"""Goes through the elements of a page in order and makes lines and tables of them. Pure."""

import re
from collections import Counter
from itertools import islice

from lxml import etree

from tracker.imports.grid import Content, Line, Note
from tracker.imports.readers import legacy, web_seen
from tracker.imports.readers.text import untabled
from tracker.imports.readers.web_flow import Flow, ListMarks
from tracker.imports.readers.web_layout import CELLS, data_tables
from tracker.imports.readers.web_tables import TableBuilder, row_span, span
from tracker.sentences import kept

_BLOCKS = re.compile(
    "address|article|blockquote|body|center|dd|details|dir|div|dl|dt|fieldset|figcaption|figure|form|h[1-6]|header"
    "|hgroup|hr|html|legend|li|listing|main|ol|p|pre|section|summary|ul|xmp"
)
_SECTIONS = frozenset(("thead", "tbody", "tfoot"))
_TABLE_PARTS = CELLS | _SECTIONS | {"table", "tr", "col", "caption"}
_LISTS = frozenset(("ul", "ol"))
_OWN_MARK = re.compile(r"\s*(?:[-–+•·*]|\(?\w{1,3}[.)])\s")
_MARK_LENGTH = 12
_GUESSED_FROM = 5000
"""Pieces of text from which old fonts are guessed."""
_NOTES = {
    web_seen.HIDDEN: kept("Bảng có %(count)s chỗ ẩn, không nhập; hãy kiểm tra."),
    web_seen.DELETED: kept("Tệp có %(count)s chỗ chữ đã xóa (theo dõi sửa đổi), không nhập; hãy đối chiếu."),
    web_seen.OBJECT: kept("Tệp có %(count)s đối tượng nhúng (khung, hình vẽ…), không đọc được; hãy kiểm tra."),
}


class Page:
    """`is_whole`: the file is a page; else a text with tables in it, whose line breaks outside tables count."""

    def __init__(self, *, is_whole: bool) -> None:
        self.content = Content([])
        self._is_whole = is_whole
        self._lines = self._tables = 0
        self._counts: Counter[str] = Counter()
        self._converted: legacy.Encoding | None = None
        self._reset()

    def read(self, root: etree._Element | None) -> None:
        """One page after the other; lines and tables are counted on."""
        if root is None:
            return
        self._reset()
        self._data = data_tables(root)
        self._encodings: list[legacy.Encoding | None] = [
            legacy.guess("".join(islice(root.itertext(), _GUESSED_FROM)))
        ]
        left_out: etree._Element | None = None
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                reason = web_seen.left_out(element)
                if reason is None:
                    self._start(element)
                    continue
                self._count(reason, element)
                left_out = element
                walk.skip_subtree()
                continue
            if element is not left_out:
                self._end(element)
            self._text(element.tail)
        self._put(self._flow)
        self.content.notes = [Note(code, _NOTES[code] % {"count": count}) for code, count in self._counts.items()]
        self.content.notes += [legacy.note(self._converted)] if self._converted else []

    def _reset(self) -> None:
        self._flows = [Flow()]
        self._builder: TableBuilder | None = None
        self._open: list[bool] = []
        """Of each table around: whether it holds data."""
        self._marks: list[ListMarks] = []
        self._spans: list[tuple[int, int]] = []
        self._kept = 0
        self._encodings = [None]

    # Elements

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        self._kept += web_seen.keeps_spaces(element)
        self._encodings.append(legacy.of_font(web_seen.font(element)) or self._encodings[-1])
        if tag == "br":
            self._flow.line()
        elif tag in _TABLE_PARTS:
            self._start_part(element)
        elif _BLOCKS.fullmatch(tag):
            self._flow.block()
            self._start_item(element)
        self._text(element.text)

    def _end(self, element: etree._Element) -> None:
        tag = element.tag
        self._kept -= web_seen.keeps_spaces(element)
        self._encodings.pop()
        if tag in _TABLE_PARTS:
            self._end_part(element)
        elif _BLOCKS.fullmatch(tag):
            self._flow.block()
            if tag in _LISTS:
                self._marks.pop()

    def _start_item(self, element: etree._Element) -> None:
        if element.tag in _LISTS:
            self._marks.append(ListMarks(element.tag, element.get("type", "1"), element.get("start", "1")))
        elif element.tag == "li" and self._marks and not _has_own_mark(element):
            self._flow.text(self._marks[-1].next(element.get("value", "")))

    # Tables

    def _start_part(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "table":
            self._flow.block()
            self._open.append(element in self._data)
            if self._open[-1]:
                self._put(self._flow)
                self._builder = TableBuilder()
        elif self._builder is None or not self._open[-1]:
            self._lay_out(tag)
        elif tag == "col":
            self._builder.column(span(element.get("span")), is_hidden=web_seen.is_hidden(element))
        elif tag in _SECTIONS:
            self._builder.section(tag)
        elif tag == "tr":
            self._builder.row()
        else:
            self._flows.append(Flow())
            self._spans.append((span(element.get("colspan")), row_span(element.get("rowspan"))))

    def _end_part(self, element: etree._Element) -> None:
        tag = element.tag
        if self._builder is None or not self._open[-1]:
            self._lay_out(tag)
            if tag == "table":
                self._open.pop()
        elif tag == "table":
            self._open.pop()
            self._end_table(self._builder)
        elif tag in _SECTIONS:
            self._builder.section("")
        elif tag == "tr":
            self._builder.end_row()
        elif tag in CELLS:
            self._builder.cell(self._flows.pop().as_cell, *self._spans.pop())
        elif tag == "caption":
            self._spans.pop()
            self._put(self._flows.pop())

    def _end_table(self, builder: TableBuilder) -> None:
        self._builder = None
        table = builder.table(self._tables + 1)
        if table is not None:
            self._tables += 1
            self.content.blocks.append(table)

    def _lay_out(self, tag: str) -> None:
        """A part of a table that holds no data; of one inside a cell, each row is a line of the cell."""
        if self._builder is not None and tag in CELLS:
            self._flow.text(" ")
        else:
            self._flow.block()

    # Text

    @property
    def _flow(self) -> Flow:
        return self._flows[-1]

    def _text(self, text: str | None) -> None:
        if self._builder is not None and len(self._flows) == 1:
            return  # between the rows of a table, where only white space may stand
        if not text:
            return
        self._flow.text(
            self._in_unicode(text), is_kept=self._kept > 0 or (not self._is_whole and self._builder is None)
        )

    def _in_unicode(self, text: str) -> str:
        encoding = self._encodings[-1]
        converted = legacy.in_encoding(text, encoding)
        if encoding is not None and converted != text:
            self._converted = encoding
        return converted

    def _put(self, flow: Flow) -> None:
        lines = flow.take() if self._is_whole else untabled(flow.take())
        self.content.blocks += [Line(text, number) for number, text in enumerate(lines, start=self._lines + 1)]
        self._lines += len(lines)

    def _count(self, reason: str, element: etree._Element) -> None:
        """What is hidden outside tables are menus and the like."""
        if reason and (reason != web_seen.HIDDEN or (self._builder is not None and web_seen.holds_text(element))):
            self._counts[reason] += 1


def _has_own_mark(element: etree._Element) -> bool:
    """The text begins with "-", "a)" or "1." by itself."""
    beginning = ""
    for text in element.itertext():
        beginning += text.lstrip() if not beginning else text
        if len(beginning) >= _MARK_LENGTH:
            break
    return bool(_OWN_MARK.match(beginning))
