"""Spreadsheets as people make them: merged, hidden, calculated, formatted, and broken."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlwt
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.imports.printed import SAMPLE, printed_tables
from tests.imports.writers.sheet import first_page, head_lines, ods, ods_of, saved, sheets_of, xls, xlsx
from tracker.errors import DomainError
from tracker.imports.draft import PlanDraft
from tracker.imports.grid import Content, GridTable
from tracker.imports.readers import read_content
from tracker.imports.reading import read_plan

MILESTONES = Path(__file__).parents[3] / "shared" / "seeds" / "000_0cade81ef0ffbb41.txt"
HEADER = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")


def sheet(*rows: Sequence[object]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "Phụ lục"
    for cells in rows:
        page.append(list(cells))
    return book, page


def read(book: Workbook) -> Content:
    return read_content(saved(book), "ke-hoach.xlsx")


def tables(content: Content) -> list[GridTable]:
    return [block for block in content.blocks if isinstance(block, GridTable)]


def texts(book: Workbook) -> list[tuple[str, ...]]:
    (table,) = tables(read(book))
    return [row.cells for row in table.rows]


def codes(content: Content) -> list[str]:
    return [note.code for note in content.notes]


def rows_of(draft: PlanDraft) -> list[dict[str, object]]:
    """Everything understood of every row of a table but its place in the file and what is said of that."""
    rows = [row.as_dict() for row in (*draft.indicators, *draft.tasks) if row.source.table is not None]
    return [{name: found for name, found in row.items() if name not in ("source", "problems")} for row in rows]


@pytest.mark.parametrize("write", [xlsx, xls, ods])
@pytest.mark.parametrize("paper", [SAMPLE, MILESTONES], ids=["tasks", "milestones"])
def test_a_plan_written_out_as_a_spreadsheet_gives_the_rows_of_its_text(
    paper: Path, write: Callable[[Sequence[Sequence[Sequence[str]]]], bytes]
) -> None:
    if not paper.exists():
        pytest.skip("the sample plans are not beside the repository")
    data = write(sheets_of(printed_tables(paper), first_page(paper)))
    written, printed = read_plan(data, f"ke-hoach.{write.__name__}"), read_plan(paper.read_bytes(), paper.name)
    assert rows_of(written) == rows_of(printed)
    assert written.document.title == printed.document.title


def test_cells_merged_downwards_carry_their_text_and_those_merged_across_cover_the_next() -> None:
    book, page = sheet(
        ("PHỤ LỤC II",), HEADER, ("1", "Việc một", "Sở Nội vụ"), ("2", "Việc hai"), ("3", "Việc ba", "", "Sở Y tế")
    )
    page.merge_cells("A1:E1")
    page.merge_cells("C3:C5")
    (table,) = tables(read(book))
    assert [row.cells[2] for row in table.rows[2:]] == ["Sở Nội vụ"] * 3
    assert [row.carried for row in table.rows] == [frozenset(), frozenset(), frozenset(), {2}, {2}]
    assert table.rows[0].cells == ("PHỤ LỤC II", "", "", "", "")
    assert table.rows[0].spanned == {1, 2, 3, 4}


def test_a_merged_cell_whose_first_row_is_hidden_shows_its_text_in_the_next() -> None:
    book, page = sheet(HEADER, ("1", "Việc một", "Sở Nội vụ"), ("2", "Việc hai"), ("3", "Việc ba"))
    page.merge_cells("C2:C4")
    page.row_dimensions[2].hidden = True
    (table,) = tables(read(book))
    assert [(row.row, row.cells[2], row.carried) for row in table.rows[1:]] == [
        (3, "Sở Nội vụ", frozenset()),
        (4, "Sở Nội vụ", {2}),
    ]


def test_a_cell_merged_over_two_rows_of_its_own_makes_one_row() -> None:
    book, page = sheet(("DANH MỤC",), (), HEADER, ("1", "Việc một", "Sở Nội vụ"))
    page.merge_cells("A1:E2")
    (table,) = tables(read(book))
    assert [row.row for row in table.rows] == [1, 3, 4]


def test_hidden_rows_columns_and_sheets_are_left_out_and_named() -> None:
    book, page = sheet(HEADER, ("1", "Việc một"), ("2", "Việc hai"), ("3", "Việc ba"), ("4", "Việc bốn"))
    page.row_dimensions[3].hidden = page.row_dimensions[4].hidden = True
    page.column_dimensions["D"].hidden = True
    book.create_sheet("Nháp").sheet_state = "hidden"
    content = read(book)
    (table,) = tables(content)
    assert [row.cells for row in table.rows] == [
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
        ("1", "Việc một", "", ""),
        ("4", "Việc bốn", "", ""),
    ]
    messages = " ".join(note.message for note in content.notes)
    assert "“Nháp”" in messages
    assert "dòng 3–4" in messages
    assert "cột D" in messages
    assert codes(content) == ["sheets_hidden", "rows_hidden", "columns_hidden"]


def test_days_numbers_and_percents_are_read_as_the_sheet_shows_them() -> None:
    book, page = sheet(
        (1, datetime(2026, 6, 30), 0.95, 1234.5), (2, date(2026, 6, 1), 2026, True), (3.0, 46203, "≥ 95%", 0.5)
    )
    page["B1"].number_format = "m/d/yyyy"
    page["B2"].number_format = "mmm-yy"
    page["C1"].number_format = "0%"
    page["D1"].number_format = "#,##0.0"
    assert texts(book) == [
        ("1", "30/06/2026", "95%", "1.234,5"),
        ("2", "06/2026", "2026", "TRUE"),
        ("3", "46203", "≥ 95%", "0,5"),
    ]


def test_numbers_of_rows_kept_as_quantities_are_numbers_again() -> None:
    book, _ = sheet(HEADER, *((number, f"Việc {number}") for number in (1, 1.1, 1.2, 2, 2.1)))
    assert [cells[0] for cells in texts(book)[1:]] == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_number_that_may_have_lost_its_zero_is_told() -> None:
    book, _ = sheet(HEADER, *((1 + part / 10, "Việc") for part in range(1, 10)), (1.1, "Việc"), (1.11, "Việc"))
    content = read(book)
    (table,) = tables(content)
    assert [row.cells[0] for row in table.rows[-2:]] == ["1.1", "1.11"]
    assert codes(content) == ["number_zero_lost"]
    assert "A11" in content.notes[0].message
    assert "1.10" in content.notes[0].message


def test_quantities_in_the_first_columns_keep_their_comma() -> None:
    book, _ = sheet(("Năm 2025", "Năm 2026", "Chỉ tiêu"), (0.95, 1.5, "Tỷ lệ một"), (0.9, 2.75, "Tỷ lệ hai"))
    assert texts(book)[1:] == [("0,95", "1,5", "Tỷ lệ một"), ("0,9", "2,75", "Tỷ lệ hai")]


def test_a_day_that_may_be_turned_round_is_given_in_both_readings() -> None:
    """Typed under the American order, "6/12/2026" became a day and "30/6/2026" stayed a text."""
    book, _ = sheet(
        *([line] for line in head_lines()),
        HEADER,
        (1, "Ban hành kế hoạch", "Sở Nội vụ", "", "30/6/2026"),
        (2, "Tổng kết kế hoạch", "Sở Nội vụ", "", date(2026, 6, 12)),
        (3, "Báo cáo kết quả", "Sở Nội vụ", "", date(2026, 5, 5)),
    )
    draft = read_plan(saved(book), "ke-hoach.xlsx")
    assert [task.deadline.kind for task in draft.tasks] == ["date", "unclear", "date"]
    assert draft.tasks[1].deadline.due is None
    assert "day_or_month" in [problem.code for problem in draft.problems]


def test_days_of_a_column_without_typed_ones_are_sure() -> None:
    book, _ = sheet(HEADER, (1, "Một", "", "", date(2026, 6, 12)), (2, "Hai", "", "", "Quý III/2026"))
    content = read(book)
    assert tables(content)[0].rows[1].cells[4] == "12/06/2026"
    assert content.notes == []


def test_a_formula_gives_its_kept_value_and_is_never_calculated() -> None:
    book, _ = sheet(HEADER, ("1", "Việc một"), ("=A2+1", "Việc hai"))
    data = saved(book)
    assert "formula_unvalued" in codes(read_content(data, "a.xlsx"))
    valued = with_part(data, "xl/worksheets/sheet1.xml", b"<f>A2+1</f><v/>", b"<f>A2+1</f><v>2</v>")
    valued = with_part(valued, "xl/worksheets/sheet1.xml", b"<f>A2+1</f><v></v>", b"<f>A2+1</f><v>2</v>")
    content = read_content(valued, "a.xlsx")
    assert tables(content)[0].rows[2].cells[0] == "2"
    assert codes(content) == []


def test_an_error_is_an_empty_cell_that_is_told_and_many_are_told_once() -> None:
    book, page = sheet(HEADER)
    for row in range(2, 60):
        page.cell(row, 2, f"Việc {row}")
        page.cell(row, 1, "#REF!").data_type = "e"
    content = read(book)
    assert tables(content)[0].rows[1].cells == ("", "Việc 2", "", "", "")
    assert content.notes[0].source.row == 2
    assert "#REF!" in content.notes[0].message
    assert len(content.notes) == 21
    assert "38" in content.notes[-1].message


def test_line_breaks_rich_text_and_odd_letters_of_a_cell() -> None:
    rich = CellRichText("Xây dựng ", TextBlock(InlineFont(b=True), "nền tảng"), " số")
    book, _ = sheet((rich, "- Sở A\r\n- Sở B", "Sở_x000D_\nY tế", "Sơ\u0309\xa0Y\u200b tế", "a\tb"))
    assert texts(book) == [("Xây dựng nền tảng số", "- Sở A\n- Sở B", "Sở\nY tế", "Sở Y tế", "a b")]


def test_empty_edges_are_cut_and_runs_of_empty_rows_are_one() -> None:
    book, page = sheet()
    page["C3"], page["D3"], page["C90000"] = "TT", "Nhiệm vụ", "1"
    page["Z100000"].number_format = "0%"
    (table,) = tables(read(book))
    assert [(row.row, row.cells) for row in table.rows] == [
        (3, ("TT", "Nhiệm vụ")),
        (4, ("", "")),
        (90000, ("1", "")),
    ]


def test_a_stray_cell_far_to_the_right_widens_the_table_by_two_columns() -> None:
    book, page = sheet(("TT", "Nhiệm vụ"), ("1", "Việc"))
    page["XFD2"] = "x"
    assert texts(book) == [("TT", "Nhiệm vụ", "", ""), ("1", "Việc", "", "x")]


def test_sheets_come_in_order_and_count_only_what_holds_something() -> None:
    book, _ = sheet(("A",))
    book.create_sheet("Trống")
    book.create_sheet("Phụ lục III").append(["B"])
    found = tables(read(book))
    assert [(table.name, table.number, table.rows[0].cells) for table in found] == [
        ("Phụ lục", 1, ("A",)),
        ("Phụ lục III", 2, ("B",)),
    ]


def test_words_in_the_margins_of_the_pages_are_lines() -> None:
    book, page = sheet(("A",))
    page.oddHeader.right.text = "TÀI LIỆU HỌP"
    content = read(book)
    assert [line.text for line in content.lines] == ["TÀI LIỆU HỌP", "A"]


def test_a_comment_is_told_and_not_read() -> None:
    book, page = sheet(("A",))
    page["A1"].comment = Comment("cần xem lại", "người soạn")
    content = read(book)
    assert codes(content) == ["comments_ignored"]
    assert [line.text for line in content.lines] == ["A"]


def test_macros_are_ignored_and_told() -> None:
    book, _ = sheet(("A",))
    assert codes(read_content(with_part(saved(book), "xl/vbaProject.bin", b"", b"x"), "a.xlsm")) == ["macros_ignored"]


def test_a_book_with_styles_that_no_standard_knows_is_read_for_its_values_and_says_so() -> None:
    book, _ = sheet(HEADER, ("1", "Việc một"))
    data = with_part(saved(book), "xl/styles.xml", b"<fills ", b'<fills><fill><odd/></fill></fills><fills x="1" ')
    data = with_part(data, "xl/styles.xml", b'fontId="0"', b'fontId="zero"')
    content = read_content(data, "a.xlsx")
    assert codes(content) == ["formats_unread"]
    assert tables(content)[0].rows[1].cells[:2] == ("1", "Việc một")


def test_letters_of_fonts_from_before_unicode_are_read_as_those_fonts_draw_them() -> None:
    book, page = sheet(("bé y tÕ", "KÕ ho¹ch"), ("Sở Y tế", "Soá hoùa"))
    page["A1"].font = Font(name=".VnTimeH")
    page["B1"].font = Font(name=".VnTime")
    page["B2"].font = Font(name="VNI-Times")
    assert texts(book) == [("BỘ Y TẾ", "Kế hoạch"), ("Sở Y tế", "Số hóa")]
    assert set(codes(read(book))) == {"encoding_converted"}


def test_a_book_typed_in_old_letters_throughout_is_converted_whatever_its_fonts() -> None:
    typed = (("TT", "NhiÖm vô", "C¬ quan chñ tr×", "Thêi h¹n"), ("1", "X©y dùng kÕ ho¹ch n¨m", "Së Néi vô", "Quý I"))
    book, _ = sheet(
        *typed, ("2", "§Èy m¹nh tuyªn truyÒn, h\xadíng dÉn, chuyÓn ®æi tæ chøc, quyÕt ®Þnh", "Së Y tÕ", "Quý II")
    )
    assert texts(book)[1:] == [
        ("1", "Xây dựng kế hoạch năm", "Sở Nội vụ", "Quý I"),
        ("2", "Đẩy mạnh tuyên truyền, hướng dẫn, chuyển đổi tổ chức, quyết định", "Sở Y tế", "Quý II"),
    ]
    assert codes(read(book)) == ["encoding_converted"]


def test_a_sheet_of_nothing_is_refused() -> None:
    with pytest.raises(DomainError, match="không có ô nào"):
        read(Workbook())


def test_an_old_book_is_read_with_its_formats_merges_and_hidden_rows() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("Phụ lục")
    page.write_merge(0, 0, 0, 2, "DANH MỤC")
    page.write(1, 0, 0.95, xlwt.easyxf(num_format_str="0%"))
    page.write(1, 1, datetime(2026, 6, 30), xlwt.easyxf(num_format_str="dd/mm/yyyy"))
    page.write(1, 2, datetime(2026, 6, 1), xlwt.easyxf(num_format_str="mmm-yy"))
    page.write_merge(2, 3, 0, 0, "gộp")
    page.write(2, 1, "một")
    page.write(3, 1, "hai")
    page.write(4, 1, "ẩn")
    page.row(4).hidden = True
    book.add_sheet("Nháp").visibility = 1
    data = BytesIO()
    book.save(data)
    content = read_content(data.getvalue(), "a.xls")
    (table,) = tables(content)
    assert [row.cells for row in table.rows] == [
        ("DANH MỤC", "", ""),
        ("95%", "30/06/2026", "06/2026"),
        ("gộp", "một", ""),
        ("gộp", "hai", ""),
    ]
    assert table.rows[3].carried == {0}
    assert codes(content) == ["sheets_hidden", "rows_hidden"]


def test_an_old_book_with_a_password_is_refused_with_what_to_do() -> None:
    data = xls([[("TT", "Nhiệm vụ")]])
    globals_begin = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    codepage = data.index(b"\x42\x00\x02\x00", globals_begin)
    locked = data[:codepage] + b"\x2f\x00\x02\x00" + data[codepage + 4 :]  # the record FILEPASS in its place
    with pytest.raises(DomainError, match="bỏ mật khẩu"):
        read_content(locked, "a.xls")


def test_an_open_document_is_read_by_the_text_its_cells_show() -> None:
    styles = (
        '<number:date-style style:name="N1"><number:month/><number:text>/</number:text><number:year/>'
        '</number:date-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    )
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="3"><text:p>DANH<text:s/>MỤC</text:p>'
        '</table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'
        '<table:table-row><table:table-cell office:value-type="percentage" office:value="0.95"><text:p>95%</text:p>'
        '</table:table-cell><table:table-cell table:style-name="ce1" office:value-type="date" '
        'office:date-value="2026-06-01"><text:p>Jun 26</text:p></table:table-cell><table:table-cell '
        'office:value-type="float" office:value="1.5"><text:p>1.5</text:p></table:table-cell></table:table-row>'
        '<table:table-row table:visibility="collapse"><table:table-cell><text:p>ẩn</text:p></table:table-cell>'
        "</table:table-row><table:table-row><table:table-cell><text:p>#REF!</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2026-06-30"><text:p>06/30/26</text:p>'
        "</table:table-cell><table:table-cell><text:p>một</text:p><text:p>hai</text:p></table:table-cell>"
        "</table:table-row>"
    )
    content = read_content(ods_of(f'<table:table table:name="A">{rows}</table:table>', styles), "a.ods")
    (table,) = tables(content)
    assert [row.cells for row in table.rows] == [
        ("DANH MỤC", "", ""),
        ("95%", "06/2026", "1,5"),
        ("", "30/06/2026", "một\nhai"),
    ]
    assert sorted(codes(content)) == ["cell_error", "rows_hidden"]


@pytest.mark.parametrize(
    ("kind", "value", "text", "read"),
    [
        ("float", "1234567", "1,234,567", "1.234.567"),
        ("float", "1234.5", "1,234.50", "1.234,50"),
        ("float", "1234.5", "1.234,5", "1.234,5"),
        ("float", "1234", "1.234", "1.234"),
        ("float", "1.234", "1.234", "1,234"),
        ("float", "2026", "2026", "2026"),
        ("float", "7", "07", "07"),
        ("percentage", "0.955", "95.5%", "95,5%"),
        ("percentage", "0.955", "95,5%", "95,5%"),
        ("percentage", "1", "100%", "100%"),
        ("currency", "1500000", "₫1,500,000", "₫1.500.000"),
    ],
)
def test_a_quantity_of_an_open_document_is_written_in_vietnamese(kind: str, value: str, text: str, read: str) -> None:
    known = f'office:value-type="{kind}" office:value="{value}"'
    row = f"<table:table-row><table:table-cell {known}><text:p>{text}</text:p></table:table-cell></table:table-row>"
    (table,) = tables(read_content(ods_of(f'<table:table table:name="A">{row}</table:table>'), "a.ods"))
    assert table.rows[0].cells[0] == read


def with_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A packed file with `old` in one part replaced by `new`; a part that is missing is added."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content.replace(old, new) if part == name and old else content)
        if name not in source.namelist():
            target.writestr(name, new)
    return made.getvalue()
