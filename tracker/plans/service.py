"""Acts on a plan as a whole. Never commits."""

from flask_babel import gettext as _
from sqlalchemy import CursorResult, update
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.plans.models import Plan, PlanState


def lock_draft(session: Session, plan: Plan) -> None:
    """Hold a draft until the transaction ends: of two people who publish or delete it, the second is refused."""
    held = session.execute(
        update(Plan).where(Plan.id == plan.id, Plan.state == PlanState.DRAFT).values(state=PlanState.DRAFT),
        execution_options={"synchronize_session": False},
    )
    assert isinstance(held, CursorResult)
    if not held.rowcount:
        raise DomainError(_("Kế hoạch này đã được ban hành hoặc đã bị xóa. Hãy tải lại trang để xem."))


def lock_plan(session: Session, plan: Plan) -> None:
    """Hold a plan until the transaction ends: a second act on it sees what the first one did."""
    session.execute(
        update(Plan).where(Plan.id == plan.id).values(state=Plan.state),
        execution_options={"synchronize_session": False},
    )
