"""A small administration in which work of every state and kind lies ready. Built once a run; every test begins from
the same file, and an act that is not allowed must leave it as it is."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.drafts import make_draft, make_row
from tests.factories.plans import make_plan, make_task, publish_plan
from tests.permissions.people import Offices, make_offices, make_people
from tracker import clock
from tracker.coordination import contributing
from tracker.deadlines.queries import calendar
from tracker.delegation import service as delegation
from tracker.extensions import service as extensions
from tracker.extensions.rules import Reason, State
from tracker.plans.models import Plan
from tracker.talk import comments, directions
from tracker.talk.models import AnswerState
from tracker.tasks import approval, service
from tracker.tasks.files import StoredFile
from tracker.tasks.models import Assignment, Task
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import OPEN, Status
from tracker.users.models import Substitution, User
from tracker.worklists import service as worklists

PLAN, DRAFT, REPORT, CHILD, HELP, TALK, OWN = (
    "Zukehoach",
    "Zuduthao",
    "Zubaocao",
    "Zuviecon",
    "Zudonggop",
    "Zutraloi",
    "Zuboloc",
)
"""Words that stand in every text of a kind and nowhere else: of the plan, of the plan under review, of the lead's
reports and requests, of the unit's reports, of what the coordinating agency hands in, of what the lead and those who
steer say to one another, of what is one person's own. Whoever may not see such a thing never meets its word."""
REPORTED = frozenset({Status.SUBMITTED, Status.COMPLETED, Status.RETURNED})


@dataclass
class World:
    session: Session
    offices: Offices
    people: dict[str, User]
    ids: dict[str, int] = field(default_factory=dict)
    """What acts are done on, by what it is: "plain submitted", "extension assigned", "comment" …"""

    @property
    def moment(self) -> Moment:
        return Moment(clock.now(), clock.today(), calendar(self.session))


def file_of(word: str) -> StoredFile:
    data = bytes_of(word)
    return StoredFile(f"{word}.pdf", "application/pdf", len(data), hashlib.sha256(data).hexdigest())


def bytes_of(word: str) -> bytes:
    return f"%PDF-1.4 {word}".encode()


def build(session: Session) -> World:
    offices = make_offices(session)
    world = World(session, offices, make_people(session, offices, clock.today()))
    plan = make_plan(session, offices.office, number=f"57-KH/{PLAN}")
    plan.title = f"Kế hoạch {PLAN}"
    made = {
        (kind, status): task_of(world, plan, f"{kind} {status}")
        for kind in ("plain", "asked", "prepared", "handed", "parent")
        for status in Status
    }
    collective = task_of(world, plan, "tập thể", lead=False)
    given = publish_plan(session, plan, clock.now(), clock.today())
    by_task = {one.task_id: one for one in given if one.agency_id == offices.lead.id}
    for (kind, status), task in made.items():
        PREPARE[kind](world, by_task[task.id], status)
        world.ids[f"task {kind} {status}"] = task.id
        if kind != "parent":
            world.ids[f"{kind} {status}"] = by_task[task.id].id
    lead_part = next(one for one in collective.agencies if one.agency_id == offices.everybody.id)
    world.ids |= {"plan": plan.id, "part": lead_part.id, "task collective": collective.id}
    talk(world, session.get_one(Task, world.ids[f"task plain {Status.ASSIGNED}"]))
    draft(world)
    own_things(world)
    session.commit()
    return world


def task_of(world: World, plan: Plan, what: str, *, lead: bool = True) -> Task:
    offices = world.offices
    leads = [offices.lead, offices.co_lead] if lead else [offices.everybody]
    return make_task(
        world.session, plan, leads, title=f"Đề án {PLAN} {what}", coordinating=[offices.helping] if lead else []
    )


def report(world: World, assignment: Assignment, by: User) -> None:
    word = REPORT if assignment.parent_id is None else CHILD
    said = service.Report(f"Đã xong {word}", f"12/QĐ-{word}", files=[file_of(word)])
    service.report_done(world.session, assignment, said, actor=by, now=clock.now(), day=clock.today())


def in_state(world: World, assignment: Assignment, status: Status, by: User) -> None:
    if status in REPORTED:
        report(world, assignment, by)
    assignment.status = status
    assignment.resumes_as = Status.IN_PROGRESS if status is Status.SUSPENDED else None
    assignment.closed_at = clock.now() if status in {Status.COMPLETED, Status.WITHDRAWN} else None
    world.session.flush()
    ids = {one.round: one.id for one in assignment.submissions}
    if assignment.round:
        world.ids[f"report of {assignment.id}"] = ids[assignment.round]
        evidence = assignment.submissions[0].evidence[0]
        world.ids["evidence" if assignment.parent_id is None else "evidence of the unit"] = evidence.id


def plain(world: World, assignment: Assignment, status: Status) -> None:
    in_state(world, assignment, status, world.people["lead head"])
    if status in REPORTED:
        world.ids[f"submission {status}"] = world.ids[f"report of {assignment.id}"]


def asked(world: World, assignment: Assignment, status: Status) -> None:
    """A request that waits; it was settled where the work has ended."""
    asking = extensions.Asking(date(2026, 4, 15), Reason.PARTNERS, f"Chưa có số liệu {REPORT}")
    made = extensions.ask(
        world.session,
        assignment,
        asking,
        files=[file_of(REPORT)],
        actor=world.people["lead deputy"],
        moment=world.moment,
    )
    in_state(world, assignment, status, world.people["lead deputy"])
    if status not in OPEN:
        made.state, made.closed_at = State.CANCELLED, clock.now()
        assignment.extension_asked_on = None
    world.ids[f"extension {status}"] = made.id
    world.ids["attachment"] = made.files[0].id


def prepared(world: World, assignment: Assignment, status: Status) -> None:
    """A report that lies before the head, written by somebody else."""
    in_state(world, assignment, status, world.people["lead deputy"])
    draft = approval.ReportDraft(
        assignment=assignment, text=f"Xong {REPORT}", document_number="1/BC", sent_back="", files=[]
    )
    draft.written_by_id, draft.written_at = world.people["lead and steering"].id, clock.now()
    file = file_of(REPORT)
    draft.files = [
        approval.DraftFile(filename=file.filename, media_type=file.media_type, size=file.size, sha256=file.sha256)
    ]
    assignment.prepared_at = clock.now()
    world.session.add(draft)
    world.session.flush()
    world.ids["draft file"] = draft.files[0].id


def handed(world: World, assignment: Assignment, status: Status) -> None:
    in_state(world, assignment, status, world.people["lead deputy"])
    assignment.handed_back_at = clock.now()


def parent(world: World, assignment: Assignment, status: Status) -> None:
    """A sub-task of the unit in the state; the work it was split off goes on."""
    assert assignment.due_on is not None
    part = delegation.Part(f"Việc con {PLAN}", "Báo cáo", [world.offices.unit], mandatory=False)
    (child,) = delegation.delegate(
        world.session, assignment, [part], actor=world.people["lead deputy"], moment=world.moment
    )
    in_state(world, child, status, world.people["unit"])
    world.ids |= {f"child {status}": child.id, f"subtask {status}": child.task_id, f"parent {status}": assignment.id}


PREPARE: dict[str, Callable[[World, Assignment, Status], None]] = {
    "plain": plain,
    "asked": asked,
    "prepared": prepared,
    "handed": handed,
    "parent": parent,
}


def talk(world: World, task: Task) -> None:
    """Directions in every state of their answer, talk in the open and with one agency, a contribution."""
    session, people, now, day = world.session, world.people, clock.now(), clock.today()
    for number, state in enumerate(AnswerState):
        order = directions.Order(f"Yêu cầu báo cáo {PLAN}", once=f"direction {number}")
        given = directions.give(session, task, order, [world.offices.lead], actor=people["leader"], now=now, day=day)
        (to,) = given.addressees
        world.ids[f"addressee {state}"] = to.id
        if state is not AnswerState.WAITING:
            said = f"Đã làm {TALK}"
            directions.answer(
                session, to, said, [file_of(TALK)], actor=people["lead deputy"], now=now, seen=to.version
            )
            session.flush()
            world.ids["talk file"] = to.files[0].id
        if state is AnswerState.CLOSED:
            directions.close(session, to, actor=people["leader"], now=now, seen=to.version)
        session.flush()
    words = comments.Words(f"Xin ý kiến {TALK}", "comment", world.offices.lead.id)
    said = comments.say(session, task, words, actor=people["lead focal"], now=now, day=day)
    world.ids["comment"] = said.id
    made = contributing.contribute(
        session,
        task,
        world.offices.helping.id,
        f"Góp ý {HELP}",
        [file_of(HELP)],
        actor=people["coordinator"],
        now=now,
    )
    world.ids["contribution file"] = made.files[0].id


def draft(world: World) -> None:
    """A plan under review, which is its steering office's alone."""
    made = make_draft(world.session, world.offices.office, number=f"58-KH/{DRAFT}")
    made.title = f"Dự thảo {DRAFT}"
    row = make_row(world.session, made, [world.offices.lead], title=f"Xây dựng {DRAFT}")
    world.ids |= {"draft": made.id, "row": row.id}


def own_things(world: World) -> None:
    kept = worklists.keep(
        world.session, world.people["steering officer"], "tasks.index", f"Của tôi {OWN}", "q=de", None
    )
    world.session.flush()
    absent = world.people["lead focal"].id
    substitution = world.session.scalars(select(Substitution).where(Substitution.absent_id == absent)).one()
    world.ids |= {"filter": kept.id, "substitution": substitution.id}
