"""What a decision tells whom, what the steering office hears of requests, and what another day arms anew."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.mail import Office, make_office, told
from tracker import clock
from tracker.deadlines.queries import calendar
from tracker.escalation.models import Escalation
from tracker.extensions import service
from tracker.extensions.models import Extension
from tracker.extensions.rules import Answer, Reason
from tracker.extensions.service import Asking, Paper, Ruling
from tracker.notifications.models import Delivery
from tracker.tasks.models import Assignment
from tracker.tasks.publishing import Moment
from tracker.users.models import User

DUE = date(2026, 3, 5)
AGENCY = ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
STEERING = ["chanh-van-phong@vidu.vn", "thuong-truc@vidu.vn"]


@pytest.fixture
def office(app: Flask, session: Session, freeze: Callable[[str], datetime]) -> Office:
    return make_office(app, session, freeze, "2026-03-02 08:00")


def moment(office: Office) -> Moment:
    return Moment(clock.now(), clock.today(), calendar(office.session))


def ask(office: Office, assignment: Assignment, due: date = date(2026, 4, 6), by: User | None = None) -> Extension:
    current = office.session.get_one(Assignment, assignment.id)
    asking = Asking(due, Reason.MONEY, "Chờ kinh phí")
    made = service.ask(office.session, current, asking, actor=by or office.focal, moment=moment(office))
    office.session.commit()
    return made


def decide(office: Office, *some: Extension, answer: Answer = Answer.GRANTED, text: str = "") -> None:
    ruling = Ruling(answer, None, text, Paper("15/CV-VPTU", date(2026, 3, 2)))
    service.decide(office.session, list(some), ruling, actor=office.officer, moment=moment(office))
    office.session.commit()


def test_a_decision_is_told_to_who_asked_and_to_the_head(office: Office) -> None:
    decide(office, ask(office, office.give(DUE)))
    mails = office.mails("extension")
    assert told(mails) == AGENCY
    office.send()
    code = mails[0].items[0].context["code"]
    subject = f"Đồng ý gia hạn đến 06/04/2026: {code} Xây dựng Đề án thành lập Quỹ đầu tư mạo hiểm"
    assert {letter["Subject"] for letter in office.letters()} == {subject}
    body = office.mails("extension")[0].body
    assert "Đồng ý gia hạn từ 05/03/2026 đến 06/04/2026." in body
    assert "Văn bản số 15/CV-VPTU ngày 02/03/2026" in body


def test_a_head_who_asked_is_told_once(office: Office) -> None:
    decide(office, ask(office, office.give(DUE), by=office.head))
    assert told(office.mails("extension")) == ["giam-doc@vidu.vn"]


def test_a_refusal_says_why_and_that_the_day_stays(office: Office) -> None:
    decide(office, ask(office, office.give(DUE)), answer=Answer.REFUSED, text="Cần giữ tiến độ")
    office.send()
    mail = office.mails("extension")[0]
    assert mail.subject.startswith("Không đồng ý gia hạn: II.")
    assert "Không đồng ý gia hạn đến 06/04/2026; thời hạn giữ nguyên." in mail.body
    assert "Cần giữ tiến độ" in mail.body


def test_several_decisions_of_one_act_are_one_mail(office: Office) -> None:
    """P29."""
    decide(office, *(ask(office, office.give(DUE)) for _ in range(3)))
    office.send()
    assert [len(mail.items) for mail in office.mails("extension")] == [3, 3]
    assert {mail.subject for mail in office.mails("extension")} == {
        "Kết quả 3 đề nghị gia hạn – Sở Khoa học và Công nghệ"
    }


def test_a_mail_about_a_day_that_was_moved_again_does_not_leave(office: Office) -> None:
    """P9."""
    assignment = office.give(DUE)
    decide(office, ask(office, assignment))
    decide(office, ask(office, assignment, date(2026, 5, 4)))
    office.send()
    assert [mail.state for mail in office.mails("extension")].count(Delivery.SUPPRESSED) == 2
    assert {letter["Subject"][:34] for letter in office.letters()} == {"Đồng ý gia hạn đến 04/05/2026: II."}


def test_the_steering_office_hears_of_requests_in_its_digest(office: Office) -> None:
    assignment = office.give(date(2026, 3, 31))
    waiting = ask(office, assignment)
    office.at("2026-03-04 06:30")
    office.digest()
    assert told(office.mails("digest")) == STEERING
    office.send()
    mail = office.mails("digest")[0]
    assert mail.subject == "1 đề nghị gia hạn – Văn phòng Thành ủy"
    assert "CHỜ QUYẾT ĐỊNH GIA HẠN (1)" in mail.body
    assert "đã chờ 2 ngày" in mail.body
    office.at("2026-03-05 06:30")
    office.digest()
    decide(office, office.session.get_one(Extension, waiting.id))
    office.send()
    assert {mail.state for mail in office.mails("digest")[2:]} == {Delivery.SUPPRESSED}


def test_a_granted_day_arms_reminders_anew(office: Office) -> None:
    assignment = office.give(date(2026, 4, 6))
    office.at("2026-03-30 06:00")
    assert office.remind() == 2
    office.send()
    decide(office, ask(office, assignment, date(2026, 4, 27)))
    office.at("2026-04-10 06:00")
    assert office.remind() == 1  # thirty days before the new day, for the focal officer
    office.at("2026-04-20 06:00")
    assert office.remind() == 2
    keys = [item.key for mail in office.mails("reminder") for item in mail.items if item.state is Delivery.PLANNED]
    assert all(":due=2026-04-27:" in key for key in keys)


def test_a_request_that_waits_stops_no_reminder(office: Office) -> None:
    ask(office, office.give(date(2026, 4, 6)), date(2026, 4, 27))
    office.at("2026-03-30 06:00")
    assert office.remind() == 2


def climb(office: Office, *days: str) -> dict[str, list[str]]:
    heard = {}
    for day in days:
        office.at(f"{day} 07:00")
        before = {mail.id for mail in office.mails("escalation")}
        office.escalate()
        heard[day] = told([mail for mail in office.mails("escalation") if mail.id not in before])
    return heard


def test_a_request_does_not_stop_the_clock_but_nobody_above_is_told_until_it_is_decided(office: Office) -> None:
    waiting = ask(office, office.give(DUE))
    heard = climb(office, "2026-03-06", "2026-03-12", "2026-03-16")
    assert heard == {"2026-03-06": AGENCY, "2026-03-12": [], "2026-03-16": []}
    decide(office, office.session.get_one(Extension, waiting.id), answer=Answer.REFUSED, text="Không đủ lý do")
    assert climb(office, "2026-03-17")["2026-03-17"] == sorted(["giam-doc@vidu.vn", *STEERING])


def test_a_granted_day_begins_a_new_ladder(office: Office) -> None:
    assignment = office.give(DUE)
    climb(office, "2026-03-06")
    decide(office, ask(office, assignment))
    office.session.expire_all()
    assert office.session.scalars(select(Escalation.closed_at)).one() is not None
    heard = climb(office, "2026-03-12", "2026-04-06", "2026-04-07")
    assert heard == {"2026-03-12": [], "2026-04-06": [], "2026-04-07": AGENCY}
    versions = office.session.scalars(select(Escalation.deadline_version).order_by(Escalation.id)).all()
    assert versions == [1, 2]
