import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.people import make_agency
from tracker.cli import cli
from tracker.config import Settings
from tracker.errors import DomainError
from tracker.users.rules import is_strong


@pytest.fixture
def run(settings: Settings, session: Session, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    make_agency(session, "Văn phòng Thành ủy")
    session.commit()
    variables = {"TRACKER_ENV": "test", "TRACKER_DATA": str(settings.data), "TRACKER_SECRET_KEY": "test"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return lambda *words: CliRunner().invoke(cli, ["user", "add", *words], catch_exceptions=False)


def test_the_first_administrator_must_set_a_password_of_his_own(run, client: FlaskClient, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    said = run("admin@example.vn", "--name", "Quản trị", "--role", "admin").output
    password = re.search(r"Mật khẩu tạm: (\S+)", said)
    assert password
    assert is_strong(password[1])
    client.post("/dang-nhap", data={"email": "admin@example.vn", "password": password[1]})
    assert client.get("/").headers["Location"] == "/tai-khoan"
    new = "Mật-khẩu-riêng-2026!"
    client.post("/tai-khoan", data={"current": password[1], "new": new, "again": new})
    assert client.get("/").status_code == 200


def test_an_officer_is_given_a_post_in_an_agency_of_the_register(run, session: Session) -> None:  # type: ignore[no-untyped-def]
    agency = ("--agency", "van phong thanh uy", "--post", "focal", "--steers")
    assert run("a@example.vn", "--name", "Đầu mối", *agency).exit_code == 0
    with pytest.raises(DomainError, match="Không có cơ quan"):
        run("b@example.vn", "--name", "Đầu mối", "--agency", "Sở Không Có", "--post", "focal")
    with pytest.raises(DomainError, match="--post"):
        run("b@example.vn", "--name", "Đầu mối", "--agency", "Văn phòng Thành ủy")
    with pytest.raises(DomainError, match="Đã có tài khoản"):
        run("a@example.vn", "--name", "Đầu mối")
