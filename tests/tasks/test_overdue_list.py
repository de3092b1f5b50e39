"""The list for the meeting: who is behind, by how much, who was told how often, and what is still held back."""

import re
from datetime import date

import pytest

from tests.tasks.conftest import Desk
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.tasks.models import Assignment


@pytest.fixture
def late(desk: Desk) -> list[Assignment]:
    """Sở Tài chính is behind with two, Sở Khoa học with one; one more waits, reported late."""
    plan = desk.plan()
    desk.task(plan, desk.cast.science, due=date(2026, 2, 20), title="Việc khoa học")
    desk.task(plan, desk.cast.finance, due=date(2026, 3, 2), title="Việc tài chính một")
    desk.task(plan, desk.cast.finance, due=date(2026, 3, 3), title="Việc tài chính hai")
    desk.task(plan, desk.cast.science, due=date(2026, 3, 31), title="Việc còn hạn")
    made = desk.publish(plan)
    for assignment in made:
        assignment.held = False
    desk.session.commit()
    return made


def test_agencies_stand_in_the_order_of_how_far_they_are_behind(desk: Desk, late: list[Assignment]) -> None:
    page = desk.page(desk.cast.officer, "/qua-han")
    assert re.findall(r"lâu nhất (\d+) ngày", page) == ["2", "12"]
    groups = re.findall(r'scope="colgroup"[^>]*>\s*(.+?)\s*<span', page)
    assert groups == ["Sở Tài chính", "Sở Khoa học và Công nghệ"]
    assert page.index("Việc tài chính một") < page.index("Việc tài chính hai") < page.index("Việc khoa học")
    assert "Việc còn hạn" not in page
    assert "3 việc của 2 cơ quan" in page


def test_the_totals_and_their_formula_are_printed(desk: Desk, late: list[Assignment]) -> None:
    desk.report(late[3])
    desk.confirm(late[3])
    page = desk.page(desk.cast.leader, "/qua-han")
    assert "Tỷ lệ hoàn thành 25,00% = 1 đã hoàn thành ÷ (1 đã hoàn thành + 3 quá hạn chưa hoàn thành)" in page
    assert "Số liệu lúc 08:00 04/03/2026" in page


def test_each_total_leads_to_exactly_its_rows(desk: Desk, late: list[Assignment]) -> None:
    page = desk.page(desk.cast.officer, "/qua-han")
    cells = re.findall(r'class="stat time-\w+" href="([^"]+)">.*?class="stat-number">(\d+)<', page, re.DOTALL)
    assert [count for _, count in cells] == ["3", "1", "0", "0"]
    for url, count in cells:
        shown = desk.sign_in(desk.cast.officer).get(url.replace("&amp;", "&")).get_data(as_text=True)
        assert (f"{count} việc được giao" in shown) if count != "0" else ("Không có nhiệm vụ nào khớp" in shown)


def test_an_agency_can_be_looked_at_alone(desk: Desk, late: list[Assignment]) -> None:
    page = desk.page(desk.cast.officer, "/qua-han", **{"co-quan": desk.cast.science.id})
    assert "Việc khoa học" in page
    assert "Việc tài chính" not in page
    assert "Cơ quan: Sở Khoa học và Công nghệ." in page


def test_a_row_says_how_late_what_was_told_and_who_moves(desk: Desk, late: list[Assignment]) -> None:
    science = late[0]
    desk.act(desk.cast.focal, science, "tien-do", note="Vướng thẩm định kinh phí")
    told(desk, science, days=3)
    desk.report(late[1], by=desk.cast.stranger)
    page = desk.page(desk.cast.officer, "/qua-han")
    row = page[page.index("Việc khoa học") : page.index("Việc khoa học") + 2500]
    assert "Vướng thẩm định kinh phí" in row
    assert "3 lần" in row
    assert "Cơ quan chủ trì" in row
    assert f'href="/cho-xac-nhan?viec={late[1].id}"' in page
    assert re.search(r'cell-late numeric" data-label="Quá hạn">\s*<b>12</b>', page)


def told(desk: Desk, assignment: Assignment, days: int) -> None:
    """Reminders as the outbox keeps them, one a day."""
    for number in range(days):
        mail = Notification(
            key=f"m{number}",
            kind="digest",
            address="a@example.vn",
            context={},
            not_before=assignment.task.plan.created_at,
            state=Delivery.SENT,
            message_id=f"<{number}@example.vn>",
            items=[
                NotificationItem(
                    key=f"overdue:{number}",
                    topic=f"assignment:{assignment.id}",
                    kind="overdue",
                    told_on=date(2026, 3, 1 + number),
                    context={},
                    state=Delivery.SENT,
                )
            ],
        )
        desk.session.add(mail)
    desk.session.commit()


def test_what_was_overdue_on_arrival_is_marked_until_mail_is_released(desk: Desk) -> None:
    assignment = desk.given(due=date(2026, 1, 30))
    page = desk.page(desk.cast.officer, "/qua-han")
    assert "1 việc đã quá hạn từ trước khi nhập kế hoạch" in page
    assert f'href="/ke-hoach/{assignment.plan_id}"' in page
    assert "chờ cho phép gửi thư" in page
    assert "Cho phép gửi thư</a>" not in desk.page(desk.cast.leader, "/qua-han")
    assignment.held = False
    desk.session.commit()
    assert "chờ cho phép" not in desk.page(desk.cast.officer, "/qua-han")


def test_one_plan_can_be_looked_at_alone(desk: Desk, late: list[Assignment]) -> None:
    other = desk.given(due=date(2026, 3, 2), title="Việc của kế hoạch khác")
    page = desk.page(desk.cast.officer, "/qua-han", **{"ke-hoach": other.plan_id})
    assert "Việc của kế hoạch khác" in page
    assert "Việc khoa học" not in page
    assert "1 việc của 1 cơ quan" in page
    assert "Việc khoa học" in desk.page(desk.cast.officer, "/qua-han")


def test_nothing_overdue_says_so(desk: Desk) -> None:
    page = desk.page(desk.cast.leader, "/qua-han")
    assert "Không có việc nào quá hạn" in page
    assert "chưa tính tỷ lệ" in page
