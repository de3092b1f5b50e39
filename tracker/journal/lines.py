"""The lines of the audit page in words: who, for whom, from where, what, and what it changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from tracker.agencies.models import Agency
from tracker.agencies.rules import AgencyKind
from tracker.agencies.words import kind_words
from tracker.audit.chain import COMMAND_LINE
from tracker.audit.kinds import Subject
from tracker.audit.models import AuditEvent
from tracker.db import rows_numbered
from tracker.filters import said
from tracker.journal.queries import Place, Source
from tracker.journal.words import FIELDS, REFUSALS, SIGN_INS, SYSTEM_ACTS, TASK_ACTS
from tracker.plans.models import Plan
from tracker.tasks.choices import state_words
from tracker.tasks.event_words import details_of, words_of
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.users.models import Post, Role, SignInEvent, User
from tracker.users.words import POSTS, ROLES

_JOB = "job:"
_OF_AGENCIES = frozenset({"parent", "members", "agencies"})
"""Fields that hold numbers of agencies."""
_TOLD = frozenset({"status"})
"""What is shown of a task's event as a change; the rest is in its words."""


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """`about` names the thing, `url` leads to it; `told`: what somebody said with the act."""

    place: Place
    who: str
    absent: str
    address: str
    what: str
    about: str = ""
    url: str = ""
    changes: Sequence[Change] = ()
    told: str = ""
    batch: str = ""

    @property
    def at(self) -> datetime:
        return self.place.at


def lines(session: Session, places: Sequence[Place]) -> list[Line]:
    """The lines of some places, in their order; the same few statements for any number."""
    ids = {source: [place.id for place in places if place.source is source] for source in Source}
    found = {
        **_task_lines(session, ids[Source.TASK]),
        **_system_lines(session, ids[Source.SYSTEM]),
        **_sign_ins(session, ids[Source.SIGN_IN]),
    }
    return [found[place] for place in places]


def _task_lines(session: Session, ids: Sequence[int]) -> dict[Place, Line]:
    query = (
        select(TaskEvent, Task.id, Task.code, Task.title, Plan)
        .join(Plan, Plan.id == TaskEvent.plan_id)
        .outerjoin(Task, Task.id == TaskEvent.task_id)
        .where(TaskEvent.id.in_(rows_numbered(ids)))
        .options(
            joinedload(TaskEvent.actor),
            joinedload(TaskEvent.on_behalf_of),
            joinedload(TaskEvent.assignment).joinedload(Assignment.agency),
        )
    )
    found = {}
    for event, task_id, code, title, plan in session.execute(query):
        place = Place(event.at, Source.TASK, event.id)
        agency = event.assignment.agency.name if event.assignment else ""
        found[place] = Line(
            place,
            who=_who(event.actor.name if event.actor else None),
            absent=event.on_behalf_of.name if event.on_behalf_of else "",
            address=_address(event.address),
            what=_act(event),
            about=" · ".join(part for part in (plan.label, agency, f"{code} {title}" if code else "") if part),
            url=url_for("tasks.show", task_id=task_id) if task_id else url_for("plans.show", plan_id=plan.id),
            changes=tuple(_changes(event.before, event.after, {}, only=_TOLD)),
            told=details_of(event),
            batch=event.batch or "",
        )
    return found


def _act(event: TaskEvent) -> str:
    words = words_of(event)
    return str(TASK_ACTS[event.kind]) if words == event.kind.value else words


def _system_lines(session: Session, ids: Sequence[int]) -> dict[Place, Line]:
    actor, absent = aliased(User), aliased(User)
    query = (
        select(AuditEvent, actor.name, absent.name)
        .outerjoin(actor, actor.id == AuditEvent.actor_id)
        .outerjoin(absent, absent.id == AuditEvent.on_behalf_of_id)
        .where(AuditEvent.id.in_(rows_numbered(ids)))
    )
    rows = session.execute(query).all()
    names = _agency_names(session, (event for event, _who_, _absent in rows))
    found = {}
    for event, who, for_whom in rows:
        place = Place(event.at, Source.SYSTEM, event.id)
        found[place] = Line(
            place,
            who=_who(who),
            absent=for_whom or "",
            address=_address(event.address),
            what=str(SYSTEM_ACTS[event.kind]),
            about=event.label,
            url=_url(event),
            changes=tuple(_changes(event.before, event.after, names)),
            told=said(event.note),
            batch=event.batch or "",
        )
    return found


def _url(event: AuditEvent) -> str:
    if event.subject_id is None:
        return ""
    if event.subject_kind is Subject.AGENCY:
        return url_for("agencies.show", agency_id=event.subject_id)
    return url_for("plans.show", plan_id=event.subject_id) if event.subject_kind is Subject.PLAN else ""


def _sign_ins(session: Session, ids: Sequence[int]) -> dict[Place, Line]:
    query = select(SignInEvent, User.name).outerjoin(User, User.id == SignInEvent.user_id)
    found = {}
    for event, name in session.execute(query.where(SignInEvent.id.in_(rows_numbered(ids)))):
        place = Place(event.at, Source.SIGN_IN, event.id)
        refusal = str(REFUSALS.get(event.reason, event.reason))
        found[place] = Line(
            place,
            who=name or event.email,
            absent="",
            address=event.address,
            what=str(SIGN_INS[event.ok]),
            about=event.email,
            told="" if event.ok else refusal,
        )
    return found


def _agency_names(session: Session, events: Iterable[AuditEvent]) -> Mapping[int, str]:
    ids = {
        number
        for event in events
        for values in (event.before, event.after)
        for field in _OF_AGENCIES & values.keys()
        for number in _list_of(values[field])
        if isinstance(number, int)
    }
    query = select(Agency.id, Agency.name).where(Agency.id.in_(rows_numbered(ids)))
    return dict(session.execute(query).all())


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Mapping[int, str], only: frozenset[str] | None = None
) -> Iterator[Change]:
    """What is not the same after an act as before it."""
    for field in dict.fromkeys((*before, *after)):
        old, new = before.get(field), after.get(field)
        if old == new or (only is not None and (field not in only or field not in before)):
            continue
        yield Change(str(FIELDS.get(field, field)), _value(field, old, names), _value(field, new, names))


def _value(field: str, value: Any, names: Mapping[int, str]) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if field in _OF_AGENCIES:
        return ", ".join(names.get(one, str(one)) for one in _list_of(value))
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return _word(field, str(value))


def _word(field: str, value: str) -> str:
    if field == "status":
        return state_words().get(value, value)
    if field == "role" and value in set(Role):
        return str(ROLES[Role(value)])
    if field == "post" and value in set(Post):
        return str(POSTS[Post(value)])
    if field == "kind" and value in set(AgencyKind):
        return kind_words()[AgencyKind(value)]
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _who(name: str | None) -> str:
    return name or _("Hệ thống")


def _address(address: str) -> str:
    if address == COMMAND_LINE:
        return _("dòng lệnh")
    if address.startswith(_JOB):
        return _("công việc nền %(name)s", name=address.removeprefix(_JOB))
    return address
