"""A secret paper leaves no trace: not in the store, not in a temporary file, not in the log."""

import logging
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NoReturn

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.cast import make_cast
from tests.imports.paper import HEAD, SIX, rows, six
from tracker.config import Settings
from tracker.imports.models import ImportJob
from tracker.plans.models import Document, Plan
from tracker.users.models import User

MARK = "Việc chỉ có trong văn bản mật"
LONG = HEAD.replace("KẾ HOẠCH", "TUYỆT MẬT\n\nKẾ HOẠCH") + rows(SIX, six("1", MARK)) + "Lời dẫn.\n" * 20_000


@pytest.fixture
def no_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_words: object) -> NoReturn:
        raise AssertionError("a temporary file was made")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse)


def test_a_secret_paper_is_refused_and_lies_nowhere(
    session: Session,
    settings: Settings,
    sign_in: Callable[[User], FlaskClient],
    no_temporary_file: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    cast = make_cast(session)
    browser = sign_in(cast.officer)
    caplog.set_level(logging.DEBUG)
    page = browser.get("/nhap-ke-hoach").get_data(as_text=True)
    assert "Không tải lên tài liệu thuộc bí mật nhà nước" in page
    data = {"steering": str(cast.office.id), "file": (BytesIO(LONG.encode()), "ke-hoach-x.txt")}
    answer = browser.post("/nhap-ke-hoach", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Văn bản có dấu độ mật" in answer.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(Plan)) == 0
    assert session.scalar(select(func.count()).select_from(Document)) == 0
    assert [job.filename for job in session.scalars(select(ImportJob))] == [""]
    assert MARK not in caplog.text
    kept = [path for path in Path(settings.data).rglob("*") if path.is_file()]
    assert all(MARK.encode() not in path.read_bytes() for path in kept)
    assert not (settings.data / "files").exists()
