"""Agencies that owe something while nobody holds a post in them."""

from datetime import date

from sqlalchemy import ColumnElement, and_, exists

from tracker.agencies.models import Agency
from tracker.tasks.models import Assignment
from tracker.users.queries import has_nobody


def owing_without_people(day: date) -> ColumnElement[bool]:
    """Condition on Agency: it has an open assignment, and no mail about it would reach anybody."""
    return and_(has_nobody(day), exists().where(Assignment.agency_id == Agency.id, Assignment.is_open()))
