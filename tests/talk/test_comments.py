"""Talk reaches those who may see the task, and nobody else; what was said once stays once."""

import io

from sqlalchemy import func, select

from tests.tasks.conftest import Desk
from tracker import clock
from tracker.config import Settings
from tracker.deadlines.queries import calendar
from tracker.notifications.models import Delivery, Notification
from tracker.notifications.recheck import outdated
from tracker.talk.models import Comment, Follow, TalkFile
from tracker.tasks.models import Task
from tracker.tasks.publishing import Moment, expand
from tracker.users.models import User


def say(desk: Desk, who: User, task_id: int, text: str = "Đề nghị gửi sớm", once: str = "a", **fields: object) -> int:
    data = {"text": text, "once": once, **fields}
    path = f"/nhiem-vu/{task_id}/trao-doi"
    return desk.sign_in(who).post(path, data=data, content_type="multipart/form-data").status_code


def shared_task(desk: Desk) -> Task:
    """A collective task that both departments owe, each for itself."""
    plan = desk.plan()
    task = desk.task(plan, desk.cast.everybody)
    desk.publish(plan)
    part, day = task.agencies[0], clock.today()
    members = [desk.cast.science, desk.cast.finance]
    expand(
        desk.session, part, members, actor=desk.cast.officer, moment=Moment(clock.now(), day, calendar(desk.session))
    )
    desk.session.commit()
    return task


def test_talk_on_a_task_is_read_by_all_who_see_it(desk: Desk) -> None:
    given = desk.given()
    assert say(desk, desk.cast.officer, given.task_id) == 302
    for who in ("focal", "officer", "leader", "inspector"):
        assert "Đề nghị gửi sớm" in desk.page(getattr(desk.cast, who), f"/nhiem-vu/{given.task_id}"), who
    assert say(desk, desk.cast.stranger, given.task_id) == 404
    assert say(desk, desk.cast.inspector, given.task_id) == 403
    assert say(desk, desk.cast.admin, given.task_id) == 403


def test_members_of_a_collective_do_not_read_one_another(desk: Desk) -> None:
    task = shared_task(desk)
    assert say(desk, desk.cast.focal, task.id, "Khó khăn riêng của Sở") == 302
    assert "Khó khăn riêng" in desk.page(desk.cast.focal, f"/nhiem-vu/{task.id}")
    assert "Khó khăn riêng" in desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert "Khó khăn riêng" not in desk.page(desk.cast.stranger, f"/nhiem-vu/{task.id}")
    assert say(desk, desk.cast.focal, task.id, "Gửi tất cả", once="b", to="") == 422, "an agency speaks for itself"
    assert say(desk, desk.cast.officer, task.id, "Chung cho mọi đơn vị", once="c", to="") == 302
    assert "Chung cho mọi đơn vị" in desk.page(desk.cast.stranger, f"/nhiem-vu/{task.id}")


def test_only_people_who_may_read_it_are_named(desk: Desk) -> None:
    given = desk.given()
    page = desk.page(desk.cast.officer, f"/nhiem-vu/{given.task_id}/trao-doi")
    assert desk.cast.focal.name in page
    assert desk.cast.stranger.name not in page
    assert say(desk, desk.cast.officer, given.task_id, mentions=str(desk.cast.stranger.id)) == 422
    assert say(desk, desk.cast.officer, given.task_id, mentions=str(desk.cast.focal.id)) == 302
    mail = desk.session.scalars(select(Notification).where(Notification.kind == "mentioned")).one()
    assert mail.user_id == desk.cast.focal.id


def test_named_in_what_one_may_not_read_is_refused(desk: Desk) -> None:
    task = shared_task(desk)
    science, stranger = str(desk.cast.science.id), str(desk.cast.stranger.id)
    assert say(desk, desk.cast.officer, task.id, to=science, mentions=stranger) == 422
    assert desk.session.scalar(select(func.count(Comment.id))) == 0


def test_a_withdrawn_comment_is_shown_and_told_no_longer(desk: Desk) -> None:
    given = desk.given()
    say(desk, desk.cast.officer, given.task_id, "Viết nhầm", mentions=str(desk.cast.focal.id))
    comment = desk.session.scalars(select(Comment)).one()
    assert desk.sign_in(desk.cast.leader).post(f"/trao-doi/{comment.id}/thu-hoi").status_code == 403
    assert desk.sign_in(desk.cast.officer).post(f"/trao-doi/{comment.id}/thu-hoi").status_code == 302
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{given.task_id}")
    assert "Viết nhầm" not in page
    assert "thu hồi" in page
    desk.session.expire_all()
    mail = desk.session.scalars(select(Notification).where(Notification.kind == "mentioned")).one()
    assert mail.state is Delivery.PLANNED
    assert set(outdated(desk.session, mail, mail.items, clock.now())) == {mail.items[0].id}


def test_sent_twice_it_is_said_once(desk: Desk) -> None:
    given = desk.given()
    assert [say(desk, desk.cast.focal, given.task_id) for _ in range(2)] == [302, 302]
    assert desk.session.scalar(select(func.count(Comment.id))) == 1


def test_files_go_where_the_words_go(desk: Desk, settings: Settings) -> None:
    task = shared_task(desk)
    files = [(io.BytesIO(b"%PDF-1.7 a"), "Số liệu.pdf")]
    assert say(desk, desk.cast.focal, task.id, files=files) == 302
    file = desk.session.scalars(select(TalkFile)).one()
    answer = desk.get(desk.cast.officer, f"/tep-trao-doi/{file.id}")
    assert (answer.status_code, answer.data) == (200, b"%PDF-1.7 a")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert desk.get(desk.cast.stranger, f"/tep-trao-doi/{file.id}").status_code == 404
    assert (settings.data / "files").exists()


def test_following_a_task(desk: Desk) -> None:
    given = desk.given(title="Nhiệm vụ cần theo dõi sát")
    path = f"/nhiem-vu/{given.task_id}/theo-doi"
    leader = desk.sign_in(desk.cast.leader)
    assert "chưa theo dõi" in leader.get("/dang-theo-doi").get_data(as_text=True)
    assert [leader.post(path).status_code for _ in range(2)] == [302, 302]
    assert "Nhiệm vụ cần theo dõi sát" in leader.get("/dang-theo-doi").get_data(as_text=True)
    assert desk.session.scalar(select(func.count()).select_from(Follow)) == 1
    assert leader.post(path, data={"bo": "1"}).status_code == 302
    assert desk.session.scalar(select(func.count()).select_from(Follow)) == 0
    assert desk.sign_in(desk.cast.stranger).post(path).status_code == 404
