from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.cast import Cast
from tests.factories.drafts import make_draft, make_row
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker.config import Settings
from tracker.plans.models import Document, Plan, PlanState, ReportObligation, TaskGroup
from tracker.storage import FileStore
from tracker.tasks import service
from tracker.tasks.service import Report
from tracker.users.models import User

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
DAY = date(2026, 3, 4)
SignIn = Callable[[User], FlaskClient]


def page(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)[-2000:]
    return answer.get_data(as_text=True)


@pytest.fixture
def published(session: Session, cast: Cast) -> Plan:
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science], title="Xây dựng nền tảng dữ liệu", due=date(2026, 3, 31))
    make_task(session, plan, [cast.office], title="Rà soát quy chế làm việc", due=date(2026, 1, 31))
    publish_plan(session, plan, NOW, DAY)
    session.commit()
    return plan


def test_a_draft_is_seen_by_its_steering_office_alone(session: Session, cast: Cast, sign_in: SignIn) -> None:
    plan = make_draft(session, cast.office)
    make_row(session, plan, [cast.science], title="Xây dựng nền tảng dữ liệu")
    session.commit()
    assert "Xây dựng nền tảng dữ liệu" in page(sign_in(cast.officer), f"/ke-hoach/{plan.id}")
    for other in (cast.focal, cast.other_office, cast.leader, cast.inspector, cast.admin):
        browser = sign_in(other)
        page(browser, f"/ke-hoach/{plan.id}", 404)
        page(browser, f"/ke-hoach/{plan.id}/ban-hanh", 404 if other is cast.other_office else 403)
        assert "27-KH/BCĐTP" not in page(browser, "/ke-hoach")


def test_an_agency_sees_its_own_tasks_of_a_plan_and_no_others(
    session: Session, cast: Cast, sign_in: SignIn, published: Plan
) -> None:
    found = page(sign_in(cast.focal), f"/ke-hoach/{published.id}")
    assert "Xây dựng nền tảng dữ liệu" in found
    assert "Rà soát quy chế làm việc" not in found
    assert "Đang giữ thư" not in found


def test_a_plan_that_does_not_name_an_agency_does_not_exist_for_it(
    cast: Cast, sign_in: SignIn, published: Plan
) -> None:
    browser = sign_in(cast.stranger)
    page(browser, f"/ke-hoach/{published.id}", 404)
    page(browser, f"/ke-hoach/{published.id}/van-ban", 404)
    assert "27-KH/BCĐTP" not in page(browser, "/ke-hoach")
    for watcher in (cast.leader, cast.inspector, cast.admin):
        assert "Rà soát quy chế làm việc" in page(sign_in(watcher), f"/ke-hoach/{published.id}")


def test_the_page_shows_the_head_of_the_paper_its_cells_and_what_waits(
    session: Session, cast: Cast, sign_in: SignIn, published: Plan
) -> None:
    published.replaces = ["20-KH/BCĐTP"]
    published.obligations = [
        ReportObligation(text="Báo cáo trước ngày 30/11", who=["Sở Tài chính"], deadline={"raw": "30/11"})
    ]
    task = make_task(session, published, [cast.everybody], title="Đào tạo kỹ năng số", due=date(2026, 6, 30))
    task.problems = [{"code": "agency_near", "column": "lead", "message": "Cần xác nhận cơ quan"}]
    session.commit()
    found = page(sign_in(cast.officer), f"/ke-hoach/{published.id}")
    for words in ("Ban Chỉ đạo Thành phố", "14/02/2026", "20-KH/BCĐTP", "Báo cáo trước ngày 30/11", "Chưa phân rã"):
        assert words in found
    assert f'href="/ke-hoach/{published.id}/cho-phep-gui-thu"' in found
    assert f'href="/nhiem-vu/chua-phan-ra?ke-hoach={published.id}"' in found
    assert f'href="/nhiem-vu/con-van-de?ke-hoach={published.id}"' in found
    assert f'href="/nhiem-vu?tien-do=overdue&amp;ke-hoach={published.id}"' in found


def test_rows_stand_under_their_headings_in_the_order_of_the_paper(
    session: Session, cast: Cast, sign_in: SignIn
) -> None:
    plan = make_plan(session, cast.office)
    pillar = TaskGroup(number="I", title="Hạ tầng số", note="", position=1)
    plan.appendices[0].groups = [pillar]
    session.flush()
    heading = TaskGroup(number="29", title="Thủ tục hành chính", note="", position=3, parent_id=pillar.id)
    plan.appendices[0].groups.append(heading)
    session.flush()
    make_task(session, plan, [cast.science], title="Việc thứ nhất", group=pillar)
    make_task(session, plan, [cast.science], title="Việc thứ hai", group=heading)
    publish_plan(session, plan, NOW, DAY)
    session.commit()
    found = page(sign_in(cast.officer), f"/ke-hoach/{plan.id}")
    places = [
        found.index(words) for words in ("I. Hạ tầng số", "Việc thứ nhất", "29. Thủ tục hành chính", "Việc thứ hai")
    ]
    assert places == sorted(places)


def test_the_number_of_queries_does_not_grow_with_the_tasks(session: Session, cast: Cast, sign_in: SignIn) -> None:
    sent = []
    for size in (5, 60):
        plan = make_plan(session, cast.office, number=f"{size}-KH")
        for _ in range(size):
            make_task(session, plan, [cast.science, cast.finance], title="Việc")
        publish_plan(session, plan, NOW, DAY)
        session.commit()
        browser = sign_in(cast.officer)
        with statements() as found:
            page(browser, f"/ke-hoach/{plan.id}")
        sent.append(len(found))
    assert sent[0] == sent[1]


def test_every_task_of_a_long_appendix_is_reached_page_by_page(session: Session, cast: Cast, sign_in: SignIn) -> None:
    plan = make_plan(session, cast.office)
    wanted = {make_task(session, plan, [cast.science], title="Việc dài").code for _ in range(120)}
    publish_plan(session, plan, NOW, DAY)
    session.commit()
    browser, seen, path = sign_in(cast.officer), set(), f"/ke-hoach/{plan.id}"
    for _ in range(3):
        found = page(browser, path)
        seen |= {code for code in wanted if f">{code}<" in found}
        if 'rel="next" href="' not in found:
            break
        path = found.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert seen == wanted


def test_the_paper_is_given_back_byte_for_byte_and_never_shown(
    session: Session, cast: Cast, sign_in: SignIn, published: Plan, settings: Settings
) -> None:
    data = "Kế hoạch <script>".encode()
    stored = FileStore(settings.data / "files").put(data)
    published.document = Document(
        sha256=stored.sha256, size=stored.size, filename="Kế hoạch 27.html", media_type="text/html", created_at=NOW
    )
    session.commit()
    answer = sign_in(cast.focal).get(f"/ke-hoach/{published.id}/van-ban")
    assert answer.data == data
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_without_plans_the_list_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    assert "/nhap-ke-hoach" in page(sign_in(cast.officer), "/ke-hoach")
    assert "Chưa có kế hoạch nào giao việc" in page(sign_in(cast.focal), "/ke-hoach")


def test_the_list_shows_drafts_first_and_what_is_late(
    session: Session, cast: Cast, sign_in: SignIn, published: Plan
) -> None:
    draft = make_plan(session, cast.office, number="30-KH/BCĐTP")
    session.commit()
    found = page(sign_in(cast.officer), "/ke-hoach")
    assert found.index("30-KH/BCĐTP") < found.index("27-KH/BCĐTP")
    assert f'href="/nhiem-vu?ke-hoach={published.id}&amp;tien-do=overdue">1<' in found
    assert draft.state is PlanState.DRAFT


def test_a_task_of_several_agencies_shows_the_one_that_is_behind_and_how_many_are_done(
    session: Session, cast: Cast, sign_in: SignIn
) -> None:
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science, cast.finance], due=date(2026, 2, 27))
    done, _late = publish_plan(session, plan, NOW - timedelta(days=30), DAY - timedelta(days=30))
    report = Report(text="Đã xong", document_number="1/BC")
    service.report_done(session, done, report, actor=cast.focal, now=NOW, day=date(2026, 2, 20))
    service.confirm(done, actor=cast.officer, now=NOW)
    session.commit()
    found = page(sign_in(cast.officer), f"/ke-hoach/{plan.id}")
    assert "Quá hạn 5 ngày" in found
    assert "1/2" in found
    assert "Quá hạn" not in page(sign_in(cast.focal), f"/ke-hoach/{plan.id}").split("<tbody>")[1]
