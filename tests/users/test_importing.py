"""People from an Excel table: problems by row and column, and all of it or nothing."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.test_sheets import book
from tests.users.conftest import House
from tracker.notifications.models import Notification
from tracker.users.importing import post_of
from tracker.users.models import Membership, Post, User

HEADER = ["Họ tên", "Email", "Cơ quan", "Vị trí", "Từ ngày", "Đến ngày"]
PATH = "/quan-tri/nguoi-dung/nhap-tep"


def upload(client: FlaskClient, *rows: list[object]) -> TestResponse:
    return client.post(PATH, data={"file": (BytesIO(book(HEADER, *rows)), "people.xlsx")})


def problems(answer: TestResponse) -> list[tuple[str, str, str]]:
    assert answer.status_code == 422
    rows = re.findall(
        r'cell-title">(\S+)</td>\s*<td data-label="Cột">([^<]*)</td>\s*<td[^>]*>([^<]*)<',
        answer.get_data(as_text=True),
    )
    return [tuple(part.strip() for part in row) for row in rows]  # type: ignore[misc]


def save(client: FlaskClient, preview: TestResponse, **more: str) -> int:
    signed = re.search(r'name="rows" value="([^"]+)"', preview.get_data(as_text=True))
    assert signed
    return client.post(f"{PATH}/luu", data={"rows": signed[1], **more}).status_code


def test_a_good_table_is_looked_at_and_then_saved(house: House) -> None:
    client = house.sign_in(house.admin)
    preview = upload(
        client,
        ["Lê Văn Cường", "Cuong@coquan.vn", "sở tài chính", "Đầu mối", "01/03/2026", ""],
        ["Lê Văn Cường", "cuong@coquan.vn", "Sở Du lịch", "Theo dõi", "", "31/12/2026"],
        [house.head.name, "head@example.vn", "Sở Du lịch", "Phó Giám đốc", "", ""],
    )
    assert preview.status_code == 200
    assert house.session.scalar(select(func.count(User.id))) == 5, "looking saves nothing"
    assert save(client, preview, invites="y") == 302
    made = house.session.scalars(select(User).where(User.email == "cuong@coquan.vn")).one()
    assert [(one.agency.name, one.post) for one in made.memberships] == [
        ("Sở Tài chính", Post.FOCAL),
        ("Sở Du lịch", Post.VIEWER),
    ]
    assert house.session.scalar(select(func.count(Notification.id))) == 1
    kinds = [kind for kind, _ in house.events()]
    assert kinds == ["person_added", "post_given", "post_given", "post_given", "people_imported", "person_invited"]


def test_every_problem_is_named_by_row_and_column_and_nothing_can_be_saved(house: House) -> None:
    answer = upload(
        house.sign_in(house.admin),
        ["", "a@b.vn", "Sở Tài chính", "Đầu mối"],
        ["An", "không phải thư", "Sở Tài chính", "Đầu mối"],
        ["Bình", "binh@b.vn", "Sở Không Có", "Đầu mối"],
        ["Chi", "chi@b.vn", "Sở Tài chính", "Lái xe"],
        ["Dũng", "dung@b.vn", "Sở Tài chính", "Đầu mối", "31/02/2026"],
        ["Em", "em@b.vn", "Sở Tài chính", "Đầu mối", "02/03/2026", "01/03/2026"],
        ["Người khác", "head@example.vn", "Sở Du lịch", "Đầu mối"],
        [house.head.name, "head@example.vn", "Sở Tài chính", "Người đứng đầu"],
        ["Giang", "giang@b.vn", "Sở Tài chính", "Đầu mối"],
        ["Hà", "giang@b.vn", "Sở Tài chính", "Đầu mối"],
    )
    named = [(row, column) for row, column, _ in problems(answer)]
    assert named == [
        ("2", "Họ tên hoặc chức danh"),
        ("3", "Thư điện tử"),
        ("4", "Cơ quan"),
        ("5", "Vị trí"),
        ("6", "Từ ngày"),
        ("7", "Đến ngày"),
        ("8", "Thư điện tử"),
        ("9", "Vị trí"),
        ("11", "Thư điện tử"),
        ("11", "Vị trí"),
    ]
    assert 'name="rows"' not in answer.get_data(as_text=True)


def test_a_preview_that_has_become_wrong_saves_nothing(house: House) -> None:
    client = house.sign_in(house.admin)
    row = ["Lê Văn Cường", "cuong@coquan.vn", "Sở Tài chính", "Đầu mối"]
    first, second = upload(client, row), upload(client, ["Mai", "mai@coquan.vn", "Sở Tài chính", "Đầu mối"], row)
    assert save(client, first) == 302
    save(client, second)
    assert house.session.scalar(select(User).where(User.email == "mai@coquan.vn")) is None
    assert house.session.scalar(select(func.count(Membership.id))) == 5


def test_only_what_was_looked_at_can_be_saved(house: House) -> None:
    preview = upload(house.sign_in(house.admin), ["Mai", "mai@coquan.vn", "Sở Tài chính", "Đầu mối"])
    house.focal.role = house.admin.role
    house.session.commit()
    assert save(house.sign_in(house.focal), preview) in {302, 409}, "signed for another administrator"
    house.sign_in(house.admin).post(f"{PATH}/luu", data={"rows": "made.up"})
    assert house.session.scalar(select(User).where(User.email == "mai@coquan.vn")) is None


def test_the_sample_is_a_table_that_reads_back(house: House) -> None:
    client = house.sign_in(house.admin)
    answer = client.get(f"{PATH}/mau.xlsx")
    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:2] == ["Họ tên hoặc chức danh", "Thư điện tử"]
    assert client.post(PATH, data={"file": (BytesIO(answer.data), "a.xlsx")}).status_code == 200


@pytest.mark.parametrize("data", [b"", b"not a workbook"])
def test_what_is_no_workbook_is_refused_with_a_sentence(house: House, data: bytes) -> None:
    answer = house.sign_in(house.admin).post(PATH, data={"file": (BytesIO(data), "a.xlsx")})
    assert answer.status_code == 422
    assert "hãy" in answer.get_data(as_text=True).lower()


@pytest.mark.parametrize(
    ("words", "post"),
    [
        ("Người đứng đầu", Post.HEAD),
        ("thủ trưởng", Post.HEAD),
        ("Trưởng phòng", Post.HEAD),
        ("Phó Chủ tịch", Post.DEPUTY),
        ("CẤP PHÓ", Post.DEPUTY),
        ("đầu mối", Post.FOCAL),
        ("Theo dõi", Post.VIEWER),
        ("Lái xe", None),
        ("", None),
    ],
)
def test_posts_are_read_from_the_words_people_write(words: str, post: Post | None) -> None:
    assert post_of(words) is post
