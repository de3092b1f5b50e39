"""Days moved without a request, and sub-tasks, which are not due after the work they are part of unless somebody says
so."""

from datetime import date

import pytest

from tests.extensions.conftest import PAPER, Requests
from tracker.delegation.service import Part, delegate
from tracker.errors import DomainError
from tracker.extensions.rules import Answer
from tracker.extensions.service import Ruling
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status

DUE = date(2026, 3, 31)
FORM = {
    "due": "20/4/2026",
    "number": "31/TB-VPTU",
    "signed_on": "4/3/2026",
    "reason": "Theo kết luận của Ban Chỉ đạo",
}


@pytest.fixture
def parent(desk: Requests) -> Assignment:
    return desk.given(due=DUE)


@pytest.fixture
def child(desk: Requests, parent: Assignment) -> Assignment:
    """Work that the science department gave on to the finance department, due ten days earlier."""
    part = Part("Tổng hợp số liệu", "Báo cáo", [desk.cast.finance], date(2026, 3, 20))
    (made,) = delegate(desk.session, parent, [part], actor=desk.cast.focal, moment=desk.moment)
    desk.session.commit()
    return made


def test_the_steering_office_moves_a_day_by_a_document(desk: Requests, parent: Assignment) -> None:
    assert desk.act(desk.cast.officer, parent, "dieu-chinh-han", **FORM).status_code == 302
    desk.fresh(parent)
    assert (parent.due_on, parent.original_due, parent.deadline_version) == (date(2026, 4, 20), DUE, 2)
    assert parent.times_extended == 0
    page = desk.page(desk.cast.focal, f"/nhiem-vu/{parent.task_id}")
    assert "Điều chỉnh thời hạn: 31/03/2026 → 20/04/2026 theo văn bản số 31/TB-VPTU ngày 04/03/2026" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"number": ""}, "Hãy ghi số, ký hiệu của văn bản"),
        ({"signed_on": "5/3/2026"}, "Ngày văn bản không được sau hôm nay."),
        ({"reason": ""}, "Hãy ghi lý do."),
        ({"due": ""}, "Hãy ghi thời hạn mới."),
        ({"due": "31/3/2026"}, "Đây đang là thời hạn của nhiệm vụ"),
    ],
)
def test_a_move_that_cannot_stand_says_why(
    desk: Requests, parent: Assignment, fields: dict[str, str], said: str
) -> None:
    answer = desk.act(desk.cast.officer, parent, "dieu-chinh-han", **{**FORM, **fields})
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    desk.fresh(parent)
    assert parent.due_on == DUE


def test_a_request_that_waits_is_decided_first(desk: Requests, parent: Assignment) -> None:
    desk.ask(parent)
    answer = desk.act(desk.cast.officer, parent, "dieu-chinh-han", **FORM)
    assert answer.status_code == 422
    assert "hãy quyết định đề nghị đó trước" in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["focal", "stranger", "other_office", "leader", "inspector", "admin"])
def test_nobody_else_moves_a_day(desk: Requests, parent: Assignment, name: str) -> None:
    assert desk.act(getattr(desk.cast, name), parent, "dieu-chinh-han", **FORM).status_code in {403, 404}
    desk.fresh(parent)
    assert parent.due_on == DUE


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.WITHDRAWN, Status.SUSPENDED])
def test_the_day_of_work_that_ended_stays(desk: Requests, parent: Assignment, status: Status) -> None:
    """T7: what was judged is not judged anew."""
    parent.status = status
    desk.session.commit()
    assert desk.act(desk.cast.officer, parent, "dieu-chinh-han", **FORM).status_code == 422
    assert desk.get(desk.cast.officer, f"/viec/{parent.id}/dieu-chinh-han").status_code == 302


def test_moving_a_parent_earlier_warns_of_its_children(desk: Requests, parent: Assignment, child: Assignment) -> None:
    """W6."""
    earlier = {**FORM, "due": "13/3/2026"}
    answer = desk.act(desk.cast.officer, parent, "dieu-chinh-han", **earlier)
    assert answer.status_code == 422
    assert "1 việc đã giao tiếp có hạn sau ngày mới" in answer.get_data(as_text=True)
    assert desk.act(desk.cast.officer, parent, "dieu-chinh-han", is_accepted="y", **earlier).status_code == 302
    desk.fresh(parent, child)
    assert (parent.due_on, child.due_on) == (date(2026, 3, 13), date(2026, 3, 20))


def test_a_child_ends_after_its_parent_only_where_somebody_says_so(
    desk: Requests, parent: Assignment, child: Assignment
) -> None:
    """W6: the agency that gave it on decides, in the form and in bulk."""
    one = desk.ask(child, date(2026, 4, 10), by=desk.cast.stranger)
    page = desk.page(desk.cast.focal, f"/gia-han/{one.id}")
    assert "Ngày mới sau hạn 31/03/2026 của nhiệm vụ mà việc này là một phần." in page
    assert 'name="is_accepted"' in page
    assert desk.decide(desk.cast.focal, one).status_code == 422
    preview = desk.sign_in(desk.cast.focal).get("/gia-han/quyet-dinh-chung", query_string={"chon": one.id})
    assert "Vẫn thực hiện" in preview.get_data(as_text=True)
    assert "Đồng ý 1 đề nghị" not in preview.get_data(as_text=True)
    assert desk.decide(desk.cast.focal, one, is_accepted="y").status_code == 302
    desk.fresh(child, parent)
    assert (child.due_on, parent.due_on) == (date(2026, 4, 10), DUE)


def test_a_child_moved_within_its_parent_needs_no_word(desk: Requests, child: Assignment) -> None:
    one = desk.ask(child, date(2026, 3, 27), by=desk.cast.stranger)
    desk.rule(one, by=desk.cast.focal)
    assert child.due_on == date(2026, 3, 27)


def test_the_steering_office_leaves_a_sub_task_to_the_agency_that_gave_it_on(
    desk: Requests, child: Assignment
) -> None:
    one = desk.ask(child, date(2026, 3, 27), by=desk.cast.stranger)
    assert desk.decide(desk.cast.officer, one).status_code == 403
    ticks = ['name="chon"' in desk.page(who, "/gia-han") for who in (desk.cast.officer, desk.cast.focal)]
    assert ticks == [False, True]


def test_a_later_day_of_ones_own_does_not_hide_the_document(desk: Requests, parent: Assignment) -> None:
    one = desk.ask(parent)
    with pytest.raises(DomainError, match="phải sau thời hạn hiện tại"):
        desk.rule(one, Ruling(Answer.OTHER_DAY, DUE, paper=PAPER))
