"""A plan that changes rows of another one in force; and a successor of the sample plan, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.people import make_agency
from tests.imports.conftest import NOW, saver
from tests.imports.paper import rows as lines
from tests.imports.succession import AMENDS, FIRST, Office, Row, make_office, open_assignment
from tracker.agencies.rules import AgencyKind
from tracker.app import create_app
from tracker.config import Settings
from tracker.db import db
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.comparing import comparison
from tracker.imports.desk import Desk
from tracker.imports.issuing import take_back
from tracker.imports.models import RowKind
from tracker.imports.paragraphs import Paragraph
from tracker.imports.preview import carry_over
from tracker.imports.queries import rows_of_plan
from tracker.imports.reading import read_plan
from tracker.imports.repeals import read_repeals
from tracker.imports.succession import lay_down_match
from tracker.imports.versions import Change
from tracker.indicators.models import Indicator
from tracker.plans.models import BaseKind, PlanBase, PlanState
from tracker.plans.queries import bases_of
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Evidence, FormerPlace, Task, TaskEvent
from tracker.tasks.rules import OPEN, Status


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, settings: Settings, app: Flask) -> Iterator[Session]:
    if request.param == "sqlite":
        yield db.session
        return
    other = create_app(replace(settings, database_url=request.getfixturevalue("postgres_url")))
    with other.app_context():
        yield db.session
        db.session.close()
        for engine in db.engines.values():
            engine.dispose()


@pytest.fixture
def office(database: Session, tmp_path: Path) -> Office:
    steering = make_agency(database, "Văn phòng Thành ủy", kind=AgencyKind.OFFICE)
    return make_office(database, saver(database, steering, tmp_path), steering)


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
        take_back(office.session, plan, actor=None, now=NOW)


# --- The sample plan ----------------------------------------------------------------------------------------------


def test_a_successor_of_the_sample_plan_carries_all_that_it_names(session: Session, office: Office) -> None:
    """Numbers shifted, every fifth lead and every fourth deadline changed, every tenth row dropped, three added."""
    session = office.session
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
        select(Assignment).join(Assignment.task).where(Task.plan_id == first.id, Task.title == kept[0][1].title)
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
    strays = select(func.count(Assignment.id)).join(Assignment.task).where(Task.plan_id != Assignment.plan_id)
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


def test_an_amendment_changes_the_targets_that_it_names(office: Office) -> None:
    head = "Số {n}/KH-UBND\n\nĐồng Nai, ngày 05 tháng 01 năm 2026\n\nKẾ HOẠCH\n\n{says}\n\n"
    names = ("TT", "Chỉ tiêu", "Đơn vị tính", "Mục tiêu năm 2026", "Cơ quan chủ trì theo dõi")
    first = (
        ("1", "Tỷ lệ hồ sơ trực tuyến", "%", "≥ 80", "Sở Nội vụ"),
        ("2", "Tỷ lệ phủ sóng 5G", "%", "≥ 90", "Sở Tài chính"),
    )
    base = office.save((head.format(n=61, says="Chuyển đổi số") + lines(names, *first)).encode(), "a.txt")
    office.publish(base, NOW)
    says = "Sửa đổi, bổ sung chỉ tiêu tại Kế hoạch số 61/KH-UBND"
    second = (
        ("1", "Tỷ lệ hồ sơ trực tuyến", "", "≥ 85", "Sở Tư pháp"),
        ("2", "Số dữ liệu mở", "Bộ", "≥ 50", "Sở Tư pháp"),
    )
    plan = office.save((head.format(n=62, says=says) + lines(names, *second)).encode(), "b.txt")
    assert [link.base for link in bases_of(office.session, plan)] == [base]
    office.publish(plan)
    office.session.expire_all()
    query = select(Indicator).where(Indicator.plan_id == base.id).order_by(Indicator.position)
    shown = [
        (one.title, one.unit, [target.minimum for target in one.targets], [who.agency.name for who in one.agencies])
        for one in office.session.scalars(query)
    ]
    assert shown == [
        ("Tỷ lệ hồ sơ trực tuyến", "%", [85], ["Sở Tư pháp"]),
        ("Tỷ lệ phủ sóng 5G", "%", [90], ["Sở Tài chính"]),
        ("Số dữ liệu mở", "Bộ", [50], ["Sở Tư pháp"]),
    ]
    assert office.session.scalar(select(func.count(Indicator.id)).where(Indicator.plan_id == plan.id)) == 0


# --- Repeals ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("says", "numbers"),
    [
        ("2. Bãi bỏ nhiệm vụ số 5 Phụ lục II.", [("II", "5")]),
        ("Bãi bỏ các nhiệm vụ số thứ tự 3, 5 và 7 tại Phụ lục III ban hành kèm theo.", [("III", v) for v in "357"]),
        ("a) Không tiếp tục thực hiện nhiệm vụ số 4, nhiệm vụ số 6 mục IV Phụ lục II", [("II", "4"), ("II", "6")]),
        ("Bãi bỏ nhiệm vụ số 3 đến số 6; bổ sung nhiệm vụ số 9.", [("", v) for v in "3456"]),
        ("Bãi bỏ nhiệm vụ số II.29.1 và 30.2.", [("", "II.29.1"), ("", "30.2")]),
        ("Hủy bỏ STT 12 của Phụ lục 1", [("1", "12")]),
        ("Bãi bỏ Kế hoạch số 27-KH/BCĐTP ngày 14/02/2026.", []),
        ("Bãi bỏ nhiệm vụ số 12-KH/BCĐ", []),
    ],
)
def test_rows_that_an_amendment_ends_are_read_by_their_numbers(says: str, numbers: list[tuple[str, str]]) -> None:
    found, rest = read_repeals([Paragraph(says, 7)])
    assert [(one.appendix, one.number) for one in found] == numbers
    assert bool(rest) is not bool(numbers)


def test_an_appendix_named_before_a_list_is_that_of_its_items() -> None:
    texts = ("1. Sửa đổi, bổ sung Phụ lục II như sau:", "a) Bãi bỏ nhiệm vụ số 5.")
    found, _rest = read_repeals([Paragraph(text, line) for line, text in enumerate(texts, 1)])
    assert [(one.appendix, one.number, one.text, one.source.line) for one in found] == [
        ("II", "5", "Bãi bỏ nhiệm vụ số 5.", 2)
    ]


def test_a_repealed_task_is_dropped_and_ends_with_the_amendment(office: Office) -> None:
    session, gone, other = office.session, office.task("Ngày hội"), office.task("Phủ sóng 5G")
    says = AMENDS + "\n\n1. Bãi bỏ nhiệm vụ số 5, số 9 Phụ lục II.\n\n2. Sửa đổi nhiệm vụ như sau:"
    plan = office.draft([Row(FIRST[1].title, "", "31/12/2026")], says)
    assert [(row.kind, row.number) for row in rows_of_plan(session, plan)] == [
        (RowKind.TASK, "1"),
        (RowKind.REPEAL, "5"),
        (RowKind.REPEAL, "9"),
    ]
    found = comparison(session, plan, bases_of(session, plan))
    dropped = [pair for pair in found.pairs if pair.change is Change.DROPPED]
    assert [(pair.old and pair.old.key, pair.new and pair.new.number) for pair in dropped] == [
        (gone.id, None),
        (None, "9"),
    ]
    assert (found.doubtful, carry_over(session, plan).repealed) == (1, [gone.id])
    office.publish(plan, withdraw=(gone.id,))
    assert {one.status for one in gone.assignments} == {Status.WITHDRAWN}
    assert {one.status for one in other.assignments} == {Status.ASSIGNED}
    notes = select(TaskEvent.note).where(TaskEvent.task_id == gone.id, TaskEvent.kind == EventKind.WITHDRAWN)
    assert set(session.scalars(notes)) == {f"Bãi bỏ theo {plan.label}."}


def test_a_repeal_that_fits_no_row_is_matched_by_hand(office: Office) -> None:
    gone = office.task("Ngày hội")
    plan = office.draft([Row("Lập bản đồ số")], AMENDS + "\n\n1. Bãi bỏ nhiệm vụ số 9 Phụ lục II.")
    *_others, row = rows_of_plan(office.session, plan)
    lay_down_match(Desk(office.session, plan, office.officer, NOW), row, gone.id)
    *_others, pair = comparison(office.session, plan, bases_of(office.session, plan)).pairs
    assert (pair.old and pair.old.key, pair.is_doubtful) == (gone.id, False)
