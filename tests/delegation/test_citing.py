"""A plan's task names the task of an upper plan that it carries out; each side sees of the other what it may see."""

from sqlalchemy import select

from tests.delegation.conftest import Desk
from tracker.plans.models import Plan
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent


def of_the_ward(desk: Desk) -> Assignment:
    """A task of a plan that the unit steers."""
    plan = desk.plan(desk.unit)
    desk.task(plan, desk.ward, title="Kế hoạch của phường")
    return desk.publish(plan)[0]


def upper(desk: Desk) -> Assignment:
    return desk.given(desk.unit, title="Nhiệm vụ của thành phố")


def test_the_office_of_a_plan_chooses_among_what_it_sees(desk: Desk) -> None:
    above, hidden, below = upper(desk), desk.given(title="Việc của sở khác"), of_the_ward(desk)
    browser, path = desk.sign_in(desk.in_unit), f"/nhiem-vu/{below.task_id}/trich-dan"
    page = browser.get(path).get_data(as_text=True)
    assert "Nhiệm vụ của thành phố" in page
    assert "Việc của sở khác" not in page
    assert browser.post(path, data={"upper": str(hidden.id)}).status_code == 422
    assert browser.post(path, data={"upper": str(above.id)}).status_code == 302
    assert browser.post(path, data={"upper": str(above.id)}).status_code == 302
    desk.session.refresh(below.task)
    assert below.task.cites_id == above.id
    events = desk.session.scalars(select(TaskEvent).where(TaskEvent.kind == EventKind.CITED)).all()
    assert [event.note for event in events] == [f"{above.task.code}, {above.plan.number}"]
    assert browser.post(path, data={"upper": "0"}).status_code == 302
    desk.session.refresh(below.task)
    assert below.task.cites_id is None


def test_words_narrow_the_choice(desk: Desk) -> None:
    upper(desk)
    below = of_the_ward(desk)
    path = f"/nhiem-vu/{below.task_id}/trich-dan"
    assert "Nhiệm vụ của thành phố" in desk.page(desk.in_unit, path, q="thanh pho")
    assert "Không tìm thấy nhiệm vụ nào" in desk.page(desk.in_unit, path, q="khong co dau")


def test_both_pages_show_it_as_far_as_rights_allow(desk: Desk) -> None:
    above, below = upper(desk), of_the_ward(desk)
    below.task.cites_id = above.id
    desk.session.commit()
    number = desk.session.get_one(Plan, below.plan_id).number
    above_page, below_page = f"/nhiem-vu/{above.task_id}", f"/nhiem-vu/{below.task_id}"
    assert f"{above.task.code}, {above.plan.number}</a>" in desk.page(desk.in_unit, below_page)
    assert f"{below.task.code}, {number}" in desk.page(desk.in_unit, above_page)
    assert f"{below.task.code}, {number}" in desk.page(desk.cast.leader, above_page)
    # The city's office sees nothing of the ward's plan, the ward nothing of the city's but its place.
    assert number not in desk.page(desk.cast.officer, above_page)
    page = desk.page(desk.in_ward, below_page)
    assert f"{above.task.code}, {above.plan.number}" in page
    assert f'/nhiem-vu/{above.task_id}"' not in page
    assert "Nhiệm vụ của thành phố" not in page


def test_only_the_plans_own_office_cites(desk: Desk) -> None:
    below = of_the_ward(desk)
    path = f"/nhiem-vu/{below.task_id}/trich-dan"
    who = (desk.in_ward, desk.cast.leader, desk.cast.officer)
    assert [desk.get(one, path).status_code for one in who] == [403, 403, 404]


def test_a_sub_task_cites_nothing(desk: Desk) -> None:
    child = desk.give(desk.given())[0]
    assert desk.get(desk.cast.officer, f"/nhiem-vu/{child.task_id}/trich-dan").status_code == 404
