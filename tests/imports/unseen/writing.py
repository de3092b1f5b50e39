"""Papers written out as the files they come as: .docx, .xlsx, .html, .pdf, and .txt with tabs."""

import io
from collections.abc import Callable, Iterator, Sequence
from html import escape

from docx import Document
from docx.document import Document as WordFile
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser

from tests.imports.unseen.paper import ABOVE, LEFT, Cells, Columns, Paper, Sheet, blocks_of

_STYLE = (
    "@page { size: A4 landscape; margin: 18mm 12mm } body { font: 12pt 'Liberation Serif', serif } "
    "table.ruled { border-collapse: collapse; width: 100% } table.ruled td { border: 1px solid; padding: 2px 4px; "
    "vertical-align: top } table.plain { width: 100%; text-align: center }"
)
_NUMBERED = '<p style="font-size: 10px; width: 100%; text-align: center"><span class="pageNumber"></span></p>'


def cells_of(sheet: Sheet) -> list[Cells]:
    return [*sheet.header, *(row.cells for row in sheet.rows)]


def spans(rows: Sequence[Cells]) -> Iterator[tuple[int, int, int, int]]:
    """Row, column, height and width of every cell as printed."""
    for r, cells in enumerate(rows):
        for c, cell in enumerate(cells):
            if cell in (LEFT, ABOVE):
                continue
            wide = 1
            while c + wide < len(cells) and cells[c + wide] == LEFT:
                wide += 1
            high = 1
            while r + high < len(rows) and rows[r + high][c] == ABOVE:
                high += 1
            yield r, c, high, wide


def as_docx(paper: Paper) -> bytes:
    document = Document()
    for block in blocks_of(paper):
        if isinstance(block, Sheet):
            _word_table(document, cells_of(block), "Table Grid")
        elif isinstance(block, Columns):
            _word_table(document, [(block.left, block.right)], None)
        else:
            document.add_paragraph(block)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _word_table(document: WordFile, rows: Sequence[Cells], style: str | None) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style=style)
    grid = [row.cells for row in table.rows]
    for r, c, high, wide in spans(rows):
        cell = grid[r][c]
        if high > 1 or wide > 1:
            cell = cell.merge(grid[r + high - 1][c + wide - 1])
        first, *more = rows[r][c].split("\n")
        cell.paragraphs[0].text = first
        for line in more:
            cell.add_paragraph(line)


def as_xlsx(paper: Paper) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    widest = max(len(sheet.names) for sheet in paper.sheets)
    row = 1
    for block in blocks_of(paper):
        if isinstance(block, Sheet):
            _sheet_rows(sheet, row, cells_of(block))
            row += len(cells_of(block))
            continue
        half = widest // 2 if isinstance(block, Columns) else widest
        texts = (block.left, block.right) if isinstance(block, Columns) else (block,)
        for place, text in enumerate(filter(None, texts)):
            first = 1 + place * half
            sheet.cell(row, first, text)
            sheet.merge_cells(
                start_row=row, start_column=first, end_row=row, end_column=widest if place or len(texts) < 2 else half
            )
        row += 1
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _sheet_rows(sheet: Worksheet, top: int, rows: Sequence[Cells]) -> None:
    for r, c, high, wide in spans(rows):
        text = rows[r][c]
        sheet.cell(top + r, c + 1, int(text) if text.isdecimal() else text or None)
        if high > 1 or wide > 1:
            sheet.merge_cells(start_row=top + r, start_column=c + 1, end_row=top + r + high - 1, end_column=c + wide)


def as_html(paper: Paper) -> bytes:
    parts = [f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><style>{_STYLE}</style></head><body>']
    for block in blocks_of(paper):
        if isinstance(block, Sheet):
            parts.append(_web_table(cells_of(block), "ruled"))
        elif isinstance(block, Columns):
            parts.append(_web_table([(block.left, block.right)], "plain"))
        else:
            parts.append(f"<p>{escape(block)}</p>")
    return "\n".join([*parts, "</body></html>"]).encode()


def _web_table(rows: Sequence[Cells], name: str) -> str:
    lines: list[list[str]] = [[] for _ in rows]
    for r, c, high, wide in spans(rows):
        more = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
        lines[r].append(f"<td{more}>{_web_lines(rows[r][c])}</td>")
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in lines)
    return f'<table class="{name}">{body}</table>'


def _web_lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def as_pdf(paper: Paper, browser: Browser) -> bytes:
    page = browser.new_page()
    page.set_content(as_html(paper).decode())
    data = page.pdf(
        prefer_css_page_size=True, display_header_footer=True, header_template=_NUMBERED, footer_template="<i></i>"
    )
    page.close()
    return data


def as_txt(paper: Paper) -> bytes:
    lines: list[str] = []
    for block in blocks_of(paper):
        if isinstance(block, Sheet):
            rows = [["" if cell in (LEFT, ABOVE) else cell for cell in cells] for cells in cells_of(block)]
            lines += ["\t".join(cells) for cells in rows]
        elif isinstance(block, Columns):
            left, right = block.left.split("\n"), block.right.split("\n")
            height = max(len(left), len(right))
            pairs = zip(left + [""] * (height - len(left)), right + [""] * (height - len(right)), strict=True)
            lines += ["\t".join(pair).strip("\t") for pair in pairs]
        else:
            lines.append(block)
    return "\n".join(lines).encode()


WRITERS: dict[str, Callable[[Paper], bytes]] = {"docx": as_docx, "xlsx": as_xlsx, "html": as_html, "txt": as_txt}
