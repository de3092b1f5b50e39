"""Tables as they are drawn on the pages of a PDF: lines, merged cells, torn rows, and none of these."""

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.chromium import chromium
from tests.imports.printed import SAMPLE, printed_tables
from tests.imports.test_pdf_reader import centred, lines, portrait, read, tables
from tests.imports.writers.pdf import Leaf
from tests.imports.writers.pdf_layout import Habits, drawn
from tests.imports.writers.web import page
from tracker.imports.draft import PlanDraft
from tracker.imports.grid import GridTable, Line
from tracker.imports.markup import without_markup
from tracker.imports.paragraphs import paragraphs
from tracker.imports.reading import own_register, read_content, read_plan

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
MILESTONES = SEEDS / "000_0cade81ef0ffbb41.txt"
PAPERS = pytest.mark.parametrize("paper", [SAMPLE, MILESTONES], ids=["tasks", "milestones"])
HABITS = {
    "lines": Habits(),
    "boxes_and_kept_spaces": Habits(rules="boxes", keeps_spaces=True),
    "double_lines": Habits(rules="double", repeats_header=False),
    "dashes": Habits(rules="dashed", turn=1),
    "dots_on_turned_pages": Habits(rules="dots", turn=1, rotate=90),
    "whole_rows": Habits(tears=False, turn=3),
    "no_upright_lines": Habits(rules="across"),
    "no_lines": Habits(rules="none"),
    "no_lines_header_once": Habits(rules="none", repeats_header=False),
}
STYLE = (
    "<style>@page {size: A4 landscape; margin: 15mm} body {font: 12pt serif} h2 {text-align: center; font-size: 12pt}"
    "table {border-collapse: collapse; width: 100%} td, th {padding: 2pt 5pt; vertical-align: top; RULES}</style>"
)

PROSE = (
    "<style>@page {size: A4; margin: 20mm 15mm 20mm 30mm} body {font: 14pt serif}"
    "p {margin: 6pt 0; text-align: justify; text-indent: 1cm}</style>"
)


def rows_of(draft: PlanDraft) -> list[dict[str, object]]:
    """What was understood of every row that stands in a table, but its place and what is said of it."""
    rows = [row.as_dict() for row in (*draft.indicators, *draft.tasks) if row.source.table]
    return [{name: found for name, found in row.items() if name not in ("source", "problems")} for row in rows]


def require(paper: Path) -> None:
    if not paper.exists():
        pytest.skip("the sample plans are not beside the repository")


def both(paper: Path, data: bytes) -> tuple[PlanDraft, PlanDraft]:
    """The plan read from its text, and from the file written of its tables."""
    text = paper.read_bytes()
    printed = read_plan(text, paper.name)
    register = own_register(printed.document.issuer, read_content(text, paper.name).lines)
    return printed, read_plan(data, "ke-hoach.pdf", register=register)


@pytest.mark.parametrize("name", HABITS)
def test_a_plan_laid_out_on_pages_gives_the_rows_of_its_text(name: str) -> None:
    printed, written = both(SAMPLE, drawn(printed_tables(SAMPLE), HABITS[name]))
    assert rows_of(written) == rows_of(printed)


@pytest.mark.parametrize("name", ["double_lines", "no_lines", "no_lines_header_once"])
def test_indicators_laid_out_on_pages_give_the_rows_of_their_text(name: str) -> None:
    require(MILESTONES)
    printed, written = both(MILESTONES, drawn(printed_tables(MILESTONES), HABITS[name]))
    assert rows_of(written) == rows_of(printed)
    assert len(written.indicators) == 64


def test_leads_merged_over_rows_and_pages_are_carried_down() -> None:
    printed, written = both(SAMPLE, drawn(printed_tables(SAMPLE), Habits(merges=3, tears=False)))
    for row, expected in zip(written.tasks, printed.tasks, strict=False):
        codes = {problem.code for problem in row.problems}
        assert row.lead == expected.lead or (row.lead == "" and "lead_missing" in codes)
    assert [row.title for row in written.indicators] == [row.title for row in printed.indicators]


# As a browser prints it


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.browser
@PAPERS
@pytest.mark.parametrize("rules", ["border: 1px solid black", ""], ids=["ruled", "unruled"])
def test_a_plan_printed_by_a_browser_gives_the_rows_of_its_text(paper: Path, rules: str, browser: Browser) -> None:
    require(paper)
    sheet = browser.new_page()
    html = page(printed_tables(paper)).decode()
    sheet.set_content(html.replace("</head>", STYLE.replace("RULES", rules) + "</head>"))
    data = sheet.pdf(prefer_css_page_size=True, display_header_footer=True, header_template="<i></i>")
    sheet.close()
    printed, written = both(paper, data)
    assert rows_of(written) == rows_of(printed)
    assert written.document.number == "15/KH-UBND"


@pytest.mark.browser
@pytest.mark.parametrize("number", ["001", "003", "004"])
def test_prose_printed_by_a_browser_gives_what_its_text_gives(number: str, browser: Browser) -> None:
    paper = next(SEEDS.glob(f"{number}_*"), SEEDS / number)
    require(paper)
    texts = [line for line in read_content(paper.read_bytes(), paper.name).blocks if isinstance(line, Line)]
    html = "".join(f"<p>{escape(without_markup(one.text))}</p>" for one in paragraphs(texts))
    sheet = browser.new_page()
    sheet.set_content(f"<html><head>{PROSE}</head><body>{html}</body></html>")
    printed, written = both(paper, sheet.pdf(prefer_css_page_size=True))
    sheet.close()
    assert [task.title for task in written.tasks] == [task.title for task in printed.tasks]
    assert [one.title for one in written.indicators] == [one.title for one in printed.indicators]
    assert [one.text for one in written.obligations] == [one.text for one in printed.obligations]


# Cells


def grid(leaf: Leaf, xs: list[float], ys: list[float], without: set[tuple[str, int, int]] | None = None) -> None:
    """Lines between the columns and rows; `without` leaves out ("v", line, row) or ("h", line, column)."""
    missing = without or set()
    for at, x in enumerate(xs):
        for row, (top, bottom) in enumerate(pairwise(ys)):
            if ("v", at, row) not in missing:
                leaf.line(x, top, x, bottom)
    for at, y in enumerate(ys):
        for column, (left, right) in enumerate(pairwise(xs)):
            if ("h", at, column) not in missing:
                leaf.line(left, y, right, y)


def only(content: list[GridTable]) -> GridTable:
    assert len(content) == 1
    return content[0]


def test_cells_merged_over_columns_and_rows() -> None:
    leaf = Leaf()
    xs, ys = [60.0, 100.0, 400.0, 600.0, 780.0], [100.0, 140.0, 180.0, 220.0]
    grid(leaf, xs, ys, {("v", 2, 0), ("v", 3, 0), ("h", 2, 2)})
    for x, y, text in (
        (70, 120, "I"), (110, 120, "Hạ tầng số"), (70, 160, "1"), (110, 160, "Xây dựng nền tảng"),
        (410, 184, "Sở Khoa học và Công nghệ"), (610, 160, "Quý I"), (70, 200, "2"), (110, 200, "Vận hành nền tảng"),
        (610, 200, "Quý II"),
    ):  # fmt: skip
        leaf.text(x, y, text)
    rows = only(tables(read(leaf))).rows
    assert [row.cells for row in rows] == [
        ("I", "Hạ tầng số", "", ""),
        ("1", "Xây dựng nền tảng", "Sở Khoa học và Công nghệ", "Quý I"),
        ("2", "Vận hành nền tảng", "Sở Khoa học và Công nghệ", "Quý II"),
    ]
    assert [(set(row.spanned), set(row.carried)) for row in rows] == [({2, 3}, set()), (set(), set()), (set(), {2})]


def test_an_underlined_word_does_not_cut_its_cell() -> None:
    leaf = Leaf()
    grid(leaf, [60, 100, 400], [100, 160, 200])
    leaf.text(70, 120, "1")
    leaf.text(110, 120, "Rà soát")
    leaf.line(110, 122, 152, 122)
    leaf.text(110, 140, "quy trình nội bộ")
    leaf.text(70, 180, "2")
    leaf.text(110, 180, "Báo cáo")
    assert [row.cells for row in only(tables(read(leaf))).rows] == [
        ("1", "Rà soát\nquy trình nội bộ"),
        ("2", "Báo cáo"),
    ]


def test_words_on_their_side_in_a_cell() -> None:
    leaf = Leaf()
    grid(leaf, [60, 100, 400], [100, 200])
    leaf.text(85, 180, "Số thứ tự", turn=1)
    leaf.text(110, 120, "Nội dung công việc của tỉnh")
    assert only(tables(read(leaf))).rows[0].cells == ("Số thứ tự", "Nội dung công việc của tỉnh")


def test_rows_without_lines_between_them_are_told_by_their_numbers() -> None:
    leaf = Leaf()
    grid(leaf, [60, 100, 400, 600], [100, 130, 300])
    for x, text in ((70, "TT"), (110, "Nhiệm vụ"), (410, "Chủ trì")):
        leaf.text(x, 120, text)
    for row in range(4):
        leaf.text(70, 150 + 36 * row, f"{row + 1}")
        leaf.text(110, 150 + 36 * row, f"Việc {row + 1}")
        leaf.text(110, 164 + 36 * row, "theo chương trình công tác")
        leaf.text(410, 150 + 36 * row, "Sở Nội vụ")
    assert [row.cells for row in only(tables(read(leaf))).rows][1:] == [
        (f"{row + 1}", f"Việc {row + 1}\ntheo chương trình công tác", "Sở Nội vụ") for row in range(4)
    ]


def test_two_tables_on_a_page_stay_apart_with_the_text_between_them() -> None:
    leaf = Leaf()
    for top in (100, 260):
        grid(leaf, [60, 100, 400], [top, top + 30, top + 60])
        for row in range(2):
            leaf.text(70, top + 20 + 30 * row, f"{row + 1}")
            leaf.text(110, top + 20 + 30 * row, f"Việc {row + 1}")
    centred(leaf, 220, "PHỤ LỤC II")
    content = read(leaf)
    assert [len(table.rows) for table in tables(content)] == [2, 2]
    assert lines(content) == ["PHỤ LỤC II"]
    assert isinstance(content.blocks[0], GridTable)


def test_a_frame_around_the_page_is_no_table() -> None:
    leaf = portrait("Nội dung trong khung", "Dòng thứ hai")
    grid(leaf, [40, 555], [40, 800])
    content = read(leaf)
    assert lines(content) == ["Nội dung trong khung", "Dòng thứ hai"]
    assert tables(content) == []


def test_the_part_on_the_next_page_begins_after_a_break() -> None:
    leaves = []
    for first in (1, 3):
        leaf = Leaf()
        grid(leaf, [60, 100, 400], [60, 100, 140])
        for row in range(2):
            leaf.text(70, 80 + 40 * row, f"{first + row}")
            leaf.text(110, 80 + 40 * row, f"Việc {first + row}")
        leaves.append(leaf)
    table = only(tables(read(*leaves)))
    assert table.is_printed
    assert [(row.row, row.page, row.after_break) for row in table.rows] == [
        (1, 1, False), (2, 1, False), (3, 2, True), (4, 2, False),
    ]  # fmt: skip
