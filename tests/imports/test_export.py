"""Plans of the database as workbooks: who gets what, and that they read back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from tests.counting import statements
from tests.factories.cast import make_cast
from tests.factories.drafts import make_draft, make_row
from tests.factories.people import make_user
from tests.factories.plans import make_plan, make_task, publish_plan
from tests.imports.conftest import Save
from tests.imports.printed import SAMPLE
from tests.imports.test_sheet_reader import rows_of
from tracker.deadlines.queries import calendar
from tracker.imports.draft import PlanDraft
from tracker.imports.export import filename, workbook
from tracker.imports.issuing import publish_draft
from tracker.imports.reading import read_plan
from tracker.plans.models import Plan
from tracker.tasks.publishing import Moment
from tracker.users.models import Role, User

NOW = datetime.fromisoformat("2026-03-04T08:00:00+07:00")
DAY = date(2026, 3, 4)
SignIn = Callable[[User], FlaskClient]


def printed() -> PlanDraft:
    return read_plan(SAMPLE.read_bytes(), SAMPLE.name)


def back(data: bytes) -> PlanDraft:
    return read_plan(data, "ke-hoach.xlsx")


def texts(data: bytes) -> set[str]:
    book = load_workbook(BytesIO(data))
    return {
        str(cell) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row if cell
    }


def leader(session: Session) -> User:
    return make_user(session, "leader@example.vn", role=Role.LEADER)


def test_the_sample_plan_comes_back_from_its_draft(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    user = leader(session)
    found = back(workbook(session, plan, user, DAY))
    assert rows_of(found) == rows_of(printed())
    assert replace(found.document, sha256="") == replace(printed().document, sha256="")
    assert filename(plan) == "27-kh-bcdtp.xlsx"


def test_the_sample_plan_comes_back_once_it_is_published(session: Session, save: Save) -> None:
    plan = save(SAMPLE.read_bytes(), SAMPLE.name)
    user = leader(session)
    publish_draft(session, plan, actor=None, moment=Moment(NOW, DAY, calendar(session)))
    session.commit()
    session.expire_all()
    data = workbook(session, session.get_one(Plan, plan.id), user, DAY)
    found = back(data)
    assert rows_of(found) == rows_of(printed())
    assert {problem.code for problem in found.problems} == {"own_columns"}
    assert any("Chưa thực hiện" in text for text in texts(data))


def test_how_each_assignment_stands_is_told_beside_its_task(session: Session) -> None:
    cast = make_cast(session)
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science, cast.finance], title="Việc của hai sở", due=date(2026, 3, 1))
    make_task(session, plan, [cast.everybody], title="Việc chưa phân rã")
    publish_plan(session, plan, NOW, DAY)
    found = texts(workbook(session, plan, cast.leader, DAY))
    assert (
        "Sở Khoa học và Công nghệ: Chưa thực hiện, quá hạn 2 ngày\nSở Tài chính: Chưa thực hiện, quá hạn 2 ngày"
        in found
    )
    assert "Chưa giao" in found


def test_an_agency_gets_its_own_rows_and_a_draft_is_its_offices_alone(session: Session, sign_in: SignIn) -> None:
    cast = make_cast(session)
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science], title="Xây dựng nền tảng dữ liệu")
    make_task(session, plan, [cast.office], title="Rà soát quy chế làm việc")
    publish_plan(session, plan, NOW, DAY)
    draft = make_draft(session, cast.office, number="30-KH/BCĐTP")
    make_row(session, draft, [cast.science], title="Việc còn xem lại")
    session.commit()
    answer = sign_in(cast.focal).get(f"/ke-hoach/{plan.id}/tai-ve.xlsx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == "attachment; filename=27-kh-bcdtp.xlsx"
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = texts(answer.data)
    assert "Xây dựng nền tảng dữ liệu" in found
    assert "Rà soát quy chế làm việc" not in found
    assert "Việc còn xem lại" in texts(sign_in(cast.officer).get(f"/ke-hoach/{draft.id}/tai-ve.xlsx").data)
    for other in (cast.focal, cast.other_office, cast.leader, cast.admin):
        assert sign_in(other).get(f"/ke-hoach/{draft.id}/tai-ve.xlsx").status_code == 404


def test_the_plan_page_offers_the_workbook(session: Session, sign_in: SignIn) -> None:
    cast = make_cast(session)
    plan = make_plan(session, cast.office)
    make_task(session, plan, [cast.science])
    publish_plan(session, plan, NOW, DAY)
    session.commit()
    address = f'href="/ke-hoach/{plan.id}/tai-ve.xlsx"'
    assert address in sign_in(cast.focal).get(f"/ke-hoach/{plan.id}").get_data(as_text=True)


def test_the_number_of_queries_does_not_grow_with_the_plan(session: Session) -> None:
    cast = make_cast(session)
    plan = make_plan(session, cast.office)
    counts = []
    for _ in range(2):
        for _ in range(15):
            make_task(session, plan, [cast.science, cast.finance])
        session.flush()
        session.expire_all()
        found = session.get_one(Plan, plan.id)
        with statements() as sent:
            workbook(session, found, cast.leader, DAY)
        counts.append(len(sent))
        plan = found
    assert counts[0] == counts[1] < 15
