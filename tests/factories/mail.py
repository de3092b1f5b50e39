"""An office with people and tasks for tests of mail, and its mailbox."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from jobs import digest, escalation, reminders, send_notifications
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import db, writing_sessions
from tracker.notifications.channels import sender_from
from tracker.notifications.message import Sender
from tracker.notifications.models import Notification
from tracker.plans.models import Plan, PlanState
from tracker.tasks import service
from tracker.tasks.models import Assignment
from tracker.users.models import Post, User


@dataclass
class Office:
    """One plan, its steering office with a head and an officer, and a lead agency with a head and a focal officer."""

    app: Flask
    session: Session
    freeze: Callable[[str], datetime]
    steering: Agency
    steering_head: User
    officer: User
    agency: Agency
    head: User
    focal: User
    plan: Plan

    @property
    def sessions(self) -> sessionmaker[Session]:
        return writing_sessions(db.engine)

    @property
    def mailbox(self) -> Path:
        return Path(self.app.extensions["settings"].mail.removeprefix("file:"))

    def give(
        self,
        due: date | None,
        *,
        lead: Agency | None = None,
        title: str = "Xây dựng Đề án thành lập Quỹ đầu tư mạo hiểm",
        start: date | None = None,
        quiet: bool = True,
        count: int = 1,
    ) -> Assignment:
        """More tasks of the plan, assigned today; `quiet` drops the mail that says so. Gives back the last."""
        deadline = {
            "raw": f"{due:%d/%m/%Y}" if due else "Thường xuyên",
            "kind": "date" if due else "ongoing",
            "start": start.isoformat() if start else None,
            "due": due.isoformat() if due else None,
            "milestones": [],
        }
        for _ in range(count):
            make_task(self.session, self.plan, [lead or self.agency], title=title, due=due, deadline=deadline)
        self.plan.state = PlanState.DRAFT
        made = publish_plan(self.session, self.plan, clock.now(), clock.today())
        if quiet:
            for mail in self.session.scalars(select(Notification).where(Notification.kind == "assigned")):
                self.session.delete(mail)
        self.session.commit()
        return made[-1]

    def at(self, moment: str) -> datetime:
        self.session.rollback()
        return self.freeze(moment)

    def remind(self) -> int:
        return reminders.run(self.sessions, clock.today(), clock.now())

    def digest(self) -> int:
        return digest.run(self.sessions, clock.today(), clock.now())

    def escalate(self) -> int:
        return escalation.run(self.sessions, clock.today(), clock.now())

    def send(self, sender: Sender | None = None) -> int:
        settings = self.app.extensions["settings"]
        return send_notifications.run(self.sessions, sender or sender_from(settings), settings.base_url, clock.now())

    def report(self, assignment: Assignment) -> None:
        report = service.Report("Đã ban hành Đề án", document_number="12/QĐ-UBND")
        service.report_done(self.session, assignment, report, actor=self.focal, now=clock.now(), day=clock.today())
        self.session.commit()

    def give_back(self, assignment: Assignment, reason: str = "Thiếu quyết định ban hành") -> None:
        service.return_for_rework(assignment, reason, actor=self.officer, now=clock.now())
        self.session.commit()

    def confirm(self, assignment: Assignment) -> None:
        service.confirm(assignment, actor=self.officer, now=clock.now())
        self.session.commit()

    def mails(self, kind: str = "") -> Sequence[Notification]:
        """The outbox as it is in the database now."""
        self.session.expire_all()
        query = select(Notification).order_by(Notification.id)
        return self.session.scalars(query.where(Notification.kind == kind) if kind else query).all()

    def letters(self) -> list[EmailMessage]:
        """What has arrived, as a mail program reads it."""
        parser: Any = BytesParser(policy=policy.default)
        return [parser.parsebytes(path.read_bytes()) for path in sorted(self.mailbox.glob("*.eml"))]


def make_office(app: Flask, session: Session, freeze: Callable[[str], datetime], moment: str) -> Office:
    freeze(moment)
    steering = make_agency(session, "Văn phòng Thành ủy", steers=True)
    agency = make_agency(session, "Sở Khoa học và Công nghệ")
    office = Office(
        app=app,
        session=session,
        freeze=freeze,
        steering=steering,
        steering_head=make_user(session, "chanh-van-phong@vidu.vn", agency=steering, post=Post.HEAD),
        officer=make_user(session, "thuong-truc@vidu.vn", agency=steering, post=Post.FOCAL),
        agency=agency,
        head=make_user(session, "giam-doc@vidu.vn", agency=agency, post=Post.HEAD),
        focal=make_user(session, "dau-moi@vidu.vn", agency=agency, post=Post.FOCAL),
        plan=make_plan(session, steering),
    )
    session.commit()
    return office


def told(mails: Sequence[Notification]) -> list[str]:
    """Addresses, in order."""
    return sorted(mail.address for mail in mails)
