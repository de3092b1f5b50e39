"""A plan that takes the place of another one: what runs on, what ends, and what stays readable."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from jobs import escalation, reminders
from tests.imports.conftest import NOW, Save
from tests.imports.succession import FIRST, LATER, Office, Row, make_office, open_assignment
from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.escalation.models import Escalation
from tracker.imports.comparing import comparison
from tracker.imports.issuing import take_back
from tracker.imports.models import DraftRow
from tracker.imports.versions import Change
from tracker.notifications.models import NotificationItem
from tracker.plans.models import BaseKind, PlanState
from tracker.plans.queries import bases_of, successors_of
from tracker.tasks import service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, FormerPlace, Milestone, Task, TaskEvent
from tracker.tasks.queries import history, visible_to
from tracker.tasks.rules import OPEN, Status


@pytest.fixture
def office(session: Session, save: Save, office: Agency) -> Office:
    return make_office(session, save, office)


def test_the_plan_named_in_the_text_is_found_and_compared(office: Office) -> None:
    new = [Row("Lập bản đồ số"), FIRST[0], Row(FIRST[1].title, "Sở Nội vụ", "31/12/2026"), *FIRST[3:]]
    plan = office.draft(new)
    (link,) = bases_of(office.session, plan)
    assert (link.base, link.kind) == (office.plan, BaseKind.REPLACES)
    found = comparison(office.session, plan, [link])
    assert found.counts == {Change.ADDED: 1, Change.UNCHANGED: 3, Change.CHANGED: 1, Change.DROPPED: 1}
    (changed,) = [pair for pair in found.pairs if pair.change is Change.CHANGED]
    assert changed.columns == ("deadline",)


def test_running_tasks_run_on_with_their_history_reports_and_first_deadline(office: Office) -> None:
    task = office.task("Phủ sóng 5G")
    assignment = open_assignment(task)
    service.start(assignment, actor=office.person(assignment.agency), now=NOW)
    office.report(assignment)
    new = [Row("Lập bản đồ số"), Row(FIRST[0].title, FIRST[0].lead, "30/9/2026")]
    plan = office.draft(new)
    made = office.publish(plan)
    assert [one.task.title for one in made] == ["Lập bản đồ số"]
    assert office.session.scalars(select(Task).where(Task.title == FIRST[0].title)).one() is task
    assert (task.plan_id, task.number, task.code, assignment.plan_id) == (plan.id, "2", "II.2", plan.id)
    assert assignment.status is Status.SUBMITTED
    assert (assignment.original_due, assignment.nominal_due) == (date(2026, 6, 30), date(2026, 9, 30))
    assert assignment.deadline_version == 2
    assert [file.filename for one in assignment.submissions for file in one.evidence] == ["minh-chung.pdf"]
    assert office.kinds(task) == [EventKind.STARTED, EventKind.SUBMITTED, EventKind.CARRIED, EventKind.RESCHEDULED]
    (place,) = office.session.scalars(select(FormerPlace).where(FormerPlace.task_id == task.id))
    assert (place.plan_id, place.number, place.words["deadline"]) == (office.plan.id, "1", "30/6/2026")
    notes = [event.note for event, _open in history(office.session, office.officer, task, date(2026, 4, 3))]
    assert "Trước đây: số 1, Kế hoạch 27-KH/BCĐTP." in notes
    assert "Theo Kế hoạch 40-KH/BCĐTP." in notes
    for words in ("27-kh/bcđtp", "40-kh/bcđtp"):
        assert words.replace("đ", "d") in task.search_text


def test_an_unchanged_task_keeps_a_day_that_was_granted_since(office: Office) -> None:
    assignment = open_assignment(office.task("Phủ sóng 5G"))
    assignment.set_due(date(2026, 7, 15), date(2026, 7, 15), date(2026, 7, 15))
    office.session.commit()
    office.publish(office.draft([FIRST[0]]))
    assert (assignment.nominal_due, assignment.original_due) == (date(2026, 7, 15), date(2026, 6, 30))
    assert assignment.deadline_version == 1


def test_a_new_lead_gets_the_task_and_the_old_one_is_released_with_a_reason(office: Office) -> None:
    task = office.task("Đào tạo kỹ năng số")
    old = open_assignment(task)
    office.report(old)
    made = office.publish(office.draft([Row(FIRST[1].title, "Sở Tư pháp", "31/7/2026")]))
    (new,) = made
    assert (new.task, new.agency.name, new.status) == (task, "Sở Tư pháp", Status.ASSIGNED)
    assert old.status is Status.WITHDRAWN
    last = office.session.scalars(select(TaskEvent).where(TaskEvent.kind == EventKind.WITHDRAWN)).one()
    assert "Kế hoạch 40-KH/BCĐTP giao cho cơ quan khác chủ trì." in last.note
    assert (task.status, task.assignments_total) == (Status.ASSIGNED, 1)
    day = date(2026, 4, 3)
    for person, seen in ((office.person(old.agency), {old.id}), (office.person(new.agency), {new.id})):
        mine = select(Assignment.id).where(Assignment.task_id == task.id, visible_to(person, day))
        assert set(office.session.scalars(mine)) == seen
    with pytest.raises(DomainError):
        service.start(old, actor=office.person(old.agency), now=LATER)
    service.start(new, actor=office.person(new.agency), now=LATER)


def test_a_lead_that_comes_back_gets_its_own_work_again(office: Office) -> None:
    task = office.task("Đào tạo kỹ năng số")
    first = open_assignment(task)
    office.publish(office.draft([Row(FIRST[1].title, "Sở Tư pháp", "31/7/2026")]))
    again = "Kế hoạch này thay thế Kế hoạch số 40-KH/BCĐTP ngày 02/4/2026."
    made = office.publish(office.draft([Row(FIRST[1].title, "Sở Nội vụ", "31/8/2026")], again, 50))
    assert made == [first]
    assert (first.status, first.nominal_due, first.original_due) == (
        Status.ASSIGNED,
        date(2026, 8, 31),
        date(2026, 7, 31),
    )
    places = select(FormerPlace.plan_id).where(FormerPlace.task_id == task.id)
    assert len(office.session.scalars(places).all()) == 2


def test_what_is_completed_stays_as_it_is(office: Office) -> None:
    task = office.task("Phủ sóng 5G")
    done = open_assignment(task)
    office.report(done)
    service.confirm(done, actor=office.officer, now=NOW)
    office.session.commit()
    assert office.publish(office.draft([Row(FIRST[0].title, "Sở Tài chính", "30/9/2026")])) == []
    assert (done.status, done.due_on, done.original_due) == (Status.COMPLETED, date(2026, 6, 30), date(2026, 6, 30))


def test_a_lead_that_is_added_to_one_that_has_finished_owes_its_own_part(office: Office) -> None:
    done = open_assignment(office.task("Phủ sóng 5G"))
    office.report(done)
    service.confirm(done, actor=office.officer, now=NOW)
    office.session.commit()
    (new,) = office.publish(office.draft([Row(FIRST[0].title, f"{FIRST[0].lead}, Sở Tài chính", "30/6/2026")]))
    assert (new.agency.name, done.status, new.task) == ("Sở Tài chính", Status.COMPLETED, done.task)


def test_a_completed_task_of_the_same_lead_is_not_given_again(office: Office) -> None:
    done = open_assignment(office.task("Phủ sóng 5G"))
    office.report(done)
    service.confirm(done, actor=office.officer, now=NOW)
    office.session.commit()
    assert office.publish(office.draft([Row(FIRST[0].title, FIRST[0].lead, "Thường xuyên")])) == []
    assert done.task.status is Status.COMPLETED


def test_dropped_tasks_run_on_in_the_old_plan_unless_the_office_ends_them(office: Office) -> None:
    kept, ended = office.task("Ngày hội"), office.task("Quỹ đầu tư")
    foreign = office.task("Phủ sóng 5G")
    plan = office.draft([FIRST[0]])
    office.publish(plan, withdraw=(ended.id, foreign.id, 9999))
    assert (kept.plan_id, open_assignment(kept).status) == (office.plan.id, Status.ASSIGNED)
    assert [one.status for one in ended.assignments] == [Status.WITHDRAWN]
    assert ended.status is Status.WITHDRAWN
    assert "Không còn trong Kế hoạch 40-KH/BCĐTP." in [
        event.note for event, _open in history(office.session, office.officer, ended, date(2026, 4, 3))
    ]
    assert open_assignment(foreign).plan_id == plan.id


def test_plans_are_linked_both_ways_and_replaced_once(office: Office) -> None:
    one, two = office.draft([FIRST[0]]), office.draft([FIRST[1]], number=41)
    office.publish(one)
    (link,) = successors_of(office.session, office.plan)
    assert (link.plan, link.is_carried, office.plan.state) == (one, True, PlanState.PUBLISHED)
    with pytest.raises(DomainError, match="đã được Kế hoạch 40-KH/BCĐTP thay thế"):
        office.publish(two)
    office.session.rollback()
    assert two.state is PlanState.DRAFT


def test_a_plan_that_took_tasks_over_cannot_be_taken_back_and_neither_can_the_old_one(office: Office) -> None:
    plan = office.draft([FIRST[0]])
    office.publish(plan)
    with pytest.raises(DomainError, match="đã nhận các nhiệm vụ đang thực hiện"):
        take_back(office.session, plan, actor=None, now=NOW)
    office.session.rollback()
    with pytest.raises(DomainError, match="đã thay thế hoặc sửa đổi"):
        take_back(office.session, office.plan, actor=None, now=NOW)


def test_a_successor_that_took_nothing_over_can_be_taken_back(office: Office) -> None:
    plan = office.draft([Row("Lập bản đồ số của Thành phố")])
    office.publish(plan)
    take_back(office.session, plan, actor=None, now=NOW)
    office.session.commit()
    assert plan.state is PlanState.DRAFT
    assert successors_of(office.session, office.plan) == []
    assert office.session.scalar(select(func.count(Task.id))) == len(FIRST)


def test_days_of_several_points_follow_the_new_paper(office: Office) -> None:
    task = office.task("Quỹ đầu tư")
    first = open_assignment(task)
    made = office.publish(
        office.draft([Row(FIRST[2].title, "Sở Tài chính", "Ban hành Quý III/2026 - Báo cáo Tháng 12/2026")])
    )
    days = {one.due_on for one in (*made, first)}
    assert days == {date(2026, 9, 30), date(2026, 12, 31)}
    assert (first.original_due, len(made)) == (date(2026, 8, 31), 1)
    again = "Kế hoạch này thay thế Kế hoạch số 40-KH/BCĐTP ngày 02/4/2026."
    office.publish(office.draft([Row(FIRST[2].title, "Sở Tài chính", "Thường xuyên")], again, 50))
    (left,) = [one for one in task.assignments if one.status in OPEN]
    assert (left.due_on, left.original_due, left.milestone_id) == (None, date(2026, 8, 31), None)
    (ended,) = [one for one in task.assignments if one.status is Status.WITHDRAWN]
    assert ended.milestone_id is not None
    milestones = select(Milestone.id).where(Milestone.task_id == task.id)
    assert office.session.scalars(milestones).all() == [ended.milestone_id]


def test_mail_tells_new_leads_alone_and_nobody_twice(office: Office) -> None:
    for one in office.session.scalars(select(Assignment)).all():
        office.person(one.agency)
    office.session.commit()
    before = set(office.session.scalars(select(NotificationItem.key)))
    office.publish(office.draft([FIRST[0], Row(FIRST[1].title, "Sở Tài chính", "31/7/2026")]))
    new = office.session.scalars(select(Assignment).order_by(Assignment.id.desc()).limit(1)).one()
    told = set(office.session.scalars(select(NotificationItem.key))) - before
    assert told == {f"assigned:assignment={new.id}:user={office.person(new.agency).id}"}


def test_a_task_that_the_new_paper_makes_late_is_held(office: Office) -> None:
    assignment = open_assignment(office.task("Phủ sóng 5G"))
    office.publish(office.draft([Row(FIRST[0].title, FIRST[0].lead, "20/3/2026")]))
    assert (assignment.due_on, assignment.held) == (date(2026, 3, 20), True)


def test_what_a_person_laid_down_is_what_is_carried(office: Office) -> None:
    plan = office.draft([FIRST[0], Row("Mở rộng vùng phủ di động")])
    rows = comparison(office.session, plan, bases_of(office.session, plan)).pairs
    task = office.task("Phủ sóng 5G")
    first, second = (office.session.get_one(DraftRow, pair.new.key) for pair in rows if pair.new)
    first.chosen = {"continues": 0}
    second.chosen = {"continues": task.id}
    office.session.commit()
    office.publish(plan)
    assert (task.title, task.number) == ("Mở rộng vùng phủ di động", "2")
    assert office.task("Phủ sóng 5G tại các khu công nghiệp").id != task.id


def test_reminders_and_the_ladder_follow_the_new_day_and_tell_nothing_twice(session: Session, office: Office) -> None:
    assignment = open_assignment(office.task("Phủ sóng 5G"))
    person = office.person(assignment.agency)
    session.commit()
    sessions = sessionmaker(session.get_bind())
    before, after = date(2026, 6, 26), date(2026, 9, 28)

    def remind(day: date) -> set[str]:
        known = set(session.scalars(select(NotificationItem.key)))
        reminders.run(sessions, day, LATER)
        session.expire_all()
        keys = set(session.scalars(select(NotificationItem.key))) - known
        return {key for key in keys if f"assignment={assignment.id}:user={person.id}:" in key}

    assert remind(before)
    office.publish(office.draft([Row(FIRST[0].title, FIRST[0].lead, "30/9/2026")]))
    assert remind(before) == set()
    told = remind(after)
    assert told
    assert all(":due=2026-09-30:" in key for key in told)
    assert remind(after) == set()
    escalation.run(sessions, date(2026, 7, 10), LATER)
    session.expire_all()
    assert EventKind.ESCALATED not in office.kinds(assignment.task)
    escalation.run(sessions, date(2026, 10, 5), LATER)
    escalation.run(sessions, date(2026, 10, 5), LATER)
    session.expire_all()
    assert office.kinds(assignment.task).count(EventKind.ESCALATED) == 1
    versions = select(Escalation.deadline_version).where(Escalation.assignment_id == assignment.id)
    assert set(session.scalars(versions)) == {2}
