"""A day of each kind of person, from the first page to the last act, with and without JavaScript."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import PHONE, OpenAs, Site, sign_in
from tests.browser.mail import link_to
from tests.browser.test_journeys import DONE, SEND
from tests.browser.test_pages import problems
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.users.models import Membership, User

pytestmark = pytest.mark.browser

LEADER = "lanh-dao"
POLICE = "Công an Thành phố"
MAIN_BUTTON = ".now .btn-primary"

with_and_without_script = pytest.mark.parametrize(
    "with_script", [True, False], ids=["with JavaScript", "without JavaScript"]
)


@pytest.fixture(scope="package")
def unseen(browser: object) -> Iterator[Assignment]:
    """Work of the police with a day of its own that nobody has touched, a new piece each time."""
    mine = select(Assignment).join(Assignment.agency).where(Agency.name == POLICE)
    untouched = mine.where(Assignment.status == Status.ASSIGNED, Assignment.due_on.is_not(None))
    return iter(db.session.scalars(untouched.order_by(Assignment.id)).all())


@pytest.fixture(scope="package")
def unread(browser: object) -> Iterator[tuple[str, Assignment]]:
    """Two schools and parks whose head has a mail about the one task that came back to them."""
    slugs = ("truong-dai-hoc-y-khoa-pham-ngoc-thach", "ban-quan-ly-khu-nong-nghiep-cong-nghe-cao-thanh-pho")
    return iter([(slug, the_one(slug, Status.RETURNED)) for slug in slugs])


def the_one(slug: str, status: Status) -> Assignment:
    """The assignment in that state of the agency whose focal officer is so named."""
    theirs = select(Membership.agency_id).join(Membership.user).where(User.email == f"dau-moi.{slug}@mau.example")
    return db.session.scalars(
        select(Assignment).where(Assignment.agency_id.in_(theirs), Assignment.status == status)
    ).one()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "Quyết định 15 (bản ký).pdf"
    file.write_bytes(b"%PDF-1.7\nquyet dinh\n%%EOF")
    return file


def act(page: Page, words: str) -> None:
    """Press a button of the box “Bây giờ”, also one behind “Thêm”."""
    button = page.locator(".now .btn", has_text=words).first
    if not button.is_visible():
        page.click(".now .further-acts summary")
    button.click()


def send(page: Page, words: str, **fields: str) -> None:
    """Fill in the form of the page, send it and read what is said about it."""
    for name, value in fields.items():
        page.fill(f"[name={name}]", value)
    page.click(SEND)
    expect(page.locator(DONE)).to_contain_text(words)


def direct(page: Page, assignment: Assignment, text: str) -> None:
    """The direction of a leader, from the task page."""
    page.goto(f"/nhiem-vu/{assignment.task_id}")
    page.click("text=Cho ý kiến chỉ đạo")
    send(page, "Đã gửi", text=text, due_on="10/06/2026")


@with_and_without_script
def test_the_day_of_a_focal_officer(
    open_as: OpenAs, unseen: Iterator[Assignment], paper: Path, with_script: bool
) -> None:
    assignment = next(unseen)
    task = f"/nhiem-vu/{assignment.task_id}"
    direct(open_as(LEADER, with_script=with_script), assignment, "Báo cáo rõ tiến độ trước giao ban")

    page = open_as("dau-moi.cong-an-thanh-pho", with_script=with_script)
    expect(page.locator("h1")).to_have_text("Việc của tôi")
    assert page.locator(".task-item, .empty").count() > 0
    page.goto(task)
    expect(page.locator(MAIN_BUTTON)).to_have_count(1)
    act(page, "Nhận việc")
    expect(page.locator(DONE)).to_be_visible()

    act(page, "Cập nhật tiến độ")
    page.check("[name=cause] >> nth=0")
    page.fill("[name=obstacle]", "Chưa có hướng dẫn của Bộ")
    send(page, "Đã cập nhật tiến độ", note="Đã họp tổ soạn thảo", percent="40", proposal="Đề nghị Sở Tư pháp góp ý")
    expect(page.locator("main")).to_contain_text("Chưa có hướng dẫn của Bộ")

    page.click("a:has-text('Giao việc con')")
    fields = {"parts-0-title": "Rà soát số liệu", "parts-0-agencies": "Phường Sài Gòn"}
    send(page, "Đã giao", **fields)
    expect(page.locator("main")).to_contain_text("Rà soát số liệu")

    act(page, "Xin gia hạn")
    page.check("[name=reason] >> nth=0")
    page.set_input_files("[name=files]", paper)
    send(page, "Đã gửi đề nghị gia hạn", due="31/03/2027", text="Chờ Bộ ban hành thông tư hướng dẫn")

    page.goto("/")
    page.goto(task)
    page.click("#chi-dao a:has-text('Trả lời')")
    send(page, "Đã gửi trả lời", text="Đã đạt 40%, còn chờ hướng dẫn")
    expect(page.locator("#chi-dao")).to_contain_text("Đã đạt 40%, còn chờ hướng dẫn")

    act(page, "Báo cáo hoàn thành")
    page.set_input_files("[name=files]", paper)
    page.fill("[name=text]", "Đã ban hành quyết định")
    page.click("[name=save]")
    expect(page.locator(DONE)).to_be_visible()
    assert list(problems(page)) == []


@with_and_without_script
def test_a_head_comes_from_a_mail_and_sends_the_prepared_report_on_a_phone(
    open_as: OpenAs, site: Site, unread: Iterator[tuple[str, Assignment]], paper: Path, with_script: bool
) -> None:
    slug, assignment = next(unread)
    head = open_as(f"thu-truong.{slug}", size=PHONE, with_script=with_script)
    head.goto(f"/co-quan/{assignment.agency_id}")
    head.click("text=Yêu cầu thủ trưởng duyệt")
    focal = open_as(f"dau-moi.{slug}", with_script=with_script)
    focal.goto(f"/viec/{assignment.id}/bao-cao")
    focal.set_input_files("[name=files]", paper)
    focal.fill("[name=text]", "Đã bổ sung quyết định có ký số")
    focal.click("button:has-text('Trình thủ trưởng duyệt')")

    head.context.clear_cookies()
    head.goto(link_to(site.app, f"thu-truong.{slug}@mau.example", "/nhiem-vu/"))
    sign_in(head, f"thu-truong.{slug}")
    expect(head.locator(".now")).to_contain_text("đang chờ thủ trưởng duyệt")
    assert list(problems(head)) == []
    head.click(MAIN_BUTTON)
    expect(head.locator("article.report")).to_contain_text("Đã bổ sung quyết định có ký số")
    assert list(problems(head)) == []
    head.click("button:has-text('Duyệt và gửi báo cáo')")
    expect(head.locator(DONE)).to_be_visible()
    expect(head.locator(".now")).to_contain_text("đang chờ")
    expect(head.locator(".task-state")).to_have_text("Chờ xác nhận")


@with_and_without_script
def test_a_leader_before_the_meeting(open_as: OpenAs, with_script: bool) -> None:
    page = open_as(LEADER, with_script=with_script)
    expect(page.locator("h1")).to_have_text("Tổng quan")
    page.click(".behind-table a >> nth=0")
    expect(page.locator("h1")).to_have_text("Nhiệm vụ quá hạn")
    assert page.locator("[name=chosen]").count() == 0
    page.click(".overdue-table .cell-title a >> nth=0")
    expect(page.locator(".now .btn-primary")).to_have_count(0)
    page.click("text=Cho ý kiến chỉ đạo")
    page.click(SEND)
    expect(page.locator(".error-summary")).to_be_visible()
    send(page, "Đã gửi", text="Làm rõ nguyên nhân chậm", due_on="05/06/2026")
    expect(page.locator("#chi-dao")).to_contain_text("Làm rõ nguyên nhân chậm")
    follow = page.locator("#trao-doi button:text-is('Theo dõi')")
    if follow.count():
        follow.click()
    expect(page.locator("#trao-doi")).to_contain_text("Đang theo dõi")
    page.goto("/dang-theo-doi")
    assert page.locator("main a[href^='/nhiem-vu/']").count() > 0
    page.goto("/chi-dao")
    expect(page.locator("main")).to_contain_text("Làm rõ nguyên nhân chậm")
    assert list(problems(page)) == []
