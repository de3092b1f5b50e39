"""A plan of a commune that does not say in which province it lies."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.people import make_user
from tests.imports.conftest import Save
from tests.imports.paper import SIX, codes, read, rows, six
from tracker.agencies.models import Agency
from tracker.imports.home import PLACE_GUESSED
from tracker.imports.models import Draft
from tracker.imports.queries import rows_of_plan
from tracker.users.models import User

COMMUNE = """ỦY BAN NHÂN DÂN
XÃ TÂN PHÚ

Số: 15/KH-UBND

Tân Phú, ngày 05 tháng 01 năm 2026

KẾ HOẠCH

{about}

"""
TASKS = rows(SIX, six("1", "Việc một", "Trung tâm Chuyển đổi số"), six("2", "Việc hai", "Công an xã"))


@pytest.mark.parametrize(
    ("about", "is_guessed"),
    [
        ("Chuyển đổi số xã Tân Phú năm 2026", True),
        ("Chuyển đổi số xã Tân Phú, tỉnh Đồng Nai năm 2026", False),
        ("Chuyển đổi số theo kế hoạch của tỉnh", False),
        ("Chuyển đổi số theo kế hoạch của Thành ủy", False),
    ],
)
def test_a_commune_without_a_province_says_that_one_was_guessed(about: str, is_guessed: bool) -> None:
    assert (PLACE_GUESSED in codes(read(TASKS, COMMUNE.format(about=about)))) is is_guessed


def test_agencies_are_read_again_by_the_place_that_somebody_chooses(
    session: Session, office: Agency, save: Save, sign_in: Callable[[User], FlaskClient]
) -> None:
    plan = save((COMMUNE.format(about="Chuyển đổi số năm 2026") + TASKS).encode(), "xa.txt")
    officer = make_user(session, "officer@example.vn", agency=office)
    session.commit()

    def leads() -> list[str]:
        session.expire_all()
        return [row.read["lead"][0]["name"] for row in rows_of_plan(session, plan)]

    assert [one["code"] for one in plan.problems] == [PLACE_GUESSED]
    assert leads() == ["Trung tâm Chuyển đổi số Thành phố", "Công an xã"]
    browser, path = sign_in(officer), f"/ke-hoach/{plan.id}/thong-tin"
    assert "Thuộc" in browser.get(path).get_data(as_text=True)
    data = {"number": plan.number, "kind": "Kế hoạch", "issued_on": "05/01/2026", "above": "tỉnh"}
    assert browser.post(path, data=data).status_code == 302
    assert leads() == ["Trung tâm Chuyển đổi số tỉnh", "Công an xã"]
    assert plan.problems == []
    assert session.get_one(Draft, plan.id).places == ["xã", "tỉnh"]
