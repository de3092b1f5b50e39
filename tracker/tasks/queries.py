"""What a person may see of tasks. Every list, count, export and mail starts at `visible_to`."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, false, or_, select, true
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload, selectinload

from tracker.db import among
from tracker.permissions import SEES_EVERYTHING, STEERS, Scope
from tracker.plans.models import Plan, PlanState
from tracker.tasks.kinds import AgencyPart, EventKind
from tracker.tasks.models import Assignment, Evidence, Submission, Task, TaskAgency, TaskEvent
from tracker.users.models import User


class Standing(NamedTuple):
    """What decides on what a person sees; two people who stand alike see alike, so conditions are built once.
    `gives`: agencies of the person that ever gave a sub-task on."""

    sees_everything: bool
    mine: frozenset[int]
    steers: frozenset[int]
    gives: frozenset[int]


def standing(user: User, day: date) -> Standing:
    mine = user.agency_ids(day)
    gives = frozenset(m.agency_id for m in user.memberships if m.agency.delegates) & mine
    return Standing(user.role in SEES_EVERYTHING, mine, user.agency_ids(day, STEERS), gives)


def visible_to(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Assignment (which must be in the query): the rows `user` may see on `day`.

    The whole plan for leaders, inspectors, administrators and its steering office; otherwise the agency's own
    assignments, those it gave on, and those of tasks it coordinates.
    """
    return visible(standing(user, day))


def task_visible_to(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Task: published and the user's to see; a draft belongs to its steering office alone."""
    return task_visible(standing(user, day))


def evidence_visible_to(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Assignment for its reports and files: as `visible_to`, without merely coordinating agencies."""
    return evidence_visible(standing(user, day))


@lru_cache(maxsize=256)
def evidence_visible(at: Standing) -> ColumnElement[bool]:
    """`evidence_visible_to` for everybody who stands so."""
    if at.sees_everything:
        return true()
    own = or_(*_owed(at), _taken_over(at))
    return or_(own, Assignment.plan_id.in_(_steered(at.steers))) if at.steers else own


@lru_cache(maxsize=256)
def visible(at: Standing) -> ColumnElement[bool]:
    """`visible_to` for everybody who stands so."""
    if at.sees_everything:
        return true()
    if not at.mine:
        return false()
    coordinated = select(TaskAgency.task_id).where(
        among(TaskAgency.agency_id, at.mine), TaskAgency.part == AgencyPart.COORDINATING
    )
    own = or_(*_owed(at), Assignment.task_id.in_(coordinated))
    return row_by_row(or_(Assignment.plan_id.in_(_steered(at.steers)), own)) if at.steers else own


@lru_cache(maxsize=256)
def visible_parts(at: Standing) -> tuple[ColumnElement[bool], ...]:
    """The same in parts that share no row, for counts: each is counted from an index of its own."""
    if at.sees_everything or not at.steers:
        return (visible(at),)
    steered = Assignment.plan_id.in_(_steered(at.steers))
    return steered, ~steered & visible(at._replace(steers=frozenset()))


@lru_cache(maxsize=256)
def task_visible(at: Standing) -> ColumnElement[bool]:
    """`task_visible_to` for everybody who stands so."""
    steered = Task.plan_id.in_(_steered(at.steers)) if at.steers else false()
    published = Task.plan_id.in_(select(Plan.id).where(Plan.state != PlanState.DRAFT))
    if at.sees_everything:
        return or_(published, steered)
    if not at.mine:
        return false()
    named = select(TaskAgency.task_id).where(among(TaskAgency.agency_id, at.mine))
    owed = select(Assignment.task_id).where(or_(*_owed(at)))
    own = published & (Task.id.in_(named) | Task.id.in_(owed))
    return row_by_row(or_(steered, own)) if at.steers else own


def steered_by(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Assignment: those on which `user`'s agencies decide, as the plan's steering office or because they
    gave them on."""
    return steered(standing(user, day))


@lru_cache(maxsize=256)
def steered(at: Standing) -> ColumnElement[bool]:
    """`steered_by` for everybody who stands so."""
    return among(Assignment.decider_id, at.steers) if at.steers else false()


def official() -> ColumnElement[bool]:
    """Condition on Assignment: counted in the figures of a plan, an agency or a leader. What an agency splits off its
    own assignment changes none of them."""
    return Assignment.parent_id.is_(None)


def watched_by(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Assignment for whoever follows the work of others: of one's plans what is counted officially, of
    the plans of others what one gave on; without what one merely owes or helps."""
    return watched(standing(user, day))


@lru_cache(maxsize=256)
def watched(at: Standing) -> ColumnElement[bool]:
    """`watched_by` for everybody who stands so."""
    if at.sees_everything:
        return official()
    followed = Assignment.plan_id.in_(_steered(at.steers))
    if at.gives & at.steers:
        return or_(and_(followed, official()), and_(_given_on(at.gives & at.steers), ~followed))
    return and_(followed, official()) if at.steers else false()


def row_by_row(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """For a condition of several parts that nearly every row may pass: the database walks in the order of the list
    and checks each row, instead of collecting them all through one index a part and sorting them."""
    return case((condition, 1), else_=0) == 1


def _owed(at: Standing) -> tuple[ColumnElement[bool], ...]:
    """What the person's agencies owe, and what they gave on."""
    own = among(Assignment.agency_id, at.mine)
    return (own, _given_on(at.gives)) if at.gives else (own,)


def _taken_over(at: Standing) -> ColumnElement[bool]:
    """What others owed before it was transferred to the person's agencies: whoever goes on with it reads what was
    done."""
    heir = aliased(Assignment)
    moved = heir.transferred_from_id.is_not(None)
    return Assignment.id.in_(select(heir.transferred_from_id).where(heir.agency_id.in_(sorted(at.mine)), moved))


def _given_on(agencies: frozenset[int]) -> ColumnElement[bool]:
    return and_(among(Assignment.decider_id, agencies), Assignment.parent_id.is_not(None))


def _steered(agencies: frozenset[int]) -> Select[int]:
    return select(Plan.id).where(among(Plan.steering_agency_id, agencies))


def assignments(user: User, day: date) -> Select[Assignment]:
    """Visible assignments with task, plan and agency loaded, in the order of the due day that counts."""
    return (
        select(Assignment)
        .join(Assignment.task)
        .join(Assignment.agency)
        .where(visible_to(user, day))
        .options(
            contains_eager(Assignment.task),
            contains_eager(Assignment.agency),
            joinedload(Assignment.plan, innerjoin=True),
        )
        .order_by(Assignment.due_order, Assignment.id)
    )


def find_assignment(session: Session, user: User, assignment_id: int, day: date) -> Assignment | None:
    """One visible assignment with its reports and files, or None: what may not be seen does not exist."""
    return session.scalar(
        assignments(user, day)
        .where(Assignment.id == assignment_id)
        .options(
            contains_eager(Assignment.task).selectinload(Task.agencies),
            selectinload(Assignment.submissions).selectinload(Submission.evidence),
        )
    )


def find_task(session: Session, user: User, task_id: int, day: date) -> Task | None:
    return session.scalar(_task_query(standing(user, day)), {"task": task_id})


@lru_cache(maxsize=256)
def _task_query(at: Standing) -> Select[Task]:
    return (
        select(Task)
        .where(Task.id == bindparam("task"), task_visible(at))
        .options(
            joinedload(Task.plan, innerjoin=True).joinedload(Plan.steering_agency, innerjoin=True),
            joinedload(Task.appendix, innerjoin=True),
            joinedload(Task.group),
            joinedload(Task.delegated_from).joinedload(Assignment.agency),
            selectinload(Task.agencies).joinedload(TaskAgency.agency, innerjoin=True),
        )
    )


def find_evidence(session: Session, user: User, evidence_id: int, day: date) -> Evidence | None:
    return session.scalar(
        select(Evidence)
        .join(Evidence.submission)
        .join(Submission.assignment)
        .where(Evidence.id == evidence_id, evidence_visible_to(user, day))
    )


def scope_of(task: Task, assignment: Assignment | None = None) -> Scope:
    """The agencies that a task (with plan and agencies loaded) or one of its assignments belongs to."""
    helping = frozenset(a.agency_id for a in task.agencies if a.part is AgencyPart.COORDINATING)
    if assignment is not None:
        return Scope(task.plan.steering_agency_id, assignment.agency_id, helping, assignment.decider_id)
    giver = task.delegated_from.agency_id if task.delegated_from else None
    return Scope(task.plan.steering_agency_id, None, helping, giver)


def history(
    session: Session, user: User, task: Task, day: date, before: int | None = None, limit: int = 100
) -> list[tuple[TaskEvent, bool]]:
    """The task's events that `user` may see, newest first, without the giving of it to each agency; each with whether
    its words are open to the user too: an agency that merely helps sees that a report came, not what it says."""
    query = _history_query(standing(user, day), limit)
    if before is not None:
        query = query.where(TaskEvent.id < before)
    return [(event, bool(open_)) for event, open_ in session.execute(query, {"task": task.id})]


@lru_cache(maxsize=256)
def _history_query(at: Standing, limit: int) -> Select[TaskEvent, bool]:
    words_open = or_(TaskEvent.assignment_id.is_(None), evidence_visible(at))
    return (
        select(TaskEvent, words_open)
        .outerjoin(TaskEvent.assignment)
        .where(
            TaskEvent.task_id == bindparam("task"),
            TaskEvent.kind != EventKind.ASSIGNED,
            or_(TaskEvent.assignment_id.is_(None), visible(at), *_read_on(at)),
        )
        .options(
            joinedload(TaskEvent.actor),
            joinedload(TaskEvent.on_behalf_of),
            contains_eager(TaskEvent.assignment).joinedload(Assignment.agency),
        )
        .order_by(TaskEvent.id.desc())
        .limit(limit)
    )


def _read_on(at: Standing) -> tuple[ColumnElement[bool], ...]:
    return () if at.sees_everything else (_taken_over(at),)


def last_event(session: Session, assignment: Assignment) -> TaskEvent | None:
    """The last act of a person; what the program added of itself does not hide it."""
    query = select(TaskEvent).where(TaskEvent.assignment_id == assignment.id, TaskEvent.actor_id.is_not(None))
    return session.scalar(query.order_by(TaskEvent.id.desc()).limit(1))


def last_events(session: Session, assignment: Assignment, limit: int) -> Sequence[TaskEvent]:
    """What was last done to an assignment, newest first, with who did it."""
    people = joinedload(TaskEvent.actor), joinedload(TaskEvent.on_behalf_of)
    query = select(TaskEvent).where(TaskEvent.assignment_id == assignment.id).options(*people)
    return session.scalars(query.order_by(TaskEvent.id.desc()).limit(limit)).all()


def submissions(session: Session, user: User, task: Task, day: date, limit: int = 20) -> list[Submission]:
    """Reports on the task that `user` may read, newest first, with files, people and agencies."""
    query = _submissions_query(standing(user, day), limit)
    return list(session.scalars(query, {"task": task.id}).unique())


@lru_cache(maxsize=256)
def _submissions_query(at: Standing, limit: int) -> Select[Submission]:
    return (
        select(Submission)
        .join(Submission.assignment)
        .where(Assignment.task_id == bindparam("task"), evidence_visible(at))
        .options(
            contains_eager(Submission.assignment).joinedload(Assignment.agency),
            joinedload(Submission.reported_by),
            joinedload(Submission.decided_by),
            joinedload(Submission.prepared_by),
            joinedload(Submission.evidence),
        )
        .order_by(Submission.id.desc())
        .limit(limit)
    )


def is_coordinating(agency_ids: frozenset[int]) -> ColumnElement[bool]:
    return exists(
        select(TaskAgency.id).where(
            TaskAgency.task_id == Assignment.task_id,
            TaskAgency.agency_id.in_(agency_ids),
            TaskAgency.part == AgencyPart.COORDINATING,
        )
    )
