"""The sample installation: register, calendar, the real plan through the real importer, accounts, sample progress."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from tracker import clock
from tracker.agencies.models import Agency, AgencyMember
from tracker.agencies.names import Register
from tracker.agencies.rules import AgencyKind
from tracker.config import Settings
from tracker.deadlines.queries import calendar
from tracker.deadlines.service import seed_calendar
from tracker.demo import accounts, progress, requests
from tracker.extensions import signals as extension_signals
from tracker.imports.issuing import publish_draft
from tracker.imports.reading import read_plan
from tracker.imports.service import save_draft, save_register
from tracker.plans.models import Plan
from tracker.storage import FileStore
from tracker.tasks import publishing, signals
from tracker.tasks.kinds import AgencyPart
from tracker.tasks.models import Assignment, Task, TaskAgency
from tracker.tasks.publishing import Moment
from tracker.text import fold
from tracker.users.models import Membership, Post, User

SAMPLE = Path(__file__).with_name("ke-hoach-27-kh-bcdtp.txt")
COMMUNES = (
    "Phường Sài Gòn",
    "Phường Bến Thành",
    "Phường Tân Định",
    "Phường Chợ Lớn",
    "Phường Thủ Đức",
    "Phường Thủ Dầu Một",
    "Phường Dĩ An",
    "Phường Bà Rịa",
    "Phường Vũng Tàu",
    "Xã Củ Chi",
    "Xã Cần Giờ",
    "Đặc khu Côn Đảo",
)
"""A dozen of the city's 168 communes, wards and special zones: enough to show a collective."""
EXPANDED = 2
"""Collective leads that the sample's steering office has already given to each member; the rest waits for it."""

Say = Callable[[str], None]


def build(session: Session, settings: Settings, say: Say) -> Plan:
    """Make the whole sample in one transaction that the caller commits."""
    now, today = clock.now(), clock.today()
    store = FileStore(settings.data / "files")
    say("  1/5 sổ cơ quan và lịch làm việc")
    register = Register.load_default()
    save_register(session, register)
    seed_calendar(session)
    say("  2/5 đọc kế hoạch mẫu")
    data = SAMPLE.read_bytes()
    draft = read_plan(data, SAMPLE.name, None, register)
    steering = session.scalars(select(Agency).where(Agency.name == accounts.STEERING)).one()
    plan = save_draft(
        session,
        draft,
        data=data,
        filename=SAMPLE.name,
        store=store,
        steering=steering,
        actor=None,
        now=now,
        is_sample=True,
    )
    say("  3/5 tài khoản mẫu và phân công")
    accounts.create_system_accounts(session, steering)
    with signals.opened.muted(), signals.recorded.muted(), extension_signals.decided.muted():
        _publish(session, plan, settings, now, today)
        say("  4/5 tiến độ minh họa")
        moment = Moment(now, today, calendar(session), settings.due_counts)
        cast = _cast(session)
        progress.sample(session, plan, cast, store, moment)
        requests.ask_for_days(session, plan, cast, store, moment)
    return plan


def _publish(session: Session, plan: Plan, settings: Settings, now: datetime, today: date) -> None:
    """Publish as of the plan's own day, so that only what was late even then counts as late on arrival."""
    day = min(plan.issued_on or today, today)
    then = min(datetime.combine(day, time(8), tzinfo=clock.zone()).astimezone(UTC), now)
    moment = Moment(then, day, calendar(session), settings.due_counts)
    publish_draft(session, plan, actor=_officer(session), moment=moment)
    session.flush()
    for agency in session.scalars(_leading(plan)).all():
        accounts.create_agency_accounts(session, agency)
    _collectives(session, plan, moment)
    session.flush()


def _leading(plan: Plan) -> Select[Agency]:
    leads = select(Assignment.agency_id).where(Assignment.plan_id == plan.id)
    staffed = select(Membership.agency_id)
    return (
        select(Agency)
        .where(Agency.id.in_(leads), Agency.id.not_in(staffed.where(Membership.post == Post.FOCAL)))
        .order_by(Agency.folded)
    )


def _collectives(session: Session, plan: Plan, moment: Moment) -> None:
    """Give the collectives members, and expand the first two as the steering office would."""
    communes = [_commune(session, name) for name in COMMUNES]
    departments = list(session.scalars(_departments(plan)))
    parts = session.scalars(
        select(TaskAgency)
        .join(TaskAgency.task)
        .join(TaskAgency.agency)
        .where(Task.plan_id == plan.id, TaskAgency.part == AgencyPart.LEAD, Agency.kind == AgencyKind.COLLECTIVE)
        .order_by(Task.position)
    ).all()
    for collective in dict.fromkeys(part.agency for part in parts):
        words = collective.folded
        members = (departments if "so" in words.split() or "nganh" in words else []) + (
            communes if "xa" in words.split() or "dia phuong" in words else []
        )
        known = {m.member_id for m in collective.members}
        session.add_all(AgencyMember(collective=collective, member=m) for m in members if m.id not in known)
    session.flush()
    for part in parts[:EXPANDED]:
        members = publishing.members_on(session, part.agency_id, moment.day)
        if members:
            publishing.expand(session, part, members, actor=_officer(session), moment=moment)
    session.flush()
    for agency in session.scalars(_leading(plan)).all():
        accounts.create_agency_accounts(session, agency)


def _departments(plan: Plan) -> Select[Agency]:
    named = select(TaskAgency.agency_id).join(TaskAgency.task).where(Task.plan_id == plan.id)
    return select(Agency).where(Agency.id.in_(named), Agency.kind == AgencyKind.DEPARTMENT).order_by(Agency.folded)


def _commune(session: Session, name: str) -> Agency:
    found = session.scalar(select(Agency).where(Agency.name == name))
    if found is None:
        found = Agency(name=name, folded=fold(name), kind=AgencyKind.COMMUNE, aliases=[], members=[])
        session.add(found)
        session.flush()
    return found


def _officer(session: Session) -> User:
    return session.scalars(select(User).where(User.email == f"thuong-truc@{accounts.DOMAIN}")).one()


def _cast(session: Session) -> progress.Cast:
    rows = select(Membership.agency_id, User).join(Membership.user).where(Membership.post == Post.FOCAL)
    focal: dict[int, User] = {agency_id: user for agency_id, user in session.execute(rows)}  # noqa: C416
    head_of_steering = session.scalars(select(User).where(User.email == f"chanh-van-phong@{accounts.DOMAIN}")).one()
    officer = _officer(session)
    return progress.Cast(
        focal_of=lambda agency_id: focal[agency_id] if focal[agency_id] != officer else head_of_steering,
        officer=officer,
    )
