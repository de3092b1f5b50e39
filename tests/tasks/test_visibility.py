"""A person of one agency finds nothing of another's: no page, file, row, count or search hit."""

import io
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_task
from tests.tasks.conftest import Desk
from tracker.agencies.rules import AgencyKind
from tracker.tasks.models import Assignment, Evidence
from tracker.users.models import Post, User

SECRET_WORDS = "Đề án riêng của Sở Khoa học"


@dataclass
class Scene:
    """A task of Sở Khoa học, reported with a file; Sở Nội vụ helps with it."""

    assignment: Assignment
    evidence: Evidence
    helper: User


@pytest.fixture
def scene(desk: Desk) -> Scene:
    helper = make_user(desk.session, "helper@example.vn", agency=make_agency(desk.session, "Sở Nội vụ"))
    helping = [helper.memberships[0].agency]
    assignment = desk.given(title=SECRET_WORDS, coordinating=helping)
    desk.given(desk.cast.finance, title="Việc của Sở Tài chính")
    files = (io.BytesIO(b"%PDF-1.7 noi dung"), "Kế hoạch đã ký.pdf")
    answer = desk.act(
        desk.cast.focal, assignment, "bao-cao", text="Kết quả chỉ cơ quan chủ trì và thường trực đọc", files=files
    )
    assert answer.status_code == 302
    return Scene(assignment, desk.session.scalars(select(Evidence)).one(), helper)


def people(desk: Desk, scene: Scene) -> dict[str, User]:
    cast = desk.cast
    viewer = make_user(desk.session, "viewer@example.vn", agency=cast.science, post=Post.VIEWER)
    past = make_user(
        desk.session, "past@example.vn", agency=cast.science, to_on=scene.assignment.assigned_on.replace(year=2025)
    )
    nobody = make_user(desk.session, "nobody@example.vn")
    desk.session.commit()
    return {
        "lead": cast.focal,
        "viewer": viewer,
        "office": cast.officer,
        "leader": cast.leader,
        "inspector": cast.inspector,
        "admin": cast.admin,
        "helper": scene.helper,
        "stranger": cast.stranger,
        "other office": cast.other_office,
        "past": past,
        "nobody": nobody,
    }


@pytest.mark.parametrize(
    ("who", "task", "file"),
    [
        ("lead", 200, 200),
        ("viewer", 200, 200),
        ("office", 200, 200),
        ("leader", 200, 200),
        ("inspector", 200, 200),
        ("admin", 200, 200),
        ("helper", 200, 404),
        ("stranger", 404, 404),
        ("other office", 404, 404),
        ("past", 403, 403),
        ("nobody", 403, 403),
    ],
)
def test_a_task_and_its_files_open_only_for_those_they_belong_to(
    desk: Desk, scene: Scene, who: str, task: int, file: int
) -> None:
    user = people(desk, scene)[who]
    assert desk.get(user, f"/nhiem-vu/{scene.assignment.task_id}").status_code == task
    assert desk.get(user, f"/minh-chung/{scene.evidence.id}").status_code == file


@pytest.mark.parametrize(("who", "count"), [("lead", 1), ("helper", 1), ("stranger", 1), ("other office", 0)])
def test_lists_counts_and_search_hold_only_what_one_may_see(desk: Desk, scene: Scene, who: str, count: int) -> None:
    user = people(desk, scene)[who]
    page = desk.page(user, "/nhiem-vu")
    assert (f"{count} việc được giao" in page) == (count > 0)
    sees = who in {"lead", "helper"}
    assert (SECRET_WORDS in page) == sees
    assert (SECRET_WORDS in desk.page(user, "/nhiem-vu", q="de an rieng")) == sees
    assert (SECRET_WORDS in desk.page(user, "/nhiem-vu", **{"co-quan": desk.cast.science.id})) == sees
    assert (SECRET_WORDS in desk.page(user, "/nhiem-vu", **{"nhiem-vu": scene.assignment.task_id})) == sees
    named = scene.assignment.task.code in desk.page(user, "/nhiem-vu", **{"nhiem-vu": scene.assignment.task_id})
    assert named == sees


def test_who_helps_sees_that_a_report_came_but_not_what_it_says(desk: Desk, scene: Scene) -> None:
    page = desk.page(scene.helper, f"/nhiem-vu/{scene.assignment.task_id}")
    assert "Báo cáo hoàn thành lần 1" in page
    assert "Kết quả chỉ cơ quan chủ trì" not in page
    assert "Kế hoạch đã ký.pdf" not in page
    assert "Kết quả chỉ cơ quan chủ trì" in desk.page(desk.cast.focal, f"/nhiem-vu/{scene.assignment.task_id}")


def test_the_filter_offers_no_other_agency_plan_or_group(desk: Desk, scene: Scene) -> None:
    page = desk.page(desk.cast.stranger, "/nhiem-vu", **{"ke-hoach": scene.assignment.plan_id})
    assert scene.assignment.plan.number not in page
    assert "Sở Khoa học" not in page


@pytest.mark.parametrize("path", ["/qua-han", "/cho-xac-nhan", "/nhiem-vu/chua-phan-ra", "/nhiem-vu/con-van-de"])
def test_lists_of_the_office_are_closed_to_agencies(desk: Desk, scene: Scene, path: str) -> None:
    assert desk.get(desk.cast.focal, path).status_code == 403
    assert desk.get(scene.helper, path).status_code == 403


def test_another_office_sees_its_own_plans_only_in_the_lists_of_the_office(desk: Desk, scene: Scene) -> None:
    for path in ("/qua-han", "/cho-xac-nhan", "/nhiem-vu/chua-phan-ra"):
        assert scene.assignment.task.code not in desk.page(desk.cast.other_office, path)
    assert scene.assignment.task.code in desk.page(desk.cast.officer, "/cho-xac-nhan")
    assert SECRET_WORDS not in desk.page(desk.cast.other_office, "/cho-xac-nhan", viec=scene.assignment.id)


def test_members_of_a_collective_see_their_own_part_only(desk: Desk) -> None:
    wards = [make_agency(desk.session, f"Phường {name}", kind=AgencyKind.COMMUNE) for name in ("Một", "Hai", "Ba")]
    all_wards = make_agency(desk.session, "Địa phương cấp xã", kind=AgencyKind.COLLECTIVE, members=wards)
    first = make_user(desk.session, "first@example.vn", agency=wards[0])
    plan = desk.plan()
    task = desk.task(plan, all_wards)
    desk.publish(plan)
    assert desk.get(first, f"/nhiem-vu/{task.id}").status_code == 404
    answer = desk.sign_in(desk.cast.officer).post(
        f"/phan-ra/{task.agencies[0].id}", data={"seen": "chua", "members": [ward.id for ward in wards]}
    )
    assert answer.status_code == 302
    page = desk.page(first, f"/nhiem-vu/{task.id}")
    assert "Phường Một" in page
    assert "Phường Hai" not in page
    assert "0/3" not in page
    assert "0/3 đã hoàn thành" in desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")


def test_of_two_leads_each_sees_only_its_own_part_and_history(desk: Desk) -> None:
    plan = desk.plan()
    task = make_task(desk.session, plan, [desk.cast.science, desk.cast.finance])
    science, finance = desk.publish(plan)
    desk.act(desk.cast.focal, science, "tien-do", note="Chỉ Sở Khoa học ghi điều này")
    desk.act(desk.cast.stranger, finance, "tien-do", note="Chỉ Sở Tài chính ghi điều này")
    page = desk.page(desk.cast.stranger, f"/nhiem-vu/{task.id}")
    assert "Chỉ Sở Tài chính ghi" in page
    assert "Chỉ Sở Khoa học ghi" not in page
    assert desk.cast.focal.name not in page
    whole = desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert "Sở Khoa học và Công nghệ: cập nhật tiến độ" in whole
    assert "Sở Tài chính: cập nhật tiến độ" in whole
