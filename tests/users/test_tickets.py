"""Single-use ways to set a password: invitation, forgotten password, account sheet."""

import re
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.users.conftest import NEW_PASSWORD, PASSWORD, House, new_password, try_to_sign_in
from tracker import clock
from tracker.notifications.models import Notification
from tracker.users import tickets
from tracker.users.credentials import Ticket, TicketKind
from tracker.users.models import SignInEvent

Freeze = Callable[[str], datetime]


def invited(house: House) -> str:
    """The token of an invitation that the administrator sent to the focal officer."""
    house.focal.password_hash = ""
    house.session.commit()
    answer = house.sign_in(house.admin).post("/quan-tri/nguoi-dung/moi", data={"user": house.focal.id})
    assert answer.status_code == 302
    return house.mail_token()


def test_an_invitation_sets_the_password_once(house: House, client: FlaskClient) -> None:
    link = f"/dat-mat-khau?ma={invited(house)}"
    assert house.focal.name in client.get(link).get_data(as_text=True)
    assert client.get(link).status_code == 200, "looking at the link uses nothing up"
    assert client.post(link, data=new_password()).headers["Location"] == "/dang-nhap"
    assert try_to_sign_in(client, house.focal, NEW_PASSWORD).headers["Location"] == "/"
    again = house.app.test_client().post(link, data=new_password("Mật-khẩu-khác-2028"))
    assert again.status_code == 410
    assert "đã được dùng" in again.get_data(as_text=True)
    assert house.events() == [
        ("person_invited", "admin"),
        ("password_changed", "focal"),
        ("invitation_accepted", "focal"),
    ]


def test_only_hashes_of_tickets_are_kept(house: House) -> None:
    token = invited(house)
    stored = house.session.scalars(select(Ticket)).one()
    mail = house.session.scalars(select(Notification)).one()
    assert token not in f"{stored.token_hash}{mail.body}{mail.context}{[item.context for item in mail.items]}"


def test_an_invitation_expires_after_seven_days_and_says_what_to_do(
    house: House, client: FlaskClient, freeze: Freeze
) -> None:
    link = f"/dat-mat-khau?ma={invited(house)}"
    freeze("2026-03-11 07:59")
    assert client.get(link).status_code == 200
    freeze("2026-03-11 08:00")
    answer = client.post(link, data=new_password())
    assert answer.status_code == 410
    assert "hãy nhờ quản trị hệ thống gửi lại" in answer.get_data(as_text=True)


def test_w23_sending_again_cancels_the_older_invitation(house: House, client: FlaskClient, freeze: Freeze) -> None:
    older = invited(house)
    freeze("2026-03-04 09:00")
    newer = invited(house)
    assert "mới hơn thay thế" in client.get(f"/dat-mat-khau?ma={older}").get_data(as_text=True)
    assert client.get(f"/dat-mat-khau?ma={newer}").status_code == 200


def test_an_unsent_mail_whose_link_is_closed_does_not_leave(house: House) -> None:
    client = house.sign_in(house.admin)
    client.post("/quan-tri/nguoi-dung/moi", data={"user": house.focal.id})
    client.post("/quan-tri/nguoi-dung/moi", data={"user": house.focal.id})
    house.mail_token()
    states = house.session.scalars(select(Notification.state).order_by(Notification.id)).all()
    assert states == ["suppressed", "sent"]


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "%00"])
def test_a_link_that_is_none_of_ours_is_not_found(client: FlaskClient, house: House, token: str) -> None:
    answer = client.get(f"/dat-mat-khau?ma={token}")
    assert answer.status_code == 404
    assert "chép đủ cả dòng" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("password", "again"), [("ngắn", "ngắn"), (NEW_PASSWORD, "khác")])
def test_a_wrong_new_password_leaves_the_link_open(
    house: House, client: FlaskClient, password: str, again: str
) -> None:
    link = f"/dat-mat-khau?ma={invited(house)}"
    assert client.post(link, data={"new": password, "again": again}).status_code == 422
    assert client.get(link).status_code == 200


def test_two_requests_at_once_use_a_ticket_once(house: House) -> None:
    token = invited(house)

    def knock(number: int) -> int:
        fields = new_password(f"{NEW_PASSWORD}{number}")
        with house.app.app_context():
            return house.app.test_client().post(f"/dat-mat-khau?ma={token}", data=fields).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(knock, range(4)))
    assert answers[0] == 302
    assert set(answers[1:]) <= {410, 422}
    assert [kind for kind, _ in house.events()].count("invitation_accepted") == 1


def test_a_sheet_lets_in_with_its_code_however_it_is_typed(house: House, client: FlaskClient) -> None:
    house.focal.password_hash = ""
    house.session.commit()
    page = house.sign_in(house.admin).post("/quan-tri/nguoi-dung/phieu", data={"user": house.focal.id})
    assert page.headers["Cache-Control"] == "no-store"
    words = page.get_data(as_text=True)
    assert "focal@example.vn" in words
    code = re.search(r'sheet-code">\s*([A-Z2-9-]{19})\s*<', words)
    assert code
    typed = code[1].replace("-", " ").lower()
    fields = {"email": "Focal@example.vn", "code": typed, **new_password()}
    assert client.post("/kich-hoat", data=fields).status_code == 302
    assert try_to_sign_in(client, house.focal, NEW_PASSWORD).status_code == 302
    assert client.post("/dang-xuat").status_code == 302
    assert client.post("/kich-hoat", data=fields).status_code == 422
    assert house.events()[0] == ("sheets_printed", "admin")


def test_wrong_sheet_codes_lock_as_wrong_passwords_do(house: House, client: FlaskClient) -> None:
    page = house.sign_in(house.admin).post("/quan-tri/nguoi-dung/phieu", data={"user": house.focal.id})
    code = re.search(r'sheet-code">\s*([A-Z2-9-]{19})\s*<', page.get_data(as_text=True))
    assert code
    for _ in range(5):
        fields = {"email": house.focal.email, "code": "AAAA-AAAA-AAAA-AAAA", **new_password()}
        assert client.post("/kich-hoat", data=fields).status_code == 422
    assert client.post("/kich-hoat", data={**fields, "code": code[1]}).status_code == 422


# --- Forgotten ---------------------------------------------------------------------------------------------------


def ask(client: FlaskClient, email: str) -> str:
    answer = client.post("/quen-mat-khau", data={"email": email})
    assert answer.status_code == 302
    return client.get(answer.headers["Location"]).get_data(as_text=True)


@pytest.fixture
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.users.door_views.ANSWERS_AFTER", 0.0)


def plain(page: str) -> str:
    """A page without its own form token."""
    return re.sub(r'(content|value)="[^"]*"', "", page)


def test_known_and_unknown_addresses_get_the_same_answer(house: House, client: FlaskClient, no_wait: None) -> None:
    assert plain(ask(client, house.focal.email)) == plain(ask(client, "khong-co@example.vn"))
    assert house.session.scalar(select(func.count(Notification.id))) == 1


def test_the_answers_take_the_same_time(house: House, client: FlaskClient) -> None:
    spent: dict[str, list[float]] = {"focal@example.vn": [], "khong-co@example.vn": []}
    for _ in range(3):
        for email, times in spent.items():
            begun = time.perf_counter()
            client.post("/quen-mat-khau", data={"email": email})
            times.append(time.perf_counter() - begun)
    known, unknown = (statistics.median(times) for times in spent.values())
    assert min(known, unknown) >= 0.25
    assert abs(known - unknown) < 0.1


def test_signing_in_takes_as_long_for_an_unknown_account(house: House, client: FlaskClient) -> None:
    client.post("/dang-nhap", data={"email": "khong-co@example.vn", "password": PASSWORD})
    spent = []
    for email in (house.focal.email, "khong-co@example.vn"):
        begun = time.perf_counter()
        client.post("/dang-nhap", data={"email": email, "password": "sai"})
        spent.append(time.perf_counter() - begun)
    assert 0.2 < spent[0] / spent[1] < 5, "one slow hash either way"


def test_a_forgotten_password_is_set_by_the_link_of_the_mail_within_the_hour(
    house: House, client: FlaskClient, freeze: Freeze, no_wait: None
) -> None:
    elsewhere = house.sign_in(house.focal)
    house.focal.locked_until = clock.now() + timedelta(hours=12)
    house.session.commit()
    ask(client, house.focal.email)
    link = f"/dat-mat-khau?ma={house.mail_token()}"
    freeze("2026-03-04 08:59")
    assert client.post(link, data=new_password()).status_code == 302
    assert try_to_sign_in(client, house.focal, NEW_PASSWORD).status_code == 302, "who reads the mail is the owner"
    assert elsewhere.get("/tai-khoan").status_code == 302, "every device is signed out"
    assert house.events()[-1] == ("password_reset", "focal")


def test_the_link_of_a_forgotten_password_lasts_an_hour(
    house: House, client: FlaskClient, freeze: Freeze, no_wait: None
) -> None:
    ask(client, house.focal.email)
    link = f"/dat-mat-khau?ma={house.mail_token()}"
    freeze("2026-03-04 09:00")
    assert "hãy chọn «Quên mật khẩu»" in client.get(link).get_data(as_text=True)


def test_one_account_is_not_flooded_with_mails(
    house: House, client: FlaskClient, freeze: Freeze, no_wait: None
) -> None:
    for _ in range(tickets.ASKS_OF_AN_ACCOUNT + 2):
        assert "Đã nhận yêu cầu" in ask(client, house.focal.email)
    assert house.session.scalar(select(func.count(Ticket.id))) == tickets.ASKS_OF_AN_ACCOUNT
    freeze("2026-03-04 09:01")
    ask(client, house.focal.email)
    assert house.session.scalar(select(func.count(Ticket.id))) == tickets.ASKS_OF_AN_ACCOUNT + 1


def test_one_address_cannot_try_many_accounts(house: House, client: FlaskClient, no_wait: None) -> None:
    now = clock.now()
    house.session.add_all(
        SignInEvent(email=f"{n}@example.vn", address="127.0.0.1", ok=False, reason=tickets.FORGOT, at=now)
        for n in range(tickets.ASKS_OF_AN_ADDRESS)
    )
    house.session.commit()
    assert client.post("/quen-mat-khau", data={"email": house.focal.email}).status_code == 429


def test_a_closed_account_gets_no_ticket(house: House, client: FlaskClient, no_wait: None) -> None:
    house.focal.active = False
    house.session.commit()
    ask(client, house.focal.email)
    assert house.session.scalar(select(func.count(Ticket.id))) == 0
    answer = house.sign_in(house.admin).post("/quan-tri/nguoi-dung/moi", data={"user": house.focal.id})
    assert answer.status_code in {302, 409}
    assert house.session.scalar(select(func.count(Ticket.id))) == 0


def test_every_kind_of_ticket_says_how_long_it_lasts() -> None:
    assert set(tickets.LASTS) == set(TicketKind)
