"""The pages in English for those who choose it, signed in or not, with or without JavaScript."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.people import make_agency, make_user
from tracker.users.models import User


def sign_in_page(client: FlaskClient) -> str:
    return client.get("/dang-nhap").get_data(as_text=True)


def test_pages_are_vietnamese_for_those_who_chose_nothing(client: FlaskClient) -> None:
    for accepted in ("", "en-GB,en;q=0.9"):
        page = client.get("/dang-nhap", headers={"Accept-Language": accepted}).get_data(as_text=True)
        assert '<html lang="vi"' in page
        assert "Đăng nhập" in page


def test_the_button_on_a_page_leads_back_to_it_in_the_other_language(app: Flask, client: FlaskClient) -> None:
    """As a browser without JavaScript sends it, with the token against foreign pages."""
    app.config["WTF_CSRF_ENABLED"] = True
    address = "/dang-nhap?next=/qua-han?co-quan%3D3"
    for button, title, lang in (("English", "Sign in", "en"), ("Tiếng Việt", "Đăng nhập", "vi")):
        action, fields = language_form(client.get(address).get_data(as_text=True), button)
        answer = client.post(action, data=fields)
        assert (answer.status_code, answer.location) == (302, address)
        page = client.get(address).get_data(as_text=True)
        assert f'<html lang="{lang}"' in page
        assert f"<h1>{title}</h1>" in page


def language_form(page: str, button: str) -> tuple[str, dict[str, str]]:
    """Address and hidden fields of the form with that button."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (form,) = [one for one in tree.iter("form") if button in "".join(one.itertext())]
    return form.get("action"), {field.get("name"): field.get("value") for field in form.iter("input")}


def test_who_is_signed_in_finds_the_button_in_the_menu(
    session: Session, sign_in: Callable[[User], FlaskClient]
) -> None:
    user = make_user(session, "dau-moi@vidu.vn", agency=make_agency(session))
    session.commit()
    client = sign_in(user)
    action, fields = language_form(client.get("/nhiem-vu?q=1").get_data(as_text=True), "English")
    assert client.post(action, data=fields).location == "/nhiem-vu?q=1"
    page = client.get("/nhiem-vu").get_data(as_text=True)
    assert "<h1>Tasks</h1>" in page
    assert "Nhiệm vụ" not in page


@pytest.mark.parametrize(
    "target", ["https://example.com/", "//example.com", "/\\example.com", "/\t/example.com", "x", ""]
)
def test_choosing_a_language_leads_to_no_other_site(client: FlaskClient, target: str) -> None:
    answer = client.post("/ngon-ngu", data={"lang": "en", "next": target})
    assert (answer.status_code, answer.location) == (302, "/")


def test_a_language_that_is_not_offered_changes_nothing(client: FlaskClient) -> None:
    answer = client.post("/ngon-ngu", data={"lang": "../en", "next": "/dang-nhap"})
    assert not [cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("lang=")]
    client.set_cookie("lang", "../en")
    assert '<html lang="vi"' in sign_in_page(client)


def test_choosing_is_a_post_that_writes_nothing_to_the_database(client: FlaskClient) -> None:
    assert client.get("/ngon-ngu?lang=en").status_code == 405
    with statements() as sent:
        answer = client.post("/ngon-ngu", data={"lang": "en", "next": "/dang-nhap"})
    assert sent == []
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("lang=en;")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_dates_and_numbers_are_written_alike_in_both_languages(app: Flask) -> None:
    shown = "{{ day|day }} {{ 1234567|number }} {{ rate|percent }} {{ 5000000|file_size }}"
    for lang in ("vi", "en"):
        with app.app_context(), app.test_request_context("/", headers={"Cookie": f"lang={lang}"}):
            words = app.jinja_env.from_string(shown).render(day=date(2026, 3, 5), rate=Decimal("98.62"))
            assert words == "05/03/2026 1.234.567 98,62% 4,8 MB"


def test_an_error_page_speaks_the_chosen_language(client: FlaskClient) -> None:
    client.set_cookie("lang", "en")
    page = client.get("/khong-co").get_data(as_text=True)
    assert "Page not found" in page
    assert '<html lang="en"' in page
