from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.conftest import at
from tests.factories.people import make_agency
from tracker.users import service
from tracker.users.models import Membership, Post, User

SignIn = Callable[[User], FlaskClient]
OLD, NEW = "Mật-khẩu-thử-2026", "Mật-khẩu-mới-2027"


@pytest.fixture
def officer(session: Session) -> User:
    user = service.create(session, email="dau-moi@example.vn", name="Đầu mối Sở", password=OLD)
    service.appoint(user, make_agency(session, "Sở Tài chính"), Post.FOCAL)
    ended = Membership(agency=make_agency(session, "Sở Du lịch"), post=Post.HEAD, to_on=date(2026, 1, 1))
    user.memberships.append(ended)
    user.last_sign_in_at = at("2026-03-03 07:45")
    session.commit()
    return user


def test_the_account_page_shows_the_person_the_posts_held_and_the_last_sign_in(
    officer: User, sign_in: SignIn
) -> None:
    page = sign_in(officer).get("/tai-khoan").get_data(as_text=True)
    for words in ("Đầu mối Sở", "dau-moi@example.vn", "Sở Tài chính", "07:45 03/03/2026"):
        assert words in page
    assert "Sở Du lịch" not in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"current": "sai", "new": NEW, "again": NEW}, "Mật khẩu hiện tại chưa đúng."),
        ({"current": OLD, "new": "ngắn", "again": "ngắn"}, "Mật khẩu mới cần ít nhất 14 ký tự"),
        ({"current": OLD, "new": NEW, "again": "khác"}, "Hai lần nhập mật khẩu mới chưa giống nhau."),
    ],
)
def test_a_wrong_change_of_password_is_refused_with_a_sentence(
    officer: User, sign_in: SignIn, fields: dict[str, str], sentence: str
) -> None:
    answer = sign_in(officer).post("/tai-khoan", data=fields)
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_a_new_password_signs_the_other_devices_out(officer: User, sign_in: SignIn) -> None:
    here, elsewhere = sign_in(officer), sign_in(officer)
    assert here.post("/tai-khoan", data={"current": OLD, "new": NEW, "again": NEW}).status_code == 302
    assert here.get("/tai-khoan").status_code == 200
    assert elsewhere.get("/tai-khoan").status_code == 302
