"""W1, W2: many at once, with the numbers of everybody's work in one hand-made form: each person's act reaches exactly
what it would reach one by one, and nothing of others."""

from collections.abc import Iterator, Mapping

import pytest

from tests.permissions.conftest import Stage
from tests.permissions.people import OF_CHILD, OF_TASK
from tests.permissions.table import PAPER
from tests.permissions.test_matrix import REFUSED, granted, lines
from tracker.db import db
from tracker.permissions import Action
from tracker.tasks.kinds import EventKind
from tracker.tasks.rules import LEADS_MOVE, NEXT, OPEN, Status
from tracker.users.models import Membership

NOT_ACCEPTED = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})
MANY: Mapping[str, tuple[Action, frozenset[Status], EventKind, Mapping[str, str]]] = {
    "/hang-loat/xac-nhan": (Action.TASK_DECIDE, frozenset({Status.SUBMITTED}), EventKind.CONFIRMED, {}),
    "/hang-loat/nhan-viec": (Action.TASK_ACCEPT, NOT_ACCEPTED, EventKind.ACCEPTED, {}),
    "/hang-loat/doi-han": (
        Action.TASK_CHANGE,
        OPEN,
        EventKind.RESCHEDULED,
        {**PAPER, "due": "20/03/2026", "is_accepted": "y"},
    ),
    "/don-doc/gui": (Action.TASK_URGE, LEADS_MOVE, EventKind.URGED, {"seen": "0"}),
}


def work(stage: Stage) -> Iterator[tuple[int, Status, str]]:
    """Everything that lies in the world: its number, its state, and whether it is the lead's own or a sub-task."""
    for name, number in stage.world.ids.items():
        kind, _, state = name.partition(" ")
        if kind in {"plain", "child"}:
            yield number, Status(state), kind


def told(stage: Stage, kind: EventKind, after: int) -> set[int]:
    rows = stage.watcher.execute(
        "SELECT assignment_id FROM task_event WHERE kind = ? AND id > ?", (kind.value, after)
    ).fetchall()
    return {row[0] for row in rows}


def chosen(stage: Stage) -> dict[str, object]:
    numbers = [number for number, _state, _kind in work(stage)]
    return {"chosen": numbers, "seen": [f"{number}:{stage.version('', number)}" for number in numbers]}


@pytest.mark.parametrize("path", MANY)
def test_w1_many_at_once_reaches_what_each_would_reach(stage: Stage, path: str) -> None:
    action, states, kind, more = MANY[path]
    assert all(state in NEXT for state in states)
    wrong, reached = [], 0
    for who in OF_TASK:
        standing = {"plain": OF_TASK[who], "child": OF_CHILD.get(who, frozenset())}
        may = {n for n, state, of in work(stage) if state in states and granted(action, standing[of])}
        may -= own_reports(stage, who) if action is Action.TASK_DECIDE else set()
        before = stage.last_line()
        code = stage.send(who, path, {**chosen(stage), **more}).status_code
        done, changed = told(stage, kind, before), stage.changed
        reached += len(done)
        if done != may or code not in ({302} if may else REFUSED | {422}) or changed is not bool(may):
            wrong.append((who, code, "too much:", sorted(done - may), "too little:", sorted(may - done)))
        if changed:
            stage.restore()
    assert not wrong, lines(wrong)
    assert reached


def own_reports(stage: Stage, who: str) -> set[int]:
    rows = stage.watcher.execute(
        "SELECT assignment_id FROM submission WHERE reported_by_id = ?", (stage.world.people[who].id,)
    ).fetchall()
    return {row[0] for row in rows}


def test_w1_requests_are_decided_together_only_by_who_decides_on_each(stage: Stage) -> None:
    waiting = [stage.world.ids[f"extension {state}"] for state in OPEN]
    named = [f"{id_}:{stage.version('extension', id_)}" for id_ in waiting]
    paper = {"answer": "granted", "document_number": "15/CV-VPTU", "document_date": "4/3/2026"}
    wrong = []
    for who, found in OF_TASK.items():
        may, before = granted(Action.EXTENSION_DECIDE, found), stage.last_line()
        code = stage.send(who, "/gia-han/quyet-dinh-chung", {"chon": named, **paper}).status_code
        number, changed = len(told(stage, EventKind.EXTENSION_GRANTED, before)), stage.changed
        if number != (len(waiting) if may else 0) or changed is not may or (not may and code == 200):
            wrong.append((who, code, number))
        if changed:
            stage.restore()
    assert not wrong, lines(wrong)


def test_w2_nobody_confirms_his_own_report_in_bulk(stage: Stage) -> None:
    """A second post in the steering office, and a substitute's: the report is left out like that of others."""
    number = stage.world.ids[f"plain {Status.ASSIGNED}"]
    fields = {"text": "Đã xong", "document_number": "1/BC", "version": str(stage.version("", number))}
    assert stage.send("lead and steering", f"/viec/{number}/bao-cao", fields).status_code == 302
    for way in (f"/viec/{number}/xac-nhan", "/hang-loat/xac-nhan"):
        before, version = stage.last_line(), stage.version("", number)
        form = {"version": str(version), "chosen": [number], "seen": [f"{number}:{version}"]}
        assert stage.send("lead and steering", way, form).status_code in {409, 422}
        assert stage.last_line() == before


def test_only_who_did_it_takes_it_back_and_only_while_he_may(stage: Stage) -> None:
    number = stage.world.ids[f"plain {Status.SUBMITTED}"]
    form = {"chosen": [number], "seen": [f"{number}:{stage.version('', number)}"]}
    onward = stage.send("steering officer", "/hang-loat/xac-nhan", form).headers["Location"]
    undo = f"{onward.partition('?')[0]}/hoan-tac"
    _ = stage.changed
    for who in OF_TASK:
        if who != "steering officer":
            assert stage.send(who, undo, {}).status_code in REFUSED, who
    assert not stage.changed
    for post in stage.world.people["steering officer"].memberships:
        db.session.delete(db.session.get_one(Membership, post.id))
    db.session.commit()
    before = stage.last_line()
    assert stage.send("steering officer", undo, {}).status_code in REFUSED
    assert stage.last_line() == before
