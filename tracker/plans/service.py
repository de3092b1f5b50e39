"""Acts on a plan as a whole. Never commits."""

from flask_babel import gettext as _
from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.plans.models import Plan, PlanState


def lock_draft(session: Session, plan: Plan) -> None:
    """Hold the plan's row until the transaction ends: of two people who publish or delete, the second is refused."""
    held = session.execute(
        update(Plan).where(Plan.id == plan.id, Plan.state == PlanState.DRAFT).values(state=PlanState.DRAFT),
        execution_options={"synchronize_session": False},
    )
    assert isinstance(held, CursorResult)
    if not held.rowcount:
        raise DomainError(_("Kế hoạch này đã được ban hành hoặc đã bị xóa. Hãy tải lại trang để xem."))
