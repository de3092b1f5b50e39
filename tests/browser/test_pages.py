"""Every page as each kind of person sees it, on a desk and on a phone."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Response

from tests.browser.conftest import DESK, FOCAL, NEWCOMER, OFFICER, PHONE, VIEWER, OpenAs

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
    "/co-quan?tat-ca=1",
    "/qua-han?ban-in=1",
    "/qua-han?co-quan=1",
    "/nhat-ky-thu?trang-thai=sent&q=nhiem",
    "/chi-tieu?q=khong-co-gi",
    "/ke-hoach/1?phu-luc=3",
)
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
NAMELESS = """() => [...document.querySelectorAll("a[href], button")]
  .filter((one) => one.checkVisibility() && !(one.innerText.trim() || one.ariaLabel || one.title))
  .map((one) => one.outerHTML.slice(0, 80))"""
LINKS = "(found) => found.map((one) => one.pathname + one.search)"
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", PEOPLE)
def test_every_page_fits_its_screen_and_speaks_vietnamese(open_as: OpenAs, name: str) -> None:
    """From the home page along every link: two of a kind for the officer, who has them all, one for the others."""
    page, wrong, several = open_as(name), [], 2 if name == OFFICER else 1
    todo, seen = ["/", *(LISTS if name == OFFICER else ())], Counter()
    for address in todo:
        answer = page.goto(address)
        assert answer is not None
        wrong += [f"{address}: {problem}" for problem in [*refusal(answer), *problems(page)]]
        for link in page.eval_on_selector_all("a[href]", LINKS):
            kind = re.sub(r"\d+", "1", link)
            if link not in todo and is_page(link) and seen[kind] < several:
                seen[kind] += 1
                todo.append(link)
    assert wrong == []
    assert len(todo) >= (2 if name == NEWCOMER else 8), todo


def is_page(link: str) -> bool:
    return "?" not in link and not link.endswith("/van-ban") and not link.startswith("/minh-chung/")


def refusal(answer: Response) -> Iterator[str]:
    """A link that the person is shown leads somewhere."""
    if not answer.ok:
        yield f"answers {answer.status}"


def problems(page: Page) -> Iterator[str]:
    """What is wrong with the page that is open."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        if page.evaluate(TOO_WIDE) > 0:
            yield f"wider than a screen of {size['width']}"
        if nameless := page.evaluate(NAMELESS):
            yield f"nothing to read on {nameless}"
    seen = page.evaluate(LOOK)
    title, headings = words(seen["title"].rpartition(" · ")[0]), [words(one) for one in seen["headings"]]
    if len(headings) != 1 or not title or not headings[0].startswith(title.rstrip("…. ")):
        yield f"title “{title}”, h1 {headings}"
    if seen["twice"]:
        yield f"ids twice: {seen['twice']}"
    if found := sorted({one.lower() for one in ENGLISH.findall(seen["words"])}):
        yield f"English: {found}"


def words(text: str) -> str:
    return " ".join(text.split())
