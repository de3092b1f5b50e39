"""A long history in a database of either kind, written as the application writes it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, insert, text
from sqlalchemy.orm import Session

from tests.factories.cast import Cast, make_cast
from tests.factories.people import make_agency, make_user
from tests.factories.plans import make_plan
from tests.tasks.conftest import Desk
from tracker.audit.chain import PLAN_CHAIN, EventChain
from tracker.audit.rules import digest
from tracker.config import Settings
from tracker.db import Base
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import TaskEvent
from tracker.text import searchable
from tracker.users.models import User

START = datetime(2026, 3, 4, tzinfo=UTC)


@pytest.fixture
def cast(session: Session) -> Cast:
    return make_cast(session)


@pytest.fixture
def desk(session: Session, cast: Cast, sign_in: Callable[[User], FlaskClient]) -> Desk:
    return Desk(session, cast, sign_in)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    settings: Settings = request.getfixturevalue("settings")
    return settings.database_url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = create_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def history(engine: Engine) -> "History":
    return History(engine)


class History:
    """Two plans, to whose history events are added as one likes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        with Session(engine) as session, session.begin():
            office = make_agency(session, "Văn phòng Thành ủy", steers=True)
            self.person = make_user(session, "officer@example.vn", agency=office).id
            self.plans = [make_plan(session, office, number=f"{n}-KH/TU").id for n in (1, 2)]

    def write(self, *notes: str, plan: int = 0) -> None:
        """Through the session, as every act does."""
        with Session(self.engine) as session, session.begin():
            session.add_all(
                TaskEvent(
                    plan_id=self.plans[plan],
                    kind=EventKind.PROGRESS,
                    actor_id=self.person,
                    after={"percent": 40, "cause": "khách quan"},
                    note=note,
                    at=START,
                )
                for note in notes
            )

    def write_long(self, count: int) -> None:
        """Very many events, by the rule but straight into the table."""
        ends, rows = dict.fromkeys(self.plans, ""), []
        for number in range(count):
            plan_id = self.plans[number % 2]
            sequence = number // 2 + 1
            said = self._said(plan_id, number)
            hash_ = digest(PLAN_CHAIN % plan_id, sequence, ends[plan_id], said)
            rows.append({**said, "sequence": sequence, "prev_hash": ends[plan_id], "hash": hash_})
            ends[plan_id] = hash_
        with self.engine.begin() as connection:
            for start in range(0, count, 10_000):
                connection.execute(insert(table(TaskEvent)), rows[start : start + 10_000])
            heads = [{"name": PLAN_CHAIN % key, "length": count // 2, "head": end} for key, end in ends.items()]
            connection.execute(insert(table(EventChain)), heads)

    def _said(self, plan_id: int, number: int) -> dict[str, Any]:
        note = f"Đã làm xong bước {number}, chờ ý kiến của các cơ quan"
        return {
            "plan_id": plan_id,
            "task_id": None,
            "assignment_id": None,
            "kind": EventKind.PROGRESS,
            "actor_id": self.person,
            "on_behalf_of_id": None,
            "address": "10.0.0.7",
            "batch": None,
            "before": {"status": "assigned"},
            "after": {"status": "in_progress", "percent": number % 100},
            "note": note,
            "folded": searchable(note),
            "at": START + timedelta(seconds=number),
        }

    def tamper(self, *statements: str, **values: Any) -> None:
        """What somebody does who owns the database."""
        with self.engine.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(text("ALTER TABLE task_event DISABLE TRIGGER USER"))
            else:
                for act in ("update", "delete"):
                    connection.execute(text(f"DROP TRIGGER IF EXISTS task_event_no_{act}"))
            for statement in statements:
                if values:
                    connection.execute(text(statement), values)
                else:
                    connection.exec_driver_sql(statement)


def table(model: type[Base]) -> Any:
    return model.__table__
