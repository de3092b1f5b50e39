"""From a checked plan to assignments: publish, expand collectives, let held ones go. Never commits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.models import Agency, AgencyMember
from tracker.audit.chain import one_batch
from tracker.deadlines.calendar import Calendar
from tracker.errors import DomainError
from tracker.plans.models import Plan, PlanState
from tracker.tasks import signals
from tracker.tasks.acting import by
from tracker.tasks.due import Counts, due_days, points
from tracker.tasks.kinds import AgencyPart, EventKind
from tracker.tasks.models import Assignment, Milestone, Task, TaskAgency, TaskEvent
from tracker.tasks.rolling import roll_up
from tracker.tasks.rules import Status
from tracker.users.models import User

PAUSE = timedelta(minutes=10)
"""How long mail about a publication waits: until it leaves, publishing can be taken back."""

NOTHING_RUNS: Mapping[int, Sequence[Assignment]] = MappingProxyType({})


@dataclass(frozen=True)
class Moment:
    """What an act needs to know of its time: the instant, the day, the calendar and which due day counts."""

    now: datetime
    day: date
    calendar: Calendar
    counts: Counts = "effective"


def publish(
    session: Session,
    plan: Plan,
    *,
    actor: User | None,
    moment: Moment,
    running: Mapping[int, Sequence[Assignment]] = NOTHING_RUNS,
) -> list[Assignment]:
    """Turn every task of a plan into assignments, one per lead that can answer and per day it must meet.

    Collective and vague leads wait for the steering office. What is already overdue is held: no mail before release.
    The history of a task begins with what people do to it: when and by whom it was given is kept with the plan.
    Tasks that are `running`, by number, came from an earlier plan, each with the assignments just added to it.
    """
    if plan.state is not PlanState.DRAFT:
        raise DomainError(_("Kế hoạch này đã được ban hành."))
    plan.state, plan.published_at = PlanState.PUBLISHED, moment.now
    plan.published_by_id = actor.id if actor else None
    tasks = session.scalars(
        select(Task)
        .where(Task.plan_id == plan.id)
        .options(selectinload(Task.agencies).joinedload(TaskAgency.agency), selectinload(Task.milestones))
        .order_by(Task.position)
    ).all()
    made = [assignment for added in running.values() for assignment in added]
    for task in tasks:
        if task.id in running:
            continue
        made += give(session, task, moment)
    _open(session, made, moment, moment.now + PAUSE)
    return made


def give(session: Session, task: Task, moment: Moment) -> list[Assignment]:
    """Assignments of a task that nobody owes yet; who is told of them is for the caller."""
    _add_milestones(task)
    leads = [part.agency for part in task.agencies if part.part is AgencyPart.LEAD and part.agency.answers]
    return _assign(session, task, leads, None, moment)


def expand(
    session: Session, part: TaskAgency, members: Sequence[Agency], *, actor: User, moment: Moment
) -> list[Assignment]:
    """Give each chosen member of a collective lead its own assignment; members that have one keep it."""
    if part.part is not AgencyPart.LEAD or part.agency.answers:
        raise DomainError(_("Cơ quan này không phải là tập thể chủ trì nên không cần phân rã."))
    if part.task.plan.state is not PlanState.PUBLISHED:
        raise DomainError(_("Hãy ban hành kế hoạch trước khi giao cho từng cơ quan."))
    unfit = [agency.name for agency in members if not agency.answers]
    if unfit or not members:
        raise DomainError(
            _("Hãy chọn ít nhất một cơ quan cụ thể; không chọn tập thể: %(names)s", names=", ".join(unfit))
        )
    made = _assign(session, part.task, members, part.agency, moment)
    part.expanded_at = moment.now
    with one_batch(session):
        session.add(
            TaskEvent(
                plan_id=part.task.plan_id,
                task_id=part.task_id,
                kind=EventKind.EXPANDED,
                **by(actor, {part.task.plan.steering_agency_id}, moment.now),
                after={"collective": part.agency_id, "agencies": [agency.id for agency in members]},
                note=part.agency.name,
                at=moment.now,
            )
        )
        session.flush()
        record_given(session, made, actor, moment)
    _open(session, made, moment, moment.now)
    return made


def release(session: Session, plan: Plan, *, actor: User | None, moment: Moment) -> list[Assignment]:
    """Let mail about assignments that were overdue when the plan came in go, and start their ladder today."""
    held = session.scalars(
        select(Assignment)
        .where(Assignment.plan_id == plan.id, Assignment.held.is_(True))
        .order_by(Assignment.id)
        .options(selectinload(Assignment.task), selectinload(Assignment.agency))
    ).all()
    if not held:
        raise DomainError(_("Không còn nhiệm vụ nào đang chờ cho phép gửi thư."))
    for assignment in held:
        assignment.held, assignment.released_on = False, moment.day
    plan.released_at = moment.now
    session.add(
        TaskEvent(
            plan_id=plan.id,
            kind=EventKind.RELEASED,
            **by(actor, {plan.steering_agency_id}, moment.now),
            after={"assignments": [assignment.id for assignment in held]},
            at=moment.now,
        )
    )
    session.flush()
    signals.opened.send(session, assignments=held, now=moment.now, not_before=moment.now)
    return list(held)


def members_on(session: Session, collective_id: int, day: date) -> list[Agency]:
    """The members of a collective on a day."""
    query = (
        select(Agency)
        .join(AgencyMember, AgencyMember.member_id == Agency.id)
        .where(
            AgencyMember.collective_id == collective_id,
            (AgencyMember.valid_from.is_(None)) | (AgencyMember.valid_from <= day),
            (AgencyMember.valid_to.is_(None)) | (AgencyMember.valid_to >= day),
        )
        .order_by(Agency.folded, Agency.id)
    )
    return list(session.scalars(query))


def add_occurrences(
    session: Session, points: Iterable[tuple[Milestone, Iterable[Agency]]], moment: Moment
) -> list[Assignment]:
    """Assignments of periods of recurring tasks, each for the agencies that already answer for the task; opened
    together, so that each person hears of all of them at once."""
    made = [make_assignment(point.task, point, agency, None, moment) for point, leads in points for agency in leads]
    session.add_all(made)
    _open(session, made, moment, moment.now)
    return made


def give_on(
    session: Session, task: Task, agencies: Iterable[Agency], parent: Assignment, *, actor: User, moment: Moment
) -> list[Assignment]:
    """Assignments of a sub-task: the agency that owes `parent` gives them and decides on them."""
    _add_milestones(task)
    session.flush()
    made = [make_assignment(task, slot, agency, None, moment, parent) for agency in agencies for slot in slots(task)]
    session.add_all(made)
    session.flush()
    record_given(session, made, actor, moment)
    _open(session, made, moment, moment.now)
    return made


def _add_milestones(task: Task) -> None:
    if not task.milestones:
        task.milestones = [
            Milestone(period=p.period, label=p.label, start_on=p.start, due_on=p.due, position=n)
            for n, p in enumerate(points(task.deadline))
        ]


def _assign(
    session: Session, task: Task, agencies: Iterable[Agency], via: Agency | None, moment: Moment
) -> list[Assignment]:
    session.flush()
    existing = {
        (agency_id, milestone_id)
        for agency_id, milestone_id in session.execute(
            select(Assignment.agency_id, Assignment.milestone_id).where(Assignment.task_id == task.id)
        )
    }
    made = [
        make_assignment(task, milestone, agency, via, moment)
        for agency in agencies
        for milestone in slots(task)
        if (agency.id, milestone.id if milestone else None) not in existing
    ]
    session.add_all(made)
    return made


def slots(task: Task) -> list[Milestone | None]:
    """What the paper's deadline asks of each lead: something by each day it names, or the task as a whole. Periods of
    recurring tasks and days of an earlier plan are not among them."""
    named = {point.period for point in points(task.deadline)}
    return [milestone for milestone in task.milestones if milestone.period in named] or [None]


def make_assignment(
    task: Task,
    milestone: Milestone | None,
    agency: Agency,
    via: Agency | None,
    moment: Moment,
    parent: Assignment | None = None,
) -> Assignment:
    assignment = Assignment(
        task=task,
        plan_id=task.plan_id,
        milestone=milestone,
        agency=agency,
        via_agency=via,
        parent_id=parent and parent.id,
        decider_id=parent.agency_id if parent else task.plan.steering_agency_id,
        status=Status.ASSIGNED,
        assigned_on=moment.day,
    )
    if milestone:
        days = due_days(milestone.due_on, moment.calendar, moment.counts)
        assignment.original_due = days.nominal
        assignment.set_due(days.nominal, days.effective, days.counts)
        assignment.held = days.counts < moment.day
    return assignment


def record_given(session: Session, made: Sequence[Assignment], actor: User | None, moment: Moment) -> None:
    """Say in the history of each task to whom it was given; the assignments must have their numbers."""
    session.add_all(
        TaskEvent(
            plan_id=assignment.plan_id,
            task_id=assignment.task_id,
            assignment_id=assignment.id,
            kind=EventKind.ASSIGNED,
            **by(actor, {assignment.decider_id}, moment.now),
            after={"agency": assignment.agency_id, "due": assignment.due_on and assignment.due_on.isoformat()},
            at=moment.now,
        )
        for assignment in made
    )


def _open(session: Session, made: Sequence[Assignment], moment: Moment, not_before: datetime) -> None:
    session.flush()
    roll_up(session, {assignment.task_id for assignment in made})
    tell = [assignment for assignment in made if not assignment.held]
    if tell:
        signals.opened.send(session, assignments=tell, now=moment.now, not_before=not_before)
