"""An act from outside, and pages that only ask; the acts of everybody in every state are in tests/permissions."""

from flask.testing import FlaskClient

from tests.tasks.conftest import Desk
from tracker.tasks.rules import Status


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
