"""Events of tasks, other acts and sign-ins as one list, newest first, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, exists, false, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from tracker.audit.kinds import Subject
from tracker.audit.models import AuditEvent
from tracker.db import begins_word, position
from tracker.journal.filtering import KINDS, Filter
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.text import words_of
from tracker.users.models import Membership, SignInEvent, User

PAGE_SIZE = 50
_MOST_WORDS = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Source(IntEnum):
    """Of lines of one instant, the greater stands first."""

    SIGN_IN = 1
    SYSTEM = 2
    TASK = 3


_NAMES = {Source.TASK: "viec", Source.SYSTEM: "he-thong", Source.SIGN_IN: "dang-nhap"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands in the list."""

    at: datetime
    source: Source
    id: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place an address names; None when it makes no sense."""
        try:
            micros, source, id_ = (int(part) for part in text.split("_"))
            if not 0 <= id_ < 2**31:
                return None
            return cls(_EPOCH + timedelta(microseconds=micros), Source(source), id_)
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // timedelta(microseconds=1)}_{self.source.value}_{self.id}"


@dataclass(frozen=True, slots=True)
class Cut:
    """Some lines of the list, newest first, and the places from which it goes on in either direction."""

    places: Sequence[Place]
    newer: Place | None = None
    older: Place | None = None


def cut(
    session: Session,
    wanted: Filter,
    *,
    after: Place | None = None,
    before: Place | None = None,
    size: int = PAGE_SIZE,
) -> Cut:
    """The lines behind a place, or in front of one; one statement."""
    goes_back = before is not None and after is None
    parts = [_part(source, wanted, before if goes_back else after, goes_back, size + 1) for source in Source]
    lines = union_all(*parts).subquery()
    order = [lines.c.at, lines.c.source, lines.c.id]
    query = select(lines).order_by(*(one if goes_back else one.desc() for one in order)).limit(size + 1)
    found = [Place(row.at, Source(row.source), row.id) for row in session.execute(query)]
    more, shown = len(found) > size, found[:size]
    if goes_back:
        shown.reverse()
    if not shown:
        return Cut([])
    has_newer, has_older = (more, True) if goes_back else (after is not None, more)
    return Cut(shown, shown[0] if has_newer else None, shown[-1] if has_older else None)


def _part(source: Source, wanted: Filter, here: Place | None, goes_back: bool, limit: int) -> Select[Any]:
    model = _MODELS[source]
    query = select(model.at.label("at"), literal(source.value, Integer()).label("source"), model.id.label("id"))
    query = query.where(*_conditions(source, wanted))
    if source is Source.TASK and wanted.words:
        query = query.outerjoin(Task, Task.id == TaskEvent.task_id)
    if here is not None:
        query = query.where(_from(source, model, here, goes_back))
    columns = (model.at, model.id)
    ordered = query.order_by(*(one if goes_back else one.desc() for one in columns)).limit(limit).subquery()
    return select(ordered.c.at, ordered.c.source, ordered.c.id)


_MODELS: dict[Source, Any] = {Source.TASK: TaskEvent, Source.SYSTEM: AuditEvent, Source.SIGN_IN: SignInEvent}


def _from(source: Source, model: Any, here: Place, goes_back: bool) -> ColumnElement[bool]:
    """Lines of one source that stand behind a place of the whole list, or in front of it."""
    at: ColumnElement[datetime] = model.at
    if source is here.source:
        key = tuple_(at, model.id)
        return key > (here.at, here.id) if goes_back else key < (here.at, here.id)
    if goes_back:
        return at >= here.at if source > here.source else at > here.at
    return at <= here.at if source < here.source else at < here.at


def _conditions(source: Source, wanted: Filter) -> list[ColumnElement[bool]]:
    model = _MODELS[source]
    if wanted.of and wanted.of != _NAMES[source]:
        return [false()]
    parts = [model.at >= wanted.since] if wanted.since else []
    if wanted.until:
        parts.append(model.at < wanted.until)
    if source is Source.SIGN_IN:
        return parts + _of_sign_ins(wanted)
    if wanted.kind:
        parts.append(model.kind == KINDS[wanted.kind])
    if wanted.batch:
        parts.append(model.batch == wanted.batch)
    if wanted.person:
        people = _people(wanted)
        parts.append(or_(model.actor_id.in_(people), model.on_behalf_of_id.in_(people)))
    return parts + (_of_tasks(wanted) if source is Source.TASK else _of_the_system(wanted))


def _of_tasks(wanted: Filter) -> list[ColumnElement[bool]]:
    parts = [or_(begins_word(TaskEvent.folded, word), begins_word(Task.search_text, word)) for word in _words(wanted)]
    if wanted.plan is not None:
        parts.append(TaskEvent.plan_id == wanted.plan)
    if wanted.agency is not None:
        owed = exists().where(Assignment.id == TaskEvent.assignment_id, Assignment.agency_id == wanted.agency)
        parts.append(owed)
    return parts


def _of_the_system(wanted: Filter) -> list[ColumnElement[bool]]:
    parts = [begins_word(AuditEvent.folded, word) for word in _words(wanted)]
    if wanted.plan is not None:
        of_plans = AuditEvent.subject_kind.in_([Subject.PLAN, Subject.DRAFT])
        parts.append(and_(of_plans, AuditEvent.subject_id == wanted.plan))
    if wanted.agency is not None:
        own = and_(AuditEvent.subject_kind == Subject.AGENCY, AuditEvent.subject_id == wanted.agency)
        staff = and_(AuditEvent.subject_kind == Subject.PERSON, AuditEvent.subject_id.in_(_staff(wanted)))
        parts.append(or_(own, staff))
    return parts


def _of_sign_ins(wanted: Filter) -> list[ColumnElement[bool]]:
    if wanted.plan is not None or wanted.batch:
        return [false()]
    parts = [
        or_(position(SignInEvent.email, word) > 0, SignInEvent.user_id.in_(_named(User.folded, [word])))
        for word in _words(wanted)
    ]
    if wanted.kind:
        parts.append(SignInEvent.ok.is_(KINDS[wanted.kind]))
    if wanted.person:
        parts.append(SignInEvent.user_id.in_(_people(wanted)))
    if wanted.agency is not None:
        parts.append(SignInEvent.user_id.in_(_staff(wanted)))
    return parts


def _words(wanted: Filter) -> list[str]:
    return words_of(wanted.words)[:_MOST_WORDS]


def _people(wanted: Filter) -> Select[Any]:
    return _named(User.folded, words_of(wanted.person)[:_MOST_WORDS])


def _named(column: InstrumentedAttribute[str], words: Sequence[str]) -> Select[Any]:
    return select(User.id).where(*(begins_word(column, word) for word in words))


def _staff(wanted: Filter) -> Select[Any]:
    """Whoever holds a post in the agency, or held one."""
    return select(Membership.user_id).where(Membership.agency_id == wanted.agency)
