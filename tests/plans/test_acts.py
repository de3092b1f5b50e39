from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.cast import Cast
from tests.factories.drafts import make_draft, make_row
from tracker.deadlines.queries import calendar
from tracker.imports.draft_rows import settle
from tracker.imports.issuing import publish_draft
from tracker.imports.preview import preview
from tracker.notifications.models import Delivery, Notification
from tracker.plans.models import Plan, PlanState
from tracker.tasks.models import Assignment
from tracker.tasks.publishing import Moment
from tracker.users.models import User

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
DAY = date(2026, 3, 4)
SignIn = Callable[[User], FlaskClient]


@pytest.fixture
def draft(session: Session, cast: Cast) -> Plan:
    plan = make_draft(session, cast.office)
    make_row(session, plan, [cast.science, cast.finance], due=date(2026, 3, 31))
    make_row(session, plan, [cast.science], due=date(2026, 3, 2))
    make_row(session, plan, [cast.everybody], due=date(2026, 6, 30))
    nobody = make_row(session, plan, due=date(2026, 6, 30))
    nobody.problems = []
    settle(nobody)
    session.commit()
    return plan


def assignments(session: Session) -> int:
    session.expire_all()
    return session.scalar(select(func.count(Assignment.id))) or 0


def test_what_publishing_will_do_is_what_it_does(session: Session, draft: Plan) -> None:
    moment = Moment(NOW, DAY, calendar(session))
    said = preview(session, draft, moment)
    made = publish_draft(session, draft, actor=None, moment=moment)
    assert (said.tasks, said.waiting, said.without_lead) == (4, 1, 1)
    assert said.assignments == len(made) == 3
    assert said.given == len({one.task_id for one in made}) == 2
    assert said.agencies == len({one.agency_id for one in made}) == 2
    assert said.held == len({one.task_id for one in made if one.held}) == 1


def test_the_page_says_what_will_happen_and_changes_nothing(
    session: Session, cast: Cast, draft: Plan, sign_in: SignIn
) -> None:
    found = sign_in(cast.officer).get(f"/ke-hoach/{draft.id}/ban-hanh").get_data(as_text=True)
    assert "Giao 2 nhiệm vụ cho 2 cơ quan (3 việc phải theo dõi)." in found
    assert "1 nhiệm vụ đã quá hạn: giữ thư" in found
    assert assignments(session) == 0


def test_publishing_twice_gives_each_agency_its_task_once(
    session: Session, cast: Cast, draft: Plan, sign_in: SignIn
) -> None:
    browser = sign_in(cast.officer)
    for _ in range(2):
        answer = browser.post(f"/ke-hoach/{draft.id}/ban-hanh", follow_redirects=True)
        assert answer.status_code == 200
    assert assignments(session) == 3
    assert session.get_one(Plan, draft.id).state is PlanState.PUBLISHED
    assert "đã được ban hành" in answer.get_data(as_text=True)


def test_two_who_publish_at_once_give_each_agency_its_task_once(
    app: Flask, session: Session, cast: Cast, draft: Plan, sign_in: SignIn
) -> None:
    browsers, path = [sign_in(cast.officer), sign_in(cast.officer)], f"/ke-hoach/{draft.id}/ban-hanh"

    def publish_in(browser: FlaskClient) -> int:
        with app.app_context():
            return browser.post(path).status_code

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(publish_in, browsers)) == [302, 302]
    assert assignments(session) == 3


def test_problems_must_be_put_off_by_word_before_a_plan_is_published(
    session: Session, cast: Cast, draft: Plan, sign_in: SignIn
) -> None:
    draft.problems = [{"code": "issued_on_missing", "message": "Chưa rõ ngày ban hành.", "source": None}]
    session.commit()
    browser, path = sign_in(cast.officer), f"/ke-hoach/{draft.id}/ban-hanh"
    refused = browser.post(path)
    assert refused.status_code == 422
    assert "Còn 1 chỗ cần xem lại" in refused.get_data(as_text=True)
    assert assignments(session) == 0
    assert browser.post(path, data={"later": "y"}).status_code == 302
    assert assignments(session) == 3


def test_only_the_plans_own_office_publishes_and_releases(
    session: Session, cast: Cast, draft: Plan, sign_in: SignIn
) -> None:
    expected = {cast.focal: 403, cast.leader: 403, cast.inspector: 403, cast.admin: 403, cast.other_office: 404}
    for user, status in expected.items():
        browser = sign_in(user)
        assert browser.post(f"/ke-hoach/{draft.id}/ban-hanh").status_code == status
        assert browser.post(f"/ke-hoach/{draft.id}/cho-phep-gui-thu").status_code == status
        assert browser.post(f"/ke-hoach/{draft.id}/xoa-ban-nhap").status_code == status
    assert assignments(session) == 0


def test_held_mail_is_listed_then_let_go_once(session: Session, cast: Cast, draft: Plan, sign_in: SignIn) -> None:
    browser = sign_in(cast.officer)
    browser.post(f"/ke-hoach/{draft.id}/ban-hanh")
    path = f"/ke-hoach/{draft.id}/cho-phep-gui-thu"
    listed = browser.get(path).get_data(as_text=True)
    assert "1 việc của 1 cơ quan đã quá hạn" in listed
    session.expire_all()
    (held,) = session.scalars(select(Assignment).where(Assignment.held.is_(True)))
    assert held.task.code in listed
    assert browser.post(path).status_code == 302
    session.expire_all()
    assert (held.held, held.released_on) == (False, DAY)
    again = browser.post(path, follow_redirects=True)
    assert "đã được cho phép gửi" in again.get_data(as_text=True)
    assert "Không giữ thư của việc nào" in browser.get(path).get_data(as_text=True)


def test_publishing_is_taken_back_with_one_button_until_mail_has_left(
    session: Session, cast: Cast, draft: Plan, sign_in: SignIn, freeze: Callable[[str], datetime]
) -> None:
    freeze("2026-03-04 08:00")
    browser, path = sign_in(cast.officer), f"/ke-hoach/{draft.id}"
    browser.post(f"{path}/ban-hanh")
    found = browser.get(path).get_data(as_text=True)
    assert "Hoàn tác ban hành" in found
    assert "08:10 04/03/2026" in found
    assert "Hoàn tác ban hành" not in sign_in(cast.leader).get(path).get_data(as_text=True)
    assert sign_in(cast.focal).post(f"{path}/hoan-tac-ban-hanh").status_code == 403
    answer = browser.post(f"{path}/hoan-tac-ban-hanh", follow_redirects=True)
    assert "kế hoạch trở lại bản nháp" in answer.get_data(as_text=True)
    assert assignments(session) == 0
    browser.post(f"{path}/ban-hanh")
    session.expire_all()
    for mail in session.scalars(select(Notification).where(Notification.state == Delivery.PLANNED)):
        mail.state = Delivery.SENT
    session.commit()
    assert "Hoàn tác ban hành" not in browser.get(path).get_data(as_text=True)
    refused = browser.post(f"{path}/hoan-tac-ban-hanh", follow_redirects=True)
    assert "Thư giao việc đã gửi" in refused.get_data(as_text=True)
    assert assignments(session) == 3
