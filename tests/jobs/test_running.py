"""How jobs are run: recorded, by hand for any day, rehearsed, on time and caught up."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import sleep

import pytest
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from click.testing import CliRunner
from sqlalchemy import select

from jobs import recorded, scheduler
from jobs.commands import job, moment_on
from jobs.recorded import run_job
from jobs.registry import JOBS
from jobs.rehearsal import rehearse
from tests.factories.mail import Office, told
from tracker import clock
from tracker.escalation.models import Escalation
from tracker.health import words
from tracker.health.models import JobRun
from tracker.health.rules import TIMETABLE
from tracker.notifications.models import Delivery

DUE = date(2026, 3, 17)


def runs(office: Office) -> list[JobRun]:
    office.session.expire_all()
    return list(office.session.scalars(select(JobRun).order_by(JobRun.id)))


def test_every_job_of_the_timetable_can_be_run_and_is_named() -> None:
    assert set(JOBS) == set(TIMETABLE) <= set(words.NAMES)


def test_a_run_leaves_its_row(office: Office) -> None:
    office.give(DUE)
    office.at("2026-03-10 06:00")
    assert run_job(office.app, "reminders").done == 2
    run = runs(office)[0]
    assert (run.name, run.day, run.done, run.error) == ("reminders", date(2026, 3, 10), 2, "")
    assert run.ended_at == clock.now()


def test_a_job_that_fails_leaves_its_reason(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_work: object) -> int:
        raise OSError("disk full")

    monkeypatch.setattr(recorded, "JOBS", {"reminders": fails})
    assert run_job(office.app, "reminders").error == "OSError: disk full"
    assert runs(office)[0].error == "OSError: disk full"


@pytest.mark.parametrize("name", list(JOBS))
def test_any_job_fifty_times_adds_nothing(office: Office, name: str) -> None:
    office.give(DUE)
    office.give(date(2026, 3, 9))
    office.report(office.give(date(2026, 3, 20)))
    office.at("2026-03-10 07:00")
    run_job(office.app, name)
    once = [(mail.key, mail.state) for mail in office.mails()]
    for _ in range(50):
        run_job(office.app, name)
    assert [(mail.key, mail.state) for mail in office.mails()] == once


def test_a_rehearsal_tells_what_would_be_written_and_writes_nothing(office: Office) -> None:
    office.give(date(2026, 3, 9))
    found = rehearse(office.app, "escalation", date(2026, 3, 10), moment_on(date(2026, 3, 10), "escalation"))
    assert [preview.to for preview in found] == [
        "head Sở Khoa học và Công nghệ <giam-doc@vidu.vn>",
        "focal Sở Khoa học và Công nghệ <dau-moi@vidu.vn>",
    ]
    assert found[0].subject.startswith("Quá hạn 1 ngày: II.")
    assert found[0].facts[0].startswith("escalation:assignment=")
    assert office.mails() == []
    assert office.session.scalars(select(Escalation)).all() == []
    assert runs(office) == []


def test_a_rehearsed_sending_sends_nothing(office: Office) -> None:
    office.give(DUE)
    office.at("2026-03-10 06:00")
    office.remind()
    assert len(rehearse(office.app, "send-notifications", date(2026, 3, 10), clock.now())) == 2
    assert {mail.state for mail in office.mails()} == {Delivery.PLANNED}
    assert office.letters() == []


@pytest.fixture
def by_hand(office: Office, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """`tracker job run …` on the office's database."""
    settings = office.app.extensions["settings"]
    for name, value in {
        "TRACKER_ENV": "test",
        "TRACKER_DATA": str(settings.data),
        "TRACKER_SECRET_KEY": "test",
        "TRACKER_MAIL": settings.mail,
        "TRACKER_NOW": "2026-03-04T08:00:00+07:00",
    }.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> str:
        result = CliRunner().invoke(job, list(words), catch_exceptions=False)
        assert result.exit_code == 0
        return result.output

    return run


def test_a_job_runs_by_hand_as_if_on_another_day(office: Office, by_hand: Callable[..., str]) -> None:
    office.give(DUE)
    assert "2 thư. Chạy thử" in by_hand("run", "reminders", "--day", "2026-03-10", "--dry-run")
    assert office.mails() == []
    assert by_hand("run", "reminders", "--day", "2026-03-10") == "reminders, ngày 10/03/2026: 2\n"
    assert by_hand("run", "reminders", "--day", "2026-03-10") == "reminders, ngày 10/03/2026: 0\n"
    assert by_hand("run", "send-notifications") == "send-notifications, ngày 04/03/2026: 0\n"
    assert by_hand("run", "send-notifications", "--day", "2026-03-10").endswith(": 2\n")
    assert len(office.letters()) == 2


def test_the_timetable_is_listed(by_hand: Callable[..., str]) -> None:
    listed = by_hand("list")
    assert "reminders" in listed
    assert "06:00 hằng ngày" in listed


def test_a_run_by_hand_stands_for_the_jobs_own_time() -> None:
    assert moment_on(date(2026, 3, 10), "digest") == datetime(2026, 3, 9, 23, 30, tzinfo=UTC)
    assert moment_on(date(2026, 3, 10), "send-notifications") == datetime(2026, 3, 10, 5, 0, tzinfo=UTC)


def test_the_scheduler_has_every_job_at_its_time(office: Office) -> None:
    scheduled = BackgroundScheduler(timezone=clock.zone(), job_defaults=scheduler.DEFAULTS)
    scheduler.add_jobs(scheduled, office.app)
    scheduled.start(paused=True)
    try:
        assert {one.id for one in scheduled.get_jobs()} == {*TIMETABLE, "start-up", "catch-up"}
        digest = scheduled.get_job("digest")
        assert isinstance(digest.trigger, CronTrigger)
        fires = digest.trigger.get_next_fire_time(None, datetime(2026, 3, 4, 0, 0, tzinfo=UTC))
        assert fires.isoformat() == "2026-03-05T06:30:00+07:00"
        assert (digest.coalesce, digest.max_instances, digest.misfire_grace_time) == (True, 1, 21600)
    finally:
        scheduled.shutdown()


def test_a_morning_that_was_missed_is_caught_up_once(office: Office) -> None:
    """P3: stopped since yesterday, started at 13:10."""
    office.give(DUE)
    office.give(date(2026, 3, 9))
    office.at("2026-03-10 13:10")
    scheduler.start_up(office.app)
    assert [run.name for run in runs(office)] == list(JOBS)
    mails = office.mails()
    assert {mail.kind for mail in mails} == {"reminder", "digest", "escalation"}
    assert {mail.state for mail in mails} == {Delivery.SENT}
    scheduler.start_up(office.app)
    assert [run.name for run in runs(office)][len(JOBS) :] == ["read-files", "release-stuck", "send-notifications"]
    assert len(office.mails()) == len(mails)


def test_a_morning_that_failed_is_run_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.give(DUE)
    office.at("2026-03-10 07:30")
    with monkeypatch.context() as patch:
        patch.setitem(recorded.JOBS, "reminders", lambda _work: 1 // 0)  # type: ignore[index]
        scheduler.catch_up(office.app)
    scheduler.catch_up(office.app)
    assert [(run.name, bool(run.error)) for run in runs(office) if run.name == "reminders"] == [
        ("reminders", True),
        ("reminders", False),
    ]
    assert len(office.mails("reminder")) == 2


def test_a_morning_that_has_not_come_is_not_caught_up(office: Office) -> None:
    office.give(DUE)
    office.at("2026-03-10 05:00")
    scheduler.catch_up(office.app)
    assert told(office.mails()) == []


def test_a_week_of_stop_loses_no_reminder_and_sends_no_stale_one(office: Office) -> None:
    """P3, P4, P16: stopped on 10 March, started on the 19th."""
    soon, late = office.give(date(2026, 3, 20)), office.give(date(2026, 3, 12))
    office.at("2026-03-10 08:00")
    scheduler.start_up(office.app)
    before = len(office.mails())
    office.at("2026-03-19 08:00")
    scheduler.start_up(office.app)
    new = office.mails()[before:]
    assert {mail.state for mail in new} == {Delivery.SENT}
    facts = {
        (i.kind, i.topic, i.context.get("step"), i.context.get("level")) for m in new for i in m.items if i.told_on
    }
    assert ("before", f"assignment:{soon.id}", 1, None) in facts
    assert ("escalation", f"assignment:{late.id}", None, 2) in facts
    assert not any(kind == "before" and topic == f"assignment:{late.id}" for kind, topic, *_ in facts)
    per_person = [mail.user_id for mail in new if mail.kind == "digest"]
    assert len(per_person) == len(set(per_person)) == 4


def test_the_embedded_scheduler_starts_and_stops(office: Office) -> None:
    office.give(DUE)
    office.at("2026-03-10 08:00")
    running = scheduler.start_embedded(office.app)
    while running.get_job("start-up"):
        sleep(0.02)
    running.shutdown(wait=True)
    assert {run.name for run in runs(office)} == set(JOBS)
    assert len(office.letters()) == len([mail for mail in office.mails() if mail.state is Delivery.SENT]) > 0
