"""The list of requests, one decision on several, the figures against both days, and what each page asks."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import current_app
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.conftest import signed_in
from tests.counting import statements
from tests.extensions.conftest import GRANT, REFUSE, Requests
from tests.factories.cast import make_cast
from tests.factories.people import make_agency, make_user
from tracker.extensions.figures import figures
from tracker.extensions.models import Extension
from tracker.extensions.rules import State
from tracker.notifications.models import Notification
from tracker.tasks.models import TaskEvent
from tracker.users.models import User

DUE = date(2026, 3, 31)
PATH = "/gia-han/quyet-dinh-chung"
PAPER = {"document_number": "15/CV-VPTU", "document_date": "4/3/2026"}


def ask_many(desk: Requests, number: int) -> list[Extension]:
    return [desk.ask(one) for one in desk.given_many(number, due=DUE)]


def send(desk: Requests, who: User, chosen: list[Extension], **fields: str) -> TestResponse:
    """The form of a decision on several, as it stands on a page that shows them as they are."""
    named = [f"{one.id}:{one.assignment.version}" for one in chosen]
    return desk.sign_in(who).post(PATH, data={"chon": named, "answer": "granted", **PAPER, **fields})


def test_everybody_sees_what_he_may_read_and_the_count_beside_the_name_is_that_list(desk: Requests) -> None:
    ask_many(desk, 3)
    elsewhere = desk.plan(steering=desk.cast.other_office.memberships[0].agency)
    desk.task(elsewhere, desk.cast.finance, due=DUE)
    desk.ask(desk.publish(elsewhere)[0], by=desk.cast.stranger)
    seen = {"officer": 3, "focal": 3, "stranger": 1, "other_office": 1, "leader": 4, "inspector": 4}
    for name, number in seen.items():
        page = desk.page(getattr(desk.cast, name), "/gia-han")
        assert page.count('class="cell-title"') == number, name
        assert f'<span class="sidebar-count">{number}</span>' in page, name
    ticks = {name: 'name="chon"' in desk.page(getattr(desk.cast, name), "/gia-han") for name in seen}
    assert ticks == {name: name in {"officer", "other_office"} for name in seen}


def test_an_agency_that_only_helps_reads_no_request(desk: Requests) -> None:
    one = desk.ask(desk.given(due=DUE, coordinating=[desk.cast.finance]))
    assert desk.get(desk.cast.stranger, f"/gia-han/{one.id}").status_code == 404
    assert 'class="cell-title"' not in desk.page(desk.cast.stranger, "/gia-han")
    page = desk.page(desk.cast.stranger, f"/nhiem-vu/{one.assignment.task_id}")
    assert "Sở Tài chính chưa gửi số liệu" not in page


def test_the_filters_narrow_the_list(desk: Requests) -> None:
    granted, refused, waiting = ask_many(desk, 3)
    desk.rule(granted, GRANT)
    desk.rule(refused, REFUSE)
    late = desk.ask(desk.given(due=date(2026, 3, 5)))
    rows = {
        "": {waiting, late},
        "cho": {waiting, late},
        "da-quyet": {granted, refused},
        "dong-y": {granted},
        "khong-dong-y": {refused},
        "tat-ca": {granted, refused, waiting, late},
        "vo-nghia": {waiting, late},
    }
    for state, expected in rows.items():
        page = desk.page(desk.cast.officer, "/gia-han", **{"trang-thai": state})
        assert {one for one in rows["tat-ca"] if f'/gia-han/{one.id}"' in page} == expected, state
    for name, value in (("xin-muon", "1"), ("ke-hoach", str(late.assignment.plan_id))):
        page = desk.page(desk.cast.officer, "/gia-han", **{name: value})
        assert {one for one in rows["tat-ca"] if f'/gia-han/{one.id}"' in page} == {late}, name
    assert 'class="cell-title"' not in desk.page(
        desk.cast.officer, "/gia-han", **{"co-quan": str(desk.cast.finance.id)}
    )


@pytest.mark.parametrize("state", ["cho", "tat-ca"])
def test_paging_shows_each_request_once_in_both_orders(desk: Requests, state: str) -> None:
    made = {one.id for one in ask_many(desk, 55)}
    browser = desk.sign_in(desk.cast.officer)
    first = browser.get("/gia-han", query_string={"trang-thai": state}).get_data(as_text=True)
    shown = {one for one in made if f'/gia-han/{one}"' in first}
    edge = (max if state == "cho" else min)(shown)
    rest = browser.get("/gia-han", query_string={"trang-thai": state, "sau": str(edge)}).get_data(as_text=True)
    others = {one for one in made if f'/gia-han/{one}"' in rest}
    assert (len(shown), len(others), shown | others) == (50, 5, made)


def test_a_preview_says_what_becomes_of_each_and_writes_nothing(desk: Requests) -> None:
    able, decided, own = ask_many(desk, 3)
    own.asked_by_id = desk.cast.officer.id
    desk.session.commit()
    desk.rule(decided)
    chosen = {"chon": [str(one.id) for one in (able, decided, own)]}
    page = desk.sign_in(desk.cast.officer).get(PATH, query_string=chosen).get_data(as_text=True)
    assert page.count("Hạn mới 15/04/2026") == 1
    assert "Đề nghị gia hạn này đã được xử lý" in page
    assert "không được tự quyết định" in page
    assert f'value="{able.id}:{able.assignment.version}"' in page
    assert f'value="{own.id}:' not in page
    assert "Đồng ý 1 đề nghị" in page
    other = desk.sign_in(desk.cast.officer).get(
        PATH, query_string={**chosen, "answer": "other-day", "due": "8/4/2026"}
    )
    assert "Hạn mới 08/04/2026" in other.get_data(as_text=True)
    desk.fresh(able)
    assert able.state is State.WAITING


def test_one_decision_on_several_is_one_batch_and_one_mail_a_person(desk: Requests) -> None:
    """P29."""
    chosen = ask_many(desk, 4)
    assert send(desk, desk.cast.officer, chosen, text="Đồng ý theo kết luận giao ban").status_code == 302
    desk.session.expire_all()
    assert {one.state for one in chosen} == {State.GRANTED}
    batches = set(desk.session.scalars(select(Extension.batch)))
    assert len(batches) == 1
    assert None not in batches
    events = select(TaskEvent.batch).where(TaskEvent.kind == "extension_granted")
    assert set(desk.session.scalars(events)) == batches
    mails = desk.session.scalars(select(Notification).where(Notification.kind == "extension")).all()
    assert [len(mail.items) for mail in mails] == [4]


def test_the_same_page_sent_twice_decides_once(desk: Requests) -> None:
    chosen = ask_many(desk, 3)
    named = {"chon": [f"{one.id}:{one.assignment.version}" for one in chosen], "answer": "granted", **PAPER}
    for _ in range(2):
        assert desk.sign_in(desk.cast.officer).post(PATH, data=named).status_code == 302
    granted = select(func.count(TaskEvent.id)).where(TaskEvent.kind == "extension_granted")
    assert desk.session.scalar(granted) == 3


def test_where_one_has_changed_meanwhile_none_is_decided(desk: Requests) -> None:
    """W3: all or none."""
    chosen = ask_many(desk, 3)
    named = {"chon": [f"{one.id}:{one.assignment.version}" for one in chosen], "answer": "granted", **PAPER}
    desk.act(desk.cast.focal, chosen[2].assignment, "tien-do", note="Đang lấy ý kiến các sở")
    answer = desk.sign_in(desk.cast.officer).post(PATH, data=named)
    assert answer.status_code == 409
    assert chosen[2].assignment.task.code in answer.get_data(as_text=True)
    desk.session.expire_all()
    assert {one.state for one in chosen} == {State.WAITING}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"document_number": ""}, "Hãy ghi số và ngày của văn bản"),
        ({"answer": "refused"}, "Hãy ghi lý do không đồng ý"),
        ({"answer": "other-day", "due": "1/3/2026"}, "phải sau thời hạn hiện tại"),
    ],
)
def test_a_decision_on_several_that_cannot_stand_says_why(desk: Requests, fields: dict[str, str], said: str) -> None:
    chosen = ask_many(desk, 2)
    answer = send(desk, desk.cast.officer, chosen, **fields)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)


def test_nothing_chosen_leads_back_to_the_list(desk: Requests) -> None:
    for chosen in ([], ["x"], ["999999"]):
        answer = desk.sign_in(desk.cast.officer).get(PATH, query_string={"chon": chosen})
        assert answer.headers["Location"].endswith("/gia-han")


def test_the_figures_judge_by_both_days_and_each_number_is_its_list(desk: Requests) -> None:
    """W4. One was extended and is done in time by its new day only, one is overdue by both, one in time by both."""
    late, overdue, good = (desk.given(due=date(2026, 3, 3)), desk.given(due=date(2026, 3, 3)), desk.given(due=DUE))
    desk.rule(desk.ask(late, date(2026, 3, 10)))
    for one in (late, good):
        desk.report(one)
        desk.confirm(one)
    found = figures(desk.session, desk.cast.officer, None, date(2026, 3, 4))
    (line,) = found.agencies
    original, current = line.original, line.current
    assert (original.done_on_time, original.done_late, original.overdue) == (1, 1, 1)
    assert (current.done_on_time, current.done_late, current.overdue) == (2, 0, 1)
    assert (str(original.on_time_rate), str(current.on_time_rate)) == ("33.33", "66.66")
    assert (line.granted, found.whole.current.done_on_time, len(found.plans)) == (1, 2, 3)
    page = desk.page(desk.cast.officer, "/gia-han/thong-ke")
    assert "số hoàn thành đúng hạn ÷ (số đã hoàn thành + số quá hạn chưa hoàn thành)" in page
    by_original = {"tien-do": "done_on_time", "theo-doi": "1", "han-goc": "1"}
    for args, codes in ((by_original, {good}), ({**by_original, "han-goc": ""}, {late, good})):
        rows = desk.page(desk.cast.officer, "/nhiem-vu", **args)
        assert {one for one in (late, overdue, good) if f'/nhiem-vu/{one.task_id}"' in rows} == codes


def test_the_figures_are_for_those_who_follow_plans(desk: Requests) -> None:
    codes = {
        name: desk.get(getattr(desk.cast, name), "/gia-han/thong-ke").status_code
        for name in ("officer", "leader", "inspector", "focal", "admin")
    }
    assert codes == {"officer": 200, "leader": 200, "inspector": 200, "focal": 403, "admin": 403}
    assert "Chưa có việc nào được giao" in desk.page(desk.cast.leader, "/gia-han/thong-ke")


def test_the_overdue_list_says_who_asks_and_how_often(desk: Requests) -> None:
    assignment = desk.given(due=date(2026, 3, 2))
    desk.ask(assignment)
    assert "đang xin gia hạn" in desk.page(desk.cast.officer, "/qua-han")


# --- What is asked of the database ----------------------------------------------------------------------------------


def fill(desk: Requests, number: int) -> list[Extension]:
    """Requests of every state, over several agencies, each with a file, and one task of many agencies that ask."""
    plan = desk.plan()
    agencies = [make_agency(desk.session, f"Sở {number} thứ {n}") for n in range(number)]
    for n, agency in enumerate(agencies):
        make_user(desk.session, f"f{number}.{n}@example.vn", agency=agency)
        desk.task(plan, agency, due=date(2026, 3, 2) + timedelta(days=n % 40))
    made = desk.publish(plan)
    asked = []
    for assignment in made:
        files = [(BytesIO(b"%PDF-1.4 x"), "xin.pdf")]
        user = desk.session.scalars(
            select(User).where(User.email == f"f{number}.{agencies.index(assignment.agency)}@example.vn")
        ).one()
        form = {"due": "30/4/2026", "reason": "money", "text": "Chờ kinh phí", "files": files}
        assert desk.act(user, assignment, "xin-gia-han", **form).status_code == 302
        asked.append(desk.session.scalars(select(Extension).order_by(Extension.id.desc()).limit(1)).one())
    for one in asked[::4]:
        desk.rule(one)
    return asked


def counted(desk: Requests, who: User, path: str) -> int:
    browser = desk.sign_in(who)
    with statements() as sent:
        assert browser.get(path).status_code == 200, path
    return len(sent)


def test_no_page_asks_more_often_for_more_requests(desk: Requests) -> None:
    numbers: dict[str, list[int]] = {}
    for size in (4, 40):
        made = fill(desk, size)
        waiting = [one for one in made if one.state is State.WAITING]
        many = "&".join(f"chon={one.id}" for one in waiting)
        for name, path in {
            "list": "/gia-han",
            "all": "/gia-han?trang-thai=tat-ca",
            "one": f"/gia-han/{waiting[0].id}",
            "several": f"{PATH}?{many}",
            "figures": "/gia-han/thong-ke",
            "task": f"/nhiem-vu/{waiting[0].assignment.task_id}",
            "overdue": "/qua-han",
        }.items():
            numbers.setdefault(name, []).append(counted(desk, desk.cast.officer, path))
    assert all(many <= few + 1 for few, many in numbers.values()), numbers
    assert max(few for few, _many in numbers.values()) < 24, numbers


@pytest.mark.postgres
def test_everything_answers_on_postgresql_too(on_postgresql: Session) -> None:
    def sign_in(user: User) -> FlaskClient:
        return signed_in(current_app.test_client(), user)

    desk = Requests(on_postgresql, make_cast(on_postgresql), sign_in)
    made = fill(desk, 8)
    officer = desk.cast.officer
    waiting = [one for one in made if one.state is State.WAITING]
    for path in (
        "/gia-han",
        "/gia-han?trang-thai=tat-ca",
        f"/gia-han/{waiting[0].id}",
        "/gia-han/thong-ke",
        "/qua-han",
    ):
        assert desk.sign_in(officer).get(path).status_code == 200, path
    assert send(desk, officer, waiting).status_code == 302
    desk.session.expire_all()
    assert {one.state for one in made} == {State.GRANTED}
    assert desk.sign_in(officer).get("/nhiem-vu?tien-do=overdue&han-goc=1").status_code == 200
