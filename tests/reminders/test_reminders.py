"""One mail a person with every step reached; nothing twice, nothing stale, nothing lost."""

from datetime import date

from sqlalchemy import select

from tests.factories.mail import Office, told
from tests.factories.people import make_agency, make_user
from tracker.deadlines.service import seed_calendar
from tracker.notifications.models import Delivery, NotificationItem
from tracker.users.models import Membership, Post

DUE = date(2026, 4, 20)


def keys(office: Office, state: Delivery) -> list[str]:
    office.session.expire_all()
    return sorted(office.session.scalars(select(NotificationItem.key).where(NotificationItem.state == state)))


def test_the_focal_officer_is_reminded_at_each_step_and_the_head_in_the_last_days(office: Office) -> None:
    assignment = office.give(DUE)
    heard: dict[str, list[str]] = {}
    for moment in ("2026-03-20", "2026-03-21", "2026-03-23", "2026-04-13", "2026-04-17", "2026-04-20"):
        office.at(f"{moment} 06:00")
        before = len(office.mails())
        office.remind()
        heard[moment] = told(office.mails()[before:])
    assert heard == {
        "2026-03-20": [],
        "2026-03-21": [],  # a Saturday: the step of that day is told on Monday
        "2026-03-23": ["dau-moi@vidu.vn"],
        "2026-04-13": ["dau-moi@vidu.vn", "giam-doc@vidu.vn"],
        "2026-04-17": [],
        "2026-04-20": ["dau-moi@vidu.vn", "giam-doc@vidu.vn"],
    }
    assert f"before:assignment={assignment.id}:user={office.focal.id}:due=2026-04-20:step=30" in keys(
        office, Delivery.PLANNED
    )


def test_one_mail_carries_all_the_facts_of_a_person(office: Office) -> None:
    for title in ("Đề án A", "Đề án B", "Đề án C"):
        office.give(DUE, title=title)
    office.at("2026-04-13 06:00")
    assert office.remind() == 2
    office.send()
    letter = next(one for one in office.letters() if "dau-moi" in one["To"])
    assert letter["Subject"] == "Nhắc hạn 3 nhiệm vụ, gần nhất còn 7 ngày – Sở Khoa học và Công nghệ"
    text = letter.get_body(("plain",)).get_content()
    assert all(title in text for title in ("Đề án A", "Đề án B", "Đề án C"))


def test_running_96_times_on_one_day_reminds_once(office: Office) -> None:
    """P2."""
    office.give(DUE)
    for quarter in range(96):
        office.at(f"2026-04-13 {quarter // 4:02}:{quarter % 4 * 15:02}")
        office.remind()
    assert told(office.mails()) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]


def test_after_a_stop_only_the_latest_step_is_sent_and_the_missed_ones_are_on_record(office: Office) -> None:
    """P3, P15: stopped from before the first step until the day before the due day."""
    assignment = office.give(DUE)
    office.at("2026-04-19 13:10")  # a Sunday
    assert office.remind() == 0
    office.at("2026-04-20 13:10")
    assert office.remind() == 2
    mine = f"before:assignment={assignment.id}:user={office.focal.id}:due=2026-04-20"
    assert [key for key in keys(office, Delivery.PLANNED) if key.startswith(mine)] == [f"{mine}:step=0"]
    superseded = [key for key in keys(office, Delivery.SUPERSEDED) if key.startswith(mine)]
    assert superseded == [f"{mine}:step={step}" for step in (1, 30, 7)]
    office.send()
    assert len(office.letters()) == 2


def test_a_moved_due_day_arms_the_steps_again(office: Office) -> None:
    """P9."""
    assignment = office.give(DUE)
    office.at("2026-04-13 06:00")
    office.remind()
    assignment.set_due(date(2026, 5, 20), date(2026, 5, 20), date(2026, 5, 20))
    assignment.deadline_version += 1
    office.session.commit()
    assert office.send() == 0
    assert {mail.state for mail in office.mails()} == {Delivery.SUPPRESSED}
    office.at("2026-04-20 06:00")
    assert office.remind() == 1
    assert office.send() == 1


def test_nobody_is_reminded_of_what_needs_no_act(office: Office) -> None:
    reported, held, unpublished = office.give(DUE), office.give(DUE), office.give(DUE)
    office.report(reported)
    held.held = True
    office.session.commit()
    office.at("2026-04-13 06:00")
    office.plan.state = office.plan.state.CLOSED
    office.session.commit()
    assert office.remind() == 0
    office.plan.state = office.plan.state.PUBLISHED
    office.session.commit()
    office.remind()
    topics = set(office.session.scalars(select(NotificationItem.topic)))
    assert topics == {f"assignment:{unpublished.id}"}


def test_a_person_with_several_posts_gets_one_mail(office: Office) -> None:
    """P17: head and focal officer of one agency, and of another."""
    other = make_agency(office.session, "Sở Tài chính")
    for agency, post in ((office.agency, Post.HEAD), (other, Post.FOCAL), (other, Post.HEAD)):
        office.focal.memberships.append(Membership(agency=agency, post=post))
    office.give(DUE)
    office.give(DUE, lead=other)
    office.at("2026-04-13 06:00")
    office.remind()
    mails = [mail for mail in office.mails() if mail.user_id == office.focal.id]
    assert [len(mail.items) for mail in mails] == [4]
    assert sum(item.state is Delivery.PLANNED for item in mails[0].items) == 2


def test_the_head_takes_the_place_of_a_missing_focal_officer(office: Office) -> None:
    office.focal.active = False
    office.give(DUE)
    office.at("2026-03-23 06:00")
    office.remind()
    assert told(office.mails()) == ["giam-doc@vidu.vn"]


def test_two_accounts_with_one_office_behind_them_each_get_their_mail(office: Office) -> None:
    """P18: the account is the recipient."""
    make_user(office.session, "dau-moi-2@vidu.vn", agency=office.agency, post=Post.FOCAL)
    office.give(DUE)
    office.at("2026-03-23 06:00")
    assert office.remind() == 2


def test_planned_at_night_a_reminder_waits_for_the_next_working_morning(office: Office) -> None:
    """P14."""
    office.give(DUE)
    office.at("2026-04-14 22:30")
    office.remind()
    assert office.send() == 0
    office.at("2026-04-15 06:00")
    assert office.send() == 2
    assert "còn 5 ngày" in str(office.letters()[0]["Subject"])


def test_a_month_that_ends_on_a_holiday_is_still_reminded_as_a_month(office: Office) -> None:
    seed_calendar(office.session)
    assignment = office.give(date(2026, 4, 30), start=date(2026, 4, 1))
    assert assignment.due_on == date(2026, 5, 4)
    office.at("2026-03-20 06:00")  # 45 days before: the step of a quarter
    assert office.remind() == 0
    office.at("2026-04-06 06:00")
    office.remind()
    assert [key.rpartition("step=")[2] for key in keys(office, Delivery.PLANNED)] == ["30"]
