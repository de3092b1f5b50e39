"""The list of requests: one query a page, one for its count, whatever the number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from tracker.agencies.models import Agency
from tracker.db import among
from tracker.extensions.models import Extension
from tracker.extensions.rules import MANY, Reason, State, is_many
from tracker.permissions import Action, Scope, can
from tracker.plans.models import Plan
from tracker.tasks import rules
from tracker.tasks.filtering import read_number
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of
from tracker.tasks.listing import url_of
from tracker.tasks.models import Assignment, Milestone, Task
from tracker.tasks.queries import evidence_visible_to, watched_by
from tracker.tasks.rules import Timeliness
from tracker.users.models import User

CURSOR = (int,)
STATES: Mapping[str, frozenset[State]] = {
    "cho": frozenset({State.WAITING}),
    "da-quyet": frozenset({State.GRANTED, State.REFUSED}),
    "dong-y": frozenset({State.GRANTED}),
    "khong-dong-y": frozenset({State.REFUSED}),
    "da-rut": frozenset({State.CANCELLED}),
    "tat-ca": frozenset(State),
}
"""Values of `trang-thai`; the first is meant where none is given."""
WAITING = "cho"
SHOWN_WORDS = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows. Every field is a part of the address."""

    state: str = WAITING
    agency: int | None = None
    plan: int | None = None
    task: int | None = None
    late: bool = False
    many: bool = False
    mine: bool = False
    watched: bool = False

    @classmethod
    def read(cls, args: Mapping[str, str]) -> "Wanted":
        """Values that make no sense are dropped, so an old or mangled link still shows a list."""
        state = args.get("trang-thai", "")
        return cls(
            state=state if state in STATES else WAITING,
            agency=read_number(args.get("co-quan", "")),
            plan=read_number(args.get("ke-hoach", "")),
            task=read_number(args.get("nhiem-vu", "")),
            late=args.get("xin-muon", "") == "1",
            many=args.get("nhieu-lan", "") == "1",
            mine=args.get("cua-toi", "") == "1",
            watched=args.get("theo-doi", "") == "1",
        )

    def args(self) -> dict[str, str]:
        written = {
            "trang-thai": "" if self.state == WAITING else self.state,
            "co-quan": self.agency,
            "ke-hoach": self.plan,
            "nhiem-vu": self.task,
            "xin-muon": "1" if self.late else "",
            "nhieu-lan": "1" if self.many else "",
            "cua-toi": "1" if self.mine else "",
            "theo-doi": "1" if self.watched else "",
        }
        return {name: str(value) for name, value in written.items() if value}

    def without(self, **fields: object) -> "Wanted":
        return replace(self, **fields)  # type: ignore[arg-type]  # names and values come from this feature's templates

    @property
    def is_waiting(self) -> bool:
        """The oldest first while they wait, the newest first afterwards."""
        return self.state == WAITING

    def conditions(self, user: User, day: date) -> list[ColumnElement[bool]]:
        """Conditions on Extension and Assignment: of what the person may read."""
        parts = [evidence_visible_to(user, day), among(Extension.state, STATES[self.state])]
        if self.agency is not None:
            parts.append(Assignment.agency_id == self.agency)
        if self.plan is not None:
            parts.append(Assignment.plan_id == self.plan)
        if self.task is not None:
            parts.append(Assignment.task_id == self.task)
        if self.late:
            parts.append(Extension.is_late.is_(True))
        if self.many:
            parts.append(Extension.number >= MANY)
        if self.mine:
            parts.append(among(Assignment.agency_id, user.agency_ids(day)))
        if self.watched:
            parts.append(watched_by(user, day))
        return parts


@dataclass(slots=True)
class Row:
    """One request as the list shows it. `due_on` is the day that counted when it was asked."""

    id: int
    url: str
    code: str
    title: str
    agency: str
    plan: str
    label: str
    number: int
    is_many: bool
    is_late: bool
    state: State
    due_on: date
    asked_due: date
    granted_due: date | None
    timeliness: Timeliness
    days: int | None
    reason: Reason
    text: str
    asked_at: datetime
    closed_at: datetime | None
    version: int
    may_decide: bool


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Extension,
        Assignment.status,
        Assignment.due_on,
        Assignment.reported_on,
        Assignment.version,
        Assignment.agency_id,
        Assignment.decider_id,
        Task.code,
        Task.title,
        Agency.name,
        Plan.number,
        Plan.steering_agency_id,
        Milestone.label,
    )
    .join(Extension.assignment)
    .join(Task, Task.id == Assignment.task_id)
    .join(Agency, Agency.id == Assignment.agency_id)
    .join(Plan, Plan.id == Assignment.plan_id)
    .outerjoin(Milestone, Milestone.id == Assignment.milestone_id)
)


def page(session: Session, user: User, wanted: Wanted, cursor: Cursor | None, day: date) -> Page[Row]:
    query = slice_of(
        _ROWS.where(*wanted.conditions(user, day)), [Extension.id], cursor, is_falling=not wanted.is_waiting
    )
    rows = list(_rows(session.execute(query), user, day))
    return page_of(rows, lambda row: (row.id,), cursor)


def total(session: Session, user: User, wanted: Wanted, day: date) -> int:
    query = select(func.count(Extension.id)).join(Extension.assignment).where(*wanted.conditions(user, day))
    return session.scalar(query) or 0


def _rows(found: Iterable[Any], user: User, day: date) -> Iterable[Row]:
    url, mine, known = url_of("extensions.show", "extension_id"), user.agency_ids(day), dict[Scope, bool]()
    for line in found:
        one: Extension = line.Extension
        scope = Scope(
            line.steering_agency_id, line.agency_id if line.agency_id in mine else None, decider=line.decider_id
        )
        if scope not in known:
            known[scope] = can(user, Action.EXTENSION_DECIDE, scope, day)
        time = rules.timeliness(line.status, line.due_on, line.reported_on, day)
        yield Row(
            id=one.id,
            url=url(one.id),
            code=line.code,
            title=line.title,
            agency=line.name,
            plan=line.number,
            label=line.label or "",
            number=one.number,
            is_many=is_many(one.number),
            is_late=one.is_late,
            state=one.state,
            due_on=one.due_on,
            asked_due=one.asked_due,
            granted_due=one.granted_due,
            timeliness=time,
            days=rules.shown_days(time, line.due_on, line.reported_on, day),
            reason=one.reason,
            text=one.text[:SHOWN_WORDS],
            asked_at=one.asked_at,
            closed_at=one.closed_at,
            version=line.version,
            may_decide=known[scope] and one.state is State.WAITING,
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter form offers: only plans and agencies of which the person sees a request."""

    plans: Sequence[tuple[int, str]]
    agencies: Sequence[tuple[int, str]]


def choices(session: Session, user: User, day: date) -> Choices:
    seen = exists().where(Extension.assignment_id == Assignment.id, evidence_visible_to(user, day))
    plans = select(Plan.id, Plan.number).where(seen.where(Assignment.plan_id == Plan.id))
    agencies = select(Agency.id, Agency.name).where(seen.where(Assignment.agency_id == Agency.id))
    return Choices(
        [(id_, number) for id_, number in session.execute(plans.order_by(Plan.issued_on.desc(), Plan.id))],
        [(id_, name) for id_, name in session.execute(agencies.order_by(Agency.folded, Agency.id))],
    )


def state_words() -> dict[str, str]:
    """Words of `trang-thai`."""
    return {
        "cho": _("Chờ quyết định"),
        "da-quyet": _("Đã quyết định"),
        "dong-y": _("Đồng ý"),
        "khong-dong-y": _("Không đồng ý"),
        "da-rut": _("Đã rút"),
        "tat-ca": _("Tất cả"),
    }
