"""A draft goes into the database whole, word for word, once; and out of it whole."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.people import make_agency
from tests.imports.conftest import NOW, Save
from tests.imports.paper import paper, six
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.names import Register
from tracker.agencies.rules import AgencyKind
from tracker.demo.building import SAMPLE
from tracker.errors import DomainError
from tracker.imports.draft_page import wanted_lines
from tracker.imports.models import Draft, DraftChange, DraftRow, PaperLine, RowKind
from tracker.imports.queries import overview, paper_of, rows_of_plan
from tracker.imports.reading import read_plan
from tracker.imports.service import delete_draft, save_register
from tracker.models import Base
from tracker.plans.models import Document, Plan, PlanState
from tracker.tasks.models import Task


def count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_sample_plan_is_kept_row_by_row_and_word_by_word(session: Session, save: Save) -> None:
    draft = read_plan(SAMPLE.read_bytes(), SAMPLE.name)
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    assert (plan.number, plan.issued_on, plan.replaces) == ("27-KH/BCĐTP", date(2026, 2, 14), ["20-KH/BCĐTP"])
    assert (plan.state, plan.is_sample, plan.steering_agency.steers) == (PlanState.DRAFT, False, True)
    rows = rows_of_plan(session, plan)
    tasks = [row for row in rows if row.kind in (RowKind.TASK, RowKind.HEADING)]
    assert len(tasks) == len(draft.tasks)
    for row, read in zip(tasks, draft.tasks, strict=True):
        assert (row.number, row.appendix, row.parent) == (read.number, read.appendix, read.parent or "")
        assert (row.kind is RowKind.HEADING) is read.is_heading
        words = {name: row.cells.get(name, "") for name in ("title", "lead", "coordinating", "deliverable", "note")}
        assert words == {name: getattr(read, name) for name in words}
        assert (row.cells.get("deadline", ""), row.read["deadline"]) == (read.deadline.raw, read.deadline.as_dict())
        assert [one["name"] for one in row.read["lead"]] == [match.name for match in read.lead_agencies]
    assert overview(session, plan).kinds[RowKind.INDICATOR] == 69
    assert overview(session, plan).kinds[RowKind.OBLIGATION] == len(draft.obligations) > 0
    assert count(session, Task) == 0


def test_each_row_has_the_lines_of_the_paper_that_it_was_read_from(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    rows = rows_of_plan(session, plan)
    found = paper_of(session, plan, wanted_lines(rows, in_full=False))
    lines = {line.number: " ".join(line.cells) for line in found}
    for row in rows:
        assert row.paper_from is not None
        assert row.paper_to is not None
        words = " ".join(lines[number] for number in range(row.paper_from, row.paper_to + 1))
        assert row.cells["title"].split()[0] in words


def test_a_row_is_kept_as_it_was_read(session: Session, save: Save) -> None:
    plan = save(paper(six("1", "Việc một", "theo phân công")))
    (row,) = rows_of_plan(session, plan)
    assert row.origin
    assert row.origin["cells"] == row.cells
    assert row.origin["problems"] == row.problems
    assert {one["code"] for one in row.problems} >= {"agency_unknown"}
    assert row.doubts == len(row.problems)
    assert " lead " in row.columns
    assert row.lacks.split() == ["nguoi", "trach-nhiem", "tham-quyen"]


def test_no_agency_is_made_while_a_plan_is_under_review(session: Session, save: Save) -> None:
    before = count(session, Agency)
    save(paper(six("1", "Việc một", "Sở Chưa Ai Biết")))
    assert count(session, Agency) == before


def test_a_spelling_that_was_learnt_is_no_doubt_any_more(session: Session, save: Save) -> None:
    data = paper(six("1", "Việc một", "Trung tâm Bảo trợ Phượng Hoàng"))
    first = save(data)
    assert overview(session, first).doubts.by_column["lead"] == 1
    delete_draft(session, first, actor=None, now=NOW)
    make_agency(session, "Trung tâm Bảo trợ Phượng Hoàng")
    assert overview(session, save(data)).doubts.by_column["lead"] == 0


def test_numbers_that_stand_twice_say_so(session: Session, save: Save) -> None:
    plan = save(paper(six("1", "Việc một"), six("1", "Việc hai"), six("2", "Việc ba")))
    rows = rows_of_plan(session, plan)
    assert [row.number for row in rows] == ["1", "1", "2"]
    assert ["number_repeated" in {one["code"] for one in row.problems} for row in rows] == [False, True, False]


def test_what_only_tells_something_is_kept_beside_the_problems(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    rows = rows_of_plan(session, plan)
    told = [row for row in rows if row.source.get("told")]
    assert told
    assert all("ghép" in row.source["told"][0] for row in told)
    assert "joined_over_page" not in {problem["code"] for row in rows for problem in row.problems}
    found = overview(session, plan).doubts
    assert found.places == sum(len(row.problems) for row in rows) > 0


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
    delete_draft(session, plan, actor=None, now=NOW)
    session.commit()
    emptied = (Plan, Document, Draft, DraftRow, DraftChange, PaperLine)
    assert {model.__name__: count(session, model) for model in emptied} == {model.__name__: 0 for model in emptied}
    save(SAMPLE.read_bytes(), SAMPLE.name)


def test_a_published_plan_is_not_deleted(session: Session, save: Save) -> None:
    plan = save(paper(six("1", "Việc một")))
    plan.state = PlanState.PUBLISHED
    session.commit()
    with pytest.raises(DomainError, match="đã được ban hành"):
        delete_draft(session, plan, actor=None, now=NOW)
    assert count(session, DraftRow) == 1


def test_saving_looks_things_up_as_often_however_many_rows(session: Session, save: Save) -> None:
    sent = []
    for size in (3, 5, 60):
        lines = [six(str(n), f"Việc {size} số {n}") for n in range(1, size + 1)]
        with statements() as found:
            save(paper(*lines))
        sent.append(len([one for one in found if one.startswith("SELECT")]))
    assert sent[1] == sent[2] < 10


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


def test_a_seeded_register_changes_nothing_in_how_a_plan_is_read(session: Session, save: Save) -> None:
    """The register's own agencies in the database must not make old names sure ones."""
    data = SAMPLE.read_bytes()
    plan = save(data, SAMPLE.name)
    before = [row.problems for row in rows_of_plan(session, plan)]
    delete_draft(session, plan, actor=None, now=NOW)
    save_register(session, Register.load_default())
    assert session.scalar(select(func.count(AgencyAlias.id)))
    assert [row.problems for row in rows_of_plan(session, save(data, SAMPLE.name))] == before
