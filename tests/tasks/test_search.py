"""W20: words without diacritics, đ, NFD input, literal wildcards, codes."""

import unicodedata

import pytest

from tests.factories.people import make_agency
from tests.tasks.conftest import Desk
from tracker.tasks.models import Task
from tracker.text import searchable

TITLES = {
    "II.29": "Thủ tục hành chính và dịch vụ công trực tuyến",
    "II.29.1": "Rà soát, cắt giảm, đơn giản hóa thủ tục hành chính",
    "II.29.10": "Số hóa hồ sơ đường thủy nội địa",
    "III.29.1": "Phát triển Đề án đô thị thông minh",
    "II.3": "Đạt 100% văn bản ký số theo 03/NQ-CP",
    "II.4": "Đạt 1000 văn bản; mã số tai_lieu",
    "II.5": "Hoà giải ở cơ sở, thuỷ lợi",
}


@pytest.fixture
def register(desk: Desk) -> None:
    plan = desk.plan()
    for code, title in TITLES.items():
        task: Task = desk.task(plan, title=title)
        task.code, task.search_text = code, searchable(code, title, task.lead_text)
    desk.publish(plan)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("thu tuc", {"II.29", "II.29.1"}),
        ("THỦ TỤC", {"II.29", "II.29.1"}),
        ("“thủ tục”, hành chính.", {"II.29", "II.29.1"}),
        (unicodedata.normalize("NFD", "thủ tục"), {"II.29", "II.29.1"}),
        ("duong", {"II.29.10"}),
        ("đường", {"II.29.10"}),
        ("de an", {"III.29.1"}),
        ("dô thi", {"III.29.1"}),
        ("hoá", {"II.29.1", "II.29.10", "II.5"}),
        ("hóa", {"II.29.1", "II.29.10", "II.5"}),
        ("hòa giải", {"II.5"}),
        ("thủy", {"II.29.10", "II.5"}),
        ("100%", {"II.3"}),
        ("%", {"II.3"}),
        ("_", {"II.4"}),
        ("an", {"III.29.1"}),
        ("ba", {"II.3", "II.4"}),
        ("van ban", {"II.3", "II.4"}),
        ("van ban 100", {"II.3", "II.4"}),
        ("ca giam", set()),
        ("nq", {"II.3"}),
        ("NQ-CP", {"II.3"}),
        ("tai_lieu", {"II.4"}),
        ("tai lieu", {"II.4"}),
        ("03/NQ-CP", {"II.3"}),
        ("II.29.1", {"II.29.1"}),
        ("ii.29.1", {"II.29.1"}),
        ("II.29", {"II.29", "II.29.1", "II.29.10"}),
        ("29.1", {"II.29.1", "II.29.10", "III.29.1"}),
        ("thu tuc II.29.1", {"II.29.1"}),
        ("khong co tu nay", set()),
        ("khoa hoc va cong nghe ky so", {"II.3"}),
        ("so tai chinh", set()),
        ("khoa hoc", set(TITLES)),
        ("' OR 1=1 --", set()),
        ("   ", set(TITLES)),
    ],
)
def test_words_find_exactly_their_rows(desk: Desk, words: str, codes: set[str]) -> None:
    page = desk.page(desk.cast.officer, "/nhiem-vu", q=words)
    assert {code for code in TITLES if f'<td class="cell-code">{code}</td>' in page} == codes


def test_a_member_of_a_collective_is_found_by_its_name(desk: Desk) -> None:
    assignment = desk.given(title="Nâng cao kỹ năng số")
    assignment.agency = make_agency(desk.session, "Phường Bến Thành")
    desk.session.commit()
    code = f'<td class="cell-code">{assignment.task.code}</td>'
    assert code in desk.page(desk.cast.officer, "/nhiem-vu", q="phuong ben thanh")
    assert code not in desk.page(desk.cast.officer, "/nhiem-vu", q="phuong sai gon")


@pytest.mark.usefixtures("register")
def test_what_was_typed_stays_in_the_box_and_is_no_markup(desk: Desk) -> None:
    page = desk.page(desk.cast.officer, "/nhiem-vu", q='"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
