"""Codes of an authenticator and recovery codes: once each, for the session only."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pyotp
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.users.conftest import PASSWORD, House, try_to_sign_in
from tracker import clock
from tracker.users import second_factor
from tracker.users.credentials import RecoveryCode, SecondFactor
from tracker.users.models import User

Freeze = Callable[[str], datetime]
KEY = "test"


def set_up(session: Session, user: User) -> tuple[pyotp.TOTP, list[str]]:
    second_factor.begin(session, user, KEY, clock.now())
    session.flush()
    uri = second_factor.waiting_uri(session, user, KEY)
    assert uri
    totp = pyotp.parse_uri(uri)
    assert isinstance(totp, pyotp.TOTP)
    before = clock.now() - timedelta(seconds=30)
    codes = second_factor.confirm(session, user, totp.at(before), KEY, clock.now())
    session.commit()
    return totp, codes


def enter(house: House, user: User, code: str) -> int:
    """Sign in on a new device with password and code; the status of the second answer."""
    client = house.app.test_client()
    assert try_to_sign_in(client, user).headers["Location"].startswith("/dang-nhap/ma-xac-thuc")
    assert client.get("/tai-khoan").status_code == 302, "the password alone opens nothing"
    status = client.post("/dang-nhap/ma-xac-thuc", data={"code": code}).status_code
    assert (client.get("/tai-khoan").status_code == 200) is (status == 302)
    return status


def test_a_person_sets_it_up_on_the_account_page(house: House) -> None:
    client = house.sign_in(house.head)
    assert client.post("/tai-khoan/xac-thuc-hai-lop/bat-dau").status_code == 302
    page = client.get("/tai-khoan/xac-thuc-hai-lop")
    assert page.headers["Cache-Control"] == "no-store"
    words = page.get_data(as_text=True)
    assert 'src="data:image/svg+xml' in words
    secret = re.search(r'class="secret">([A-Z2-7 ]+)<', words)
    assert secret
    assert client.post("/tai-khoan/xac-thuc-hai-lop", data={"code": "000000"}).status_code == 422
    code = pyotp.TOTP(secret[1].replace(" ", "")).at(clock.now())
    done = client.post("/tai-khoan/xac-thuc-hai-lop", data={"code": code}).get_data(as_text=True)
    assert len(re.findall(r"<code>[a-z2-9]{5}-[a-z2-9]{5}</code>", done)) == 10
    assert secret[1] not in client.get("/tai-khoan/xac-thuc-hai-lop").get_data(as_text=True)
    assert house.events() == [("second_factor_set", "head")]


def test_neither_the_secret_nor_the_recovery_codes_lie_in_the_database(house: House) -> None:
    totp, codes = set_up(house.session, house.head)
    stored = house.session.scalars(select(SecondFactor.secret)).one()
    hashes = house.session.scalars(select(RecoveryCode.code_hash)).all()
    assert totp.secret not in stored
    assert not {code.replace("-", "") for code in codes} & set(hashes)


@pytest.mark.parametrize(("seconds", "status"), [(-61, 422), (-30, 302), (0, 302), (30, 302), (60, 422)])
def test_a_phone_may_be_half_a_minute_off(house: House, freeze: Freeze, seconds: int, status: int) -> None:
    totp, _ = set_up(house.session, house.head)
    now = freeze("2026-03-04 09:00")
    assert enter(house, house.head, totp.at(now + timedelta(seconds=seconds))) == status


def test_a_code_is_taken_once_and_no_older_one_after_it(house: House, freeze: Freeze) -> None:
    totp, _ = set_up(house.session, house.head)
    now = freeze("2026-03-04 09:00")
    assert enter(house, house.head, totp.at(now)) == 302
    assert enter(house, house.head, totp.at(now)) == 422
    assert enter(house, house.head, totp.at(now - timedelta(seconds=30))) == 422
    assert enter(house, house.head, totp.at(now + timedelta(seconds=30))) == 302


def test_two_devices_with_one_code_at_once_let_one_in(house: House, freeze: Freeze) -> None:
    totp, _ = set_up(house.session, house.head)
    now = freeze("2026-03-04 09:00")
    devices = [house.app.test_client() for _ in range(4)]
    for device in devices:
        try_to_sign_in(device, house.head)

    def knock(device: FlaskClient) -> int:
        with house.app.app_context():
            return device.post("/dang-nhap/ma-xac-thuc", data={"code": totp.at(now)}).status_code

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(knock, devices)) == [302, 422, 422, 422]


def test_a_recovery_code_stands_in_once(house: House) -> None:
    _, codes = set_up(house.session, house.head)
    assert enter(house, house.head, codes[0].upper()) == 302
    assert enter(house, house.head, codes[0]) == 422
    assert second_factor.codes_left(house.session, house.head) == 9
    assert ("recovery_code_used", "head") in house.events()


def test_wrong_codes_lock_the_account_however_often_the_password_is_right(house: House, freeze: Freeze) -> None:
    totp, _ = set_up(house.session, house.head)
    now = freeze("2026-03-04 09:00")
    for _ in range(5):
        assert enter(house, house.head, "000000") == 422
    client = house.app.test_client()
    assert try_to_sign_in(client, house.head).status_code == 422
    assert client.post("/dang-nhap/ma-xac-thuc", data={"code": totp.at(now)}).status_code == 302
    assert client.get("/tai-khoan").status_code == 302


def test_the_half_open_door_closes_after_ten_minutes(house: House, freeze: Freeze) -> None:
    totp, _ = set_up(house.session, house.head)
    client = house.app.test_client()
    try_to_sign_in(client, house.head)
    now = freeze("2026-03-04 08:10")
    answer = client.post("/dang-nhap/ma-xac-thuc", data={"code": totp.at(now)})
    assert answer.headers["Location"] == "/dang-nhap"
    assert client.get("/tai-khoan").status_code == 302


def test_the_administrator_resets_it_and_the_password_with_it(house: House) -> None:
    set_up(house.session, house.head)
    device = house.sign_in(house.head)
    admin = house.sign_in(house.admin)
    assert admin.post(f"/quan-tri/nguoi-dung/{house.head.id}/dat-lai-xac-thuc").status_code == 302
    assert device.get("/tai-khoan").status_code == 302
    client = house.app.test_client()
    assert try_to_sign_in(client, house.head).headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/tai-khoan", "a short password is not enough alone"
    assert house.events()[-1] == ("second_factor_removed", "admin")


def test_taking_it_away_oneself_needs_the_password(house: House) -> None:
    set_up(house.session, house.head)
    client = house.sign_in(house.head)
    assert client.post("/tai-khoan/xac-thuc-hai-lop/tat", data={"current": "sai"}).status_code == 422
    assert client.post("/tai-khoan/xac-thuc-hai-lop/tat", data={"current": PASSWORD}).status_code == 302
    assert client.get("/tai-khoan").status_code == 200
    assert house.session.scalar(select(User.must_change_password).where(User.id == house.head.id)) is False


def test_with_it_a_password_of_eight_characters_is_enough(house: House) -> None:
    fields = {"current": PASSWORD, "new": "tám-ký-tự", "again": "tám-ký-tự"}
    assert house.sign_in(house.head).post("/tai-khoan", data=fields).status_code == 422
    set_up(house.session, house.head)
    assert house.sign_in(house.head).post("/tai-khoan", data=fields).status_code == 302
    taken = house.sign_in(house.head).post("/tai-khoan/xac-thuc-hai-lop/tat", data={"current": "tám-ký-tự"})
    assert taken.status_code == 302
    assert house.session.scalar(select(User.must_change_password).where(User.id == house.head.id)) is True


@pytest.mark.parametrize(("groups", "asked"), [("", ""), ("admin", "admin"), ("steering,admin", "admin officer")])
def test_who_needs_it_can_do_nothing_before(house: House, groups: str, asked: str) -> None:
    house.agency.steers = True
    house.session.commit()
    settings = house.app.extensions["settings"]
    wanted = frozenset(groups.split(",")) if groups else frozenset()
    house.app.extensions["settings"] = replace(settings, require_second_factor=wanted)
    for name, user in (("admin", house.admin), ("officer", house.head), ("stranger", house.stranger)):
        client: FlaskClient = house.sign_in(user)
        location = client.get("/").headers.get("Location", "")
        assert (location == "/tai-khoan/xac-thuc-hai-lop") is (name in asked.split())
        assert client.get("/tai-khoan/xac-thuc-hai-lop").status_code == 200
