import re
from collections.abc import Callable
from datetime import datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tracker.users import service
from tracker.users.auth import LOCK_AFTER
from tracker.users.models import Post, SignInEvent, User
from tracker.users.rules import is_strong

PASSWORD = "Mật-khẩu-thử-2026"


@pytest.fixture
def officer(session: Session) -> User:
    agency = make_agency(session)
    user = service.create(session, email="Dau-Moi@Example.vn", name="Đầu mối", password=PASSWORD)
    service.appoint(user, agency, Post.FOCAL)
    session.commit()
    return user


def send(client: FlaskClient, password: str, email: str = "dau-moi@example.vn", to: str = "") -> int:
    path = f"/dang-nhap?next={to}" if to else "/dang-nhap"
    response = client.post(path, data={"email": email, "password": password})
    client.location = response.headers.get("Location", "")
    client.page = response.get_data(as_text=True)
    return response.status_code


def plain(page: str) -> str:
    """The page without what differs between any two: the address typed in, and the form's token."""
    return re.sub(r'(content|value)="[^"]*"', "", page)


def test_the_right_password_opens_the_page_that_was_asked_for(client: FlaskClient, officer: User) -> None:
    assert send(client, PASSWORD, to="/nhiem-vu") == 302
    assert client.location == "/nhiem-vu"
    assert client.get("/nhiem-vu").status_code == 200


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "/\\example.org"])
def test_sign_in_never_leads_to_another_site(client: FlaskClient, officer: User, target: str) -> None:
    send(client, PASSWORD, to=target)
    assert client.location == "/"


def test_wrong_passwords_and_unknown_accounts_read_alike(client: FlaskClient, officer: User) -> None:
    assert send(client, "sai") == 422
    wrong = plain(client.page)
    assert send(client, "sai", email="khong-co@example.vn") == 422
    assert "chưa đúng" in wrong
    assert wrong == plain(client.page)


def test_five_wrong_tries_lock_the_account_for_twelve_hours(
    client: FlaskClient, officer: User, session: Session, freeze: Callable[[str], datetime]
) -> None:
    for _ in range(LOCK_AFTER):
        send(client, "sai")
    assert send(client, PASSWORD) == 422
    freeze("2026-03-04 19:59")
    assert send(client, PASSWORD) == 422
    freeze("2026-03-04 20:00")
    assert send(client, PASSWORD) == 302
    reasons = session.scalars(select(SignInEvent.reason).order_by(SignInEvent.id)).all()
    assert reasons == ["password"] * 5 + ["locked"] * 2 + [""]


def test_a_deactivated_person_is_out_at_once(client: FlaskClient, officer: User, session: Session) -> None:
    send(client, PASSWORD)
    assert client.get("/nhiem-vu").status_code == 200
    officer.active = False
    session.commit()
    assert client.get("/nhiem-vu").headers["Location"].startswith("/dang-nhap")
    assert send(client, PASSWORD) == 422


def test_a_new_password_signs_the_other_devices_out(
    client: FlaskClient, officer: User, sign_in: Callable[[User], FlaskClient]
) -> None:
    other = sign_in(officer)
    assert other.get("/nhiem-vu").status_code == 200
    send(client, PASSWORD)
    new = "Mật-khẩu-mới-2027!"
    answer = client.post("/tai-khoan", data={"current": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302
    assert client.get("/nhiem-vu").status_code == 200
    assert other.get("/nhiem-vu").status_code == 302


@pytest.mark.parametrize(
    "weak", ["ngắn-A1!", "khongcochuhoa2026!", "KHONGCHUTHUONG2026!", "KhongCoChuSo------", "KhongKyTu2026xyz"]
)
def test_a_weak_password_is_refused(client: FlaskClient, officer: User, weak: str) -> None:
    assert not is_strong(weak)
    send(client, PASSWORD)
    answer = client.post("/tai-khoan", data={"current": PASSWORD, "new": weak, "again": weak})
    assert answer.status_code == 422


def test_a_post_that_has_ended_opens_nothing(
    session: Session, sign_in: Callable[[User], FlaskClient], freeze: Callable[[str], datetime]
) -> None:
    former = make_user(session, "cu@example.vn", agency=make_agency(session), to_on=freeze("2026-03-03 08:00").date())
    session.commit()
    freeze("2026-03-04 08:00")
    assert sign_in(former).get("/nhiem-vu").status_code == 403


def test_every_page_carries_the_strict_policy(client: FlaskClient) -> None:
    headers = client.get("/dang-nhap").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
