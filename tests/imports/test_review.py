"""What a person does to the cells of a draft, and how it is taken back."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.people import make_user
from tests.imports.conftest import Save
from tests.imports.paper import HEAD, paper, six
from tests.imports.paper import rows as printed
from tracker.agencies.models import Agency, AgencyAlias
from tracker.agencies.rules import AgencyKind
from tracker.errors import DomainError
from tracker.imports import acts, review
from tracker.imports.desk import Desk, RowChangedError, undo
from tracker.imports.learning import add_agency
from tracker.imports.models import DraftRow
from tracker.imports.queries import overview, rows_of_plan
from tracker.imports.service import delete_draft
from tracker.plans.models import Plan
from tracker.users.models import User

NOW = datetime(2026, 3, 4, 2, tzinfo=UTC)
Open = Callable[..., Desk]


@pytest.fixture
def officer(session: Session, office: Agency) -> User:
    return make_user(session, "officer@example.vn", agency=office)


@pytest.fixture
def open_desk(session: Session, officer: User, save: Save) -> Open:
    """A desk over a new draft of these rows, or over one that is there."""

    def opened(*rows: tuple[str, ...], plan: Plan | None = None, actor: User | None = None) -> Desk:
        return Desk(session, plan or save(paper(*rows)), actor or officer, NOW)

    return opened


def rows(desk: Desk) -> list[DraftRow]:
    return list(rows_of_plan(desk.session, desk.plan))


def codes(row: DraftRow, column: str) -> set[str]:
    return {problem["code"] for problem in row.problems if problem["column"] == column}


def names(row: DraftRow, column: str = "lead") -> list[str]:
    return [one["name"] for one in row.read[column]]


def test_an_edited_cell_is_read_again_and_only_its_problems_change(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một", "theo phân công", "Theo tiến độ"))
    (row,) = rows(desk)
    assert codes(row, "deadline") == {"deadline_unclear"}
    review.edit(desk, row, "lead", "Sở Nội vụ, Công an tỉnh", "theo phân công")
    assert names(row) == ["Sở Nội vụ", "Công an tỉnh"]
    assert (codes(row, "lead"), codes(row, "deadline")) == (set(), {"deadline_unclear"})
    review.edit(desk, row, "deadline", "Quý III/2026", "Theo tiến độ")
    assert (row.read["deadline"]["due"], row.doubts, row.columns) == ("2026-09-30", 0, "")
    assert row.marks["deadline"]["by"] == desk.actor.name
    assert row.lacks.split() == ["nguoi", "tham-quyen"]


def test_an_emptied_cell_is_missing(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một"))
    (row,) = rows(desk)
    review.edit(desk, row, "deliverable", "", "Báo cáo")
    assert codes(row, "deliverable") == {"deliverable_missing"}
    assert "ket-qua" in row.lacks.split()


def test_a_number_that_stands_already_says_so(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một"), six("2", "Việc hai"))
    second = rows(desk)[1]
    review.edit(desk, second, "number", "1", "2")
    assert codes(second, "number") == {"number_repeated"}
    review.edit(desk, second, "number", "3", "1")
    assert codes(second, "number") == set()


def test_an_accepted_cell_asks_no_more_until_its_words_change(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một", deadline="Theo tiến độ"))
    (row,) = rows(desk)
    review.accept(desk, row, "deadline")
    assert (row.doubts, row.marks["deadline"]["act"]) == (0, "accepted")
    review.edit(desk, row, "lead", "Sở Tài chính", "Sở Nội vụ")
    assert codes(row, "deadline") == set()
    review.edit(desk, row, "deadline", "Theo kế hoạch", "Theo tiến độ")
    assert codes(row, "deadline") == {"deadline_unclear"}


def test_a_near_miss_that_is_accepted_is_known_in_every_row_and_every_later_plan(
    session: Session, save: Save, open_desk: Open
) -> None:
    lines = [six(str(n), f"Việc {n}", "Sở Khoa hoc và Công nghê") for n in (1, 2, 3)]
    desk = open_desk(*lines)
    assert [codes(row, "lead") for row in rows(desk)] == [{"agency_near"}] * 3
    review.accept(desk, rows(desk)[0], "lead")
    assert [row.doubts for row in rows(desk)] == [0, 0, 0]
    assert {name for row in rows(desk) for name in names(row)} == {"Sở Khoa học và Công nghệ"}
    spellings = session.scalars(
        select(AgencyAlias.name).join(AgencyAlias.agency).where(Agency.name == names(rows(desk)[0])[0])
    )
    assert "Sở Khoa hoc và Công nghê" in spellings.all()
    delete_draft(session, desk.plan, actor=None, now=NOW)
    again = save(paper(*lines))
    assert overview(session, again).doubts.by_column["lead"] == 0
    assert undo_all(open_desk(plan=again)) == 0


def undo_all(desk: Desk) -> int:
    count = 0
    while True:
        try:
            undo(desk)
        except DomainError:
            return count
        count += 1


def test_unknown_words_can_mean_an_agency_that_somebody_chooses(session: Session, open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một", "theo phân công"), six("2", "Việc hai", "theo phân công"))
    first, second = rows(desk)
    (problem,) = first.problems
    review.choose_agency(desk, first, "lead", problem["words"], "sở nội vụ", remember=False)
    assert (names(first), first.doubts, second.doubts) == (["Sở Nội vụ"], 0, 1)
    assert first.cells["lead"] == "theo phân công"
    review.choose_agency(desk, second, "lead", problem["words"], "Sở Nội vụ", remember=True)
    assert (names(second), second.doubts) == (["Sở Nội vụ"], 0)
    with pytest.raises(DomainError, match="Không có cơ quan nào tên"):
        review.choose_agency(desk, first, "lead", problem["words"], "Không Có Thật", remember=False)


def test_an_agency_that_nobody_knew_is_added_with_its_kind(session: Session, open_desk: Open) -> None:
    words = "Trung tâm Bảo trợ Phượng Hoàng"
    desk = open_desk(six("1", "Việc một", words), six("2", "Việc hai", f"Sở Nội vụ, {words}"))
    first, second = rows(desk)
    assert codes(first, "lead") == codes(second, "lead") == {"agency_new"}
    review.add_and_choose(desk, first, "lead", words, words)
    added = session.scalars(select(Agency).where(Agency.name == words)).one()
    assert added.kind is AgencyKind.CENTRE
    assert [row.doubts for row in rows(desk)] == [0, 0]
    assert names(second) == ["Sở Nội vụ", words]


def test_words_that_name_no_agency_are_left_out(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một", "Sở Nội vụ (theo phân công)"))
    (row,) = rows(desk)
    for problem in [one for one in row.problems if one["column"] == "lead"]:
        review.drop_words(desk, row, "lead", problem["words"])
    assert (names(row), codes(row, "lead")) == (["Sở Nội vụ"], set())


def test_a_deadline_is_understood_as_somebody_says_and_keeps_the_papers_words(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một", deadline="Quý II hoặc quý III tùy tiến độ"))
    (row,) = rows(desk)
    review.choose_deadline(desk, row, "Quý III/2026")
    assert row.cells["deadline"] == "Quý II hoặc quý III tùy tiến độ"
    assert (row.read["deadline"]["due"], row.doubts) == ("2026-09-30", 0)
    with pytest.raises(DomainError, match="Chưa hiểu"):
        review.choose_deadline(desk, row, "khi nào xong")


def test_a_cell_goes_back_to_what_the_paper_says(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một", "theo phân công"))
    (row,) = rows(desk)
    before = (row.cells, row.read, row.problems)
    review.edit(desk, row, "lead", "Sở Nội vụ", "theo phân công")
    review.set_back(desk, row, "lead")
    assert (row.cells, row.read, row.problems) == before
    assert row.marks == {}


def test_an_edit_of_a_cell_that_somebody_changed_meanwhile_writes_nothing(
    session: Session, office: Agency, open_desk: Open
) -> None:
    desk = open_desk(six("1", "Việc một"))
    (row,) = rows(desk)
    review.edit(desk, row, "title", "Việc một, bản của người thứ nhất", "Việc một")
    other = open_desk(plan=desk.plan, actor=make_user(session, "second@example.vn", agency=office))
    with pytest.raises(RowChangedError) as refusal:
        review.edit(other, row, "title", "Việc một, bản của người thứ hai", "Việc một")
    assert refusal.value.row.cells["title"] == "Việc một, bản của người thứ nhất"
    review.edit(other, row, "deliverable", "Quyết định", "Báo cáo")
    assert row.cells["deliverable"] == "Quyết định"


def test_ones_own_acts_are_taken_back_one_after_the_other(open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một"), six("2", "Việc hai"))
    first, second = rows(desk)
    review.edit(desk, first, "title", "Lần một", "Việc một")
    review.edit(desk, first, "title", "Lần hai", "Lần một")
    review.edit(desk, second, "title", "Lần ba", "Việc hai")
    assert "Sửa “Tên nhiệm vụ” của dòng 2" in undo(desk)
    assert (first.cells["title"], second.cells["title"]) == ("Lần hai", "Việc hai")
    undo(desk)
    assert first.cells["title"] == "Lần một"
    undo(desk)
    assert first.cells["title"] == "Việc một"
    with pytest.raises(DomainError, match="Không còn thao tác nào"):
        undo(desk)


def test_an_act_is_not_taken_back_over_what_somebody_else_did_since(
    session: Session, office: Agency, open_desk: Open
) -> None:
    desk = open_desk(six("1", "Việc một"))
    (row,) = rows(desk)
    review.edit(desk, row, "title", "Của tôi", "Việc một")
    other = open_desk(plan=desk.plan, actor=make_user(session, "second@example.vn", agency=office))
    review.edit(other, row, "deliverable", "Quyết định", "Báo cáo")
    with pytest.raises(DomainError, match="đã được sửa tiếp"):
        undo(desk)
    undo(other)
    undo(desk)
    assert (row.cells["title"], row.cells["deliverable"]) == ("Việc một", "Báo cáo")


def test_a_published_plan_is_not_reviewed(session: Session, officer: User, open_desk: Open) -> None:
    desk = open_desk(six("1", "Việc một"))
    desk.plan.state = type(desk.plan.state).PUBLISHED
    session.flush()
    with pytest.raises(DomainError, match="đã được ban hành"):
        open_desk(plan=desk.plan)
    assert session.scalar(select(func.count(DraftRow.id))) == 1


def table(desk_of: Open, save: Save, header: tuple[str, ...], *lines: tuple[str, ...]) -> Desk:
    """A desk over a draft of a table with this header."""
    return desk_of(plan=save((HEAD + printed(header, *lines)).encode()))


def test_an_edited_deadline_is_read_beside_the_columns_it_was_printed_with(open_desk: Open, save: Save) -> None:
    header = ("STT", "Nội dung công việc", "Đơn vị thực hiện", "Bắt đầu", "Quý hoàn thành")
    desk = table(open_desk, save, header, ("1", "Việc một", "Sở Nội vụ", "01/3/2026", "II"))
    (row,) = rows(desk)
    review.edit(desk, row, "deadline", "III", "II")
    deadline = row.read["deadline"]
    assert (deadline["kind"], deadline["start"], deadline["due"]) == ("range", "2026-03-01", "2026-09-30")
    review.edit(desk, row, "deadline", "01/02/2026", "III")
    assert codes(row, "deadline") == {"deadline_reversed"}
    review.choose_deadline(desk, row, "Quý IV/2026")
    assert (row.read["deadline"]["start"], codes(row, "deadline")) == ("2026-10-01", set())


def test_an_empty_cell_takes_what_stands_above_it(open_desk: Open, save: Save) -> None:
    first, second = six("1", "Việc một", "Sở Y tế"), six("2", "Việc hai", "")
    desk = open_desk(first, second, six("3", "Việc ba", "Sở Y tế"), six("4", "Việc bốn", ""))
    row = rows(desk)[1]
    assert codes(row, "lead") == {"lead_missing"}
    review.edit(desk, row, "lead", "Sở Nội vụ", "")
    review.set_back(desk, row, "lead")
    acts.perform(desk, row, "fill:lead:0", row.version)
    assert (names(row), codes(row, "lead"), row.marks["lead"]["act"]) == (["Sở Y tế"], set(), "edited")
    undo(desk)
    assert (row.cells.get("lead"), codes(row, "lead")) == (None, {"lead_missing"})


@pytest.mark.parametrize(
    ("words", "agency", "is_learnt"),
    [
        ("Sở TC", "Sở Tài chính", True),
        ("STC", "Sở Tài chính", True),
        ("TC", "Sở Tài chính", False),
        ("Tài chính", "Sở Tài chính", False),
        ("TTTT", "Sở Thông tin và Truyền thông", False),
        ("Phòng", "Phòng Nội vụ", False),
        ("Phòng NV", "Phòng Nội vụ", True),
        ("Viettel", "Tập đoàn Công nghiệp - Viễn thông Quân đội", True),
        ("theo phân công", "Sở Nội vụ", False),
        ("Sở Y tế", "Sở Nội vụ", False),
        ("các đơn vị liên quan", "Sở Nội vụ", False),
    ],
)
def test_only_what_can_mean_nobody_else_is_remembered(
    session: Session, open_desk: Open, words: str, agency: str, is_learnt: bool
) -> None:
    desk = open_desk(six("1", "Việc một", words), six("2", "Việc hai", words))
    first, second = rows(desk)
    before = names(second)
    add_agency(session, agency)
    review.choose_agency(desk, first, "lead", words, agency, remember=True)
    spellings = (
        select(AgencyAlias.id).join(AgencyAlias.agency).where(Agency.name == agency, AgencyAlias.name == words)
    )
    assert (session.scalar(spellings) is not None) is is_learnt
    assert first.marks["lead"]["act"] == ("chosen" if is_learnt else "chosen_here")
    assert names(first) == [agency]
    assert names(second) == ([agency] if is_learnt else before)
