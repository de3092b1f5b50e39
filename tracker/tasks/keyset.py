"""Paging by the last row seen instead of a number: no row is lost or shown twice when others come or go. Pure but for
the condition it writes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

PAGE_SIZE = 50
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts: behind (`after`) or in front of the row with this key."""

    key: tuple[int | date, ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    rows: Sequence[T]
    previous: str = ""
    next: str = ""


def read_cursor(args: Mapping[str, str], kinds: Sequence[type[int] | type[date]]) -> Cursor | None:
    """The cursor of an address (`sau=2026-03-31_412` or `truoc=…`), None when there is none or it makes no sense."""
    for name, back in (("sau", False), ("truoc", True)):
        parts = args.get(name, "").split("_")
        if len(parts) == len(kinds):
            try:
                return Cursor(tuple(_part(kind, text) for kind, text in zip(kinds, parts, strict=True)), back)
            except ValueError:
                return None
    return None


def _part(kind: type[int] | type[date], text: str) -> int | date:
    if kind is date:
        return date.fromisoformat(text)
    number = int(text)
    if not 0 <= number < 2**31:
        raise ValueError(text)
    return number


def written(key: Sequence[int | date]) -> str:
    return "_".join(part.isoformat() if isinstance(part, date) else str(part) for part in key)


def slice_of(
    query: Select[Any],
    columns: Sequence[InstrumentedAttribute[Any]],
    cursor: Cursor | None,
    size: int = PAGE_SIZE,
    *,
    is_falling: bool = False,
) -> Select[Any]:
    """`query` in the order of `columns` (`is_falling`: the greatest first), one row more than a page from the cursor
    on."""
    goes_down = is_falling != (cursor is not None and cursor.back)
    if cursor is not None:
        here = tuple_(*columns)
        query = query.where(here < cursor.key if goes_down else here > cursor.key)
    return query.order_by(*(column.desc() if goes_down else column for column in columns)).limit(size + 1)


def page_of(
    rows: Sequence[T], key_of: Callable[[T], Sequence[int | date]], cursor: Cursor | None, size: int = PAGE_SIZE
) -> Page[T]:
    """The rows of `slice_of` as a page with the cursors of its neighbours."""
    more, shown = len(rows) > size, list(rows[:size])
    if cursor is not None and cursor.back:
        shown.reverse()
        has_previous, has_next = more, True
    else:
        has_previous, has_next = cursor is not None, more
    if not shown:
        return Page(shown)
    return Page(
        shown,
        written(key_of(shown[0])) if has_previous else "",
        written(key_of(shown[-1])) if has_next else "",
    )
