"""Nobody decides on his own report: not as himself, not for somebody absent, not through a second post or in bulk.

Every way to a decision goes through `service`, and every page that offers one asks here.
"""

from datetime import date

from tracker.permissions import STEERS
from tracker.tasks.models import Assignment, Submission
from tracker.users.models import User


def is_own(submission: Submission, user: User, day: date) -> bool:
    """Whether somebody stands behind both the report and a decision that `user` would make on it."""
    return bool(people_behind(submission) & deciding(submission.assignment, user, day))


def people_behind(submission: Submission) -> frozenset[int]:
    """Who reported, who prepared what he approved, and the absent people for whom they did."""
    named = {submission.reported_by_id, submission.prepared_by_id, *submission.stood_for}
    return frozenset(id_ for id_ in named if id_ is not None)


def deciding(assignment: Assignment, user: User, day: date) -> frozenset[int]:
    """The person himself, and the absent one whose post lets him decide."""
    absent = user.stands_in_for({assignment.decider_id}, day, STEERS)
    return frozenset({user.id} if absent is None else {user.id, absent})
