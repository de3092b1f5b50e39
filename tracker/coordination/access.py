"""The only ways to a task from an address for those who help, and for those who say who leads: 404 for what is not
the person's to see, 403 for what is not the person's to do."""

from flask import abort

from tracker import clock
from tracker.coordination.queries import helping
from tracker.db import db
from tracker.permissions import ACTS, Action, can
from tracker.tasks.access import load_assignment, load_task
from tracker.tasks.models import Submission, Task, TaskAgency
from tracker.tasks.queries import scope_of
from tracker.users.auth import current_user


def load_task_for(task_id: int, action: Action) -> Task:
    task = load_task(task_id)
    if not can(current_user, action, scope_of(task), clock.today()):
        abort(403)
    return task


def load_report(submission_id: int) -> Submission:
    """A report on which the person may speak for an agency that helps."""
    submission = db.session.get(Submission, submission_id)
    if submission is None:
        abort(404)
    load_assignment(submission.assignment_id, Action.TASK_COORDINATE)
    return submission


def speaks_for(task: Task) -> list[TaskAgency]:
    """The coordinating agencies for which the person acts."""
    mine = current_user.agency_ids(clock.today(), ACTS)
    return [part for part in helping(task) if part.agency_id in mine]
