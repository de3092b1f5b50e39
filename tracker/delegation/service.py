"""A lead agency splits its assignment into sub-tasks and decides on them itself. Never commits; checks first, changes
last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.audit.chain import one_batch
from tracker.delegation.rules import UNREPORTED
from tracker.errors import DomainError
from tracker.plans.models import PlanState
from tracker.sentences import kept
from tracker.tasks import service
from tracker.tasks.due import due_days
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Milestone, Task
from tracker.tasks.publishing import Moment, give_on
from tracker.tasks.rolling import roll_up
from tracker.tasks.rules import LEADS_MOVE, Status, child_code
from tracker.tasks.service import done
from tracker.text import searchable
from tracker.users.models import User

GIVEN = kept("Giao %(n)s việc con")
CHANGED = kept("Sửa việc con %(code)s")
TAKEN_BACK = kept("Rút việc con %(code)s: %(reason)s")
NOT_ANY_MORE = kept("Cơ quan giao không giao việc con này nữa")


@dataclass(frozen=True)
class Part:
    """What one sub-task asks of whom, by when. `may_be_later`: its day may lie after the day of what it is split off.
    Without a day of its own it has that one."""

    title: str
    deliverable: str
    agencies: Sequence[Agency]
    due: date | None = None
    mandatory: bool = True
    may_be_later: bool = False


def delegate(
    session: Session, parent: Assignment, parts: Sequence[Part], *, actor: User, moment: Moment
) -> list[Assignment]:
    """Each part becomes a sub-task, owed by each of its agencies."""
    if parent.status not in LEADS_MOVE or parent.plan.state is not PlanState.PUBLISHED:
        raise DomainError(_("Chỉ giao việc con khi việc này đang thực hiện, chưa báo cáo hoàn thành."))
    if not parts:
        raise DomainError(_("Hãy ghi ít nhất một việc con."))
    above = _chain(session, parent)
    for number, part in enumerate(parts, 1):
        _check(parent, part, above, moment, _("Việc con thứ %(n)s: ", n=number) if len(parts) > 1 else "")
    parent.agency.delegates = True
    with one_batch(session):
        first = _number_taken(session, parent.task_id) + 1
        tasks = [_make(session, parent, part, first + place) for place, part in enumerate(parts)]
        made = [
            assignment
            for task, part in zip(tasks, parts, strict=True)
            for assignment in give_on(session, task, part.agencies, parent, actor=actor, moment=moment)
        ]
        done(
            parent,
            EventKind.DELEGATED,
            GIVEN % {"n": len(parts)},
            actor=actor,
            now=moment.now,
            before=parent.status,
            after={"tasks": [task.id for task in tasks]},
            note=note_of(parts),
        )
    return made


def note_of(parts: Sequence[Part]) -> str:
    return "\n".join(part.title.strip() for part in parts)


def change(session: Session, task: Task, part: Part, *, actor: User, moment: Moment) -> None:
    """Other words, another day, other agencies, as long as nobody has reported."""
    parent, rows = _open_rows(session, task)
    _check(parent, part, _chain(session, parent), moment, "")
    with one_batch(session):
        task.title, task.deliverable, task.mandatory = part.title.strip(), part.deliverable.strip(), part.mandatory
        task.search_text = searchable(task.code, task.title, task.deliverable)
        wanted = {agency.id: agency for agency in part.agencies}
        for row in rows:
            if row.agency_id not in wanted and row.status is not Status.WITHDRAWN:
                service.withdraw(row, NOT_ANY_MORE, actor=actor, now=moment.now)
        _move(task, part.due or parent.nominal_due, [row for row in rows if row.agency_id in wanted], actor, moment)
        _give_to(session, task, parent, rows, wanted, actor=actor, moment=moment)
        line = CHANGED % {"code": task.code}
        kind = EventKind.CHILD_CHANGED
        done(
            parent, kind, line, actor=actor, now=moment.now, before=parent.status, after={"task": task.id}, note=line
        )


def take_back(session: Session, task: Task, reason: str, *, actor: User, moment: Moment) -> None:
    """Nobody owes the sub-task any longer."""
    parent, rows = _open_rows(session, task)
    if not reason.strip():
        raise DomainError(_("Hãy ghi lý do để cơ quan được giao biết vì sao rút việc này."))
    with one_batch(session):
        for row in rows:
            if row.status is not Status.WITHDRAWN:
                service.withdraw(row, reason.strip(), actor=actor, now=moment.now)
        line = TAKEN_BACK % {"code": task.code, "reason": reason.strip()}
        kind = EventKind.CHILD_CHANGED
        done(
            parent, kind, line, actor=actor, now=moment.now, before=parent.status, after={"task": task.id}, note=line
        )


def is_unreported(rows: Sequence[Assignment]) -> bool:
    """Whether a sub-task may still be changed: nobody has reported on it, and somebody owes it."""
    live = [row for row in rows if row.status is not Status.WITHDRAWN]
    return bool(live) and all(row.status in UNREPORTED and row.round == 0 for row in live)


def _open_rows(session: Session, task: Task) -> tuple[Assignment, Sequence[Assignment]]:
    parent = session.get_one(Assignment, task.delegated_from_id)
    rows = session.scalars(select(Assignment).where(Assignment.task_id == task.id).order_by(Assignment.id)).all()
    if not is_unreported(rows):
        raise DomainError(_("Việc con này đã được báo cáo hoặc đã kết thúc nên không sửa, không rút được nữa."))
    return parent, rows


def _check(parent: Assignment, part: Part, above: frozenset[int], moment: Moment, which: str) -> None:
    if not part.title.strip():
        raise DomainError(which + _("Hãy ghi nội dung việc con."))
    if not part.agencies:
        raise DomainError(which + _("Hãy ghi cơ quan thực hiện."))
    unfit = [agency.name for agency in part.agencies if agency.id in above or not agency.answers]
    if unfit:
        raise DomainError(
            which
            + _(
                "Không giao việc con cho chính cơ quan đang giữ việc này hay cơ quan đã giao: %(names)s.",
                names=unfit[0],
            )
        )
    if part.due is None:
        return
    counts = due_days(part.due, moment.calendar, moment.counts).counts
    if counts < moment.day:
        raise DomainError(which + _("Thời hạn đã qua: hãy chọn ngày từ hôm nay trở đi."))
    if parent.due_on is not None and counts > parent.due_on and not part.may_be_later:
        raise DomainError(
            which
            + _(
                "Thời hạn %(day)s sau hạn của việc đang chia (%(due)s). Hãy chọn ngày sớm hơn, hoặc đánh dấu đồng ý "
                "cho hạn muộn hơn.",
                day=f"{part.due:%d/%m/%Y}",
                due=f"{parent.due_on:%d/%m/%Y}",
            )
        )


def _chain(session: Session, parent: Assignment) -> frozenset[int]:
    """Agencies that hold the work from the plan down to here: none of them gets it back from below."""
    found: set[int] = set()
    at: Assignment | None = parent
    while at is not None:
        found.add(at.agency_id)
        at = session.get(Assignment, at.parent_id) if at.parent_id else None
    return frozenset(found)


def _number_taken(session: Session, task_id: int) -> int:
    """How many sub-tasks the task ever had, of whichever of its leads: a number is never given twice."""
    parents = select(Assignment.id).where(Assignment.task_id == task_id)
    return session.scalar(select(func.count(Task.id)).where(Task.delegated_from_id.in_(parents))) or 0


def _make(session: Session, parent: Assignment, part: Part, number: int) -> Task:
    over = parent.task
    code, title, deliverable = child_code(over.code, number), part.title.strip(), part.deliverable.strip()
    task = Task(
        plan=over.plan,
        appendix_id=over.appendix_id,
        group_id=over.group_id,
        code=code,
        number=child_code(over.number, number),
        title=title,
        deliverable=deliverable,
        position=over.position,
        search_text=searchable(code, title, deliverable),
        delegated_from_id=parent.id,
        mandatory=part.mandatory,
        agencies=[],
        milestones=[],
        **_deadline(part.due or parent.nominal_due),
    )
    session.add(task)
    return task


def _deadline(due: date | None) -> dict[str, object]:
    """As an importer would have read it."""
    words = f"{due:%d/%m/%Y}" if due else ""
    kind = "date" if due else "ongoing"
    read: dict[str, object] = {
        "raw": words,
        "kind": kind,
        "start": None,
        "due": due and due.isoformat(),
        "milestones": [],
    }
    return {"deadline_text": words, "deadline_kind": kind, "deadline": read}


def _move(task: Task, due: date | None, rows: Sequence[Assignment], actor: User, moment: Moment) -> None:
    """Another day for those who owe it already; the first one stays with each."""
    read = _deadline(due)
    if task.deadline == read["deadline"]:
        return
    for name, value in read.items():
        setattr(task, name, value)
    if due is None:
        return
    if task.milestones:
        task.milestones[0].due_on = due
    else:
        task.milestones = [Milestone(period="", label="", due_on=due, position=0)]
    days = due_days(due, moment.calendar, moment.counts)
    for row in rows:
        was = row.due_on
        row.milestone = task.milestones[0]
        row.set_due(days.nominal, days.effective, days.counts)
        row.deadline_version += 1
        service.record(
            row,
            EventKind.RESCHEDULED,
            actor=actor,
            now=moment.now,
            after={"from": was and was.isoformat(), "to": days.counts.isoformat()},
        )


def _give_to(
    session: Session,
    task: Task,
    parent: Assignment,
    rows: Sequence[Assignment],
    wanted: dict[int, Agency],
    *,
    actor: User,
    moment: Moment,
) -> None:
    """Agencies that were added owe it from now on; one that it was taken from before owes it again."""
    there = {row.agency_id: row for row in rows}
    for agency_id, row in there.items():
        if agency_id in wanted and row.status is Status.WITHDRAWN:
            service.give_again(row, now=moment.now)
            done(row, EventKind.ASSIGNED, task.title, actor=actor, now=moment.now, before=Status.WITHDRAWN)
    new = [agency for agency_id, agency in wanted.items() if agency_id not in there]
    give_on(session, task, new, parent, actor=actor, moment=moment)
    roll_up(session, [task.id])
