"""Bring a database to the current schema."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from tracker.paths import shipped


def config(database_url: str) -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    settings.attributes["url"] = database_url
    return settings


def is_current(database_url: str) -> bool:
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            found = MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()
    return found == ScriptDirectory.from_config(config(database_url)).get_current_head()


def upgrade(database_url: str) -> None:
    command.upgrade(config(database_url), "head")
