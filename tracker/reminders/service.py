"""Reminders before the due day: one mail a person with all the steps that were reached. Reads; the job writes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tracker import clock
from tracker.deadlines.calendar import Calendar
from tracker.deadlines.queries import calendar
from tracker.notifications.outbox import Draft, Item, Person, told_keys
from tracker.reminders import checks, facts
from tracker.reminders.people import Seats, seats
from tracker.reminders.queries import LEAD_TO_MOVE, Duty, slices
from tracker.reminders.rules import (
    HEAD_FROM,
    LONGEST_STEP,
    asking_day,
    next_moment,
    step_reached,
    steps_for,
    steps_passed,
)
from tracker.tasks.models import Assignment

KIND = "reminder"


def reminders(session: Session, day: date, now: datetime) -> list[Draft]:
    """What each person should be reminded of by `day` and was not yet; on rest days nobody is."""
    days = calendar(session)
    if not days.is_working_day(day):
        return []
    people = seats(session, day)
    upcoming = (LEAD_TO_MOVE, Assignment.due_order >= day, Assignment.due_order <= _horizon(day, days))
    told: dict[Person, list[Item]] = {}
    for some in slices(session, *upcoming):
        for person, items in _untold(session, _reached(some, people, day, days)):
            told.setdefault(person, []).extend(items)
    not_before = next_moment(clock.local(now), days)
    return [
        Draft(KIND, person, items, not_before, context=facts.place(items))
        for person, items in sorted(told.items(), key=_by_account)
    ]


def _horizon(day: date, days: Calendar) -> date:
    """No due day later than this can have a step reached by the next working day."""
    return days.add_working_days(day, 1) + timedelta(days=LONGEST_STEP)


def _reached(
    some: Iterable[Duty], people: Mapping[int, Seats], day: date, days: Calendar
) -> Iterator[tuple[Person, list[Item]]]:
    """For each duty with a step reached: the fact of that step for each person, and the earlier steps it replaces."""
    for duty in some:
        steps = steps_for(duty.start_on, duty.period_end)
        step = step_reached(duty.assigned_on, duty.due, asking_day(day, duty.due, days), steps)
        if step is None:
            continue
        passed = steps_passed(duty.assigned_on, duty.due, step, steps)
        seat = people.get(duty.agency_id)
        for person in addressees(seat, step):
            replaced = [p for p in passed if person in addressees(seat, p)]
            yield person, [facts.before(duty, person.id, step), *(_replaced(duty, person, p) for p in replaced)]


def _replaced(duty: Duty, person: Person, step: int) -> Item:
    return facts.before(duty, person.id, step, checks.LATER_STEP)


def addressees(seat: Seats | None, step: int) -> list[Person]:
    """Who is reminded at a step; nobody where the agency has no people: the steering office's digest says so."""
    if seat is None:
        return []
    people = [*seat.focals, *(seat.heads if step <= HEAD_FROM else [])]
    return list({person.id: person for person in people}.values())


def _untold(session: Session, reached: Iterable[tuple[Person, list[Item]]]) -> Iterator[tuple[Person, list[Item]]]:
    candidates = list(reached)
    known = told_keys(session, (items[0].key for _person, items in candidates))
    return ((person, items) for person, items in candidates if items[0].key not in known)


def _by_account(entry: tuple[Person, list[Item]]) -> int:
    return entry[0].id
