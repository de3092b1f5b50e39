"""An agency ends and others take its place: its open work, its seats and its people go to them. Never commits.

What is completed stays under the old name; what is open keeps its row, so that reports, days and letters already sent
go on belonging to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session, selectinload

from tracker.agencies.changes import Basis, about, end_row
from tracker.agencies.models import Agency, AgencyMember
from tracker.audit.chain import one_batch
from tracker.audit.kinds import AuditKind
from tracker.audit.service import note
from tracker.errors import DomainError
from tracker.plans.models import Plan
from tracker.sentences import kept
from tracker.tasks import signals
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Task, TaskAgency, TaskEvent
from tracker.tasks.rules import OPEN, Status
from tracker.tasks.service import withdraw
from tracker.users.models import Membership, User
from tracker.users.substitutes import refresh

FOLDED = kept("Gộp vào phần việc của %(agency)s")
GOES_ON = (*sorted(OPEN), Status.SUSPENDED)
"""What a successor takes over; the rest is history."""


@dataclass(frozen=True)
class Wish:
    """`successors`: the first one takes what `chosen` (successor by assignment) does not name. With `people`, posts
    end and begin anew in the first successor."""

    successors: Sequence[Agency]
    basis: Basis
    chosen: Mapping[int, int]
    people: bool = True


@dataclass(frozen=True)
class Outcome:
    """What moved, in numbers: assignments, those folded into one that a successor has already, seats in collectives,
    people, plans steered."""

    moved: int
    folded: int
    seats: int
    people: int
    plans: int


def open_work(session: Session, agency: Agency) -> Sequence[Assignment]:
    """What the agency owes and a successor would take over, by due day."""
    query = (
        select(Assignment)
        .where(Assignment.agency_id == agency.id, Assignment.status.in_(GOES_ON))
        .options(selectinload(Assignment.task).selectinload(Task.plan))
        .order_by(Assignment.due_order, Assignment.id)
    )
    return session.scalars(query).all()


def check(old: Agency, successors: Sequence[Agency], basis: Basis, day: date) -> None:
    if old.successor_id is not None or (old.valid_to is not None and old.valid_to < day):
        raise DomainError(_("%(agency)s đã kết thúc hoạt động.", agency=old.name))
    if old.is_collective or not old.answers:
        raise DomainError(_("Nhóm cơ quan không sáp nhập được: hãy đổi thành viên của nhóm."))
    if not successors:
        raise DomainError(_("Hãy chọn cơ quan kế thừa."))
    unfit = [one.name for one in successors if one is old or not one.answers or not one.exists_on(day)]
    if unfit:
        raise DomainError(_("Không chọn được làm cơ quan kế thừa: %(names)s", names=", ".join(unfit)))
    if basis.day > day:
        raise DomainError(_("Hãy thực hiện vào ngày có hiệu lực hoặc sau đó: ngày này còn ở phía trước."))
    if not basis.document_number.strip():
        raise DomainError(_("Hãy ghi số văn bản quyết định."))


def reorganise(session: Session, old: Agency, wish: Wish, *, actor: User, now: datetime, day: date) -> Outcome:
    """Merge an agency into one successor, or split it among several."""
    check(old, wish.successors, wish.basis, day)
    by_id = {one.id: one for one in wish.successors}
    stranger = set(wish.chosen.values()) - set(by_id)
    if stranger:
        raise DomainError(_("Mỗi việc phải giao cho một trong các cơ quan kế thừa đã chọn."))
    first = wish.successors[0]
    with one_batch(session):
        work = open_work(session, old)
        heir_of = {one.id: by_id[wish.chosen.get(one.id, first.id)] for one in work}
        moved, folded = _move_work(session, work, heir_of, wish, actor, now)
        _move_parts(session, old, first)
        seats = _move_seats(session, old, wish.successors, wish.basis.day)
        people = _move_people(session, old, first, wish.basis.day) if wish.people else 0
        refresh(session)
        plans = _move_rest(session, old, first)
        old.valid_to, old.successor_id = wish.basis.day - timedelta(days=1), first.id
        session.flush()
        if moved:
            signals.opened.send(session, assignments=[one for one in moved if not one.held], now=now, not_before=now)
        outcome = Outcome(len(moved), folded, seats, people, plans)
        after = {"successors": [one.name for one in wish.successors], **wish.basis.values(), **vars_of(outcome)}
        kind = AuditKind.AGENCY_MERGED if len(wish.successors) == 1 else AuditKind.AGENCY_SPLIT
        note(session, kind, about(old), actor_id=actor.id, now=now, after=after)
    return outcome


def vars_of(outcome: Outcome) -> dict[str, int]:
    return {
        "assignments": outcome.moved,
        "folded": outcome.folded,
        "seats": outcome.seats,
        "people": outcome.people,
        "plans": outcome.plans,
    }


def _move_work(
    session: Session, work: Sequence[Assignment], to: Mapping[int, Agency], wish: Wish, actor: User, now: datetime
) -> tuple[list[Assignment], int]:
    """Each row to its heir, unless the heir owes the very same already: then the old row is withdrawn."""
    there = _rows_of(session, [one.task_id for one in work], [one.id for one in wish.successors])
    moved: list[Assignment] = []
    folded = 0
    for assignment in work:
        heir = to[assignment.id]
        place = (assignment.task_id, assignment.milestone_id, heir.id)
        if place in there:
            withdraw(assignment, FOLDED % {"agency": heir.name}, actor=actor, now=now)
            folded += 1
            continue
        there.add(place)
        before = {"agency": assignment.agency_id, "name": assignment.agency.name}
        assignment.agency = heir
        moved.append(assignment)
        session.add(
            TaskEvent(
                plan_id=assignment.plan_id,
                task_id=assignment.task_id,
                assignment_id=assignment.id,
                kind=EventKind.TRANSFERRED,
                actor_id=actor.id,
                before={"status": assignment.status.value, **before},
                after={
                    "status": assignment.status.value,
                    "to": heir.id,
                    "agency": heir.name,
                    "reorganised": True,
                    **wish.basis.values(),
                },
                at=now,
            )
        )
    session.flush()
    return moved, folded


def _rows_of(
    session: Session, task_ids: Sequence[int], agency_ids: Sequence[int]
) -> set[tuple[int, int | None, int]]:
    rows = session.execute(
        select(Assignment.task_id, Assignment.milestone_id, Assignment.agency_id).where(
            Assignment.agency_id.in_(agency_ids), Assignment.task_id.in_(set(task_ids))
        )
    )
    return {(task_id, milestone_id, agency_id) for task_id, milestone_id, agency_id in rows}


def _move_parts(session: Session, old: Agency, heir: Agency) -> None:
    """Who leads and who helps on tasks that are not done, as far as the successor is not named there already."""
    named = select(TaskAgency.task_id, TaskAgency.part).where(TaskAgency.agency_id == heir.id)
    there = {(task_id, part) for task_id, part in session.execute(named)}
    query = (
        select(TaskAgency)
        .join(TaskAgency.task)
        .where(TaskAgency.agency_id == old.id, Task.status.not_in([Status.COMPLETED, Status.WITHDRAWN]))
    )
    for part in session.scalars(query):
        if (part.task_id, part.part) not in there:
            part.agency_id = heir.id


def _move_seats(session: Session, old: Agency, successors: Sequence[Agency], day: date) -> int:
    """In each collective the old agency's seat ends, and each successor has one."""
    still = or_(AgencyMember.valid_to.is_(None), AgencyMember.valid_to >= day)
    rows = session.scalars(select(AgencyMember).where(AgencyMember.member_id == old.id, still)).all()
    there = {
        (row.collective_id, row.member_id)
        for row in session.scalars(
            select(AgencyMember).where(AgencyMember.member_id.in_([one.id for one in successors]), still)
        )
    }
    for row in rows:
        for heir in successors:
            if (row.collective_id, heir.id) not in there:
                session.add(AgencyMember(collective_id=row.collective_id, member_id=heir.id, valid_from=day))
        end_row(session, row, day)
    return len(rows)


def _move_people(session: Session, old: Agency, heir: Agency, day: date) -> int:
    """Posts end the day before and begin in the successor; a post somebody holds there already is not given twice."""
    still = or_(Membership.to_on.is_(None), Membership.to_on >= day)
    rows = session.scalars(
        select(Membership).where(Membership.agency_id == old.id, Membership.for_id.is_(None), still)
    )
    there = {
        (row.user_id, row.post)
        for row in session.scalars(select(Membership).where(Membership.agency_id == heir.id, still))
    }
    people = set()
    for row in rows.all():
        if (row.user_id, row.post) not in there:
            begins = max(day, row.from_on) if row.from_on else day
            session.add(
                Membership(user_id=row.user_id, agency_id=heir.id, post=row.post, from_on=begins, to_on=row.to_on)
            )
        people.add(row.user_id)
        row.to_on = day - timedelta(days=1)
    return len(people)


def _move_rest(session: Session, old: Agency, heir: Agency) -> int:
    """Plans it steers, decisions it owes, and the units below it."""
    plans = session.scalars(select(Plan).where(Plan.steering_agency_id == old.id)).all()
    for plan in plans:
        plan.steering_agency = heir
    if plans:
        heir.steers = True
    quietly = {"synchronize_session": False}
    session.execute(
        update(Assignment).where(Assignment.decider_id == old.id).values(decider_id=heir.id),
        execution_options=quietly,
    )
    below = and_(Agency.parent_id == old.id, Agency.id != heir.id)
    session.execute(update(Agency).where(below).values(parent_id=heir.id), execution_options=quietly)
    return len(plans)
