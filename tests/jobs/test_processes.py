"""Several processes at once, and one that dies: real processes, real databases, a real SMTP server."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes, policy
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import func, select

from jobs import release_stuck
from tests.factories.mail import Office, make_office
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_task, publish_plan
from tests.jobs.one_pass import work
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.escalation.models import Escalation
from tracker.notifications.channels.smtp import SmtpSender
from tracker.notifications.models import Delivery, Notification
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Milestone, TaskEvent
from tracker.users.models import Post

ROOT = Path(__file__).resolve().parents[2]
JOBS = ("occurrences", "reminders", "digest", "escalation", "send-notifications")
MOMENT = "2026-03-10T07:00:00+07:00"
PROCESSES = 4


class Counted:
    """Takes every mail and remembers it."""

    def __init__(self) -> None:
        self.ids: Counter[str] = Counter()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.ids[str(message_from_bytes(envelope.content, policy=policy.default)["Message-ID"])] += 1
        return "250 queued"


@pytest.fixture
def post_office() -> Iterator[tuple[Counted, str]]:
    office = Counted()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    yield office, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def full_office(
    request: pytest.FixtureRequest, settings: Settings, freeze: Callable[[str], datetime]
) -> Iterator[Office]:
    """500 tasks of ten agencies: half due in a week, half overdue since yesterday."""
    url = settings.database_url if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    app = create_app(replace(settings, database_url=url))
    with app.app_context():
        office = make_office(app, db.session, freeze, "2026-03-02 08:00")
        for n in range(10):
            agency = make_agency(db.session, f"Cơ quan {n}")
            make_user(db.session, f"dau-moi-{n}@vidu.vn", agency=agency)
            make_user(db.session, f"thu-truong-{n}@vidu.vn", agency=agency, post=Post.HEAD)
            for due in (date(2026, 3, 17), date(2026, 3, 9)):
                for _ in range(25):
                    make_task(db.session, office.plan, [agency], due=due)
        monthly = {
            "kind": "recurring",
            "raw": "Hằng tháng",
            "recurrence": {"freq": "monthly", "interval": 1, "by": None},
        }
        make_task(db.session, office.plan, [office.agency], due=None, deadline=monthly)
        publish_plan(db.session, office.plan, clock.now(), clock.today())
        for mail in office.mails():
            db.session.delete(mail)
        db.session.commit()
        yield office
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


def environ(office: Office, mail: str) -> dict[str, str]:
    settings = office.app.extensions["settings"]
    return {
        "TRACKER_ENV": "test",
        "TRACKER_DATA": str(settings.data),
        "TRACKER_DATABASE_URL": settings.database_url,
        "TRACKER_SECRET_KEY": "test",
        "TRACKER_MAIL": mail,
        "TRACKER_NOW": MOMENT,
    }


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Fresh processes, forked from one that has imported the program and nothing else."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.jobs.one_pass"])
    return context


def test_four_processes_at_one_tick_plan_and_send_each_mail_once(
    full_office: Office, post_office: tuple[Counted, str], processes: ForkServerContext
) -> None:
    """P1."""
    counted, url = post_office
    together, said = processes.Barrier(PROCESSES), processes.Queue()
    given = (environ(full_office, url), JOBS, together, said)
    started = [processes.Process(target=work, args=given) for _ in range(PROCESSES)]
    for process in started:
        process.start()
    assert sorted(said.get(timeout=90) for _ in range(PROCESSES * len(JOBS))) == sorted(JOBS * PROCESSES)
    for process in started:
        process.join(60)
        assert process.exitcode == 0
    full_office.at("2026-03-10 07:00")
    full_office.send(SmtpSender(url, "dung-han@vidu.vn"))  # what was planned after the others had looked
    mails = full_office.mails()
    assert Counter((mail.kind, mail.user_id) for mail in mails).most_common(1)[0][1] == 1
    assert Counter(mail.kind for mail in mails) == {"assigned": 2, "reminder": 20, "digest": 22, "escalation": 20}
    periods = full_office.session.scalars(select(Milestone.period).where(Milestone.period.like("2026-%"))).all()
    assert sorted(periods) == ["2026-03", "2026-04"]
    assert {mail.state for mail in mails} == {Delivery.SENT}
    assert counted.ids == Counter(mail.message_id for mail in mails)
    session = full_office.session
    events = select(func.count()).where(TaskEvent.kind == EventKind.ESCALATED)
    assert session.scalar(events) == session.scalar(select(func.count(Escalation.id))) == 250


def test_a_sender_killed_before_it_records_leaves_one_mail_in_the_mailbox(
    office: Office, freeze: Callable[[str], datetime]
) -> None:
    """P5: kill -9 between claim and record."""
    office.give(date(2026, 3, 17))
    office.at("2026-03-10 07:00")
    office.remind()
    first = office.mails()[0]
    killed = subprocess.run(
        [sys.executable, "-m", "tests.jobs.killed_sender"],
        cwd=ROOT,
        env={**os.environ, **environ(office, office.app.extensions["settings"].mail)},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert [mail.state for mail in office.mails()] == [Delivery.CLAIMED, Delivery.PLANNED]
    assert len(office.letters()) == 1
    office.at("2026-03-10 07:16")
    assert release_stuck.run(office.sessions, clock.now()) == 1
    assert office.send() == 2
    assert len(office.letters()) == 2
    assert {mail.state for mail in office.mails()} == {Delivery.SENT}
    assert office.session.get_one(Notification, first.id).attempts == 2
