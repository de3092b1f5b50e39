"""One decision on each request: by somebody else, once, with its document; the first day stays for ever."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import func, select

from tests.extensions.conftest import GRANT, PAPER, REFUSE, Requests
from tests.factories.people import make_user
from tracker import clock
from tracker.errors import DomainError
from tracker.extensions.models import Extension
from tracker.extensions.rules import Answer, State
from tracker.extensions.service import Ruling
from tracker.notifications.models import Notification
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.rules import Status, Timeliness, timeliness
from tracker.users.models import Membership, Post, User

DUE = date(2026, 3, 31)


@pytest.fixture
def asked(desk: Requests) -> Extension:
    return desk.ask(desk.given(due=DUE))


@pytest.fixture
def second_officer(desk: Requests) -> User:
    user = make_user(desk.session, "second@example.vn", agency=desk.cast.office, post=Post.HEAD)
    desk.session.commit()
    return user


def decisions(desk: Requests, assignment: Assignment) -> list[str]:
    return [kind for kind in desk.kinds(assignment) if kind in {"extension_granted", "extension_refused"}]


def test_an_approved_day_moves_through_the_calendar_and_arms_everything_anew(desk: Requests) -> None:
    """The day asked for is a Saturday."""
    one = desk.ask(desk.given(due=DUE), date(2026, 4, 18))
    assert desk.decide(desk.cast.officer, one).status_code == 302
    assignment = one.assignment
    desk.fresh(assignment, one)
    assert (assignment.nominal_due, assignment.effective_due) == (date(2026, 4, 18), date(2026, 4, 20))
    assert (assignment.due_on, assignment.due_order) == (date(2026, 4, 20), date(2026, 4, 20))
    assert (assignment.original_due, assignment.original_due_on) == (DUE, DUE)
    assert (assignment.deadline_version, assignment.times_extended) == (2, 1)
    assert assignment.extension_asked_on is None
    assert (one.state, one.granted_due, one.decision) == (State.GRANTED, date(2026, 4, 18), Answer.GRANTED)
    assert (one.answer_number, one.answer_date) == ("15/CV-VPTU", date(2026, 3, 4))
    event = desk.session.scalars(select(TaskEvent).order_by(TaskEvent.id.desc()).limit(1)).one()
    told = {name: event.after[name] for name in ("from", "to", "asked", "number", "signed_on")}
    assert told == {
        "from": "2026-03-31",
        "to": "2026-04-20",
        "asked": "2026-04-18",
        "number": "15/CV-VPTU",
        "signed_on": "2026-03-04",
    }
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{assignment.task_id}")
    assert "Đồng ý gia hạn: 31/03/2026 → 20/04/2026 theo văn bản số 15/CV-VPTU ngày 04/03/2026" in page


def test_another_day_may_be_granted(desk: Requests, asked: Extension) -> None:
    desk.decide(desk.cast.officer, asked, answer="other-day", due="8/4/2026", text="Chỉ gia hạn một tuần")
    desk.fresh(asked, asked.assignment)
    assert (asked.granted_due, asked.decision) == (date(2026, 4, 8), Answer.OTHER_DAY)
    assert asked.assignment.due_on == date(2026, 4, 8)
    assert "đề nghị 15/04/2026" in desk.page(desk.cast.focal, f"/nhiem-vu/{asked.assignment.task_id}")


def test_a_refusal_needs_a_reason_and_leaves_the_day(desk: Requests, asked: Extension) -> None:
    answer = desk.decide(desk.cast.officer, asked, answer="refused", document_number="", document_date="")
    assert answer.status_code == 422
    assert "Hãy ghi lý do không đồng ý" in answer.get_data(as_text=True)
    said = {"answer": "refused", "text": "Cần giữ tiến độ", "document_number": "", "document_date": ""}
    assert desk.decide(desk.cast.officer, asked, **said).status_code == 302
    desk.fresh(asked, asked.assignment)
    assert (asked.state, asked.answer) == (State.REFUSED, "Cần giữ tiến độ")
    assert (asked.assignment.due_on, asked.assignment.deadline_version) == (DUE, 1)
    assert desk.ask(asked.assignment).number == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"answer": ""}, "Hãy chọn quyết định."),
        ({"answer": "other-day"}, "Hãy ghi ngày được gia hạn."),
        ({"answer": "other-day", "due": "30/3/2026"}, "phải sau thời hạn hiện tại"),
        ({"document_number": ""}, "Hãy ghi số và ngày của văn bản"),
        ({"document_date": ""}, "Hãy ghi số và ngày của văn bản"),
        ({"document_date": "5/3/2026"}, "Ngày văn bản không được sau hôm nay."),
    ],
)
def test_a_decision_that_cannot_stand_says_why(
    desk: Requests, asked: Extension, fields: dict[str, str], said: str
) -> None:
    answer = desk.decide(desk.cast.officer, asked, **fields)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert decisions(desk, asked.assignment) == []


@pytest.mark.parametrize("ruling", [GRANT, REFUSE])
def test_nobody_decides_on_a_request_of_ones_own(desk: Requests, ruling: Ruling) -> None:
    """W2: with a second post, through the form, in bulk and straight through the service."""
    both = desk.cast.officer
    both.memberships.append(Membership(agency=desk.cast.science, post=Post.FOCAL))
    desk.session.commit()
    one = desk.ask(desk.given(due=DUE), by=both)
    with pytest.raises(DomainError, match="không được tự quyết định"):
        desk.rule(one, ruling, by=both)
    desk.session.rollback()
    said = {"answer": ruling.answer.value, "text": ruling.text}
    assert desk.decide(both, one, **said).status_code == 422
    page = desk.page(both, f"/gia-han/{one.id}")
    assert "Bạn là người xin gia hạn" in page
    assert f'action="/gia-han/{one.id}/quyet-dinh"' not in page
    chosen = {
        "chon": f"{one.id}:{one.assignment.version}",
        "document_number": "1",
        "document_date": "4/3/2026",
        **said,
    }
    assert desk.sign_in(both).post("/gia-han/quyet-dinh-chung", data=chosen).status_code == 422
    assert decisions(desk, one.assignment) == []


def test_a_substitute_does_not_decide_on_what_he_asked_or_what_was_asked_for_him(desk: Requests) -> None:
    """W2: the person behind the request and the person behind the decision are two."""
    absent = make_user(desk.session, "absent@example.vn", agency=desk.cast.office)
    desk.cast.focal.memberships.append(Membership(agency=desk.cast.office, post=Post.FOCAL, for_id=absent.id))
    desk.session.commit()
    asked = desk.ask(desk.given(due=DUE))
    with pytest.raises(DomainError, match="không được tự quyết định"):
        desk.rule(asked, by=desk.cast.focal)
    desk.session.rollback()
    helper = make_user(desk.session, "helper@example.vn")
    helper.memberships.append(Membership(agency=desk.cast.science, post=Post.FOCAL, for_id=desk.cast.officer.id))
    desk.session.commit()
    for_the_officer = desk.ask(desk.given(due=DUE), by=helper)
    assert for_the_officer.asked_for_id == desk.cast.officer.id
    with pytest.raises(DomainError, match="không được tự quyết định"):
        desk.rule(for_the_officer, by=desk.cast.officer)


@pytest.mark.parametrize("name", ["focal", "stranger", "other_office", "leader", "inspector", "admin"])
def test_only_who_decides_decides(desk: Requests, asked: Extension, name: str) -> None:
    who: User = getattr(desk.cast, name)
    assert desk.decide(who, asked).status_code in {403, 404}
    chosen = {"chon": f"{asked.id}:{asked.assignment.version}", "answer": "granted"}
    answer = desk.sign_in(who).post(
        "/gia-han/quyet-dinh-chung", data={**chosen, "document_number": "1", "document_date": "4/3/2026"}
    )
    assert answer.status_code in {302, 403, 422}
    assert decisions(desk, asked.assignment) == []


def test_of_two_deciders_one_is_told_of_the_other(desk: Requests, asked: Extension, second_officer: User) -> None:
    """W3: both saw the same page; one decision, one event, one mail a person."""
    seen = asked.assignment.version
    first = desk.decide(desk.cast.officer, asked, version=seen)
    second = desk.decide(second_officer, asked, version=seen, answer="refused", text="Không đủ lý do")
    assert (first.status_code, second.status_code) == (302, 409)
    page = second.get_data(as_text=True)
    assert "Không đủ lý do" in page
    assert "Được gia hạn đến 15/04/2026" in page
    assert decisions(desk, asked.assignment) == ["extension_granted"]
    count = select(func.count(Notification.id)).where(Notification.kind == "extension")
    assert desk.session.scalar(count) == 1
    desk.fresh(asked.assignment)
    assert asked.assignment.times_extended == 1


def test_a_decision_sent_twice_is_taken_once(desk: Requests, asked: Extension) -> None:
    seen = asked.assignment.version
    for _ in range(2):
        assert desk.decide(desk.cast.officer, asked, version=seen, text="Đồng ý").status_code == 302
    assert decisions(desk, asked.assignment) == ["extension_granted"]


def test_a_decided_request_is_not_decided_again_from_a_fresh_page(desk: Requests, asked: Extension) -> None:
    desk.rule(asked)
    desk.fresh(asked.assignment)
    assert desk.decide(desk.cast.officer, asked, answer="refused", text="Xem lại").status_code == 409
    assert decisions(desk, asked.assignment) == ["extension_granted"]


def test_a_request_may_be_decided_while_a_report_waits_and_judges_it(desk: Requests) -> None:
    assignment = desk.given(due=date(2026, 3, 3))
    one = desk.ask(assignment, date(2026, 3, 10))
    desk.report(assignment)
    assert assignment.timeliness(clock.today()) is Timeliness.OVERDUE
    desk.rule(one)
    assert assignment.timeliness(clock.today()) is Timeliness.WITHIN


@pytest.mark.parametrize("end", ["confirm", "withdraw"])
def test_the_end_of_the_work_settles_a_request_that_waits(desk: Requests, asked: Extension, end: str) -> None:
    assignment = asked.assignment
    if end == "confirm":
        desk.report(assignment)
        seen = assignment.version
        for _ in range(2):
            assert desk.act(desk.cast.officer, assignment, "xac-nhan", version=seen).status_code == 302
    else:
        paper = {"number": "3/QĐ", "signed_on": "4/3/2026", "reason": "Không còn căn cứ"}
        assert desk.act(desk.cast.officer, assignment, "rut", **paper).status_code == 302
    desk.fresh(asked, assignment)
    assert (asked.state, asked.closed_by_id, assignment.extension_asked_on) == (State.CANCELLED, None, None)
    assert assignment.status in {Status.COMPLETED, Status.WITHDRAWN}
    assert "Đề nghị không còn cần quyết định" in desk.page(desk.cast.focal, f"/gia-han/{asked.id}")


def test_what_was_overdue_before_a_day_was_granted_stays_known(desk: Requests, freeze: object) -> None:
    """T9: the report of a day before the decision can be made again from the events alone."""
    assignment = desk.given(due=date(2026, 3, 6))
    one = desk.ask(assignment, date(2026, 3, 20))
    freeze("2026-03-12 09:00")  # type: ignore[operator]
    desk.rule(one, Ruling(Answer.GRANTED, paper=PAPER))
    desk.fresh(assignment)
    assert assignment.timeliness(clock.today()) is not Timeliness.OVERDUE
    eve = date(2026, 3, 11)
    assert timeliness(Status.ASSIGNED, due_as_of(desk, assignment, eve), None, eve) is Timeliness.OVERDUE
    assert due_as_of(desk, assignment, date(2026, 3, 12)) == date(2026, 3, 20)
    assert assignment.original_due_on == date(2026, 3, 6)
    page = desk.page(desk.cast.inspector, f"/gia-han/{one.id}")
    assert "Khi quyết định, nhiệm vụ đã quá hạn 6 ngày" in page


def due_as_of(desk: Requests, assignment: Assignment, day: date) -> date | None:
    """The day that counted at the end of a day: before the first move after it, or as it is now."""
    midnight = datetime.combine(day, time.max, tzinfo=clock.zone())
    query = (
        select(TaskEvent.after)
        .where(TaskEvent.assignment_id == assignment.id, TaskEvent.at > midnight)
        .where(TaskEvent.kind.in_(["extension_granted", "rescheduled"]))
        .order_by(TaskEvent.id)
        .limit(1)
    )
    later = desk.session.scalar(query)
    return date.fromisoformat(later["from"]) if later else assignment.due_on
