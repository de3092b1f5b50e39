"""Each row of a draft finds the lines of the file that it was read from, whatever the format."""

from collections.abc import Callable

import pytest

from tests.imports.printed import PrintedTable, printed_tables
from tests.imports.writers import pdf_layout, sheet, web, word
from tracker.demo.building import SAMPLE
from tracker.imports.draft_rows import drafts_of, rows_of
from tracker.imports.paper_lines import Places, letters_of, paper_lines
from tracker.imports.reading import read_plan

Write = Callable[[list[PrintedTable]], bytes]
FORMATS: dict[str, Write] = {
    "kh.docx": lambda tables: word.written(sheet.head_lines(), tables),
    "kh.xlsx": lambda tables: sheet.xlsx(sheet.sheets_of(tables, sheet.head_lines())),
    "kh.html": web.page,
    "kh.pdf": lambda tables: pdf_layout.drawn(tables, head=sheet.head_lines()),
}


def packed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", ["kh.txt", *FORMATS])
def test_every_row_stands_in_its_lines(name: str) -> None:
    data = SAMPLE.read_bytes() if name == "kh.txt" else FORMATS[name](printed_tables(SAMPLE))
    draft = read_plan(data, name)
    assert draft.content is not None
    lines, rows = paper_lines(draft.content), rows_of(draft)
    letters = [letters_of([row.number, *row.cells.values()]) for row in rows]
    spans = Places(lines).spans([row.source for row in drafts_of(draft)], letters)
    assert len(rows) >= 170
    for row, span in zip(rows, spans, strict=True):
        assert span is not None
        text = packed("".join("".join(line.cells) for line in lines[span[0] - 1 : span[1]]))
        assert packed(row.cells["title"])[:20] in text
        assert span[1] - span[0] < 5


def test_lines_keep_their_place_and_leave_out_what_is_blank() -> None:
    draft = read_plan(SAMPLE.read_bytes(), "kh.txt")
    assert draft.content is not None
    lines = paper_lines(draft.content)
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(any(words.strip() for words in line.cells) for line in lines)
    printed = SAMPLE.read_text("utf-8").split("\n")
    assert all(line.cells[0] in printed[(line.line or 0) - 1] for line in lines)
