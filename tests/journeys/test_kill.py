"""A process killed at any moment leaves whole facts or none."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker import clock
from tracker.config import Settings
from tracker.demo.building import SAMPLE
from tracker.tasks import service
from tracker.tasks.models import Assignment
from tracker.users.models import Post

ROOT = Path(__file__).parents[2]
TABLES = ("plan", "draft_row", "task", "indicator")
CONFIRM_ALL = """
import os, sys
from sqlalchemy import select
from tracker import clock
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.tasks import service
from tracker.tasks.models import Assignment
from tracker.users.models import User

app = create_app(Settings.from_env(os.environ))
with app.app_context():
    officer = db.session.scalars(select(User).where(User.email == "office@example.vn")).one()
    print("ready", flush=True)
    while (found := db.session.scalars(select(Assignment).where(Assignment.status == "submitted").limit(1)).first()):
        service.confirm(found, actor=officer, now=clock.now())
        db.session.commit()
"""


def environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "TRACKER_ENV": "test",
        "TRACKER_DATA": str(settings.data),
        "TRACKER_SECRET_KEY": "test",
        "TRACKER_MAIL": settings.mail,
        "TRACKER_NOW": "2026-03-04T08:00:00+07:00",
    }


def killed(arguments: list[str], settings: Settings, after: float, *, wait_for: bytes = b"") -> bool:
    """Run a Python program, kill it `after` seconds (from its line `wait_for`, when given); True if it had ended."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment(settings),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    if wait_for:
        assert process.stdout.readline().startswith(wait_for)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    code = process.wait()
    process.stdout.close()
    return code == 0


@pytest.mark.slow
def test_an_import_killed_at_any_moment_leaves_a_whole_plan_or_none(settings: Settings) -> None:
    dice = random.Random(57)
    command = ["-m", "tracker.cli", "import", str(SAMPLE), "--steering", "Văn phòng Thành ủy"]
    engine = create_engine(settings.database_url)
    left = set()
    for _ in range(8):
        killed([*command, "--publish"], settings, dice.uniform(0.4, 3.2))
        left.add(counted(engine))
    subprocess.run([sys.executable, *command], env=environment(settings), cwd=ROOT, check=False, capture_output=True)
    whole = counted(engine)
    plans, rows, *published = whole
    assert (plans, tuple(published)) in {(1, (0, 0)), (1, (95, 69))}
    assert rows >= 95 + 69
    assert left <= {(0, 0, 0, 0), (1, rows, 0, 0), (1, rows, 95, 69)}


def counted(engine: Engine) -> tuple[int, ...]:
    """How many rows each of TABLES has, in a database that is sound."""
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        if not inspect(connection).has_table("draft_row"):
            return (0,) * len(TABLES)
        count = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in TABLES)
        return tuple(connection.execute(text(count)).one())


@pytest.mark.slow
def test_a_confirmation_killed_at_any_moment_is_whole_or_absent(settings: Settings, session: Session) -> None:
    office, lead = make_agency(session, "Văn phòng Thành ủy"), make_agency(session)
    make_user(session, "office@example.vn", agency=office)
    reporter = make_user(session, "lead@example.vn", agency=lead, post=Post.HEAD)
    plan = make_plan(session, office)
    for _ in range(300):
        make_task(session, plan, [lead])
    for assignment in publish_plan(session, plan, clock.now(), clock.today()):
        report = service.Report(text="Đã xong", document_number="1/BC")
        service.report_done(session, assignment, report, actor=reporter, now=clock.now(), day=clock.today())
    session.commit()
    dice = random.Random(57)
    for _ in range(6):
        killed(["-c", CONFIRM_ALL], settings, dice.uniform(0.02, 0.25), wait_for=b"ready")
    session.expire_all()
    done = 0
    for assignment in session.scalars(select(Assignment)):
        kinds = session.execute(
            text("SELECT count(*) FROM task_event WHERE assignment_id = :id AND kind = 'confirmed'"),
            {"id": assignment.id},
        ).scalar_one()
        told = session.execute(
            text("SELECT count(*) FROM notification_item WHERE topic = :topic AND key LIKE 'confirmed:%'"),
            {"topic": f"assignment:{assignment.id}"},
        ).scalar_one()
        decided = assignment.submissions[0].decided_at is not None
        assert (assignment.status == "completed") == decided == (kinds == 1) == (told == 1)
        done += decided
    assert 0 < done < 300
