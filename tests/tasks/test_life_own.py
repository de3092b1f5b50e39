"""W2: nobody decides on his own report: not as himself, not for somebody absent, not through a second post."""

from datetime import date

import pytest

from tests.factories.people import make_user
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.tasks import approval, own, service
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.tasks.service import Report
from tracker.users.models import Membership, Post, User

ACTS = {
    "xac-nhan": {},
    "chap-nhan-mot-phan": {"accepted": "Đề án", "remaining": "Kế hoạch"},
    "tra-lai": {"reason": "missing"},
}
REPORT = Report("Đã ban hành", "12/QĐ-UBND")


def sits(desk: Desk, user: User, agency: Agency, post: Post = Post.FOCAL, absent: User | None = None) -> None:
    held = Membership(agency=agency, post=post, for_id=absent.id if absent else None)
    user.memberships.append(held)
    desk.session.commit()


def report(desk: Desk, assignment: Assignment, by: User) -> None:
    service.report_done(desk.session, assignment, REPORT, actor=by, now=clock.now(), day=date(2026, 3, 4))
    desk.session.commit()


def check_refused(desk: Desk, user: User, assignment: Assignment) -> None:
    events = desk.events(assignment)
    for act, fields in ACTS.items():
        answer = desk.act(user, assignment, act, **fields)
        assert answer.status_code == 409, act
        assert "không được tự xác nhận" in answer.get_data(as_text=True)
    assert (desk.status(assignment), desk.events(assignment)) == (Status.SUBMITTED, events)
    page = desk.page(user, "/cho-xac-nhan", viec=assignment.id)
    assert f'action="/viec/{assignment.id}/xac-nhan"' not in page
    with pytest.raises(DomainError, match="tự xác nhận"):  # as a bulk act does it
        service.confirm(assignment, actor=user, now=clock.now())
    desk.session.rollback()


def test_w2_not_with_a_second_post(desk: Desk) -> None:
    both = desk.cast.officer
    sits(desk, both, desk.cast.science)
    assignment = desk.given()
    report(desk, assignment, both)
    check_refused(desk, both, assignment)


def test_not_by_the_one_who_prepared_what_the_head_sent(desk: Desk) -> None:
    both = desk.cast.officer
    sits(desk, both, desk.cast.science)
    head = make_user(desk.session, "head@example.vn", agency=desk.cast.science, post=Post.HEAD)
    desk.cast.science.needs_approval = True
    desk.session.commit()
    assignment = desk.given()
    when = {"now": clock.now(), "day": clock.today()}
    approval.prepare(desk.session, assignment, REPORT, actor=both, **when)
    approval.approve(desk.session, assignment, actor=head, **when)
    desk.session.commit()
    check_refused(desk, both, assignment)


def test_w2_not_for_the_absent_reporter(desk: Desk) -> None:
    """The reporter also sits in the office; who stands in for him there decides in his name."""
    reporter = make_user(desk.session, "a@example.vn", agency=desk.cast.science)
    sits(desk, reporter, desk.cast.office)
    substitute = make_user(desk.session, "b@example.vn")
    sits(desk, substitute, desk.cast.office, absent=reporter)
    assignment = desk.given()
    report(desk, assignment, reporter)
    check_refused(desk, substitute, assignment)


def test_not_by_the_absent_one_for_whom_it_was_reported(desk: Desk) -> None:
    absent = desk.cast.officer
    sits(desk, absent, desk.cast.science, Post.HEAD)
    substitute = make_user(desk.session, "b@example.vn")
    sits(desk, substitute, desk.cast.science, Post.HEAD, absent=absent)
    assignment = desk.given()
    report(desk, assignment, substitute)
    assert own.people_behind(assignment.submissions[0]) == {substitute.id, absent.id}
    check_refused(desk, absent, assignment)


def test_not_by_two_substitutes_of_one_person(desk: Desk) -> None:
    absent = make_user(desk.session, "a@example.vn", agency=desk.cast.science)
    sits(desk, absent, desk.cast.office)
    here, there = make_user(desk.session, "b@example.vn"), make_user(desk.session, "c@example.vn")
    sits(desk, here, desk.cast.science, absent=absent)
    sits(desk, there, desk.cast.office, absent=absent)
    assignment = desk.given()
    report(desk, assignment, here)
    check_refused(desk, there, assignment)


def test_somebody_with_a_post_of_his_own_decides_though_he_stands_in_for_the_reporter(desk: Desk) -> None:
    reporter = make_user(desk.session, "a@example.vn", agency=desk.cast.science)
    sits(desk, reporter, desk.cast.office)
    sits(desk, desk.cast.officer, desk.cast.office, absent=reporter)
    assignment = desk.given()
    report(desk, assignment, reporter)
    assert desk.act(desk.cast.officer, assignment, "xac-nhan").status_code == 302
    assert desk.status(assignment) is Status.COMPLETED
