"""Tables that name who leads in the headings over the rows, not in a column. Pure."""

from collections.abc import Sequence

from tracker.agencies.names import How, Register
from tracker.imports import checks
from tracker.imports.columns import Columns, Field
from tracker.imports.draft import TaskDraft
from tracker.imports.structure import Item


def fill_from_groups(items: Sequence[Item], columns: Columns, register: Register) -> bool:
    """Whether every heading is an agency's name, most of them known, so that each row is led by the one over it."""
    titles = dict.fromkeys(item.group_title for item in items)
    if columns.has(Field.LEAD) or not titles or None in titles:
        return False
    found = [register.resolve(title) for title in titles if title]
    if any(one.leftovers or not one.agencies for one in found):
        return False
    known = sum(all(match.how is How.KNOWN for match in one.agencies) for one in found)
    if 2 * known < len(found):
        return False
    for item in items:
        item.cells[Field.LEAD] = item.group_title or ""
    return True


def ask_of_groups(tasks: Sequence[TaskDraft]) -> None:
    for task in tasks:
        if not task.is_heading:
            task.problems.append(checks.lead_of_group(task.lead))
