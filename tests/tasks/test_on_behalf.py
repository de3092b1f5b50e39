"""The history says for whom somebody acted, and from where."""

from datetime import date

from sqlalchemy import select

from tests.factories.people import make_user
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.agencies.models import Agency
from tracker.deadlines.queries import calendar
from tracker.tasks import publishing, service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.publishing import Moment
from tracker.users.models import Membership, Post, User


def stand_in(desk: Desk, agency: Agency, absent: User, *, post: Post = Post.HEAD, name: str = "thay") -> User:
    """Somebody whose only post in the agency is held for another."""
    person = make_user(desk.session, f"{name}@example.vn", agency=desk.cast.finance)
    desk.session.add(Membership(user=person, agency=agency, post=post, for_id=absent.id))
    desk.session.commit()
    return person


def last(desk: Desk, assignment: Assignment) -> TaskEvent:
    query = select(TaskEvent).where(TaskEvent.assignment_id == assignment.id).order_by(TaskEvent.id.desc())
    return desk.session.scalars(query).first() or TaskEvent()


def test_an_act_of_the_lead_names_the_absent_person(desk: Desk) -> None:
    assignment, absent = desk.given(), desk.cast.focal
    person = stand_in(desk, desk.cast.science, absent)
    desk.report(assignment, by=person)
    event = last(desk, assignment)
    assert (event.actor_id, event.on_behalf_of_id) == (person.id, absent.id)
    shown = desk.page(desk.cast.officer, f"/nhiem-vu/{assignment.task_id}")
    assert f"{person.name} thay {absent.name}" in shown


def test_an_act_of_the_deciding_agency_names_the_absent_person(desk: Desk) -> None:
    assignment, absent = desk.given(), desk.cast.officer
    desk.report(assignment)
    person = stand_in(desk, desk.cast.office, absent)
    service.confirm(assignment, actor=person, now=clock.now())
    assert last(desk, assignment).on_behalf_of_id == absent.id


def test_who_may_act_by_a_post_of_his_own_acts_for_nobody(desk: Desk) -> None:
    assignment = desk.given()
    person = stand_in(desk, desk.cast.science, desk.cast.focal)
    desk.session.add(Membership(user=person, agency=desk.cast.science, post=Post.FOCAL))
    desk.session.commit()
    desk.report(assignment, by=person)
    assert last(desk, assignment).on_behalf_of_id is None


def test_a_post_that_only_reads_is_no_reason_to_act_for_oneself(desk: Desk) -> None:
    assignment, absent = desk.given(), desk.cast.focal
    person = stand_in(desk, desk.cast.science, absent)
    desk.session.add(Membership(user=person, agency=desk.cast.science, post=Post.VIEWER))
    desk.session.commit()
    desk.report(assignment, by=person)
    assert last(desk, assignment).on_behalf_of_id == absent.id


def test_a_substitution_that_is_over_names_nobody(desk: Desk) -> None:
    assignment = desk.given()
    person = stand_in(desk, desk.cast.science, desk.cast.focal)
    person.memberships[-1].to_on = date(2026, 3, 3)
    desk.report(assignment, by=person)
    assert last(desk, assignment).on_behalf_of_id is None


def test_expanding_a_collective_is_one_batch_for_the_absent_person(desk: Desk) -> None:
    plan = desk.plan()
    task = desk.task(plan, desk.cast.everybody)
    desk.publish(plan)
    person = stand_in(desk, desk.cast.office, desk.cast.officer)
    moment = Moment(clock.now(), clock.today(), calendar(desk.session))
    members = [desk.cast.science, desk.cast.finance]
    publishing.expand(desk.session, task.agencies[0], members, actor=person, moment=moment)
    desk.session.commit()
    events = desk.session.scalars(select(TaskEvent).where(TaskEvent.task_id == task.id)).all()
    assert [event.kind for event in events] == [EventKind.EXPANDED, EventKind.ASSIGNED, EventKind.ASSIGNED]
    assert {event.on_behalf_of_id for event in events} == {desk.cast.officer.id}
    assert len({event.batch for event in events}) == 1
    assert events[0].batch


def test_an_act_through_the_browser_carries_its_address(desk: Desk) -> None:
    assignment = desk.given()
    assert desk.act(desk.cast.focal, assignment, "bat-dau").status_code == 302
    assert last(desk, assignment).address == "127.0.0.1"
