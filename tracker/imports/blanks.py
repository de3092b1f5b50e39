"""Empty cells under filled ones, where a table plainly leaves out what repeats: proposed, never filled in. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from tracker.imports.columns import Field
from tracker.imports.structure import Item

_LEFT_OUT = (Field.HEAD, Field.LEAD, Field.DEADLINE)
_FEWEST = 2
_SHARE = 0.2


def propose_above(items: Sequence[Item]) -> None:
    """Tells each empty cell what the filled one above it in its group says, if leaving out is the table's custom."""
    tasks = [item for item in items if not item.is_heading]
    for field in _LEFT_OUT:
        if not _is_custom(tasks, field):
            continue
        before: Item | None = None
        for item in tasks:
            if item[field]:
                before = item
            elif before is not None and before.group == item.group:
                item.above[field] = before[field]


def _is_custom(tasks: Sequence[Item], field: Field) -> bool:
    """Many cells are empty, the first is not, and none repeats the one before it, as if repeats were printed."""
    cells = [item[field] for item in tasks]
    empty = cells.count("")
    if empty < _FEWEST or empty < _SHARE * len(cells) or not cells[0]:
        return False
    return all(not cell or cell != before for before, cell in pairwise(cells))
