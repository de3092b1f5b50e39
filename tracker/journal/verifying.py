"""Reads every event there is, a few at a time, and follows the chains."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import JSON, Column, Connection, Engine, Enum, Row, String, Text, cast, select, type_coerce
from sqlalchemy import inspect as mapper_of

from tracker.audit.chain import PLAN_CHAIN, Chained, EventChain
from tracker.audit.models import AUDIT_CHAIN, AuditEvent
from tracker.audit.rules import LINKS, digest
from tracker.db import UtcDateTime
from tracker.journal.rules import End, Finding, Link, inspect
from tracker.tasks.models import TaskEvent

PORTION = 1000


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """All reads see one and the same moment, however many people work meanwhile; text that is no longer text can be
    read too."""
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            yield connection
        return
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        usual, raw.text_factory = raw.text_factory, lambda data: data.decode(errors="surrogateescape")
        connection.exec_driver_sql("BEGIN")
        try:
            yield connection
        finally:
            raw.text_factory = usual


def ends(connection: Connection) -> dict[str, End]:
    """How long each chain says it is."""
    rows = connection.execute(select(EventChain.name, EventChain.length, EventChain.head))
    return {row.name: End(row.length, row.head) for row in rows}


def findings(connection: Connection, known: Mapping[str, End]) -> Iterator[Finding]:
    """Whatever is wrong with the history. `known`: ends of chains that were written down earlier."""
    unseen: dict[str, End | None] = {**dict.fromkeys(known), **ends(connection)}
    for model in (TaskEvent, AuditEvent):
        for name, links in groupby(_links(connection, model), key=lambda pair: pair[0]):
            yield from inspect(name, (link for _, link in links), unseen.pop(name, None), known.get(name))
    for name, end in unseen.items():
        yield from inspect(name, (), end or End(0, ""), known.get(name))


def _links(connection: Connection, model: type[Chained]) -> Iterator[tuple[str, Link]]:
    """Each event with the name of its chain, chain by chain."""
    columns: list[Column[Any]] = list(mapper_of(model).columns)
    order = [column for column in columns if column.key == "plan_id"] + [model.sequence]
    query = select(*(_as_stored(column, connection) for column in columns)).order_by(*order)
    readers = [(column.key, _reader(column)) for column in columns if column.key not in LINKS]
    for row in connection.execution_options(yield_per=PORTION).execute(query):
        chain = PLAN_CHAIN % row.plan_id if model is TaskEvent else AUDIT_CHAIN
        yield chain, Link(row.id, row.sequence, row.prev_hash, row.hash, _is_whole(chain, row, readers))


def _is_whole(chain: str, row: Row[Any], readers: list[tuple[str, Callable[[Any], Any]]]) -> bool:
    values = row._mapping
    try:
        said = {name: read(values[name]) for name, read in readers}
        return digest(chain, row.sequence, row.prev_hash, said) == str(row.hash)
    except (ValueError, TypeError):  # not even of the kind that the column holds
        return False


def _as_stored(column: Column[Any], connection: Connection) -> Any:
    """The bytes as they lie there: reading them as what they should be would hide a change, or fail at it."""
    if isinstance(column.type, JSON):
        return cast(column, Text).label(column.key)
    if isinstance(column.type, Enum) or (
        isinstance(column.type, UtcDateTime) and connection.dialect.name == "sqlite"
    ):
        return type_coerce(column, String).label(column.key)
    return column


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, JSON):
        return _json
    return _instant if isinstance(column.type, UtcDateTime) else _plain


def _plain(stored: Any) -> Any:
    return stored


def _json(stored: str) -> Any:
    value = json.loads(stored)
    if json.dumps(value) != stored:
        raise ValueError("not as it was written")
    return value


def _instant(stored: str | datetime) -> datetime:
    if isinstance(stored, datetime):
        return stored
    value = datetime.fromisoformat(stored)
    if value.isoformat(" ", "microseconds") != stored:
        raise ValueError("not as it was written")
    return value.replace(tzinfo=UTC)
