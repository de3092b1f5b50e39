"""Alive or not, late or not: for machines and for people."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.mail import Office
from tests.factories.people import make_user
from tracker import clock
from tracker.health import queries, service
from tracker.health.models import JobRun
from tracker.health.rules import TIMETABLE
from tracker.users.models import Role, User

SignIn = Callable[[User], FlaskClient]


def ran(session: Session, name: str, moment: datetime, done: int = 0, error: str = "") -> None:
    run = service.begin(session, name, clock.day_of(moment), moment)
    service.end(session, run.id, moment + timedelta(seconds=2), done, error)
    session.commit()


def all_ran(session: Session) -> None:
    for name in TIMETABLE:
        ran(session, name, clock.now())


def test_healthz_answers_while_the_database_does(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ok\n")


def test_jobs_are_healthy_when_all_ran(client: FlaskClient, session: Session) -> None:
    all_ran(session)
    answer = client.get("/healthz/jobs")
    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ok\n")


def test_a_dead_scheduler_is_red_within_a_quarter_of_an_hour(
    client: FlaskClient, session: Session, freeze: Callable[[str], datetime]
) -> None:
    """P28."""
    all_ran(session)
    freeze("2026-03-04 08:15")
    answer = client.get("/healthz/jobs")
    assert (answer.status_code, answer.get_data(as_text=True)) == (503, "late: send-notifications\n")
    freeze("2026-03-05 09:00")
    assert "late: digest\n" in client.get("/healthz/jobs").get_data(as_text=True)


def test_a_run_that_failed_is_no_run(client: FlaskClient, session: Session) -> None:
    all_ran(session)
    session.query(JobRun).filter(JobRun.name == "digest").delete()
    ran(session, "digest", clock.now(), error="OperationalError: disk full")
    assert client.get("/healthz/jobs").get_data(as_text=True) == "late: digest\n"


@pytest.mark.parametrize(("role", "status"), [(Role.ADMIN, 200), (Role.INSPECTOR, 403), (Role.LEADER, 403)])
def test_who_may_see_the_jobs(app: Flask, session: Session, sign_in: SignIn, role: Role, status: int) -> None:
    user = make_user(session, "ai@vidu.vn", role=role)
    session.commit()
    assert sign_in(user).get("/cong-viec-nen").status_code == status


def test_the_page_shows_results_errors_and_lateness(office: Office, sign_in: SignIn) -> None:
    office.at("2026-03-04 08:00")
    ran(office.session, "reminders", clock.now(), done=14)
    ran(office.session, "digest", clock.now(), error="RuntimeError: hộp thư đầy")
    page = sign_in(office.officer).get("/cong-viec-nen").get_data(as_text=True)
    assert "14" in page
    assert "RuntimeError: hộp thư đầy" in page
    assert "Trễ lịch" in page
    assert "06:00 hằng ngày" in page


def test_a_late_job_is_a_banner_above_every_page_of_those_who_can_mend_it(office: Office, sign_in: SignIn) -> None:
    """P28."""
    alarm = "Công việc nền chưa chạy đúng lịch: "
    assert alarm in sign_in(office.officer).get("/nhat-ky-thu").get_data(as_text=True)
    assert alarm not in sign_in(office.focal).get("/").get_data(as_text=True)
    all_ran(office.session)
    assert alarm not in sign_in(office.officer).get("/nhat-ky-thu").get_data(as_text=True)


def test_runs_that_found_nothing_are_forgotten_after_two_days(session: Session, app: Flask) -> None:
    now = clock.now()
    for days, done in ((0, 0), (3, 0), (3, 5), (401, 5)):
        ran(session, "send-notifications", now - timedelta(days=days), done=done)
    assert service.forget_old_runs(session, now) == 2
    assert session.scalar(select(func.count(JobRun.id))) == 2


def test_states_take_two_queries(session: Session, app: Flask) -> None:
    from tests.notifications.test_pages import queries_of

    all_ran(session)
    assert queries_of(lambda: queries.job_states(session, clock.now())) == 2
