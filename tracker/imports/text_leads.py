"""Tables without a column of leads whose rows say in their own words who leads. Pure."""

import re
from collections.abc import Sequence

from tracker.agencies.names import Register
from tracker.imports import checks
from tracker.imports.columns import Columns, Field
from tracker.imports.draft import TaskDraft
from tracker.imports.prose.agents import begins_with, given_to, helped_by
from tracker.imports.structure import Item

_LEADS = re.compile(r"\s*,?\s*(?:là (?:cơ quan|đơn vị) |làm )?(?:chủ trì|đầu mối|có trách nhiệm|chịu trách nhiệm)")


def fill_from_texts(items: Sequence[Item], columns: Columns, register: Register) -> bool:
    """ "Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng …": the two agencies go where their columns would be.
    Whether there are any."""
    if columns.has(Field.LEAD) or columns.has(Field.COORDINATING):
        return False
    is_found = False
    for item in items:
        title = item[Field.TITLE]
        found = begins_with(register, title)
        if found is None or not _LEADS.match(title, found.end):
            found = given_to(register, title)
        if found is None or item[Field.LEAD]:
            continue
        item.cells[Field.LEAD] = found.words
        helps = helped_by(register, title[found.end :], may_be_new=True)
        item.cells[Field.COORDINATING] = helps.words if helps else ""
        is_found = True
    return is_found


def ask_of_texts(tasks: Sequence[TaskDraft]) -> None:
    for task in tasks:
        if task.lead:
            task.problems.append(checks.lead_in_text(task.lead))
