"""A task's history in words: who did what, when, and what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency
from tracker.db import read
from tracker.plans.models import Plan
from tracker.tasks.event_words import FORM, details_of, words_of
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, FormerPlace, Task, TaskEvent
from tracker.tasks.queries import Standing, history, last_events, standing, visible
from tracker.tasks.rules import Status
from tracker.users.models import User

SHOWN, SINCE = 100, 20


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the history, as the timeline component takes it."""

    at: datetime
    who: str
    what: str
    detail: str = ""
    icon: str = "point"
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened between a page that a person saw and now; `then`: the state that the page showed."""

    then: Status | None
    acts: Sequence[Act]


@dataclass(frozen=True, slots=True)
class History:
    acts: list[Act]
    older: int | None


def acts(
    session: Session,
    user: User,
    task: Task,
    former: Sequence[FormerPlace],
    day: date,
    before: int | None,
    several: bool,
) -> History:
    """A page of the history, newest first; `former`: where the task stood before, the last place first; `several`:
    name the agency of each act, for tasks that more than one owes.

    The giving of a task to many agencies at once is one line."""
    found = history(session, user, task, day, before, SHOWN + 1)
    shown = [act_of(event, open_, several) for event, open_ in found[:SHOWN]]
    if len(found) > SHOWN:
        return History(shown, found[SHOWN - 1][0].id)
    shown += list(_assigned(session, user, task, former, day))
    return History(sorted(shown, key=lambda act: act.at, reverse=True), None)


def since(session: Session, assignment: Assignment, seen: int) -> Meanwhile | None:
    """What was done to an assignment since its version `seen`, newest first; None for a version that never was, as of
    a form that lost it."""
    if not 0 < seen < assignment.version:
        return None
    events = last_events(session, assignment, SINCE)
    later = [event for event in events if event.after.get("version", 0) > seen]
    before = next((event.after for event in events if event not in later), later[-1].before if later else {})
    then = before.get("status")
    return Meanwhile(Status(then) if then else None, [act_of(event, True, False) for event in later])


def act_of(event: TaskEvent, words_open: bool, several: bool) -> Act:
    icon, tone = FORM.get(event.kind, ("point", ""))
    what = words_of(event)
    if several and event.assignment is not None:
        what = f"{event.assignment.agency.name}: {what[:1].lower()}{what[1:]}"
    who = _who(event.actor, event.on_behalf_of)
    return Act(event.at, who, what, details_of(event) if words_open else "", icon, tone)


def _who(actor: User | None, absent: User | None) -> str:
    if actor is None:
        return _("Hệ thống")
    return _("%(who)s thay %(absent)s", who=actor.name, absent=absent.name) if absent else actor.name


def _assigned(session: Session, user: User, task: Task, former: Sequence[FormerPlace], day: date) -> Iterator[Act]:
    came_through = dict.fromkeys(place.plan for place in reversed(former))
    yield from _at_publication(session, user, task, (*came_through, task.plan), day)
    for at, who, count, name in read(session, _events_query(standing(user, day)), {"task": task.id}):
        yield _given(at, who, count, name)


@lru_cache(maxsize=256)
def _events_query(at: Standing) -> Select[datetime, str, int, str]:
    return (
        select(TaskEvent.at, User.name, func.count(Agency.id.distinct()), func.min(Agency.name))
        .join(TaskEvent.assignment)
        .join(Agency, Agency.id == Assignment.agency_id)
        .outerjoin(User, User.id == TaskEvent.actor_id)
        .where(TaskEvent.task_id == bindparam("task"), TaskEvent.kind == EventKind.ASSIGNED, visible(at))
        .group_by(TaskEvent.at, User.name)
    )


def _at_publication(session: Session, user: User, task: Task, of: Sequence[Plan], day: date) -> Iterator[Act]:
    """Assignments that no event tells of: given with one of the plans the task came through, the first one first, or
    opened by the clock for a period since."""
    plans = [plan for plan in of if plan.published_at is not None]
    if not plans:
        return
    for assigned_on, count, name in read(session, _untold_query(standing(user, day)), {"task": task.id}).all():
        plan = _given_with(plans, assigned_on)
        if plan is not None and plan.published_at is not None:
            by = plan.published_by
            yield _given(plan.published_at, by.name if by else None, count, name)
        else:
            yield _given(datetime.combine(assigned_on, time(), tzinfo=clock.zone()), None, count, name)


@lru_cache(maxsize=256)
def _untold_query(at: Standing) -> Select[date, int, str]:
    told = exists().where(TaskEvent.assignment_id == Assignment.id, TaskEvent.kind == EventKind.ASSIGNED)
    return (
        select(Assignment.assigned_on, func.count(Agency.id.distinct()), func.min(Agency.name))
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(
            Assignment.task_id == bindparam("task"),
            Assignment.transferred_from_id.is_(None),
            ~told,
            visible(at),
        )
        .group_by(Assignment.assigned_on)
    )


def _given_with(plans: Sequence[Plan], assigned_on: date) -> Plan | None:
    """The plan that was published on the day; the first one for what is older than all of them."""
    days = [clock.day_of(plan.published_at) for plan in plans if plan.published_at]
    if assigned_on < min(days):
        return plans[0]
    return next((plan for plan, day in zip(plans, days, strict=True) if day == assigned_on), None)


def _given(at: datetime, who: str | None, count: int, name: str) -> Act:
    more = ngettext(" và %(num)s cơ quan khác", " và %(num)s cơ quan khác", count - 1) if count > 1 else ""
    what = _("Giao nhiệm vụ cho %(agency)s", agency=name) + more
    return Act(at, who or _("Hệ thống"), what, "", *FORM[EventKind.ASSIGNED])
