"""The only way to a request from an address: 404 for what is not the person's to read, 403 for what is not the
person's to change. And the moment of an act."""

from flask import abort, current_app

from tracker import clock
from tracker.db import db
from tracker.deadlines.queries import calendar
from tracker.extensions import queries
from tracker.extensions.models import Extension
from tracker.permissions import Action, can
from tracker.tasks.publishing import Moment
from tracker.tasks.queries import scope_of
from tracker.users.auth import current_user


def load_extension(extension_id: int, action: Action) -> Extension:
    extension = queries.find(db.session, current_user, extension_id, clock.today())
    if extension is None:
        abort(404)
    if not may(action, extension):
        abort(403)
    return extension


def may(action: Action, extension: Extension) -> bool:
    assignment = extension.assignment
    return can(current_user, action, scope_of(assignment.task, assignment), clock.today())


def moment() -> Moment:
    settings = current_app.extensions["settings"]
    return Moment(clock.now(), clock.today(), calendar(db.session), settings.due_counts)
