"""Ties each line of a history to the one before it, on its way into the database: there is no other way in.

Each plan has a chain of its own and acts on anything else share one, so that only acts on the same plan wait for one
another, from their first line to the end of their transaction.
"""

import secrets
from abc import abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, ForeignKey, String, bindparam, event, inspect, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.audit.rules import LINKS, digest
from tracker.db import Base, text_long, text_short
from tracker.text import searchable

COMMAND_LINE = "cli"
PLAN_CHAIN = "plan:%s"


class EventChain(Base):
    """How long a chain of events is and the hash of its last one: what is cut off its end is missed here."""

    __tablename__ = "event_chain"

    name: Mapped[text_short] = mapped_column(primary_key=True)
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[text_short] = mapped_column(default="")


class Chained:
    """A line of a history: who did something, for whom, from where, with what result. `address` is that of the
    request, `cli`, or `job:` and a name; lines of one bulk act share a `batch`. These two, what a search compares and
    the place in the chain are filled in when the line is written."""

    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    address: Mapped[text_short]
    batch: Mapped[str | None] = mapped_column(String(200))
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    note: Mapped[text_long]
    at: Mapped[datetime]
    folded: Mapped[text_long]
    sequence: Mapped[int]
    prev_hash: Mapped[text_short]
    hash: Mapped[text_short]

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"before": {}, "after": {}, "note": "", **values})

    @property
    @abstractmethod
    def chain(self) -> str:
        """The chain that the line belongs to."""

    @property
    @abstractmethod
    def words(self) -> str:
        """What a search finds it by."""


_BEGIN = text("INSERT INTO event_chain (name, length, head) VALUES (:name, 0, '') ON CONFLICT DO NOTHING")
_LENGTHEN = (
    update(EventChain)
    .where(EventChain.name == bindparam("chain"))
    .values(length=EventChain.length + bindparam("more"))
    .returning(EventChain.length, EventChain.head)
)
_END = update(EventChain).where(EventChain.name == bindparam("chain")).values(head=bindparam("end"))


@event.listens_for(Session, "before_flush")
def _link_new_lines(session: Session, _context: object, _instances: object) -> None:
    lines = [one for one in session.new if isinstance(one, Chained)]
    if not lines:
        return
    for line in lines:
        line.address = session.info.get("address", COMMAND_LINE)
        line.batch = line.batch or session.info.get("batch")
        line.folded = searchable(line.words)
    lines.sort(key=lambda line: (line.chain, inspect(line).insert_order))
    for name, links in groupby(lines, key=lambda line: line.chain):
        append(session.connection(), name, list(links))


def append(connection: Connection, name: str, lines: Sequence[Chained]) -> None:
    """Give lines their places at the end of a chain; whoever else adds to it waits until this transaction ends."""
    length, head = _hold(connection, name, len(lines))
    for sequence, line in enumerate(lines, length - len(lines) + 1):
        line.sequence, line.prev_hash = sequence, head
        head = line.hash = digest(name, sequence, head, said(line))
    connection.execute(_END, {"chain": name, "end": head})


@contextmanager
def one_batch(session: Session) -> Iterator[None]:
    """All lines written meanwhile belong together: they are one person's one act on many things."""
    if "batch" in session.info:
        yield
        return
    session.info["batch"] = secrets.token_hex(6)
    try:
        yield
        session.flush()
    finally:
        del session.info["batch"]


def take_turn(session: Session, plan_ids: Collection[int]) -> None:
    """Wait for whoever writes about any of these plans. Before an act on several plans: two such acts, each having
    begun with a plan that the other one needs, would wait for one another."""
    for plan_id in sorted(plan_ids):
        _hold(session.connection(), PLAN_CHAIN % plan_id, 0)


def said(line: Chained) -> dict[str, Any]:
    """Everything a line says, by column."""
    return {
        column.key: getattr(line, column.key) for column in inspect(line).mapper.columns if column.key not in LINKS
    }


def _hold(connection: Connection, name: str, more: int) -> tuple[int, str]:
    """Make room in a chain: its new length and its last hash. Changing the row first takes the lock on it, and on
    SQLite the right to write, before anything is read."""
    while (row := connection.execute(_LENGTHEN, {"chain": name, "more": more}).one_or_none()) is None:
        connection.execute(_BEGIN, {"name": name})
    return row.length, row.head
