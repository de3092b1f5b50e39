from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.conftest import at
from tests.counting import statements
from tests.factories.cast import Cast
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker.dashboard.overview import overview
from tracker.dashboard.own_work import own_work
from tracker.dashboard.steering import steering
from tracker.health.models import JobRun
from tracker.notifications.models import Delivery, Notification
from tracker.plans.models import Plan
from tracker.tasks import service
from tracker.tasks.models import Assignment
from tracker.tasks.service import Report
from tracker.users.models import Post, Role, User

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
DAY = date(2026, 3, 4)
SignIn = Callable[[User], FlaskClient]
TITLES = {
    "late": "Việc đã quá hạn",
    "soon": "Việc sắp đến hạn",
    "returned": "Việc bị trả lại",
    "waiting": "Việc chờ xác nhận",
    "far": "Việc còn lâu mới đến hạn",
    "ongoing": "Việc thường xuyên",
}


def home(browser: FlaskClient) -> str:
    answer = browser.get("/")
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def report(session: Session, assignment: Assignment, actor: User) -> None:
    service.report_done(
        session, assignment, Report(text="Đã làm xong", document_number="1/BC"), actor=actor, now=NOW, day=DAY
    )


@pytest.fixture
def plan(session: Session, cast: Cast) -> Plan:
    """One task of each kind, led by the science department, published a month ago."""
    plan = make_plan(session, cast.office)
    due = {"late": -2, "soon": 5, "returned": 20, "waiting": 25, "far": 60, "ongoing": None}
    for name, days in due.items():
        day = None if days is None else DAY + timedelta(days=days)
        make_task(session, plan, [cast.science], title=TITLES[name], due=day)
    made = publish_plan(session, plan, NOW - timedelta(days=30), DAY - timedelta(days=30))
    by_title = {assignment.task.title: assignment for assignment in made}
    for name in ("returned", "waiting"):
        report(session, by_title[TITLES[name]], cast.focal)
    service.return_for_rework(by_title[TITLES["returned"]], "Thiếu chữ ký số", actor=cast.officer, now=NOW)
    session.commit()
    return plan


def test_an_agency_sees_whose_move_it_is_most_pressing_first(cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    found = home(sign_in(cast.focal))
    wanted = ("Quá hạn", TITLES["late"], "Đến hạn trong 7 ngày", TITLES["soon"], "Bị trả lại", TITLES["returned"])
    places = [found.index(words) for words in (*wanted, "Đang chờ người khác", TITLES["waiting"])]
    assert places == sorted(places)
    assert TITLES["far"] not in found
    assert "Thiếu chữ ký số" in found
    assert found.count(">Báo cáo</a>") == 3
    assert "Xác nhận</a>" not in found


def test_every_number_of_the_groups_is_the_list_it_leads_to(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn, app: object
) -> None:
    with app.test_request_context():  # type: ignore[attr-defined]
        work = own_work(session, cast.focal, DAY)
    browser = sign_in(cast.focal)
    assert [group.count for group in work.groups] == [0, 1, 1, 1, 1]  # nothing lies before the head
    for group in work.groups[1:]:
        listed = browser.get(group.url).get_data(as_text=True)
        assert f"{group.count} việc được giao" in listed
        assert group.rows[0].title in listed
    assert (work.cells.overdue, work.cells.within, work.ongoing) == (1, 4, 1)


def test_a_row_that_is_both_late_and_returned_is_shown_once(
    session: Session, cast: Cast, sign_in: SignIn, app: object
) -> None:
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science], title="Việc trả lại đã quá hạn", due=DAY - timedelta(days=2))
    (late,) = publish_plan(session, plan, NOW - timedelta(days=30), DAY - timedelta(days=30))
    report(session, late, cast.focal)
    service.return_for_rework(late, "Chưa đủ", actor=cast.officer, now=NOW)
    session.commit()
    found = home(sign_in(cast.focal))
    assert found.count("Việc trả lại đã quá hạn") == 1
    assert "1 việc của nhóm này đã nêu ở nhóm trên." in found


def test_with_nothing_to_do_the_page_says_what_comes_next_and_when(
    session: Session, cast: Cast, sign_in: SignIn
) -> None:
    plan = make_plan(session, cast.office)
    task = make_task(session, plan, [cast.science], due=date(2026, 6, 30))
    publish_plan(session, plan, NOW, DAY)
    session.commit()
    found = home(sign_in(cast.focal))
    assert "Không có việc nào chờ bạn" in found
    assert f"Tiếp theo: {task.code}, đến hạn 30/06/2026." in found


def test_without_any_task_the_page_is_calm_for_everybody(cast: Cast, sign_in: SignIn) -> None:
    for user in (cast.focal, cast.officer):
        assert "Không có việc nào chờ bạn" in home(sign_in(user))
    assert "chưa có nhiệm vụ nào được giao" in home(sign_in(cast.leader))


def test_ten_rows_are_shown_and_the_rest_is_a_link(session: Session, cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(session, cast.office)
    for number in range(12):
        make_task(session, plan, [cast.science], title=f"Việc trễ số {number:02}", due=DAY - timedelta(days=3))
    publish_plan(session, plan, NOW - timedelta(days=30), DAY - timedelta(days=30))
    session.commit()
    found = home(sign_in(cast.focal))
    assert found.count("Việc trễ số") == 10
    assert "Xem cả 12 việc" in found


def test_the_steering_office_sees_what_waits_for_it_oldest_report_first(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    make_task(session, plan, [cast.everybody], title="Việc của mọi sở, ngành")
    late = session.get_one(Assignment, 1)
    late.held = True
    make_plan(session, cast.office, number="30-KH/BCĐTP")
    session.commit()
    found = home(sign_in(cast.officer))
    order = ("30-KH/BCĐTP", "Đang giữ thư về 1 việc", "Chờ xác nhận", TITLES["waiting"], "Số việc quá hạn")
    places = [found.index(words, found.index("<main")) for words in (*order, "Chưa phân rã", "Sắp đến hạn")]
    assert places == sorted(places)
    assert f'href="/ke-hoach/{plan.id}/cho-phep-gui-thu"' in found
    assert f'href="/qua-han?co-quan={cast.science.id}"' in found
    assert ">Phân rã</a>" in found


def test_another_offices_plan_is_nothing_to_a_steering_office(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn, app: object
) -> None:
    with app.test_request_context():  # type: ignore[attr-defined]
        found = steering(session, cast.other_office, DAY)
    assert found.is_idle
    assert "Không có việc nào chờ bạn" in home(sign_in(cast.other_office))


def test_the_leaders_sentence_says_the_official_count(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    found = overview(session, cast.leader, DAY)
    assert found.sentence == (
        "Đến ngày 04/03/2026: 6 việc được giao theo 1 kế hoạch; đã hoàn thành 0 (đúng hạn 0, quá hạn 0), "
        "chưa hoàn thành 5 (trong hạn 4, quá hạn 1), thường xuyên, không thời hạn 1. "
        "Chậm nhiều nhất là Sở Khoa học và Công nghệ: 1 việc, lâu nhất 2 ngày."
    )
    for user in (cast.leader, cast.inspector):
        page = home(sign_in(user))
        assert found.sentence in page
        assert 'href="/nhiem-vu?tien-do=overdue"' in page
        assert ">Báo cáo</a>" not in page


def test_an_agency_sees_nothing_of_other_agencies(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    found = home(sign_in(cast.stranger))
    assert not [title for title in TITLES.values() if title in found]
    assert "Sở Khoa học và Công nghệ" not in found


def test_a_viewer_sees_the_work_without_the_buttons(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    viewer = make_user(session, "viewer@example.vn", agency=cast.science, post=Post.VIEWER)
    session.commit()
    found = home(sign_in(viewer))
    assert TITLES["late"] in found
    assert ">Báo cáo</a>" not in found


def test_a_person_with_several_parts_sees_them_one_under_another(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    make_task(session, plan, [cast.office], title="Việc của chính văn phòng", due=DAY + timedelta(days=2))
    other = make_plan(session, cast.office, number="31-KH")
    make_task(session, other, [cast.office], title="Việc của văn phòng", due=DAY + timedelta(days=2))
    publish_plan(session, other, NOW, DAY)
    session.commit()
    found = home(sign_in(cast.officer))
    assert found.index("Việc của cơ quan thường trực") < found.index("Việc cơ quan tôi chủ trì")


def test_a_person_without_a_post_is_told_so_and_let_in_nowhere_else(session: Session, sign_in: SignIn) -> None:
    nobody = make_user(session, "nobody@example.vn")
    ended = make_user(session, "ended@example.vn", agency=make_agency(session), to_on=date(2026, 1, 1))
    session.commit()
    for user in (nobody, ended):
        browser = sign_in(user)
        assert "chưa giữ vị trí ở cơ quan nào" in home(browser)
        assert browser.get("/tai-khoan").status_code == 200
        for path in ("/nhiem-vu", "/ke-hoach", "/qua-han", "/co-quan", "/chi-tieu"):
            assert browser.get(path).status_code == 403


def test_the_administrator_sees_late_jobs_lost_mail_and_empty_agencies(
    session: Session, cast: Cast, sign_in: SignIn
) -> None:
    empty = make_agency(session, "Sở Du lịch")
    plan = make_plan(session, cast.office)
    make_task(session, plan, [empty, cast.science])
    publish_plan(session, plan, NOW, DAY)
    mail = Notification(
        key="k",
        kind="digest",
        address="a@example.vn",
        context={},
        message_id="m",
        state=Delivery.FAILED,
        not_before=NOW,
    )
    session.add(mail)
    session.commit()
    found = home(sign_in(cast.admin))
    assert 'href="/nhat-ky-thu?trang-thai=failed"' in found
    assert "Công việc nền chạy trễ" in found
    assert f'href="/co-quan/{empty.id}">Sở Du lịch' in found
    assert f'href="/co-quan/{cast.science.id}"' not in found
    listed = sign_in(cast.admin).get("/co-quan?thieu-nguoi=1").get_data(as_text=True)
    assert "1 cơ quan có việc nhưng chưa có người nhận thư" in listed
    assert "Sở Du lịch" in listed


def test_a_late_job_is_told_to_those_who_can_look_after_it(
    session: Session, cast: Cast, sign_in: SignIn, freeze: Callable[[str], datetime]
) -> None:
    freeze("2026-03-04 11:00")
    words = "Công việc nền chưa chạy đúng lịch"
    assert words in home(sign_in(cast.admin))
    assert words in home(sign_in(cast.officer))
    assert words not in home(sign_in(cast.focal))
    from tracker.health.rules import TIMETABLE

    for name in TIMETABLE:
        session.add(
            JobRun(name=name, day=DAY, started_at=at("2026-03-04 10:59"), ended_at=at("2026-03-04 11:00"), error="")
        )
    session.commit()
    assert words not in home(sign_in(cast.admin))


def test_sample_data_is_marked_on_every_page(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    browser = sign_in(cast.focal)
    assert "Dữ liệu mẫu:" not in home(browser)
    plan.is_sample = True
    session.commit()
    for path in ("/", "/ke-hoach", "/nhiem-vu", "/co-quan", "/chi-tieu"):
        assert "Dữ liệu mẫu:" in browser.get(path).get_data(as_text=True)


def test_home_asks_as_often_however_many_rows(session: Session, cast: Cast, sign_in: SignIn) -> None:
    sent: dict[str, list[int]] = {}
    for size in (5, 60):
        plan = make_plan(session, cast.office, number=f"{size}-KH")
        for number in range(size):
            agency = make_agency(session, f"Sở thử {size}-{number}")
            make_task(session, plan, [cast.science, agency], due=DAY + timedelta(days=number % 9 - 4))
            make_task(session, plan, [cast.everybody], title="Việc chung")
        made = publish_plan(session, plan, NOW - timedelta(days=30), DAY - timedelta(days=30))
        for assignment in made[::3]:
            report(session, assignment, cast.focal)
        session.commit()
        for user in (cast.focal, cast.officer, cast.leader, cast.admin):
            with statements() as found:
                home(sign_in(user))
            sent.setdefault(user.email, []).append(len(found))
    assert {email: counts[0] for email, counts in sent.items()} == {
        email: counts[1] for email, counts in sent.items()
    }


def test_the_role_alone_decides_who_watches(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    head = make_user(session, "leader-and-head@example.vn", agency=cast.science, post=Post.HEAD, role=Role.LEADER)
    session.commit()
    found = home(sign_in(head))
    assert found.index("Đến ngày 04/03/2026") < found.index("Việc cơ quan tôi chủ trì")
    assert ">Báo cáo</a>" in found
