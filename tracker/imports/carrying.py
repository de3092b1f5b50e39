"""Tasks of an earlier plan that run on under a later one, with their history, reports, files and first deadline.
Never commits.

A task keeps its number in the database, so that every link to it, every mail about it and everything handed in for it
stays. What the earlier plan said of it is kept as its former place.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.models import Agency
from tracker.delegation.following import follow
from tracker.imports.comparing import task_cells
from tracker.plans.models import Plan
from tracker.sentences import kept
from tracker.tasks import service
from tracker.tasks.acting import by
from tracker.tasks.due import Point, due_days, points
from tracker.tasks.kinds import AgencyPart, EventKind
from tracker.tasks.models import Assignment, FormerPlace, Milestone, Task, TaskAgency, TaskEvent
from tracker.tasks.publishing import Moment, make_assignment, record_given, slots
from tracker.tasks.rolling import roll_up
from tracker.tasks.rules import OPEN, Status
from tracker.tasks.service import record, withdraw
from tracker.users.models import User

CARRIED = kept("Trước đây: số %(number)s, %(plan)s.")
OTHER_LEAD = kept("%(plan)s giao cho cơ quan khác chủ trì.")
OTHER_DAYS = kept("Mốc này không còn trong %(plan)s.")
DROPPED = kept("Không còn trong %(plan)s.")
REPEALED = kept("Bãi bỏ theo %(plan)s.")
NEW_DAY = kept("Theo %(plan)s.")
RUNS = OPEN | {Status.SUSPENDED}


@dataclass
class Carrying:
    """One plan taking over tasks. `plan` is named as the reason of every change."""

    session: Session
    plan: Plan
    actor: User | None
    moment: Moment
    _before: dict[int, FormerPlace] = field(default_factory=dict)

    def keep_places(self, tasks: Iterable[Task]) -> None:
        """Before the tasks get their new words: where they stand, and what is said of them there."""
        for task in tasks:
            place = FormerPlace(
                task=task,
                plan=task.plan,
                code=task.code,
                number=task.number,
                position=task.position,
                words={**task_cells(task), "appendix": task.appendix.number, "read": task.deadline},
                left_at=self.moment.now,
            )
            self.session.add(place)
            self._before[task.id] = place

    def settle(self, task: Task) -> list[Assignment]:
        """Bring what agencies owe in line with the task's new words; gives the assignments that were added. What is
        completed stays as it is."""
        place = self._before[task.id]
        self._tell(task, place)
        for assignment in task.assignments:
            if assignment.plan_id != task.plan_id:
                assignment.plan_id, assignment.decider_id = task.plan_id, self.plan.steering_agency_id
        moved = _moved(task, place.words["read"])
        open_periods: list[Milestone] = []
        running = [one for one in task.assignments if one.status in RUNS]
        asked = {slot.milestone for one in running if (slot := moved.get(one.milestone_id)) is not None}
        for assignment in running:
            self._carry(task, assignment, moved, open_periods)
        for assignment in [one for one in task.assignments if one.status is Status.COMPLETED]:
            slot = moved.get(assignment.milestone_id)
            assignment.milestone = slot.milestone if slot else assignment.milestone
        self.session.flush()
        follow(self.session, task)
        _drop_unused(self.session, task, moved)
        done = _done_before(task) - asked
        added = self._give(task, [one for one in (*slots(task), *dict.fromkeys(open_periods)) if one not in done])
        roll_up(self.session, [task.id])
        return added

    def _tell(self, task: Task, place: FormerPlace) -> None:
        is_moved = place.plan_id != task.plan_id
        self.record(
            task,
            EventKind.CARRIED,
            before={"plan": place.plan_id, "code": place.code},
            after={"plan": task.plan_id, "code": task.code, "label": self.plan.label},
            note=CARRIED % {"number": place.number or place.code, "plan": place.plan.label} if is_moved else "",
        )

    def record(self, task: Task, kind: EventKind, **said: Any) -> None:
        """A line of the task's own history, beside those of its assignments."""
        who = by(self.actor, {self.plan.steering_agency_id}, self.moment.now)
        now = self.moment.now
        self.session.add(TaskEvent(plan_id=task.plan_id, task_id=task.id, kind=kind, **who, at=now, **said))

    def _carry(
        self, task: Task, assignment: Assignment, moved: Mapping[int | None, "Slot"], open_periods: list[Milestone]
    ) -> None:
        """One agency's work goes on, by another day perhaps, or ends."""
        milestone = assignment.milestone
        slot = moved.get(assignment.milestone_id)
        is_period = slot is None and task.deadline_kind == "recurring"
        if not _leads_on(task, assignment):
            self._withdraw(assignment, OTHER_LEAD)
            if is_period and milestone is not None:
                open_periods.append(milestone)
        elif slot is not None:
            self._reschedule(assignment, slot)
        elif not is_period:
            self._withdraw(assignment, OTHER_DAYS)

    def _withdraw(self, assignment: Assignment, reason: str) -> None:
        withdraw(assignment, reason % {"plan": self.plan.label}, actor=self.actor, now=self.moment.now)

    def _reschedule(self, assignment: Assignment, slot: "Slot") -> None:
        """The new paper's day, and the reason; the first one stays. A day that the paper did not move is left to what
        was decided since."""
        assignment.milestone = slot.milestone
        if not slot.is_moved:
            return
        was, due = assignment.due_on, slot.milestone.due_on if slot.milestone else None
        if due is None:
            assignment.set_due(None, None, None)
        else:
            days = due_days(due, self.moment.calendar, self.moment.counts)
            assignment.set_due(days.nominal, days.effective, days.counts)
        if assignment.due_on == was:
            return
        assignment.deadline_version += 1
        assignment.held = assignment.due_on is not None and assignment.due_on < self.moment.day
        day = assignment.due_on
        record(
            assignment,
            EventKind.RESCHEDULED,
            actor=self.actor,
            now=self.moment.now,
            after={"from": was and was.isoformat(), "to": day and day.isoformat()},
            note=NEW_DAY % {"plan": self.plan.label},
        )

    def _give(self, task: Task, wanted: Sequence[Milestone | None]) -> list[Assignment]:
        """Every lead owes every day: what is missing is added, what was once taken away is given again."""
        owners: dict[int, tuple[Agency, Agency | None]] = {
            one.agency_id: (one.agency, one.via_agency)
            for one in task.assignments
            if one.status is not Status.WITHDRAWN and _leads_on(task, one)
        }
        owners |= {lead.id: (lead, None) for lead in _leads(task) if lead.answers}
        there = {(one.agency_id, one.milestone_id): one for one in task.assignments}
        added: list[Assignment] = []
        for agency, via in owners.values():
            for milestone in wanted:
                before = there.get((agency.id, milestone.id if milestone else None))
                if before is None:
                    added.append(make_assignment(task, milestone, agency, via, self.moment))
                elif before.status is Status.WITHDRAWN:
                    added.append(self._again(before, milestone))
        self.session.add_all(added)
        self.session.flush()
        record_given(self.session, added, self.actor, self.moment)
        return added

    def _again(self, assignment: Assignment, milestone: Milestone | None) -> Assignment:
        service.give_again(assignment, now=self.moment.now)
        self._reschedule(assignment, Slot(milestone, is_moved=True))
        return assignment


@dataclass(frozen=True, slots=True)
class Slot:
    """A day of the new paper (None: the task as a whole) that stands for one of the old; `is_moved`: it is another
    day than it was."""

    milestone: Milestone | None
    is_moved: bool


def running_tasks(session: Session, task_ids: Collection[int]) -> dict[int, Task]:
    """Tasks with everything that carrying them on changes."""
    query = (
        select(Task)
        .where(Task.id.in_(task_ids))
        .options(
            selectinload(Task.plan),
            selectinload(Task.appendix),
            selectinload(Task.agencies).joinedload(TaskAgency.agency),
            selectinload(Task.milestones),
            selectinload(Task.assignments).joinedload(Assignment.milestone),
            selectinload(Task.assignments).joinedload(Assignment.agency),
            selectinload(Task.assignments).joinedload(Assignment.via_agency),
        )
    )
    return {task.id: task for task in session.scalars(query)}


def withdraw_dropped(at: Carrying, tasks: Iterable[Task], why: str) -> None:
    """Tasks that the new plan no longer has, and that the steering office ends; what is completed stays."""
    reason = why % {"plan": at.plan.label}
    for task in tasks:
        open_ones = [one for one in task.assignments if one.status in RUNS]
        for assignment in open_ones:
            withdraw(assignment, reason, actor=at.actor, now=at.moment.now)
        if not task.assignments:
            task.status = Status.WITHDRAWN
            at.record(task, EventKind.WITHDRAWN, note=reason)


def _leads(task: Task) -> list[Agency]:
    return [part.agency for part in task.agencies if part.part is AgencyPart.LEAD]


def _leads_on(task: Task, assignment: Assignment) -> bool:
    """Whether the new paper still names the agency, or the collective by which it was given."""
    ids = {lead.id for lead in _leads(task)}
    return assignment.agency_id in ids or assignment.via_agency_id in ids


def _done_before(task: Task) -> set[Milestone | None]:
    """Days whose work was completed by agencies that lead no longer, and by nobody who does: what is done is not
    asked of those who come after them."""
    completed = [one for one in task.assignments if one.status is Status.COMPLETED]
    by_others = {one.milestone for one in completed if not _leads_on(task, one)}
    return by_others - {one.milestone for one in completed if _leads_on(task, one)}


def _moved(task: Task, old_deadline: Mapping[str, Any]) -> dict[int | None, Slot]:
    """By number of each day of the old paper, the day of the new one that stands for it: the one of the same name,
    else the next that is free. The task's milestones become those of the new paper; days without a counterpart have
    no slot."""
    there = {one.period: one for one in task.milestones}
    old: list[str | None] = [point.period for point in points(old_deadline) if point.period in there] or [None]
    new: list[Point | None] = [*points(task.deadline)] or [None]
    pairs = _paired(old, new)
    paired = [(there[name] if name is not None else None, new[place]) for name, place in pairs]
    found = {milestone.id if milestone else None: _slot(task, milestone, point) for milestone, point in paired}
    taken = {place for _name, place in pairs}
    for place, point in enumerate(new):
        if place not in taken and point is not None:
            task.milestones.append(_milestone(point))
    for place, name in enumerate(one.period for one in new if one is not None):
        next(one for one in task.milestones if one.period == name).position = place
    return found


def _paired(old: Sequence[str | None], new: Sequence[Point | None]) -> list[tuple[str | None, int]]:
    """Names of the old paper's days with places of the new one's."""
    names = [point.period if point else None for point in new]
    same = [(name, names.index(name)) for name in old if name in names]
    left_old = [name for name in old if name not in names]
    left_new = [place for place, name in enumerate(names) if name not in old]
    return same + list(zip(left_old, left_new, strict=False))


def _slot(task: Task, milestone: Milestone | None, point: Point | None) -> Slot:
    if point is None:
        return Slot(None, is_moved=milestone is not None)
    if milestone is None:
        made = _milestone(point)
        task.milestones.append(made)
        return Slot(made, is_moved=True)
    is_moved = milestone.due_on != point.due
    milestone.period, milestone.label = point.period, point.label
    milestone.start_on, milestone.due_on = point.start, point.due
    return Slot(milestone, is_moved)


def _milestone(point: Point) -> Milestone:
    return Milestone(period=point.period, label=point.label, start_on=point.start, due_on=point.due, position=0)


def _drop_unused(session: Session, task: Task, moved: Mapping[int | None, Slot]) -> None:
    """Days of the old paper that nobody owes or has met are no longer the task's."""
    wanted = {one.id for one in slots(task) if one is not None}
    used = {one.milestone_id for one in task.assignments}
    is_recurring = task.deadline_kind == "recurring"
    for milestone in [one for one in task.milestones if one.id not in wanted | used]:
        if not is_recurring or milestone.id in moved:
            task.milestones.remove(milestone)
            session.delete(milestone)
