"""The database: session, base class, column types that repeat."""

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Executable,
    Integer,
    MetaData,
    Select,
    String,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    event,
    literal,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Session, mapped_column, sessionmaker
from sqlalchemy.sql.functions import FunctionElement, GenericFunction

from tracker import clock

db = SQLAlchemy(session_options={"expire_on_commit": False})


class UtcDateTime(TypeDecorator[datetime]):
    """Aware in Python, UTC in the database; storing a naive value is a bug."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is None:
            raise ValueError(f"naive datetime: {value}")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda enum: [member.value for member in enum],
        ),
    }


pk = Annotated[int, mapped_column(primary_key=True)]
text_short = Annotated[str, mapped_column(String(200))]
text_long = Annotated[str, mapped_column(Text, default="")]
created_at = Annotated[datetime, mapped_column(default=clock.now)]


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets pages read while a job writes; FULL survives a power cut; writers wait for one another."""
    if type(connection).__module__.startswith("sqlite3"):
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=15000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()


@event.listens_for(Engine, "begin")
def _begin_writing(connection: Connection) -> None:
    """A transaction that reads and then writes takes SQLite's one write lock at its start: it then waits for another
    writer, where a later upgrade would be refused at once ("database is locked")."""
    if connection.dialect.name == "sqlite" and connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


class WritingSessions(sessionmaker[Session]):
    """A bare call gives a session that reads and holds up nobody; `begin()` one that is here to write."""

    @contextmanager
    def begin(self) -> Iterator[Session]:
        with self(bind=self.kw["bind"].execution_options(writes=True)) as session, session.begin():
            yield session


def writing_sessions(engine: Engine, of: str = "cli") -> WritingSessions:
    """Sessions of programs that the clock runs, which read much and write in short transactions. `of` stands in the
    history as the address their acts came from."""
    return WritingSessions(engine, expire_on_commit=False, info={"address": of})


def read(
    session: Session, query: Executable, values: Mapping[str, Any] | None = None
) -> CursorResult[*tuple[Any, ...]]:
    """What a statement of plain columns finds, for pages, which change nothing: the session's own way makes ready for
    entities at each execution and writes changes first, which takes longer than many a statement runs."""
    return session.connection().execute(query, values or {})


def among(column: InstrumentedAttribute[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """`column IN (values)` for a few values that hardly change. SQLAlchemy writes the list of a plain `in_` anew at
    every execution, which takes longer than most statements of a page run."""
    return column.in_([literal(value, column.type) for value in sorted(values)])


def listed(parameter: str, kind: type[Integer | String] = Integer) -> Select[Any]:
    """Values for `column.in_(…)`, up to thousands of them, handed over as a JSON list in one parameter."""
    return _values(bindparam(parameter, type_=Text()), kind)


def rows_numbered(ids: Collection[int]) -> Select[int]:
    """The same for row numbers that are known when the statement is made."""
    return _values(literal(json.dumps(list(ids)), Text()), Integer)


def _values(of: ColumnElement[str], kind: type[Integer | String]) -> Select[Any]:
    return select(cast(literal_column("value"), kind)).select_from(values_of(of))


class values_of(FunctionElement[Any]):
    """The rows of a JSON list, in a column `value`."""

    name = "values_of"
    inherit_cache = True


@compiles(values_of, "sqlite")
def _values_of_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(values_of, "postgresql")
def _values_of_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS JSON))"


class position(GenericFunction[int]):
    """Where a string first stands in a column, 0 if nowhere; literal, so `%` and `_` mean themselves."""

    name = "instr"
    inherit_cache = True


@compiles(position, "postgresql")
def _position_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"strpos{compiler.process(element.clause_expr, **kw)}"


def begins_word(text: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Condition: a word of a searchable text begins so. Syllables are short: "an" must not find "ban"."""
    return position(literal(" ") + text, f" {word}") > 0


class days_between(GenericFunction[int]):
    """Calendar days from the second date to the first."""

    type = Integer()
    name = "days_between"
    inherit_cache = True


@compiles(days_between, "sqlite")
def _days_between_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    later, earlier = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(days_between, "postgresql")
def _days_between_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    later, earlier = (compiler.process(one, **kw) for one in element.clauses)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"
