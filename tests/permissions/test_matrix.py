"""W1: every act × every state × everybody, on the lead's work and on a sub-task: it happens exactly where the tables
of permissions and of states say so; everywhere else nothing is written at all."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

import pytest
from flask import Flask

from tests.permissions.conftest import Stage
from tests.permissions.people import ACTS_FOR, OF_CHILD, OF_TASK
from tests.permissions.table import ACTS, Way
from tracker.permissions import GRANTS, Action, Relation
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment

REFUSED = {403, 404}
NOT_NOW = {409, 422}


def action_of(app: Flask, rule: str) -> Action:
    (endpoint,) = {
        one.endpoint for one in app.url_map.iter_rules() if one.rule == rule and "POST" in (one.methods or ())
    }
    found: Action = app.view_functions[endpoint].requires  # type: ignore[attr-defined]
    return found


def lines(wrong: Sequence[object]) -> str:
    return "\n".join(str(one) for one in wrong)


def granted(action: Action, found: frozenset[Relation]) -> bool:
    return any(action in GRANTS[relation] for relation in found | {Relation.PERSON})


def places(stage: Stage, way: Way) -> Iterator[tuple[StrEnum, int, Mapping[str, frozenset[Relation]]]]:
    """State, number in the address, and how everybody stands to it."""
    standing = {**OF_TASK, "co-lead": frozenset({Relation.HEAD})} if way.of_task else OF_TASK
    for state in way.states_of:
        if (number := stage.world.ids.get(f"{way.on} {state}")) is not None:
            yield state, number, standing
        if way.child:
            yield state, stage.world.ids[f"child {state}"], OF_CHILD


def filled(stage: Stage, way: Way, number: int) -> dict[str, str]:
    offices = stage.world.offices
    named = {name: getattr(offices, name).id for name in ("strange", "helping", "co_lead")}
    fields = {name: value.format(**named) for name, value in way.fields.items()}
    return {**fields, "version": str(stage.version(way.on, number))}


@pytest.mark.parametrize("way", ACTS, ids=lambda way: way.rule)
def test_w1_an_act_happens_exactly_where_the_tables_allow_it(stage: Stage, way: Way) -> None:
    action, wrong, happened = action_of(stage.app, way.rule), [], 0
    for state, number, standing in places(stage, way):
        path, fields = address(way.rule, number), filled(stage, way, number)
        for who, found in standing.items():
            may, before = granted(action, found), stage.last_line()
            code = stage.send(who, path, fields).status_code
            changed = stage.changed
            if not may:
                fits = code in REFUSED and not changed
            elif state in way.states:
                fits = code == 302 and changed and (way.kind is None or is_told(stage, way.kind, who, before))
                happened += 1
            elif state in way.idle:
                fits = code == 302 and not changed
            else:
                fits = code in NOT_NOW and not changed
            if not fits:
                wrong.append((who, str(state), number, "may" if may else "may not", code, "wrote" if changed else ""))
            if changed:
                stage.restore()
    assert not wrong, lines(wrong)
    assert happened


def is_told(stage: Stage, kind: EventKind, who: str, before: int) -> bool:
    """Whether the act has left its line in the history, with who did it and for whom."""
    people = stage.world.people
    rows = stage.watcher.execute(
        "SELECT actor_id, on_behalf_of_id FROM task_event WHERE kind = ? AND id > ?", (kind.value, before)
    ).fetchall()
    absent = people[ACTS_FOR[who]].id if who in ACTS_FOR else None
    return bool(rows) and all(row == (people[who].id, absent) for row in rows)


def address(rule: str, number: int) -> str:
    start, _, end = rule.partition("<")
    return f"{start}{number}{end.partition('>')[2]}"


def test_the_work_lies_in_every_state(stage: Stage) -> None:
    """The matrix is as good as its world: each state is really there, on the lead's work and on sub-tasks."""
    ids = stage.world.ids
    for name, number in ids.items():
        kind, _, state = name.partition(" ")
        if kind in {"plain", "asked", "prepared", "handed", "child"}:
            assert stage.world.session.get_one(Assignment, number).status.value == state, name
