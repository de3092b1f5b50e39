"""What a morning digest is made from, read at once for everybody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency
from tracker.notifications.models import Delivery, Notification, NotificationItem
from tracker.plans.models import Plan, PlanState
from tracker.reminders import facts
from tracker.reminders.people import Seats, seats
from tracker.reminders.queries import LEAD_TO_MOVE, Duty, duties
from tracker.tasks.models import Assignment
from tracker.tasks.rules import DUE_SOON_DAYS, LEADS_MOVE, Status


@dataclass(frozen=True)
class Escalated:
    """A level of the ladder that an agency's duty reached; given by the package above, in plain values."""

    duty: Duty
    level: int
    opened_on: date


@dataclass(frozen=True)
class Unmanned:
    """An agency that owes tasks and has nobody who could be told of them."""

    steering_id: int
    agency_id: int
    agency: str
    count: int


@dataclass(frozen=True)
class Late:
    """How far an agency is behind in the plans of a steering agency."""

    steering_id: int
    agency_id: int
    agency: str
    count: int
    days: int


@dataclass(frozen=True)
class Morning:
    """Duties by lead agency and by steering agency, and what else the steering offices should hear."""

    day: date
    people: Mapping[int, Seats]
    names: Mapping[int, str]
    owed: Mapping[int, Sequence[Duty]]
    steered: Mapping[int, Sequence[Duty]]
    unmanned: Mapping[int, Sequence[Unmanned]]
    escalated: Mapping[int, Sequence[Escalated]]
    reminded: frozenset[tuple[int, str]]

    def late(self, steering_id: int) -> list[Late]:
        """The agencies behind in the plans of a steering agency, longest delay first."""
        found: dict[int, list[Duty]] = defaultdict(list)
        for duty in self.steered.get(steering_id, ()):
            if is_overdue(duty, self.day):
                found[duty.agency_id].append(duty)
        late = [
            Late(steering_id, agency_id, some[0].agency, len(some), (self.day - some[0].due).days)
            for agency_id, some in found.items()
        ]
        return sorted(late, key=lambda one: (-one.days, -one.count, one.agency_id))


def read(session: Session, day: date, escalated: Iterable[Escalated]) -> Morning:
    soon = Assignment.due_order <= day + timedelta(days=DUE_SOON_DAYS)
    asks = Assignment.extension_asked_on.is_not(None)
    waits = LEAD_TO_MOVE & (Assignment.handed_back_at.is_not(None) | Assignment.prepared_at.is_not(None))
    to_tell = or_(LEAD_TO_MOVE & soon, Assignment.status.in_([Status.RETURNED, Status.SUBMITTED]), asks, waits)
    owed, steered = defaultdict(list), defaultdict(list)
    for duty in duties(session, to_tell):
        owed[duty.agency_id].append(duty)
        steered[duty.steering_id].append(duty)
    news = defaultdict(list)
    for one in escalated:
        news[one.duty.steering_id].append(one)
    people = seats(session, day)
    names = dict(session.execute(select(Agency.id, Agency.name).where(Agency.id.in_(people))).all())
    return Morning(day, people, names, owed, steered, _unmanned(session, people), news, _reminded(session, day))


def is_overdue(duty: Duty, day: date) -> bool:
    """Open and late by the official count: a report that came late stays overdue until it is confirmed."""
    late = duty.due_on is not None and (duty.reported_on or day) > duty.due_on
    return late and (duty.status in LEADS_MOVE or duty.status is Status.SUBMITTED)


def _unmanned(session: Session, people: Mapping[int, Seats]) -> Mapping[int, Sequence[Unmanned]]:
    query = (
        select(Assignment.decider_id, Agency.id, Agency.name, func.count())
        .select_from(Assignment)
        .join(Plan, Plan.id == Assignment.plan_id)
        .join(Agency, Agency.id == Assignment.agency_id)
        .where(Plan.state == PlanState.PUBLISHED, LEAD_TO_MOVE, Assignment.held.is_(False))
        .group_by(Assignment.decider_id, Agency.id, Agency.name)
        .order_by(Agency.id)
    )
    found: dict[int, list[Unmanned]] = defaultdict(list)
    for steering_id, agency_id, agency, count in session.execute(query):
        if agency_id not in people:
            found[steering_id].append(Unmanned(steering_id, agency_id, agency, count))
    return found


def _reminded(session: Session, day: date) -> frozenset[tuple[int, str]]:
    """Who was reminded of what in a mail of this very morning: the digest does not say it again."""
    morning = datetime.combine(day, time(), tzinfo=clock.zone())
    query = (
        select(Notification.user_id, NotificationItem.topic)
        .join(NotificationItem.notification)
        .where(
            Notification.created_at >= morning,
            Notification.created_at < morning + timedelta(days=1),
            NotificationItem.kind == facts.BEFORE,
            NotificationItem.state.in_([Delivery.PLANNED, Delivery.CLAIMED, Delivery.SENT, Delivery.DELIVERED]),
        )
    )
    return frozenset((user_id, topic) for user_id, topic in session.execute(query) if user_id is not None)
