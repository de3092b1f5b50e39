"""Words of a search: what has them, looked up once, so that a page and its counts need not each read all tasks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, Integer, Select, func, literal, literal_column, or_, select, union_all
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.db import position, rows_numbered
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import row_by_row

NAMED = 1000
"""How many tasks are worth naming one by one in a statement; of more, the statement asks for the words itself."""
_IS_TASK, _IS_AGENCY = literal_column("1", Integer()), literal_column("0", Integer())
_CODE = re.compile(r"[ivxlcdm]+(\.\d+)+\.?")
_AGENCY = literal(" ") + Agency.folded + " "


@dataclass(frozen=True)
class Hits:
    """What has all the words; None where it was not looked up, or is more than is worth naming."""

    words: Sequence[str]
    tasks: Sequence[int] | None = None
    agencies: Sequence[int] | None = None

    @property
    def are_none(self) -> bool:
        return self.tasks is not None and not self.tasks and not self.agencies

    @property
    def are_many(self) -> bool:
        return self.tasks is None

    @cached_property
    def task_ids(self) -> Select[int]:
        return rows_numbered(self.tasks or ())

    def of_assignments(self) -> ColumnElement[bool]:
        """Condition on Assignment: the task has every word (the names of leads in the paper are among its words), or
        the name of the agency that owes it has; so members of a collective are found too."""
        agencies = select(Agency.id).where(*_named(self.words)) if self.agencies is None else self.agencies
        if self.tasks is not None and self.agencies is not None and not self.agencies:
            return Assignment.task_id.in_(self.task_ids)  # alone, so that the index of tasks serves
        if self.tasks is not None:
            return or_(Assignment.task_id.in_(self.task_ids), Assignment.agency_id.in_(agencies))
        tasks = select(Task.id).where(*_worded(self.words))
        return row_by_row(or_(Assignment.task_id.in_(tasks), Assignment.agency_id.in_(agencies)))

    def of_tasks(self) -> list[ColumnElement[bool]]:
        """Conditions on Task."""
        return _worded(self.words) if self.tasks is None else [Task.id.in_(self.task_ids)]


def look_up(session: Session, words: Sequence[str]) -> Hits:
    of_tasks = select(Task.id, _IS_TASK.label("of")).where(*_worded(words)).limit(NAMED + 1).subquery()
    of_agencies = select(Agency.id, _IS_AGENCY.label("of")).where(*_named(words))
    found = session.execute(union_all(select(of_tasks), of_agencies)).all()
    tasks = [id_ for id_, is_task in found if is_task]
    return Hits(words, tasks if len(tasks) <= NAMED else None, [id_ for id_, is_task in found if not is_task])


def _worded(words: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions on Task: it has every folded word. "II.29.1" finds that row alone, "II.29" its sub-items too."""
    codes = [_has_code(word) for word in words if _CODE.fullmatch(word)]
    return codes + [
        position(Task.search_text, bound) > 0 for word, bound in _bounded(words) if not _CODE.fullmatch(word)
    ]


def _named(words: Sequence[str]) -> list[ColumnElement[bool]]:
    return [position(_AGENCY, bound) > 0 for _word, bound in _bounded(words)]


def _has_code(word: str) -> ColumnElement[bool]:
    code, wanted = func.lower(Task.code), word.rstrip(".")
    return or_(code == wanted, code.startswith(f"{wanted}.", autoescape=True))


def _bounded(words: Sequence[str]) -> list[tuple[str, str]]:
    """Each word as it has to stand in a text, the longest first: it is the rarest, and most rows fall with it.

    Syllables are short: "an" must not find "ban" and "toàn". The last word may be only begun, as people type; numbers
    and signs may go on in any place."""
    found = []
    for number, word in enumerate(words):
        is_whole = number < len(words) - 1 and word.isalpha()
        is_sign = not any(character.isalnum() for character in word)
        found.append((word, word if is_sign else f" {word} " if is_whole else f" {word}"))
    return sorted(found, key=lambda one: -len(one[1]))
