"""Bring a database to the current schema."""

import re
from typing import TYPE_CHECKING

from sqlalchemy import String, column, create_engine, inspect, select, table

from tracker.paths import shipped

if TYPE_CHECKING:
    from alembic.config import Config

_NAMES = re.compile(r'^(revision|down_revision) = "(.+)"', re.MULTILINE)
_VERSION = select(column("version_num", String())).select_from(table("alembic_version"))


def config(database_url: str) -> "Config":
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    settings.attributes["url"] = database_url
    return settings


def is_current(database_url: str) -> bool:
    """Asked without alembic, which would stay in the memory of every web process with all that it loads."""
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            is_new = not inspect(connection).has_table("alembic_version")
            return not is_new and connection.scalar(_VERSION) == head()
    finally:
        engine.dispose()


def head() -> str:
    """The revision that no other follows, by the names in the files."""
    files = (shipped("migrations") / "versions").glob("*.py")
    names = [found for file in files for found in _NAMES.findall(file.read_text(encoding="utf-8"))]
    followed = {name for kind, name in names if kind == "down_revision"}
    (last,) = {name for kind, name in names if kind == "revision"} - followed
    return str(last)


def upgrade(database_url: str) -> None:
    from alembic import command

    command.upgrade(config(database_url), "head")
