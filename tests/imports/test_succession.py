"""A plan that takes the place of another one: what runs on, what ends, and what stays readable."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.people import make_user
from tests.imports.conftest import NOW, Save
from tests.imports.paper import rows as lines
from tracker import clock
from tracker.agencies.models import Agency
from tracker.deadlines.queries import calendar
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.comparing import comparison
from tracker.imports.issuing import publish_draft, take_back
from tracker.imports.models import DraftRow
from tracker.imports.reading import read_plan
from tracker.imports.versions import Change
from tracker.notifications.models import NotificationItem
from tracker.plans.models import BaseKind, Plan, PlanBase, PlanState
from tracker.plans.queries import bases_of, successors_of
from tracker.tasks import service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Evidence, FormerPlace, Milestone, Submission, Task, TaskEvent
from tracker.tasks.publishing import Moment
from tracker.tasks.queries import history, visible_to
from tracker.tasks.rules import OPEN, Status
from tracker.users.models import User

LATER = NOW + timedelta(days=30)
HEAD = """THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH
BAN CHỈ ĐẠO

Số {number}-KH/BCĐTP

TP. Hồ Chí Minh, ngày 02 tháng 4 năm 2026

KẾ HOẠCH

Triển khai Nghị quyết số 57-NQ/TW trong năm 2026

{says}

Phụ lục II
DANH MỤC NHIỆM VỤ

"""
NAMES = (
    "TT",
    "Tên nhiệm vụ",
    "Người đứng đầu chịu trách nhiệm",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Kết quả",
    "Thời gian hoàn thành",
    "Thẩm quyền ban hành",
    "Ghi chú",
)
REPLACES = "Kế hoạch này thay thế Kế hoạch số 27-KH/BCĐTP ngày 14/02/2026."
AMENDS = "Sửa đổi, bổ sung một số nhiệm vụ tại Kế hoạch số 27-KH/BCĐTP ngày 14/02/2026."


@dataclass
class Row:
    title: str
    lead: str = "Sở Tài chính"
    deadline: str = "30/6/2026"
    head: str = ""
    coordinating: str = ""
    result: str = ""
    authority: str = ""
    note: str = ""

    def cells(self, number: int) -> tuple[str, ...]:
        return (
            str(number),
            self.title,
            self.head,
            self.lead,
            self.coordinating,
            self.result,
            self.deadline,
            self.authority,
            self.note,
        )


@dataclass
class Office:
    """The steering office, its first plan published, and those who work on it."""

    session: Session
    save: Save
    plan: Plan
    officer: User
    people: dict[int, User] = field(default_factory=dict)

    def person(self, agency: Agency) -> User:
        if agency.id not in self.people:
            self.people[agency.id] = make_user(self.session, f"focal{agency.id}@example.vn", agency=agency)
        return self.people[agency.id]

    def draft(self, rows: list[Row], says: str = REPLACES, number: int = 40) -> Plan:
        text = HEAD.format(number=number, says=says) + lines(
            NAMES, *(row.cells(place) for place, row in enumerate(rows, 1))
        )
        return self.save(text.encode(), f"ke-hoach-{number}.txt")

    def publish(self, plan: Plan, now: datetime = LATER, withdraw: tuple[int, ...] = ()) -> list[Assignment]:
        moment = Moment(now, clock.day_of(now), calendar(self.session))
        made = publish_draft(self.session, plan, actor=self.officer, moment=moment, withdraw=withdraw)
        self.session.commit()
        return made

    def task(self, words: str) -> Task:
        return self.session.scalars(select(Task).where(Task.title.contains(words))).one()

    def report(self, assignment: Assignment, text: str = "Đã ban hành") -> Submission:
        file = service.StoredFile("minh-chung.pdf", "application/pdf", 10, "a" * 64)
        report = service.Report(text, "12/BC", files=[file])
        made = service.report_done(
            self.session, assignment, report, actor=self.person(assignment.agency), now=NOW, day=clock.day_of(NOW)
        )
        self.session.commit()
        return made

    def kinds(self, task: Task) -> list[EventKind]:
        events = select(TaskEvent.kind).where(TaskEvent.task_id == task.id).order_by(TaskEvent.id)
        return list(self.session.scalars(events))


FIRST = [
    Row("Phủ sóng 5G tại các khu công nghiệp", "Sở Khoa học và Công nghệ", "30/6/2026"),
    Row("Đào tạo kỹ năng số cho cán bộ, công chức cấp xã", "Sở Nội vụ", "31/7/2026"),
    Row("Xây dựng Đề án Quỹ đầu tư mạo hiểm của Thành phố", "Sở Tài chính", "31/8/2026"),
    Row("Rà soát thủ tục hành chính lĩnh vực đất đai", "Sở Nông nghiệp và Môi trường", "Thường xuyên"),
    Row("Tổ chức Ngày hội chuyển đổi số", "Sở Khoa học và Công nghệ", "10/10/2026"),
]


@pytest.fixture
def office(session: Session, save: Save, office: Agency) -> Office:
    text = HEAD.format(number=27, says="") + lines(NAMES, *(row.cells(n) for n, row in enumerate(FIRST, 1)))
    plan = save(text.encode(), "ke-hoach-27.txt")
    made = Office(session, save, plan, make_user(session, "officer@example.vn", agency=office))
    made.publish(plan, NOW)
    return made


def open_assignment(task: Task) -> Assignment:
    return next(one for one in task.assignments if one.status in OPEN)


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
    made = office.publish(office.draft([Row(FIRST[0].title, "Sở Tài chính", "30/9/2026")]))
    assert [one.agency.name for one in made] == ["Sở Tài chính"]
    assert (done.status, done.due_on, done.original_due) == (Status.COMPLETED, date(2026, 6, 30), date(2026, 6, 30))


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
        take_back(office.session, plan)
    office.session.rollback()
    with pytest.raises(DomainError, match="đã thay thế hoặc sửa đổi"):
        take_back(office.session, office.plan)


def test_a_successor_that_took_nothing_over_can_be_taken_back(office: Office) -> None:
    plan = office.draft([Row("Lập bản đồ số của Thành phố")])
    office.publish(plan)
    take_back(office.session, plan)
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


# --- Amendments ---------------------------------------------------------------------------------------------------


def test_an_amendment_changes_only_the_rows_and_columns_that_it_names(office: Office) -> None:
    task, other = office.task("Đào tạo kỹ năng số"), office.task("Ngày hội")
    assignment, before = open_assignment(task), (other.title, other.deadline_text, other.position)
    plan = office.draft([Row(FIRST[1].title, "", "31/12/2026"), Row("Lập bản đồ số", "Sở Tài chính")], AMENDS)
    (link,) = bases_of(office.session, plan)
    assert link.kind is BaseKind.AMENDS
    found = comparison(office.session, plan, [link])
    assert found.counts == {Change.CHANGED: 1, Change.ADDED: 1}
    made = office.publish(plan)
    assert (task.plan_id, task.number, task.lead_text) == (office.plan.id, "2", "Sở Nội vụ")
    assert (assignment.original_due, assignment.nominal_due) == (date(2026, 7, 31), date(2026, 12, 31))
    assert (other.title, other.deadline_text, other.position) == before
    new = office.task("Lập bản đồ số")
    assert (new.plan_id, new.code, [one.task for one in made]) == (office.plan.id, "II.2 (2)", [new])
    assert new.appendix_id == task.appendix_id
    assert office.session.scalar(select(func.count(Task.id)).where(Task.plan_id == plan.id)) == 0
    assert EventKind.CARRIED in office.kinds(task)
    assert plan.state is office.plan.state is PlanState.PUBLISHED
    assert office.session.scalar(select(func.count(PlanBase.plan_id))) == 1
    with pytest.raises(DomainError):
        take_back(office.session, plan)


# --- The sample plan ----------------------------------------------------------------------------------------------


def test_a_successor_of_the_sample_plan_carries_all_that_it_names(session: Session, office: Office) -> None:
    """Numbers shifted, every fifth lead and every fourth deadline changed, every tenth row dropped, three added."""
    first = office.save(SAMPLE.read_bytes(), SAMPLE.name)
    first.number = "90-KH/BCĐTP"
    office.publish(first, NOW)
    tasks = [one for one in read_plan(SAMPLE.read_bytes(), SAMPLE.name).tasks if not one.is_heading]
    kept = [(place, one) for place, one in enumerate(tasks) if place % 10 != 7]
    rows = [Row(f"Nhiệm vụ mới của năm thứ {word}") for word in ("nhất", "hai", "ba")]
    rows += [
        Row(
            one.title,
            "Sở Tư pháp" if place % 5 == 1 else one.lead,
            "15/11/2026" if place % 4 == 2 else one.deadline.raw,
            one.responsible_head,
            one.coordinating,
            one.deliverable,
            one.authority,
            one.note,
        )
        for place, one in kept
    ]
    reported = session.scalars(
        select(Assignment).join(Task).where(Task.plan_id == first.id, Task.title == kept[0][1].title)
    ).first()
    assert reported is not None
    office.report(reported)
    before = {task.id for task in session.scalars(select(Task).where(Task.plan_id == first.id))}
    plan = office.draft(rows, "Kế hoạch này thay thế Kế hoạch số 90-KH/BCĐTP ngày 14/02/2026.", 91)
    found = comparison(session, plan, bases_of(session, plan))
    dropped = len(tasks) - len(kept)
    assert found.counts[Change.ADDED] == 3
    assert [pair.old.kind for pair in found.pairs if pair.change is Change.DROPPED and pair.old].count(
        "task"
    ) == dropped
    office.publish(plan)
    carried = session.scalars(select(Task).where(Task.plan_id == plan.id, Task.id.in_(before))).all()
    assert len(carried) == len(kept)
    assert session.scalar(select(func.count(Task.id)).where(Task.plan_id == first.id)) == dropped
    assert session.scalar(select(func.count(FormerPlace.id)).where(FormerPlace.plan_id == first.id)) == len(kept)
    assert reported.plan_id == plan.id
    assert session.scalars(select(Evidence.filename)).all() == ["minh-chung.pdf"]
    strays = select(func.count(Assignment.id)).join(Task).where(Task.plan_id != Assignment.plan_id)
    assert session.scalar(strays) == 0
    for task in carried:
        statuses = [one.status for one in task.assignments]
        live = [status for status in statuses if status is not Status.WITHDRAWN]
        assert task.assignments_total == len(live)
        assert all(
            one.due_on in {date(2026, 11, 16), date(2026, 11, 15)}
            for one in task.assignments
            if task.deadline_text == "15/11/2026" and one.status in OPEN
        )
