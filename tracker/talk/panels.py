"""Directions and talk on the task page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.permissions import Action, Scope, allowed
from tracker.talk import queries
from tracker.talk.forms import CommentForm
from tracker.talk.models import Addressee, Comment
from tracker.tasks.models import Task
from tracker.tasks.panels import Panel, Place, register
from tracker.tasks.queries import scope_of
from tracker.tasks.sheet import Sheet
from tracker.users.models import User


@dataclass(frozen=True, slots=True)
class Directions:
    addressees: Sequence[Addressee]
    mine: frozenset[int]
    """Agencies for which the person may answer."""
    may_give: bool
    day: date


@dataclass(frozen=True, slots=True)
class Talk:
    comments: Sequence[Comment]
    older: int | None
    form: CommentForm | None
    is_following: bool


def connect() -> None:
    register(Place.MAIN, directions, queries.has_directions)
    register(Place.MAIN, talk, queries.has_comments, queries.is_followed)


def directions(session: Session, user: User, task: Task, _sheet: Sheet, day: date, are_some: bool) -> Panel | None:
    may_give = Action.DIRECTION_GIVE in allowed(user, scope_of(task), day)
    found = queries.directions(session, user, task, day) if are_some else []
    if not found and not may_give:
        return None
    mine = {to.agency_id for to in found if Action.DIRECTION_ANSWER in allowed(user, Scope(lead=to.agency_id), day)}
    return Panel("talk/_directions.html", Directions(found, frozenset(mine), may_give, day))


def talk(
    session: Session, user: User, task: Task, sheet: Sheet, day: date, are_some: bool, is_followed: bool
) -> Panel | None:
    found = queries.comments(session, user, task, day) if are_some else []
    speaks_for = queries.speaks_for(user, task, day, [row.agency_id for row in sheet.rows])
    whole = Action.TASK_COMMENT in allowed(user, Scope(task.plan.steering_agency_id), day)
    form = CommentForm(formdata=None) if speaks_for or whole else None
    shown = found[: queries.SHOWN]
    older = shown[-1].id if len(found) > queries.SHOWN else None
    return Panel("talk/_talk.html", Talk(shown, older, form, is_followed))


def offer(session: Session, form: CommentForm, task: Task, speaks_for: Sequence[int], whole: bool, day: date) -> None:
    """What one may choose in the form: whoever follows the plan speaks to all or to one agency; an agency speaks to
    all unless the task is one of many agencies that do not see one another."""
    agencies = [one for one in queries.owing(session, task) if whole or one.id in speaks_for]
    to_all = whole or not queries.is_collective(session, task)
    people = queries.mentionable(session, task, None if to_all else agencies[0].id, day)
    form.offer(agencies, people, to_all=to_all)
