"""A result goes out, comes back and is confirmed, from a phone, with and without JavaScript; and what goes wrong
on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import AGENCY, FOCAL, OFFICER, PHONE, OpenAs, sign_in
from tests.browser.test_pages import problems
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.demo.building import SAMPLE
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status

pytestmark = pytest.mark.browser

SEND = ".form-buttons [type=submit]"
DONE = "[data-flash=success]"
HISTORY = [
    "Xác nhận hoàn thành",
    "Báo cáo hoàn thành lần 2",
    "Trả lại báo cáo",
    "Báo cáo hoàn thành lần 1",
    "Cập nhật tiến độ",
    "Bắt đầu thực hiện",
]
NOTE = "Thiếu phụ lục kèm theo quyết định"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    decision, photo = tmp_path / "Quyết định 12 (bản ký).pdf", tmp_path / "ảnh hội nghị.png"
    decision.write_bytes(b"%PDF-1.7\nquyet dinh\n%%EOF")
    photo.write_bytes(b"\x89PNG\r\n\x1a\nanh")
    return [decision, photo]


@pytest.fixture(scope="package")
def unstarted(browser: object) -> Iterator[Assignment]:
    """Work of the agency that nobody has begun, a new piece each time it is asked for."""
    mine = select(Assignment).join(Assignment.agency).where(Agency.name == AGENCY)
    untouched = mine.where(Assignment.status == Status.ASSIGNED).order_by(Assignment.id)
    return iter(db.session.scalars(untouched).all())


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_report_is_returned_reported_again_and_confirmed(
    open_as: OpenAs, unstarted: Iterator[Assignment], files: list[Path], with_script: bool
) -> None:
    assignment = next(unstarted)
    task, code = f"/nhiem-vu/{assignment.task_id}", assignment.task.code
    focal = open_as(FOCAL, size=PHONE, with_script=with_script)
    officer = open_as(OFFICER, size=PHONE, with_script=with_script)

    focal.goto(task)
    focal.click(".further-acts summary")
    focal.click("text=Bắt đầu thực hiện")
    expect(focal.locator(DONE)).to_have_text("Đã ghi nhận bắt đầu thực hiện.")
    focal.click(".now a:has-text('Cập nhật tiến độ')")
    focal.fill("[name=note]", "Đã trình dự thảo")
    focal.click("text=Ghi tiến độ")
    report(focal, files)

    officer.goto(f"/cho-xac-nhan?viec={assignment.id}")
    officer.click(".decide-return summary:has-text('Trả lại')")
    officer.click(".decide-return[open] [type=submit]")
    expect(officer.locator(".error-summary")).to_contain_text("Hãy chọn lý do trả lại.")
    officer.check("[name=reason][value=evidence]")
    officer.fill(".decide-return[open] textarea", NOTE)
    officer.click(".decide-return[open] [type=submit]")
    expect(officer.locator(DONE)).to_have_text(f"Đã trả lại báo cáo {code}.")

    focal.goto(task)
    expect(focal.locator(".now")).to_contain_text("bị trả lại: cần bổ sung rồi báo cáo lại")
    expect(focal.locator(".report")).to_contain_text(NOTE)
    report(focal, files[:1])

    officer.goto(task)
    officer.click("text=Xem và xác nhận")
    expect(officer.locator("h2.card-title").first).to_have_text("Báo cáo lần 2")
    officer.click("text=Xác nhận hoàn thành")
    expect(officer.locator(DONE)).to_have_text(f"Đã xác nhận hoàn thành {code}.")

    focal.goto(task)
    expect(focal.locator(".task-state")).to_have_text("Hoàn thành")
    told = [words.split("\n")[0] for words in focal.locator(".act-words").all_inner_texts()]
    assert told[:6] == HISTORY
    for link, file in zip(focal.locator(".evidence a").all(), [files[0], *files], strict=True):
        with focal.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == file.name
        assert download.value.path().read_bytes() == file.read_bytes()


def report(page: Page, files: list[Path]) -> None:
    """First with what is missing named, then as it should be."""
    page.click(".now a:has-text('Báo cáo hoàn thành')")
    page.click(SEND)
    expect(page.locator(".error-summary")).to_contain_text("Hãy ghi kết quả thực hiện.")
    page.fill("[name=text]", "Đã ban hành quyết định")
    page.fill("[name=document_number]", "12/QĐ-UBND")
    page.fill("[name=document_date]", "31/06/2026")
    page.click(SEND)
    expect(page.locator(".error-summary")).to_contain_text("Hãy nhập ngày dạng ngày/tháng/năm")
    page.fill("[name=document_date]", "02/06/2026")
    page.set_input_files("[name=files]", files)
    page.click(SEND)
    expect(page.locator(DONE)).to_contain_text("Đã gửi báo cáo hoàn thành.")


def test_picked_files_are_listed_and_too_many_bytes_are_not_sent(
    open_as: OpenAs, unstarted: Iterator[Assignment], files: list[Path], tmp_path: Path
) -> None:
    page = open_as(FOCAL, size=PHONE)
    page.goto(f"/viec/{next(unstarted).id}/bao-cao")
    names = page.locator(".file-names li")
    expect(names).to_have_text(["Chưa chọn tệp nào"])
    with page.expect_file_chooser() as chooser:
        page.click(".file-box", position={"x": 20, "y": 16})
    chooser.value.set_files(files)
    expect(names).to_have_text(["Quyết định 12 (bản ký).pdf · 1 KB", "ảnh hội nghị.png · 1 KB"])
    big = tmp_path / "lớn.pdf"
    big.write_bytes(b"%PDF" + bytes(26 * 1024 * 1024))
    page.set_input_files("[name=files]", big)
    expect(names.last).to_contain_text("Vượt dung lượng cho phép")
    page.fill("[name=text]", "Đã xong")
    page.click(SEND)
    assert page.evaluate("document.activeElement.name") == "files"
    page.set_input_files("[name=files]", files[0])
    page.click(SEND)
    expect(page.locator(DONE)).to_contain_text("Đã gửi báo cáo hoàn thành.")


def test_what_was_typed_outlives_an_ended_session(open_as: OpenAs, unstarted: Iterator[Assignment]) -> None:
    page = open_as(FOCAL, size=PHONE)
    page.goto(f"/viec/{next(unstarted).id}/bao-cao")
    page.fill("[name=text]", "Chữ đã gõ")
    page.context.clear_cookies()
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("Trang đã hết hiệu lực")
    page.click("a:has-text('Quay lại trang trước')")
    sign_in(page, FOCAL)
    expect(page.locator("[name=text]")).to_have_value("Chữ đã gõ")
    expect(page.locator(".notice")).to_contain_text("Đã khôi phục nội dung bạn nhập")


def test_of_two_open_pages_the_older_one_is_told_what_happened(
    open_as: OpenAs, unstarted: Iterator[Assignment]
) -> None:
    assignment = next(unstarted)
    one = open_as(FOCAL)
    other = one.context.new_page()
    for page in (one, other):
        page.goto(f"/viec/{assignment.id}/bao-cao")
        page.fill("[name=document_number]", "7/BC-SKHCN")
    for page, text, words in (
        (one, "Đã xong", "Đã gửi báo cáo hoàn thành."),
        (other, "Đã xong", "Đã gửi báo cáo hoàn thành."),
    ):
        page.fill("[name=text]", text)
        page.click(SEND)
        expect(page.locator(DONE)).to_contain_text(words)
    expect(other.locator(".report")).to_have_count(1)
    one.go_back()
    expect(one.locator(".notice")).to_contain_text("đang chờ xác nhận hoặc đã kết thúc")


def test_a_plan_is_pasted_looked_through_published_and_its_mail_released(open_as: OpenAs) -> None:
    page = open_as(OFFICER)
    page.goto("/nhap-ke-hoach")
    page.fill("[name=text]", SAMPLE.read_text("utf-8").replace("Số 27-KH/BCĐTP", "Số 31-KH/BCĐTP"))
    page.click(SEND)
    expect(page.locator("h1")).to_have_text("Kế hoạch 31-KH/BCĐTP")
    assert list(problems(page)) == []
    page.click("main a:has-text('Ban hành')")
    page.click(SEND)
    expect(page.locator(".error-summary")).to_contain_text("Hãy xem lại trước, hoặc đánh dấu để ban hành ngay")
    page.check("[name=later]")
    assert list(problems(page)) == []
    page.click(SEND)
    expect(page.locator(DONE)).to_contain_text("Đã ban hành")
    page.click("text=Xem danh sách và cho phép gửi thư")
    assert list(problems(page)) == []
    page.click("button:has-text('Cho phép gửi thư về')")
    expect(page.locator(DONE)).to_contain_text("Đã cho phép gửi thư")


@pytest.mark.parametrize("address", ["/qua-han", "/nhiem-vu", "/nhiem-vu/8", "/ke-hoach/1"])
def test_paper_has_no_controls_and_nothing_beside_the_sheet(open_as: OpenAs, address: str) -> None:
    page = open_as(OFFICER)
    page.goto(address)
    page.set_viewport_size({"width": 688, "height": 1000})  # A4 less its margins
    page.emulate_media(media="print")
    controls = page.locator("button, input:not([type=hidden]), select, .btn, nav:not(.paging), svg")
    assert [one.evaluate("one => one.outerHTML") for one in controls.filter(visible=True).all()] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    cells = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText)"
    assert page.eval_on_selector_all("td, th", cells) == []
