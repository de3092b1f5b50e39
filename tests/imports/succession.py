"""A steering office whose plan is replaced or amended by another one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.people import make_user
from tests.imports.conftest import NOW, Save
from tests.imports.paper import NINE
from tests.imports.paper import rows as lines
from tracker import clock
from tracker.agencies.models import Agency
from tracker.deadlines.queries import calendar
from tracker.imports.issuing import publish_draft
from tracker.plans.models import Plan
from tracker.tasks import service
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Submission, Task, TaskEvent
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import OPEN
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
            NINE, *(row.cells(place) for place, row in enumerate(rows, 1))
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


def make_office(session: Session, save: Save, steering: Agency) -> Office:
    """With the plan 27-KH/BCĐTP of the rows FIRST, published."""
    text = HEAD.format(number=27, says="") + lines(NINE, *(row.cells(n) for n, row in enumerate(FIRST, 1)))
    plan = save(text.encode(), "ke-hoach-27.txt")
    made = Office(session, save, plan, make_user(session, "officer@example.vn", agency=steering))
    made.publish(plan, NOW)
    return made


def open_assignment(task: Task) -> Assignment:
    return next(one for one in task.assignments if one.status in OPEN)
