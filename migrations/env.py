"""Alembic's entry: one transaction a migration; the database comes from the caller or from TRACKER_DATABASE_URL."""

import os
from typing import Any

from alembic import context
from sqlalchemy import Enum, create_engine

from tracker.config import Settings
from tracker.db import UtcDateTime
from tracker.models import Base


def render_item(kind: str, item: Any, _autogen: Any) -> str | bool:
    """Write our own column types as their plain form: migrations import nothing of the application."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """What migrations make in each database's own way and no model describes: the index of words of files."""
    return not (kind in {"table", "index"} and (name or "").startswith("file_text_index"))


def run() -> None:
    url = context.config.attributes.get("url") or Settings.from_env(os.environ).database_url
    engine = create_engine(url)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            include_name=include_name,
            render_as_batch=connection.dialect.name == "sqlite",
            transaction_per_migration=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
