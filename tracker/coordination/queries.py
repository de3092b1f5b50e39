"""What coordinating agencies handed in and said, as far as a person may read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.coordination.models import Contribution, ContributionFile
from tracker.coordination.rules import Position, Stance, position, speak_until
from tracker.db import among
from tracker.deadlines.calendar import Calendar
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Assignment, Submission, Task, TaskAgency
from tracker.tasks.queries import Standing, evidence_visible, standing, visible
from tracker.tasks.rules import Status
from tracker.users.models import User

SHOWN = 30


@dataclass(frozen=True, slots=True)
class Said:
    """How one coordinating agency stands to one report."""

    agency_id: int
    agency: str
    position: Position
    words: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """A report that waits for its decision, and what coordinating agencies say to it by `until`."""

    submission: Submission
    until: date
    said: Sequence[Said]

    def count(self, position: str) -> int:
        return sum(one.position == position for one in self.said)

    @property
    def objections(self) -> list[Said]:
        return [one for one in self.said if one.position is Position.OBJECTION]


def helping(task: Task) -> list[TaskAgency]:
    """Agencies that the paper names as coordinating and that can answer."""
    return [part for part in task.agencies if part.part is AgencyPart.COORDINATING and part.agency.answers]


def contributions(session: Session, user: User, task: Task, day: date) -> Sequence[Contribution]:
    """The latest first. For one's own agency, for the leads of the task and for whoever reads their reports."""
    return session.scalars(_contributions_query(standing(user, day)), {"task": task.id}).all()


def has_contributions(_at: Standing) -> ColumnElement[bool]:
    return exists().where(Contribution.task_id == bindparam("task"), Contribution.stance.is_(None))


@lru_cache(maxsize=256)
def _contributions_query(at: Standing) -> Select[Contribution]:
    return (
        select(Contribution)
        .where(Contribution.task_id == bindparam("task"), Contribution.stance.is_(None), _readable(at))
        .options(
            joinedload(Contribution.agency, innerjoin=True),
            joinedload(Contribution.by, innerjoin=True),
            selectinload(Contribution.files),
        )
        .order_by(Contribution.id.desc())
        .limit(SHOWN)
    )


def find_file(session: Session, user: User, file_id: int, day: date) -> ContributionFile | None:
    query = (
        select(ContributionFile)
        .join(ContributionFile.contribution)
        .where(ContributionFile.id == file_id, _readable(standing(user, day)))
    )
    return session.scalar(query)


def _readable(at: Standing) -> ColumnElement[bool]:
    """Condition on Contribution."""
    if at.sees_everything:
        return true()
    reads = exists().where(Assignment.task_id == Contribution.task_id, evidence_visible(at))
    mine = among(Contribution.agency_id, at.mine)
    return or_(mine, reads)


def consultations(session: Session, user: User, task: Task, calendar: Calendar, day: date) -> Sequence[Consultation]:
    """Reports of the task that wait: with what every coordinating agency says for those who may read the report, with
    one's own word for those who merely help."""
    parts = helping(task)
    at = standing(user, day)
    found = session.execute(_waiting_query(at), {"task": task.id}).all()
    if not found:
        return []
    stances = _stances(session, [submission.id for submission, _reads in found])
    return [
        _consultation(submission, [p for p in parts if reads or p.agency_id in at.mine], stances, calendar, day)
        for submission, reads in found
    ]


def of_report(session: Session, submission: Submission, calendar: Calendar, day: date) -> Consultation | None:
    """The same of one report, for who decides on it; None where nobody helps."""
    parts = helping(submission.assignment.task)
    if not parts:
        return None
    return _consultation(submission, parts, _stances(session, [submission.id]), calendar, day)


def own_word(session: Session, submission: Submission, agency_id: int) -> Contribution | None:
    query = (
        select(Contribution)
        .where(Contribution.submission_id == submission.id, Contribution.agency_id == agency_id)
        .order_by(Contribution.id.desc())
    )
    return session.scalars(query.limit(1)).first()


def has_waiting(_at: Standing) -> ColumnElement[bool]:
    return exists().where(Assignment.task_id == bindparam("task"), Assignment.status == Status.SUBMITTED)


@lru_cache(maxsize=256)
def _waiting_query(at: Standing) -> Select[Submission, bool]:
    return (
        select(Submission, evidence_visible(at).label("reads"))
        .join(Submission.assignment)
        .where(
            Assignment.task_id == bindparam("task"),
            Assignment.status == Status.SUBMITTED,
            Submission.round == Assignment.round,
            visible(at),
        )
        .options(joinedload(Submission.assignment, innerjoin=True).joinedload(Assignment.agency, innerjoin=True))
        .order_by(Submission.id)
        .limit(SHOWN)
    )


def _stances(session: Session, submission_ids: Sequence[int]) -> dict[tuple[int, int], tuple[Stance, str]]:
    """By report and agency; of several words the last one."""
    rows = session.execute(
        select(Contribution.submission_id, Contribution.agency_id, Contribution.stance, Contribution.text)
        .where(Contribution.submission_id.in_(submission_ids))
        .order_by(Contribution.id)
    )
    return {
        (submission_id or 0, agency_id): (stance, text) for submission_id, agency_id, stance, text in rows if stance
    }


def _consultation(
    submission: Submission,
    parts: Sequence[TaskAgency],
    stances: dict[tuple[int, int], tuple[Stance, str]],
    calendar: Calendar,
    day: date,
) -> Consultation:
    until = speak_until(submission.reported_on, calendar)
    said = []
    for part in parts:
        stance, words = stances.get((submission.id, part.agency_id), (None, ""))
        said.append(Said(part.agency_id, part.agency.name, position(stance, until, day), words))
    return Consultation(submission, until, said)
