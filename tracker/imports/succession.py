"""Which earlier plans a draft replaces or amends: found by the numbers in its text, or laid down by a person. Never
commits."""

import re
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.imports.comparing import CONTINUES
from tracker.imports.desk import Desk
from tracker.imports.models import DraftRow
from tracker.imports.queries import rows_of_plan
from tracker.plans.models import BaseKind, Plan, PlanBase, PlanState
from tracker.plans.queries import bases_of, replaced_among
from tracker.plans.service import lock_draft, lock_plan
from tracker.sentences import kept
from tracker.text import fold

MATCHED = kept("Ghép lại dòng %(number)s với kế hoạch trước")
_BETWEEN = re.compile(r"[\s.]+")
_DASHES = re.compile("[–—−-]+")


def link_bases(session: Session, plan: Plan, amends: Iterable[str] = ()) -> None:
    """Link a new draft to the plans in force here whose numbers its text says it replaces or amends. A number that
    none of them bears, or more than one, is left for a person."""
    there = _in_force(session, plan, Plan.steering_agency_id == plan.steering_agency_id)
    for kind, numbers in ((BaseKind.AMENDS, amends), (BaseKind.REPLACES, plan.replaces)):
        for number in numbers:
            found = [one for one in there if _same_number(one.number, number)]
            if len(found) == 1:
                session.merge(PlanBase(plan_id=plan.id, base_id=found[0].id, kind=kind))
    session.flush()


def choices(session: Session, plan: Plan, steered: ColumnElement[bool]) -> list[Plan]:
    """The plans in force that the draft may replace or amend, the newest first. `steered`: those of the person."""
    return _in_force(session, plan, steered)


def lay_down(session: Session, plan: Plan, base: Plan, kind: BaseKind) -> None:
    """The draft replaces or amends this plan."""
    lock_draft(session, plan)
    if base.state is not PlanState.PUBLISHED or base.id == plan.id:
        raise DomainError(_("Chỉ chọn được kế hoạch đã ban hành."))
    session.merge(PlanBase(plan_id=plan.id, base_id=base.id, kind=kind))
    session.flush()


def clear(session: Session, plan: Plan, base_id: int) -> None:
    """The draft has nothing to do with this plan."""
    lock_draft(session, plan)
    session.execute(delete(PlanBase).where(PlanBase.plan_id == plan.id, PlanBase.base_id == base_id))


def lay_down_match(desk: Desk, row: DraftRow, key: int) -> None:
    """The row continues this one of the earlier plan, or none (0). Whatever other row was said to continue it is left
    to the comparison."""
    with desk.act(MATCHED % {"number": row.number or "–"}):
        if key:
            for other in rows_of_plan(desk.session, desk.plan):
                if other.id != row.id and other.chosen.get(CONTINUES) == key:
                    desk.touch(other)
                    other.chosen = {name: value for name, value in other.chosen.items() if name != CONTINUES}
        desk.touch(row)
        row.chosen = {**row.chosen, CONTINUES: key}


def namesakes(session: Session, plan: Plan) -> Sequence[Plan]:
    """Other plans of the same number, issuer and day: perhaps the same one from another file."""
    if not plan.number:
        return []
    same = (Plan.number == plan.number, Plan.issuer == plan.issuer, Plan.issued_on == plan.issued_on)
    office = Plan.steering_agency_id == plan.steering_agency_id
    return session.scalars(select(Plan).where(*same, office, Plan.id != plan.id).order_by(Plan.id)).all()


def lock_bases(session: Session, plan: Plan) -> Sequence[PlanBase]:
    """Hold the earlier plans until the transaction ends; refused where one of them is no longer in force."""
    links = bases_of(session, plan)
    for link in sorted(links, key=lambda one: one.base_id):
        lock_plan(session, link.base)
        session.refresh(link.base, ["state"])
    replaced = replaced_among(session, [link.base_id for link in links])
    for link in links:
        successor = replaced.get(link.base_id)
        if successor is not None:
            raise DomainError(
                _(
                    "%(base)s đã được %(plan)s thay thế. Hãy chọn lại kế hoạch bị thay thế hoặc sửa đổi.",
                    base=link.base.label,
                    plan=successor.label,
                )
            )
        if link.base.state is not PlanState.PUBLISHED:
            raise DomainError(_("%(base)s chưa được ban hành nên chưa thay thế được.", base=link.base.label))
    return links


def _in_force(session: Session, plan: Plan, condition: ColumnElement[bool]) -> list[Plan]:
    query = select(Plan).where(Plan.state == PlanState.PUBLISHED, Plan.id != plan.id, condition)
    found = session.scalars(query.order_by(Plan.issued_on.desc().nulls_last(), Plan.id.desc())).all()
    replaced = replaced_among(session, [one.id for one in found])
    return [one for one in found if one.id not in replaced]


def _same_number(one: str, other: str) -> bool:
    """ "20 – KH/BCĐTP" is "20-KH/BCĐTP"."""
    return bool(one.strip()) and _bare(one) == _bare(other)


def _bare(number: str) -> str:
    return _DASHES.sub("-", _BETWEEN.sub("", fold(number)))
