"""Publishing writes every row of a draft, and is taken back whole while nobody has acted."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.people import make_agency, make_user
from tests.imports.conftest import NOW, Save
from tests.imports.paper import paper, six
from tracker import clock
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.rules import AgencyKind
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.models import AuditEvent
from tracker.deadlines.queries import calendar
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.issuing import TAKEN_BACK, publish_draft, take_back
from tracker.imports.models import RowKind
from tracker.imports.queries import rows_of_plan
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.models import Base
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.plans.models import Appendix, Plan, PlanState, ReportObligation, TaskGroup
from tracker.tasks import service
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Assignment, Milestone, Task, TaskAgency, TaskEvent
from tracker.tasks.publishing import PAUSE, Moment

WRITTEN = (
    Appendix,
    TaskGroup,
    Task,
    TaskAgency,
    Milestone,
    Assignment,
    Indicator,
    IndicatorAgency,
    Target,
    ReportObligation,
)


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def publish(session: Session, plan: Plan) -> list[Assignment]:
    return publish_draft(session, plan, actor=None, moment=Moment(NOW, clock.day_of(NOW), calendar(session)))


def tasks_of(session: Session) -> list[Task]:
    return list(session.scalars(select(Task).order_by(Task.position)))


def test_every_row_becomes_what_it_is_word_for_word(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    rows = [row for row in rows_of_plan(session, plan) if row.kind is RowKind.TASK]
    publish(session, plan)
    tasks = tasks_of(session)
    assert len(tasks) == len(rows) == 95
    for task, row in zip(tasks, rows, strict=True):
        assert task.code == f"{row.appendix}.{row.number}"
        words = {"title": task.title, "lead": task.lead_text, "coordinating": task.coordinating_text}
        words |= {"deliverable": task.deliverable, "authority": task.authority, "note": task.note}
        assert words == {name: row.cells.get(name, "") for name in words}
        assert (task.deadline_text, task.deadline) == (row.cells.get("deadline", ""), row.read["deadline"])
        assert (task.source, task.problems) == (row.source, row.problems)
        leads = [part.agency.name for part in task.agencies if part.part is AgencyPart.LEAD]
        assert leads == [one["name"] for one in row.read["lead"]]
    assert count(session, Indicator) == 69
    assert count(session, Target) >= 69


def test_headings_become_groups_with_their_sub_items_below_them(session: Session, save: Save) -> None:
    publish(session, save(SAMPLE.read_bytes(), SAMPLE.name))
    heading = session.scalars(select(TaskGroup).where(TaskGroup.number == "29")).one()
    below = session.scalars(select(Task).where(Task.group_id == heading.id).order_by(Task.position)).all()
    assert [task.code for task in below] == ["II.29.1", "II.29.2"]
    before = session.scalars(select(Task).where(Task.code == "II.28")).one()
    assert before.position < heading.position < below[0].position
    assert before.group_id is None
    assert "Số 02-CTr/BCĐTW" in heading.note
    pillars = select(TaskGroup).join(Appendix).where(Appendix.number == "III").order_by(TaskGroup.position)
    assert [group.number for group in session.scalars(pillars)] == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_a_heading_inside_a_group_names_the_group_as_its_parent(session: Session, save: Save) -> None:
    lines = (("I", "HẠ TẦNG SỐ", "", "", "", ""), ("1", "Phủ sóng", "", "", "", ""), six("1.1", "Trạm phát"))
    publish(session, save(paper(*lines)))
    groups = {group.number: group for group in session.scalars(select(TaskGroup))}
    (task,) = tasks_of(session)
    assert task.group_id == groups["1"].id
    assert groups["1"].parent_id == groups["I"].id
    assert groups["I"].parent_id is None


def test_agencies_are_made_once_with_their_kind_and_every_sure_spelling(session: Session, save: Save) -> None:
    known = make_agency(session, "Sở Tài chính")
    publish(session, save(paper(six("1", "Việc một", "UBND cấp xã"), six("2", "Việc hai", "Ủy ban nhân dân cấp xã"))))
    assert session.scalars(select(Agency).where(Agency.name == "Sở Tài chính")).one() is known
    collective = session.scalars(select(Agency).where(Agency.name == "Ủy ban nhân dân cấp xã")).one()
    assert collective.kind is AgencyKind.COLLECTIVE
    spellings = session.scalars(select(AgencyAlias.name).where(AgencyAlias.agency_id == collective.id)).all()
    assert "UBND cấp xã" in spellings
    assert len(spellings) == len(set(spellings))


def test_an_agency_that_was_renamed_is_found_by_its_old_name(session: Session, save: Save) -> None:
    renamed = make_agency(session, "Sở Nội vụ và Lao động")
    renamed.aliases.append(AgencyAlias(name="Sở Nội vụ", folded="so noi vu"))
    session.flush()
    publish(session, save(paper(six("1", "Việc một", "Sở Nội vụ"))))
    leads = session.scalars(select(TaskAgency).where(TaskAgency.part == AgencyPart.LEAD))
    assert {part.agency_id for part in leads} == {renamed.id}


def test_words_that_name_no_agency_make_none_and_stay_a_problem(session: Session, save: Save) -> None:
    publish(session, save(paper(six("1", "Việc một", "theo phân công"))))
    (task,) = tasks_of(session)
    assert task.lead_text == "theo phân công"
    assert [part for part in task.agencies if part.part is AgencyPart.LEAD] == []
    assert "agency_unknown" in {problem["code"] for problem in task.problems}


def test_numbers_that_stand_twice_keep_their_rows_apart(session: Session, save: Save) -> None:
    publish(session, save(paper(six("1", "Việc một"), six("1", "Việc hai"), six("2", "Việc ba"))))
    assert [(task.code, task.number) for task in tasks_of(session)] == [("1", "1"), ("1 (2)", "1"), ("2", "2")]


def test_numbers_that_begin_again_in_each_group_are_told_apart_by_it(session: Session, save: Save) -> None:
    one, two = ("I", "HẠ TẦNG SỐ", "", "", "", ""), ("II", "NHÂN LỰC SỐ", "", "", "", "")
    publish(session, save(paper(one, six("1", "Việc một"), six("2", "Việc hai"), two, six("1", "Việc ba"))))
    tasks = tasks_of(session)
    assert [task.code for task in tasks] == ["I.1", "I.2", "II.1"]
    assert [p for task in tasks for p in task.problems if p["code"] == "number_repeated"] == []


def test_search_finds_a_task_by_its_row_words_agency_or_document(session: Session, save: Save) -> None:
    publish(session, save(paper(six("1", "Xây dựng cơ sở dữ liệu", "Sở Nội vụ"))))
    (task,) = tasks_of(session)
    for words in ("xay dung co so du lieu", "so noi vu", "so tai chinh", "bao cao", "15/kh-ubnd"):
        assert words in task.search_text


def test_a_deleted_row_is_not_published(session: Session, save: Save) -> None:
    plan = save(paper(six("1", "Việc một"), six("2", "Việc hai")))
    rows_of_plan(session, plan)[0].is_deleted = True
    session.flush()
    publish(session, plan)
    assert [task.title for task in tasks_of(session)] == ["Việc hai"]


# --- Taking it back -----------------------------------------------------------------------------------------------


def test_taking_back_leaves_the_draft_as_it_was_and_nothing_else(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    before = [(row.id, row.version, row.cells) for row in rows_of_plan(session, plan)]
    publish(session, plan)
    session.commit()
    assert count(session, TaskEvent) == 0
    take_back(session, plan, actor=None, now=NOW)
    session.commit()
    assert {model.__name__: count(session, model) for model in WRITTEN} == {model.__name__: 0 for model in WRITTEN}
    assert (plan.state, plan.published_at, plan.published_by_id) == (PlanState.DRAFT, None, None)
    assert [(row.id, row.version, row.cells) for row in rows_of_plan(session, plan)] == before
    publish(session, plan)
    assert len(tasks_of(session)) == 95


def given(session: Session, save: Save) -> tuple[Plan, Assignment]:
    """A published plan with one task whose agency has somebody to tell."""
    agency = make_agency(session, "Sở Nội vụ")
    make_user(session, "focal@example.vn", agency=agency)
    plan = save(paper(six("1", "Việc một", "Sở Nội vụ")))
    (assignment,) = publish(session, plan)
    session.commit()
    return plan, assignment


def test_mail_about_a_publication_waits_and_is_called_off(session: Session, save: Save) -> None:
    plan, _assignment = given(session, save)
    mail = session.scalars(select(Notification)).one()
    assert mail.not_before == NOW + PAUSE
    take_back(session, plan, actor=None, now=NOW)
    session.commit()
    assert (mail.state, mail.reason) == (Delivery.SUPERSEDED, TAKEN_BACK)
    assert [item.state for item in mail.items] == [Delivery.SUPERSEDED]
    publish(session, plan)
    again = session.scalars(select(Notification).where(Notification.state == Delivery.PLANNED)).one()
    assert [item.state for item in again.items] == [Delivery.PLANNED]
    take_back(session, plan, actor=None, now=NOW)
    assert session.scalars(select(NotificationItem.state).distinct()).all() == [Delivery.SUPERSEDED]


@pytest.mark.parametrize("state", [Delivery.CLAIMED, Delivery.SENT, Delivery.DELIVERED, Delivery.FAILED])
def test_mail_that_has_left_ends_the_way_back(session: Session, save: Save, state: Delivery) -> None:
    plan, _assignment = given(session, save)
    session.scalars(select(Notification)).one().state = state
    session.commit()
    with pytest.raises(DomainError, match="Thư giao việc đã gửi"):
        take_back(session, plan, actor=None, now=NOW)
    assert plan.state is PlanState.PUBLISHED


def test_a_first_act_ends_the_way_back(session: Session, save: Save) -> None:
    plan, assignment = given(session, save)
    actor = make_user(session, "head@example.vn", agency=assignment.agency)
    service.start(assignment, actor=actor, now=NOW + timedelta(minutes=1))
    session.commit()
    with pytest.raises(DomainError, match="Đã có người thực hiện"):
        take_back(session, plan, actor=None, now=NOW)
    assert count(session, Task) == 1


def test_a_draft_cannot_be_taken_back(session: Session, save: Save) -> None:
    with pytest.raises(DomainError, match="không ở trạng thái đã ban hành"):
        take_back(session, save(paper(six("1", "Việc một"))), actor=None, now=NOW)


def test_reading_publishing_and_taking_back_a_plan_are_in_the_history(session: Session, save: Save) -> None:
    plan = save(paper(six("1", "Việc một")))
    publish(session, plan)
    take_back(session, plan, actor=None, now=NOW)
    session.commit()
    found = session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)).all()
    kinds = [AuditKind.PLAN_READ, AuditKind.PLAN_PUBLISHED, AuditKind.PLAN_TAKEN_BACK]
    assert [event.kind for event in found] == kinds
    assert {(event.subject_kind, event.subject_id, event.label) for event in found} == {
        (Subject.PLAN, plan.id, plan.label)
    }
    assert found[1].after == {"assignments": 1}
