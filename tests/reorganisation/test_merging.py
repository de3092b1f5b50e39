"""Offices merge and split in the middle of a plan: nothing owed is lost or counted twice, letters go to the heir."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_task
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.agencies.changes import Basis
from tracker.agencies.models import Agency, AgencyMember
from tracker.audit.kinds import AuditKind
from tracker.audit.models import AuditEvent
from tracker.errors import DomainError
from tracker.imports.agency_book import _as_of_now
from tracker.reminders.people import seats
from tracker.reorganisation.service import Outcome, Wish, reorganise
from tracker.tasks.counts import four_cells
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent
from tracker.tasks.queries import official, visible_to
from tracker.tasks.rules import Status
from tracker.users.models import Post

BASIS = Basis(date(2026, 3, 1), "12/NQ-HĐND", date(2026, 2, 25))


def merge(
    desk: Desk, old: Agency, *heirs: Agency, chosen: dict[int, int] | None = None, people: bool = True
) -> Outcome:
    wish = Wish(heirs, BASIS, chosen or {}, people)
    done = reorganise(desk.session, old, wish, actor=desk.cast.admin, now=clock.now(), day=clock.today())
    desk.session.commit()
    desk.session.expire_all()
    return done


def cells(desk: Desk) -> object:
    day = clock.today()
    seen = visible_to(desk.cast.leader, day) & official()
    return four_cells(desk.session, seen, day)


def test_w11_open_work_goes_on_under_the_heir(desk: Desk) -> None:
    reported, open_, done = desk.given(), desk.given(due=date(2026, 3, 2)), desk.given()
    desk.report(reported)
    desk.report(done)
    desk.confirm(done)
    heir = make_agency(desk.session, "Sở Khoa học, Công nghệ và Đổi mới")
    before = cells(desk)

    outcome = merge(desk, desk.cast.science, heir)
    assert (outcome.moved, outcome.folded) == (2, 0)
    assert cells(desk) == before, "totals are the same"
    assert {reported.agency_id, open_.agency_id} == {heir.id}
    assert done.agency_id == desk.cast.science.id, "what is done stays under the name that did it"
    assert reported.status is Status.SUBMITTED
    assert reported.submissions[0].round == 1
    assert open_.original_due == date(2026, 3, 2)
    events = desk.session.scalars(select(TaskEvent).where(TaskEvent.kind == EventKind.TRANSFERRED)).all()
    assert {event.assignment_id for event in events} == {reported.id, open_.id}
    assert len({event.batch for event in events}) == 1
    audit = desk.session.scalars(select(AuditEvent).where(AuditEvent.kind == AuditKind.AGENCY_MERGED)).one()
    assert audit.after["assignments"] == 2


def test_w11_letters_go_to_the_heir_and_its_people(desk: Desk) -> None:
    head = make_user(desk.session, "head@example.vn", agency=desk.cast.science, post=Post.HEAD)
    desk.session.commit()
    given = desk.given()
    merge(desk, desk.cast.science, desk.cast.finance)
    day = clock.today()
    found = seats(desk.session, day)
    assert desk.cast.science.id not in found, "no letter goes to an office that is gone"
    assert head.id in {person.id for person in found[desk.cast.finance.id].everyone}
    assert desk.get(desk.cast.focal, f"/nhiem-vu/{given.task_id}").status_code == 200


def test_people_stay_when_so_wished(desk: Desk) -> None:
    given = desk.given()
    assert merge(desk, desk.cast.science, desk.cast.finance, people=False).people == 0
    assert desk.get(desk.cast.stranger, f"/nhiem-vu/{given.task_id}").status_code == 200


def test_what_the_heir_owes_already_is_folded(desk: Desk) -> None:
    plan = desk.plan()
    make_task(desk.session, plan, [desk.cast.science, desk.cast.finance])
    own, other = sorted(desk.publish(plan), key=lambda one: one.agency_id)
    outcome = merge(desk, desk.cast.science, desk.cast.finance)
    assert (outcome.moved, outcome.folded) == (0, 1)
    assert (own.status, other.status) == (Status.WITHDRAWN, Status.ASSIGNED)
    assert "Gộp vào phần việc của Sở Tài chính" in own.last_update


def test_a_split_gives_each_assignment_to_the_chosen_heir(desk: Desk) -> None:
    one, two, three = desk.given_many(3)
    heir = make_agency(desk.session, "Sở Đổi mới sáng tạo")
    merge(desk, desk.cast.science, desk.cast.finance, heir, chosen={two.id: heir.id})
    assert [one.agency_id, two.agency_id, three.agency_id] == [
        desk.cast.finance.id,
        heir.id,
        desk.cast.finance.id,
    ]
    assert desk.session.scalars(select(AuditEvent.kind)).all() == [AuditKind.AGENCY_SPLIT]


def test_the_seat_in_a_collective_passes_on(desk: Desk) -> None:
    heir = make_agency(desk.session, "Sở Đổi mới sáng tạo")
    merge(desk, desk.cast.science, heir)
    rows = desk.session.scalars(select(AgencyMember).where(AgencyMember.collective_id == desk.cast.everybody.id))
    days = {row.member_id: (row.valid_from, row.valid_to) for row in rows}
    assert days[desk.cast.science.id] == (None, date(2026, 2, 28))
    assert days[heir.id] == (date(2026, 3, 1), None)


def test_a_steering_office_passes_its_plans_on(desk: Desk) -> None:
    given = desk.given()
    heir = make_agency(desk.session, "Văn phòng Đảng ủy")
    assert merge(desk, desk.cast.office, heir).plans == 1
    desk.session.refresh(given)
    assert given.plan.steering_agency_id == given.decider_id == heir.id
    desk.report(given)
    assert desk.act(desk.cast.officer, given, "xac-nhan").status_code == 302


def test_plans_read_later_find_the_heir_of_an_heir(desk: Desk) -> None:
    heir = make_agency(desk.session, "Sở Đổi mới sáng tạo")
    merge(desk, desk.cast.science, desk.cast.finance)
    merge(desk, desk.cast.finance, heir)
    assert _as_of_now(desk.session, desk.cast.science) is heir


@pytest.mark.parametrize("which", ["itself", "group", "none", "ended"])
def test_impossible_heirs_are_refused(desk: Desk, which: str) -> None:
    gone = make_agency(desk.session, "Sở Thông tin và Truyền thông")
    gone.valid_to = date(2025, 2, 28)
    heirs = {"itself": [desk.cast.science], "group": [desk.cast.everybody], "none": [], "ended": [gone]}[which]
    with pytest.raises(DomainError):
        reorganise(
            desk.session,
            desk.cast.science,
            Wish(heirs, BASIS, {}),
            actor=desk.cast.admin,
            now=clock.now(),
            day=clock.today(),
        )


def test_an_office_ends_once(desk: Desk) -> None:
    merge(desk, desk.cast.science, desk.cast.finance)
    with pytest.raises(DomainError, match="đã kết thúc"):
        merge(desk, desk.cast.science, desk.cast.finance)
    assert desk.session.scalar(select(Assignment.id)) is None
