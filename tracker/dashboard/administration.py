"""What an administrator looks after: jobs, mail that did not arrive, agencies nobody answers for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.health.queries import JobState, job_states
from tracker.notifications.models import Delivery
from tracker.notifications.queries import states_count
from tracker.tasks.unattended import owing_without_people
from tracker.users.models import User

AGENCIES_SHOWN = 10


@dataclass(slots=True)
class Administration:
    jobs: Sequence[JobState]
    mails: Mapping[Delivery, int]
    empty_agencies: Sequence[Agency]
    empty_count: int

    @property
    def late(self) -> list[JobState]:
        return [job for job in self.jobs if job.late]


def administration(session: Session, user: User, now: datetime, day: date) -> Administration:
    nobody = owing_without_people(day)
    empty = session.scalars(select(Agency).where(nobody).order_by(Agency.folded, Agency.id).limit(AGENCIES_SHOWN))
    return Administration(
        jobs=job_states(session, now),
        mails=states_count(session, user, day),
        empty_agencies=empty.all(),
        empty_count=session.scalar(select(func.count(Agency.id)).where(nobody)) or 0,
    )
