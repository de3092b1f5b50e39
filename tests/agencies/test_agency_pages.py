from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.cast import Cast
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker.agencies.models import AgencyAlias
from tracker.agencies.rules import AgencyKind
from tracker.plans.models import Plan
from tracker.text import fold
from tracker.users.models import Post, User

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
DAY = date(2026, 3, 4)
SignIn = Callable[[User], FlaskClient]


def page(browser: FlaskClient, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
    return answer.get_data(as_text=True)


@pytest.fixture
def plan(session: Session, cast: Cast) -> Plan:
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science], title="Việc quá hạn của Sở", due=date(2026, 1, 30))
    make_task(session, plan, [cast.science], title="Việc trong hạn của Sở", due=date(2026, 6, 30))
    publish_plan(session, plan, NOW, DAY)
    session.commit()
    return plan


def test_the_list_counts_what_each_agency_owes(cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    found = page(sign_in(cast.officer), "/co-quan")
    assert f'href="/nhiem-vu?co-quan={cast.science.id}&amp;trang-thai=open">2<' in found
    assert f'href="/nhiem-vu?co-quan={cast.science.id}&amp;tien-do=overdue">1<' in found
    assert "Sở Tài chính" not in found
    assert "Sở Tài chính" in page(sign_in(cast.officer), "/co-quan?tat-ca=1")


def test_the_list_is_searched_without_diacritics_by_name_or_spelling(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    for spelling in ("Sở Kế hoạch và Đầu tư", "Sở TC (TP.HCM)"):
        cast.finance.aliases.append(AgencyAlias(name=spelling, folded=fold(spelling)))
    session.commit()
    browser = sign_in(cast.leader)
    assert "Sở Tài chính" not in page(browser, "/co-quan?q=ai")
    for words in ("tai chinh", "TÀI CHÍNH", "dau tu ke hoach", "(tài chính)", "tp.hcm", "hcm"):
        found = page(browser, f"/co-quan?q={words}")
        assert "Sở Tài chính" in found
        assert "Sở Khoa học và Công nghệ" not in found
    assert "Không có cơ quan nào khớp" in page(browser, "/co-quan?q=khong+co+that")
    assert "Không có cơ quan nào khớp" in page(browser, "/co-quan?q=100%25")


def test_names_stand_in_the_order_of_a_vietnamese_dictionary(session: Session, cast: Cast, sign_in: SignIn) -> None:
    names = [
        "Sở Du lịch",
        "Sở Dân tộc",
        "Đại học Cần Thơ",
        "Sở Ngoại vụ",
        "Sở Nội vụ",
        "Ban Dân vận",
        "Ủy ban Kiểm tra",
    ]
    for name in names:
        make_agency(session, name)
    session.commit()
    found = page(sign_in(cast.admin), "/co-quan?tat-ca=1")
    wanted = [
        "Ban Dân vận",
        "Đại học Cần Thơ",
        "Sở Dân tộc",
        "Sở Du lịch",
        "Sở Ngoại vụ",
        "Sở Nội vụ",
        "Ủy ban Kiểm tra",
    ]
    places = [found.index(f">{name}<") for name in wanted]
    assert places == sorted(places)


def test_the_most_behind_can_stand_first(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    make_task(session, plan, [cast.finance])
    other = make_plan(session, cast.office, number="31-KH")
    ban = make_agency(session, "Ban Dân tộc")
    make_task(session, other, [ban], due=date(2026, 12, 31))
    publish_plan(session, other, NOW, DAY)
    session.commit()
    browser = sign_in(cast.officer)
    by_name, by_delay = page(browser, "/co-quan"), page(browser, "/co-quan?xep=qua-han")
    assert by_name.index("Ban Dân tộc") < by_name.index("Sở Khoa học và Công nghệ")
    assert by_delay.index("Sở Khoa học và Công nghệ") < by_delay.index("Ban Dân tộc")


def test_an_agency_sees_only_those_it_works_with(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    far = make_agency(session, "Sở Du lịch")
    make_task(session, plan, [far])
    other = make_plan(session, cast.office, number="31-KH")
    make_task(session, other, [cast.finance], coordinating=[cast.science], title="Việc cùng làm")
    make_task(session, other, [cast.finance], title="Việc riêng của Sở Tài chính")
    publish_plan(session, other, NOW, DAY)
    session.commit()
    browser = sign_in(cast.focal)
    found = page(browser, "/co-quan")
    assert "Sở Tài chính" in found
    assert "Sở Du lịch" not in found
    assert "Sở Du lịch" not in page(browser, "/co-quan?tat-ca=1")
    assert "Sở Du lịch" not in page(browser, "/co-quan?q=du+lich")
    page(browser, f"/co-quan/{far.id}", 404)
    finance = page(browser, f"/co-quan/{cast.finance.id}")
    assert "Việc cùng làm" in finance
    assert "Việc riêng của Sở Tài chính" not in finance
    assert "Chỉ tính các việc cơ quan bạn cùng thực hiện." in finance
    assert "Nhân sự" not in finance


def test_the_page_of_an_agency_shows_its_cells_tasks_and_names(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    cast.science.aliases.append(AgencyAlias(name="Sở KHCN", folded="so khcn"))
    session.commit()
    found = page(sign_in(cast.focal), f"/co-quan/{cast.science.id}")
    for words in ("Việc quá hạn của Sở", "Việc trong hạn của Sở", "Sở KHCN", "Các sở, ngành", "Đầu mối"):
        assert words in found
    assert f'href="/nhiem-vu?tien-do=overdue&amp;co-quan={cast.science.id}"' in found
    assert f'href="/nhiem-vu?trang-thai=open&amp;co-quan={cast.science.id}"' in found


def test_only_who_looks_after_people_sees_their_addresses(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    head = make_user(session, "giam-doc@example.vn", agency=cast.science, post=Post.HEAD)
    make_user(session, "da-nghi@example.vn", agency=cast.science, to_on=date(2026, 1, 1)).name = "Người đã nghỉ"
    head.name = "Giám đốc Sở"
    gone = make_user(session, "da-khoa@example.vn", agency=cast.science)
    gone.name, gone.active = "Người đã khóa tài khoản", False
    session.commit()
    path = f"/co-quan/{cast.science.id}"
    for user, sees_address in ((cast.admin, True), (cast.officer, True), (cast.focal, False), (cast.leader, False)):
        found = page(sign_in(user), path)
        assert "Giám đốc Sở" in found
        assert ("giam-doc@example.vn" in found) is sees_address
        assert "Người đã nghỉ" not in found
        assert "Người đã khóa tài khoản" not in found


def test_an_agency_without_people_says_that_mail_reaches_nobody(
    session: Session, cast: Cast, sign_in: SignIn
) -> None:
    empty = make_agency(session, "Sở Du lịch")
    session.commit()
    assert "Chưa có ai" in page(sign_in(cast.admin), f"/co-quan/{empty.id}")


def test_a_collective_shows_its_members_and_what_they_owe(cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    found = page(sign_in(cast.officer), f"/co-quan/{cast.everybody.id}")
    assert "2 cơ quan thành viên" in found
    assert "Sở Tài chính" in found
    assert page(sign_in(cast.focal), f"/co-quan/{cast.everybody.id}")
    page(sign_in(cast.other_office), f"/co-quan/{cast.everybody.id}")
    outsider = page(sign_in(cast.stranger), "/co-quan")
    assert "Sở Tài chính" in outsider


def test_an_agency_that_is_not_there_is_not_found(cast: Cast, sign_in: SignIn) -> None:
    page(sign_in(cast.admin), "/co-quan/9999", 404)


def test_the_pages_ask_as_often_however_many_rows(session: Session, cast: Cast, sign_in: SignIn) -> None:
    sent: dict[str, list[int]] = {}
    for size in (5, 60):
        plan = make_plan(session, cast.office, number=f"{size}-KH")
        members = [make_agency(session, f"Sở thử {size}-{number}") for number in range(size)]
        group = make_agency(session, f"Nhóm {size}", kind=AgencyKind.COLLECTIVE, members=members)
        for member in members:
            make_task(session, plan, [member, cast.science])
        publish_plan(session, plan, NOW, DAY)
        session.commit()
        for name, path in (
            ("list", "/co-quan"),
            ("one", f"/co-quan/{cast.science.id}"),
            ("group", f"/co-quan/{group.id}"),
        ):
            browser = sign_in(cast.officer)
            with statements() as found:
                page(browser, path)
            sent.setdefault(name, []).append(len(found))
    assert {name: counts[0] for name, counts in sent.items()} == {name: counts[1] for name, counts in sent.items()}


def test_a_long_list_is_paged_without_losing_an_agency(session: Session, cast: Cast, sign_in: SignIn) -> None:
    wanted = {make_agency(session, f"Phường số {number:03}").name for number in range(150)}
    session.commit()
    browser = sign_in(cast.admin)
    seen = set()
    for number in (1, 2):
        found = page(browser, f"/co-quan?tat-ca=1&trang={number}")
        seen |= {name for name in wanted if f">{name}<" in found}
    assert seen == wanted
    assert page(browser, "/co-quan?tat-ca=1&trang=99")
