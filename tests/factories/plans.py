"""Plans, tasks and assignments for tests."""

from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.deadlines.queries import calendar
from tracker.plans.models import Appendix, Plan, PlanState
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Assignment, Task, TaskAgency
from tracker.tasks.publishing import Moment, publish
from tracker.text import searchable

_numbers = count(1)


def make_plan(
    session: Session, steering: Agency, *, number: str = "27-KH/BCĐTP", state: PlanState = PlanState.DRAFT
) -> Plan:
    steering.steers = True
    plan = Plan(
        number=number,
        kind="Kế hoạch",
        title="Thực hiện Nghị quyết số 57-NQ/TW năm 2026",
        issuer="Ban Chỉ đạo Thành phố",
        issued_on=date(2026, 2, 14),
        state=state,
        steering_agency=steering,
        appendices=[],
        obligations=[],
    )
    plan.appendices.append(Appendix(number="II", title="Danh mục nhiệm vụ", position=0))
    session.add(plan)
    session.flush()
    return plan


def make_task(
    session: Session,
    plan: Plan,
    leads: list[Agency],
    *,
    title: str = "Xây dựng Đề án thành lập Quỹ đầu tư mạo hiểm",
    due: date | None = date(2026, 3, 31),
    coordinating: list[Agency] | None = None,
    deadline: dict[str, Any] | None = None,
    **fields: Any,
) -> Task:
    number = str(next(_numbers))
    parsed = deadline or {
        "raw": due.strftime("%d/%m/%Y") if due else "Thường xuyên",
        "kind": "date" if due else "ongoing",
        "start": None,
        "due": due.isoformat() if due else None,
        "milestones": [],
    }
    task = Task(
        plan_id=plan.id,
        plan=plan,
        appendix=plan.appendices[0],
        code=f"II.{number}",
        number=number,
        title=title,
        lead_text=", ".join(agency.name for agency in leads),
        coordinating_text=", ".join(agency.name for agency in coordinating or []),
        deadline_text=parsed["raw"],
        deadline_kind=parsed["kind"],
        deadline=parsed,
        position=int(number),
        search_text=searchable(f"II.{number}", title),
        agencies=[],
        milestones=[],
        assignments=[],
        **fields,
    )
    for part, agencies in ((AgencyPart.LEAD, leads), (AgencyPart.COORDINATING, coordinating or [])):
        for position, agency in enumerate(agencies):
            task.agencies.append(TaskAgency(agency=agency, part=part, raw=agency.name, position=position))
    session.add(task)
    session.flush()
    return task


def publish_plan(session: Session, plan: Plan, now: datetime, day: date) -> list[Assignment]:
    made = publish(session, plan, actor=None, moment=Moment(now, day, calendar(session)))
    session.flush()
    return made
