"""The mail log: who may read what, found by words and states, page by page."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from tests.factories.mail import Office
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker import clock
from tracker.db import db
from tracker.notifications import queries
from tracker.notifications.models import Delivery
from tracker.notifications.queries import LogFilter
from tracker.users.models import Post, Role, User

SignIn = Callable[[User], FlaskClient]
DUE = date(2026, 4, 20)


@pytest.fixture
def told(office: Office) -> Office:
    """Two reminders went, a return was suppressed."""
    assignment = office.give(DUE)
    office.report(assignment)
    office.give_back(assignment)
    office.report(assignment)
    office.send()
    office.give(DUE, title="Quỹ đầu tư mạo hiểm")
    office.at("2026-04-13 06:00")
    office.remind()
    office.send()
    return office


def log(office: Office, user: User, **fields: object) -> list[str]:
    page = queries.log_page(office.session, user, clock.today(), LogFilter(**fields))  # type: ignore[arg-type]
    return [f"{row.kind}:{row.address.split('@')[0]}" for row in page.rows]


def test_the_log_shows_newest_first_with_state_and_reason(told: Office, sign_in: SignIn) -> None:
    page = sign_in(told.officer).get("/nhat-ky-thu").get_data(as_text=True)
    assert "Nhắc hạn, còn 7 ngày" in page
    assert "Không còn nội dung nào cần báo." in page
    assert log(told, told.officer)[0].startswith("reminder")


def test_the_log_is_filtered(told: Office) -> None:
    cases: list[tuple[dict[str, object], set[str]]] = [
        ({"state": Delivery.SENT}, {"reminder"}),
        ({"kind": "returned"}, {"returned"}),
        ({"words": "quy dau tu"}, {"reminder", "returned"}),
        ({"words": "Nhắc hạn giam-doc"}, {"reminder"}),
        ({"day": date(2026, 3, 2)}, {"returned"}),
        ({"words": "100%"}, set()),
        ({"words": "hiem"}, {"reminder", "returned"}),
        ({"words": "iem"}, set()),
        ({"words": "(mạo hiểm), giam-doc@vidu"}, {"reminder", "returned"}),
    ]
    for fields, kinds in cases:
        assert {entry.split(":")[0] for entry in log(told, told.officer, **fields)} == kinds, fields
    assert log(told, told.officer, person=told.head.id) == ["reminder:giam-doc", "returned:giam-doc"]


def test_a_mails_page_says_what_it_said_and_why(told: Office, sign_in: SignIn) -> None:
    client = sign_in(told.officer)
    sent, suppressed = told.mails("reminder")[0], told.mails("returned")[0]
    page = client.get(f"/nhat-ky-thu/{sent.id}").get_data(as_text=True)
    assert "Nhắc trước hạn 7 ngày" in page
    assert "Đề nghị cập nhật tiến độ" in page
    page = client.get(f"/nhat-ky-thu/{suppressed.id}").get_data(as_text=True)
    assert "Nhiệm vụ đã có diễn biến mới sau quyết định này." in page


def test_a_steering_office_reads_of_its_own_plans_only(told: Office, sign_in: SignIn) -> None:
    """P19: an office that steers another plan, and a mail that tells of both."""
    other = make_agency(told.session, "Ban Tuyên giáo Thành ủy", steers=True)
    stranger = make_user(told.session, "tuyen-giao@vidu.vn", agency=other, post=Post.FOCAL)
    told.session.commit()
    mail = told.mails("reminder")[0]
    assert log(told, stranger) == []
    assert sign_in(stranger).get(f"/nhat-ky-thu/{mail.id}").status_code == 404
    plan = make_plan(told.session, other, number="8-KH/TU")
    make_task(told.session, plan, [told.agency], due=date(2026, 5, 14), title="Đề án của kế hoạch khác")
    publish_plan(told.session, plan, clock.now(), clock.today())
    told.session.commit()
    told.at("2026-05-13 06:00")
    told.digest()
    told.send()
    both = next(m for m in told.mails("digest") if m.user_id == told.focal.id)
    page = sign_in(stranger).get(f"/nhat-ky-thu/{both.id}").get_data(as_text=True)
    assert "Đề án của kế hoạch khác" in page
    assert "Quỹ đầu tư mạo hiểm" not in page
    assert both.body not in page


@pytest.mark.parametrize(
    ("role", "post", "status"),
    [(Role.ADMIN, None, 200), (Role.INSPECTOR, None, 200), (Role.LEADER, None, 403), (Role.MEMBER, Post.FOCAL, 403)],
)
def test_who_may_open_the_log(told: Office, sign_in: SignIn, role: Role, post: Post | None, status: int) -> None:
    user = make_user(told.session, "ai@vidu.vn", agency=told.agency if post else None, role=role)
    told.session.commit()
    assert sign_in(user).get("/nhat-ky-thu").status_code == status


def test_paging_shows_each_mail_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 4)
    for n in range(9):
        make_user(office.session, f"dau-moi-{n}@vidu.vn", agency=office.agency)
    office.give(DUE, quiet=False)
    seen, page = [], queries.log_page(office.session, office.officer, clock.today(), LogFilter())
    back = page.newer
    while True:
        seen += [row.id for row in page.rows]
        if page.older is None:
            break
        page = queries.log_page(office.session, office.officer, clock.today(), LogFilter(), before=page.older)
    assert back is None
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == 11
    assert page.newer is not None
    newer = queries.log_page(office.session, office.officer, clock.today(), LogFilter(), after=page.newer)
    assert [row.id for row in newer.rows] == seen[4:8]


def test_the_number_of_queries_does_not_grow_with_the_mails(office: Office, sign_in: SignIn) -> None:
    """P27."""
    counts = []
    client = sign_in(office.officer)
    for _ in range(2):
        for _ in range(10):
            office.give(DUE, quiet=False)
        counts.append(queries_of(lambda: client.get("/nhat-ky-thu")))
    assert counts[0] == counts[1]


def queries_of(act: Callable[[], object]) -> int:
    seen: list[str] = []

    def count(_conn: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    act()
    event.remove(Engine, "before_cursor_execute", count)
    return len(seen)


def test_what_was_told_of_a_thing_newest_first(told: Office) -> None:
    topic = told.mails("reminder")[0].items[0].topic
    facts = queries.told(told.session, topic)
    assert [(fact.kind, fact.state) for fact in facts] == [("before", Delivery.SENT)] * 2
    assert queries.times_told(told.session, [topic, "assignment:999"]) == {topic: 1}


def test_opening_every_link_of_every_mail_changes_nothing(told: Office, sign_in: SignIn) -> None:
    """P21: what a scanner does."""
    told.give(date(2026, 4, 10))
    told.at("2026-04-22 07:00")
    told.digest()
    told.escalate()
    told.send()
    client = sign_in(told.focal)
    before = dump()
    links = {word for mail in told.mails() for word in mail.body.split() if word.startswith("http")}
    assert len(links) > 3
    for link in links:
        for ask in (client.get, client.head):
            assert ask(link.removeprefix("http://127.0.0.1:8000")).status_code in {200, 403}, link
    assert dump() == before


def dump() -> str:
    raw = db.engine.raw_connection()
    try:
        return "\n".join(raw.driver_connection.iterdump())  # type: ignore[union-attr]
    finally:
        raw.close()
