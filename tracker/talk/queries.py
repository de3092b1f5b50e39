"""Who reads which direction and which line of talk. Everything starts from what the person may see of the task."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager, joinedload, selectinload

from tracker.agencies.models import Agency
from tracker.db import among
from tracker.permissions import ACTS, SEES_EVERYTHING
from tracker.plans.models import Plan, PlanState
from tracker.talk.models import Addressee, AnswerState, Comment, Direction, Follow, TalkFile
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.listing import ORDER, Row, row_query, rows_of
from tracker.tasks.models import Assignment, Task, TaskAgency
from tracker.tasks.queries import Standing, standing, task_visible, visible_to
from tracker.users.models import Membership, Role, User
from tracker.users.queries import holds_on

SHOWN = 30
PAGE = 50


def _whole_plans(at: Standing) -> ColumnElement[bool]:
    """Condition on Task: of plans that the person follows as a whole."""
    if at.sees_everything:
        return true()
    return Task.plan_id.in_(select(Plan.id).where(among(Plan.steering_agency_id, at.steers)))


def _own_or(condition: ColumnElement[bool], column: InstrumentedAttribute[Any], at: Standing) -> ColumnElement[bool]:
    return or_(condition, column.in_(sorted(at.mine))) if at.mine else condition


def comment_visible_to(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Comment joined to Task: of a task the person sees, and said to all or between his agency and those
    who follow the whole plan."""
    return _comment_visible(standing(user, day))


@lru_cache(maxsize=256)
def _comment_visible(at: Standing) -> ColumnElement[bool]:
    said_to_him = _own_or(or_(Comment.agency_id.is_(None), _whole_plans(at)), Comment.agency_id, at)
    return and_(task_visible(at), said_to_him)


def addressee_visible_to(user: User, day: date) -> ColumnElement[bool]:
    """Condition on Addressee joined to Direction and Task: directions of whole plans one follows, and those to one's
    own agency."""
    return _addressee_visible(standing(user, day))


@lru_cache(maxsize=256)
def _addressee_visible(at: Standing) -> ColumnElement[bool]:
    return and_(task_visible(at), _own_or(_whole_plans(at), Addressee.agency_id, at))


def directions(session: Session, user: User, task: Task, day: date) -> Sequence[Addressee]:
    """Directions on a task with the agencies that the person sees answer, the latest direction first."""
    return session.scalars(_directions_query(standing(user, day)), {"task": task.id}).all()


def has_directions(_at: Standing) -> ColumnElement[bool]:
    return exists().where(Direction.task_id == bindparam("task"))


@lru_cache(maxsize=256)
def _directions_query(at: Standing) -> Select[Addressee]:
    return (
        _addressees()
        .where(Direction.task_id == bindparam("task"), _addressee_visible(at))
        .order_by(Direction.id.desc(), Agency.folded)
        .limit(SHOWN)
    )


def _addressees() -> Select[Addressee]:
    return (
        select(Addressee)
        .join(Addressee.direction)
        .join(Direction.task)
        .join(Addressee.agency)
        .options(
            contains_eager(Addressee.agency),
            contains_eager(Addressee.direction).options(
                contains_eager(Direction.task), joinedload(Direction.given_by, innerjoin=True)
            ),
            joinedload(Addressee.answered_by),
            selectinload(Addressee.files),
        )
    )


def find_addressee(session: Session, user: User, addressee_id: int, day: date) -> Addressee | None:
    query = _addressees().where(Addressee.id == addressee_id, addressee_visible_to(user, day))
    return session.scalar(
        query.options(contains_eager(Addressee.direction).contains_eager(Direction.task).joinedload(Task.plan))
    )


class DirectionFilter(NamedTuple):
    """`state`: of the answer, or "late": still to answer after its day."""

    state: str = ""
    agency: int | None = None
    plan: int | None = None


class Listed(NamedTuple):
    rows: Sequence[Addressee]
    older: int | None


def listed(session: Session, user: User, day: date, wanted: DirectionFilter, before: int | None) -> Listed:
    """A page of directions, the latest first."""
    query = _addressees().where(addressee_visible_to(user, day), *_wanted(wanted, day))
    if before is not None:
        query = query.where(Addressee.id < before)
    rows = session.scalars(query.order_by(Addressee.id.desc()).limit(PAGE + 1)).all()
    return Listed(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def state_counts(session: Session, user: User, day: date) -> dict[str, int]:
    """How many answers stand where, by the words of `DirectionFilter.state`."""
    is_late = and_(*_wanted(DirectionFilter("late"), day))
    rows = session.execute(
        select(Addressee.state, func.count(), func.count().filter(is_late))
        .join(Addressee.direction)
        .join(Direction.task)
        .where(addressee_visible_to(user, day))
        .group_by(Addressee.state)
    ).all()
    return {state.value: number for state, number, _late in rows} | {"late": sum(late for *_rest, late in rows)}


def _wanted(wanted: DirectionFilter, day: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state == "late":
        found += [Addressee.state == AnswerState.WAITING, Direction.due_on < day]
    elif wanted.state:
        found.append(Addressee.state == AnswerState(wanted.state))
    if wanted.agency is not None:
        found.append(Addressee.agency_id == wanted.agency)
    if wanted.plan is not None:
        found.append(Direction.plan_id == wanted.plan)
    return found


def to_answer(session: Session, user: User, day: date, limit: int) -> Sequence[Addressee]:
    """Directions that an agency of the person must answer, the most urgent first."""
    mine = user.agency_ids(day, ACTS)
    if not mine:
        return []
    query = _addressees().where(Addressee.agency_id.in_(sorted(mine)), Addressee.state == AnswerState.WAITING)
    return session.scalars(
        query.order_by(Direction.due_on.is_(None), Direction.due_on, Addressee.id).limit(limit)
    ).all()


def comments(session: Session, user: User, task: Task, day: date, before: int | None = None) -> list[Comment]:
    """A page of the talk on a task, newest first, one more than is shown."""
    query = _comments_query(standing(user, day))
    if before is not None:
        query = query.where(Comment.id < before)
    return list(session.scalars(query, {"task": task.id}))


def has_comments(_at: Standing) -> ColumnElement[bool]:
    return exists().where(Comment.task_id == bindparam("task"))


@lru_cache(maxsize=256)
def _comments_query(at: Standing) -> Select[Comment]:
    return (
        select(Comment)
        .join(Comment.task)
        .where(Comment.task_id == bindparam("task"), _comment_visible(at))
        .options(
            joinedload(Comment.user, innerjoin=True),
            joinedload(Comment.agency),
            selectinload(Comment.files),
            selectinload(Comment.mentions),
        )
        .order_by(Comment.id.desc())
        .limit(SHOWN + 1)
    )


def find_comment(session: Session, user: User, comment_id: int, day: date) -> Comment | None:
    return session.scalar(
        select(Comment).join(Comment.task).where(Comment.id == comment_id, comment_visible_to(user, day))
    )


def find_file(session: Session, user: User, file_id: int, day: date) -> TalkFile | None:
    """A file of a comment that still stands, or of an answer, that the person may read."""
    said = (
        select(Comment.id)
        .join(Comment.task)
        .where(Comment.id == TalkFile.comment_id, Comment.withdrawn_at.is_(None), comment_visible_to(user, day))
    )
    answered = (
        select(Addressee.id)
        .join(Addressee.direction)
        .join(Direction.task)
        .where(Addressee.id == TalkFile.addressee_id, addressee_visible_to(user, day))
    )
    return session.scalar(select(TalkFile).where(TalkFile.id == file_id, or_(exists(said), exists(answered))))


def owing(session: Session, task: Task) -> Sequence[Agency]:
    """The agencies that owe the task, and those that help with it and can answer: whom a direction may name."""
    leads = select(Assignment.agency_id).where(Assignment.task_id == task.id)
    helpers = select(TaskAgency.agency_id).where(
        TaskAgency.task_id == task.id, TaskAgency.part == AgencyPart.COORDINATING
    )
    found = session.scalars(
        select(Agency).where(or_(Agency.id.in_(leads), Agency.id.in_(helpers))).order_by(Agency.folded, Agency.id)
    )
    return [agency for agency in found if agency.answers]


def mentionable(session: Session, task: Task, agency_id: int | None, day: date) -> Sequence[User]:
    """People who act for an office that sees the task and so may be named: those of the one agency and of the
    steering office, or of every agency of the task; and leaders."""
    steering = session.scalar(select(Plan.steering_agency_id).where(Plan.id == task.plan_id))
    if agency_id is not None:
        offices: ColumnElement[bool] = Membership.agency_id.in_([agency_id, steering])
    else:
        leads = select(Assignment.agency_id).where(Assignment.task_id == task.id)
        named = select(TaskAgency.agency_id).where(TaskAgency.task_id == task.id)
        offices = or_(Membership.agency_id == steering, Membership.agency_id.in_(leads.union(named)))
    acting = exists().where(Membership.user_id == User.id, Membership.post.in_(ACTS), offices, *holds_on(day)[1:])
    may_read = or_(acting, User.role == Role.LEADER) if _is_published(session, task) else acting
    return session.scalars(select(User).where(User.active.is_(True), may_read).order_by(User.name, User.id)).all()


def _is_published(session: Session, task: Task) -> bool:
    return session.scalar(select(Plan.state).where(Plan.id == task.plan_id)) is not PlanState.DRAFT


def may_read(session: Session, user: User, comment_id: int, day: date) -> bool:
    found = find_comment(session, user, comment_id, day)
    return found is not None and found.withdrawn_at is None


def is_followed(_at: Standing) -> ColumnElement[bool]:
    return exists().where(Follow.user_id == bindparam("user"), Follow.task_id == bindparam("task"))


def followed(session: Session, user: User, day: date, cursor: Cursor | None) -> Page[Row]:
    """A page of the assignments of tasks that the person follows and still may see, by the day they are due."""
    of_followed = Assignment.task_id.in_(select(Follow.task_id).where(Follow.user_id == user.id))
    ids = slice_of(select(Assignment.id).where(of_followed, visible_to(user, day)), ORDER, cursor)
    back = cursor is not None and cursor.back
    rows = row_query([Assignment.id.in_(ids)]).order_by(*(key.desc() if back else key for key in ORDER))
    return page_of(rows_of(session.execute(rows), user, day), lambda row: row.key, cursor)


def speaks_for(user: User, task: Task, day: date, leads: Sequence[int]) -> tuple[int, ...]:
    """The agencies of the task for which the person may speak, when he does not follow the whole plan."""
    if user.role in SEES_EVERYTHING:
        return ()
    helping = {part.agency_id for part in task.agencies if part.part is AgencyPart.COORDINATING}
    return tuple(sorted(user.agency_ids(day, ACTS) & (helping | set(leads))))


def leads_of(session: Session, task: Task) -> Sequence[int]:
    return session.scalars(select(Assignment.agency_id).where(Assignment.task_id == task.id).distinct()).all()


def is_collective(session: Session, task: Task) -> bool:
    """Whether members of a collective owe the task, who do not see one another's part."""
    query = select(Assignment.id).where(Assignment.task_id == task.id, Assignment.via_agency_id.is_not(None))
    return session.scalar(query.limit(1)) is not None
