"""W1: every act × every state × everybody: only what the tables allow happens, everything else leaves no trace."""

import pytest
from flask.testing import FlaskClient

from tests.factories.people import make_agency, make_user
from tests.tasks.conftest import Desk
from tracker.tasks.models import Assignment
from tracker.tasks.rules import Status
from tracker.users.models import Post, User

ACTS = {
    "bat-dau": {},
    "tien-do": {"note": "Đang lấy ý kiến các sở"},
    "bao-cao": {"text": "Đã ban hành", "document_number": "12/QĐ"},
    "xac-nhan": {},
    "tra-lai": {"reason": "missing"},
}
LEAD_MAY = {
    "bat-dau": {Status.ASSIGNED},
    "tien-do": {Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED},
    "bao-cao": {Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED},
}
OFFICE_MAY = {"xac-nhan": {Status.SUBMITTED}, "tra-lai": {Status.SUBMITTED}}
ALLOWED = {"focal": LEAD_MAY, "head": LEAD_MAY, "officer": OFFICE_MAY}
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


@pytest.mark.parametrize("status", list(Status))
def test_only_the_allowed_acts_happen_in_a_state(desk: Desk, people: dict[str, User], status: Status) -> None:
    tries = [(name, act) for name in PEOPLE for act in ACTS]
    wrong = []
    for (name, act), assignment in zip(tries, in_state(desk, status, people, len(tries)), strict=True):
        before = desk.events(assignment)
        code = desk.act(people[name], assignment, act, **ACTS[act]).status_code
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
    for act in ("bat-dau", "xac-nhan"):
        assert desk.get(desk.cast.focal, f"/viec/{assignment.id}/{act}").status_code == 405
    for act in ("tien-do", "bao-cao"):
        assert desk.get(desk.cast.focal, f"/viec/{assignment.id}/{act}").status_code == 200
    assert (desk.status(assignment), desk.events(assignment)) == (Status.ASSIGNED, before)
