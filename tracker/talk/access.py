"""The only ways to directions and comments from an address: 404 for what is not the person's to see, 403 for what is
not the person's to do."""

from flask import abort

from tracker import clock
from tracker.db import db
from tracker.permissions import Action, Scope, can
from tracker.talk import queries
from tracker.talk.models import Addressee, Comment
from tracker.tasks.access import load_task
from tracker.tasks.models import Task
from tracker.tasks.queries import scope_of
from tracker.users.auth import current_user


def load_task_for(task_id: int, action: Action) -> Task:
    task = load_task(task_id)
    if not can(current_user, action, scope_of(task), clock.today()):
        abort(403)
    return task


def load_task_to_talk(task_id: int) -> tuple[Task, tuple[int, ...], bool]:
    """A task the person may talk about, the agencies he may speak for, and whether he follows the whole plan."""
    task, day = load_task(task_id), clock.today()
    speaks_for = queries.speaks_for(current_user, task, day, queries.leads_of(db.session, task))
    whole = can(current_user, Action.TASK_COMMENT, Scope(task.plan.steering_agency_id), day)
    if not speaks_for and not whole:
        abort(403)
    return task, speaks_for, whole


def load_addressee(addressee_id: int, action: Action) -> Addressee:
    """What an agency must answer: its own people answer, those who give directions on the plan judge the answer."""
    day = clock.today()
    to = queries.find_addressee(db.session, current_user, addressee_id, day)
    if to is None:
        abort(404)
    scope = Scope(steering=to.direction.task.plan.steering_agency_id, lead=to.agency_id)
    if not can(current_user, action, scope, day):
        abort(403)
    return to


def load_comment(comment_id: int) -> Comment:
    found = queries.find_comment(db.session, current_user, comment_id, clock.today())
    if found is None:
        abort(404)
    return found
