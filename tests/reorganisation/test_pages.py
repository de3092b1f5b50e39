"""The administrator's pages of agencies, through forms alone."""

import io
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from tests.tasks.conftest import Desk
from tracker.agencies.models import Agency, AgencyMember
from tracker.audit.models import AuditEvent

PAGES = ["/co-quan/moi", "/co-quan/{id}/sua", "/co-quan/{id}/doi-ten", "/co-quan/{id}/sap-nhap", "/co-quan/nhap"]


def xlsx(*rows: tuple[str, ...]) -> io.BytesIO:
    book = Workbook()
    for row in [("Tên cơ quan", "Loại", "Cơ quan cấp trên", "Tên gọi khác", "Thuộc tập thể", "Từ ngày"), *rows]:
        book.active.append(row)  # type: ignore[union-attr]
    data = io.BytesIO()
    book.save(data)
    data.seek(0)
    return data


def find(desk: Desk, name: str) -> Agency | None:
    desk.session.expire_all()
    return desk.session.scalar(select(Agency).where(Agency.name == name))


@pytest.mark.parametrize("who", ["officer", "focal", "leader", "inspector", "other_office"])
def test_only_the_administrator_manages_agencies(desk: Desk, who: str) -> None:
    for page in PAGES:
        assert desk.get(getattr(desk.cast, who), page.format(id=desk.cast.science.id)).status_code == 403, page
        assert desk.get(desk.cast.admin, page.format(id=desk.cast.science.id)).status_code == 200, page


def test_an_agency_is_added_changed_and_renamed(desk: Desk) -> None:
    admin = desk.sign_in(desk.cast.admin)
    data = {"name": "Trung tâm Chuyển đổi số", "kind": "centre", "parent": "", "spellings": "TT CĐS\nTrung tâm CĐS"}
    assert admin.post("/co-quan/moi", data=data).status_code == 302
    made = find(desk, "Trung tâm Chuyển đổi số")
    assert made is not None
    assert [alias.name for alias in made.aliases] == ["TT CĐS", "Trung tâm CĐS"]
    assert admin.post("/co-quan/moi", data=data).status_code == 422, "the name is taken"

    parent = desk.cast.science
    data = {"name": made.name, "kind": "centre", "parent": str(parent.id), "spellings": "TT CĐS"}
    assert admin.post(f"/co-quan/{made.id}/sua", data=data).status_code == 302
    desk.session.expire_all()
    assert (made.parent_id, [alias.name for alias in made.aliases]) == (parent.id, ["TT CĐS"])
    loop = {"name": parent.name, "kind": "department", "parent": str(made.id)}
    assert "không thể là chính" in admin.post(f"/co-quan/{parent.id}/sua", data=loop).get_data(as_text=True)

    data = {"name": "Trung tâm Dữ liệu số", "day": "01/03/2026", "document_number": "15/QĐ-UBND"}
    assert admin.post(f"/co-quan/{made.id}/doi-ten", data=data).status_code == 302
    page = desk.page(desk.cast.admin, f"/co-quan/{made.id}")
    assert "Trung tâm Chuyển đổi số, đến hết ngày 28/02/2026 theo văn bản số 15/QĐ-UBND" in page
    kinds = desk.session.scalars(select(AuditEvent.kind).order_by(AuditEvent.id)).all()
    assert [kind.value for kind in kinds] == ["agency_added", "agency_changed", "agency_renamed"]


def test_a_merger_is_shown_before_it_is_done(desk: Desk) -> None:
    given = desk.given()
    admin, path = desk.sign_in(desk.cast.admin), f"/co-quan/{desk.cast.science.id}/sap-nhap"
    wish = {"successors": str(desk.cast.finance.id), "day": "01/03/2026", "document_number": "12/NQ", "people": "y"}
    page = admin.post(path, data=wish).get_data(as_text=True)
    assert "1 việc chưa xong của Sở Khoa học và Công nghệ" in page
    desk.session.refresh(given)
    assert given.agency_id == desk.cast.science.id, "looking changes nothing"
    assert admin.post(path, data={**wish, "sure": "1"}).status_code == 302
    desk.session.refresh(given)
    assert given.agency_id == desk.cast.finance.id
    assert "cơ quan kế thừa: Sở Tài chính" in desk.page(desk.cast.admin, f"/co-quan/{desk.cast.science.id}")
    assert "Kế thừa" in desk.page(desk.cast.admin, f"/co-quan/{desk.cast.finance.id}")
    assert "Sở Khoa học và Công nghệ" not in desk.page(desk.cast.admin, "/co-quan", **{"tat-ca": 1})
    assert "Sở Khoa học và Công nghệ" in desk.page(desk.cast.admin, "/co-quan", **{"ket-thuc": 1})
    assert admin.post(path, data={**wish, "sure": "1"}).status_code == 422, "an office ends once"


def test_a_split_asks_for_each_task(desk: Desk) -> None:
    one, two = desk.given_many(2)
    admin, path = desk.sign_in(desk.cast.admin), f"/co-quan/{desk.cast.science.id}/sap-nhap"
    heirs = [str(desk.cast.finance.id), str(desk.cast.office.id)]
    wish = {"successors": heirs, "day": "01/03/2026", "document_number": "12/NQ", "people": "y"}
    assert f'name="viec-{two.id}"' in admin.post(path, data=wish).get_data(as_text=True)
    assert admin.post(path, data={**wish, "sure": "1", f"viec-{two.id}": heirs[1]}).status_code == 302
    desk.session.refresh(one)
    desk.session.refresh(two)
    assert [one.agency_id, two.agency_id] == [desk.cast.finance.id, desk.cast.office.id]


def test_members_join_and_leave_by_day(desk: Desk) -> None:
    admin, everybody = desk.sign_in(desk.cast.admin), desk.cast.everybody
    path = f"/co-quan/{everybody.id}/thanh-vien"
    assert admin.post(path, data={"members": str(desk.cast.office.id), "day": "10/03/2026"}).status_code == 302
    assert admin.post(f"{path}/thoi", data={"members": str(desk.cast.science.id)}).status_code == 302
    rows = desk.session.scalars(select(AgencyMember).where(AgencyMember.collective_id == everybody.id)).all()
    days = {row.member_id: (row.valid_from, row.valid_to) for row in rows}
    assert days[desk.cast.office.id] == (date(2026, 3, 10), None)
    assert days[desk.cast.science.id] == (None, date(2026, 3, 3))
    assert "03/03/2026" in desk.page(desk.cast.admin, path)
    assert desk.get(desk.cast.admin, f"/co-quan/{desk.cast.science.id}/thanh-vien").status_code == 404


def test_agencies_are_brought_in_from_a_table_after_a_look(desk: Desk) -> None:
    admin = desk.sign_in(desk.cast.admin)
    file = xlsx(
        ("Trung tâm Chuyển đổi số", "Đơn vị sự nghiệp", "Sở Khoa học và Công nghệ", "TT CĐS; TTCĐS", "", ""),
        ("Phường Sài Gòn", "", "", "", "Các sở, ngành", "01/07/2025"),
        ("Sở Tài chính", "", "", "", "", ""),
    )
    page = admin.post("/co-quan/nhap", data={"file": (file, "co-quan.xlsx")}).get_data(as_text=True)
    assert "Thêm 2 cơ quan" in page
    assert "1 cơ quan đã có trong sổ" in page
    assert find(desk, "Phường Sài Gòn") is None, "looking changes nothing"
    kept = page.split('name="kept"')[1].split('value="')[1].split('"')[0]
    assert admin.post("/co-quan/nhap", data={"kept": kept}).status_code == 302
    centre, ward = find(desk, "Trung tâm Chuyển đổi số"), find(desk, "Phường Sài Gòn")
    assert centre is not None
    assert ward is not None
    assert centre.parent_id == desk.cast.science.id
    assert (ward.kind.value, ward.valid_from) == ("commune", date(2025, 7, 1))
    seat = desk.session.scalars(select(AgencyMember).where(AgencyMember.member_id == ward.id)).one()
    assert seat.collective_id == desk.cast.everybody.id


def test_a_table_with_mistakes_brings_in_nothing(desk: Desk) -> None:
    admin, before = desk.sign_in(desk.cast.admin), desk.session.scalar(select(func.count(Agency.id)))
    file = xlsx(
        ("Phường Một", "Loại lạ", "", "", "", ""),
        ("Phường Hai", "", "Cơ quan không có", "", "", "32/13/2026"),
        ("Phường Hai", "", "", "", "", ""),
    )
    answer = admin.post("/co-quan/nhap", data={"file": (file, "co-quan.xlsx")})
    page = answer.get_data(as_text=True)
    for words in (
        "Dòng 2, cột Loại",
        "Không có cơ quan “Cơ quan không có”",
        "Dòng 3, cột Từ ngày",
        "Trùng tên với dòng 3",
    ):
        assert words in page, words
    assert "Thêm 2 cơ quan" not in page
    assert desk.session.scalar(select(func.count(Agency.id))) == before
    wrong = admin.post("/co-quan/nhap", data={"file": (io.BytesIO(b"not a table"), "a.xlsx")})
    assert wrong.status_code == 422
    assert "lưu dưới dạng Excel" in wrong.get_data(as_text=True)


def test_the_sample_reads_back(desk: Desk) -> None:
    data = desk.get(desk.cast.admin, "/co-quan/nhap/mau.xlsx").data
    assert load_workbook(io.BytesIO(data)).active["A1"].value == "Tên cơ quan"  # type: ignore[index]
    answer = desk.sign_in(desk.cast.admin).post("/co-quan/nhap", data={"file": (io.BytesIO(data), "mau.xlsx")})
    assert "Thêm 2 cơ quan" in answer.get_data(as_text=True)
