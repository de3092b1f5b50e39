"""Every screen of the daily work with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import FOCAL, OFFICER, OpenAs
from tracker.db import db
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.users.models import User

pytestmark = pytest.mark.browser

ENOUGH = 400
CONTROLS = """() => {
  const named = (one) => `${one.tagName} ${one.id || one.name || one.innerText.trim().slice(0, 40)}`;
  const chosenOfGroup = (one) => one.type !== "radio" || one.checked
    || one === document.querySelector(`[type=radio][name="${one.name}"]`)
      && !document.querySelector(`[type=radio][name="${one.name}"]:checked`);
  const controls = ["a[href]", "button", "summary", "input", "select", "textarea"].map((one) => `main ${one}`);
  return [...document.querySelectorAll(controls.join())]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled && one.tabIndex >= 0)
    .filter((one) => one.type !== "hidden" && chosenOfGroup(one))
    .map((one) => named(one));
}"""
HERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.closest(".file-box") || one;
  const style = getComputedStyle(box);
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return [`${one.tagName} ${one.id || one.name || one.innerText.trim().slice(0, 40)}`, seen];
}"""


def walk(page: Page) -> tuple[set[str], list[str]]:
    """From the top with Tab until the page ends: what was reached, and what showed no focus."""
    reached, unseen = set(), []
    page.evaluate("document.activeElement.blur()")
    for _ in range(ENOUGH):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None:
            break
        name, is_seen = here
        reached.add(name)
        if not is_seen:
            unseen.append(name)
    return reached, unseen


@pytest.mark.parametrize(
    ("name", "address", "opened"),
    [
        (OFFICER, "/qua-han", ""),
        (OFFICER, "/nhiem-vu?trang-thai=submitted", ".filters summary, .list-tools summary"),
        (OFFICER, "/cho-xac-nhan", ".decide-return summary"),
        (OFFICER, "/gia-han", ".filters summary"),
        (OFFICER, "/nhiem-vu/{task}/chi-dao", ""),
        (FOCAL, "/viec/{assignment}/xin-gia-han", ""),
        (FOCAL, "/viec/{assignment}/giao-viec-con", ""),
        (FOCAL, "/nguoi-thay/{person}", ""),
        (FOCAL, "/tai-khoan", ""),
        (OFFICER, "/gia-han/1", ""),
    ],
)
def test_tab_reaches_every_control_of_a_page(open_as: OpenAs, name: str, address: str, opened: str) -> None:
    mine = select(Assignment).where(Assignment.status == Status.IN_PROGRESS, Assignment.due_on.is_not(None))
    theirs = mine.join(Assignment.agency).where(Assignment.agency.has(name="Sở Khoa học và Công nghệ"))
    assignment = db.session.scalars(theirs.where(Assignment.extension_asked_on.is_(None)).limit(1)).one()
    page = open_as(name)
    person = db.session.scalars(select(User.id).where(User.email == f"{name}@mau.example")).one()
    page.goto(address.format(task=assignment.task_id, assignment=assignment.id, person=person))
    for summary in page.locator(opened).all() if opened else ():
        if summary.is_visible():
            summary.evaluate("(one) => (one.parentElement.open = true)")
    assert_walkable(page)


def test_tab_reaches_every_control_of_what_would_be_done_to_many(open_as: OpenAs) -> None:
    page = open_as(OFFICER)
    for act in ("Xác nhận", "Đổi thời hạn"):
        page.goto("/nhiem-vu?trang-thai=submitted")
        page.focus("[name=chosen] >> nth=0")
        page.keyboard.press("Space")
        page.focus(f".bulk-bar button:has-text('{act}')")
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("hàng loạt")
        assert_walkable(page)


def assert_walkable(page: Page) -> None:
    """Every control can be reached with Tab, and each shows where the focus is."""
    controls = page.evaluate(CONTROLS)
    reached, unseen = walk(page)
    assert controls
    assert sorted(set(controls) - reached) == []
    assert unseen == []


def test_a_list_is_worked_through_by_keys(open_as: OpenAs) -> None:
    page = open_as(OFFICER)
    page.keyboard.type("gn")
    expect(page.locator("h1")).to_have_text("Nhiệm vụ")
    page.keyboard.type("jjx")
    expect(page.locator(".work-table tbody tr").nth(1).locator("[type=checkbox]")).to_be_checked()
    expect(page.locator("[data-ticked]").first).to_have_text("1")
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_contain_text("Dòng sau")
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/nhiem-vu/\d+"))
    page.keyboard.type("gq")
    expect(page.locator("h1")).to_have_text("Nhiệm vụ quá hạn")


def test_escape_closes_what_was_opened_and_gives_the_focus_back(open_as: OpenAs) -> None:
    page = open_as(OFFICER)
    page.goto("/nhiem-vu")
    page.focus(".list-tools summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".list-tools details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
