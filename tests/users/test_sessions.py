"""Devices signed in, seen and ended; the lock after idleness; what stands before every page."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import at
from tests.counting import statements
from tests.factories.people import make_user
from tests.users.conftest import NEW_PASSWORD, PASSWORD, House, new_password, try_to_sign_in
from tracker import clock
from tracker.users import passwords
from tracker.users.credentials import Ticket, TicketKind, UserSession
from tracker.users.models import SignInEvent, User
from tracker.users.sessions import device_of, forget_old

Freeze = Callable[[str], datetime]
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


@pytest.fixture
def locking(house: House) -> House:
    settings = house.app.extensions["settings"]
    house.app.extensions["settings"] = replace(settings, idle_minutes=15)
    return house


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (CHROME, "Chrome, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
    ],
)
def test_a_device_is_named_so_that_its_owner_knows_it(agent: str, device: str) -> None:
    assert device_of(agent) == device


def test_the_account_page_lists_the_devices_and_ends_one(house: House) -> None:
    here, there = house.app.test_client(), house.sign_in(house.head)
    try_to_sign_in(here, house.head).close()
    page = here.get("/tai-khoan").get_data(as_text=True)
    assert page.count("/dang-xuat") >= 1
    (ending,) = set(re.findall(r'action="(/tai-khoan/thiet-bi/\d+/dang-xuat)"', page))
    assert here.post(ending).status_code == 302
    assert there.get("/tai-khoan").status_code == 302
    assert here.get("/tai-khoan").status_code == 200
    assert here.post(ending).status_code == 404


def test_nobody_ends_a_device_of_another(house: House) -> None:
    client = house.sign_in(house.head)
    house.sign_in(house.focal)
    other = house.session.scalars(select(UserSession.id).where(UserSession.user_id == house.focal.id)).one()
    assert client.post(f"/tai-khoan/thiet-bi/{other}/dang-xuat").status_code == 404
    assert house.session.scalar(select(UserSession.ended_at).where(UserSession.id == other)) is None


def test_signing_out_everywhere_else_leaves_this_device(house: House) -> None:
    here, there = house.sign_in(house.head), house.sign_in(house.head)
    assert here.post("/tai-khoan/thiet-bi/dang-xuat-het").status_code == 302
    assert (here.get("/tai-khoan").status_code, there.get("/tai-khoan").status_code) == (200, 302)


def test_a_cookie_kept_after_signing_out_opens_nothing(house: House) -> None:
    client = house.sign_in(house.head)
    kept = client.get_cookie("dung_han")
    assert kept
    client.post("/dang-xuat")
    client.set_cookie("dung_han", kept.value)
    assert client.get("/tai-khoan").status_code == 302


def test_the_last_use_is_written_once_in_five_minutes_and_costs_no_further_statement(
    house: House, freeze: Freeze
) -> None:
    client = house.sign_in(house.head)
    client.get("/healthz")
    freeze("2026-03-04 08:04")
    with statements() as sent:
        client.get("/phan-quyen")
    assert not [one for one in sent if one.startswith("UPDATE")]
    assert len([one for one in sent if "user_session" in one]) == 1
    freeze("2026-03-04 08:05")
    for _ in range(2):
        client.get("/tai-khoan")
    assert house.session.scalars(select(UserSession.seen_at)).one() == at("2026-03-04 08:05")


# --- The lock after idleness -------------------------------------------------------------------------------------


def test_after_fifteen_minutes_the_password_is_asked_and_the_page_comes_back(locking: House, freeze: Freeze) -> None:
    client = locking.sign_in(locking.head)
    assert client.get("/tai-khoan").status_code == 200
    freeze("2026-03-04 08:15")
    assert client.get("/tai-khoan").status_code == 200
    freeze("2026-03-04 08:30:31")
    asked = client.get("/nhiem-vu?q=a+b")
    assert asked.headers["Location"] == "/nhap-lai-mat-khau?next=/nhiem-vu?q%3Da%2Bb"
    assert "Phiên làm việc tạm khóa" in client.get(asked.headers["Location"]).get_data(as_text=True)
    assert client.get("/nhiem-vu").status_code == 302, "asking does not unlock"
    assert client.post(asked.headers["Location"], data={"unlock_password": "sai"}).status_code == 422
    back = client.post(asked.headers["Location"], data={"unlock_password": PASSWORD})
    assert back.headers["Location"] == "/nhiem-vu?q=a+b"
    assert client.get("/nhiem-vu").status_code == 200


def test_an_administrator_is_locked_after_five_minutes(locking: House, freeze: Freeze) -> None:
    clients = [locking.sign_in(user) for user in (locking.admin, locking.head)]
    for client in clients:
        assert client.get("/tai-khoan").status_code == 200
    freeze("2026-03-04 08:05:30")
    assert [client.get("/tai-khoan").status_code for client in clients] == [302, 200]


def test_what_was_typed_is_sent_on_after_the_password(locking: House, freeze: Freeze) -> None:
    client = locking.sign_in(locking.admin)
    client.get("/tai-khoan")
    freeze("2026-03-04 08:30")
    path = "/co-quan/moi?a=1"
    page = client.post(path, data={"name": 'Sở "Mới" <b>', "csrf_token": "old", "alias": ["một", "hai"]})
    assert page.status_code == 401
    words = page.get_data(as_text=True)
    assert 'name="name" value="Sở &#34;Mới&#34; &lt;b&gt;"' in words
    assert words.count('name="alias"') == 2
    assert words.count('name="csrf_token"') <= 2
    target = re.search(r'action="(/nhap-lai-mat-khau[^"]*)"', words)
    assert target
    again = client.post(target[1], data={"unlock_password": "sai", "kept": "1", "name": "Sở Mới"})
    assert 'name="name" value="Sở Mới"' in again.get_data(as_text=True)
    assert "unlock_password" not in re.findall(r'type="hidden" name="([^"]+)"', again.get_data(as_text=True))
    on = client.post(target[1], data={"unlock_password": PASSWORD, "kept": "1", "name": "Sở Mới"})
    assert (on.status_code, on.headers["Location"]) == (307, path)


def test_files_are_not_sent_on_without_saying_so(locking: House, freeze: Freeze) -> None:
    client = locking.sign_in(locking.admin)
    client.get("/tai-khoan")
    freeze("2026-03-04 08:30")
    from io import BytesIO

    page = client.post(
        "/quan-tri/nguoi-dung/nhap-tep",
        data={"file": (BytesIO(b"x"), "a.xlsx")},
        headers={"Referer": "http://localhost/co-quan"},
    ).get_data(as_text=True)
    assert "hãy chọn lại tệp" in page
    assert 'name="kept"' not in page
    assert "next=/co-quan" in page


def test_a_partial_request_is_led_to_the_whole_page(locking: House, freeze: Freeze) -> None:
    client = locking.sign_in(locking.head)
    client.get("/tai-khoan")
    freeze("2026-03-04 08:30")
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/nhiem-vu?q=x"}
    answer = client.get("/nhiem-vu", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/nhap-lai-mat-khau?next=/nhiem-vu?q%3Dx"


@pytest.mark.parametrize("target", ["https://example.org/", "//example.org", "/\\example.org"])
def test_the_password_never_leads_to_another_site(locking: House, target: str) -> None:
    client = locking.sign_in(locking.head)
    answer = client.post(f"/nhap-lai-mat-khau?next={target}", data={"unlock_password": PASSWORD, "kept": "1"})
    assert answer.headers["Location"] == "/"


def test_guessing_at_a_locked_page_locks_the_account(locking: House, freeze: Freeze) -> None:
    client = locking.sign_in(locking.head)
    client.get("/tai-khoan")
    freeze("2026-03-04 08:30")
    for _ in range(5):
        last = client.post("/nhap-lai-mat-khau", data={"unlock_password": "sai"})
    assert last.headers["Location"] == "/dang-nhap"
    assert client.get("/tai-khoan").headers["Location"].startswith("/dang-nhap")
    reasons = locking.session.scalars(select(SignInEvent.reason).order_by(SignInEvent.id)).all()
    assert reasons == ["password"] * 5


def test_the_lock_is_off_when_the_setting_says_so(house: House, freeze: Freeze) -> None:
    client = house.sign_in(house.admin)
    client.get("/tai-khoan")
    freeze("2026-03-05 08:00")
    assert client.get("/tai-khoan").status_code == 200


# --- Passwords ---------------------------------------------------------------------------------------------------


def test_a_password_given_by_another_opens_only_the_page_to_change_it(house: House) -> None:
    house.head.must_change_password = True
    house.session.commit()
    client = house.sign_in(house.head)
    for path in ("/", "/nhiem-vu", "/co-quan", "/tai-khoan/xac-thuc-hai-lop"):
        assert client.get(path).headers["Location"] == "/tai-khoan", path
    assert client.post(f"/nguoi-thay/{house.head.id}", data={}).headers["Location"] == "/tai-khoan"
    assert client.post("/tai-khoan", data={"current": PASSWORD, **new_password()}).status_code == 302
    assert client.get("/nhiem-vu").status_code == 200


def change(house: House, user: User, current: str, new: str) -> int:
    return house.sign_in(user).post("/tai-khoan", data={"current": current, **new_password(new)}).status_code


def test_an_administrator_comes_back_to_none_of_the_last_ten_passwords(house: House) -> None:
    words = [PASSWORD, *(f"Mật-khẩu-thứ-{n:02}" for n in range(10))]
    for current, new in pairwise(words):
        passwords.change(house.session, house.admin, current, new, now=at("2026-03-04 08:00"))
        house.session.commit()
    assert change(house, house.admin, words[-1], words[-1]) == 422
    assert change(house, house.admin, words[-1], words[1]) == 422
    assert change(house, house.admin, words[-1], words[0]) == 302, "ten others were used since"


def test_others_may_come_back_but_not_keep_the_one_they_have(house: House) -> None:
    assert change(house, house.head, PASSWORD, PASSWORD) == 422
    assert change(house, house.head, PASSWORD, NEW_PASSWORD) == 302
    assert change(house, house.head, NEW_PASSWORD, PASSWORD) == 302


def test_a_session_row_is_never_the_key_itself(house: House) -> None:
    client: FlaskClient = house.sign_in(house.head)
    with client.session_transaction() as cookie:
        key = cookie["_user_id"].partition(":")[2]
    stored = house.session.scalars(select(UserSession.key_hash)).one()
    assert key
    assert key not in stored


def test_old_devices_and_tickets_are_forgotten(session: Session) -> None:
    user = make_user(session, "old@example.vn")
    now = clock.now()
    for days in (1, 200):
        at_ = now - timedelta(days=days)
        session.add(
            UserSession(user_id=user.id, key_hash=f"k{days}", device="", address="", begun_at=at_, seen_at=at_)
        )
        session.add(
            Ticket(user_id=user.id, kind=TicketKind.INVITATION, token_hash=f"t{days}", made_at=at_, expires_at=at_)
        )
    session.flush()
    assert forget_old(session, now) == 2
    assert session.scalars(select(UserSession.key_hash)).all() == ["k1"]
    assert session.scalars(select(Ticket.token_hash)).all() == ["t1"]
