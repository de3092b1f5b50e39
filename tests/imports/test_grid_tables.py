"""Tables of cells, from whatever file: headers, merged cells, headings, tables that go on."""

from pathlib import Path

import pytest

from tests.imports.grids import grid, read_grids
from tests.imports.paper import SIX, codes, six, titles
from tests.imports.printed import SAMPLE, printed_tables
from tracker.agencies.names import Register
from tracker.imports.draft import PlanDraft
from tracker.imports.grid import Content, GridRow, GridTable, Line
from tracker.imports.reading import plan_of, read_plan

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PAPERS = [SAMPLE, *sorted(SEEDS.glob("000*.txt"))]


def rows_of(draft: PlanDraft) -> list[dict[str, object]]:
    """What is read of each row of a table, without its place in the file and the problems that tell of that."""
    rows = [row for row in [*draft.tasks, *draft.indicators] if row.source.table is not None]
    return [{**row.as_dict(), "source": None, "problems": None} for row in rows]


def content_of(path: Path, *, is_printed: bool) -> Content:
    """A paper's tables as cells, its headings as lines."""
    blocks: list[Line | GridTable] = [Line("KẾ HOẠCH", 1), Line("", 2)]
    for number, table in enumerate(printed_tables(path), start=1):
        blocks += [Line(text, 3) for text in table.heading]
        cells = [table.header, *table.rows]
        rows = [GridRow(tuple(row), place) for place, row in enumerate(cells, start=1)]
        blocks.append(GridTable(rows, number, is_printed=is_printed))
    return Content(blocks)


@pytest.mark.parametrize("is_printed", [False, True])
@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name[:12])
def test_the_tables_of_a_paper_as_cells_give_the_rows_of_the_text(path: Path, *, is_printed: bool) -> None:
    register = Register.load_default()
    text = read_plan(path.read_bytes(), path.name, register=register)
    content = content_of(path, is_printed=is_printed)
    draft = plan_of(content, path.name, issued_on=text.document.issued_on, register=register)
    assert rows_of(draft) == rows_of(text)
    assert draft.tasks or draft.indicators


def test_an_appendix_named_above_a_table_or_in_its_first_rows_is_its_own() -> None:
    draft = read_grids(
        "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 15/KH-UBND)",
        grid(SIX, six("1", "Việc một")),
        grid(
            ("PHỤ LỤC II", "<", "<", "<", "<", "<"),
            ("DANH MỤC ĐỀ ÁN", "<", "<", "<", "<", "<"),
            ("(Kèm theo Kế hoạch số 15/KH-UBND)", "<", "<", "<", "<", "<"),
            SIX,
            six("1", "Việc hai"),
            number=2,
        ),
    )
    assert [(t.appendix, t.appendix_title, t.title) for t in draft.tasks] == [
        ("I", "DANH MỤC NHIỆM VỤ", "Việc một"),
        ("II", "DANH MỤC ĐỀ ÁN", "Việc hai"),
    ]
    assert [t.source.as_dict() for t in draft.tasks] == [
        {"page": None, "line": None, "table": 1, "row": 2},
        {"page": None, "line": None, "table": 2, "row": 5},
    ]


def test_a_header_with_merged_cells_is_one_header() -> None:
    draft = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "<", "Thời gian", "<"),
            ("^", "^", "Chủ trì", "Phối hợp", "Bắt đầu", "Kết thúc"),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("1", "Việc một", "Sở Nội vụ", "Sở Tài chính", "Quý I/2026", "Quý III/2026"),
        )
    )
    (task,) = draft.tasks
    assert (task.lead, task.coordinating, task.deadline.raw) == ("Sở Nội vụ", "Sở Tài chính", "Quý III/2026")
    assert task.note == "Thời gian Bắt đầu: Quý I/2026"


def test_columns_of_years_make_one_target_each() -> None:
    draft = read_grids(
        grid(
            ("TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu", "<", "<", "Cơ quan theo dõi"),
            ("^", "^", "^", "2025", "2030", "2035", "^"),
            ("1", "Hồ sơ số", "%", "50", "80", "100", "Sở Nội vụ"),
        )
    )
    (indicator,) = draft.indicators
    assert [(t.year, t.raw) for t in indicator.targets] == [(2025, "50"), (2030, "80"), (2035, "100")]


def test_a_table_goes_on_in_the_next_with_or_without_its_header() -> None:
    draft = read_grids(
        grid(SIX, six("1", "Việc một")),
        grid(six("2", "Việc hai"), number=2),
        "",
        grid([cell.upper() for cell in SIX], six("3", "Việc ba"), number=3),
    )
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai"), ("3", "Việc ba")]
    assert codes(draft) == []


def test_letterhead_and_signature_are_no_tables() -> None:
    draft = read_grids(
        grid(
            ("ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"),
            ("Số: 21/KH-UBND", "Lâm Đồng, ngày 12 tháng 01 năm 2026"),
        ),
        "KẾ HOẠCH\nChuyển đổi số năm 2026\n",
        grid(SIX, six("1", "Việc một"), number=2),
        grid(("Nơi nhận:\n- Như trên;", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"), number=3),
        head="",
    )
    head = draft.document
    assert (head.number, head.title, str(head.issued_on)) == ("21/KH-UBND", "Chuyển đổi số năm 2026", "2026-01-12")
    assert titles(draft) == [("1", "Việc một")]


def test_group_rows_merged_over_all_columns_are_groups_and_notes_below_are_none() -> None:
    draft = read_grids(
        grid(
            SIX,
            ("I. VỀ THỂ CHẾ", "<", "<", "<", "<", "<"),
            six("1", "Việc một"),
            ("II", "VỀ HẠ TẦNG", "<", "<", "<", "<"),
            six("1", "Việc hai"),
            ("Ghi chú:", "<", "<", "<", "<", "<"),
            ("- Nhiệm vụ số 1 giao tại Nghị quyết 10.", "<", "<", "<", "<", "<"),
        )
    )
    assert [(t.group, t.group_title, t.title) for t in draft.tasks] == [
        ("I", "VỀ THỂ CHẾ", "Việc một"),
        ("II", "VỀ HẠ TẦNG", "Việc hai"),
    ]


def test_a_table_in_words_nobody_knows_is_reported() -> None:
    draft = read_grids(
        grid(SIX, six("1", "Việc một")),
        grid(("STT", "Hạng mục", "Số lượng", "Đơn giá"), ("1", "Máy chủ", "2", "300"), number=2),
    )
    assert titles(draft) == [("1", "Việc một")]
    assert [p.message for p in draft.problems] == [
        "Bảng số 2 không phải danh mục nhiệm vụ hay chỉ tiêu nên không nhập; hãy kiểm tra."
    ]


@pytest.mark.parametrize("page", [None, 3])
def test_a_place_is_told_by_line_or_by_table_and_page(page: int | None) -> None:
    table = GridTable([GridRow(("TT", "Nhiệm vụ", "Sản phẩm"), 1), GridRow(("1", "Việc", "Báo cáo"), 2)], 4, page)
    messages = [problem.message for problem in read_grids(table).problems]
    where = "số 4, trang 3" if page else "số 4"
    assert f"Bảng {where} không có cột thời hạn; hãy bổ sung cho từng nhiệm vụ." in messages


def test_a_lead_merged_over_several_rows_is_carried_down_with_a_word() -> None:
    draft = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
            ("1", "Việc một", "Sở Nội vụ", "Năm 2026"),
            ("2", "Việc hai", "^", "^"),
            ("3", "Việc ba", "Sở Y tế", "^"),
        )
    )
    assert [(t.lead, t.deadline.raw) for t in draft.tasks] == [
        ("Sở Nội vụ", "Năm 2026"),
        ("Sở Nội vụ", "Năm 2026"),
        ("Sở Y tế", "Năm 2026"),
    ]
    assert [[(p.code, p.column) for p in t.problems] for t in draft.tasks] == [
        [],
        [("carried_down", "lead"), ("carried_down", "deadline")],
        [("carried_down", "deadline")],
    ]


def test_lines_beside_one_merged_number_and_title_are_one_task_to_look_at() -> None:
    (task,) = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"),
            ("1", "Việc một", "Sở Nội vụ", "Báo cáo", "Năm 2026"),
            ("^", "^", "^", "Quyết định", "^"),
        )
    ).tasks
    assert (task.lead, task.deliverable, task.deadline.raw) == ("Sở Nội vụ", "Báo cáo; Quyết định", "Năm 2026")
    assert [p.code for p in task.problems] == ["rows_joined"]


def test_a_row_kept_whole_by_the_file_is_not_joined_by_guess() -> None:
    draft = read_grids(grid(SIX, six("1", "Việc một"), six("", "rà soát hằng năm"), six("2", "Việc hai")))
    assert titles(draft) == [("1", "Việc một"), ("", "rà soát hằng năm"), ("2", "Việc hai")]
    assert "number_missing" in {p.code for p in draft.tasks[1].problems}


def test_a_row_torn_over_two_tables_is_one_again() -> None:
    draft = read_grids(
        grid(SIX, six("1", "Xây dựng cơ sở dữ liệu")),
        grid(("", "cán bộ, công chức", "", "và Sở Y tế", "", ""), six("2", "Việc hai"), number=2),
    )
    assert titles(draft) == [("1", "Xây dựng cơ sở dữ liệu cán bộ, công chức"), ("2", "Việc hai")]
    assert [p.code for p in draft.tasks[0].problems] == ["joined_over_page"]


def test_an_empty_cell_under_a_filled_one_is_proposed_not_filled() -> None:
    draft = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"),
            ("1", "Việc một", "Sở Nội vụ", "Năm 2026"),
            ("2", "Việc hai", "", "Quý I/2026"),
            ("3", "Việc ba", "Sở Y tế", "Năm 2026"),
            ("4", "Việc bốn", "", "Năm 2026"),
        )
    )
    assert [t.lead for t in draft.tasks] == ["Sở Nội vụ", "", "Sở Y tế", ""]
    assert [(p.code, p.proposal) for t in draft.tasks for p in t.problems] == [
        ("lead_missing", "Sở Nội vụ"),
        ("lead_missing", "Sở Y tế"),
    ]


def test_tables_side_by_side_are_two() -> None:
    four = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    one, two = ("1", "Việc một", "Sở Nội vụ", "Năm 2026"), ("1", "Việc hai", "Sở Y tế", "Quý I/2026")
    draft = read_grids(
        grid((*four, "", *four), (*one, "", *two), (*("",) * 5, "2", "Việc ba", "Sở Y tế", "Năm 2026"))
    )
    assert titles(draft) == [("1", "Việc một"), ("1", "Việc hai"), ("2", "Việc ba")]
    assert codes(draft) == []


def test_cells_whose_borders_do_not_meet_the_headers_find_their_column() -> None:
    draft = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "<", "Chủ trì", "<", "Thời hạn"),
            ("1", "Việc một", "<", "<", "Sở Nội vụ", "Năm 2026"),
            ("2", "<", "Việc hai", "Sở Y tế", "<", "Năm 2026"),
        )
    )
    assert [(t.number, t.title, t.lead) for t in draft.tasks] == [
        ("1", "Việc một", "Sở Nội vụ"),
        ("2", "Việc hai", "Sở Y tế"),
    ]


def test_each_paragraph_of_a_cell_is_an_agency_of_its_own() -> None:
    lead = "Hiệp hội Doanh nghiệp tỉnh\nTrường Đại học Hùng Vương"
    (task,) = read_grids(grid(("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", "Việc", lead, "Quý I/2026"))).tasks
    assert task.lead == lead.replace("\n", " ")
    assert [match.name for match in task.lead_agencies] == lead.split("\n")
