"""The history of an earlier schema is chained as the application chains it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.imports.test_draft_migration import Old
from tracker import migrate
from tracker.audit.chain import EventChain, said
from tracker.audit.rules import digest
from tracker.tasks.models import TaskEvent

BEFORE, CHAINED = "20260403", "20260411"
NOTES = ("", "Đã trình Nghị quyết số 57-NQ/TW, chờ ý kiến", 'dòng 1\ndòng "2" – ½ 𝄞')


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Any) -> str:
    """A database as it was before the chain, with events of two plans."""
    url = f"sqlite:///{tmp_path / 'old.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    if request.param == "sqlite":
        command.upgrade(migrate.config(url), BEFORE)
    else:
        command.downgrade(migrate.config(url), BEFORE)
    return str(url)


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    with engine.connect() as found:
        write(Old(found))
        found.commit()
        yield found
    engine.dispose()


def write(old: Old) -> None:
    agency = old.add("agency", name="Sở X")
    person = old.add("user", email="a@b", role="member")
    for _number in range(2):
        plan = old.add("plan", steering_agency_id=agency, state="published")
        for place, note in enumerate(NOTES):
            values = {"before": {"status": "assigned"}, "after": {"due": None, "số": [place, 1.5, "đ"]}}
            at = datetime(2026, 3, 4, 1, 2, 3, 120 * place, tzinfo=UTC)
            old.add("task_event", plan_id=plan, kind="progress", actor_id=person, note=note, at=at, **values)


def test_old_events_are_chained_plan_by_plan(connection: Connection, url: str) -> None:
    command.upgrade(migrate.config(url), CHAINED)
    with Session(connection) as session:
        events = session.scalars(select(TaskEvent).order_by(TaskEvent.plan_id, TaskEvent.sequence)).all()
        heads = {one.name: (one.length, one.head) for one in session.scalars(select(EventChain))}
        assert [one.sequence for one in events] == [1, 2, 3, 1, 2, 3]
        prev = {}
        for one in events:
            assert one.prev_hash == prev.get(one.chain, "")
            assert one.hash == digest(one.chain, one.sequence, one.prev_hash, said(one))
            prev[one.chain] = one.hash
        assert heads == {name: (3, head) for name, head in prev.items()}
        assert " 57 " in events[1].folded


def test_chained_events_still_cannot_be_changed(connection: Connection, url: str) -> None:
    command.upgrade(migrate.config(url), CHAINED)
    for act in ("UPDATE task_event SET note = 'x'", "DELETE FROM task_event", "DELETE FROM audit_event"):
        if act.startswith("DELETE FROM audit") and url.startswith("sqlite"):
            continue  # its trigger fires for rows, and there are none
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(act))
        connection.rollback()
