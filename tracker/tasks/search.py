"""Words of a search: what has them, looked up once, so that a page and its counts need not each read all tasks."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    String,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.agencies.models import Agency
from tracker.db import listed, position, read
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import row_by_row

NAMED = 1000
"""How many tasks are worth naming one by one in a statement; of more, the statement asks for the words itself."""
_IS_TASK, _IS_AGENCY = literal_column("1", Integer()), literal_column("0", Integer())
_CODE = re.compile(r"[ivxlcdm]+(\.\d+)+\.?")
_WILD = re.compile("[%_/]")
_AGENCY = literal(" ") + Agency.folded + " "


class Shape(NamedTuple):
    """All that must be known of a search to make a statement: searches of one shape share theirs, and their words and
    hits come with the execution (`Hits.binds`). `codes`: which of the words are codes of tasks."""

    codes: tuple[bool, ...]
    names_tasks: bool
    names_agencies: bool

    def of_assignments(self) -> ColumnElement[bool]:
        """Condition on Assignment: the task has every word (the names of leads in the paper are among its words), or
        the name of the agency that owes it has; so members of a collective are found too."""
        agencies = Assignment.agency_id.in_(listed("agencies_hit"))
        if not self.names_tasks:
            tasks = select(Task.id).where(*_worded(self.codes))
            return row_by_row(or_(Assignment.task_id.in_(tasks), agencies))
        tasks_hit = Assignment.task_id.in_(listed("tasks_hit"))
        return or_(tasks_hit, agencies) if self.names_agencies else tasks_hit  # alone: the index of tasks then serves

    def of_tasks(self) -> list[ColumnElement[bool]]:
        """Conditions on Task."""
        return [Task.id.in_(listed("tasks_hit"))] if self.names_tasks else _worded(self.codes)


@dataclass(frozen=True)
class Hits:
    """What has all the words; `tasks` is None where they were not looked up, or are more than is worth naming."""

    words: Sequence[str]
    tasks: Sequence[int] | None = None
    agencies: Sequence[int] = ()

    @property
    def are_many(self) -> bool:
        return self.tasks is None

    @cached_property
    def shape(self) -> Shape:
        codes = tuple(_is_code(word) for word, _bound in _bounded(self.words))
        return Shape(codes, self.tasks is not None, bool(self.agencies))

    @cached_property
    def binds(self) -> dict[str, Any]:
        """The values of every parameter in a statement of this shape."""
        found = {"agencies_hit": json.dumps(self.agencies), "tasks_hit": json.dumps(self.tasks or ())}
        for n, (word, bound) in enumerate(_bounded(self.words)):
            sieve = _WILD.sub(r"/\g<0>", bound.lstrip())
            found |= {f"word{n}": bound, f"sieve{n}": sieve, f"code{n}": word.rstrip(".")}
        return found


def look_up(session: Session, words: Sequence[str]) -> Hits:
    asked = Hits(words)
    found = read(session, _query(asked.shape.codes), asked.binds).all()
    tasks = [id_ for id_, is_task in found if is_task]
    return Hits(words, tasks if len(tasks) <= NAMED else None, [id_ for id_, is_task in found if not is_task])


@lru_cache(maxsize=64)
def _query(codes: tuple[bool, ...]) -> CompoundSelect[int, int]:
    of_tasks = select(Task.id, _IS_TASK.label("of")).where(*_worded(codes)).limit(NAMED + 1).subquery()
    of_agencies = select(Agency.id, _IS_AGENCY.label("of")).where(*(_has(_AGENCY, n) for n in range(len(codes))))
    return union_all(select(of_tasks), of_agencies)


def _worded(codes: Sequence[bool]) -> list[ColumnElement[bool]]:
    """Conditions on Task: it has every folded word. "II.29.1" finds that row alone, "II.29" its sub-items too."""
    coded = [_has_code(n) for n, is_code in enumerate(codes) if is_code]
    plain = [n for n, is_code in enumerate(codes) if not is_code]
    return coded + [_may_have(n) for n in plain[:1]] + [_has(Task.search_text, n) for n in plain]


def _may_have(n: int) -> ColumnElement[bool]:
    """True of every task that has the word. SQLite finds what does not begin with a space three times as fast."""
    return Task.search_text.contains(bindparam(f"sieve{n}", type_=String()), escape="/")


def _has(text: ColumnElement[str] | InstrumentedAttribute[str], n: int) -> ColumnElement[bool]:
    return position(text, bindparam(f"word{n}", type_=String())) > 0


def _has_code(n: int) -> ColumnElement[bool]:
    code, wanted = func.lower(Task.code), bindparam(f"code{n}", type_=String())
    return or_(code == wanted, code.startswith(wanted + "."))


def _is_code(word: str) -> bool:
    return _CODE.fullmatch(word) is not None


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
