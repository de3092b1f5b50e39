"""The task page: whose move, who, what, when and why, the row as printed, the history."""

from datetime import date

import pytest

from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_task
from tests.tasks.conftest import Desk
from tracker.deadlines.models import CalendarDay
from tracker.deadlines.service import seed_calendar
from tracker.plans.models import Document
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import TaskEvent

PAPER = {
    "responsible_head": "Giám đốc Sở Khoa học và Công nghệ",
    "deliverable": "Kế hoạch được ban hành",
    "authority": "UBND Thành phố",
    "note": "Thông báo số 17-TB/CQTTBCĐ, ngày 29/12/2025",
    "source": {"page": 3, "line": 431, "table": 2, "row": 17},
}


def test_the_row_stands_as_printed_with_its_place_and_the_paper(desk: Desk) -> None:
    plan = desk.plan()
    document = Document(sha256="a" * 64, filename="27-KH.docx", size=1, media_type="text/plain")
    desk.session.add(document)
    desk.session.flush()
    plan.document_id = document.id
    task = desk.task(plan, coordinating=[desk.cast.finance], **PAPER)
    desk.publish(plan)
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{task.id}")
    for words in (*(value for value in PAPER.values() if isinstance(value, str)), task.title, task.lead_text):
        assert words in page
    for column in ("TT", "Tên nhiệm vụ", "Người đứng đầu chịu trách nhiệm", "Cơ quan phối hợp", "Ghi chú"):
        assert f"<dt>{column}</dt>" in page
    assert "trang 3, dòng 431" in " ".join(page.split())
    assert f'href="/ke-hoach/{plan.id}/' in page
    assert plan.number in page


def test_a_title_of_1743_letters_is_whole(desk: Desk) -> None:
    title = ("Xây dựng và vận hành hệ thống thông tin " * 50)[:1743]
    assignment = desk.given(title=title)
    assert title in desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (
            {"raw": "Tháng 01/2026", "kind": "date", "due": "2026-01-31"},
            "31/01/2026 là Thứ Bảy, tính đến 02/02/2026.",
        ),
        (
            {"raw": "30/4/2026", "kind": "date", "due": "2026-04-30"},
            "30/04/2026 là Thứ Năm (Ngày Chiến thắng), tính đến 04/05/2026.",
        ),
        (
            {"raw": "trước ngày 20/3", "kind": "date", "due": "2026-03-20", "before": True, "year_inferred": True},
            "ngày cuối cùng còn đúng hạn là 19/03/2026",
        ),
        (
            {"raw": "20/3", "kind": "date", "due": "2026-03-20", "year_inferred": True},
            "Văn bản không ghi năm: tính theo năm ban hành kế hoạch.",
        ),
        ({"raw": "Thường xuyên", "kind": "ongoing"}, "Không có ngày cụ thể"),
    ],
)
def test_the_page_says_why_the_day_is_the_day(desk: Desk, deadline: dict[str, object], words: str) -> None:
    seed_calendar(desk.session)
    holiday = desk.session.query(CalendarDay).filter_by(day=date(2026, 4, 30)).one()
    holiday.name = "Ngày Chiến thắng"
    assignment = desk.given(deadline={"milestones": [], **deadline})
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert str(deadline["raw"]) in page
    assert words in page


def test_a_moved_deadline_keeps_the_first_one_in_sight(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 3, 31))
    assignment.set_due(date(2026, 4, 15), date(2026, 4, 15), date(2026, 4, 15))
    desk.session.commit()
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Đã điều chỉnh từ 31/03/2026 sang 15/04/2026." in page
    assert "Trong văn bản: 31/03/2026" in page


def test_it_says_whose_move_it_is_and_gives_the_button_to_that_person_only(desk: Desk) -> None:
    assignment = desk.given()
    task, act = f"/nhiem-vu/{assignment.task_id}", f"/viec/{assignment.id}/"
    lead, office = desk.page(desk.cast.focal, task), desk.page(desk.cast.officer, task)
    assert "Đến lượt Sở Khoa học và Công nghệ" in lead
    assert f'href="{act}bao-cao"' in lead
    assert "Đang chờ Sở Khoa học và Công nghệ báo cáo" in office
    assert f'href="{act}tam-hoan"' in office
    assert all(f"{act}{one}" not in office for one in ("bao-cao", "tien-do", "nhan-viec", "bat-dau"))
    desk.report(assignment)
    lead, office = desk.page(desk.cast.focal, task), desk.page(desk.cast.officer, task)
    assert "đang chờ Văn phòng Thành ủy xác nhận" in lead
    assert act not in lead
    assert f'href="/cho-xac-nhan?viec={assignment.id}"' in office
    assert f'href="/cho-xac-nhan?viec={assignment.id}"' not in desk.page(desk.cast.leader, task)


def test_who_may_only_look_gets_no_button(desk: Desk) -> None:
    helper = make_user(desk.session, "helper@example.vn", agency=make_agency(desk.session, "Sở Nội vụ"))
    assignment = desk.given(coordinating=[helper.memberships[0].agency])
    for user in (helper, desk.cast.inspector, desk.cast.leader, desk.cast.admin):
        assert f"/viec/{assignment.id}/" not in desk.page(user, f"/nhiem-vu/{assignment.task_id}")


def test_history_tells_every_act_newest_first(desk: Desk) -> None:
    assignment = desk.given()
    for note in ("Lần thứ nhất", "Lần thứ hai"):
        desk.session.refresh(assignment)
        desk.act(desk.cast.focal, assignment, "tien-do", note=note)
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    page = page[page.index("history-title") :]
    assert page.index("Lần thứ hai") < page.index("Lần thứ nhất") < page.index("Giao nhiệm vụ cho Sở Khoa học")
    assert desk.cast.focal.name in page
    assert "08:00 04/03/2026" in page


def test_a_long_history_is_paged(desk: Desk) -> None:
    assignment = desk.given()
    for number in range(130):
        desk.session.add(
            TaskEvent(
                plan_id=assignment.plan_id,
                task_id=assignment.task_id,
                assignment_id=assignment.id,
                kind=EventKind.PROGRESS,
                note=f"Ghi chú số {number};",
                at=assignment.plan.published_at,
            )
        )
    desk.session.commit()
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert ("Ghi chú số 129;" in page, "Ghi chú số 29;" in page) == (True, False)
    older = page[page.index("su-kien-truoc=") + len("su-kien-truoc=") :].split("#")[0].split('"')[0]
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}", **{"su-kien-truoc": older})
    assert ("Ghi chú số 30;" in page, "Ghi chú số 29;" in page, "Giao nhiệm vụ cho" in page) == (False, True, True)


def test_two_leads_and_two_days_are_four_parts(desk: Desk) -> None:
    milestones = [{"label": "Ban hành", "due": "2026-03-31"}, {"label": "Báo cáo", "due": "2026-07-31"}]
    deadline = {"raw": "Ban hành Quý I/2026 - Báo cáo Tháng 7/2026", "kind": "multi", "milestones": milestones}
    plan = desk.plan()
    task = desk.task(plan, deadline=deadline)
    extra = desk.task(plan, desk.cast.finance, deadline=deadline)
    desk.publish(plan)
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert "0/2 đã hoàn thành" in page
    assert "Báo cáo Tháng 7/2026" in page
    for url in (f"/nhiem-vu?nhiem-vu={task.id}&amp;tien-do=open_within",):
        assert f'href="{url}"' in page
    own = desk.page(desk.cast.stranger, f"/nhiem-vu/{extra.id}")
    assert own.count("Đến lượt Sở Tài chính") == 2


def test_ones_own_part_and_what_waits_come_first_among_many(desk: Desk) -> None:
    plan = desk.plan()
    others = [make_agency(desk.session, f"Sở thứ {number:02}") for number in range(30)]
    task = make_task(desk.session, plan, [*others, desk.cast.office])
    made = {assignment.agency_id: assignment for assignment in desk.publish(plan)}
    desk.report(made[others[29].id])
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    part = page[page.index("assignments-title") : page.index("reports-title")]
    assert part.index("Văn phòng Thành ủy") < part.index("Sở thứ 29") < part.index("Sở thứ 00")
    assert "Sở thứ 28" not in part
    assert "Xem cả 31 cơ quan" in part
    assert f'href="/viec/{made[desk.cast.office.id].id}/bao-cao"' in page


def test_a_draft_is_for_its_office_alone(desk: Desk) -> None:
    plan = desk.plan()
    task = desk.task(plan)
    desk.session.commit()
    assert "Kế hoạch còn là dự thảo" in desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    for user in (desk.cast.focal, desk.cast.leader, desk.cast.admin):
        assert desk.get(user, f"/nhiem-vu/{task.id}").status_code == 404


def test_problems_of_the_row_are_said(desk: Desk) -> None:
    problem = {"code": "deadline_missing", "column": "deadline", "message": "rõ thời hạn: chưa có"}
    assignment = desk.given(problems=[problem])
    assert "rõ thời hạn: chưa có" in desk.page(desk.cast.officer, f"/nhiem-vu/{assignment.task_id}")
