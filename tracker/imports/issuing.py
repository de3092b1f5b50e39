"""Publishing a draft, and taking that back while nobody has acted on it. Never commits."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Delete, delete, exists, or_, select
from sqlalchemy.orm import Session

from tracker.agencies.names import Register
from tracker.audit.chain import one_batch
from tracker.audit.kinds import AuditKind
from tracker.errors import DomainError
from tracker.imports.amending import amend
from tracker.imports.auditing import write_down
from tracker.imports.carrying import DROPPED, REPEALED, Carrying, running_tasks, withdraw_dropped
from tracker.imports.comparing import comparison, deciding
from tracker.imports.laying_out import lay_out
from tracker.imports.models import Draft, DraftRow, RowKind
from tracker.imports.queries import rows_of_plan
from tracker.imports.succession import lock_bases
from tracker.imports.versions import Change, Comparison
from tracker.indicators.models import Indicator, IndicatorAgency, Target
from tracker.notifications.outbox import call_off, is_told
from tracker.plans.models import Appendix, BaseKind, Plan, PlanBase, PlanState, ReportObligation, TaskGroup
from tracker.plans.queries import bases_of, successors_of
from tracker.plans.service import lock_draft, lock_plan
from tracker.sentences import kept
from tracker.tasks import publishing
from tracker.tasks.models import Assignment, Milestone, Task, TaskAgency, TaskEvent
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import Status
from tracker.users.models import User

TAKEN_BACK = kept("Việc ban hành kế hoạch đã được hoàn tác trước khi thư này được gửi.")


def publish_draft(
    session: Session, plan: Plan, *, actor: User | None, moment: Moment, withdraw: Collection[int] = ()
) -> list[Assignment]:
    """Make the tasks, indicators and duties of a draft's rows, and give the tasks to those who lead them; tasks of
    earlier plans that its rows continue run on. `withdraw`: numbers of tasks that are in no row of the plan that
    replaces theirs, or that an amendment repeals, and that end with it; those that are not named keep running."""
    lock_draft(session, plan)
    with one_batch(session):
        made = _issue(session, plan, actor, moment, withdraw)
        write_down(session, AuditKind.PLAN_PUBLISHED, plan, actor=actor, now=moment.now, assignments=len(made))
    return made


def _issue(
    session: Session, plan: Plan, actor: User | None, moment: Moment, withdraw: Collection[int]
) -> list[Assignment]:
    links = deciding(lock_bases(session, plan))
    rows = [row for row in rows_of_plan(session, plan) if row.kind is not RowKind.REPEAL]
    if not links:
        lay_out(session, plan, rows, _register(session, plan))
        return publishing.publish(session, plan, actor=actor, moment=moment)
    at = Carrying(session, plan, actor, moment)
    found = comparison(session, plan, links)
    is_amendment = all(link.kind is BaseKind.AMENDS for link in links)
    dropped = {pair.old.key for pair in found.pairs if pair.change is Change.DROPPED and pair.old}
    ended = running_tasks(session, dropped & set(withdraw))
    withdraw_dropped(at, ended.values(), REPEALED if is_amendment else DROPPED)
    if is_amendment:
        return amend(at, links, rows, found, _register(session, plan))
    return _replace(at, links, rows, found, is_ended=bool(ended))


def _replace(
    at: Carrying, links: Sequence[PlanBase], rows: Sequence[DraftRow], found: Comparison, *, is_ended: bool
) -> list[Assignment]:
    """A plan that takes the place of others. `is_ended`: it has ended tasks of theirs."""
    session, plan = at.session, at.plan
    continued = {pair.new.key: pair.old.key for pair in found.pairs if pair.new and pair.old and pair.old.key > 0}
    tasks = running_tasks(session, continued.values())
    at.keep_places(tasks.values())
    carried = {row_id: tasks[task_id] for row_id, task_id in continued.items()}
    lay_out(session, plan, rows, _register(session, plan), carried)
    running = {task.id: at.settle(task) for task in carried.values()}
    for link in links:
        link.is_carried = bool(running) or is_ended
    return publishing.publish(session, plan, actor=at.actor, moment=at.moment, running=running)


def take_back(session: Session, plan: Plan, *, actor: User | None, now: datetime) -> None:
    """Make a published plan the draft it was; mail about it that has not left is called off."""
    lock_plan(session, plan)
    reason = why_not(session, plan)
    if reason:
        raise DomainError(reason)
    ids = session.scalars(select(Assignment.id).where(Assignment.plan_id == plan.id)).all()
    if not call_off(session, _topics(ids), TAKEN_BACK):
        raise DomainError(_mail_has_left())
    for rows in _everything_of(plan):
        session.execute(rows, execution_options={"synchronize_session": False})
    plan.state, plan.published_at, plan.published_by_id, plan.released_at = PlanState.DRAFT, None, None, None
    write_down(session, AuditKind.PLAN_TAKEN_BACK, plan, actor=actor, now=now)
    session.flush()
    session.expire_all()


def why_not(session: Session, plan: Plan) -> str:
    """Why publishing cannot be taken back, in a sentence for a page; empty when it can."""
    if plan.state is not PlanState.PUBLISHED:
        return _("Kế hoạch này không ở trạng thái đã ban hành.")
    if any(link.is_carried for link in bases_of(session, plan)):
        return _("Kế hoạch này đã nhận các nhiệm vụ đang thực hiện của kế hoạch trước nên không hoàn tác được.")
    successors = successors_of(session, plan)
    if successors:
        return _(
            "%(plan)s đã thay thế hoặc sửa đổi kế hoạch này nên không hoàn tác được.", plan=successors[0].plan.label
        )
    if session.get(Draft, plan.id) is None:
        return _("Kế hoạch này không còn bản nháp để quay lại.")
    if session.scalar(select(_acted_on(plan))):
        return _("Đã có người thực hiện, báo cáo hoặc phân rã nhiệm vụ của kế hoạch nên không hoàn tác được.")
    ids = session.scalars(select(Assignment.id).where(Assignment.plan_id == plan.id)).all()
    if is_told(session, _topics(ids)):
        return _mail_has_left()
    return ""


def _mail_has_left() -> str:
    return _("Thư giao việc đã gửi tới các cơ quan nên không hoàn tác được.")


def _acted_on(plan: Plan) -> ColumnElement[bool]:
    """Whether the plan has a history, or an assignment that somebody moved."""
    moved = or_(Assignment.status != Status.ASSIGNED, Assignment.version > 1, Assignment.last_update_at.is_not(None))
    return or_(
        exists().where(TaskEvent.plan_id == plan.id),
        exists().where(Assignment.plan_id == plan.id, moved),
    )


def _topics(assignment_ids: Iterable[int]) -> Sequence[str]:
    return [f"assignment:{id_}" for id_ in assignment_ids]


def _everything_of(plan: Plan) -> list[Delete]:
    """What publishing wrote, children first; agencies stay."""
    tasks = select(Task.id).where(Task.plan_id == plan.id)
    indicators = select(Indicator.id).where(Indicator.plan_id == plan.id)
    appendices = select(Appendix.id).where(Appendix.plan_id == plan.id)
    return [
        delete(Assignment).where(Assignment.plan_id == plan.id),
        delete(Milestone).where(Milestone.task_id.in_(tasks)),
        delete(TaskAgency).where(TaskAgency.task_id.in_(tasks)),
        delete(Task).where(Task.plan_id == plan.id),
        delete(Target).where(Target.indicator_id.in_(indicators)),
        delete(IndicatorAgency).where(IndicatorAgency.indicator_id.in_(indicators)),
        delete(Indicator).where(Indicator.plan_id == plan.id),
        delete(TaskGroup).where(TaskGroup.appendix_id.in_(appendices)),
        delete(Appendix).where(Appendix.plan_id == plan.id),
        delete(ReportObligation).where(ReportObligation.plan_id == plan.id),
    ]


def _register(session: Session, plan: Plan) -> Register:
    draft = session.get(Draft, plan.id)
    return Register.load_default(*(draft.places if draft else ()), names=draft.names if draft else ())
