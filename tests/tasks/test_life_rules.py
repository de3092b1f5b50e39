"""The table of acts and the graph of states: they agree, and every state can be left as the paper wants."""

import pytest

from tests.tasks.conftest import Desk
from tracker.errors import DomainError
from tracker.tasks import rules, service
from tracker.tasks.rules import Act, Move, Status

LEADS_TO = {
    Act.ACCEPT: None,
    Act.START: {Status.IN_PROGRESS},
    Act.UPDATE: None,
    Act.HAND_BACK: None,
    Act.PREPARE: None,
    Act.REPORT: {Status.SUBMITTED},
    Act.SUPPLEMENT: None,
    Act.CONFIRM: {Status.COMPLETED},
    Act.ACCEPT_PARTLY: {Status.IN_PROGRESS},
    Act.RETURN: {Status.RETURNED},
    Act.HOLD_TO: None,
    Act.SUSPEND: {Status.SUSPENDED},
    Act.RESUME: rules.OPEN,
    Act.TRANSFER: {Status.WITHDRAWN},
    Act.WITHDRAW: {Status.WITHDRAWN},
    Act.REOPEN: {Status.IN_PROGRESS, Status.ASSIGNED},
}
"""None: the state stays."""


def test_every_act_leads_where_the_graph_of_states_goes() -> None:
    assert set(rules.FROM) == set(Act) == set(LEADS_TO)
    wrong = [
        (act, status)
        for act, ends in LEADS_TO.items()
        for status in rules.FROM[act]
        if ends is not None and not ends & rules.NEXT[status]
    ]
    assert wrong == []


def test_no_move_of_the_graph_is_without_an_act() -> None:
    reached = {(one, end) for act, ends in LEADS_TO.items() for one in rules.FROM[act] for end in ends or ()}
    moves = {(one, end) for one, ends in rules.NEXT.items() for end in ends}
    assert moves <= reached


@pytest.mark.parametrize("status", list(Status))
def test_finished_work_takes_no_act_of_the_lead_but_supplements(status: Status) -> None:
    mine = {Act.ACCEPT, Act.START, Act.UPDATE, Act.HAND_BACK, Act.PREPARE, Act.REPORT}
    if status not in rules.LEADS_MOVE:
        assert {act for act in mine if rules.can_do(act, status)} == set()
    assert rules.can_do(Act.SUPPLEMENT, status) is (status is Status.COMPLETED)


@pytest.mark.parametrize(
    ("status", "handed_back", "expected"),
    [
        (Status.ASSIGNED, False, Move.LEAD),
        (Status.ASSIGNED, True, Move.STEERING),
        (Status.IN_PROGRESS, True, Move.STEERING),
        (Status.RETURNED, False, Move.LEAD),
        (Status.SUBMITTED, False, Move.STEERING),
        (Status.COMPLETED, True, Move.NOBODY),
        (Status.SUSPENDED, False, Move.NOBODY),
        (Status.WITHDRAWN, False, Move.NOBODY),
    ],
)
def test_it_is_the_move_of(status: Status, handed_back: bool, expected: Move) -> None:
    assert rules.whose_move(status, handed_back) is expected


def test_a_service_refuses_what_the_graph_does_not_know(desk: Desk) -> None:
    assignment = desk.given()
    with pytest.raises(DomainError, match="trạng thái hiện tại"):
        service.move(assignment, Status.COMPLETED)
