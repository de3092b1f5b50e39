"""W12: one row for everybody becomes one answer a member, and closes when all have answered."""

import re

import pytest

from tests.factories.people import make_agency, make_user
from tests.tasks.conftest import Desk
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.tasks.models import Task, TaskAgency
from tracker.tasks.rules import Status


@pytest.fixture
def wards(desk: Desk) -> list[Agency]:
    return [make_agency(desk.session, f"Phường {name}", kind=AgencyKind.COMMUNE) for name in ("Một", "Hai", "Ba")]


@pytest.fixture
def task(desk: Desk, wards: list[Agency]) -> Task:
    everybody = make_agency(desk.session, "Địa phương cấp xã", kind=AgencyKind.COLLECTIVE, members=wards)
    plan = desk.plan()
    task = desk.task(plan, everybody, title="Nâng cao kỹ năng số")
    desk.publish(plan)
    return task


def ticked(page: str) -> set[int]:
    boxes = re.findall(r"<input[^>]*name=\"members\"[^>]*>", page)
    return {int(re.search(r'value="(\d+)"', box)[1]) for box in boxes if "checked" in box}  # type: ignore[index]


def expand(desk: Desk, part: TaskAgency, members: list[Agency], seen: str = "chua") -> int:
    data = {"seen": seen, "members": [str(member.id) for member in members]}
    return desk.sign_in(desk.cast.officer).post(f"/phan-ra/{part.id}", data=data).status_code


def test_what_nobody_owes_yet_stays_in_sight_of_the_office(desk: Desk, task: Task) -> None:
    page = desk.page(desk.cast.officer, "/nhiem-vu")
    assert "1 nhiệm vụ chưa giao tới cơ quan cụ thể" in page
    assert "Nâng cao kỹ năng số" not in page
    assert "1 nhiệm vụ chưa giao" in desk.page(desk.cast.leader, "/nhiem-vu", q="ky nang so")
    assert "nhiệm vụ chưa giao" not in desk.page(desk.cast.officer, "/nhiem-vu", q="viec khac")
    assert "nhiệm vụ chưa giao" not in desk.page(desk.cast.focal, "/nhiem-vu")
    page = desk.page(desk.cast.officer, "/nhiem-vu/chua-phan-ra")
    assert f'href="/phan-ra/{task.agencies[0].id}"' in page
    assert "/phan-ra/" not in desk.page(desk.cast.leader, "/nhiem-vu/chua-phan-ra")


def test_all_members_are_ticked_before_anybody_chooses(desk: Desk, task: Task, wards: list[Agency]) -> None:
    page = desk.page(desk.cast.officer, f"/phan-ra/{task.agencies[0].id}")
    assert ticked(page) == {ward.id for ward in wards}
    assert f'value="{desk.cast.finance.id}"' in page


def test_each_chosen_member_owes_its_part(desk: Desk, task: Task, wards: list[Agency]) -> None:
    assert expand(desk, task.agencies[0], [*wards[:2], desk.cast.finance]) == 302
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert "0/3 đã hoàn thành" in page
    assert "chưa được phân rã" not in page
    assert "Phân rã tới 3 cơ quan" in page
    assert "Không còn tập thể nào chờ phân rã" in desk.page(desk.cast.officer, "/nhiem-vu/chua-phan-ra")


def test_the_same_page_sent_twice_expands_once(desk: Desk, task: Task, wards: list[Agency]) -> None:
    for _ in range(2):
        assert expand(desk, task.agencies[0], wards) == 302
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert page.count("Phân rã tới 3 cơ quan") == 1


def test_nobody_chosen_or_somebody_unknown_is_asked_again(desk: Desk, task: Task) -> None:
    browser = desk.sign_in(desk.cast.officer)
    for members in ([], ["999999"], ["x"]):
        data = {"seen": "chua", "members": members}
        assert browser.post(f"/phan-ra/{task.agencies[0].id}", data=data).status_code == 422
    desk.session.refresh(task)
    assert task.assignments_total == 0


def test_a_member_can_be_added_later(desk: Desk, task: Task, wards: list[Agency]) -> None:
    part = task.agencies[0]
    assert expand(desk, part, wards[:2]) == 302
    desk.session.refresh(part)
    page = desk.page(desk.cast.officer, f"/phan-ra/{part.id}")
    assert ticked(page) == {wards[2].id}
    assert "2 cơ quan đã được giao từ trước" in page
    assert part.expanded_at
    assert expand(desk, part, wards[2:], seen=part.expanded_at.isoformat()) == 302
    assert "0/3 đã hoàn thành" in desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")


@pytest.mark.parametrize("who", ["focal", "leader", "admin", "inspector"])
def test_only_the_plans_own_office_expands(desk: Desk, task: Task, who: str) -> None:
    user = getattr(desk.cast, who)
    assert desk.get(user, f"/phan-ra/{task.agencies[0].id}").status_code == 403
    assert desk.get(desk.cast.other_office, f"/phan-ra/{task.agencies[0].id}").status_code == 404


def test_one_member_done_is_not_all_done(desk: Desk, task: Task, wards: list[Agency]) -> None:
    expand(desk, task.agencies[0], wards)
    desk.session.refresh(task)
    for done, assignment in enumerate(task.assignments, 1):
        desk.report(assignment, by=make_user(desk.session, f"w{done}@example.vn", agency=assignment.agency))
        assert desk.act(desk.cast.officer, assignment, "xac-nhan").status_code == 302
        desk.session.refresh(task)
        assert (task.status is Status.COMPLETED) == (done == 3)
        assert f"{done}/3 đã hoàn thành" in desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")


def test_a_row_with_problems_stays_in_sight(desk: Desk) -> None:
    plan = desk.plan()
    problems = [{"code": "deadline_missing", "column": "deadline", "message": "rõ thời hạn: chưa có"}]
    desk.task(plan, title="Việc không ghi thời hạn", problems=problems)
    desk.task(plan, title="Việc rõ ràng")
    desk.publish(plan)
    draft = desk.plan()
    desk.task(draft, title="Việc của dự thảo", problems=problems)
    desk.session.commit()
    page = desk.page(desk.cast.officer, "/nhiem-vu/con-van-de")
    assert "Việc của dự thảo" not in page
    assert "Việc của dự thảo" not in desk.page(desk.cast.officer, "/nhiem-vu/chua-phan-ra")
    assert "rõ thời hạn: chưa có" in page
    assert "Việc không ghi thời hạn" in page
    assert "Việc rõ ràng" not in page
    assert "Còn vấn đề · 1" in page
