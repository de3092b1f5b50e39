"""Targets of plans without tables, as offices nobody has seen write them."""

import pytest

from tests.imports.paper import read
from tracker.imports.draft import PlanDraft
from tracker.imports.paragraphs import Paragraph
from tracker.imports.prose.outline import outline

END = "\nNơi nhận:\n- Lưu: VT.\n"


def told(plan: PlanDraft) -> list[tuple[str, list[tuple[int | None, str, str]]]]:
    return [
        (indicator.title, [(target.year, target.comparator, target.raw) for target in indicator.targets])
        for indicator in plan.indicators
    ]


def goals(text: str) -> PlanDraft:
    return read(f"I. MỤC TIÊU\n{text}\nII. NHIỆM VỤ\n1. Rà soát hồ sơ.\n{END}")


def test_each_bullet_has_the_year_of_its_heading() -> None:
    plan = goals(
        "1. Mục tiêu chung\nXây dựng nền hành chính chuyên nghiệp.\n2. Mục tiêu cụ thể\n"
        "2.1. Đến hết năm 2026\na) Hạ tầng\n- Tỷ lệ phủ sóng 5G đạt 60%;\n- 100% xã có điểm truy cập;\n"
        "2.2. Đến năm 2030\n- Ít nhất 03 khu số."
    )
    assert told(plan) == [
        ("Tỷ lệ phủ sóng 5G đạt 60%", [(2026, "=", "60%")]),
        ("100% xã có điểm truy cập", [(2026, "=", "100%")]),
        ("Ít nhất 03 khu số.", [(2030, ">=", "Ít nhất 03 khu")]),
    ]
    first = plan.indicators[0]
    assert (first.group, first.group_title) == ("I", "2. Mục tiêu cụ thể / 2.1. Đến hết năm 2026 / a) Hạ tầng")


def test_the_sentences_own_year_is_stronger_and_holds_for_all_of_it() -> None:
    plan = goals("1. Đến năm 2027: đón 12 triệu lượt khách; 50% cơ sở đạt chuẩn.\n2. Năm 2028 đạt 90% hồ sơ số.")
    assert [[year for year, *_ in targets] for _, targets in told(plan)] == [[2027], [2027], [2028]]


def test_values_for_several_years_stand_on_one_indicator() -> None:
    plan = goals(
        "- Năm 2027 đạt 60%, đến năm 2030 đạt 100% cán bộ được bồi dưỡng.\n- Năm 2026, 2027: giảm 5% chi phí."
    )
    assert told(plan) == [
        (
            "Năm 2027 đạt 60%, đến năm 2030 đạt 100% cán bộ được bồi dưỡng.",
            [(2027, "=", "60%"), (2030, "=", "100%")],
        ),
        ("Năm 2026, 2027: giảm 5% chi phí.", [(2026, "=", "giảm 5%"), (2027, "=", "giảm 5%")]),
    ]


def test_two_values_in_a_bullet_become_two_indicators_that_say_so() -> None:
    plan = goals("- Có ≥ 85% người dân có tài khoản định danh, tỷ lệ người dân có chữ ký số ≥ 10%.")
    assert told(plan) == [
        ("Có ≥ 85% người dân có tài khoản định danh", [(2026, ">=", "≥ 85%")]),
        ("tỷ lệ người dân có chữ ký số ≥ 10%.", [(2026, ">=", "≥ 10%")]),
    ]
    assert [[problem.code for problem in one.problems] for one in plan.indicators] == [["target_split"]] * 2


def test_two_values_that_cannot_be_parted_are_both_kept_and_marked() -> None:
    (indicator,) = goals("- Duy trì mức hài lòng trên 90% ở đô thị và 85% ở nông thôn.").indicators
    assert [target.raw for target in indicator.targets] == ["trên 90%", "85%"]
    assert "target_several" in [problem.code for problem in indicator.problems]


def test_a_bullet_without_a_number_keeps_its_words_and_is_marked() -> None:
    (indicator,) = goals("- Hoàn thành xây dựng trung tâm điều hành thông minh.").indicators
    (target,) = indicator.targets
    assert (target.comparator, target.min, target.year) == ("text", None, 2026)
    assert [problem.code for problem in indicator.problems] == ["target_text"]


@pytest.mark.parametrize(
    "heading", ["Tầm nhìn đến năm 2045", "2. Mục tiêu cụ thể đến năm 2045", "Phấn đấu đến năm 2045:"]
)
def test_headings_of_every_kind_name_the_year(heading: str) -> None:
    plan = goals(f"1. Mục tiêu đến năm 2030\n- 80% hộ dân dùng nước sạch.\n{heading}\n- 100% hộ dân dùng nước sạch.")
    assert [[year for year, *_ in targets] for _, targets in told(plan)][-1] == [2045]


def test_requirements_and_purposes_hold_no_targets() -> None:
    plan = read(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Yêu cầu\n- 100% cán bộ nắm vững Kế hoạch.\nII. CHỈ TIÊU NĂM 2026\n"
        f"1. Đạt 95% hồ sơ trực tuyến (Chủ trì: Sở Nội vụ).\n{END}"
    )
    (indicator,) = plan.indicators
    assert (indicator.number, indicator.title) == ("1", "Đạt 95% hồ sơ trực tuyến")
    assert [match.name for match in indicator.lead_agencies] == ["Sở Nội vụ"]


def test_a_table_of_indicators_is_the_only_source_of_targets() -> None:
    table = "STT\tChỉ tiêu\tĐVT\tMục tiêu năm 2026\n1\tHồ sơ số\t%\t90\n"
    plan = read(f"I. MỤC TIÊU\n- 80% hồ sơ số.\n{END}\nPHỤ LỤC\nCHỈ TIÊU\n\n{table}")
    assert [indicator.title for indicator in plan.indicators] == ["Hồ sơ số"]


def test_what_follows_the_receivers_is_outside_until_the_next_part() -> None:
    lines = [
        "I. NHIỆM VỤ",
        "1. Việc một",
        "Nơi nhận:",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "PHỤ LỤC II",
        "- Việc hai",
    ]
    parts = outline([Paragraph(text, number) for number, text in enumerate(lines, 1)])
    assert [[node.text for node in part.walk()] for part in parts] == [["NHIỆM VỤ", "Việc một"], ["Việc hai"]]
    assert (parts[1].appendix, parts[1].is_appendix) == ("II", True)
