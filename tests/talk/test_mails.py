"""What the mails about directions and mentions say, and where their one button leads."""

import pytest
from sqlalchemy import select

from tests.talk.test_comments import say
from tests.talk.test_directions import act, give, only
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.notifications.models import Notification
from tracker.notifications.rendering import Rendered, render


def rendered(desk: Desk, kind: str) -> Rendered:
    query = select(Notification).where(Notification.kind == kind).order_by(Notification.id.desc()).limit(1)
    mail = desk.session.scalars(query).one()
    return render(mail, mail.items, clock.today())


@pytest.mark.parametrize("part", ["text", "html"])
def test_a_direction_is_quoted_with_the_way_to_its_answer(desk: Desk, part: str) -> None:
    give(desk, desk.given(), due_on="10/03/2026")
    mail = rendered(desk, "direction")
    assert "Ý kiến chỉ đạo số 1 cần trả lời" in mail.subject
    words = getattr(mail, part)
    for one in (
        "Hoàn thành trước hội nghị",
        "Sở Khoa học và Công nghệ",
        "10/03/2026",
        f"/chi-dao/{only(desk).id}/tra-loi",
    ):
        assert one in words, one


def test_asked_again_the_mail_says_what_is_missing(desk: Desk) -> None:
    give(desk, desk.given())
    act(desk, desk.cast.focal, only(desk), "tra-loi", text="Rõ")
    act(desk, desk.cast.officer, only(desk), "yeu-cau-lai", wanted="Nêu rõ người phụ trách")
    assert "Nêu rõ người phụ trách" in rendered(desk, "direction").text


@pytest.mark.parametrize("part", ["text", "html"])
def test_whoever_is_named_reads_what_was_said_and_gets_there(desk: Desk, part: str) -> None:
    given = desk.given()
    say(desk, desk.cast.officer, given.task_id, mentions=str(desk.cast.focal.id))
    words = getattr(rendered(desk, "mentioned"), part)
    assert "Đề nghị gửi sớm" in words
    assert f"/nhiem-vu/{given.task_id}#trao-doi-" in words
