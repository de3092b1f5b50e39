"""What an administrator looks after: jobs, mail that did not arrive, agencies nobody answers for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.health.queries import JobState, job_states
from tracker.notifications.models import Delivery, Notification
from tracker.tasks.models import Assignment
from tracker.users.models import Membership, User

AGENCIES_SHOWN = 10


@dataclass(slots=True)
class Administration:
    jobs: Sequence[JobState]
    mail_failures: int
    mail_waiting: int
    empty_agencies: Sequence[Agency]
    empty_count: int

    @property
    def late(self) -> list[JobState]:
        return [job for job in self.jobs if job.late]


def administration(session: Session, now: datetime, day: date) -> Administration:
    by_state = select(Notification.state, func.count(Notification.id)).group_by(Notification.state)
    mails = {state: count for state, count in session.execute(by_state)}  # noqa: C416  # rows are not pairs
    nobody = [
        exists().where(Assignment.agency_id == Agency.id, Assignment.is_open()),
        ~exists().where(
            Membership.agency_id == Agency.id,
            Membership.user_id == User.id,
            User.active.is_(True),
            or_(Membership.from_on.is_(None), Membership.from_on <= day),
            or_(Membership.to_on.is_(None), Membership.to_on >= day),
        ),
    ]
    empty = session.scalars(select(Agency).where(*nobody).order_by(Agency.folded, Agency.id).limit(AGENCIES_SHOWN))
    return Administration(
        jobs=job_states(session, now),
        mail_failures=mails.get(Delivery.FAILED, 0) + mails.get(Delivery.BOUNCED, 0),
        mail_waiting=mails.get(Delivery.PLANNED, 0) + mails.get(Delivery.CLAIMED, 0),
        empty_agencies=empty.all(),
        empty_count=session.scalar(select(func.count(Agency.id)).where(*nobody)) or 0,
    )
