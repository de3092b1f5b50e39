"""Recurring tasks get their periods ahead of time, once each."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from jobs import occurrences
from tests.factories.mail import Office, told
from tests.factories.plans import make_task, publish_plan
from tracker import clock
from tracker.tasks import stops
from tracker.tasks.models import Assignment, Milestone
from tracker.tasks.recurring import words
from tracker.tasks.rules import Status
from tracker.tasks.stops import Paper


def give_recurring(office: Office, freq: str, by: dict[str, int] | None = None, before: bool = False) -> Assignment:
    deadline: dict[str, Any] = {
        "raw": "Định kỳ",
        "kind": "recurring",
        "start": None,
        "due": None,
        "before": before,
        "milestones": [],
        "recurrence": {"freq": freq, "interval": 1, "by": by},
    }
    make_task(office.session, office.plan, [office.agency], due=None, deadline=deadline)
    made = publish_plan(office.session, office.plan, clock.now(), clock.today())
    for mail in office.mails():
        office.session.delete(mail)
    office.session.commit()
    return made[0]


def run(office: Office) -> int:
    return occurrences.run(office.sessions, "effective", clock.today(), clock.now())


def periods(office: Office) -> list[tuple[str, str, date]]:
    office.session.expire_all()
    rows = office.session.scalars(select(Milestone).order_by(Milestone.due_on))
    return [(row.period, row.label, row.due_on) for row in rows]


def test_periods_are_opened_sixty_days_ahead_and_told(office: Office) -> None:
    give_recurring(office, "quarterly")
    assert run(office) == 1
    assert periods(office) == [("2026-Q1", "Quý I/2026", date(2026, 3, 31))]
    assert told(office.mails("assigned")) == ["dau-moi@vidu.vn", "giam-doc@vidu.vn"]
    office.at("2026-04-30 05:30")
    assert run(office) == 0
    office.at("2026-05-01 05:30")
    assert run(office) == 1
    assert [period for period, *_ in periods(office)] == ["2026-Q1", "2026-Q2"]


def test_w13_fifty_runs_open_each_period_once(office: Office) -> None:
    give_recurring(office, "monthly", {"day": 25})
    assert [run(office) for _ in range(50)] == [2, *[0] * 49]


def test_every_month_has_its_period_on_the_last_day(office: Office) -> None:
    """P13: 28 February 2027 and 31 January are both the last day."""
    give_recurring(office, "monthly", {"day": 31})
    for year, month in [(2026, m) for m in range(3, 13)] + [(2027, m) for m in range(1, 13)]:
        office.at(f"{year}-{month:02}-01 05:30")
        run(office)
    dues = [due for *_, due in periods(office)]
    assert len(dues) >= 22
    assert date(2027, 2, 28) in dues
    assert all((due + timedelta(days=1)).day == 1 for due in dues)


def test_before_a_day_leaves_the_day_before_it(office: Office) -> None:
    give_recurring(office, "yearly", {"month": 4, "day": 20}, before=True)
    run(office)
    assert periods(office) == [("2026", "Năm 2026", date(2026, 4, 19))]


def test_periods_missed_in_a_stop_are_made_up_and_those_before_the_plan_are_not(office: Office) -> None:
    give_recurring(office, "monthly")
    office.at("2026-05-10 05:30")
    run(office)
    assert [period for period, *_ in periods(office)] == ["2026-03", "2026-04", "2026-05", "2026-06"]


def test_an_agency_that_need_not_do_the_task_any_more_gets_no_period(office: Office) -> None:
    give_recurring(office, "monthly").status = Status.WITHDRAWN
    office.session.commit()
    assert run(office) == 0
    assert periods(office) == []


def test_periods_have_names(app: Flask) -> None:
    names = {
        "2026": "Năm 2026",
        "2026-H1": "6 tháng đầu năm 2026",
        "2026-H2": "6 tháng cuối năm 2026",
        "2026-Q4": "Quý IV/2026",
        "2026-07": "Tháng 7/2026",
        "2026-W05": "Tuần 5 năm 2026",
        "2026-07-15": "Kỳ ngày 15/07/2026",
    }
    assert {label: words(label) for label in names} == names


def test_w13_a_period_completed_reopened_and_completed_again_stays_one(office: Office) -> None:
    give_recurring(office, "quarterly")
    run(office)
    period = office.session.scalars(select(Assignment).where(Assignment.milestone_id.is_not(None))).one()
    paper = Paper("5/QĐ", clock.today(), "Kiểm tra lại")
    for _ in range(2):
        office.report(period)
        office.confirm(period)
        stops.reopen(office.session, period, paper, actor=office.officer, now=clock.now())
        office.session.commit()
        assert [run(office) for _ in range(4)] == [0] * 4
    assert [name for name, *_ in periods(office)] == ["2026-Q1"]
    assert office.session.scalars(select(Assignment.milestone_id)).all().count(period.milestone_id) == 1
