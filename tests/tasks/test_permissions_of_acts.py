"""W1: every act × every state × everybody: only what the tables allow happens, everything else leaves no trace."""

import pytest
from flask.testing import FlaskClient

from tests.factories.people import make_agency, make_user
from tests.tasks.conftest import Desk
from tracker import clock
from tracker.tasks.draft_models import ReportDraft
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.users.models import Post, User

PAPER = {"number": "45/QĐ-UBND", "signed_on": "02/03/2026", "reason": "Theo chỉ đạo của Thành ủy"}
ACTS = {
    "nhan-viec": {},
    "bat-dau": {},
    "tien-do": {"note": "Đang lấy ý kiến các sở"},
    "tra-lai-viec": {"reason": "competence"},
    "bao-cao": {"text": "Đã ban hành", "document_number": "12/QĐ"},
    "duyet-bao-cao": {},
    "tra-lai-ban-soan": {"text": "Thiếu số liệu"},
    "xac-nhan": {},
    "chap-nhan-mot-phan": {"accepted": "Đề án", "remaining": "Kế hoạch triển khai"},
    "tra-lai": {"reason": "missing"},
    "giu-nguyen": {"text": "Đúng chức năng của Sở"},
    "tam-hoan": PAPER,
    "tiep-tuc": PAPER,
    "rut": PAPER,
    "chuyen": PAPER,
    "mo-lai": PAPER,
}
NOT_REPORTED = {Status.ASSIGNED, Status.IN_PROGRESS}
LEADS = NOT_REPORTED | {Status.RETURNED}
OPEN = LEADS | {Status.SUBMITTED}
LEAD_MAY = {
    "nhan-viec": NOT_REPORTED,
    "bat-dau": {Status.ASSIGNED},
    "tien-do": LEADS,
    "tra-lai-viec": NOT_REPORTED,
    "bao-cao": LEADS,
}
HEAD_MAY = LEAD_MAY | {"duyet-bao-cao": LEADS, "tra-lai-ban-soan": LEADS}
OFFICE_MAY = {
    "xac-nhan": {Status.SUBMITTED},
    "chap-nhan-mot-phan": {Status.SUBMITTED},
    "tra-lai": {Status.SUBMITTED},
    "giu-nguyen": NOT_REPORTED,
    "tam-hoan": OPEN,
    "tiep-tuc": {Status.SUSPENDED},
    "rut": OPEN | {Status.SUSPENDED},
    "chuyen": OPEN | {Status.SUSPENDED},
    "mo-lai": {Status.COMPLETED, Status.WITHDRAWN},
}
ALLOWED = {"focal": LEAD_MAY, "head": HEAD_MAY, "officer": OFFICE_MAY}
UNSEEN = {"stranger", "other office"}
PEOPLE = ("focal", "head", "officer", "viewer", "helper", "stranger", "other office", "leader", "inspector", "admin")


@pytest.fixture
def people(desk: Desk) -> dict[str, User]:
    cast, session = desk.cast, desk.session
    helping = make_agency(session, "Sở Nội vụ")
    return {
        "focal": cast.focal,
        "head": make_user(session, "head@example.vn", agency=cast.science, post=Post.HEAD),
        "officer": cast.officer,
        "viewer": make_user(session, "viewer@example.vn", agency=cast.science, post=Post.VIEWER),
        "helper": make_user(session, "helper@example.vn", agency=helping),
        "stranger": cast.stranger,
        "other office": cast.other_office,
        "leader": cast.leader,
        "inspector": cast.inspector,
        "admin": cast.admin,
    }


def in_state(desk: Desk, status: Status, people: dict[str, User], number: int) -> list[Assignment]:
    """Assignments in a state, with a report by somebody else where the state has one."""
    reporter = make_user(desk.session, "reporter@example.vn", agency=desk.cast.science)
    found = desk.given_many(number, coordinating=[people["helper"].memberships[0].agency])
    for assignment in found:
        if status in {Status.SUBMITTED, Status.COMPLETED, Status.RETURNED}:
            desk.report(assignment, by=reporter)
        assignment.status = status
    desk.session.commit()
    return found


def made_ready(desk: Desk, assignment: Assignment, act: str, people: dict[str, User]) -> None:
    """What an act answers to: a report before the head, work that was handed back."""
    if act in {"duyet-bao-cao", "tra-lai-ban-soan"}:
        written_by = people["focal"].id
        draft = ReportDraft(assignment=assignment, text="Xong", document_number="1/BC", sent_back="", files=[])
        draft.written_by_id, draft.written_at = written_by, clock.now()
        assignment.prepared_at = clock.now()
        desk.session.add(draft)
    if act == "giu-nguyen":
        assignment.handed_back_at = clock.now()
    desk.session.commit()


@pytest.mark.parametrize("status", list(Status))
def test_only_the_allowed_acts_happen_in_a_state(desk: Desk, people: dict[str, User], status: Status) -> None:
    tries = [(name, act) for name in PEOPLE for act in ACTS]
    wrong = []
    for (name, act), assignment in zip(tries, in_state(desk, status, people, len(tries)), strict=True):
        made_ready(desk, assignment, act, people)
        before = desk.events(assignment)
        code = desk.act(people[name], assignment, act, agency=str(desk.cast.finance.id), **ACTS[act]).status_code
        changed = (desk.status(assignment) is not status) or desk.events(assignment) != before
        may = status in ALLOWED.get(name, {}).get(act, set())
        expected = {302} if may else {404, 403} if name in UNSEEN else {403, 409, 422}
        if changed != may or code not in expected:
            wrong.append((name, act, code, changed))
    assert wrong == []


def test_an_act_without_a_session_leads_to_signing_in(desk: Desk, client: FlaskClient) -> None:
    assignment = desk.given()
    answer = client.post(f"/viec/{assignment.id}/bat-dau")
    assert answer.status_code == 302
    assert "/dang-nhap" in answer.headers["Location"]
    assert desk.status(assignment) is Status.ASSIGNED


def test_reading_an_act_changes_nothing(desk: Desk) -> None:
    assignment = desk.given()
    before = desk.events(assignment)
    for act in ("nhan-viec", "bat-dau", "xac-nhan"):
        assert desk.get(desk.cast.focal, f"/viec/{assignment.id}/{act}").status_code == 405
    for act in ("tien-do", "bao-cao", "tra-lai-viec"):
        assert desk.get(desk.cast.focal, f"/viec/{assignment.id}/{act}").status_code == 200
    for act in ("thay-doi", "tam-hoan", "rut", "chuyen", "giu-nguyen"):
        assert desk.get(desk.cast.officer, f"/viec/{assignment.id}/{act}").status_code == 200
    assert (desk.status(assignment), desk.events(assignment)) == (Status.ASSIGNED, before)
