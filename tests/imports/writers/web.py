"""Tables of a plan written out as web pages: plain, as Word saves them, as Excel saves them, and all in one file."""

import base64
from collections.abc import Sequence
from html import escape
from itertools import groupby

from tests.imports.paper import HEAD
from tests.imports.printed import PrintedTable

WORD_HEAD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type '
    'content="text/html; charset=utf-8"><style><!-- p.MsoNormal {margin:0cm;} --></style>'
    "<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=VI>"
)
EXCEL_HEAD = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=Generator content="Microsoft Excel 15">'
    "<style>td {mso-number-format:General;}</style></head><body>"
)


def _cell(text: str, tag: str = "td") -> str:
    return f"<{tag}>{'<br>'.join(map(escape, text.split(chr(10))))}</{tag}>"


def _row(cells: Sequence[str], tag: str = "td") -> str:
    return f"<tr>{''.join(_cell(cell, tag) for cell in cells)}</tr>\n"


def page(tables: Sequence[PrintedTable]) -> bytes:
    """As a careful author writes it: head, body, paragraphs, a foot."""
    parts = ["<!DOCTYPE html><html lang='vi'><head><title>Kế hoạch</title><meta charset='utf-8'></head><body>"]
    parts += [f"<p>{escape(line)}</p>" for line in HEAD.split("\n") if line.strip()]
    for table in tables:
        parts += [f"<h2>{escape(line)}</h2>" for line in table.heading]
        rows = "".join(map(_row, table.rows))
        parts.append(f"<table border='1'><thead>{_row(table.header, 'th')}</thead><tbody>{rows}</tbody></table>")
    return "".join([*parts, "</body></html>"]).encode()


def word_page(tables: Sequence[PrintedTable]) -> bytes:
    """As Word writes it: lines broken in the source, paragraphs and spans in every cell, end tags left out."""

    def words(text: str) -> str:
        inner = "<br>".join(escape(line).replace(" ", "\r\n", 1) for line in text.split("\n"))
        return f"<p class=MsoNormal align=center><span lang=VI style='font-size:13.0pt'>{inner}<o:p></o:p></span></p>"

    parts = [WORD_HEAD, "<div class=WordSection1>"]
    parts += [words(line) for line in HEAD.split("\n") if line.strip()]
    for table in tables:
        parts += [words(line) for line in table.heading]
        parts.append("<table class=MsoTableGrid border=1 cellspacing=0><tr>")
        for cells in (table.header, *table.rows):
            parts.append("<tr style='mso-yfti-irow:0'>")
            parts += [f"<td width=40 valign=top>{words(cell)}" for cell in cells]
        parts.append("</table><p class=MsoNormal><o:p>&nbsp;</o:p></p>")
    return "\r\n".join([*parts, "</div></body></html>"]).encode()


def excel_page(tables: Sequence[PrintedTable]) -> bytes:
    """As Excel writes it: one table for the whole sheet, titles over all columns, runs of equal leads merged down."""
    width = max(len(table.header) for table in tables)
    parts = [EXCEL_HEAD, "<table border=0 style='border-collapse:collapse'><col width=64 span=20>"]
    lines = [line for line in HEAD.split("\n") if line.strip()]
    for index, table in enumerate(tables):
        for line in (*(lines if index == 0 else ()), *table.heading):
            parts.append(f"<tr height=21><td colspan={width} class=xl65 style='height:15.75pt'>{escape(line)}</td>")
            parts.append("<td colspan=200 style='mso-ignore:colspan'></td></tr>")
        parts.append(_row(table.header))
        parts += _merged_down(table.rows, 1)
    parts.append(
        "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td></tr><![endif]>"
    )
    return "".join([*parts, "</table></body></html>"]).encode("utf-16")


def _merged_down(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    """Rows whose cells of one column, where they are equal, are one merged cell."""
    found = []
    for text, run in groupby(rows, key=lambda cells: cells[column]):
        same = list(run)
        for index, cells in enumerate(same):
            texts = [_cell(cell) for cell in cells]
            texts[column] = f"<td rowspan={len(same)}>{escape(text)}</td>" if index == 0 else ""
            found.append(f"<tr>{''.join(texts)}</tr>")
    return found


def archive(html: bytes, *others: bytes) -> bytes:
    """The page, a picture and other pages in one file (.mht)."""
    parts = (("text/html", html), ("image/png", b"\x89PNG\r\n\x1a\n"), *(("text/html", other) for other in others))
    lines = ["MIME-Version: 1.0", 'Content-Type: multipart/related; boundary="----=_Part"', "", "Web page.", ""]
    for kind, body in parts:
        charset = '; charset="utf-8"' if kind == "text/html" else ""
        lines += ["------=_Part", f"Content-Type: {kind}{charset}", "Content-Transfer-Encoding: base64", ""]
        lines += [base64.encodebytes(body).decode("ascii")]
    return "\r\n".join([*lines, "------=_Part--", ""]).encode()
