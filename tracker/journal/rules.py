"""What is wrong with a chain of events. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    INSERTED = "inserted"
    HEADLESS = "headless"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Link:
    """An event as it stands in its chain. `is_whole`: its words still give its hash."""

    id: int
    sequence: int
    prev_hash: str
    hash: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class End:
    """How long a chain was at some time, and the hash of its last event then."""

    length: int
    head: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of the events from one place in a chain to another; `event_id`: the first of them, if it is there."""

    fault: Fault
    chain: str
    first: int
    last: int
    event_id: int | None = None


def inspect(chain: str, links: Iterable[Link], end: End | None, known: End | None = None) -> Iterator[Finding]:
    """Every fault of a chain whose events come in the order of their places. `end`: what the chain's own row says;
    `known`: what was written down about it earlier, elsewhere."""
    last: Link | None = None
    is_doubted = False
    for link in links:
        place = last.sequence if last else 0
        if link.sequence <= place or (end is not None and link.sequence > end.length):
            yield Finding(Fault.INSERTED, chain, link.sequence, link.sequence, link.id)
            continue
        if link.sequence > place + 1:
            yield Finding(Fault.MISSING, chain, place + 1, link.sequence - 1)
        elif link.is_whole and not is_doubted and link.prev_hash != (last.hash if last else ""):
            # Its own words are as they were: the one before was written anew, with a hash that fits.
            yield Finding(Fault.CHANGED, chain, place, place, last.id if last else None)
        is_doubted = not link.is_whole or (last is not None and link.id <= last.id)
        if is_doubted:
            yield Finding(Fault.CHANGED, chain, link.sequence, link.sequence, link.id)
        if known and link.sequence == known.length and link.hash != known.head:
            yield Finding(Fault.REWRITTEN, chain, 1, known.length, link.id)
        last = link
    yield from _at_the_end(chain, last, is_doubted, end, known)


def _at_the_end(
    chain: str, last: Link | None, is_doubted: bool, end: End | None, known: End | None
) -> Iterator[Finding]:
    length, head = (last.sequence, last.hash) if last else (0, "")
    if end is None:
        yield Finding(Fault.HEADLESS, chain, 1, length, last.id if last else None)
    elif end.length > length:
        yield Finding(Fault.MISSING, chain, length + 1, end.length)
    elif end.head != head and not is_doubted:
        yield Finding(Fault.CHANGED, chain, length, length, last.id if last else None)
    if known and known.length > max(length, end.length if end else 0):
        yield Finding(Fault.MISSING, chain, max(length, end.length if end else 0) + 1, known.length)
