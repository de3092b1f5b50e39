"""Directions: given, answered, asked again, closed. Never commits; checks first, changes last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.audit.chain import take_turn
from tracker.errors import ConflictError, DomainError
from tracker.plans.models import PlanState
from tracker.talk import signals
from tracker.talk.files import files_of
from tracker.talk.models import Addressee, AnswerState, Direction
from tracker.tasks.acting import by
from tracker.tasks.kinds import BY_LEAD, EventKind
from tracker.tasks.models import Assignment, Task, TaskEvent
from tracker.tasks.service import StoredFile, record
from tracker.users.models import User


@dataclass(frozen=True)
class Order:
    """What a leader wants: `author` and document where the steering office writes down somebody else's word."""

    text: str
    once: str
    author: str = ""
    document_number: str = ""
    document_date: date | None = None
    due_on: date | None = None


def give(
    session: Session, task: Task, order: Order, agencies: Sequence[Agency], *, actor: User, now: datetime, day: date
) -> Direction:
    """Number a direction within its plan and ask the agencies to answer. Sent twice, it is the same direction."""
    sent = select(Direction).where(Direction.given_by_id == actor.id, Direction.once == order.once)
    if found := session.scalar(sent):
        return found
    if task.plan.state is PlanState.DRAFT:
        raise DomainError(_("Kế hoạch còn là dự thảo: hãy ban hành trước khi cho ý kiến chỉ đạo."))
    if not order.text.strip():
        raise DomainError(_("Hãy ghi nội dung chỉ đạo."))
    if not agencies:
        raise DomainError(_("Hãy chọn ít nhất một cơ quan phải trả lời."))
    if order.due_on and order.due_on < day:
        raise DomainError(_("Thời hạn trả lời không được trước hôm nay."))
    direction = Direction(
        plan_id=task.plan_id,
        task=task,
        number=_next_number(session, task.plan_id),
        text=order.text.strip(),
        author=order.author.strip(),
        document_number=order.document_number.strip(),
        document_date=order.document_date,
        due_on=order.due_on,
        given_by_id=actor.id,
        given_at=now,
        once=order.once,
        addressees=[Addressee(agency=agency, answer="", wanted="") for agency in agencies],
    )
    session.add(direction)
    session.flush()
    after = {
        "number": direction.number,
        "agencies": [agency.id for agency in agencies],
        "due": order.due_on and order.due_on.isoformat(),
    }
    session.add(_event(task, EventKind.DIRECTED, task.plan.steering_agency_id, actor, now, after, direction.text))
    session.flush()
    signals.directed.send(session, addressees=direction.addressees, actor=actor, now=now)
    return direction


def answer(
    session: Session, to: Addressee, text: str, files: Sequence[StoredFile], *, actor: User, now: datetime, seen: int
) -> None:
    _check_version(to, seen)
    if to.state is AnswerState.CLOSED:
        raise DomainError(_("Ý kiến chỉ đạo này đã kết thúc, không cần trả lời nữa."))
    if not text.strip():
        raise DomainError(_("Hãy ghi nội dung trả lời."))
    to.state, to.answer, to.wanted = AnswerState.ANSWERED, text.strip(), ""
    to.answered_at, to.answered_by_id = now, actor.id
    to.files += files_of(files)
    _record(session, to, EventKind.ANSWERED, actor, now, to.answer)


def ask_again(session: Session, to: Addressee, wanted: str, *, actor: User, now: datetime, seen: int) -> None:
    """The answer does not do: the agency must answer again, and is told what is missing."""
    _check_version(to, seen)
    if to.state is not AnswerState.ANSWERED:
        raise DomainError(_("Cơ quan chưa trả lời nên chưa thể yêu cầu trả lời lại."))
    if not wanted.strip():
        raise DomainError(_("Hãy ghi cần trả lời thêm điều gì."))
    to.state, to.wanted = AnswerState.WAITING, wanted.strip()
    _record(session, to, EventKind.ASKED_AGAIN, actor, now, to.wanted)
    signals.directed.send(session, addressees=[to], actor=actor, now=now)


def close(session: Session, to: Addressee, *, actor: User, now: datetime, seen: int) -> None:
    """Whoever follows the plan is content with the answer, or needs none any more."""
    _check_version(to, seen)
    if to.state is AnswerState.CLOSED:
        raise DomainError(_("Ý kiến chỉ đạo này đã kết thúc."))
    to.state, to.closed_by_id = AnswerState.CLOSED, actor.id
    _record(session, to, EventKind.DIRECTION_CLOSED, actor, now, "")


def _check_version(to: Addressee, seen: int) -> None:
    if to.version != seen:
        raise ConflictError(_("Nội dung này vừa được người khác cập nhật. Hãy xem lại rồi thực hiện lại."))


def _next_number(session: Session, plan_id: int) -> int:
    """The next number of the plan; two at once wait for one another and get two numbers."""
    take_turn(session, {plan_id})
    return 1 + (session.scalar(select(func.max(Direction.number)).where(Direction.plan_id == plan_id)) or 0)


def _record(session: Session, to: Addressee, kind: EventKind, actor: User, now: datetime, note: str) -> None:
    """In the history of the agency's own part where it has one; else without the words, which others would read."""
    direction = to.direction
    after = {"number": direction.number, "agency": to.agency_id}
    own = session.scalar(
        select(Assignment)
        .where(Assignment.task_id == direction.task_id, Assignment.agency_id == to.agency_id)
        .order_by(Assignment.id)
        .limit(1)
    )
    if own is not None:
        record(own, kind, actor=actor, now=now, after=after, note=note)
    else:
        agency_id = to.agency_id if kind in BY_LEAD else direction.task.plan.steering_agency_id
        session.add(_event(direction.task, kind, agency_id, actor, now, after, ""))


def _event(
    task: Task, kind: EventKind, agency_id: int, actor: User, now: datetime, after: dict[str, Any], note: str
) -> TaskEvent:
    """A line of the task's history that everybody who sees the task reads; `agency_id`: as which it is done."""
    return TaskEvent(
        plan_id=task.plan_id,
        task_id=task.id,
        kind=kind,
        **by(actor, {agency_id}, now),
        after=after,
        note=note,
        at=now,
    )
