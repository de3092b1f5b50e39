"""A task of a collective as a matrix; W12; urging chosen members, one mail a person."""

from typing import Any

from sqlalchemy import func, select

from tests.coordination.conftest import Desk
from tests.counting import statements
from tests.factories.people import make_user
from tracker.agencies.models import Agency
from tracker.notifications.models import Notification
from tracker.tasks import service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.tasks.rules import Status
from tracker.users.models import Post


def path_of(task: Task) -> str:
    return f"/nhiem-vu/{task.id}/thanh-vien"


def mails(desk: Desk) -> int:
    return desk.session.scalar(select(func.count(Notification.id)).where(Notification.kind == "urged")) or 0


def urgings(desk: Desk) -> int:
    return desk.session.scalar(select(func.count(TaskEvent.id)).where(TaskEvent.kind == EventKind.URGED)) or 0


def test_w12_a_collective_task_closes_only_when_all_are_accepted_or_waived(desk: Desk) -> None:
    task = desk.collective(63)
    rows = list(task.assignments)
    for number, row in enumerate(rows[:61], 1):
        desk.complete(row)
        desk.session.refresh(task)
        assert (task.assignments_done, task.assignments_total, task.status) == (number, 63, Status.IN_PROGRESS)
    assert "61/63 đã hoàn thành, 96%" in desk.page(desk.cast.officer, path_of(task))
    service.withdraw(rows[61], "Không thuộc phạm vi", actor=desk.cast.officer, now=desk.moment().now)
    desk.session.commit()
    assert "61/62 đã hoàn thành, 98%" in desk.page(desk.cast.officer, path_of(task))
    assert task.status is Status.IN_PROGRESS
    desk.complete(rows[62])
    desk.session.refresh(task)
    assert task.status is Status.COMPLETED
    assert "62/62 đã hoàn thành, 100%" in desk.page(desk.cast.officer, path_of(task))


def test_members_are_filtered_searched_and_sorted(desk: Desk) -> None:
    task = desk.collective(4)
    names = [row.agency.name for row in task.assignments]
    desk.complete(task.assignments[2])
    done = desk.page(desk.cast.officer, path_of(task), **{"trang-thai": "completed"})
    assert [name in done for name in names] == [False, False, True, False]
    found = desk.page(desk.cast.officer, path_of(task), q=names[1].replace("phường số", "phuong so"), xep="han")
    assert [name in found for name in names] == [False, True, False, False]
    assert "Không có cơ quan nào khớp bộ lọc" in desk.page(desk.cast.officer, path_of(task), q="khong co")


def test_every_member_is_on_one_page_and_only_one(desk: Desk) -> None:
    import re

    task = desk.collective(120)
    for sort in ("", "han"):
        seen: list[str] = []
        link = f"{path_of(task)}?xep={sort}"
        for _page in range(5):
            page = desk.sign_in(desk.cast.officer).get(link).get_data(as_text=True)
            seen += re.findall(r'cell-title">(UBND phường số \d+)', page)
            following = re.search(r'rel="next" href="([^"]+)"', page)
            if following is None:
                break
            link = following[1].replace("&amp;", "&")
        assert sorted(seen) == sorted(row.agency.name for row in task.assignments)


def test_the_matrix_asks_as_often_for_many_as_for_few(desk: Desk) -> None:
    asked = []
    for task in (desk.collective(3), desk.collective(40)):
        browser, path = desk.sign_in(desk.cast.officer), path_of(task)
        with statements() as sent:
            assert browser.get(path).status_code == 200
        asked.append(len(sent))
    assert asked[0] == asked[1]


def chosen(rows: list[Assignment], task: Task, **more: str) -> dict[str, Any]:
    return {"chosen": [str(row.id) for row in rows], "task": str(task.id), **more}


def with_people(desk: Desk, agencies: list[Agency]) -> None:
    """A head and a focal officer each."""
    for number, agency in enumerate(agencies):
        for post in (Post.HEAD, Post.FOCAL):
            make_user(desk.session, f"{post}-{number}@example.vn", agency=agency, post=post)
    desk.session.commit()


def test_the_preview_counts_and_sends_nothing(desk: Desk) -> None:
    task = desk.collective(5)
    rows = list(task.assignments)
    with_people(desk, [row.agency for row in rows[:2]])
    desk.report(rows[4], by=desk.cast.leader)
    answer = desk.sign_in(desk.cast.officer).post("/don-doc", data=chosen(rows, task))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "Gửi 4 thư đôn đốc tới 4 cơ quan" in page
    assert "1 cơ quan đã báo cáo hoặc đã kết thúc nên không đôn đốc." in page
    assert f"Chưa có người nhận thư ở: {rows[2].agency.name}; {rows[3].agency.name}." in page
    assert (mails(desk), urgings(desk)) == (0, 0)


def test_each_person_gets_one_mail_and_a_page_sent_twice_urges_once(desk: Desk) -> None:
    task = desk.collective(3)
    rows = list(task.assignments)
    with_people(desk, [row.agency for row in rows])
    both = make_user(desk.session, "both@example.vn", agency=rows[0].agency)
    from tracker.users.models import Membership

    desk.session.add(Membership(user_id=both.id, agency_id=rows[1].agency_id, post=Post.FOCAL))
    desk.session.commit()
    browser = desk.sign_in(desk.cast.officer)
    sent = chosen(rows, task, seen="0", note="Báo cáo trước cuộc họp ngày 10/3.")
    for _ in range(2):
        assert browser.post("/don-doc/gui", data=sent).status_code == 302
    assert (mails(desk), urgings(desk)) == (7, 3)
    assert "1 lần" in desk.page(desk.cast.officer, path_of(task))
    again = chosen(rows[:1], task, seen=str(desk.session.scalar(select(func.max(TaskEvent.id)))))
    last = desk.session.scalar(select(func.max(TaskEvent.id)).where(TaskEvent.assignment_id == rows[0].id))
    again["seen"] = str(last)
    assert browser.post("/don-doc/gui", data=again).status_code == 302
    assert urgings(desk) == 4
    assert "2 lần" in desk.page(desk.cast.officer, path_of(task))


def test_foreign_rows_are_not_urged(desk: Desk) -> None:
    task = desk.collective(2)
    for who in (desk.cast.other_office,):
        answer = desk.sign_in(who).post("/don-doc/gui", data=chosen(list(task.assignments), task, seen="0"))
        assert answer.status_code == 422
    for who in (desk.cast.focal, desk.cast.leader, desk.cast.inspector):
        assert desk.sign_in(who).post("/don-doc", data=chosen(list(task.assignments), task)).status_code == 403
    assert urgings(desk) == 0
