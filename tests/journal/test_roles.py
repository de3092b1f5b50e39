"""The role of the application cannot rewrite the history on PostgreSQL (W9)."""

import os
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from tests.journal.conftest import History
from tracker import migrate
from tracker.journal.commands import database_role
from tracker.journal.verifying import findings, snapshot

pytestmark = pytest.mark.postgres
FORBIDDEN = (
    "UPDATE task_event SET note = 'khác'",
    "DELETE FROM task_event",
    "TRUNCATE task_event",
    "UPDATE audit_event SET note = 'khác'",
    "DELETE FROM audit_event",
    "DELETE FROM sign_in_event",
    "UPDATE sign_in_event SET ok = true",
    "DELETE FROM event_chain",
    "TRUNCATE event_chain",
    "ALTER TABLE task_event DISABLE TRIGGER USER",
    "DROP TABLE task_event",
    "UPDATE alembic_version SET version_num = 'x'",
)


@pytest.fixture
def owner(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("TRACKER_ENV", "test")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "test")
    monkeypatch.setenv("TRACKER_DATABASE_URL", postgres_url)
    engine = create_engine(postgres_url)
    yield engine
    engine.dispose()


@pytest.fixture
def role(owner: Engine) -> Iterator[str]:
    """Made by the command, taken away afterwards."""
    name = f"Ứng dụng {os.getpid()} {os.urandom(3).hex()}"
    answer = CliRunner().invoke(database_role, [name], catch_exceptions=False)
    assert answer.exit_code == 0
    yield name
    with owner.begin() as connection:
        connection.exec_driver_sql(f'DROP OWNED BY "{name}"')
        connection.exec_driver_sql(f'DROP ROLE "{name}"')


@pytest.fixture
def as_role(owner: Engine, role: str) -> Iterator[Engine]:
    engine = create_engine(make_url(str(owner.url)).set(username=role))
    yield engine
    engine.dispose()


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_w9_the_application_cannot_rewrite_history(owner: Engine, as_role: Engine, statement: str) -> None:
    History(owner).write("một")
    with as_role.connect() as connection, pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        connection.execute(text(statement))


def test_the_application_works_with_that_role(owner: Engine, as_role: Engine) -> None:
    history = History(as_role)
    history.write("một", "hai")
    with snapshot(as_role) as connection:
        assert list(findings(connection, {})) == []
    url = as_role.url.render_as_string(hide_password=False)
    assert migrate.is_current(url)
    migrate.upgrade(url)


def test_rights_are_brought_up_to_date_by_running_it_again(owner: Engine, role: str, as_role: Engine) -> None:
    with owner.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE later (id int)")
        connection.exec_driver_sql(f'GRANT ALL ON task_event TO "{role}"')
    assert CliRunner().invoke(database_role, [role]).exit_code == 0
    with as_role.connect() as connection:
        connection.exec_driver_sql("INSERT INTO later VALUES (1)")
        with pytest.raises(ProgrammingError, match="permission denied"):
            connection.exec_driver_sql("TRUNCATE task_event")


def test_the_owner_and_superusers_are_refused(owner: Engine) -> None:
    answer = CliRunner().invoke(database_role, ["postgres"])
    assert "có toàn quyền trên cơ sở dữ liệu" in str(answer.exception)


def test_the_statements_can_be_read_before_they_run(owner: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_ROLE_PASSWORD", "it's")
    answer = CliRunner().invoke(database_role, ["ung_dung_khong_co", "--print"])
    assert "ALTER ROLE \"ung_dung_khong_co\" PASSWORD E'it''s';" in answer.stdout
    with owner.connect() as connection:
        query = text("SELECT count(*) FROM pg_roles WHERE rolname = 'ung_dung_khong_co'")
        assert connection.scalar(query) == 0


def test_sqlite_has_no_roles(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/a.db"
    migrate.upgrade(url)
    monkeypatch.setenv("TRACKER_ENV", "test")
    monkeypatch.setenv("TRACKER_SECRET_KEY", "test")
    monkeypatch.setenv("TRACKER_DATABASE_URL", url)
    assert "Chỉ PostgreSQL có vai trò" in str(CliRunner().invoke(database_role, ["x"]).exception)
