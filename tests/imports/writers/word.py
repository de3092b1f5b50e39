"""Plans written out as Word files, for tests that read them back; in raw XML what python-docx cannot say."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.table import Table, _Cell

from tests.imports.printed import PrintedTable


@dataclass(frozen=True)
class Habits:
    """How an office draws its tables: what it merges, splits, numbers and tracks."""

    merges_repeats: bool = False
    merges_groups: bool = False
    rows_a_table: int = 0
    repeats_header: bool = True
    numbers_rows: bool = False
    tracks_changes: bool = False
    wraps_rows: bool = False


def as_bytes(document: WordFile) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def written(head: Iterable[str], tables: Iterable[PrintedTable], habits: Habits | None = None) -> bytes:
    """A file with the lines of `head` as paragraphs and every table under its heading."""
    document = Document()
    for line in head:
        document.add_paragraph(line)
    for table in tables:
        document.add_page_break()
        for line in table.heading:
            document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
        write_table(document, table, habits or Habits())
    return as_bytes(document)


def write_table(document: WordFile, table: PrintedTable, habits: Habits) -> None:
    size = habits.rows_a_table or len(table.rows) or 1
    for start in range(0, len(table.rows), size):
        has_header = not start or habits.repeats_header
        header = [table.header] if has_header else []
        if start:
            document.add_paragraph()
        _write_rows(document, [*header, *table.rows[start : start + size]], has_header=has_header, habits=habits)


def _write_rows(document: WordFile, rows: Sequence[Sequence[str]], *, has_header: bool, habits: Habits) -> None:
    word = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    numbering = _numbering(document) if habits.numbers_rows else None
    cells = [_cells(word, index) for index in range(len(rows))]
    for index, texts in enumerate(rows):
        for column, text in enumerate(texts):
            is_counted = numbering is not None and not column and text.strip(". ").isdigit()
            if is_counted:
                _count(cells[index][column], numbering, int(text.strip(". ")))
            else:
                _fill(cells[index][column], text, is_tracked=habits.tracks_changes)
    body = range(1 if has_header else 0, len(rows))
    if habits.merges_groups:
        for index in body:
            _merge_group(cells[index], rows[index])
    if habits.merges_repeats:
        _merge_repeats(cells, rows, body)
    if habits.wraps_rows:
        for row in word._tbl.tr_lst:
            _wrap(row)


def _cells(table: Table, row: int) -> list[_Cell]:
    return [_Cell(cell, table) for cell in table._tbl.tr_lst[row].tc_lst]


def _fill(cell: _Cell, text: str, *, is_tracked: bool) -> None:
    """Line breaks are paragraphs of the cell. A tracked cell has its last word inserted and another one deleted."""
    first, *others = text.split("\n")
    paragraph = cell.paragraphs[0]
    start, _, word = first.rpartition(" ")
    if is_tracked and start:
        paragraph.add_run(f"{start} ")
        paragraph._p.append(_run(word, "w:ins"))
        paragraph._p.append(_run(" chữ đã xóa", "w:del"))
    else:
        paragraph.add_run(first)
    for line in others:
        cell.add_paragraph(line)


def _run(text: str, change: str) -> object:
    tag = "w:delText" if change == "w:del" else "w:t"
    who = 'w:id="1" w:author="Văn thư" w:date="2026-01-05T08:00:00Z"'
    inner = f'<w:r><{tag} xml:space="preserve">{text.replace("&", "&amp;").replace("<", "&lt;")}</{tag}></w:r>'
    return parse_xml(f"<{change} {nsdecls('w')} {who}>{inner}</{change}>")


def _numbering(document: WordFile) -> str:
    """The id of a pattern of lists that prints "1.", "2.", …; each start of a count needs a list of its own."""
    numbering = document.part.numbering_part.element
    pattern = str(900 + len(numbering))
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{pattern}">{level}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    return pattern


def _count(cell: _Cell, pattern: str, value: int) -> None:
    """An empty paragraph whose automatic number is `value`: the next of its list, or the first of a new one."""
    numbering = cell.part.numbering_part.element
    last = getattr(cell._parent, "_count", None)
    if last is None or last[1] + 1 != value:
        name = str(5000 + len(numbering))
        begin = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{value}"/></w:lvlOverride>'
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{pattern}"/>{begin}</w:num>')
        )
        last = (name, value)
    cell._parent._count = (last[0], value)
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{last[0]}"/></w:numPr>'))


def _merge_group(cells: Sequence[_Cell], texts: Sequence[str]) -> None:
    """A row that only says a label and a title is one cell over all columns."""
    filled = [text for text in texts if text.strip()]
    if len(filled) <= 2 and not any(texts[2:]):
        for cell, text in zip(cells, texts, strict=True):
            if text:
                cell.paragraphs[0].clear()
        cells[0].merge(cells[-1])
        cells[0].text = ". ".join(text.rstrip(".") for text in filled) if len(filled) == 2 else filled[0]


def _merge_repeats(cells: Sequence[Sequence[_Cell]], rows: Sequence[Sequence[str]], body: range) -> None:
    """The same words in neighbouring rows of a column after the title are one cell."""
    for column in range(3, len(rows[0])):
        for index in body[1:]:
            above, own = rows[index - 1][column], rows[index][column]
            if own and own == above and index - 1 in body:
                top = index - 1
                while top - 1 in body and rows[top - 1][column] == own:
                    top -= 1
                cells[index][column].text = ""
                cells[top][column].merge(cells[index][column])
                cells[top][column].text = own


def _wrap(row: object) -> None:
    """The row inside a content control, as forms have it."""
    parent = row.getparent()
    place = parent.index(row)
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    control[1].append(row)
    parent.insert(place, control)
