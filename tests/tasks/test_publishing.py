from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.deadlines.calendar import load_calendar
from tracker.errors import DomainError
from tracker.plans.models import PlanState
from tracker.tasks import publishing, service, signals
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import Status

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
DAY = date(2026, 3, 4)


@pytest.fixture
def office(session: Session) -> Agency:
    return make_agency(session, "Văn phòng Thành ủy", kind=AgencyKind.OFFICE)


@pytest.fixture
def opened(app: object) -> Iterator[list[Assignment]]:
    """Assignments that the packages above were told of."""
    seen: list[Assignment] = []

    def note(_session: Session, assignments: list[Assignment], **_more: object) -> None:
        seen.extend(assignments)

    with signals.opened.connected_to(note):
        yield seen


def test_each_named_lead_owes_each_milestone(session: Session, office: Agency) -> None:
    leads = [make_agency(session, "Sở Tài chính"), make_agency(session, "Sở Nội vụ")]
    deadline = {
        "raw": "Ban hành trong Quý I/2026 - Báo cáo Tháng 7/2026",
        "kind": "multi",
        "due": "2026-07-31",
        "milestones": [{"label": "Ban hành", "due": "2026-03-31"}, {"label": "Báo cáo", "due": "2026-07-31"}],
    }
    plan = make_plan(session, office)
    task = make_task(session, plan, leads, deadline=deadline)
    made = publish_plan(session, plan, NOW, DAY)
    assert {(a.agency.name, a.due_on, a.milestone.label) for a in made if a.milestone} == {
        (name, due, label)
        for name in ("Sở Tài chính", "Sở Nội vụ")
        for due, label in ((date(2026, 3, 31), "Ban hành"), (date(2026, 7, 31), "Báo cáo"))
    }
    assert (task.assignments_total, task.assignments_done, task.status) == (4, 0, Status.ASSIGNED)


def test_an_ongoing_task_is_owed_without_a_day(session: Session, office: Agency) -> None:
    plan = make_plan(session, office)
    make_task(session, plan, [make_agency(session)], due=None)
    (made,) = publish_plan(session, plan, NOW, DAY)
    assert (made.due_on, made.milestone_id, made.held) == (None, None, False)


def test_before_a_day_leaves_the_day_before_as_the_last_good_one(session: Session, office: Agency) -> None:
    plan = make_plan(session, office)
    deadline = {"raw": "trước ngày 20/3/2026", "kind": "date", "due": "2026-03-20", "before": True}
    make_task(session, plan, [make_agency(session)], deadline=deadline)
    (made,) = publish_plan(session, plan, NOW, DAY)
    assert (made.original_due, made.due_on) == (date(2026, 3, 19), date(2026, 3, 19))


@pytest.mark.parametrize(("counts", "expected"), [("effective", date(2026, 3, 2)), ("nominal", date(2026, 2, 28))])
def test_a_setting_says_whether_the_paper_or_the_working_day_counts(
    session: Session, office: Agency, counts: str, expected: date
) -> None:
    plan = make_plan(session, office)
    make_task(session, plan, [make_agency(session)], due=date(2026, 2, 28))
    moment = Moment(NOW, date(2026, 2, 25), load_calendar(), counts)  # type: ignore[arg-type]
    (made,) = publishing.publish(session, plan, actor=None, moment=moment)
    assert (made.nominal_due, made.effective_due) == (date(2026, 2, 28), date(2026, 3, 2))
    assert made.due_on == made.due_order == expected


def test_what_is_overdue_on_arrival_waits_for_release(
    session: Session, office: Agency, opened: list[Assignment]
) -> None:
    plan = make_plan(session, office)
    make_task(session, plan, [make_agency(session)], due=date(2026, 1, 30))
    make_task(session, plan, [make_agency(session, "Sở Tài chính")])
    late, good = publish_plan(session, plan, NOW, DAY)
    assert (late.held, good.held, opened) == (True, False, [good])
    officer = make_user(session, "office@example.vn", agency=office)
    publishing.release(session, plan, actor=officer, moment=Moment(NOW, DAY, load_calendar()))
    assert (late.held, late.released_on, opened) == (False, DAY, [good, late])
    with pytest.raises(DomainError):
        publishing.release(session, plan, actor=officer, moment=Moment(NOW, DAY, load_calendar()))


def test_a_plan_is_published_once(session: Session, office: Agency) -> None:
    plan = make_plan(session, office)
    make_task(session, plan, [make_agency(session)])
    publish_plan(session, plan, NOW, DAY)
    with pytest.raises(DomainError):
        publish_plan(session, plan, NOW, DAY)
    assert plan.state is PlanState.PUBLISHED
    assert session.scalar(select(func.count(Assignment.id))) == 1


def test_a_collective_owes_nothing_until_its_members_are_chosen(session: Session, office: Agency) -> None:
    wards = [make_agency(session, f"Phường {n}", kind=AgencyKind.COMMUNE) for n in ("Sài Gòn", "Chợ Lớn", "Tân Định")]
    everyone = make_agency(session, "Địa phương cấp xã", kind=AgencyKind.COLLECTIVE, members=wards)
    plan = make_plan(session, office)
    task = make_task(session, plan, [everyone])
    assert publish_plan(session, plan, NOW, DAY) == []
    officer = make_user(session, "office@example.vn", agency=office)
    moment = Moment(NOW, DAY, load_calendar())
    members = publishing.members_on(session, everyone.id, DAY)
    made = publishing.expand(session, task.agencies[0], members, actor=officer, moment=moment)
    assert {a.agency.name for a in made} == {w.name for w in wards}
    assert {a.via_agency_id for a in made} == {everyone.id}
    assert publishing.expand(session, task.agencies[0], members, actor=officer, moment=moment) == []
    assert task.assignments_total == 3


def test_a_collective_cannot_be_given_to_another_collective(session: Session, office: Agency) -> None:
    everyone = make_agency(session, "Các sở, ban, ngành", kind=AgencyKind.COLLECTIVE)
    plan = make_plan(session, office)
    task = make_task(session, plan, [everyone])
    publish_plan(session, plan, NOW, DAY)
    officer = make_user(session, "office@example.vn", agency=office)
    with pytest.raises(DomainError):
        publishing.expand(
            session, task.agencies[0], [everyone], actor=officer, moment=Moment(NOW, DAY, load_calendar())
        )


def test_history_cannot_be_changed_or_deleted(
    session: Session, office: Agency, freeze: Callable[[str], datetime]
) -> None:
    plan = make_plan(session, office)
    make_task(session, plan, [make_agency(session)])
    (made,) = publish_plan(session, plan, NOW, DAY)
    service.start(made, actor=make_user(session, "focal@example.vn", agency=made.agency), now=NOW)
    session.commit()
    for act in ("UPDATE task_event SET note = 'x'", "DELETE FROM task_event"):
        with pytest.raises(DatabaseError, match="append-only"):
            session.execute(text(act))
        session.rollback()
    assert session.scalar(select(func.count(TaskEvent.id))) == 1
