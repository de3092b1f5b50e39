"""The product's main job, from the paper to the last mail, through the pages and the jobs, with the clock moved."""

import email
import email.policy
import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from jobs.recorded import run_job
from tests.conftest import at
from tests.factories.people import make_user
from tracker import clock
from tracker.agencies.models import Agency
from tracker.agencies.names import Register
from tracker.config import Settings
from tracker.deadlines.service import seed_calendar
from tracker.demo.building import SAMPLE
from tracker.imports.service import save_register
from tracker.notifications.models import Notification
from tracker.plans.models import Plan
from tracker.tasks.models import Assignment, Task
from tracker.tasks.rules import Timeliness
from tracker.users.models import Post, User

MORNING = ("reminders", "digest", "escalation", "send-notifications")
Freeze = Callable[[str], datetime]


class Office:
    """The people of the story, their browsers, the mailbox, and the clock's programs."""

    def __init__(
        self, app: Flask, session: Session, settings: Settings, sign_in: Callable[[User], FlaskClient]
    ) -> None:
        self.app, self.session, self.settings = app, session, settings
        save_register(session, Register.load_default())
        seed_calendar(session)
        steering = self.agency("Văn phòng Thành ủy")
        steering.steers = True
        science = self.agency("Sở Khoa học và Công nghệ")
        police = self.agency("Công an Thành phố")
        self.officer = make_user(session, "officer@example.vn", agency=steering, post=Post.FOCAL)
        self.chief = make_user(session, "chief@example.vn", agency=steering, post=Post.HEAD)
        self.head = make_user(session, "head@example.vn", agency=science, post=Post.HEAD)
        self.focal = make_user(session, "focal@example.vn", agency=science, post=Post.FOCAL)
        self.stranger = make_user(session, "stranger@example.vn", agency=police, post=Post.FOCAL)
        session.commit()
        self.browser = {user.email: sign_in(user) for user in session.scalars(select(User))}

    def agency(self, name: str) -> Agency:
        return self.session.scalars(select(Agency).where(Agency.name == name)).one()

    def task(self, code: str) -> Task:
        self.session.expire_all()
        return self.session.scalars(select(Task).where(Task.code == code)).one()

    def assignment(self, code: str) -> Assignment:
        self.session.expire_all()
        query = select(Assignment).join(Assignment.task).where(Task.code == code, Assignment.agency.has(name=SCIENCE))
        return self.session.scalars(query).one()

    def post(self, who: User, path: str, **fields: Any) -> str:
        """Send a form as the person and follow to the page it leads to."""
        browser = self.browser[who.email]
        answer = browser.post(path, data=fields, content_type="multipart/form-data", follow_redirects=True)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 200, (
            path,
            answer.status_code,
            re.findall(r'class="[^"]*error[^"]*"[^>]*>([^<]+)', page),
        )
        return page

    def act(self, who: User, code: str, act: str, **fields: Any) -> str:
        assignment = self.assignment(code)
        return self.post(who, f"/viec/{assignment.id}/{act}", version=str(assignment.version), **fields)

    def morning(self, day: date, jobs: tuple[str, ...] = MORNING) -> None:
        """One morning of the scheduler."""
        clock.freeze(at(f"{day} 07:30"))
        for name in jobs:
            outcome = run_job(self.app, name)
            assert outcome.error == ""

    def mornings(self, first: date, last: date) -> None:
        while first <= last:
            self.morning(first)
            first += timedelta(days=1)

    def mailbox(self) -> list[EmailMessage]:
        folder = Path(self.settings.mail.removeprefix("file:"))
        found = [email.message_from_bytes(p.read_bytes(), policy=email.policy.default) for p in folder.glob("*.eml")]
        return [mail for mail in found if isinstance(mail, EmailMessage)]

    def kind(self, mail: EmailMessage) -> str:
        """What the outbox calls a mail that lies in the mailbox."""
        query = select(Notification.kind).where(Notification.message_id == str(mail["Message-ID"]))
        return self.session.scalars(query).one()

    def mails(self, who: User, words: str) -> list[EmailMessage]:
        """Mails to the person whose subject or text holds the words."""
        return [
            m for m in self.mailbox() if who.email in str(m["To"]) and (words in m["Subject"] or words in text(m))
        ]


SCIENCE = "Sở Khoa học và Công nghệ"


def text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


@pytest.fixture
def office(
    app: Flask, session: Session, settings: Settings, sign_in: Callable[[User], FlaskClient], freeze: Freeze
) -> Office:
    freeze("2026-02-23 08:30")
    return Office(app, session, settings, sign_in)


def import_and_publish(office: Office) -> Plan:
    steering = office.agency("Văn phòng Thành ủy").id
    page = office.post(
        office.officer, "/nhap-ke-hoach", file=(io.BytesIO(SAMPLE.read_bytes()), "kh-27.txt"), steering=str(steering)
    )
    assert "27-KH/BCĐTP" in page
    plan = office.session.scalars(select(Plan)).one()
    assert office.session.scalars(select(Assignment)).all() == []
    assert office.browser["focal@example.vn"].get(f"/ke-hoach/{plan.id}").status_code == 404
    office.post(office.officer, f"/ke-hoach/{plan.id}/ban-hanh", later="y", accept="y", confirm="y")
    office.session.expire_all()
    return plan


def test_the_plan_goes_from_paper_to_confirmed_results_and_escalations(office: Office, freeze: Freeze) -> None:
    plan = import_and_publish(office)
    assert plan.state == "published"
    # Due in January, before the plan itself: held, and nobody hears of it.
    held = office.assignment("III.12")
    assert (held.due_on, held.held) == (date(2026, 2, 2), True)
    office.morning(date(2026, 2, 24))
    welcome = office.mails(office.focal, "được giao")
    assert len(welcome) == 1
    assert "III.12" not in text(welcome[0])
    assert not [m for m in office.mailbox() if "III.12" in text(m)]

    # II.15: "Quý I/2026". Reminders at 45 (before publication), 15 and 5 days before 31/03.
    assert office.assignment("II.15").due_on == date(2026, 3, 31)
    office.mornings(date(2026, 2, 25), date(2026, 3, 15))
    assert reminded(office, "II.15") == 0
    office.morning(date(2026, 3, 16))
    assert reminded(office, "II.15") == 1
    office.mornings(date(2026, 3, 17), date(2026, 3, 25))
    assert reminded(office, "II.15") == 1
    office.morning(date(2026, 3, 26))
    assert reminded(office, "II.15") == 2

    # The focal officer reports with evidence; the steering office returns it; it is reported again and confirmed.
    freeze("2026-03-27 09:00")
    evidence = (io.BytesIO(b"%PDF-1.7\nsigned\n%%EOF\n"), "Kế hoạch.pdf")
    office.act(
        office.focal, "II.15", "bao-cao", text="Đã ban hành kế hoạch", document_number="125/KH-UBND", files=evidence
    )
    assert "II.15" in office.browser["officer@example.vn"].get("/cho-xac-nhan").get_data(as_text=True)
    office.act(office.officer, "II.15", "tra-lai", reason="other", text="Thiếu chữ ký số")
    office.morning(date(2026, 3, 30))
    (returned,) = office.mails(office.focal, "Thiếu chữ ký số")
    assert link_opens(office, "focal@example.vn", returned)
    freeze("2026-03-31 16:00")
    office.act(
        office.focal, "II.15", "bao-cao", text="Đã bổ sung", document_number="126/KH-UBND", document_date="30/03/2026"
    )
    office.mornings(date(2026, 4, 1), date(2026, 4, 6))
    freeze("2026-04-06 10:00")
    office.act(office.officer, "II.15", "xac-nhan")
    done = office.assignment("II.15")
    assert done.timeliness(clock.today()) is Timeliness.DONE_ON_TIME

    # II.16 is never reported: on the first working day after, the head; on the fifth, the steering office.
    late = office.assignment("II.16")
    assert late.timeliness(clock.today()) is Timeliness.OVERDUE
    page = office.browser["officer@example.vn"].get("/qua-han").get_data(as_text=True)
    assert "II.16" in page
    assert "II.15" not in page
    assert escalated(office, office.head, "II.16") == 1
    assert escalated(office, office.officer, "II.16") == 0
    office.morning(date(2026, 4, 7))
    assert len([m for m in office.mails(office.focal, "II.15 ") if office.kind(m) == "confirmed"]) == 1
    assert escalated(office, office.officer, "II.16") == 1
    assert escalated(office, office.chief, "II.16") == 1
    assert escalated(office, office.head, "II.16") == 2
    assert escalated(office, office.stranger, "II.16") == 0
    office.mornings(date(2026, 4, 8), date(2026, 4, 8))
    assert escalated(office, office.officer, "II.16") == 1
    # What was overdue on arrival is still silent, until the steering office lets it go.
    assert not [m for m in office.mailbox() if "III.12" in text(m)]
    office.post(office.officer, f"/ke-hoach/{plan.id}/cho-phep-gui-thu")
    office.morning(date(2026, 4, 9))
    assert office.mails(office.focal, "III.12")
    assert_each_mail_once(office)


def test_running_every_job_fifty_times_adds_no_mail(office: Office) -> None:
    import_and_publish(office)
    office.mornings(date(2026, 3, 14), date(2026, 3, 17))
    before = sorted(str(m["Message-ID"]) for m in office.mailbox())
    assert before
    for _ in range(50):
        office.morning(date(2026, 3, 17), (*MORNING, "release-stuck"))
    assert sorted(str(m["Message-ID"]) for m in office.mailbox()) == before


def test_a_week_without_the_scheduler_loses_nothing_and_sends_nothing_stale(office: Office) -> None:
    import_and_publish(office)
    office.mornings(date(2026, 2, 24), date(2026, 3, 13))
    told = {str(m["Message-ID"]) for m in office.mailbox()}
    office.morning(date(2026, 3, 23))  # the step of 16/03 was missed; it is told late, once, and truly
    assert reminded(office, "II.16") == 1
    (reminder,) = (m for m in office.mails(office.focal, "II.16 ") if office.kind(m) == "reminder")
    assert "còn 8 ngày" in text(reminder)
    new = [m for m in office.mailbox() if str(m["Message-ID"]) not in told]
    kinds = Counter((str(m["To"]), office.kind(m)) for m in new)
    assert max(kinds.values()) == 1, "\n".join(f"{m['To']}: {m['Subject']}" for m in new)
    # Dead from before the due day until well after it: one mail at the level reached, not one for each missed.
    office.morning(date(2026, 4, 8))
    assert escalated(office, office.head, "II.16") == 1
    assert escalated(office, office.officer, "II.16") == 1
    assert reminded(office, "II.16") == 1
    assert_each_mail_once(office)


def reminded(office: Office, code: str) -> int:
    """Reminder mails to the focal officer that carry the task."""
    return len([m for m in office.mails(office.focal, f"{code} ") if office.kind(m) == "reminder"])


def escalated(office: Office, who: User, code: str) -> int:
    """Mails of the ladder to the person that carry the task."""
    return len([m for m in office.mails(who, f"{code} ") if office.kind(m) == "escalation"])


def link_opens(office: Office, who: str, mail: EmailMessage) -> bool:
    links = re.findall(re.escape(office.settings.base_url) + r"(/nhiem-vu/\d+)", text(mail))
    return bool(links) and all(office.browser[who].get(link).status_code == 200 for link in links)


def assert_each_mail_once(office: Office) -> None:
    ids = Counter(str(m["Message-ID"]) for m in office.mailbox())
    assert set(ids.values()) == {1}
    bodies = Counter((str(m["To"]), str(m["Subject"]), text(m)) for m in office.mailbox())
    assert max(bodies.values()) == 1
