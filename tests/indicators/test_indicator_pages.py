from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.cast import Cast
from tests.factories.plans import make_plan
from tracker.agencies.models import Agency
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.plans.models import Plan, PlanState, TaskGroup
from tracker.text import fold
from tracker.users.models import User

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
SignIn = Callable[[User], FlaskClient]


def page(browser: FlaskClient, path: str = "/chi-tieu", status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
    return answer.get_data(as_text=True)


def make_indicator(
    session: Session, plan: Plan, tracking: Agency, title: str, number: int = 1, **years: str
) -> Indicator:
    targets = [Target(year=int(year[1:]), raw=words, comparator="") for year, words in years.items()]
    made = Indicator(
        plan=plan,
        appendix=plan.appendices[0],
        code=f"I.{number}",
        number=str(number),
        title=title,
        unit="%",
        lead_text=tracking.name,
        position=number,
        search_text=fold(f"{title} {tracking.name} {plan.number}"),
        targets=targets,
        agencies=[IndicatorAgency(agency=tracking)],
    )
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def plan(session: Session, cast: Cast) -> Plan:
    plan = make_plan(session, cast.office, state=PlanState.PUBLISHED)
    group = TaskGroup(number="II", title="Phát triển hạ tầng", note="", position=0)
    plan.appendices[0].groups = [group]
    make_indicator(session, plan, cast.science, "Tỷ lệ phủ sóng 5G", 1, _2025="≥ 80", _2030="100").group = group
    make_indicator(session, plan, cast.finance, "Tỷ lệ chi ngân sách", 2, _2030="Đạt 2%")
    session.commit()
    return plan


def test_each_indicator_has_its_unit_targets_by_year_and_tracking_agency(
    cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    found = page(sign_in(cast.leader))
    assert "27-KH/BCĐTP" in found
    assert "2 chỉ tiêu" in found
    found = found[found.index("<table") :]
    order = (">2025<", ">2030<", "II. Phát triển hạ tầng", "Tỷ lệ phủ sóng 5G", "≥ 80", "100")
    places = [found.index(words) for words in (*order, "Sở Khoa học và Công nghệ")]
    assert places == sorted(places)
    assert "Đạt 2%" in found


def test_an_agency_sees_the_indicators_it_tracks_and_no_others(cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    found = page(sign_in(cast.focal))
    assert "Tỷ lệ phủ sóng 5G" in found
    assert "Tỷ lệ chi ngân sách" not in found
    assert "Tỷ lệ chi ngân sách" not in page(sign_in(cast.focal), "/chi-tieu?q=chi+ngan+sach")
    for user in (cast.officer, cast.leader, cast.inspector, cast.admin):
        assert "Tỷ lệ chi ngân sách" in page(sign_in(user))
    assert "Chưa có chỉ tiêu nào" in page(sign_in(cast.other_office))


def test_a_plan_that_only_has_an_indicator_for_an_agency_is_known_to_it(
    cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    found = page(sign_in(cast.focal), f"/ke-hoach/{plan.id}")
    assert "Kế hoạch này không có nhiệm vụ nào của cơ quan bạn" in found
    assert f'href="/chi-tieu?ke-hoach={plan.id}"' in found
    page(sign_in(cast.other_office), f"/ke-hoach/{plan.id}", 404)


def test_indicators_of_a_draft_are_not_listed(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    draft = make_plan(session, cast.office, number="30-KH")
    make_indicator(session, draft, cast.science, "Chỉ tiêu của bản nháp")
    session.commit()
    for user in (cast.officer, cast.focal, cast.leader):
        assert "Chỉ tiêu của bản nháp" not in page(sign_in(user))


def test_the_list_is_filtered_by_plan_agency_and_words(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    second = make_plan(session, cast.office, number="30-KH", state=PlanState.PUBLISHED)
    make_indicator(session, second, cast.science, "Chỉ tiêu của kế hoạch khác")
    session.commit()
    browser = sign_in(cast.officer)
    expected = {
        f"ke-hoach={second.id}": {"Chỉ tiêu của kế hoạch khác"},
        f"co-quan={cast.finance.id}": {"Tỷ lệ chi ngân sách"},
        "q=PHU+song": {"Tỷ lệ phủ sóng 5G"},
        "q=so+khoa+hoc": {"Tỷ lệ phủ sóng 5G", "Chỉ tiêu của kế hoạch khác"},
        "q=%28song%29": {"Tỷ lệ phủ sóng 5G"},
        "q=ong": set(),
        "q=100%25": set(),
    }
    titles = {"Chỉ tiêu của kế hoạch khác", "Tỷ lệ chi ngân sách", "Tỷ lệ phủ sóng 5G"}
    for words, wanted in expected.items():
        found = page(browser, f"/chi-tieu?{words}")
        assert {title for title in titles if title in found} == wanted, words
        assert f"{len(wanted)} chỉ tiêu" in found


def test_the_page_asks_as_often_however_many_rows_and_loses_none(
    session: Session, cast: Cast, sign_in: SignIn
) -> None:
    sent = []
    for size in (5, 60):
        plan = make_plan(session, cast.office, number=f"{size}-KH", state=PlanState.PUBLISHED)
        plan.published_at = NOW
        for number in range(size):
            make_indicator(session, plan, cast.science, f"Chỉ tiêu {size} số {number:02}.", number, _2026="1")
        session.commit()
        browser = sign_in(cast.officer)
        with statements() as found:
            first = page(browser, f"/chi-tieu?ke-hoach={plan.id}")
        sent.append(len(found))
    assert sent[0] == sent[1]
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    both = first + page(browser, following)
    assert all(both.count(f"Chỉ tiêu 60 số {number:02}.") == 1 for number in range(60))
    assert plan.issued_on == date(2026, 2, 14)
