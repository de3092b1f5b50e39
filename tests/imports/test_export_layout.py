"""A plan written out as a workbook reads back as the same plan, and is ready to print."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.imports.grids import grid, read_grids
from tests.imports.paper import HEAD
from tests.imports.printed import SAMPLE
from tests.imports.test_sheet_reader import MILESTONES
from tracker.imports.draft import IndicatorDraft, PlanDraft, TaskDraft
from tracker.imports.export_book import book_of
from tracker.imports.export_layout import STATE_COLUMNS, PlanHead, PlanRow, RowKind, pages
from tracker.imports.reading import read_plan

SIX = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn")
PROSE = """
I. MỤC TIÊU

Đến hết năm 2026:

- Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng đạt 90%.

Đến hết năm 2030:

- Có ít nhất 80% dịch vụ công được thực hiện toàn trình.

- 100% cơ quan nhà nước dùng chung nền tảng số.

II. NHIỆM VỤ

1. Xây dựng kho dữ liệu dùng chung của tỉnh (Chủ trì: Sở Khoa học và Công nghệ; phối hợp: Sở Nội vụ; hoàn thành trong Quý II/2026).

2. Ban hành quy chế khai thác dữ liệu (Chủ trì: Sở Tư pháp; hoàn thành trong Quý III/2026).

3. Đào tạo cán bộ về chuyển đổi số (Chủ trì: Sở Nội vụ; hoàn thành trong năm 2026).
"""  # noqa: E501  # as it is typed
DONE = ("Sở Nội vụ", "Sở Tài chính", "Báo cáo", "Quý II/2026")


def plan_row(row: TaskDraft | IndicatorDraft) -> PlanRow:
    place = (row.appendix or "", row.appendix_title, row.group or "", row.group_title or "", row.number)
    if isinstance(row, IndicatorDraft):
        cells = {"title": row.title, "unit": row.unit, "lead": row.lead}
        targets = [(target.year, target.raw) for target in row.targets]
        return PlanRow(RowKind.INDICATOR, *place, "", cells, targets)
    names = ("title", "responsible_head", "lead", "coordinating", "deliverable", "authority", "note")
    cells = {**{name: getattr(row, name) for name in names}, "deadline": row.deadline.raw}
    return PlanRow(RowKind.HEADING if row.is_heading else RowKind.TASK, *place, row.parent or "", cells)


def head_of(draft: PlanDraft) -> PlanHead:
    head = draft.document
    duties = [("; ".join(match.name for match in one.who), one.text) for one in draft.obligations]
    return PlanHead(head.kind, head.number or "", head.title, head.issuer, head.issued_on, head.replaces, duties)


def written(head: PlanHead, rows: Sequence[PlanRow]) -> bytes:
    return book_of(pages(head, rows), "Kế hoạch")


def again(draft: PlanDraft) -> PlanDraft:
    """The plan after it was written out and read back."""
    rows = [plan_row(row) for row in (*draft.indicators, *draft.tasks)]
    return read_plan(written(head_of(draft), rows), "ke-hoach.xlsx")


def rows_of(draft: PlanDraft) -> list[dict[str, object]]:
    """Everything understood of every row, of tables and of prose. A row above others that names nobody is a heading
    in a table, whatever it was in prose."""
    left_out = {"source", "problems", "is_heading"}
    rows = [row.as_dict() for row in (*draft.indicators, *draft.tasks)]
    return [{name: found for name, found in row.items() if name not in left_out} for row in rows]


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


@pytest.mark.parametrize("paper", [SAMPLE, MILESTONES], ids=["tasks", "milestones"])
def test_a_plan_comes_back_with_its_rows_agencies_deadlines_and_targets(paper: Path) -> None:
    if not paper.exists():
        pytest.skip("the sample plans are not beside the repository")
    draft = read_plan(paper.read_bytes(), paper.name)
    back = again(draft)
    assert rows_of(back) == rows_of(draft)
    assert replace(back.document, sha256="") == replace(draft.document, sha256="")
    duties = [sorted(str({**duty.as_dict(), "source": None}) for duty in one.obligations) for one in (draft, back)]
    assert duties[0] == duties[1]


def test_tasks_and_targets_read_from_prose_come_back_as_tables() -> None:
    draft = read_plan((HEAD + PROSE).encode(), "ke-hoach.txt")
    assert len(draft.tasks) == 3
    assert [[target.year for target in one.targets] for one in draft.indicators] == [[2026], [2030], [2030]]
    back = again(draft)
    assert rows_of(back) == rows_of(draft)


def test_groups_within_groups_sub_items_and_dashes_come_back() -> None:
    draft = read_grids(
        grid(
            SIX,
            ("A", "THỂ CHẾ", "", "", "", ""),
            ("I", "Văn bản", "", "", "", ""),
            ("1", "Rà soát văn bản", *DONE),
            ("2", "Ban hành văn bản", "", "", "", ""),
            ("2.1", "Nghị quyết", *DONE),
            ("2.2", "Quyết định", *DONE),
            ("", "a) Quyết định một", *DONE),
            ("-", "Quyết định hai", *DONE),
            ("II", "Tuyên truyền", "", "", "", ""),
            ("3", "Phát thanh", *DONE),
            ("B", "HẠ TẦNG", "", "", "", ""),
            ("I", "Viễn thông", "", "", "", ""),
            ("4", "Phủ sóng", *DONE),
            ("", "3) Dữ liệu", "", "", "", ""),
            ("5", "Số hóa", *DONE),
            ("", "Nhóm khác", "", "", "", ""),
            ("6", "Việc khác", *DONE),
            ("10.1", "Đánh số lại", *DONE),
        )
    )
    assert {task.group for task in draft.tasks} == {"A.I", "A.II", "B.I", "B.I.3"}
    assert rows_of(again(draft)) == rows_of(draft)


def test_two_tables_of_one_appendix_come_back_apart() -> None:
    draft = read_grids(
        "PHỤ LỤC I",
        "CHỈ TIÊU VÀ NHIỆM VỤ",
        grid(("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2026", "Năm 2030"), ("1", "Tỷ lệ số hóa", "%", "≥ 80", "100")),
        grid(SIX, ("1", "Số hóa", *DONE)),
    )
    assert len(draft.indicators) == len(draft.tasks) == 1
    back = again(draft)
    assert rows_of(back) == rows_of(draft)
    assert [(target.year, target.raw) for target in back.indicators[0].targets] == [(2026, "≥ 80"), (2030, "100")]


def test_columns_that_the_paper_has_not_are_not_asked_for() -> None:
    four = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn")
    draft = read_grids(grid(four, ("1", "Việc một", "Sở Nội vụ", "Năm 2026"), ("2", "Việc hai", "", "Năm 2026")))
    back = again(draft)
    assert rows_of(back) == rows_of(draft)
    codes = [[problem.code for row in one.tasks for problem in row.problems] for one in (draft, back)]
    assert codes[0] == codes[1] == ["lead_missing"]


def test_what_the_system_follows_is_printed_and_left_out_when_read() -> None:
    draft = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    rows = [plan_row(row) for row in (*draft.indicators, *draft.tasks)]
    states = ("Sở Nội vụ: Đang thực hiện\nSở Y tế: Hoàn thành", "31/03/2026", "")
    followed = [row if row.kind is RowKind.INDICATOR else replace(row, state=states) for row in rows]
    data = written(replace(head_of(draft), as_of=draft.document.issued_on), followed)
    back = read_plan(data, "ke-hoach.xlsx")
    assert rows_of(back) == rows_of(draft)
    assert {problem.code for problem in back.problems} == {"own_columns"}
    header = [cell.value for cell in opened(data)["Phụ lục II"][4]]
    assert header[-3:] == list(STATE_COLUMNS)


@pytest.mark.parametrize("text", ["=1+2", '=HYPERLINK("x")', "+84", "-5%", "@SUM(A1)", "= không phải công thức"])
def test_no_text_becomes_a_formula(text: str) -> None:
    row = PlanRow(
        RowKind.TASK, "II", "NHIỆM VỤ", "", "", "1", "", {"title": text, "lead": "Sở Nội vụ", "note": "x\x0by"}
    )
    sheet = opened(written(PlanHead("Kế hoạch", "1/KH-UBND", "", "", None), [row]))["Phụ lục II"]
    found = {cell.value: cell for line in sheet.iter_rows() for cell in line}
    assert found[text].data_type == "s"
    assert found[text].quotePrefix
    assert "xy" in found


def test_a_sheet_is_ready_to_print() -> None:
    draft = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    book = opened(written(head_of(draft), [plan_row(row) for row in draft.tasks]))
    assert book.sheetnames == ["Kế hoạch", "Phụ lục II", "Phụ lục III"]
    sheet = book["Phụ lục II"]
    assert sheet.page_setup.orientation == "landscape"
    assert (str(sheet.page_setup.paperSize), sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == ("9", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert all(cell.alignment.wrap_text for cell in sheet[6])
    assert [sheet["A1"].value, sheet["A4"].value] == ["PHỤ LỤC II", "TT"]


def test_names_of_sheets_are_such_as_a_spreadsheet_takes() -> None:
    row = PlanRow(RowKind.TASK, "I", "MỘT", "", "", "1", "", {"title": "Việc", "lead": "Sở Nội vụ"})
    rows = [row, replace(row, appendix_title="HAI"), replace(row, appendix="1/2:" + "x" * 40)]
    head = PlanHead("Kế hoạch", "1/KH-UBND", "", "", None)
    assert [page.name for page in pages(head, rows)] == [
        "Kế hoạch",
        "Phụ lục I",
        "Phụ lục I (2)",
        f"Phụ lục 12{'x' * 16}",
    ]
