"""A draft goes into the database whole, word for word, once; and out of it whole."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.people import make_agency
from tests.imports.paper import HEAD, SIX, rows, six
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import Register
from tracker.agencies.rules import AgencyKind
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.queries import doubts
from tracker.imports.reading import read_plan
from tracker.imports.service import delete_draft, save_draft, save_register
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.models import Base
from tracker.plans.models import Appendix, Document, Plan, PlanState, ReportObligation, TaskGroup
from tracker.storage import FileStore
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Task, TaskAgency

NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)
Save = Callable[..., Plan]


@pytest.fixture
def office(session: Session) -> Agency:
    return make_agency(session, "Văn phòng Thành ủy", kind=AgencyKind.OFFICE)


@pytest.fixture
def save(session: Session, office: Agency, tmp_path: Path) -> Save:
    def saved(data: bytes, filename: str = "ke-hoach.txt", **given: bool) -> Plan:
        draft = read_plan(data, filename)
        store = FileStore(tmp_path / "files")
        return save_draft(
            session, draft, data=data, filename=filename, store=store, steering=office, actor=None, now=NOW, **given
        )

    return saved


def paper(*lines: tuple[str, ...]) -> bytes:
    return (HEAD + rows(SIX, *lines)).encode()


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_sample_plan_is_saved_row_by_row_and_word_by_word(session: Session, save: Save) -> None:
    draft = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    assert (plan.number, plan.issued_on, plan.replaces) == ("27-KH/BCĐTP", date(2026, 2, 14), ["20-KH/BCĐTP"])
    assert (plan.state, plan.is_sample, plan.steering_agency.steers) == (PlanState.DRAFT, False, True)
    tasks = session.scalars(select(Task).order_by(Task.position)).all()
    wanted = [row for row in draft.tasks if not row.is_heading]
    assert len(tasks) == len(wanted) == 95
    for task, row in zip(tasks, wanted, strict=True):
        assert task.code == f"{row.appendix}.{row.number}"
        assert (task.title, task.lead_text, task.coordinating_text) == (row.title, row.lead, row.coordinating)
        assert (task.deliverable, task.authority, task.note) == (row.deliverable, row.authority, row.note)
        assert (task.deadline_text, task.deadline) == (row.deadline.raw, row.deadline.as_dict())
        assert task.source["line"] == row.source.line
        leads = [part.agency.name for part in task.agencies if part.part is AgencyPart.LEAD]
        assert leads == [match.name for match in row.lead_agencies]
    assert count(session, Indicator) == 69
    assert count(session, Target) >= 69


def test_headings_become_groups_with_their_sub_items_below_them(session: Session, save: Save) -> None:
    save(SAMPLE.read_bytes(), SAMPLE.name)
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
    save(paper(("I", "HẠ TẦNG SỐ", "", "", "", ""), ("1", "Phủ sóng", "", "", "", ""), six("1.1", "Trạm phát")))
    groups = {group.number: group for group in session.scalars(select(TaskGroup))}
    task = session.scalars(select(Task)).one()
    assert task.group_id == groups["1"].id
    assert groups["1"].parent_id == groups["I"].id
    assert groups["I"].parent_id is None


def test_agencies_are_made_once_with_their_kind_and_every_sure_spelling(session: Session, save: Save) -> None:
    known = make_agency(session, "Sở Tài chính")
    save(paper(six("1", "Việc một", "UBND cấp xã"), six("2", "Việc hai", "Ủy ban nhân dân cấp xã")))
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
    save(paper(six("1", "Việc một", "Sở Nội vụ")))
    assert {part.agency_id for part in session.scalars(select(TaskAgency).where(TaskAgency.part == "lead"))} == {
        renamed.id
    }


def test_words_that_name_no_agency_make_none_and_stay_a_problem(session: Session, save: Save) -> None:
    save(paper(six("1", "Việc một", "theo phân công")))
    task = session.scalars(select(Task)).one()
    assert task.lead_text == "theo phân công"
    assert [part for part in task.agencies if part.part is AgencyPart.LEAD] == []
    assert "agency_unknown" in {problem["code"] for problem in task.problems}


def test_numbers_that_stand_twice_keep_their_rows_apart_and_say_so(session: Session, save: Save) -> None:
    save(paper(six("1", "Việc một"), six("1", "Việc hai"), six("2", "Việc ba")))
    tasks = session.scalars(select(Task).order_by(Task.position)).all()
    assert [task.code for task in tasks] == ["1", "1 (2)", "2"]
    assert [task.number for task in tasks] == ["1", "1", "2"]
    assert "number_repeated" in {problem["code"] for problem in tasks[1].problems}


def test_numbers_that_begin_again_in_each_group_are_told_apart_by_it(session: Session, save: Save) -> None:
    one, two = ("I", "HẠ TẦNG SỐ", "", "", "", ""), ("II", "NHÂN LỰC SỐ", "", "", "", "")
    save(paper(one, six("1", "Việc một"), six("2", "Việc hai"), two, six("1", "Việc ba")))
    tasks = session.scalars(select(Task).order_by(Task.position)).all()
    assert [task.code for task in tasks] == ["I.1", "I.2", "II.1"]
    assert [p for task in tasks for p in task.problems if p["code"] == "number_repeated"] == []


def test_what_only_tells_something_is_kept_beside_the_problems(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    told = [task for task in session.scalars(select(Task)) if task.source.get("told")]
    assert told
    assert all("ghép" in task.source["told"][0] for task in told)
    codes = {problem["code"] for task in session.scalars(select(Task)) for problem in task.problems}
    assert "joined_over_page" not in codes
    assert doubts(session, plan).total == sum(doubts(session, plan).by_column.values()) > 0


def test_the_same_file_is_refused_with_the_name_of_its_plan(session: Session, save: Save) -> None:
    save(paper(six("1", "Việc một")))
    with pytest.raises(DomainError, match="Kế hoạch 15/KH-UBND"):
        save(paper(six("1", "Việc một")), "ten-khac.txt")
    assert (count(session, Plan), count(session, Document)) == (1, 1)


def test_another_file_of_the_same_plan_is_taken_with_a_warning(session: Session, save: Save) -> None:
    save(paper(six("1", "Việc một")))
    second = save(paper(six("1", "Việc một, đã sửa")))
    assert "plan_namesake" in {problem["code"] for problem in second.problems}


def test_a_deleted_draft_leaves_nothing_and_its_file_may_come_again(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    session.commit()
    delete_draft(session, plan)
    session.commit()
    emptied = (
        Plan,
        Document,
        Appendix,
        TaskGroup,
        Task,
        TaskAgency,
        Indicator,
        IndicatorAgency,
        Target,
        ReportObligation,
    )
    assert {model.__name__: count(session, model) for model in emptied} == {model.__name__: 0 for model in emptied}
    save(SAMPLE.read_bytes(), SAMPLE.name)
    assert count(session, Task) == 95


def test_a_published_plan_is_not_deleted(session: Session, save: Save) -> None:
    plan = save(paper(six("1", "Việc một")))
    plan.state = PlanState.PUBLISHED
    session.commit()
    with pytest.raises(DomainError, match="đã được ban hành"):
        delete_draft(session, plan)
    assert count(session, Task) == 1


def test_saving_looks_things_up_as_often_however_many_rows(session: Session, save: Save) -> None:
    sent = []
    for size in (3, 5, 60):  # the first one makes the agencies
        lines = [six(str(n), f"Việc {size} số {n}") for n in range(1, size + 1)]
        with statements() as found:
            save(paper(*lines))
        sent.append(len([one for one in found if one.startswith("SELECT")]))
    assert sent[1] == sent[2] < 10


def test_search_finds_a_task_by_its_row_words_agency_or_document(session: Session, save: Save) -> None:
    save(paper(six("1", "Xây dựng cơ sở dữ liệu", "Sở Nội vụ")))
    task = session.scalars(select(Task)).one()
    for words in ("xay dung co so du lieu", "so noi vu", "so tai chinh", "bao cao", "15/kh-ubnd"):
        assert words in task.search_text


def test_the_register_is_seeded_once_with_real_agencies_and_collectives(session: Session) -> None:
    register = Register.load_default()
    added = save_register(session, register)
    assert added > 100
    assert save_register(session, register) == 0
    kinds = set(session.scalars(select(Agency.kind)))
    assert AgencyKind.COLLECTIVE in kinds
    assert AgencyKind.VAGUE not in kinds
    names = session.scalars(select(Agency.name)).all()
    assert "Văn phòng Thành ủy" in names
    elsewhere = {"Tỉnh ủy", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân huyện", "Đảng ủy phường"}
    assert not elsewhere & set(names)
