"""The pages of a plan that replaces or amends another one."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast
from tests.imports.paper import SIX, rows, six
from tests.imports.test_import_pages import send
from tracker.imports.models import DraftRow
from tracker.plans.models import BaseKind, Plan, PlanBase
from tracker.tasks.models import Assignment, Task
from tracker.tasks.rules import Status
from tracker.users.models import User

SignIn = Callable[[User], FlaskClient]
HEAD = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI

Số: {number}/KH-UBND

Đồng Nai, ngày 05 tháng 01 năm 2026

KẾ HOẠCH

Chuyển đổi số tỉnh Đồng Nai năm 2026

{says}

"""
FIRST = (
    six("1", "Phủ sóng 5G tại các khu công nghiệp", "Sở Khoa học và Công nghệ"),
    six("2", "Đào tạo kỹ năng số cho cán bộ cấp xã", "Sở Tài chính"),
    six("3", "Tổ chức Ngày hội chuyển đổi số", "Sở Tài chính"),
)
SECOND = (
    six("1", "Lập bản đồ số của tỉnh", "Sở Tài chính"),
    six("2", "Phủ sóng 5G tại các khu công nghiệp", "Sở Khoa học và Công nghệ", "Quý III/2026"),
    six("3", "Đào tạo kỹ năng số cho cán bộ cấp xã", "Sở Tài chính"),
)
SAYS = "Kế hoạch này thay thế Kế hoạch số 15/KH-UBND ngày 05/01/2026."


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


def import_plan(
    session: Session, browser: FlaskClient, cast: Cast, number: int, says: str, lines: tuple[tuple[str, ...], ...]
) -> Plan:
    status, _page = send(browser, cast, HEAD.format(number=number, says=says) + rows(SIX, *lines))
    assert status == 200
    return session.scalars(select(Plan).order_by(Plan.id.desc())).first() or pytest.fail("no plan")


@pytest.fixture
def browser(sign_in: SignIn, cast: Cast) -> FlaskClient:
    return sign_in(cast.officer)


@pytest.fixture
def first(session: Session, browser: FlaskClient, cast: Cast) -> Plan:
    plan = import_plan(session, browser, cast, 15, "", FIRST)
    assert browser.post(f"/ke-hoach/{plan.id}/ban-hanh", data={"later": "y"}).status_code == 302
    session.expire_all()
    assert not plan.is_draft
    return plan


@pytest.fixture
def second(session: Session, browser: FlaskClient, cast: Cast, first: Plan) -> Plan:
    return import_plan(session, browser, cast, 40, SAYS, SECOND)


def page(browser: FlaskClient, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, address
    return answer.get_data(as_text=True)


def test_a_draft_leads_to_the_comparison_with_the_plan_it_replaces(browser: FlaskClient, second: Plan) -> None:
    assert "Kế hoạch 15/KH-UBND" in page(browser, f"/ke-hoach/{second.id}")
    found = page(browser, f"/ke-hoach/{second.id}/so-sanh")
    counts = dict(re.findall(r">(Tất cả|Thay đổi|Bổ sung|Không còn|Giữ nguyên) · (\d+)<", found))
    assert counts == {"Tất cả": "4", "Thay đổi": "1", "Bổ sung": "1", "Không còn": "1", "Giữ nguyên": "1"}
    assert "<del>II/2026 (30/06/2026)</del>" in found
    assert "<ins>III/2026 (30/09/2026)</ins>" in found
    assert re.search(r"1 →\s*2", found)


def test_the_comparison_is_filtered_by_its_address(browser: FlaskClient, second: Plan) -> None:
    found = page(browser, f"/ke-hoach/{second.id}/so-sanh?loai=khong-con")
    assert "Ngày hội" in found
    assert "Lập bản đồ số" not in found


def test_a_match_is_put_right_by_hand_and_taken_back(session: Session, browser: FlaskClient, second: Plan) -> None:
    row = session.scalars(select(DraftRow).where(DraftRow.plan_id == second.id, DraftRow.number == "1")).one()
    task = session.scalars(select(Task).where(Task.title.contains("Ngày hội"))).one()
    form = page(browser, f"/ban-nhap/dong/{row.id}/ghep")
    assert f'value="{task.id}"' in form
    assert browser.post(f"/ban-nhap/dong/{row.id}/ghep", data={"continues": "9999"}).status_code == 422
    assert browser.post(f"/ban-nhap/dong/{row.id}/ghep", data={"continues": str(task.id)}).status_code == 302
    assert "Không còn · 0" in page(browser, f"/ke-hoach/{second.id}/so-sanh")
    assert browser.post(f"/ke-hoach/{second.id}/hoan-tac").status_code == 302
    assert "Không còn · 1" in page(browser, f"/ke-hoach/{second.id}/so-sanh")


def test_the_earlier_plan_is_cleared_and_chosen_again(
    session: Session, browser: FlaskClient, first: Plan, second: Plan
) -> None:
    assert browser.post(f"/ke-hoach/{second.id}/ke-hoach-truoc/{first.id}/bo").status_code == 302
    assert session.scalars(select(PlanBase)).all() == []
    assert "Chọn kế hoạch bị thay thế" in page(browser, f"/ke-hoach/{second.id}/so-sanh")
    chosen = {"base": str(first.id), "kind": "amends"}
    assert browser.post(f"/ke-hoach/{second.id}/ke-hoach-truoc", data=chosen).status_code == 302
    link = session.scalars(select(PlanBase)).one()
    assert (link.base_id, link.kind) == (first.id, BaseKind.AMENDS)
    assert browser.post(f"/ke-hoach/{second.id}/ke-hoach-truoc", data={"base": "9999"}).status_code == 302
    assert session.scalars(select(PlanBase)).one() is link


def test_a_number_written_into_the_head_links_the_plan(
    session: Session, browser: FlaskClient, cast: Cast, first: Plan
) -> None:
    plan = import_plan(session, browser, cast, 42, "", SECOND)
    assert session.scalars(select(PlanBase)).all() == []
    head = {"number": "42/KH-UBND", "kind": "Kế hoạch", "issuer": plan.issuer, "issued_on": "05/01/2026"}
    address = f"/ke-hoach/{plan.id}/thong-tin"
    assert browser.post(address, data={**head, "replaces": "15 /KH-UBND"}).status_code == 302
    assert [link.base_id for link in session.scalars(select(PlanBase))] == [first.id]


def test_publishing_says_what_runs_on_and_ends_only_what_is_ticked(
    session: Session, browser: FlaskClient, first: Plan, second: Plan
) -> None:
    found = page(browser, f"/ke-hoach/{second.id}/ban-hanh")
    assert "2 nhiệm vụ đang theo dõi được tiếp tục" in found
    assert "Giao 1 nhiệm vụ" in found
    dropped = session.scalars(select(Task).where(Task.title.contains("Ngày hội"))).one()
    data = {"later": "y", "withdraw": str(dropped.id)}
    assert browser.post(f"/ke-hoach/{second.id}/ban-hanh", data=data).status_code == 302
    session.expire_all()
    assert not second.is_draft
    assert [one.status for one in dropped.assignments] == [Status.WITHDRAWN]
    old, new = page(browser, f"/ke-hoach/{first.id}"), page(browser, f"/ke-hoach/{second.id}")
    assert f'Đã được thay thế bởi <a href="/ke-hoach/{second.id}">Kế hoạch 40/KH-UBND</a>' in " ".join(old.split())
    assert "2 nhiệm vụ đã chuyển sang kế hoạch sau" in old
    assert f'Thay thế <a href="/ke-hoach/{first.id}">Kế hoạch 15/KH-UBND</a>' in " ".join(new.split())
    assert "Đã được thay thế bởi Kế hoạch 40/KH-UBND" in page(browser, "/ke-hoach")
    for plan in (first, second):
        assert browser.get(f"/ke-hoach/{plan.id}/tai-ve.xlsx").status_code == 200
    task = session.scalars(select(Task).where(Task.title.contains("Phủ sóng"))).one()
    told = page(browser, f"/nhiem-vu/{task.id}")
    assert "Trước đây: số 1, Kế hoạch 15/KH-UBND" in told
    assert "Điều chỉnh thời hạn: 30/06/2026 → 30/09/2026" in told


def test_the_lead_of_a_carried_task_reads_both_plans_and_goes_on(
    session: Session, browser: FlaskClient, sign_in: SignIn, cast: Cast, first: Plan, second: Plan
) -> None:
    browser.post(f"/ke-hoach/{second.id}/ban-hanh", data={"later": "y"})
    session.expire_all()
    task = session.scalars(select(Task).where(Task.title.contains("Phủ sóng"))).one()
    (assignment,) = session.scalars(select(Assignment).where(Assignment.task_id == task.id))
    lead = sign_in(cast.focal)
    assert "Trước đây: số 1" in page(lead, f"/nhiem-vu/{task.id}")
    assert f'<a href="/ke-hoach/{first.id}">' in page(lead, f"/ke-hoach/{second.id}")
    old = page(lead, f"/ke-hoach/{first.id}")
    assert "1 nhiệm vụ đã chuyển sang kế hoạch sau" in old
    assert "Đào tạo kỹ năng số" not in old
    page(lead, f"/ke-hoach/{second.id}/so-sanh", 403)
    assert lead.post(f"/viec/{assignment.id}/bat-dau", data={"version": str(assignment.version)}).status_code == 302
    session.refresh(assignment)
    assert assignment.status is Status.IN_PROGRESS


def test_another_office_cannot_replace_a_plan_that_is_not_its_own(
    session: Session, browser: FlaskClient, sign_in: SignIn, cast: Cast, first: Plan, second: Plan
) -> None:
    second.steering_agency_id = cast.other_office.memberships[0].agency_id
    session.commit()
    other = sign_in(cast.other_office)
    assert other.post(f"/ke-hoach/{second.id}/ban-hanh", data={"later": "y"}).status_code == 302
    session.expire_all()
    assert second.is_draft
    page(browser, f"/ke-hoach/{second.id}/so-sanh", 404)


def test_the_same_content_under_another_format_offers_the_comparison(
    session: Session, browser: FlaskClient, cast: Cast, first: Plan
) -> None:
    """The bytes differ, the plan does not: said on the draft, and shown to be the same row by row."""
    text = HEAD.format(number=15, says="") + rows(SIX, *FIRST)
    status, _page = send(browser, cast, text.replace("\n", "\r\n"), "ke-hoach-15.txt")
    assert status == 200
    plan = session.scalars(select(Plan).order_by(Plan.id.desc())).first()
    assert plan is not None
    assert f"/ke-hoach/{plan.id}/so-sanh?voi={first.id}" in page(browser, f"/ke-hoach/{plan.id}")
    assert "Giữ nguyên · 3" in page(browser, f"/ke-hoach/{plan.id}/so-sanh?voi={first.id}")


def test_an_agency_reads_the_plan_that_amends_one_of_its_own(
    session: Session, browser: FlaskClient, sign_in: SignIn, cast: Cast, first: Plan
) -> None:
    says = "Sửa đổi, bổ sung một số nhiệm vụ tại Kế hoạch số 15/KH-UBND ngày 05/01/2026."
    lines = (six("1", "Phủ sóng 5G tại các khu công nghiệp", "Sở Khoa học và Công nghệ", "Quý IV/2026"),)
    plan = import_plan(session, browser, cast, 41, says, lines)
    page(sign_in(cast.focal), f"/ke-hoach/{plan.id}", 404)
    browser.post(f"/ke-hoach/{plan.id}/ban-hanh", data={"later": "y"})
    session.expire_all()
    assert not plan.is_draft
    assert "Sửa đổi, bổ sung" in page(sign_in(cast.focal), f"/ke-hoach/{plan.id}")
    assert "Đã được sửa đổi, bổ sung bởi" in page(sign_in(cast.focal), f"/ke-hoach/{first.id}")
    task = session.scalars(select(Task).where(Task.title.contains("Phủ sóng"))).one()
    assert "Trước khi sửa đổi ngày" in page(sign_in(cast.focal), f"/nhiem-vu/{task.id}")
