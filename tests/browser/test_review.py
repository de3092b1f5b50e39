"""A draft is reviewed in a browser: by the keyboard alone, on a phone, and without scripts."""

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, expect
from sqlalchemy import select

from tests.browser.conftest import OFFICER, PHONE, OpenAs
from tests.browser.test_pages import problems
from tests.imports.paper import HEAD, SIX, rows, six
from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import db
from tracker.demo.accounts import STEERING
from tracker.imports.reading import read_plan
from tracker.imports.service import delete_draft, save_draft
from tracker.storage import FileStore

pytestmark = pytest.mark.browser

SLIPS = iter(
    (
        "Sở Khoa hoc và Công nghê",
        "Sở Khoa học va Công nghê",
        "Sở Khoa hoc va Công nghệ",
        "Sở Khoa hoc va Công nghe",
        "Sở Khoa hoc và Cong nghệ",
        "Sở Khoa hoc va Cong nghệ",
    )
)
"""A slip of the pen for each test: once accepted, it is known."""
DEADLINES = ("Quý II/2026", "Thường xuyên", "Theo tiến độ", "Quý II hoặc quý III", "31/12/2026")


def long_plan(size: int, slip: str) -> bytes:
    leads, lines = ("Sở Nội vụ", "Sở Tài chính", "theo phân công", slip, "Công an tỉnh"), []
    for n in range(1, size + 1):
        title = f"Việc số {n}: a) Quy chế; b) Đề án" if n % 10 == 0 else f"Xây dựng, triển khai nhiệm vụ số {n} " * 3
        lines.append(six(str(n), title, leads[n % 5], DEADLINES[n % 5]))
    return (HEAD.replace("15/KH", f"{size}/KH") + rows(SIX, *lines)).encode()


@pytest.fixture
def draft(sample: Flask) -> Iterator[str]:
    """A plan of 300 rows under review; its address."""
    data = long_plan(300, next(SLIPS))
    steering = db.session.scalars(select(Agency).where(Agency.name == STEERING)).one()
    plan = save_draft(
        db.session,
        read_plan(data, "kh300.txt"),
        data=data,
        filename="kh300.txt",
        store=FileStore(sample.extensions["settings"].data / "files"),
        steering=steering,
        actor=None,
        now=clock.now(),
    )
    db.session.commit()
    yield f"/ke-hoach/{plan.id}"
    db.session.refresh(plan)
    delete_draft(db.session, plan, actor=None, now=clock.now())
    db.session.commit()


def left(page: Page) -> int:
    return int(page.inner_text(".review-left").split()[1])


def focused(page: Page) -> str:
    return str(
        page.evaluate("document.activeElement.closest('.review-row')?.querySelector('.row-number')?.innerText")
    )


def test_a_long_draft_is_reviewed_by_the_keyboard_alone(open_as: OpenAs, draft: str) -> None:
    page = open_as(OFFICER)
    page.goto(draft)
    before = left(page)
    for key, number in (("j", "1"), ("ArrowDown", "2"), ("k", "1"), ("n", "2"), ("n", "3")):
        page.keyboard.press(key)
        assert focused(page) == number
    page.keyboard.press("a")
    expect(page.locator(".review-left")).not_to_contain_text(f"Còn {before} ô")
    expect(page.locator(".review-row:focus .row-number")).to_have_text("3")
    assert left(page) < before
    page.keyboard.press("Enter")
    expect(page.locator("[name=title]")).to_be_focused()
    page.keyboard.type(" – đã sửa")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".cell-mark").first).to_contain_text("Đã sửa")
    expect(page.locator(".review-row:focus .row-number")).to_have_text("3")
    page.keyboard.press("u")
    expect(page.locator("[data-flash]")).to_contain_text("Đã hoàn tác")
    assert "đã sửa" not in page.inner_text(".review-rows")
    expect(page.locator(".review-row:focus .row-number")).to_have_text("3")
    page.keyboard.press("Enter")
    expect(page.locator("[name=title]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[name=title]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_contain_text("Dòng cần xem tiếp theo")


def test_a_near_miss_is_settled_once_for_all_its_rows(open_as: OpenAs, draft: str) -> None:
    page = open_as(OFFICER)
    page.goto(f"{draft}?xem=can-xem-lai&cot=lead")
    near = page.locator(".cell-doubt:has-text('được hiểu là')")
    before, count = left(page), near.count()
    assert count > 5
    near.first.locator("[data-first]").click()
    expect(near).to_have_count(0)
    assert left(page) == before - 60


def test_a_row_is_split_and_its_parts_deleted_without_leaving_the_list(open_as: OpenAs, draft: str) -> None:
    page = open_as(OFFICER)
    page.goto(draft)
    page.evaluate("window.isSamePage = true")
    page.locator(".review-row", has=page.locator(".row-number:text-is('10')")).locator(".row-menu summary").click()
    page.locator("button:visible:has-text('việc con')").click()
    part = page.locator(".review-row", has=page.locator(".row-number:text-is('10.1')"))
    part.locator(".row-menu summary").click()
    page.locator("button:visible:has-text('Xóa dòng này')").click()
    expect(part).to_have_count(0)
    expect(page.locator(".review-row:focus .row-number")).to_have_text("10.2")
    page.keyboard.press("u")
    expect(part).to_have_count(1)
    assert page.evaluate("window.isSamePage") is None


@pytest.mark.parametrize("with_script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_row_is_edited_and_split_on_a_phone(open_as: OpenAs, draft: str, with_script: bool) -> None:
    page = open_as(OFFICER, size=PHONE, with_script=with_script)
    page.goto(f"{draft}?xem=can-xem-lai")
    assert list(problems(page)) == []
    first = page.locator(".review-row").first
    number = first.locator(".row-number").inner_text()
    first.locator(".row-title > a").click()
    page.fill("[name=deliverable]", "Quyết định của Ủy ban nhân dân")
    assert list(problems(page)) == []
    page.click(".row-form [type=submit]")
    changed = page.locator(".review-row", has=page.locator(f".row-number:text-is('{number}')"))
    expect(changed).to_contain_text("Quyết định của Ủy ban nhân dân")
    page.goto(draft)
    row = page.locator(".review-row", has=page.locator(".row-number:text-is('10')"))
    row.locator(".row-menu summary").click()
    row.locator("button:has-text('việc con')").click()
    expect(page.locator(".row-number:text-is('10.1')")).to_have_count(1)
    page.click("[data-undo]")
    expect(page.locator("[data-flash]")).to_contain_text("Đã hoàn tác")
    expect(page.locator(".row-number:text-is('10.1')")).to_have_count(0)


def test_what_is_typed_into_a_row_is_not_left_without_a_question(open_as: OpenAs, draft: str) -> None:
    page = open_as(OFFICER)
    page.goto(draft)
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    page.locator(".review-row .row-title > a").first.click()
    page.fill("[name=title]", "Nội dung chưa lưu")
    near = page.locator(".cell-doubt:has-text('được hiểu là') [data-first]")
    near.first.click()
    expect(near).to_have_count(0)
    expect(page.locator("[name=title]")).to_have_value("Nội dung chưa lưu")
    page.on("dialog", stay)
    with page.expect_event("dialog"):
        page.keyboard.press("Tab")
        page.locator(".review-left").click(no_wait_after=True)
    expect(page.locator("[name=title]")).to_have_value("Nội dung chưa lưu")
    page.click(".row-form [type=submit]")
    expect(page.locator(".review-row").first).to_contain_text("Nội dung chưa lưu")
    assert questions == ["beforeunload"]
