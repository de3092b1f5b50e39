"""Tables of offices nobody has seen: other columns, other words, other headers."""

import pytest

from tests.imports.paper import HEAD, SIX, codes, read, rows, six, titles
from tracker.imports.reading import read_plan


def test_columns_are_known_by_their_words_not_their_place() -> None:
    draft = read(
        rows(
            (
                "Thời hạn hoàn thành",
                "Sản phẩm dự kiến",
                "Cơ quan chủ trì",
                "Nhiệm vụ, giải pháp",
                "Số TT",
                "Phối hợp",
            ),
            ("Quý II/2026", "Quyết định", "Sở Nội vụ", "Ban hành quy chế", "1", "Sở Tài chính"),
        )
    )
    (task,) = draft.tasks
    assert (task.number, task.title, task.deliverable) == ("1", "Ban hành quy chế", "Quyết định")
    assert (task.lead, task.coordinating, task.deadline.raw) == ("Sở Nội vụ", "Sở Tài chính", "Quý II/2026")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Lãnh đạo phụ trách", "responsible_head"),
        ("Người chịu trách nhiệm", "responsible_head"),
        ("Cấp trình, ban hành", "authority"),
        ("THẨM QUYỀN PHÊ DUYỆT", "authority"),
        ("Căn cứ giao nhiệm vụ", "note"),
        ("Ghi chú", "note"),
        ("Kết quả đạt được", "deliverable"),
        ("Cơ quan phối hợp thực hiện", "coordinating"),
    ],
)
def test_a_column_is_understood_in_other_words(header: str, field: str) -> None:
    draft = read(
        rows(
            ("STT", "Công việc", "Đơn vị chủ trì", header, "Tiến độ"),
            ("1", "Lập danh mục", "Sở Nội vụ", "Nội dung ô", "Tháng 5/2026"),
        )
    )
    assert getattr(draft.tasks[0], field) == "Nội dung ô"
    assert draft.tasks[0].deadline.raw == "Tháng 5/2026"


def test_a_table_without_a_coordinating_column_is_read() -> None:
    draft = read(rows(("TT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("1", "Việc một", "Sở Nội vụ", "Năm 2026")))
    assert [(t.lead, t.coordinating) for t in draft.tasks] == [("Sở Nội vụ", "")]
    assert "lead_missing" not in codes(draft)


def test_a_column_nobody_knows_is_kept_in_the_note() -> None:
    draft = read(
        rows(
            ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Kinh phí (triệu đồng)", "Ghi chú"),
            ("1", "Việc một", "Sở Nội vụ", "Năm 2026", "500", "Theo Nghị quyết 10"),
        )
    )
    assert draft.tasks[0].note == "Theo Nghị quyết 10; Kinh phí (triệu đồng): 500"
    assert "column_unknown" in codes(draft)


def test_lead_and_coordinating_in_one_column_are_told_apart() -> None:
    draft = read(
        rows(
            ("TT", "Nhiệm vụ", "Cơ quan chủ trì, phối hợp", "Thời gian"),
            ("1", "Việc một", "Chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính, Công an tỉnh", "Năm 2026"),
        )
    )
    (task,) = draft.tasks
    assert (task.lead, task.coordinating) == ("Sở Nội vụ", "Sở Tài chính, Công an tỉnh")
    assert [m.name for m in task.coordinating_agencies] == ["Sở Tài chính", "Công an tỉnh"]


def test_a_header_in_two_rows_is_one_header() -> None:
    draft = read(
        rows(
            ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời gian", "Sản phẩm"),
            ("", "", "Chủ trì", "Phối hợp", "hoàn thành", ""),
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("1", "Việc một", "Sở Nội vụ", "Sở Tài chính", "Năm 2026", "Báo cáo"),
        )
    )
    (task,) = draft.tasks
    assert (task.lead, task.coordinating, task.deadline.raw) == ("Sở Nội vụ", "Sở Tài chính", "Năm 2026")


def test_a_header_with_line_breaks_in_its_cells_is_read() -> None:
    draft = read(
        "TT\tNội dung\ncông việc\tCơ quan\nchủ trì\tCơ quan\nphối hợp\tThời gian\nhoàn thành\n"
        + rows(("1", "Việc một", "Sở Nội vụ", "Sở Y tế", "Năm 2026"), ("2", "Việc hai", "Sở Y tế", "", "Quý I/2026"))
    )
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]
    assert draft.tasks[0].deadline.raw == "Năm 2026"


def test_a_header_repeated_in_capitals_is_dropped() -> None:
    draft = read(
        rows(SIX, six("1", "Việc một"))
        + "\n"
        + rows(tuple(c.upper() for c in SIX), ("", "tiếp theo", "", "", "", ""), six("2", "Việc hai"))
    )
    assert titles(draft) == [("1", "Việc một tiếp theo"), ("2", "Việc hai")]


def test_a_repeated_header_torn_by_the_page_break_is_dropped() -> None:
    header = ("TT", "Tên nhiệm vụ", "Người đứng đầu chịu trách nhiệm", "Cơ quan chủ trì", "Thời gian hoàn thành")
    draft = read(
        rows(header, ("1", "Việc một", "Giám đốc", "Sở Nội vụ", "Năm 2026"))
        + "\n"
        + rows(
            ("TT", "Tên nhiệm vụ", "Người đứng đầu", "Cơ quan chủ", "Thời gian"),
            ("", "", "chịu trách nhiệm", "trì", "hoàn thành"),
            ("2", "Việc hai", "Giám đốc", "Sở Y tế", "Năm 2026"),
        )
    )
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]
    assert draft.tasks[0].lead == "Sở Nội vụ"


def test_no_appendix_heading_means_no_appendix() -> None:
    (task,) = read(rows(SIX, six("1", "Việc một"))).tasks
    assert (task.appendix, task.appendix_title) == (None, "")


def test_two_tables_of_two_appendices_are_told_apart() -> None:
    draft = read(
        "Phụ lục 1\nDANH MỤC NHIỆM VỤ NĂM 2026\n\n"
        + rows(SIX, six("1", "Việc một"))
        + "\nGhi chú: số liệu đến ngày 31/12/2025.\n\nPHỤ LỤC 2: DANH MỤC ĐỀ ÁN\n\n"
        + rows(("TT", "Tên đề án", "Cơ quan chủ trì", "Thời gian trình"), ("1", "Đề án A", "Sở Y tế", "Tháng 9/2026"))
    )
    assert [(t.appendix, t.appendix_title, t.title) for t in draft.tasks] == [
        ("1", "DANH MỤC NHIỆM VỤ NĂM 2026", "Việc một"),
        ("2", "DANH MỤC ĐỀ ÁN", "Đề án A"),
    ]
    assert draft.tasks[1].source.table == 2


def test_a_second_appendix_without_a_header_uses_the_columns_of_the_first() -> None:
    draft = read(
        "Phụ lục I\nMỘT\n\n" + rows(SIX, six("1", "Việc một")) + "\nPhụ lục II\nHAI\n\n" + rows(six("1", "Việc hai"))
    )
    assert [(t.appendix, t.title) for t in draft.tasks] == [("I", "Việc một"), ("II", "Việc hai")]
    assert "header_missing" in codes(draft)


def test_a_table_without_numbers_is_read_row_by_row() -> None:
    draft = read(
        rows(
            ("Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
            ("1. Việc một", "Sở Nội vụ", "Năm 2026"),
            ("2. Việc hai", "Sở Y tế", "Năm 2026"),
            ("Việc ba", "Sở Y tế", "Năm 2026"),
        )
    )
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai"), ("", "Việc ba")]


def test_a_table_typed_with_pipes_is_read() -> None:
    draft = read(
        "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Việc một | Sở Nội vụ | Năm 2026 |\n"
    )
    assert [(t.number, t.title, t.lead) for t in draft.tasks] == [("1", "Việc một", "Sở Nội vụ")]


def test_a_table_that_is_no_list_of_tasks_is_said_to_be_left_out() -> None:
    draft = read(rows(("TT", "Nội dung chi", "Đơn vị", "Số tiền", "Ghi chú"), ("1", "Máy tính", "Cái", "10", "")))
    assert "table_unread" in codes(draft) or draft.indicators == []
    assert draft.tasks == []


def test_the_same_words_mean_the_provinces_own_offices() -> None:
    draft = read(
        rows(
            SIX, six("1", "Việc một", "Công an tỉnh, Trung tâm Chuyển đổi số; UBND các xã, phường; Văn phòng Tỉnh ủy")
        )
    )
    assert [m.name for m in draft.tasks[0].lead_agencies] == [
        "Công an tỉnh",
        "Trung tâm Chuyển đổi số tỉnh",
        "Ủy ban nhân dân cấp xã",
        "Văn phòng Tỉnh ủy",
    ]


def test_a_plan_as_utf16_from_a_spreadsheet_is_read() -> None:
    text = (HEAD + rows(SIX, six("1", "Việc một"))).replace("\n", "\r\n")
    assert titles(read_plan(text.encode("utf-16-le"), "ke-hoach.txt")) == [("1", "Việc một")]


def test_a_blank_label_over_the_numbers_and_an_empty_first_column_do_no_harm() -> None:
    row = ("1", "Việc một", "Sở Nội vụ", "Năm 2026")
    blank = read(rows(("", "Nhiệm vụ", "Chủ trì", "Thời gian"), row, ("2", "Việc hai", "Sở Y tế", "Năm 2026")))
    shifted = read(rows(("", "TT", "Nhiệm vụ", "Chủ trì", "Thời gian"), ("", *row)))
    assert titles(blank) == [("1", "Việc một"), ("2", "Việc hai")]
    assert [(t.number, t.lead) for t in shifted.tasks] == [("1", "Sở Nội vụ")]


def test_the_day_a_task_ends_is_its_deadline_not_the_day_it_begins() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian bắt đầu", "Thời gian kết thúc")
    (task,) = read(rows(header, ("1", "Việc một", "Sở Nội vụ", "Quý I/2026", "Quý III/2026"))).tasks
    assert (task.deadline.raw, task.note) == ("Quý III/2026", "Thời gian bắt đầu: Quý I/2026")


def test_numbers_may_run_on_in_the_next_table_of_an_appendix() -> None:
    other = ("TT", "Đề án", "Nội dung", "Cơ quan chủ trì", "Thời gian trình")
    draft = read(
        rows(SIX, six("1", "Việc một"), six("2", "Việc hai"))
        + "\nCác đề án:\n\n"
        + rows(
            other, ("3", "Đề án A", "Việc ba", "Sở Y tế", "Năm 2026"), ("5", "B", "Việc năm", "Sở Y tế", "Năm 2026")
        )
    )
    assert [t.number for t in draft.tasks] == ["1", "2", "3", "5"]
    assert [[p.code for p in t.problems if p.code == "number_gap"] for t in draft.tasks] == [
        [],
        [],
        [],
        ["number_gap"],
    ]


def test_values_in_a_table_of_tasks_go_to_the_note() -> None:
    header = ("TT", "Nhiệm vụ, chỉ tiêu", "ĐVT", "Mục tiêu 2026", "Chủ trì", "Thời hạn")
    (task,) = read(rows(header, ("1", "Số hóa hồ sơ", "%", "90", "Sở Nội vụ", "Năm 2026"))).tasks
    assert task.note == "ĐVT: %; Mục tiêu 2026: 90"


def test_the_value_reached_last_year_is_no_target() -> None:
    header = ("TT", "Chỉ tiêu", "ĐVT", "Thực hiện 2025", "Mục tiêu 2026", "Cơ quan chủ trì")
    (indicator,) = read(rows(header, ("1", "Hồ sơ số", "%", "80", "95", "Sở Nội vụ"))).indicators
    assert [(t.year, t.raw) for t in indicator.targets] == [(2026, "95")]
    assert [p.message for p in indicator.problems] == ["Cột “Thực hiện 2025” ghi “80”; hãy đối chiếu khi cần."]
