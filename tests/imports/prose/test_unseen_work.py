"""Tasks of plans without tables, as offices nobody has seen write them."""

import pytest

from tests.imports.paper import read
from tracker.imports.draft import PlanDraft

COMMUNE = """ỦY BAN NHÂN DÂN
XÃ TÂN PHÚ

Số: 45/KH-UBND

Tân Phú, ngày 12 tháng 01 năm 2026

KẾ HOẠCH
Cải cách hành chính năm 2026 của xã Tân Phú

Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh Đồng Nai, Ủy ban nhân dân xã Tân Phú ban hành Kế hoạch:

"""
PARTY = """TỈNH ỦY QUẢNG NGÃI
*
Số 88-CTr/TU

Quảng Ngãi, ngày 20 tháng 11 năm 2025

CHƯƠNG TRÌNH HÀNH ĐỘNG
thực hiện Nghị quyết số 59-NQ/TW của Bộ Chính trị về hội nhập quốc tế

Ban Thường vụ Tỉnh ủy ban hành Chương trình hành động như sau:

"""
LETTER = """UBND TỈNH BẮC NINH
SỞ GIÁO DỤC VÀ ĐÀO TẠO

Số: 1234/SGDĐT-VP
V/v triển khai tháng hành động vì trẻ em năm 2026

Bắc Ninh, ngày 02 tháng 5 năm 2026

Kính gửi:
- Phòng Văn hóa - Xã hội các xã, phường;
- Các trường trung học phổ thông.

Thực hiện Công văn số 99/UBND-KGVX, Sở Giáo dục và Đào tạo đề nghị các đơn vị thực hiện các nội dung sau:
"""
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\n"

Row = tuple[str, str | None, list[str], str]


def told(plan: PlanDraft) -> list[Row]:
    """Number, parent, lead agencies and deadline of every row; headings are marked."""
    return [
        (
            ("# " if task.is_heading else "") + task.number,
            task.parent,
            [match.name for match in task.lead_agencies],
            task.deadline.raw,
        )
        for task in plan.tasks
    ]


def test_brackets_after_a_task_say_who_and_when() -> None:
    plan = read(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- Nâng cao chất lượng phục vụ.\n2. Yêu cầu\n- Bảo đảm đúng tiến độ.\n"
        "II. NHIỆM VỤ\n1. Cải cách thể chế\n"
        "1.1. Rà soát văn bản do xã ban hành (hội nghị, văn bản...) (Chủ trì: Văn phòng HĐND và UBND xã; "
        "phối hợp: Phòng Kinh tế; hoàn thành trong Quý II/2026).\n"
        "1.2. Đối thoại với doanh nghiệp (Trung tâm Phục vụ hành chính công chủ trì, phối hợp với Phòng Kinh tế; "
        "hoàn thành trước ngày 30/9/2026).\n"
        "1.3. Lập quy hoạch điểm tập kết rác; Phòng Kinh tế chủ trì; hoàn thành quý IV/2026.\n"
        "1.4. Tổ chức tuyên truyền (pa nô, tờ rơi, mạng xã hội).\nIII. KINH PHÍ\n1. Từ ngân sách xã.\n" + END,
        COMMUNE,
    )
    assert told(plan) == [
        ("# 1", None, [], ""),
        ("1.1", "1", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"], "hoàn thành trong Quý II/2026"),
        ("1.2", "1", ["Trung tâm Phục vụ hành chính công xã"], "hoàn thành trước ngày 30/9/2026"),
        ("1.3", "1", ["Phòng Kinh tế"], "hoàn thành quý IV/2026"),
        ("1.4", "1", [], ""),
    ]
    assert plan.tasks[1].title == "Rà soát văn bản do xã ban hành (hội nghị, văn bản...)"
    assert plan.tasks[1].coordinating == "Phòng Kinh tế"
    assert plan.tasks[4].title == "Tổ chức tuyên truyền (pa nô, tờ rơi, mạng xã hội)."
    assert {problem.code for problem in plan.tasks[4].problems} == {"lead_missing", "deadline_missing"}
    assert plan.document.issuer == "Ủy ban nhân dân xã Tân Phú"


@pytest.mark.parametrize("mark", ["- ", "", "+ "])
def test_labelled_lines_under_a_task_are_its_cells(mark: str) -> None:
    lines = (
        "Đơn vị chủ trì: Sở Nội vụ.",
        "Đơn vị phối hợp: Sở Tài chính, Sở Tư pháp.",
        "Thời gian hoàn thành: Tháng 11/2026.",
        "Sản phẩm: Quyết định của Ủy ban nhân dân tỉnh.",
    )
    beside = "\n".join(mark + line for line in lines)
    plan = read(f"I. NHIỆM VỤ\n1. Ban hành quy chế mới\n{beside}\n2. Số hóa hồ sơ\n{beside}\n{END}")
    assert told(plan) == [(number, None, ["Sở Nội vụ"], "Tháng 11/2026") for number in ("1", "2")]
    first = plan.tasks[0]
    assert (first.title, first.deliverable) == ("Ban hành quy chế mới", "Quyết định của Ủy ban nhân dân tỉnh")
    assert [match.name for match in first.coordinating_agencies] == ["Sở Tài chính", "Sở Tư pháp"]


def test_labelled_lines_between_dashes_belong_to_the_dash_before_them() -> None:
    plan = read(
        "I. GIẢI PHÁP\n1. Về đào tạo\n- Mở lớp tập huấn.\nChủ trì: Sở Nội vụ. Thời gian: Quý I/2026.\n"
        "- Biên soạn tài liệu.\nChủ trì: Sở Y tế. Thời gian: Quý II/2026.\n" + END
    )
    assert told(plan) == [
        ("# 1", None, [], ""),
        ("", "1", ["Sở Nội vụ"], "Quý I/2026"),
        ("", "1", ["Sở Y tế"], "Quý II/2026"),
    ]


def test_duties_under_an_agency_are_its_tasks() -> None:
    plan = read(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n- Bố trí kinh phí.\n- Phối hợp với Sở Nội vụ kiểm tra.\n"
        "2. Công an tỉnh: Bảo đảm an ninh mạng, hoàn thành trước ngày 15/3/2026.\n"
        "3. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính và các đơn vị liên quan rà soát danh mục.\n"
        "4. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh tuyên truyền, giám sát.\n"
        "5. Các đơn vị liên quan\n- Văn phòng Ủy ban nhân dân tỉnh: đôn đốc việc thực hiện.\n"
        "- Tổ hỗ trợ chuyển đổi số: hướng dẫn người dân.\n"
        "Trong quá trình thực hiện, nếu có vướng mắc, báo cáo Ủy ban nhân dân tỉnh./.\n" + END
    )
    assert told(plan)[:8] == [
        ("# 1", None, [], ""),
        ("", "1", ["Sở Tài chính"], ""),
        ("", "1", ["Sở Tài chính"], ""),
        ("2", None, ["Công an tỉnh"], "hoàn thành trước ngày 15/3/2026"),
        ("3", None, ["Sở Y tế"], ""),
        ("4", None, ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"], ""),
        ("# 5", None, [], ""),
        ("", "5", ["Văn phòng Ủy ban nhân dân tỉnh"], ""),
    ]
    assert [match.name for match in plan.tasks[4].coordinating_agencies] == ["Sở Tài chính", "Các đơn vị liên quan"]
    assert "lead_helps" in {problem.code for problem in plan.tasks[2].problems}
    assert plan.tasks[8].lead == "Tổ hỗ trợ chuyển đổi số"
    assert "agency_new" in {problem.code for problem in plan.tasks[8].problems}
    assert len(plan.tasks) == 9


def test_a_party_programme_numbers_with_dashes() -> None:
    plan = read(
        "I- NHIỆM VỤ VÀ GIẢI PHÁP\n1- Nâng cao nhận thức\n"
        "1.1- Quán triệt Nghị quyết. Giao Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, hoàn thành trong Quý I/2026.\n"
        "1.2- Xây dựng chuyên mục.\nII- TỔ CHỨC THỰC HIỆN\n"
        "1- Đảng ủy Ủy ban nhân dân tỉnh xây dựng kế hoạch, chậm nhất 30 ngày kể từ ngày ban hành.\n"
        "2- Các đảng ủy trực thuộc Tỉnh ủy quán triệt Chương trình; định kỳ 6 tháng (trước ngày 15/6), hằng năm "
        "(trước ngày 15/12) báo cáo Ban Thường vụ Tỉnh ủy (qua Văn phòng Tỉnh ủy).\n" + END,
        PARTY,
    )
    assert told(plan)[:4] == [
        ("# 1", None, [], ""),
        ("1.1", "1", ["Ban Tuyên giáo và Dân vận Tỉnh ủy"], "hoàn thành trong Quý I/2026"),
        ("1.2", "1", [], ""),
        ("1", None, ["Đảng ủy Ủy ban nhân dân tỉnh"], "chậm nhất 30 ngày kể từ ngày ban hành"),
    ]
    assert plan.tasks[4].title == "Các đảng ủy trực thuộc Tỉnh ủy quán triệt Chương trình"
    days = [[(by.month, by.day) for by in duty.deadline.recurrence.by] for duty in plan.obligations]
    assert days == [[(6, 15)], [(12, 15)]]
    assert {duty.through.name for duty in plan.obligations} == {"Văn phòng Tỉnh ủy"}


def test_a_letter_asks_under_plain_numbers() -> None:
    plan = read(
        "1. Tổ chức lễ phát động, hoàn thành trước ngày 01/6/2026.\n"
        "2. Rà soát các điểm trường có nguy cơ; báo cáo kết quả về Sở Giáo dục và Đào tạo trước ngày 20/5/2026.\n"
        "3. Văn phòng Sở chủ trì, theo dõi, tổng hợp kết quả.\n"
        "Nhận được Công văn này, đề nghị các đơn vị nghiêm túc thực hiện./.\n" + END,
        LETTER,
    )
    assert (plan.document.kind, plan.document.issuer) == ("Công văn", "Sở Giáo dục và Đào tạo")
    assert [(task.number, task.title[:14]) for task in plan.tasks] == [
        ("1", "Tổ chức lễ phá"),
        ("2", "Rà soát các đi"),
        ("3", "Văn phòng Sở c"),
    ]
    (duty,) = plan.obligations
    assert (duty.deadline.raw, duty.recipient and duty.recipient.name) == (
        "trước ngày 20/5/2026",
        "Sở Giáo dục và Đào tạo",
    )


def test_work_that_ends_with_one_report_is_a_task_and_no_duty_to_report() -> None:
    plan = read(
        "I. TỔ CHỨC THỰC HIỆN\n1. Về giải phóng mặt bằng\nGiao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát "
        "vướng mắc, báo cáo Ủy ban nhân dân tỉnh trước ngày 25/4/2026.\n" + END
    )
    assert told(plan) == [("# 1", None, [], ""), ("", "1", ["Sở Nội vụ"], "trước ngày 25/4/2026")]
    assert plan.obligations == []


def test_a_list_of_means_belongs_to_the_sentence_before_it() -> None:
    plan = read(
        "I. NHIỆM VỤ\n1. Tuyên truyền về dịch vụ công bằng các hình thức:\n- Hội nghị tại thôn;\n- Tờ rơi.\n"
        "2. Số hóa hồ sơ:\n- Ban hành danh mục hồ sơ.\n- Mua sắm thiết bị.\n" + END
    )
    assert [(task.number, task.title) for task in plan.tasks] == [
        ("1", "Tuyên truyền về dịch vụ công bằng các hình thức: - Hội nghị tại thôn; - Tờ rơi."),
        ("2", "Số hóa hồ sơ"),
        ("", "Ban hành danh mục hồ sơ."),
        ("", "Mua sắm thiết bị."),
    ]


def test_a_sentence_that_may_be_no_task_is_marked() -> None:
    plan = read(
        "I. NHIỆM VỤ\n1. Nâng cao nhận thức\n- Tổ chức học tập Nghị quyết.\n"
        "- Nội dung học tập cần bám sát thực tiễn.\n- Kết quả học tập là căn cứ đánh giá cán bộ.\n" + END
    )
    marks = [[problem.code for problem in task.problems if problem.code.startswith("task_")] for task in plan.tasks]
    assert marks == [["task_or_heading"], [], ["task_doubtful"], ["task_doubtful"]]


def test_two_days_in_one_sentence_are_both_kept() -> None:
    plan = read(
        "I. NHIỆM VỤ\n1. Xây dựng đề án, hoàn thành trong Quý II/2026, trình phê duyệt trước ngày 30/9/2026.\n"
        "2. Mua sắm thiết bị, hoàn thành trước ngày 30/6/2026; bàn giao trước ngày 30/9/2026.\n" + END
    )
    assert [len(task.deadline.milestones) for task in plan.tasks] == [2, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Triển khai Chiến lược phát triển du lịch đến năm 2030",
        "Rà soát các văn bản được ban hành trước ngày 01/7/2025",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 01/02/2026",
    ],
)
def test_a_date_that_belongs_to_something_else_is_no_deadline(text: str) -> None:
    (task,) = read(f"I. NHIỆM VỤ\n1. {text}.\n{END}").tasks
    assert task.deadline.kind == "none"


def test_prose_beside_tables_of_tasks_gives_no_second_tasks() -> None:
    table = "STT\tNhiệm vụ\tChủ trì\tThời hạn\n1\tViệc trong bảng\tSở Nội vụ\tQuý I/2026\n"
    plan = read(f"I. NHIỆM VỤ\n1. Việc trong lời văn.\n{END}\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n\n{table}")
    assert [task.title for task in plan.tasks] == ["Việc trong bảng"]
