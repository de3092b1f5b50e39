"""The audit page: every history in one list, filtered, paged, exported, for those who may see it."""

import html
import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.counting import statements
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.audit.chain import one_batch
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.service import About, note
from tracker.journal.queries import Place, Source
from tracker.journal.words import SYSTEM_ACTS, TASK_ACTS
from tracker.tasks.kinds import EventKind
from tracker.users.models import SignInEvent

PATH = "/nhat-ky-he-thong"


def remark(desk: Desk, kind: AuditKind = AuditKind.PERSON_CHANGED, **values: Any) -> None:
    about = About(Subject.PERSON, desk.cast.focal.id, "Nguyễn Văn Đầu Mối <focal@example.vn>")
    note(desk.session, kind, about, actor_id=desk.cast.admin.id, now=clock.now(), **values)
    desk.session.commit()


def sign_in_event(desk: Desk, *, ok: bool = True, reason: str = "") -> None:
    person = desk.cast.focal
    desk.session.add(
        SignInEvent(user_id=person.id, email=person.email, address="10.0.0.7", ok=ok, reason=reason, at=clock.now())
    )
    desk.session.commit()


def page(desk: Desk, **query: Any) -> str:
    return desk.page(desk.cast.inspector, PATH, **query)


def test_the_three_histories_stand_in_one_list(desk: Desk, freeze: Any) -> None:
    assignment = desk.given()
    freeze("2026-03-05 08:00")
    desk.report(assignment)
    freeze("2026-03-06 08:00")
    remark(desk, before={"role": "member"}, after={"role": "leader"})
    freeze("2026-03-07 08:00")
    sign_in_event(desk, ok=False, reason="password")
    shown = page(desk).partition("<tbody>")[2]
    acts = ("sai mật khẩu", "Sửa thông tin người dùng", "Báo cáo hoàn thành lần 1")
    places = [shown.index(words) for words in acts]
    assert places == sorted(places)
    assert "<del>Người dùng của cơ quan</del>" in shown
    assert "<ins>Lãnh đạo</ins>" in shown
    assert "<del>Chưa thực hiện</del>" in shown
    assert assignment.task.title in shown


@pytest.mark.parametrize("who", ["admin", "inspector"])
def test_the_administrator_and_the_inspector_see_it(desk: Desk, who: str) -> None:
    person = getattr(desk.cast, who)
    assert desk.get(person, PATH).status_code == 200
    assert desk.get(person, f"{PATH}/tep.xlsx").status_code == 200


@pytest.mark.parametrize("who", ["officer", "focal", "leader", "stranger"])
def test_nobody_else_sees_it(desk: Desk, who: str) -> None:
    person = getattr(desk.cast, who)
    assert desk.get(person, PATH).status_code == 403
    assert desk.get(person, f"{PATH}/tep.xlsx").status_code == 403


CASES = [
    ({"q": "nghi huu"}, "person"),
    ({"q": "NGHỈ hưu"}, "person"),
    ({"q": "da ban hanh"}, "task"),
    ({"q": "quy dau tu"}, "task"),
    ({"q": "focal@example.vn dau moi"}, "person"),
    ({"q": "không có từ này"}, ""),
    ({"nguoi": "focal@example.vn"}, "task sign_in"),
    ({"nguoi": "admin@example.vn"}, "person"),
    ({"loai": "viec.submitted"}, "task"),
    ({"loai": "viec.confirmed"}, ""),
    ({"loai": "he-thong.person_deactivated"}, "person"),
    ({"loai": "dang-nhap.vao"}, "sign_in"),
    ({"loai": "dang-nhap.tu-choi"}, ""),
    ({"tu": "04/03/2026", "den": "04/03/2026"}, "task person sign_in"),
    ({"tu": "05/03/2026"}, ""),
    ({"den": "03/03/2026"}, ""),
    ({"co-quan": "science"}, "task person sign_in"),
    ({"co-quan": "finance"}, ""),
    ({"ke-hoach": "plan"}, "task"),
    ({"loai": "lạ", "co-quan": "x", "tu": "40/40/2026", "sau": "1_2", "dot": "'"}, "task person sign_in"),
]
MARKS = {"task": "Đã ban hành kế hoạch", "person": "nghỉ hưu", "sign_in": "<b>Đăng nhập</b>"}


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_each_filter_finds_its_lines(desk: Desk, query: dict[str, str], expected: str) -> None:
    assignment = desk.given()
    desk.report(assignment)
    remark(desk, AuditKind.PERSON_DEACTIVATED, reason="nghỉ hưu")
    sign_in_event(desk)
    numbers = {"science": desk.cast.science.id, "finance": desk.cast.finance.id, "plan": assignment.plan_id}
    shown = page(desk, **{name: numbers.get(value, value) for name, value in query.items()})
    assert {name for name, mark in MARKS.items() if mark in shown.partition("<tbody>")[2]} == set(expected.split())


def test_pages_follow_one_another_without_loss(desk: Desk) -> None:
    for number in range(120):
        sign_in_event(desk, ok=number % 2 == 0)
        remark(desk, reason=f"lần {number:03}.")
    seen: list[str] = []
    client, forward = desk.sign_in(desk.cast.inspector), []
    address = f"{PATH}?loai=he-thong.person_changed"
    while address:
        shown = client.get(address).get_data(as_text=True)
        forward.append(lines_of(shown))
        seen += forward[-1]
        address = link_of(shown, "next")
    assert seen == [f"lần {number:03}." for number in reversed(range(120))]
    back = client.get(link_of(shown, "prev")).get_data(as_text=True)
    assert lines_of(back) == forward[-2]


def lines_of(shown: str) -> list[str]:
    return re.findall(r"lần \d{3}\.", shown)


def link_of(shown: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}"\s+href="([^"]+)"', shown)
    return html.unescape(found[1]) if found else ""


def test_sources_of_one_instant_are_paged_as_one_list(desk: Desk) -> None:
    for number in range(40):
        sign_in_event(desk)
        remark(desk, reason=f"lần {number:03}.")
    client = desk.sign_in(desk.cast.inspector)
    first = client.get(PATH).get_data(as_text=True)
    second = client.get(link_of(first, "next")).get_data(as_text=True)
    assert len(lines_of(first)) == 40
    assert first.count("<b>Đăng nhập</b>") == 10
    assert second.count("<b>Đăng nhập</b>") == 30


def test_the_number_of_statements_does_not_grow_with_the_lines(desk: Desk) -> None:
    def counted() -> int:
        client = desk.sign_in(desk.cast.inspector)
        with statements() as made:
            assert client.get(PATH).status_code == 200
        return len(made)

    desk.report(desk.given())
    desk.report(desk.given())
    remark(desk, after={"members": [desk.cast.science.id]})
    sign_in_event(desk)
    few = counted()
    for assignment in desk.given_many(8):
        desk.report(assignment)
    for _ in range(8):
        remark(desk, after={"members": [desk.cast.finance.id]})
        sign_in_event(desk)
    assert counted() == few


def test_numbers_of_agencies_are_shown_as_names(desk: Desk) -> None:
    remark(desk, AuditKind.MEMBER_ADDED, after={"members": [desk.cast.science.id, desk.cast.finance.id]})
    assert "<ins>Sở Khoa học và Công nghệ, Sở Tài chính</ins>" in page(desk)


def test_lines_of_one_batch_lead_to_one_another(desk: Desk) -> None:
    with one_batch(desk.session):
        remark(desk, reason="trong đợt")
    remark(desk, reason="ngoài đợt")
    shown = page(desk)
    assert shown.count("Xem cả đợt") == 1
    batch = shown.partition("?dot=")[2].partition('"')[0]
    assert "trong đợt" in page(desk, dot=batch)
    assert "ngoài đợt" not in page(desk, dot=batch)


def test_the_file_holds_the_filtered_list(desk: Desk) -> None:
    desk.report(desk.given())
    remark(desk, reason='=HYPERLINK("http://xau")')
    sign_in_event(desk)
    answer = desk.get(desk.cast.admin, f"{PATH}/tep.xlsx", q="xau")
    sheet = load_workbook(BytesIO(answer.data)).active
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[4:8] for row in rows] == [
        ["Sửa thông tin người dùng", "Nguyễn Văn Đầu Mối <focal@example.vn>", "", '=HYPERLINK("http://xau")']
    ]
    assert sheet["H2"].data_type == "s"
    assert "nhat-ky-he-thong-2026-03-04.xlsx" in answer.headers["Content-Disposition"]


def test_every_kind_of_act_has_words() -> None:
    assert set(TASK_ACTS) == set(EventKind)
    assert set(SYSTEM_ACTS) == set(AuditKind)


@pytest.mark.parametrize("text", ["", "1", "1_2", "a_b_c", "1_9_1", "1_1_-1", f"{10**30}_1_1", "1_1_99999999999"])
def test_a_mangled_place_is_no_place(text: str) -> None:
    assert Place.read(text) is None


def test_a_place_is_written_and_read_back() -> None:
    place = Place(clock.now(), Source.TASK, 412)
    assert Place.read(str(place)) == place
