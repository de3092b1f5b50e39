"""A direction is numbered, answered by each agency it names, asked again, closed; nobody else reads the answer."""

import re

import pytest
from sqlalchemy import func, select

from tests.tasks.conftest import Desk
from tracker import clock
from tracker.errors import ConflictError
from tracker.notifications.models import Notification
from tracker.talk import directions
from tracker.talk.directions import Order
from tracker.talk.models import Addressee, AnswerState, Direction
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent
from tracker.users.models import User


def give(desk: Desk, assignment: Assignment, by: User | None = None, once: str = "a", **fields: str) -> int:
    data = {"text": "Hoàn thành trước hội nghị", "to": "all", "once": once, **fields}
    answer = desk.sign_in(by or desk.cast.leader).post(f"/nhiem-vu/{assignment.task_id}/chi-dao", data=data)
    return answer.status_code


def only(desk: Desk) -> Addressee:
    desk.session.expire_all()
    return desk.session.scalars(select(Addressee)).one()


def act(desk: Desk, who: User, to: Addressee, name: str, version: int | None = None, **fields: str) -> int:
    data = {"version": str(to.version if version is None else version), **fields}
    return desk.sign_in(who).post(f"/chi-dao/{to.id}/{name}", data=data).status_code


def kinds(desk: Desk, assignment: Assignment) -> list[EventKind]:
    query = select(TaskEvent.kind).where(TaskEvent.task_id == assignment.task_id).order_by(TaskEvent.id)
    return list(desk.session.scalars(query))


def test_a_direction_goes_its_whole_way(desk: Desk) -> None:
    given = desk.given(title="Xây dựng Đề án")
    assert give(desk, given, due_on="10/03/2026") == 302
    to = only(desk)
    assert (to.direction.number, to.state) == (1, AnswerState.WAITING)
    assert "Hoàn thành trước hội nghị" in desk.page(desk.cast.focal, f"/nhiem-vu/{given.task_id}")
    assert "Chờ trả lời" in desk.page(desk.cast.focal, "/chi-dao")

    assert act(desk, desk.cast.focal, to, "tra-loi", text="Sẽ xong ngày 09/3") == 302
    assert only(desk).answer == "Sẽ xong ngày 09/3"
    assert act(desk, desk.cast.officer, only(desk), "yeu-cau-lai", wanted="Nêu rõ người phụ trách") == 302
    assert "Nêu rõ người phụ trách" in desk.page(desk.cast.focal, f"/chi-dao/{to.id}/tra-loi")
    assert act(desk, desk.cast.focal, only(desk), "tra-loi", text="Phó Giám đốc phụ trách") == 302
    assert act(desk, desk.cast.leader, only(desk), "ket-thuc") == 302
    assert only(desk).state is AnswerState.CLOSED
    assert kinds(desk, given) == [
        EventKind.DIRECTED,
        EventKind.ANSWERED,
        EventKind.ASKED_AGAIN,
        EventKind.ANSWERED,
        EventKind.DIRECTION_CLOSED,
    ]
    page = desk.page(desk.cast.leader, f"/nhiem-vu/{given.task_id}")
    assert "Trả lời ý kiến chỉ đạo số 1" in page
    assert "Sẽ xong ngày 09/3" in page, "an earlier answer stays in the history"


def test_numbers_run_within_a_plan(desk: Desk) -> None:
    one, two = desk.given_many(2)
    other = desk.given()
    for number, assignment in enumerate((one, two, other)):
        assert give(desk, assignment, once=str(number)) == 302
    found = desk.session.execute(select(Direction.plan_id, Direction.number).order_by(Direction.id)).all()
    assert found == [(one.plan_id, 1), (one.plan_id, 2), (other.plan_id, 1)]


def test_sent_twice_it_is_one_direction_with_one_mail(desk: Desk) -> None:
    given = desk.given()
    mails = select(func.count()).where(Notification.kind == "direction")
    assert [give(desk, given), give(desk, given)] == [302, 302]
    assert desk.session.scalar(select(func.count(Direction.id))) == 1
    assert desk.session.scalar(mails) == 1
    to = only(desk)
    assert [act(desk, desk.cast.focal, to, "tra-loi", 1, text="Rõ") for _ in range(2)] == [302, 302]
    assert kinds(desk, given).count(EventKind.ANSWERED) == 1


@pytest.mark.parametrize(("who", "status"), [("focal", 403), ("inspector", 403), ("admin", 403), ("stranger", 403)])
def test_only_leaders_and_the_steering_office_give(desk: Desk, who: str, status: int) -> None:
    assert give(desk, desk.given(), getattr(desk.cast, who)) == status


def test_another_office_gives_none_here(desk: Desk) -> None:
    assert give(desk, desk.given(), desk.cast.other_office) == 404


def test_only_the_agency_that_is_asked_answers(desk: Desk) -> None:
    given = desk.given()
    give(desk, given)
    to = only(desk)
    for who, status in {
        "stranger": 404,
        "leader": 403,
        "officer": 403,
        "inspector": 403,
        "other_office": 404,
    }.items():
        assert act(desk, getattr(desk.cast, who), to, "tra-loi", text="Rõ") == status, who
    assert act(desk, desk.cast.focal, to, "ket-thuc") == 403
    assert only(desk).state is AnswerState.WAITING


def test_an_agency_reads_no_other_agencys_answer(desk: Desk) -> None:
    plan = desk.plan()
    task = desk.task(plan)
    desk.task(plan, desk.cast.finance)
    own = desk.publish(plan)[0]
    give(desk, own)
    act(desk, desk.cast.focal, only(desk), "tra-loi", text="Chỉ cơ quan thường trực đọc")
    assert "Chỉ cơ quan thường trực đọc" in desk.page(desk.cast.officer, f"/nhiem-vu/{task.id}")
    assert desk.get(desk.cast.stranger, f"/nhiem-vu/{task.id}").status_code == 404
    assert "Chỉ cơ quan thường trực" not in desk.page(desk.cast.stranger, "/chi-dao")


def test_an_old_page_is_refused_with_what_was_typed(desk: Desk) -> None:
    given = desk.given()
    give(desk, given)
    to = only(desk)
    act(desk, desk.cast.focal, to, "tra-loi", text="Rõ")
    answer = desk.sign_in(desk.cast.officer).post(
        f"/chi-dao/{to.id}/yeu-cau-lai", data={"version": "1", "wanted": "Thêm số liệu"}
    )
    assert answer.status_code == 409
    assert "Thêm số liệu" in answer.get_data(as_text=True)
    with pytest.raises(ConflictError):
        directions.close(desk.session, only(desk), actor=desk.cast.leader, now=clock.now(), seen=1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": " "}, "Hãy ghi nội dung chỉ đạo"),
        ({"due_on": "01/03/2026"}, "không được trước hôm nay"),
        ({"due_on": "31/02/2026"}, "Hãy nhập ngày"),
        ({"to": "some"}, "chọn ít nhất một cơ quan"),
        ({"text": "TỐI MẬT"}, "bí mật nhà nước"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(desk: Desk, fields: dict[str, str], words: str) -> None:
    given = desk.given()
    data = {"text": "Khẩn trương", "to": "all", "once": "x", **fields}
    answer = desk.sign_in(desk.cast.leader).post(f"/nhiem-vu/{given.task_id}/chi-dao", data=data)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert desk.session.scalar(select(func.count(Direction.id))) == 0


def test_late_answers_are_counted_and_listed(desk: Desk, freeze: object) -> None:
    given = desk.given()
    give(desk, given, due_on="05/03/2026")
    freeze("2026-03-06 08:00")  # type: ignore[operator]
    page = desk.page(desk.cast.leader, "/chi-dao")
    assert re.search(r"Quá hạn trả lời\s+1", page)
    assert "Xây dựng Đề án" in desk.page(desk.cast.officer, "/chi-dao", **{"tinh-trang": "late"})
    assert "Không có ý kiến chỉ đạo nào" in desk.page(desk.cast.officer, "/chi-dao", **{"tinh-trang": "closed"})


def test_a_draft_plan_gets_no_direction(desk: Desk) -> None:
    task = desk.task(desk.plan())
    desk.session.commit()
    order = Order("Khẩn trương", "x")
    with pytest.raises(Exception, match="dự thảo"):
        directions.give(
            desk.session,
            task,
            order,
            [desk.cast.science],
            actor=desk.cast.officer,
            now=clock.now(),
            day=clock.today(),
        )


def test_the_home_page_says_what_is_to_answer(desk: Desk) -> None:
    given = desk.given()
    give(desk, given, due_on="10/03/2026")
    assert "Ý kiến chỉ đạo chờ trả lời" in desk.page(desk.cast.focal, "/")
    assert "Ý kiến chỉ đạo chờ trả lời" not in desk.page(desk.cast.stranger, "/")
    act(desk, desk.cast.focal, only(desk), "tra-loi", text="Rõ")
    assert "Ý kiến chỉ đạo chờ trả lời" not in desk.page(desk.cast.focal, "/")
