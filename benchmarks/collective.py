"""A task that every commune of a city owes, for the measurement of its pages."""

from itertools import cycle

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.rules import AgencyKind
from tracker.agencies.service import make_agency
from tracker.deadlines.queries import calendar
from tracker.plans.models import Plan
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Task, TaskAgency
from tracker.tasks.publishing import Moment, expand
from tracker.tasks.rules import Status
from tracker.users.models import User

MEMBERS = 168
STATES = (Status.ASSIGNED, Status.IN_PROGRESS, Status.COMPLETED, Status.IN_PROGRESS, Status.COMPLETED)


def add_collective(session: Session, actor: User) -> None:
    """One task of the first plan with 168 members, each at some stage of the work."""
    plan = session.scalars(select(Plan).order_by(Plan.id)).first()
    assert plan is not None
    members = [make_agency(f"Phường tổng hợp số {n:03}", AgencyKind.COMMUNE) for n in range(MEMBERS)]
    everybody = make_agency("Các phường tổng hợp", AgencyKind.COLLECTIVE)
    day = clock.today()
    task = Task(
        plan=plan,
        appendix=plan.appendices[0],
        code="I.TT",
        number="TT",
        title="Rà soát, nâng cấp hạ tầng phục vụ chuyển đổi số tại địa phương",
        deadline_text=f"{day:%d/%m/%Y}",
        deadline_kind="date",
        deadline={"raw": "", "kind": "date", "due": day.isoformat()},
        position=0,
        search_text=" ",
        agencies=[TaskAgency(agency=everybody, part=AgencyPart.LEAD, raw="Các phường", position=0)],
        milestones=[],
        assignments=[],
    )
    session.add_all([*members, task])
    session.flush()
    moment = Moment(clock.now(), day, calendar(session))
    made = expand(session, task.agencies[0], members, actor=actor, moment=moment)
    for assignment, status in zip(made, cycle(STATES), strict=False):
        assignment.status = status
    session.flush()
