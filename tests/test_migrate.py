"""Whether a database has the current schema."""

from pathlib import Path

from alembic.script import ScriptDirectory

from tracker import migrate


def test_the_newest_revision_is_read_from_the_files_as_alembic_reads_it() -> None:
    assert migrate.head() == ScriptDirectory.from_config(migrate.config("sqlite://")).get_current_head()


def test_a_database_is_current_once_it_was_upgraded(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    assert not migrate.is_current(url)
    migrate.upgrade(url)
    assert migrate.is_current(url)
