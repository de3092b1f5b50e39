"""Every page as each kind of person sees it, on a desk and on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Page, Response, expect
from sqlalchemy import func, select

from tests.browser.conftest import (
    DESK,
    ENDLESS_WORD,
    FOCAL,
    LONG_TITLE,
    NEWCOMER,
    OFFICER,
    PHONE,
    VIEWER,
    OpenAs,
)
from tests.test_codebase import ROOT
from tracker.db import db
from tracker.tasks.models import Task

pytestmark = pytest.mark.browser

PEOPLE = (
    OFFICER,
    FOCAL,
    "thu-truong.so-khoa-hoc-va-cong-nghe",
    "dau-moi.phuong-sai-gon",
    "lanh-dao",
    "kiem-tra",
    "quan-tri",
    VIEWER,
    NEWCOMER,
)

LISTS = (
    "/nhiem-vu?tien-do=overdue&q=khoa",
    "/nhiem-vu?q=khong-co-gi",
    "/nhiem-vu?tu=31/02/2026",
    "/nhat-ky-thu?trang-thai=sent&q=nhiem",
    "/chi-tieu?q=khong-co-gi",
    "/co-quan?q=khong-co-gi",
)
FILES = re.compile(r"/van-ban$|^/minh-chung/|^/ban-soan/|/tep[-/]|\.\w+$")
ENGLISH = re.compile(
    r"(?<![\w@./-])(about|add|all|and|apply|are|back|cancel|choose|click|close|confirm|date|delete|details|edit|email"
    r"|empty|error|false|file|filter|for|from|invalid|is|list|loading|login|logout|menu|name|next|none|null|of|open"
    r"|page|password|please|previous|required|reset|save|search|select|settings|show|sign|status|submit|task|the|this"
    r"|true|undefined|update|upload|user|view|warning|welcome|with|yes|your)(?![\w@./-])",
    re.IGNORECASE,
)
LOOK = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const spoken = [...document.querySelectorAll("[placeholder], [title], [aria-label], [data-label]")];
  const texts = spoken.flatMap((one) => [one.placeholder, one.title, one.ariaLabel, one.dataset.label]);
  return {
    title: document.title,
    headings: [...document.querySelectorAll("h1")].map((one) => one.innerText),
    twice: ids.filter((id, place) => ids.indexOf(id) !== place),
    words: [document.body.innerText, ...texts].join("\\n"),
  };
}"""
NAMELESS = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
  .filter((one) => one.type !== "hidden" && one.checkVisibility() && !one.closest("[aria-hidden=true]"))
  .filter((one) => !(one.ariaLabel || one.title || (one.labels?.length ? one.labels[0] : one).innerText.trim()))
  .map((one) => one.outerHTML.slice(0, 80))"""
TEXT = (Path(__file__).parent / "text.js").read_text("utf-8")
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
BUILT_OF = """() => [...new Set(
  [...document.querySelectorAll("body *")].map((one) => `${one.tagName}.${one.className}`)
)].sort().join()"""
FAULTS = """() => axe.run({resultTypes: ["violations"]}).then((found) => found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`))"""
LINKS = "(found) => found.map((one) => one.pathname + one.search)"
seen_parts: set[str] = set()
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_fits_its_screen_and_speaks_vietnamese(open_as: OpenAs, name: str) -> None:
    """From the home page along every link, one of a kind; the officer, who has them all, also along filters."""
    page, wrong, seen = open_as(name), [], set()
    todo = ["/", *((*LISTS, *telling_tasks()) if name == OFFICER else ())]
    for address in todo:
        if FILES.search(address):
            wrong += [f"{address}: {problem}" for problem in refusal(page.request.get(address))]
            continue
        answer = page.goto(address)
        assert answer is not None
        wrong += [f"{address}: {problem}" for problem in [*refusal(answer), *problems(page)]]
        for link in page.eval_on_selector_all("a[href]", LINKS):
            kind = re.sub(r"\d+", "1", link.partition("=")[0])
            if kind not in seen and (name == OFFICER or "?" not in link):
                seen.add(kind)
                todo.append(link)
    assert not wrong, "\n".join(wrong)
    assert len(todo) >= (2 if name == NEWCOMER else 8), todo


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/dang-nhap", "Đăng nhập"),
        ("/khong-co", "Không tìm thấy trang"),
        ("/qua-han", "Bạn không có quyền thực hiện việc này"),
    ],
)
def test_pages_that_no_link_leads_to_are_as_sound(open_as: OpenAs, address: str, heading: str) -> None:
    page = open_as(FOCAL)
    if address == "/dang-nhap":
        page.context.clear_cookies()
    page.goto(address)
    expect(page.locator("h1")).to_have_text(heading)
    assert list(problems(page)) == []


def telling_tasks() -> list[str]:
    """One in each state, and those with the worst titles."""
    one_each = select(func.min(Task.id)).group_by(Task.status)
    worst = select(Task.id).where(Task.title.in_([LONG_TITLE, ENDLESS_WORD]))
    return [f"/nhiem-vu/{id_}" for query in (one_each, worst) for id_ in db.session.scalars(query)]


def refusal(answer: Response | APIResponse) -> Iterator[str]:
    """A link that the person is shown leads somewhere."""
    if not answer.ok:
        yield f"answers {answer.status}"


def problems(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open, at the size it has and at the other one: laying out anew is slow."""
    is_new = is_built_anew(page)
    for size in (PHONE, DESK) if page.viewport_size == PHONE else (DESK, PHONE):
        if page.viewport_size != size:
            page.set_viewport_size(size)
        if page.evaluate(TOO_WIDE) > 0:
            yield f"wider than a screen of {size['width']}"
        if nameless := page.evaluate(NAMELESS):
            yield f"nothing to read on {nameless}"
        text = page.evaluate(TEXT)
        if text["squeezed"]:
            yield f"a word a line at {size['width']}: {text['squeezed']}"
        if text["covered"]:
            yield f"text on text at {size['width']}: {text['covered'][:5]}"
        if is_new and (faults := page.evaluate(FAULTS)):
            yield f"hard for some to use at {size['width']}: {faults}"
    seen = page.evaluate(LOOK)
    title, headings = words(seen["title"].rpartition(" · ")[0]), [words(one) for one in seen["headings"]]
    if len(headings) != 1 or not title or not headings[0].startswith(title.rstrip("…. ")):
        yield f"title “{title}”, h1 {headings}"
    if seen["twice"]:
        yield f"ids twice: {seen['twice']}"
    if found := sorted({one.lower() for one in ENGLISH.findall(seen["words"])}):
        yield f"English: {found}"


def is_built_anew(page: Page) -> bool:
    """The slow look for what keeps people out is for pages of other parts than those seen; axe then waits there. It
    never ends where scripts are off."""
    parts = page.evaluate(BUILT_OF)
    if parts in seen_parts or not page.evaluate("document.documentElement.classList.contains('js')"):
        return False
    seen_parts.add(parts)
    page.evaluate(AXE)
    return True


def words(text: str) -> str:
    return " ".join(text.split())
