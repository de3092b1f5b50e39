"""The only ways to a task or an assignment from an address: 404 for what is not the person's to see, 403 for what is
not the person's to change."""

from flask import abort

from tracker import clock
from tracker.db import db
from tracker.permissions import Action, can
from tracker.tasks import queries
from tracker.tasks.models import Assignment, Task, TaskAgency
from tracker.users.auth import current_user


def load_task(task_id: int) -> Task:
    task = queries.find_task(db.session, current_user, task_id, clock.today())
    if task is None:
        abort(404)
    return task


def load_assignment(assignment_id: int, action: Action) -> Assignment:
    day = clock.today()
    assignment = queries.find_assignment(db.session, current_user, assignment_id, day)
    if assignment is None:
        abort(404)
    if not can(current_user, action, queries.scope_of(assignment.task, assignment), day):
        abort(403)
    return assignment


def load_lead(part_id: int, action: Action) -> TaskAgency:
    """A lead that the paper names on a task, to be expanded."""
    part = db.session.get(TaskAgency, part_id)
    if part is None:
        abort(404)
    task = load_task(part.task_id)
    if not can(current_user, action, queries.scope_of(task), clock.today()):
        abort(403)
    return part
