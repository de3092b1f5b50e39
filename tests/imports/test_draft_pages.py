"""The review of a draft through its pages, with and without partial updates."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.cast import Cast, make_cast
from tests.factories.drafts import make_draft, make_row
from tests.factories.people import make_user
from tests.test_every_page import problems
from tracker.imports.models import DraftRow, PaperLine, RowKind
from tracker.plans.models import Plan, PlanState
from tracker.users.models import User

SignIn = Callable[[User], FlaskClient]
PARTIAL = {"HX-Request": "true"}


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


@pytest.fixture
def plan(session: Session, cast: Cast) -> Plan:
    plan = make_draft(session, cast.office)
    make_row(session, plan, [cast.science], title="Việc đã rõ")
    make_row(session, plan, "theo phân công", title="Việc chưa rõ ai", due="Quý II hoặc quý III")
    make_row(session, plan, [cast.finance], title="Gồm: a) Quy chế; b) Đề án")
    session.commit()
    return plan


def rows(session: Session, plan: Plan) -> list[DraftRow]:
    session.expire_all()
    return list(
        session.scalars(select(DraftRow).where(DraftRow.plan_id == plan.id).order_by(DraftRow.position, DraftRow.id))
    )


def page(browser: FlaskClient, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def boxes(found: str) -> dict[str, str]:
    """What a browser would send back of a row's form, unchanged."""
    seen = re.findall(r'name="(seen-[^"]+)"\s+value="([^"]*)"', found)
    return dict(seen) | {name.removeprefix("seen-"): value for name, value in seen}


def test_each_filter_shows_the_rows_that_it_counts(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    browser, path = sign_in(cast.officer), f"/ke-hoach/{plan.id}"
    found = page(browser, path)
    assert "Còn 2 ô cần xem" in found
    assert "Việc đã rõ" in found
    for query, count in (("xem=can-xem-lai", 1), ("cot=deadline", 1), ("chua-ro=thoi-gian", 1), ("loai=task", 3)):
        assert page(browser, f"{path}?{query}").count('<article class="review-row') == count
    assert page(browser, f"{path}?phu-luc=II").count('<article class="review-row') == 3
    assert "Không có dòng nào như vậy" in page(browser, f"{path}?chua-ro=viec")


def test_a_proposal_is_taken_with_one_button(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[1]
    found = page(browser, f"/ke-hoach/{plan.id}")
    assert 'value="read:deadline:1"' in found
    data = {"act": "read:deadline:1", "version": str(row.version), "back": f"/ke-hoach/{plan.id}?xem=can-xem-lai"}
    answer = browser.post(f"/ban-nhap/dong/{row.id}/viec", data=data)
    assert answer.location == f"/ke-hoach/{plan.id}?xem=can-xem-lai#dong-{row.id}"
    assert rows(session, plan)[1].read["deadline"]["due"] == "2026-09-30"


def test_a_partial_answer_is_the_row_and_the_counts(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[1]
    data = {"act": "accept:deadline", "version": str(row.version)}
    answer = browser.post(f"/ban-nhap/dong/{row.id}/viec", data=data, headers=PARTIAL)
    found = answer.get_data(as_text=True)
    assert found.count("<article") == 1
    assert 'hx-swap-oob="true"' in found
    assert "Còn 1 ô cần xem" in found
    assert "Đã chấp nhận" in found


def test_a_partial_answer_to_an_act_on_several_rows_is_the_list_it_was_made_on(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[2]
    data = {"act": "split:title", "version": str(row.version), "back": f"/ke-hoach/{plan.id}?chua-ro=trach-nhiem"}
    path = f"/ban-nhap/dong/{row.id}/viec"
    answer = browser.post(path, data=data, headers=PARTIAL)
    found = answer.get_data(as_text=True)
    assert answer.headers["HX-Retarget"] == "#review-list"
    assert (found.count("<article"), found.count('hx-swap-oob="true"')) == (1, 2)
    assert "Việc chưa rõ ai" in found
    answer = browser.post(path, data=data | {"back": f"/ke-hoach/{plan.id}"}, headers=PARTIAL)
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    answer = browser.post(path, data=data | {"act": "delete", "version": "", "back": ""}, headers=PARTIAL)
    assert answer.get_data(as_text=True).count("<article") == 4


def test_a_row_is_edited_in_its_own_page(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[1]
    found = page(browser, f"/ban-nhap/dong/{row.id}?back=/ke-hoach/{plan.id}&o=lead")
    data = boxes(found) | {
        "title": "Việc đã sửa",
        "choose-lead:theo phân công": "sở tài chính",
        "read-deadline": "Quý IV/2026",
    }
    answer = browser.post(f"/ban-nhap/dong/{row.id}", data=data, follow_redirects=True)
    assert "Việc đã sửa" in answer.get_data(as_text=True)
    row = rows(session, plan)[1]
    assert (row.cells["title"], row.cells["lead"]) == ("Việc đã sửa", "theo phân công")
    assert (row.read["lead"][0]["name"], row.read["deadline"]["due"]) == ("Sở Tài chính", "2026-12-31")
    assert row.doubts == 0


def test_two_officers_who_edit_one_row_lose_nothing(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    second = make_user(session, "second@example.vn", agency=cast.office)
    session.commit()
    one, two, row = sign_in(cast.officer), sign_in(second), rows(session, plan)[0]
    path = f"/ban-nhap/dong/{row.id}"
    mine, theirs = boxes(page(one, path)), boxes(page(two, path))
    assert one.post(path, data=mine | {"title": "Của người thứ nhất"}).status_code == 302
    other_cell = two.post(path, data=theirs | {"deliverable": "Quyết định"})
    assert other_cell.status_code == 302
    refused = two.post(path, data=theirs | {"title": "Của người thứ hai", "authority": "Thành ủy"})
    assert refused.status_code == 409
    found = refused.get_data(as_text=True)
    assert "Của người thứ nhất" in found
    assert "Của người thứ hai" in found
    assert "Thành ủy" in found
    saved = rows(session, plan)[0].cells
    assert (saved["title"], saved["deliverable"]) == ("Của người thứ nhất", "Quyết định")
    assert saved["authority"] != "Thành ủy"
    again = boxes(found) | {"title": "Của người thứ hai"}
    assert two.post(path, data=again).status_code == 302
    assert rows(session, plan)[0].cells["title"] == "Của người thứ hai"


def test_of_two_officers_at_the_same_instant_one_writes_and_one_is_asked(
    app: Flask, session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    row = rows(session, plan)[0]
    path = f"/ban-nhap/dong/{row.id}"
    browsers = [sign_in(cast.officer) for _ in range(4)]
    seen = boxes(page(browsers[0], path))

    def write(numbered: tuple[int, FlaskClient]) -> int:
        number, browser = numbered
        with app.app_context():
            return browser.post(path, data=seen | {"title": f"Bản thứ {number}"}).status_code

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(write, enumerate(browsers)))
    assert sorted(answers) == [302, 409, 409, 409]
    assert rows(session, plan)[0].cells["title"] == f"Bản thứ {answers.index(302)}"


def test_a_button_of_an_old_page_says_that_the_row_is_newer(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[0]
    data = {"act": "delete", "version": str(row.version - 1)}
    answer = browser.post(f"/ban-nhap/dong/{row.id}/viec", data=data, follow_redirects=True)
    assert "vừa được người khác sửa" in answer.get_data(as_text=True)
    assert not rows(session, plan)[0].is_deleted


def test_a_row_goes_to_another_group_and_a_group_gets_another_name(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    first, second, third = rows(session, plan)
    for row, group in ((first, "I"), (second, "II"), (third, "II")):
        row.group, row.group_title = group, f"Nhóm {group}"
    session.commit()
    browser, path = sign_in(cast.officer), f"/ban-nhap/dong/{first.id}"
    found = page(browser, path)
    assert "II. Nhóm II" in found
    browser.post(path, data=boxes(found) | {"group": "I", "group-title": "Nhóm I", "move-to": str(second.id)})
    assert [row.id for row in rows(session, plan)] == [second.id, third.id, first.id]
    browser.post(path, data=boxes(found) | {"group": "II", "group-title": "Nhóm đã đổi tên"})
    assert {row.group_title for row in rows(session, plan)} == {"Nhóm đã đổi tên"}


def test_a_refused_entry_says_why_and_keeps_what_was_typed(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[1]
    path = f"/ban-nhap/dong/{row.id}"
    data = boxes(page(browser, path)) | {"title": "Tên mới", "read-deadline": "khi nào xong"}
    answer = browser.post(path, data=data)
    assert answer.status_code == 422
    assert "Chưa hiểu “khi nào xong”" in answer.get_data(as_text=True)
    assert "Tên mới" in answer.get_data(as_text=True)
    assert rows(session, plan)[1].cells["title"] == "Việc chưa rõ ai"


def test_an_act_is_taken_back_from_the_page(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[2]
    browser.post(f"/ban-nhap/dong/{row.id}/viec", data={"act": "split:title", "version": str(row.version)})
    assert [one.kind for one in rows(session, plan)].count(RowKind.HEADING) == 1
    assert "Tách dòng" in page(browser, f"/ke-hoach/{plan.id}")
    answer = browser.post(f"/ke-hoach/{plan.id}/hoan-tac", follow_redirects=True)
    assert "Đã hoàn tác" in answer.get_data(as_text=True)
    assert len(rows(session, plan)) == 3


def test_the_head_of_the_paper_is_corrected_and_deadlines_read_again(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    plan.problems = [
        {"code": "issued_on_missing", "message": "Chưa rõ ngày ban hành.", "source": None},
        {"code": "table_unread", "message": "Bảng ở dòng 9 không đọc.", "source": None},
    ]
    make_row(session, plan, [cast.science], title="Việc không ghi năm", due="Quý II")
    session.commit()
    browser, path = sign_in(cast.officer), f"/ke-hoach/{plan.id}/thong-tin"
    assert "Bảng ở dòng 9 không đọc." in page(browser, path)
    data = {
        "number": "5/KH-UBND",
        "kind": "Kế hoạch",
        "issued_on": "01/02/2027",
        "looked_at": "1",
        "replaces": "4/KH",
    }
    assert browser.post(path, data=data).status_code == 302
    session.expire_all()
    assert (plan.number, plan.replaces, plan.problems) == ("5/KH-UBND", ["4/KH"], [])
    assert rows(session, plan)[-1].read["deadline"]["due"] == "2027-06-30"


def test_only_the_plans_own_office_reviews_and_only_a_draft(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    row = rows(session, plan)[0]
    for user in (cast.focal, cast.leader, cast.inspector, cast.admin, cast.other_office):
        browser = sign_in(user)
        for path in (f"/ban-nhap/dong/{row.id}", f"/ban-nhap/dong/{row.id}/viec", f"/ke-hoach/{plan.id}/hoan-tac"):
            assert browser.post(path, data={"act": "delete"}).status_code in (403, 404)
        assert browser.get(f"/ke-hoach/{plan.id}/thong-tin").status_code in (403, 404)
    plan.state = PlanState.PUBLISHED
    session.commit()
    assert sign_in(cast.officer).get(f"/ban-nhap/dong/{row.id}").status_code == 404
    assert sign_in(cast.officer).get("/ban-nhap/dong/99999").status_code == 404


def test_an_act_that_does_not_exist_changes_nothing(
    session: Session, cast: Cast, plan: Plan, sign_in: SignIn
) -> None:
    browser, row = sign_in(cast.officer), rows(session, plan)[1]
    before = row.version
    for act in ("", "x", "accept", "drop:lead:7", "read:deadline:9", "read:deadline:x", "split:note", "back:version"):
        data = {"act": act, "version": str(row.version)}
        answer = browser.post(f"/ban-nhap/dong/{row.id}/viec", data=data, follow_redirects=True)
        assert answer.status_code == 200
    assert rows(session, plan)[1].version == before


def test_the_page_asks_as_often_however_many_rows(session: Session, cast: Cast, sign_in: SignIn) -> None:
    browser, sent = sign_in(cast.officer), []
    for size in (5, 60):
        plan = make_draft(session, cast.office, number=f"{size}-KH")
        for n in range(size):
            make_row(
                session, plan, [cast.science], title=f"Việc {n}", due="Theo tiến độ", paper_from=n + 1, paper_to=n + 1
            )
        session.commit()
        with statements() as found:
            page(browser, f"/ke-hoach/{plan.id}")
        sent.append(len(found))
    assert sent[0] == sent[1] < 15


def test_a_long_draft_is_reached_page_by_page(session: Session, cast: Cast, sign_in: SignIn) -> None:
    plan = make_draft(session, cast.office)
    wanted = {make_row(session, plan, [cast.science], title=f"Việc {n}").id for n in range(120)}
    session.commit()
    browser, seen, path = sign_in(cast.officer), set[int](), f"/ke-hoach/{plan.id}"
    for _ in range(3):
        found = page(browser, path)
        seen |= {int(id_) for id_ in re.findall(r'id="dong-(\d+)"', found)}
        if 'rel="next" href="' not in found:
            break
        path = found.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert seen == wanted


def test_the_pages_are_sound(session: Session, cast: Cast, plan: Plan, sign_in: SignIn) -> None:
    make_row(
        session,
        plan,
        [cast.everybody],
        kind=RowKind.INDICATOR,
        cells={"target:2026": "4% - 5%"},
        paper_from=1,
        paper_to=2,
    )
    make_row(session, plan, [cast.science], kind=RowKind.OBLIGATION, is_deleted=True)
    session.add_all(PaperLine(plan_id=plan.id, number=n, cells=["1", f"Dòng {n}"]) for n in (1, 2))
    session.commit()
    browser = sign_in(cast.officer)
    addresses = [f"/ke-hoach/{plan.id}", f"/ke-hoach/{plan.id}?xem=da-xoa", f"/ke-hoach/{plan.id}/thong-tin"]
    addresses += [f"/ban-nhap/dong/{row.id}" for row in rows(session, plan)]
    addresses += [f"/ke-hoach/{plan.id}/ban-hanh", "/nhap-ke-hoach"]
    assert {address: list(problems(page(browser, address))) for address in addresses} == {
        one: [] for one in addresses
    }
