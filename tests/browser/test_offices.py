"""The steering office's morning, the inspector who only reads, and the administrator; with and without JavaScript."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import OFFICER, OpenAs, Site
from tests.browser.mail import link_to
from tests.browser.test_days import act, send, the_one, with_and_without_script
from tests.browser.test_journeys import DONE, SEND
from tests.browser.test_pages import FILES, LINKS, problems
from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.users.models import User

pytestmark = pytest.mark.browser

INSPECTOR, ADMIN = "kiem-tra", "quan-tri"
OWN = re.compile(
    r"^/(dang-xuat|ngon-ngu|tai-khoan\S*|nguoi-thay\S*|bo-loc\S*|cot|nhap-lai-mat-khau|nhiem-vu/\d+/theo-doi)$"
)
"""What a person changes about himself: settings, devices, kept filters, what he follows."""
SENDING = "(all) => all.map((one) => new URL(one.getAttribute('formaction') || one.form.action).pathname)"
NEW_PASSWORD = "Sông-Hồng-mùa-lũ-2026"  # of an account that lives as long as the test


@pytest.fixture
def picture_of_paper(tmp_path: Path) -> Path:
    """A PDF that a browser can open."""
    file, document = tmp_path / "Quyết định 88 (bản ký).pdf", pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(file)
    return file


@pytest.fixture(scope="package")
def not_ours(browser: object) -> Iterator[tuple[str, Assignment]]:
    """Agencies with one task that they have not accepted."""
    slugs = ("so-giao-duc-va-dao-tao", "so-cong-thuong")
    return iter([(slug, the_one(slug, Status.ASSIGNED)) for slug in slugs])


@with_and_without_script
def test_the_morning_of_a_steering_officer(
    open_as: OpenAs, not_ours: Iterator[tuple[str, Assignment]], picture_of_paper: Path, with_script: bool
) -> None:
    slug, assignment = next(not_ours)
    agency = open_as(f"dau-moi.{slug}", with_script=with_script)
    agency.goto(f"/nhiem-vu/{assignment.task_id}")
    act(agency, "Trả lại việc")
    agency.check("[name=reason] >> nth=0")
    send(agency, "Đã", text="Thuộc thẩm quyền của Sở Tài chính")
    page = open_as(OFFICER, with_script=with_script)
    expect(page.locator("main")).to_contain_text(assignment.task.code)
    see_evidence(page)
    confirm_many_and_take_back(page)
    decide_on_a_request(page)
    urge_several(page)
    page.goto(f"/nhiem-vu/{assignment.task_id}")
    page.click(".now a:has-text('Trả lời')")
    assert list(problems(page)) == []
    send(page, "Đã trả lời", text="Đúng thẩm quyền theo phụ lục, đề nghị thực hiện")
    page.goto(f"/nhiem-vu/{assignment.task_id}")
    expect(page.locator("main")).to_contain_text("Đúng thẩm quyền theo phụ lục")


def see_evidence(page: Page) -> None:
    page.goto("/")
    page.click("main a[href='/cho-xac-nhan'] >> nth=0")
    expect(page.locator(".desk-report .report")).to_be_visible()
    expect(page.locator(".decide .btn-primary")).to_have_count(1)
    assert page.locator(".evidence a").count() > 0


def confirm_many_and_take_back(page: Page) -> None:
    page.goto("/nhiem-vu?trang-thai=submitted")
    boxes = page.locator("[name=chosen]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click(".bulk-bar button:has-text('Xác nhận')")
    expect(page.locator("h1")).to_have_text("Xác nhận hoàn thành hàng loạt")
    assert list(problems(page)) == []
    page.click(SEND)
    expect(page.locator(DONE)).to_have_text("Đã xác nhận 2 việc.")
    assert list(problems(page)) == []
    page.click("button:has-text('Hoàn tác tất cả')")
    expect(page.locator(DONE)).to_have_text("Đã hoàn tác 2 việc.")


def decide_on_a_request(page: Page) -> None:
    page.goto("/gia-han")
    page.click(".request-table tr:has([name=chon]) .cell-title a >> nth=0")
    page.click(".decide [type=submit]")
    expect(page.locator(".error-summary")).to_be_visible()
    assert list(problems(page)) == []
    page.check("[name=answer][value=granted]")
    page.fill("[name=text]", "Đồng ý")
    page.fill("[name=document_number]", "15/TB-VPTU")
    page.fill("[name=document_date]", "02/06/2026")
    page.click(".decide [type=submit]")
    expect(page.locator(DONE)).to_be_visible()


def urge_several(page: Page) -> None:
    page.goto("/qua-han")
    boxes = page.locator("[name=chosen]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click(".bulk-bar button:has-text('Đôn đốc')")
    expect(page.locator("main")).to_contain_text("thư đôn đốc tới")
    assert list(problems(page)) == []
    send(page, "Đã đôn đốc", note="Báo cáo trước giao ban ngày 05/6")
    expect(page.locator("h1")).to_have_text("Vừa thực hiện hàng loạt")


def test_a_paper_handed_in_is_seen_beside_the_decision(open_as: OpenAs, picture_of_paper: Path) -> None:
    focal = open_as("dau-moi.thue-thanh-pho")
    assignment = the_one("thue-thanh-pho", Status.RETURNED)
    focal.goto(f"/viec/{assignment.id}/bao-cao")
    focal.set_input_files("[name=files]", picture_of_paper)
    send(focal, "Đã gửi báo cáo", text="Đã bổ sung quyết định")
    page = open_as(OFFICER)
    with page.expect_response(lambda answer: "xem=1" in answer.url) as shown:
        page.goto(f"/cho-xac-nhan?viec={assignment.id}")
    assert shown.value.headers["content-disposition"].startswith("inline")
    assert shown.value.headers["content-type"] == "application/pdf"
    expect(page.locator(".look[open] iframe")).to_be_visible()
    assert list(problems(page)) == []


@with_and_without_script
def test_an_inspector_reads_everything_and_changes_nothing(open_as: OpenAs, with_script: bool) -> None:
    page, changing, seen = open_as(INSPECTOR, with_script=with_script), [], set()
    todo = ["/", "/nhat-ky-he-thong", "/qua-han", "/gia-han", "/chi-dao"]
    for address in todo:
        answer = page.goto(address, wait_until="domcontentloaded")
        assert answer is not None
        assert answer.ok, address
        sending = "form[method=post] button, form[method=post] [type=submit], button[form]"
        changing += [f"{address}: {to}" for to in page.eval_on_selector_all(sending, SENDING) if not OWN.match(to)]
        for link in page.eval_on_selector_all("a[href]", LINKS):
            kind = re.sub(r"\d+", "1", link.partition("?")[0])
            if kind not in seen and not FILES.search(kind):
                seen.add(kind)
                todo.append(link)
    assert changing == []
    assert len(todo) >= 12, todo
    page.goto("/nhat-ky-he-thong?q=Sở")
    assert page.locator(".journal tbody tr").count() > 0


@with_and_without_script
def test_the_work_of_an_administrator(open_as: OpenAs, site: Site, tmp_path: Path, with_script: bool) -> None:
    page = open_as(ADMIN, with_script=with_script)
    email = f"moi-{with_script}@mau.example".lower()
    invite_somebody(page, email)
    enter_by_mail(open_as(ADMIN, with_script=with_script), site, email)

    person = db.session.scalars(select(User).where(User.email == email)).one()
    person.locked_until = clock.now() + timedelta(minutes=15)
    db.session.commit()
    page.goto(f"/quan-tri/nguoi-dung/{person.id}")
    page.click("button:has-text('Mở khóa')")
    expect(page.locator(DONE)).to_be_visible()
    page.click("summary:has-text('Ngừng tài khoản')")
    page.fill("[name=reason]", "Chuyển công tác")
    page.click(".confirm-panel [type=submit]")
    expect(page.locator(DONE)).to_be_visible()
    expect(page.locator("button:has-text('Kích hoạt lại')")).to_be_visible()
    assert list(problems(page)) == []

    page.goto("/nhat-ky-he-thong")
    page.click(".filters summary")
    page.fill("main [name=q]", email)
    page.click(".filters-form [type=submit]")
    expect(page.locator(".journal")).to_contain_text("Chuyển công tác")
    look_at_a_merger(page)
    look_at_a_table_of_people(page, tmp_path)


def invite_somebody(page: Page, email: str) -> None:
    page.goto("/quan-tri/nguoi-dung")
    page.click("a:has-text('Thêm người')")
    page.click(SEND)
    expect(page.locator(".error-summary")).to_be_visible()
    send(page, "Đã thêm", name="Chuyên viên Trần Thị Thùy Dương", email=email)
    page.select_option("[name=agency]", label="Sở Tài chính")
    page.click(".add-post [type=submit]")
    expect(page.locator(DONE)).to_be_visible()
    page.click("button:has-text('Gửi thư mời')")
    expect(page.locator(DONE)).to_contain_text("Đã lập 1 thư mời")


def enter_by_mail(page: Page, site: Site, email: str) -> None:
    page.context.clear_cookies()
    page.goto(link_to(site.app, email, "/dat-mat-khau"))
    page.fill("[name=new]", NEW_PASSWORD)
    page.fill("[name=again]", NEW_PASSWORD)
    page.click(".sign-in [type=submit]")
    page.fill("[name=email]", email)
    page.fill("[name=password]", NEW_PASSWORD)
    page.click(".sign-in [type=submit]")
    expect(page.locator("h1")).to_have_text("Việc của tôi")


def look_at_a_merger(page: Page) -> None:
    """What would happen is told in numbers; nothing is done."""
    agency = db.session.scalars(select(Agency).where(Agency.name == "Sở Du lịch")).one()
    page.goto(f"/co-quan/{agency.id}")
    page.click("a:has-text('Sáp nhập, chia tách')")
    page.select_option("[name=successors]", label="Sở Văn hóa và Thể thao")
    page.fill("[name=day]", "01/06/2026")
    page.fill("[name=document_number]", "12/NQ-HĐND")
    page.click(SEND)
    expect(page.locator(".notice-warning")).to_contain_text("chuyển sang cơ quan kế thừa")
    assert list(problems(page)) == []


def look_at_a_table_of_people(page: Page, folder: Path) -> None:
    page.goto("/quan-tri/nguoi-dung/nhap-tep")
    with page.expect_download() as download:
        page.click("a:has-text('Tải tệp mẫu')")
    table = folder / "nguoi-dung.xlsx"
    download.value.save_as(table)
    page.set_input_files("[name=file]", table)
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("Xem trước người dùng")
    expect(page.locator(".notice-success")).to_contain_text("dòng hợp lệ")
    assert list(problems(page)) == []
