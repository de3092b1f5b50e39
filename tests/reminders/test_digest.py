"""One mail each working morning, for whoever has something to do, and never an empty one."""

from datetime import date

from sqlalchemy import select

from tests.factories.mail import Office, told
from tests.factories.people import make_agency, make_user
from tracker import clock
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.notifications.queries import times_told
from tracker.reminders import digest
from tracker.users.models import Membership, Post


def subjects(office: Office) -> dict[str, str]:
    """Of the digests that went, by the first word of the address."""
    return {mail.address.split("@")[0]: mail.subject for mail in went(office)}


def text_of(office: Office, name: str) -> str:
    return next(mail.body for mail in went(office) if mail.address.startswith(f"{name}@"))


def went(office: Office) -> list[Notification]:
    return [mail for mail in office.mails("digest") if mail.state is Delivery.SENT]


def test_the_agency_hears_what_is_late_due_today_due_soon_and_returned(office: Office) -> None:
    late, today, week, far = (office.give(date(2026, 3, day)) for day in (9, 10, 16, 30))
    office.report(far)
    office.give_back(far)
    office.at("2026-03-10 06:30")
    office.digest()
    office.send()
    assert subjects(office)["dau-moi"] == (
        "1 quá hạn · 1 đến hạn hôm nay · 1 đến hạn trong 7 ngày · 1 bị trả lại – Sở Khoa học và Công nghệ"
    )
    text = text_of(office, "dau-moi")
    places = [text.index(f"- {a.task.code} ") for a in (late, today, week, far)]
    assert places == sorted(places)
    assert "quá hạn 1 ngày" in text
    assert f"http://127.0.0.1:8000/nhiem-vu/{late.task_id}" in text


def test_the_steering_office_hears_what_waits_and_which_agencies_are_behind(office: Office) -> None:
    waiting, _late = office.give(date(2026, 3, 5)), office.give(date(2026, 3, 4))
    office.report(waiting)
    office.at("2026-03-10 06:30")
    office.digest()
    office.send()
    assert subjects(office)["thuong-truc"] == "1 chờ xác nhận · 1 cơ quan quá hạn – Văn phòng Thành ủy"
    text = text_of(office, "thuong-truc")
    assert "Sở Khoa học và Công nghệ: 1 nhiệm vụ, lâu nhất 6 ngày" in text
    assert "05/03/2026 · báo cáo ngày 02/03/2026 · Sở Khoa học và Công nghệ · đã chờ 8 ngày" in text


def test_nobody_gets_an_empty_digest(office: Office) -> None:
    """P10."""
    office.give(date(2026, 6, 30))
    office.give(None)
    office.at("2026-03-10 06:30")
    assert digest.digests(office.session, clock.today(), clock.now(), []) == []
    assert office.digest() == 0
    assert office.mails() == []


def test_rest_days_have_no_digest_and_the_next_working_morning_tells_all(office: Office) -> None:
    """P14: 7 and 8 March 2026 are a week-end."""
    office.give(date(2026, 3, 6))
    for moment in ("2026-03-07 06:30", "2026-03-08 06:30"):
        office.at(moment)
        assert office.digest() == 0
    office.at("2026-03-09 06:30")
    assert office.digest() > 0


def test_every_duty_is_told_once_a_morning_whatever_the_minute(office: Office) -> None:
    """P11: digests at 10:05 and 10:01, tasks added in between, over a month of mornings."""
    office.head.active = office.steering_head.active = False
    late = office.give(date(2026, 3, 3))
    mornings = 0
    for day in range(4, 32):
        for minute in ("10:05", "10:01", "23:59"):
            office.at(f"2026-03-{day:02} {minute}")
            mornings += office.digest() > 0
        office.send()
    told_days = office.session.scalars(
        select(NotificationItem.told_on).where(
            NotificationItem.topic == f"assignment:{late.id}", NotificationItem.kind == "overdue"
        )
    ).all()
    assert mornings == 20
    assert len(set(told_days)) == 20
    assert len(told_days) == 20
    assert times_told(office.session, [f"assignment:{late.id}"]) == {f"assignment:{late.id}": 20}


def test_a_digest_of_yesterday_is_not_sent_today(office: Office) -> None:
    office.give(date(2026, 3, 3))
    office.at("2026-03-10 06:30")
    office.digest()
    office.at("2026-03-11 06:29")
    assert office.send() == 0
    assert {mail.state for mail in office.mails()} == {Delivery.SUPERSEDED}


def test_digests_of_missed_mornings_are_not_made_up(office: Office) -> None:
    office.give(date(2026, 3, 3))
    office.at("2026-03-25 06:30")
    office.digest()
    assert told(office.mails()) == sorted(
        ["dau-moi@vidu.vn", "giam-doc@vidu.vn", "thuong-truc@vidu.vn", "chanh-van-phong@vidu.vn"]
    )


def test_what_the_reminder_of_this_morning_says_is_counted_and_not_said_again(office: Office) -> None:
    office.give(date(2026, 3, 10), title="Hạn hôm nay")
    office.give(date(2026, 3, 9), title="Đã quá hạn")
    office.at("2026-03-10 06:00")
    office.remind()
    office.at("2026-03-10 06:30")
    office.digest()
    office.send()
    found = next(mail for mail in office.mails("digest") if mail.user_id == office.focal.id)
    assert found.subject.startswith("1 quá hạn · 1 đến hạn hôm nay")
    assert "1 nhiệm vụ đã nêu trong thư nhắc hạn sáng nay" in found.body
    assert "Hạn hôm nay" not in found.body.replace("ĐẾN HẠN HÔM NAY", "")


def test_somebody_in_both_offices_gets_one_mail_with_both_parts(office: Office) -> None:
    """P17."""
    office.officer.memberships.append(Membership(agency=office.agency, post=Post.FOCAL))
    office.report(office.give(date(2026, 3, 20)))
    office.give(date(2026, 3, 9))
    office.at("2026-03-10 06:30")
    office.digest()
    office.send()
    mails = [mail for mail in office.mails("digest") if mail.user_id == office.officer.id]
    assert [mail.subject for mail in mails] == ["1 quá hạn · 1 chờ xác nhận · 1 cơ quan quá hạn"]


def test_a_long_section_shows_twenty_rows_and_counts_the_rest(office: Office) -> None:
    office.give(date(2026, 3, 9), count=23)
    office.at("2026-03-10 06:30")
    office.digest()
    found = next(mail for mail in office.mails("digest") if mail.user_id == office.focal.id)
    assert len(found.items) == 20
    office.send()
    body = next(mail for mail in office.mails("digest") if mail.user_id == office.focal.id).body
    assert "QUÁ HẠN (23)" in body
    assert "còn 3 mục nữa" in body


def test_a_report_between_planning_and_sending_drops_out_of_the_digest(office: Office) -> None:
    """P9."""
    late, stays = office.give(date(2026, 3, 9)), office.give(date(2026, 3, 8))
    office.at("2026-03-10 06:30")
    office.digest()
    office.report(late)
    office.send()
    assert subjects(office)["dau-moi"].startswith("1 quá hạn – ")
    assert f"- {late.task.code} " not in text_of(office, "dau-moi")
    assert f"- {stays.task.code} " in text_of(office, "dau-moi")


def test_an_agency_without_people_is_told_to_the_steering_office_once(office: Office) -> None:
    empty = make_agency(office.session, "Sở Tài chính")
    office.give(date(2026, 6, 30), lead=empty)
    office.at("2026-03-10 06:30")
    office.digest()
    office.send()
    assert subjects(office)["thuong-truc"] == "1 cơ quan chưa có người nhận thư – Văn phòng Thành ủy"
    assert "Sở Tài chính: 1 nhiệm vụ đang giao" in text_of(office, "thuong-truc")
    office.at("2026-03-11 06:30")
    assert office.digest() == 0


def test_first_levels_are_news_for_the_steering_office_the_next_morning(office: Office) -> None:
    office.give(date(2026, 3, 9))
    office.at("2026-03-10 07:00")
    office.escalate()
    assert told(office.mails("escalation")) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
    for morning, count in (("2026-03-11", 1), ("2026-03-12", 0)):
        office.at(f"{morning} 06:30")
        office.digest()
        mails = [m for m in office.mails("digest") if m.user_id == office.officer.id and str(m.key).endswith(morning)]
        assert [sum(i.context["section"] == "escalated" for i in m.items) for m in mails] == [count]


def test_viewers_and_other_agencies_hear_nothing(office: Office) -> None:
    """P19."""
    make_user(office.session, "xem@vidu.vn", agency=office.agency, post=Post.VIEWER)
    make_user(office.session, "khac@vidu.vn", agency=make_agency(office.session, "Sở Y tế"))
    office.give(date(2026, 3, 3))
    office.at("2026-03-10 06:30")
    office.digest()
    assert not {"xem@vidu.vn", "khac@vidu.vn"} & set(told(office.mails()))
