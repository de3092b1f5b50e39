"""The rows of one page under the headings they stand under in the paper. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from tracker.plans.models import Appendix, TaskGroup


class Grouped(Protocol):
    @property
    def group_id(self) -> int | None: ...


Line = TypeVar("Line", bound=Grouped)


@dataclass(slots=True)
class Section(Generic[Line]):
    """Headings that begin here, the outermost first, and the rows under the last of them; `is_sub`: they are
    sub-items of a row of the table."""

    headings: Sequence[TaskGroup]
    is_sub: bool = False
    lines: list[Line] = field(default_factory=list)


def sections(lines: Iterable[Line], appendices: Iterable[Appendix]) -> list[Section[Line]]:
    groups = {group.id: group for appendix in appendices for group in appendix.groups}
    found: list[Section[Line]] = []
    open_headings: list[TaskGroup] = []
    last: int | None = None
    for line in lines:
        if not found or line.group_id != last:
            chain = _chain(line.group_id, groups)
            found.append(
                Section([one for one in chain if one not in open_headings], bool(chain and is_row(chain[-1])))
            )
            open_headings, last = chain, line.group_id
        found[-1].lines.append(line)
    return found


def is_row(group: TaskGroup) -> bool:
    """Whether a heading is a row of the table that only holds sub-items ("29"): such a row has a place of its own."""
    return bool(group.source)


def _chain(group_id: int | None, groups: dict[int, TaskGroup]) -> list[TaskGroup]:
    """The group and everything it stands in, outermost first."""
    chain: list[TaskGroup] = []
    while group_id is not None and group_id in groups and groups[group_id] not in chain:
        chain.insert(0, groups[group_id])
        group_id = groups[group_id].parent_id
    return chain
