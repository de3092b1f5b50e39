"""Several leads: the first named is the main one; they see how each stands; the closing rule completes the task."""

from sqlalchemy import select

from tests.coordination.conftest import Desk
from tracker.tasks.kinds import EventKind
from tracker.tasks.leads import main_lead_of
from tracker.tasks.models import TaskEvent
from tracker.tasks.rules import Closing, Status


def test_the_first_named_lead_is_the_main_one(desk: Desk) -> None:
    first, _second = desk.led_by(desk.cast.finance, desk.cast.science)
    assert main_lead_of(desk.session, first.task) == desk.cast.finance.id


def test_co_leads_see_how_each_stands_and_nothing_it_wrote(desk: Desk) -> None:
    mine, other = desk.led_by(desk.cast.science, desk.cast.finance)
    desk.report(other, by=desk.cast.stranger)
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{mine.task_id}")
    card = page[page.index('id="leads-title"') :]
    assert "Chủ trì chính" in card
    assert "Chờ xác nhận" in card
    assert "Đã ban hành kế hoạch" not in page
    assert "125/KH-UBND" not in page
    assert desk.act(desk.cast.focal, other, "bao-cao", text="x", document_number="1").status_code == 404


def test_members_of_a_collective_do_not_see_one_another(desk: Desk) -> None:
    from tests.factories.people import make_user

    task = desk.collective(3)
    member = make_user(desk.session, "member@example.vn", agency=task.assignments[0].agency)
    desk.session.commit()
    page = desk.page(member, f"/nhiem-vu/{task.id}")
    assert task.assignments[0].agency.name in page
    assert task.assignments[1].agency.name not in page
    matrix = desk.page(member, f"/nhiem-vu/{task.id}/thanh-vien")
    assert task.assignments[1].agency.name not in matrix
    assert "0/1 đã hoàn thành" in matrix


def test_the_office_sets_the_main_lead_and_the_closing_rule(desk: Desk) -> None:
    first, second = desk.led_by(desk.cast.science, desk.cast.finance)
    path = f"/nhiem-vu/{first.task_id}/chu-tri"
    browser = desk.sign_in(desk.cast.officer)
    sent = {"main": str(desk.cast.finance.id), "closing": "main"}
    for _ in range(2):
        assert browser.post(path, data=sent).status_code == 302
    desk.complete(second, by=desk.cast.stranger)
    desk.session.refresh(first.task)
    assert (first.task.main_lead_id, first.task.closing) == (desk.cast.finance.id, Closing.MAIN)
    assert first.task.status is Status.COMPLETED
    assert desk.status(first) is Status.ASSIGNED
    assert len(desk.session.scalars(select(TaskEvent).where(TaskEvent.kind == EventKind.LEADS_SET)).all()) == 1
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{first.task_id}")
    assert "Xong khi cơ quan chủ trì chính được xác nhận hoàn thành" in page


def test_a_new_rule_is_true_at_once(desk: Desk) -> None:
    first, second = desk.led_by(desk.cast.science, desk.cast.finance)
    desk.complete(second, by=desk.cast.stranger)
    assert first.task.status is not Status.COMPLETED
    browser, path = desk.sign_in(desk.cast.officer), f"/nhiem-vu/{first.task_id}/chu-tri"
    for closing, status in (("any", Status.COMPLETED), ("all", Status.IN_PROGRESS)):
        sent = {"main": str(desk.cast.science.id), "closing": closing}
        assert browser.post(path, data=sent).status_code == 302
        desk.session.refresh(first.task)
        assert first.task.status is status


def test_an_agency_that_the_paper_does_not_name_cannot_be_the_main_lead(desk: Desk) -> None:
    first, _second = desk.led_by(desk.cast.science, desk.cast.finance)
    sent = {"main": str(desk.health.id), "closing": "all"}
    path = f"/nhiem-vu/{first.task_id}/chu-tri"
    assert desk.sign_in(desk.cast.officer).post(path, data=sent).status_code == 422


def test_only_the_office_changes_it(desk: Desk) -> None:
    first, _second = desk.led_by(desk.cast.science, desk.cast.finance)
    path = f"/nhiem-vu/{first.task_id}/chu-tri"
    who = (desk.cast.officer, desk.cast.focal, desk.cast.leader, desk.cast.other_office)
    assert [desk.get(one, path).status_code for one in who] == [200, 403, 403, 404]
