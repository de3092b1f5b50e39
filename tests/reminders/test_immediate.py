"""Mail about an act is written with the act: one a person, never about what is held."""

from datetime import date

import pytest

from tests.factories.mail import Office, told
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_task, publish_plan
from tracker import clock
from tracker.deadlines.queries import calendar
from tracker.notifications.models import Delivery
from tracker.tasks.publishing import PAUSE, Moment, release
from tracker.users.models import Membership, Post

DUE = date(2026, 4, 20)


def test_publishing_sends_one_mail_a_person_with_all_the_new_tasks(office: Office) -> None:
    other = make_agency(office.session, "Sở Tài chính")
    make_user(office.session, "tai-chinh@vidu.vn", agency=other)
    for lead in (office.agency, office.agency, office.agency, other):
        make_task(office.session, office.plan, [lead], due=DUE)
    publish_plan(office.session, office.plan, clock.now(), clock.today())
    office.session.commit()
    assert told(office.mails("assigned")) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn", "tai-chinh@vidu.vn"]
    office.send()
    assert office.letters() == []
    clock.freeze(clock.now() + PAUSE)
    office.send()
    by_person = {str(one["To"]).split("<")[1]: str(one["Subject"]) for one in office.letters()}
    assert by_person["dau-moi@vidu.vn>"] == "Sở Khoa học và Công nghệ được giao 3 nhiệm vụ – 27-KH/BCĐTP"
    assert by_person["tai-chinh@vidu.vn>"].startswith("Giao nhiệm vụ II.")


def test_a_rolled_back_publishing_mails_nobody(office: Office) -> None:
    make_task(office.session, office.plan, [office.agency], due=DUE)
    publish_plan(office.session, office.plan, clock.now(), clock.today())
    office.session.rollback()
    assert office.mails() == []


def test_what_was_overdue_on_import_is_told_only_when_it_is_let_go(office: Office) -> None:
    """P4: 300 overdue tasks, no mail before the release, then one a person."""
    for _ in range(300):
        make_task(office.session, office.plan, [office.agency], due=date(2026, 1, 15))
    publish_plan(office.session, office.plan, clock.now(), clock.today())
    office.session.commit()
    for moment in ("2026-03-03 07:00", "2026-03-24 07:00"):
        office.at(moment)
        assert (office.remind(), office.digest(), office.escalate()) == (0, 0, 0)
    assert office.mails() == []
    release(
        office.session,
        office.plan,
        actor=office.officer,
        moment=Moment(clock.now(), clock.today(), calendar(office.session)),
    )
    office.session.commit()
    assert told(office.mails()) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
    office.send()
    assert "quá hạn 68 ngày" in office.mails()[0].body


def test_p26_each_decision_tells_the_agency_and_nothing_else(office: Office) -> None:
    """P26: the matrix of acts and mails."""
    assignment = office.give(DUE)
    office.report(assignment)
    assert office.mails() == []
    office.give_back(assignment, "Thiếu chữ ký số")
    assert told(office.mails("returned")) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
    office.send()
    assert "Lý do: Thiếu chữ ký số" in office.mails("returned")[0].body
    office.report(assignment)
    assert len(office.mails()) == 2
    office.confirm(assignment)
    assert told(office.mails("confirmed")) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
    office.send()
    assert [mail.state for mail in office.mails()] == [Delivery.SENT] * 4
    assert "báo cáo lần 2" in office.mails("confirmed")[0].body


def test_a_return_that_was_answered_meanwhile_is_not_told_any_more(office: Office) -> None:
    """P9."""
    assignment = office.give(DUE)
    office.report(assignment)
    office.give_back(assignment)
    office.report(assignment)
    assert office.send() == 0
    assert {mail.state for mail in office.mails()} == {Delivery.SUPPRESSED}


def test_who_decided_is_not_told_of_his_own_decision(office: Office) -> None:
    office.officer.memberships.append(Membership(agency=office.agency, post=Post.FOCAL))
    assignment = office.give(DUE)
    office.report(assignment)
    office.give_back(assignment)
    assert told(office.mails("returned")) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]


@pytest.mark.parametrize("change", ["leaves", "disabled", "completed", "held", "moved"])
def test_nothing_goes_that_is_no_longer_true_or_no_longer_the_persons_business(office: Office, change: str) -> None:
    """P9, P20: between planning and sending."""
    assignment = office.give(DUE)
    office.head.active = False
    office.session.commit()
    office.at("2026-04-13 06:00")
    assert office.remind() == 1
    if change == "leaves":
        office.focal.memberships[0].to_on = date(2026, 4, 12)
    elif change == "disabled":
        office.focal.active = False
    elif change == "completed":
        office.report(assignment)
    elif change == "held":
        assignment.held = True
    else:
        assignment.set_due(date(2026, 6, 1), date(2026, 6, 1), date(2026, 6, 1))
    office.session.commit()
    assert office.send() == 0
    mail = office.mails()[0]
    assert mail.state is Delivery.SUPPRESSED
    ended = change == "disabled"
    assert mail.reason == (
        "Tài khoản của người nhận đã ngừng hoạt động." if ended else "Không còn nội dung nào cần báo."
    )
    assert all(item.reason for item in mail.items)
