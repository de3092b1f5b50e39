"""Lines are linked on their way into the database, whoever writes them and however many at once."""

import ast
import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from sqlalchemy import Engine, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.journal.conftest import START, History
from tests.test_codebase import CODE, calls, relative
from tracker.audit import chain, service
from tracker.audit.kinds import AuditKind, Subject
from tracker.audit.models import AuditEvent
from tracker.db import writing_sessions
from tracker.journal.rules import End
from tracker.journal.verifying import ends, findings, snapshot
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import TaskEvent

AT_ONCE, EACH = 2, 40


def append(url: str, plan_ids: list[int], name: str) -> int:
    """What a process does: act after act, each in a transaction of its own, turning from plan to plan."""
    engine = create_engine(url)
    try:
        for number in range(EACH):
            with writing_sessions(engine, of=name).begin() as session:
                for plan_id in plan_ids:
                    event = TaskEvent(plan_id=plan_id, kind=EventKind.PROGRESS, note=f"{name} {number}", at=START)
                    session.add(event)
                    session.flush()
                session.add(TaskEvent(plan_id=plan_ids[0], kind=EventKind.PROGRESS, note="cuối", at=START))
    finally:
        engine.dispose()
    return EACH


def test_two_processes_that_write_at_once_leave_the_chains_whole(history: History, engine: Engine, url: str) -> None:
    engine.dispose()
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        done = pool.map(append, [url] * AT_ONCE, [history.plans] * AT_ONCE, ["job:a", "job:b"])
        assert sum(done) == AT_ONCE * EACH
    with snapshot(engine) as connection:
        assert list(findings(connection, {})) == []
        lengths = {name: end.length for name, end in ends(connection).items()}
        first, second = history.plans
        assert lengths == {f"plan:{first}": 2 * AT_ONCE * EACH, f"plan:{second}": AT_ONCE * EACH}


def test_an_act_taken_back_leaves_no_gap(history: History, engine: Engine) -> None:
    with Session(engine) as session:
        session.add(TaskEvent(plan_id=history.plans[0], kind=EventKind.PROGRESS, at=START))
        session.flush()
        session.rollback()
    history.write("một")
    with Session(engine) as session:
        with session.begin_nested() as point:
            session.add(TaskEvent(plan_id=history.plans[0], kind=EventKind.PROGRESS, at=START))
            session.flush()
            point.rollback()
        session.add(TaskEvent(plan_id=history.plans[0], kind=EventKind.PROGRESS, at=START))
        session.commit()
    with snapshot(engine) as connection:
        assert list(findings(connection, {})) == []
        assert [end.length for end in ends(connection).values()] == [2]


def test_waiting_for_ones_turn_adds_nothing(history: History, engine: Engine) -> None:
    history.write("một")
    with Session(engine) as session, session.begin():
        chain.take_turn(session, history.plans)
    with snapshot(engine) as connection:
        assert list(findings(connection, {})) == []
        assert sorted(end.length for end in ends(connection).values()) == [0, 1]


def test_lines_of_one_batch_share_its_name_and_others_have_none(history: History, engine: Engine) -> None:
    with Session(engine, info={"address": "10.0.0.7"}) as session, session.begin():
        with chain.one_batch(session):
            session.add_all(event(history, note) for note in ("một", "hai"))
            with chain.one_batch(session):
                session.add(event(history, "ba"))
        session.add(event(history, "bốn"))
    with Session(engine) as session:
        lines = session.execute(select(TaskEvent.note, TaskEvent.batch, TaskEvent.address)).all()
    batches = {line.note: line.batch for line in lines}
    assert batches["một"] == batches["hai"] == batches["ba"]
    assert batches["một"]
    assert batches["bốn"] is None
    assert {line.address for line in lines} == {"10.0.0.7"}


def event(history: History, note: str) -> TaskEvent:
    return TaskEvent(plan_id=history.plans[0], kind=EventKind.PROGRESS, note=note, at=START)


def test_other_acts_are_chained_too(history: History, engine: Engine) -> None:
    about = service.About(Subject.PERSON, history.person, "Nguyễn Văn A (a@example.vn)")
    with Session(engine) as session, session.begin():
        for reason in ("", " nghỉ hưu "):
            service.note(
                session,
                AuditKind.PERSON_DEACTIVATED,
                about,
                actor_id=history.person,
                now=START,
                before={"active": True},
                after={"active": False},
                reason=reason,
            )
    with Session(engine) as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert last is not None
        assert (last.sequence, last.note, last.address) == (2, "nghỉ hưu", "cli")
        assert " nguyen van " in last.folded
    with snapshot(engine) as connection:
        assert list(findings(connection, {})) == []
        assert ends(connection)["audit"] == End(2, last.hash)


def test_a_row_that_does_not_come_through_the_session_is_refused(history: History, engine: Engine) -> None:
    columns, values = "plan_id, kind, before, after, note, at", ":plan, 'progress', '{}', '{}', '', :at"
    statement = f"INSERT INTO task_event ({columns}) VALUES ({values})"
    with engine.connect() as connection, pytest.raises(DBAPIError, match=r"(?i)not.null"):
        connection.execute(text(statement), {"plan": history.plans[0], "at": "2026-03-04 00:00:00"})


def test_no_code_goes_round_the_session() -> None:
    """Statements that write rows without the unit of work would not be linked."""
    bulk = re.compile(r"bulk_(save|insert)|(^|\.)insert$")
    lines = {"TaskEvent", "AuditEvent", "EventChain"}
    wrong = []
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for call in calls(tree):
            named = {node.id for part in call.args for node in ast.walk(part) if isinstance(node, ast.Name)}
            if bulk.search(ast.unparse(call.func)) and named & lines:
                wrong.append(f"{relative(path)}:{call.lineno}")
        raw = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        wrong += [relative(path) for words in raw if re.search(r"(?i)insert into (task|audit)_event", words)]
    assert wrong == []
