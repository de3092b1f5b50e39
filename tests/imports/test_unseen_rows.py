"""Rows of plans nobody has seen: torn, ragged, grouped, numbered in other ways."""

import pytest

from tests.imports.paper import HEAD, SIX, codes, read, rows, six, titles


def test_a_line_break_inside_a_cell_does_not_end_the_row() -> None:
    draft = read(
        rows(SIX)
        + "1\tXây dựng cơ sở dữ liệu\ncán bộ, công chức\tSở Nội vụ\tSở Tài chính;\nSở Y tế\tBáo cáo\tQuý II/2026\n"
        + rows(six("2", "Việc hai"))
    )
    assert titles(draft) == [("1", "Xây dựng cơ sở dữ liệu cán bộ, công chức"), ("2", "Việc hai")]
    assert draft.tasks[0].coordinating == "Sở Tài chính; Sở Y tế"


def test_lists_and_breaks_in_a_cell_are_one_text() -> None:
    lead = '<ul style="list-style-type: none"> - Sở Nội vụ;<br>- Sở Y tế </ul>'
    (task,) = read(rows(SIX, six("1", "<i>Việc</i> **một**", lead))).tasks
    assert (task.title, task.lead) == ("Việc một", "- Sở Nội vụ; - Sở Y tế")
    assert [m.name for m in task.lead_agencies] == ["Sở Nội vụ", "Sở Y tế"]


def test_letters_head_groups() -> None:
    draft = read(
        rows(
            SIX,
            ("A", "THỂ CHẾ", "", "", "", ""),
            six("1", "Việc một"),
            ("B", "HẠ TẦNG", "", "", "", ""),
            six("1", "Việc hai"),
            ("C", "NHÂN LỰC", "", "", "", ""),
            six("1", "Việc ba"),
        )
    )
    assert [(t.group, t.group_title, t.number) for t in draft.tasks] == [
        ("A", "THỂ CHẾ", "1"),
        ("B", "HẠ TẦNG", "1"),
        ("C", "NHÂN LỰC", "1"),
    ]
    assert not {"number_gap", "number_repeat"} & set(codes(draft))


def test_groups_inside_groups_keep_both_labels() -> None:
    draft = read(
        rows(
            SIX,
            ("A", "Thể chế", "", "", "", ""),
            ("I", "Nghị quyết", "", "", "", ""),
            six("1", "Việc một"),
            ("II", "Quyết định", "", "", "", ""),
            six("1", "Việc hai"),
            ("B", "Hạ tầng", "", "", "", ""),
            ("I", "Mạng", "", "", "", ""),
            six("1", "Việc ba"),
        )
    )
    assert [(t.group, t.group_title) for t in draft.tasks] == [
        ("A.I", "Nghị quyết"),
        ("A.II", "Quyết định"),
        ("B.I", "Mạng"),
    ]


def test_a_heading_written_across_the_row_is_a_group() -> None:
    draft = read(
        rows(SIX, ("I. VỀ THỂ CHẾ", "", "", "", "", ""), six("1", "Việc một"))
        + "\nII. VỀ HẠ TẦNG\n\n"
        + rows(six("2", "Việc hai"))
    )
    assert [(t.group, t.group_title) for t in draft.tasks] == [("I", "VỀ THỂ CHẾ"), ("II", "VỀ HẠ TẦNG")]


def test_numbers_that_start_again_in_each_group_are_no_repeats() -> None:
    draft = read(
        rows(
            SIX,
            ("I", "Một", "", "", "", ""),
            six("1.", "a"),
            six("2.", "b"),
            ("II", "Hai", "", "", "", ""),
            six("1.", "c"),
            six("2.", "d"),
        )
    )
    assert [t.number for t in draft.tasks] == ["1", "2", "1", "2"]
    assert not {"number_gap", "number_repeat"} & set(codes(draft))


def test_sub_items_know_their_parent() -> None:
    draft = read(
        rows(
            SIX,
            ("1", "Hạ tầng số", "", "", "", ""),
            six("1.1.", "Mạng"),
            six("1.2.", "Máy chủ"),
            six("2", "Việc hai"),
            six("a)", "Phần một"),
            six("b)", "Phần hai"),
        )
    )
    assert [(t.number, t.parent, t.is_heading) for t in draft.tasks] == [
        ("1", None, True),
        ("1.1", "1", False),
        ("1.2", "1", False),
        ("2", None, False),
        ("2.a", "2", False),
        ("2.b", "2", False),
    ]


def test_a_heading_needs_no_lead_or_deadline() -> None:
    draft = read(rows(SIX, ("1", "Hạ tầng số", "", "", "", ""), six("1.1", "Mạng")))
    assert draft.tasks[0].problems == []


def test_a_row_with_nothing_but_a_title_and_no_sub_items_is_asked_about() -> None:
    draft = read(rows(SIX, six("1", "Việc một"), ("2", "Việc hai", "", "", "", ""), six("3", "Việc ba")))
    assert {p.code for p in draft.tasks[1].problems} == {"lead_missing", "deliverable_missing", "deadline_missing"}
    assert not draft.tasks[1].is_heading


def test_text_between_and_after_the_tables_is_no_row() -> None:
    draft = read(
        rows(SIX, six("1", "Việc một"))
        + "\nCác nhiệm vụ nêu trên được rà soát hằng quý.\n\n"
        + rows(six("2", "Việc hai"))
        + "¹ Theo Nghị quyết số 57-NQ/TW.\n(*) Nhiệm vụ mới.\n\n"
        + "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tCHỦ TỊCH\n"
    )
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]
    assert draft.tasks[1].deadline.raw == "Quý II/2026"


def test_the_total_printed_on_the_paper_is_checked() -> None:
    text = rows(SIX, six("1", "Việc một"), six("2", "Việc hai"))
    assert titles(read(text + rows(("", "Tổng số: 2 nhiệm vụ", "", "", "", "")))) == titles(read(text))
    assert "total_differs" not in codes(read(text + rows(("", "Tổng số: 2 nhiệm vụ", "", "", "", ""))))
    assert "total_differs" in codes(read(text + rows(("", "Tổng số: 12 nhiệm vụ", "", "", "", ""))))


def test_a_ragged_row_is_kept_and_reported() -> None:
    draft = read(rows(SIX) + "1\tViệc một\tSở Nội vụ\n2\tViệc hai\tSở Y tế\tSở Tài chính\tBáo cáo\tNăm 2026\tthừa\n")
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]
    assert [("row_ragged" in {p.code for p in t.problems}) for t in draft.tasks] == [True, True]
    assert draft.tasks[1].deadline.raw == "Năm 2026 thừa"


def test_trailing_tabs_lost_in_an_editor_are_no_problem() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Ghi chú")
    draft = read(rows(header) + "1\tViệc một\tSở Nội vụ\tNăm 2026\n2\tViệc hai\tSở Y tế\tNăm 2026\tGấp\n")
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]
    assert "row_ragged" not in codes(draft)


@pytest.mark.parametrize("cut", [5, 60, 141])
def test_a_page_break_may_fall_anywhere_in_a_title(cut: int) -> None:
    title = "Triển khai thực hiện các nhiệm vụ, giải pháp chuyển đổi số trong toàn hệ thống chính trị; " * 2
    words = title.split()
    before, after = " ".join(words[: cut // 5]), " ".join(words[cut // 5 :])
    draft = read(
        rows(SIX, six("1", before)) + "\n" + rows(SIX, ("", after, "", "và Sở Y tế", "", ""), six("2", "Việc hai"))
    )
    assert titles(draft) == [("1", title.strip()), ("2", "Việc hai")]
    assert draft.tasks[0].coordinating == "Sở Tài chính và Sở Y tế"
    assert [p.code for p in draft.tasks[0].problems] == ["joined_over_page"]


def test_a_word_cut_in_two_by_the_page_break_is_one_word_again() -> None:
    draft = read(
        "Công tác chuyển đổi số.\n\n"
        + rows(SIX, six("1", "Đẩy mạnh chuy"))
        + "\n"
        + rows(SIX, ("", "ển đổi số", "", "", "", ""))
    )
    assert titles(draft) == [("1", "Đẩy mạnh chuyển đổi số")]


def test_an_unnumbered_row_of_its_own_is_not_glued_to_the_one_before() -> None:
    draft = read(rows(SIX, six("1", "Việc một"), six("", "- Việc hai", "Sở Y tế", "Năm 2026"), six("2", "Việc ba")))
    assert titles(draft) == [("1", "Việc một"), ("", "- Việc hai"), ("2", "Việc ba")]
    assert draft.tasks[1].parent == "1"
    assert "number_missing" in {p.code for p in draft.tasks[1].problems}


def test_a_cell_that_begins_with_an_equals_sign_is_text() -> None:
    assert titles(read(rows(SIX, six("1", "=HYPERLINK(A1)")))) == [("1", "=HYPERLINK(A1)")]


def test_a_title_may_be_as_long_as_it_likes() -> None:
    title = ("Rà soát, hoàn thiện thể chế về chuyển đổi số; " * 40)[:1743].strip()
    assert titles(read(rows(SIX, six("1", title)))) == [("1", title)]


def test_a_lost_row_is_noticed_by_its_number() -> None:
    (_, third) = read(rows(SIX, six("1", "Việc một"), six("3", "Việc ba"))).tasks
    assert [p.message for p in third.problems if p.code == "number_gap"] == [
        "Trước số 3 thiếu số 2; hãy kiểm tra có sót dòng không."
    ]


def test_a_number_used_twice_is_noticed() -> None:
    draft = read(rows(SIX, six("1", "a"), six("2", "b"), six("2", "c"), six("3", "d")))
    assert [[p.code for p in t.problems] for t in draft.tasks] == [[], [], ["number_repeat"], []]


def test_a_lost_group_is_noticed() -> None:
    draft = read(rows(SIX, ("I", "Một", "", "", "", ""), six("1", "a"), ("III", "Ba", "", "", "", ""), six("2", "b")))
    assert ["number_gap" in {p.code for p in t.problems} for t in draft.tasks] == [False, True]


def test_every_row_knows_its_line_table_and_row() -> None:
    draft = read(rows(SIX, six("1", "Việc một"), six("2", "Việc hai")))
    first = HEAD.count("\n") + 2
    assert [t.source.as_dict() for t in draft.tasks] == [
        {"page": None, "line": first, "table": 1, "row": 1},
        {"page": None, "line": first + 1, "table": 1, "row": 2},
    ]


def test_form_feeds_count_pages() -> None:
    draft = read(rows(SIX, six("1", "Việc một")) + "\f" + rows(SIX, six("2", "Việc hai")))
    assert [t.source.page for t in draft.tasks] == [1, 2]
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]


def test_cells_quoted_by_a_spreadsheet_lose_their_quotation_marks() -> None:
    draft = read(
        rows(SIX)
        + '1\t"Xây dựng\nđề án ""Thành phố số"""\tSở Nội vụ\tSở Tài chính\tBáo cáo\t"Quý II\n2026"\n'
        + rows(six("2", '"Bình dân học vụ số"'))
    )
    assert titles(draft) == [("1", 'Xây dựng đề án "Thành phố số"'), ("2", '"Bình dân học vụ số"')]
    assert draft.tasks[0].deadline.raw == "Quý II 2026"


def test_numbers_with_their_group_or_a_letter_in_one_cell_are_understood() -> None:
    draft = read(
        rows(SIX, six("I.1", "a"), six("I.2", "b"), six("2a", "c"), six("II.1", "d"), six("2*", "e"), six("(3)", "f"))
    )
    assert [(t.group, t.number, t.parent) for t in draft.tasks] == [
        ("I", "1", None),
        ("I", "2", None),
        ("I", "2.a", "2"),
        ("II", "1", None),
        ("II", "2", None),
        ("II", "3", None),
    ]
    assert codes(draft) == []


def test_a_note_on_a_groups_own_row_is_not_lost() -> None:
    header = ("TT", "Nhiệm vụ", "Chủ trì", "Thời gian", "Ghi chú")
    draft = read(
        rows(header, ("I", "Thể chế", "", "", "Theo Kết luận 5"), ("1", "Việc", "Sở Nội vụ", "Năm 2026", ""))
    )
    (task,) = draft.tasks
    assert (task.group, task.group_title) == ("I", "Thể chế")
    assert [p.message for p in task.problems if p.code == "group_note"] == [
        "Dòng nhóm I có ghi chú “Theo Kết luận 5”."
    ]


def test_a_number_printed_under_its_words_belongs_to_them() -> None:
    draft = read(
        rows(SIX, six("1", "Việc một"))
        + "\n"
        + rows(("", "Việc hai", "Sở Y tế", "", "", "Năm 2026"), ("2", "", "", "", "", ""), six("3", "Việc ba"))
    )
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai"), ("3", "Việc ba")]
    assert draft.tasks[0].lead == "Sở Nội vụ"


def test_a_line_of_dashes_between_rows_is_nothing() -> None:
    draft = read(rows(SIX, six("1", "Việc một"), ("---",) * 6, six("2", "Việc hai")))
    assert titles(draft) == [("1", "Việc một"), ("2", "Việc hai")]


@pytest.mark.parametrize(
    ("deadline", "code"),
    [
        ("", "deadline_missing"),
        ("Theo tiến độ", "deadline_unclear"),
        ("31/6/2026", "deadline_unclear"),
        ("nt", "deadline_unclear"),
        ("Tháng 12/2025", "deadline_before_issue"),
    ],
)
def test_a_doubtful_deadline_is_a_problem_of_its_row(deadline: str, code: str) -> None:
    (task,) = read(rows(SIX, six("1", "Việc một", deadline=deadline))).tasks
    assert [(problem.code, problem.column) for problem in task.problems] == [(code, "deadline")]
    assert task.deadline.raw == deadline


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ("", "lead_missing"),
        ("Các cơ quan, đơn vị liên quan", "lead_vague"),
        ("Trung tâm Đo lường thử nghiệm", "agency_new"),
        ("theo phân công của lãnh đạo", "agency_unknown"),
        ("Sở Nôi vu", "agency_near"),
        ("Sở Kế hoạch và Đầu tư", "agency_former"),
    ],
)
def test_a_doubtful_lead_is_a_problem_of_its_row(lead: str, code: str) -> None:
    (task,) = read(rows(SIX, six("1", "Việc một", lead))).tasks
    assert [(problem.code, problem.column) for problem in task.problems] == [(code, "lead")]
    assert task.lead == lead


def test_an_offices_own_codes_are_numbers_and_no_signature() -> None:
    draft = read(rows(("Mã CV", *SIX[1:]), six("KT.01", "Việc một"), six("KT.02", "Việc hai")))
    assert titles(draft) == [("KT.01", "Việc một"), ("KT.02", "Việc hai")]


def test_a_numbered_heading_across_the_row_is_the_parent_of_what_counts_on_from_it() -> None:
    draft = read(
        rows(SIX, ("1. Chỉ đạo, điều hành", "", "", "", "", ""), six("1.1", "Việc một"), six("1.2", "Việc hai"))
    )
    assert [(task.number, task.parent, task.is_heading) for task in draft.tasks] == [
        ("1", None, True),
        ("1.1", "1", False),
        ("1.2", "1", False),
    ]


def test_a_starred_row_at_the_end_is_a_note_and_not_a_task() -> None:
    draft = read(rows(SIX, six("1", "Việc một"), ("*", "Việc phát sinh làm theo chỉ đạo", "", "", "", "")))
    assert titles(draft) == [("1", "Việc một")]
    assert ["Việc phát sinh làm theo chỉ đạo" in p.message for p in draft.problems if p.code == "footnote"] == [True]
