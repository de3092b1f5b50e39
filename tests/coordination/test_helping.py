"""Agencies that help: they hand in, agree or object; silence is consent; objections warn and block nothing."""

from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.coordination.conftest import Desk
from tracker.coordination.models import Contribution
from tracker.notifications.models import Notification
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Submission, TaskEvent
from tracker.tasks.rules import Status
from tracker.users.models import User


def waiting(assignment: Assignment) -> Submission:
    return assignment.submissions[0]


def say(desk: Desk, assignment: Assignment, stance: str, text: str = "", who: User | None = None) -> int:
    sent = {"agency": str(desk.health.id), "stance": stance, "text": text}
    path = f"/bao-cao/{waiting(assignment).id}/y-kien"
    return desk.sign_in(who or desk.helper).post(path, data=sent).status_code


def kinds(desk: Desk) -> list[EventKind]:
    query = select(TaskEvent.kind).where(
        TaskEvent.kind.in_([EventKind.CONTRIBUTED, EventKind.CONSENTED, EventKind.OBJECTED])
    )
    return list(desk.session.scalars(query.order_by(TaskEvent.id)))


def test_a_coordinating_agency_hands_in_words_and_files(desk: Desk) -> None:
    assignment = desk.helped()
    path = f"/nhiem-vu/{assignment.task_id}/dong-gop"
    for _ in range(2):
        sent = {
            "agency": str(desk.health.id),
            "text": "Số liệu của ngành y tế",
            "files": (BytesIO(b"%PDF-1.7\n%%EOF\n"), "Số liệu.pdf"),
        }
        answer = desk.sign_in(desk.helper).post(path, data=sent, content_type="multipart/form-data")
        assert answer.status_code == 302
    assert kinds(desk) == [EventKind.CONTRIBUTED]
    made = desk.session.scalars(select(Contribution)).one()
    for who, code in (
        (desk.helper, 200),
        (desk.cast.focal, 200),
        (desk.cast.officer, 200),
        (desk.cast.stranger, 404),
    ):
        assert desk.get(who, f"/tep-dong-gop/{made.files[0].id}").status_code == code
    for who in (desk.helper, desk.cast.focal, desk.cast.officer, desk.cast.leader):
        assert "Số liệu của ngành y tế" in desk.page(who, f"/nhiem-vu/{assignment.task_id}")


def test_one_helper_does_not_read_what_another_hands_in(desk: Desk) -> None:
    assignment = desk.led_by(desk.cast.science, helping=(desk.health, desk.cast.finance))[0]
    sent = {"agency": str(desk.health.id), "text": "Số liệu của ngành y tế"}
    desk.sign_in(desk.helper).post(f"/nhiem-vu/{assignment.task_id}/dong-gop", data=sent)
    assert "Số liệu của ngành y tế" not in desk.page(desk.cast.stranger, f"/nhiem-vu/{assignment.task_id}")


def test_nothing_handed_in_is_asked_again(desk: Desk) -> None:
    assignment = desk.helped()
    answer = desk.sign_in(desk.helper).post(
        f"/nhiem-vu/{assignment.task_id}/dong-gop", data={"agency": str(desk.health.id), "text": " "}
    )
    assert answer.status_code == 422
    assert "Hãy ghi nội dung đóng góp hoặc đính kèm tệp." in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["focal", "officer", "leader", "inspector", "admin"])
def test_only_those_who_help_hand_in_and_speak(desk: Desk, who: str) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    person = getattr(desk.cast, who)
    assert desk.get(person, f"/nhiem-vu/{assignment.task_id}/dong-gop").status_code == 403
    assert say(desk, assignment, "consent", who=person) == 403
    assert desk.get(desk.cast.stranger, f"/bao-cao/{waiting(assignment).id}/y-kien").status_code in {403, 404}
    assert kinds(desk) == []


def test_nobody_speaks_for_an_agency_of_others(desk: Desk) -> None:
    assignment = desk.led_by(desk.cast.science, helping=(desk.health, desk.cast.finance))[0]
    desk.report(assignment)
    sent = {"agency": str(desk.cast.finance.id), "stance": "consent", "text": ""}
    answer = desk.sign_in(desk.helper).post(f"/bao-cao/{waiting(assignment).id}/y-kien", data=sent)
    assert answer.status_code == 422
    assert kinds(desk) == []


def test_an_objection_warns_who_decides_and_blocks_nothing(desk: Desk) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    assert say(desk, assignment, "objection") == 422
    assert say(desk, assignment, "objection", "Chưa lấy ý kiến ngành y tế") == 302
    queue = desk.page(desk.cast.officer, "/cho-xac-nhan")
    assert "1 cơ quan phối hợp có ý kiến khác" in queue
    assert "Chưa lấy ý kiến ngành y tế" in queue
    assert desk.act(desk.cast.officer, assignment, "xac-nhan").status_code == 302
    assert desk.status(assignment) is Status.COMPLETED


def test_a_later_word_counts_and_both_stay_in_the_history(desk: Desk) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    for stance, text in (("objection", "Chưa đủ"), ("consent", "Đã bổ sung"), ("consent", "Đã bổ sung")):
        assert say(desk, assignment, stance, text) == 302
    queue = desk.page(desk.cast.officer, "/cho-xac-nhan")
    assert "Sở Y tế đồng ý" in queue
    assert "có ý kiến khác: hãy xem" not in queue
    assert kinds(desk) == [EventKind.OBJECTED, EventKind.CONSENTED]


def test_silence_counts_as_consent_and_is_shown_as_such(desk: Desk, freeze: Any) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    assert "Sở Y tế chưa có ý kiến, còn đến hết ngày 09/03/2026" in desk.page(desk.cast.officer, "/cho-xac-nhan")
    freeze("2026-03-10 08:00")
    for who, path in ((desk.cast.officer, "/cho-xac-nhan"), (desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")):
        assert "không có ý kiến đến hết ngày 09/03/2026, coi như đồng ý" in desk.page(who, path)


def test_after_the_decision_nobody_speaks_any_more(desk: Desk) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    desk.confirm(assignment)
    assert say(desk, assignment, "consent") == 422
    assert kinds(desk) == []


def test_those_who_help_are_asked_by_mail_while_it_matters(desk: Desk) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    asked = desk.session.scalars(select(Notification).where(Notification.kind == "opinion")).all()
    assert [mail.user_id for mail in asked] == [desk.helper.id]
    assert desk.session.scalar(select(func.count(Notification.id)).where(Notification.kind == "opinion")) == 1


def test_a_helper_reads_what_it_is_asked_about_but_no_file(desk: Desk) -> None:
    assignment = desk.helped()
    desk.report(assignment)
    page = desk.page(desk.helper, f"/bao-cao/{waiting(assignment).id}/y-kien")
    assert "Đã ban hành kế hoạch" in page
    assert "/minh-chung/" not in page
