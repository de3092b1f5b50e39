"""Who of several leads answers first, and whose completion completes the task. Never commits."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.errors import DomainError
from tracker.tasks.acting import by
from tracker.tasks.kinds import AgencyPart, EventKind
from tracker.tasks.leads import main_lead_of
from tracker.tasks.models import Task, TaskEvent
from tracker.tasks.rolling import roll_up
from tracker.tasks.rules import Closing
from tracker.users.models import User


def named_leads(task: Task) -> list[Agency]:
    """Agencies that the paper names as leads and that can answer, in its order."""
    return [part.agency for part in task.agencies if part.part is AgencyPart.LEAD and part.agency.answers]


def set_leads(
    session: Session, task: Task, main: int | None, closing: Closing, *, actor: User, now: datetime
) -> bool:
    """Change the main lead or the closing rule; false where nothing changes. The task's own state follows."""
    allowed = {agency.id for agency in named_leads(task)}
    if main is not None and main not in allowed:
        raise DomainError(_("Hãy chọn cơ quan chủ trì chính trong các cơ quan văn bản nêu tên."))
    if closing is Closing.MAIN and not allowed:
        raise DomainError(_("Văn bản không nêu cơ quan chủ trì cụ thể: hãy chọn quy tắc kết thúc khác."))
    before = {"main": main_lead_of(session, task), "closing": task.closing.value}
    if before == {"main": main, "closing": closing.value}:
        return False
    task.main_lead_id, task.closing = main, closing
    session.add(
        TaskEvent(
            plan_id=task.plan_id,
            task_id=task.id,
            kind=EventKind.LEADS_SET,
            **by(actor, {task.plan.steering_agency_id}, now),
            before=before,
            after={"main": main, "closing": closing.value},
            at=now,
        )
    )
    roll_up(session, [task.id])
    return True
