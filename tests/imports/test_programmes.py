"""Programmes of work: ticks under quarters and months, starts beside ends, parts under headings, leads over rows."""

import pytest

from tests.imports.grids import grid, read_grids
from tests.imports.paper import HEAD, codes, read, rows
from tracker.imports.draft import PlanDraft

LATE = HEAD.replace("ngày 05 tháng 01 năm 2026", "ngày 28 tháng 12 năm 2025")
QUARTERS = ("TT", "Nội dung", "Chủ trì", "Quý I", "Quý II", "Quý III", "Quý IV")


def times(draft: PlanDraft) -> list[tuple[str, str, str, str]]:
    """Words, kind, first and last day of each row's time."""
    return [(d.raw, d.kind.value, str(d.start), str(d.due)) for d in (task.deadline for task in draft.tasks)]


def test_ticks_under_quarters_are_a_deadline() -> None:
    draft = read_grids(
        grid(
            QUARTERS,
            ("1", "Việc một", "Sở Nội vụ", "", "x", "", ""),
            ("2", "Việc hai", "Sở Y tế", "", "x", "<", ""),
            ("3", "Việc ba", "Sở Y tế", "X", "", "", "✓"),
            ("4", "Việc bốn", "Sở Y tế", "", "", "", ""),
        )
    )
    assert times(draft) == [
        ("Quý II", "date", "2026-04-01", "2026-06-30"),
        ("Quý II-III", "range", "2026-04-01", "2026-09-30"),
        ("Quý I, quý IV", "multi", "None", "2026-12-31"),
        ("", "none", "None", "None"),
    ]
    asked = [{p.code for p in task.problems} & {"deadline_periods", "deadline_missing"} for task in draft.tasks]
    assert asked == [set(), {"deadline_periods"}, set(), {"deadline_missing"}]
    assert "column_unknown" not in codes(draft)


def test_months_under_one_label_may_name_their_year() -> None:
    months = ("", "", "", *(str(month) for month in range(1, 13)))
    header = ("TT", "Hoạt động", "Chủ trì", "Tiến độ theo tháng năm 2027", *["<"] * 11)
    row = ("1", "Việc một", "Sở Nội vụ", *["x" if month == 5 else "" for month in range(1, 13)])
    assert times(read_grids(grid(header, months, row))) == [("Tháng 5/2027", "date", "2027-05-01", "2027-05-31")]


def test_ticks_under_years_are_a_deadline() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "2026", "Năm 2027", "2028")
    row = ("1", "Việc một", "Sở Nội vụ", "", "x", "x")
    assert times(read_grids(grid(header, row))) == [("Năm 2027-2028", "range", "2027-01-01", "2028-12-31")]


@pytest.mark.parametrize(
    ("total", "money", "is_asked"),
    [
        ("Tổng cộng", "120.000", False),
        ("Tổng cộng năm 2026: 1 nhiệm vụ", "", False),
        ("Tổng cộng năm 2026: 7 nhiệm vụ", "500", True),
    ],
)
def test_only_a_count_of_rows_is_checked(total: str, money: str, is_asked: bool) -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Kinh phí")
    draft = read_grids(
        grid(header, ("1", "Việc một", "Sở Nội vụ", "Quý I/2026", "120.000"), ("", total, "", "", money))
    )
    assert len(draft.tasks) == 1
    assert ("total_differs" in codes(draft)) is is_asked


def test_words_under_quarters_are_no_ticks() -> None:
    draft = read_grids(grid(QUARTERS, ("1", "Việc một", "Sở Nội vụ", "Dự thảo", "x", "", "Trình ký")))
    (task,) = draft.tasks
    assert task.deadline.due is None
    assert "Dự thảo" in task.note
    assert "Trình ký" in task.note


def test_work_lasts_from_the_column_of_starts_to_that_of_ends() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Bắt đầu", "Hoàn thành")
    draft = read_grids(
        grid(
            header,
            ("1", "Việc một", "Sở Nội vụ", "15/01/2026", "Quý II/2026"),
            ("2", "Việc hai", "Sở Nội vụ", "Quý III/2026", "30/6/2026"),
        )
    )
    assert times(draft) == [
        ("Quý II/2026", "range", "2026-01-15", "2026-06-30"),
        ("30/6/2026", "date", "None", "2026-06-30"),
    ]
    assert [any(p.code == "deadline_reversed" for p in task.problems) for task in draft.tasks] == [False, True]
    assert "column_unknown" not in codes(draft)


@pytest.mark.parametrize(
    ("label", "cell", "due"),
    [
        ("Quý hoàn thành", "III", "2026-09-30"),
        ("Thời gian (quý)", "4", "2026-12-31"),
        ("Tháng", "6", "2026-06-30"),
        ("Tháng thực hiện", "9-10", "2026-10-31"),
        ("Thời gian (tháng)", "6", "None"),
        ("Tháng", "13", "None"),
    ],
)
def test_a_bare_number_is_a_period_where_the_column_says_which(label: str, cell: str, due: str) -> None:
    (task,) = read_grids(grid(("TT", "Nhiệm vụ", "Chủ trì", label), ("1", "Việc một", "Sở Nội vụ", cell))).tasks
    assert (task.deadline.raw, str(task.deadline.due)) == (cell, due)
    assert due != "None" or "deadline_unclear" in {problem.code for problem in task.problems}


def test_a_plan_of_the_next_year_means_that_year() -> None:
    text = rows(("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn"), ("1", "Việc một", "Sở Nội vụ", "Tháng 3"))
    assert times(read(text, LATE)) == [("Tháng 3", "date", "2026-03-01", "2026-03-31")]
    undated = LATE.replace("năm 2026\n", "giai đoạn 2026 - 2030\n")
    assert times(read(text, undated)) == [("Tháng 3", "date", "2025-03-01", "2025-03-31")]


def test_headings_over_the_rows_may_name_who_leads() -> None:
    header = ("TT", "Nhiệm vụ", "Phối hợp", "Thời hạn")
    row = ("1", "Việc một", "Sở Y tế", "Quý II/2026")
    named = read_grids(grid(header, ("I", "SỞ NỘI VỤ", "<", "<"), row, ("II", "Công an tỉnh", "<", "<"), row))
    assert [[m.name for m in task.lead_agencies] for task in named.tasks] == [["Sở Nội vụ"], ["Công an tỉnh"]]
    assert all("lead_of_group" in {problem.code for problem in task.problems} for task in named.tasks)
    fields = read_grids(grid(header, ("I", "SỞ NỘI VỤ", "<", "<"), row, ("II", "Hạ tầng số", "<", "<"), row))
    assert [task.lead for task in fields.tasks] == ["", ""]


def test_headings_in_the_text_head_the_parts_of_a_table() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn")
    row = ("1", "Việc một", "Sở Nội vụ", "Quý II/2026")
    parts = read_grids("I. Thể chế", grid(header, row), "II. Hạ tầng", grid(header, row, number=2))
    assert [(task.group, task.group_title) for task in parts.tasks] == [("I", "Thể chế"), ("II", "Hạ tầng")]
    alone = read_grids("III. Tổ chức thực hiện", grid(header, row))
    assert [task.group for task in alone.tasks] == [None]


def test_a_number_takes_the_unit_of_its_column_or_its_name() -> None:
    header = ("TT", "Chỉ tiêu", "ĐVT", "Mục tiêu 2026", "Chủ trì")
    draft = read_grids(
        grid(
            header,
            ("1", "Hồ sơ số", "%", "≥ 95", "Sở Nội vụ"),
            ("2", "Tỷ lệ hài lòng (%)", "", "90", "Sở Nội vụ"),
            ("3", "Lớp học", "lớp", "05 khóa", "Sở Nội vụ"),
            ("4", "Trung tâm dữ liệu", "Trung tâm", "Hoàn thành", "Sở Nội vụ"),
        )
    )
    assert [row.targets[0].unit for row in draft.indicators] == ["%", "%", "khóa", None]


def test_columns_of_steps_under_one_label_are_one_deadline() -> None:
    header = ("TT", "Dự án luật", "Chủ trì", "Thời gian trình", "<")
    steps = ("", "", "", "Chính phủ", "Quốc hội")
    draft = read_grids(
        grid(
            header,
            steps,
            ("1", "Việc một", "Sở Y tế", "Tháng 7/2026", "Tháng 10/2026"),
            ("2", "Việc hai", "Sở Y tế", "Quý III/2026", ""),
            ("3", "Việc ba", "Sở Y tế", "Tháng 8/2026", "Kỳ họp thứ 2"),
        )
    )
    assert times(draft) == [
        ("Chính phủ: Tháng 7/2026; Quốc hội: Tháng 10/2026", "multi", "None", "2026-10-31"),
        ("Quý III/2026", "date", "2026-07-01", "2026-09-30"),
        ("Chính phủ: Tháng 8/2026; Quốc hội: Kỳ họp thứ 2", "unclear", "None", "None"),
    ]


def test_ticks_on_both_sides_of_a_new_year_are_one_time() -> None:
    header = ("TT", "Hoạt động", "Chủ trì", "Thời gian (tháng/năm)", "<", "<")
    months = ("", "", "", "11/2026", "12/2026", "01/2027")
    draft = read_grids(grid(header, months, ("1", "Việc một", "Sở Nội vụ", "", "x", "x")))
    assert times(draft) == [("Tháng 12/2026 - tháng 1/2027", "range", "2026-12-01", "2027-01-31")]


def test_a_heading_over_rows_gives_them_its_year() -> None:
    header = ("TT", "Nội dung", "Chủ trì", "Thời gian")
    draft = read_grids(
        grid(
            header,
            ("NĂM 2026", "<", "<", "<"),
            ("1", "Việc một", "Sở Nội vụ", "Tháng 11"),
            ("II. Nhiệm vụ năm 2027", "<", "<", "<"),
            ("2", "Việc hai", "Sở Nội vụ", "Quý I"),
            ("Các chỉ tiêu đến năm 2030", "<", "<", "<"),
            ("3", "Việc ba", "Sở Nội vụ", "Quý I"),
        )
    )
    assert [due for *_, due in times(draft)] == ["2026-11-30", "2027-03-31", "2026-03-31"]


def test_rows_that_say_who_leads_have_a_lead_to_be_confirmed() -> None:
    draft = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "Kết quả", "Thời hạn"),
            ("1", "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án.", "Đề án", "Quý I/2026"),
            ("2", "Rà soát quy hoạch mạng lưới trường học.", "Báo cáo", "Quý II/2026"),
        )
    )
    first, second = draft.tasks
    assert (first.lead, first.coordinating, second.lead) == ("Sở Y tế", "Sở Tài chính", "")
    assert ["lead_in_text" in {problem.code for problem in task.problems} for task in draft.tasks] == [True, False]


def test_a_year_in_a_column_of_its_own_belongs_to_the_quarter_beside_it() -> None:
    draft = read_grids(
        grid(
            ("TT", "Nhiệm vụ", "Chủ trì", "Hoàn thành", "<"),
            ("", "", "", "Quý", "Năm"),
            ("1", "Việc một", "Sở Y tế", "IV", "2027"),
            ("2", "Việc hai", "Sở Y tế", "", "2028"),
        )
    )
    assert times(draft) == [
        ("Quý IV/2027", "date", "2027-10-01", "2027-12-31"),
        ("2028", "date", "2028-01-01", "2028-12-31"),
    ]
