"""What app.js and theme.js add, in a real browser, on a page of their own under the real security policy."""

import re
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Flask, Response, render_template_string, request
from markupsafe import Markup
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.chromium import chromium
from tests.test_codebase import ROOT
from tracker import assets
from tracker.web import HEADERS

pytestmark = pytest.mark.browser

FORM = """<!DOCTYPE html><html lang="vi" data-bs-theme="light"><head>
<meta name="csrf-token" content="secret">{{ htmx_config }}<title>Báo cáo</title><link rel="icon" href="data:,">
<script src="{{ asset_url('theme.js') }}"></script><script src="{{ asset_url('htmx.js') }}" defer></script>
<script src="{{ asset_url('app.js') }}" defer></script></head>
<body data-user="7">{% if done %}<div data-flash="success">Đã gửi</div>{% endif %}
<input id="search"><button data-theme-toggle>Nền</button><dialog id="shortcuts">Phím tắt</dialog>
<details class="menu"><summary>Tên</summary><button>Đăng xuất</button></details>
<a href="#there" data-shortcut="t" id="go">Đến</a><a href="#far" data-shortcut="g n">Nhiệm vụ</a>
<form method="post" data-draft="report"><textarea name="words"></textarea><input type="password" name="secret">
<input type="checkbox" name="ok" value="1"><button name="act" value="send">Gửi</button></form>
<button hx-post="/" hx-swap="none" id="partial">Tải</button>
<form><table><thead><tr><th><input type="checkbox" data-tick-all></th></tr></thead><tbody>
{% for i in range(3) %}<tr><td><input type="checkbox" name="ids" value="{{ i }}"></td>
<td class="cell-title"><a href="#row-{{ i }}">Việc {{ i }}</a></td></tr>{% endfor %}
</tbody></table><span data-ticked>0</span></form>
<template id="draft-note"><p class="note">Lúc <span data-draft-time></span>
<button type="button" data-draft-drop>Bỏ</button></p></template>
<template id="offline-note"><p class="offline" data-offline>Mất mạng</p></template></body></html>"""

BASE = (ROOT / "templates" / "base.html").read_text("utf-8")
HTMX_CONFIG = Markup(re.findall(r'<meta name="htmx-config"[^>]*>', BASE)[0])
# Playwright's own waiting evaluates text, which the policy forbids.
SAVED = "() => new Promise((done) => setInterval(() => 'draft:7:report' in localStorage && done(), 20))"
PRESS_THRICE = "() => [0, 150, 300].map((ms) => setTimeout(() => document.querySelector('[name=act]').click(), ms))"


class Site:
    def __init__(self) -> None:
        self.seconds_a_post_takes = 0.0
        self.posts: list[dict[str, str]] = []
        self.headers: list[str] = []
        app = Flask("tracker", static_folder=str(ROOT / "tracker" / "static"))
        assets.init_app(app)
        app.add_url_rule("/", view_func=self.page, methods=["GET", "POST"])
        app.after_request(self.secure)
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def page(self) -> str:
        if request.method == "POST":
            self.posts.append(dict(request.form))
            time.sleep(self.seconds_a_post_takes)
            self.headers.append(request.headers.get("X-CSRFToken", ""))
        return render_template_string(FORM, htmx_config=HTMX_CONFIG, done=request.form.get("words") == "xong")

    def secure(self, response: Response) -> Response:
        response.headers.update(HEADERS)
        return response


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    thread = threading.Thread(target=site.server.serve_forever)
    thread.start()
    yield site
    site.server.shutdown()
    thread.join()
    site.server.server_close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.goto(site.address)
    yield page
    context.close()
    assert complaints == []


def type_a_draft(page: Page, words: str) -> None:
    page.fill("textarea", words)
    page.check("[name=ok]")
    page.fill("[name=secret]", "mật khẩu")
    page.evaluate(SAVED)


def test_what_was_typed_is_there_again_after_the_page_was_lost(page: Page, site: Site) -> None:
    type_a_draft(page, "Đã ban hành")
    page.goto("about:blank")
    page.goto(site.address)
    assert page.input_value("textarea") == "Đã ban hành"
    assert page.is_checked("[name=ok]")
    assert page.input_value("[name=secret]") == ""
    assert page.locator(".note [data-draft-time]").inner_text()
    page.click("[data-draft-drop]")
    assert page.input_value("textarea") == ""
    assert page.evaluate("localStorage.length") == 0


def test_a_draft_ends_when_the_form_was_accepted_and_not_before(page: Page, site: Site) -> None:
    type_a_draft(page, "chưa xong")
    page.click("text=Gửi")
    page.goto(site.address)
    assert page.input_value("textarea") == "chưa xong"
    page.fill("textarea", "xong")
    page.click("text=Gửi")
    page.wait_for_selector("[data-flash=success]")
    page.goto(site.address)
    assert page.input_value("textarea") == ""


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page: Page, site: Site) -> None:
    page.fill("textarea", "một lần")
    site.seconds_a_post_takes = 0.6
    page.evaluate(PRESS_THRICE)
    page.wait_for_timeout(1200)
    assert [(post["words"], post["act"]) for post in site.posts] == [("một lần", "send")]


def test_without_a_network_the_form_stays_and_says_so(page: Page, site: Site) -> None:
    page.fill("textarea", "giữ lại")
    page.context.set_offline(True)
    page.click("text=Gửi")
    assert page.locator(".offline").is_visible()
    assert page.input_value("textarea") == "giữ lại"
    page.context.set_offline(False)
    assert site.posts == []


def test_keys_reach_search_help_and_the_acts_of_the_page_but_not_while_typing(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("x?/")
    assert page.input_value("#search") == "x?/"
    assert "#there" not in page.url
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("t")
    page.wait_for_url("**/#there")
    page.keyboard.type("gn")
    page.wait_for_url("**/#far")
    page.keyboard.press("?")
    assert page.locator("#shortcuts").is_visible()


def test_keys_go_from_row_to_row_tick_and_open(page: Page) -> None:
    page.keyboard.type("kx")
    assert page.evaluate("document.activeElement.innerText") == "Việc 0"
    page.keyboard.type("jjjxkk")
    assert page.evaluate("document.activeElement.innerText") == "Việc 0"
    assert page.locator("tbody input").evaluate_all("all => all.map((one) => one.checked)") == [True, False, True]
    page.keyboard.type("j\n")
    page.wait_for_url("**/#row-1")


def test_escape_closes_what_is_open_around_and_gives_the_focus_back(page: Page) -> None:
    page.focus("summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Đăng xuất"
    page.keyboard.press("Escape")
    assert page.locator("details[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_chosen_theme_is_remembered_and_the_systems_choice_holds_until_then(browser: Browser, site: Site) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(site.address)
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    page.click("[data-theme-toggle]")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.bsTheme") == "light"
    context.close()


def test_one_box_ticks_the_table_and_the_count_is_told(page: Page) -> None:
    page.check("[data-tick-all]")
    assert page.locator("tbody input:checked").count() == 3
    assert page.inner_text("[data-ticked]") == "3"
    page.locator("tbody input").first.uncheck()
    assert page.inner_text("[data-ticked]") == "2"
    assert page.evaluate("document.querySelector('[data-tick-all]').indeterminate")


def test_an_open_menu_closes_on_a_click_elsewhere_and_on_escape(page: Page) -> None:
    for close in (lambda: page.click("#search"), lambda: page.keyboard.press("Escape")):
        page.click("summary")
        assert page.locator("details.menu[open]").count() == 1
        close()
        assert page.locator("details.menu[open]").count() == 0


def test_a_partial_update_carries_the_token_under_the_strict_policy(page: Page, site: Site) -> None:
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.click("#partial")
    assert site.headers == ["secret"]
