"""The filter of a task list: read from the address, written back to it, turned into a condition on Assignment."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased
from werkzeug.datastructures import MultiDict

from tracker.db import among
from tracker.plans.models import TaskGroup
from tracker.tasks.models import NO_DAY, Assignment, Task
from tracker.tasks.queries import Standing, official, watched
from tracker.tasks.rules import DUE_SOON_DAYS, LEADS_MOVE, OPEN, Status, Timeliness
from tracker.tasks.search import Shape
from tracker.text import read_day, words_of

STATES: Mapping[str, frozenset[Status]] = {"open": OPEN, "to_do": LEADS_MOVE} | {
    status.value: frozenset({status}) for status in Status
}
"""Values of `trang-thai`: each state, "open" for all not finished, "to_do" for those on which the lead must act."""
_HANDED_BACK, _PREPARED = aliased(Assignment), aliased(Assignment)
"""Asked for by number, so that the small indexes serve that hold only what is handed back or prepared."""
WAITS: Mapping[str, ColumnElement[bool]] = {
    "handed_back": among(Assignment.status, LEADS_MOVE)
    & Assignment.id.in_(select(_HANDED_BACK.id).where(_HANDED_BACK.handed_back_at.is_not(None))),
    "prepared": among(Assignment.status, LEADS_MOVE)
    & Assignment.id.in_(select(_PREPARED.id).where(_PREPARED.prepared_at.is_not(None))),
}
"""Further values of `trang-thai`: work handed back, which waits for the steering office, and reports that a head has
to approve."""
TIMES: Mapping[str, frozenset[Timeliness]] = {
    "open_within": frozenset({Timeliness.WITHIN, Timeliness.DUE_SOON}),
    **{time.value: frozenset({time}) for time in Timeliness},
}
"""Values of `tien-do`: each timeliness, and "open_within" for the official cell "chưa hoàn thành, trong hạn"."""
_MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows. Every field is a part of the address; nothing set means everything the person may see that
    is counted officially. What agencies split off shows with `children`, among one's own work, and where one asks for
    the rows of one task or of what one follows. `original`: `time` is judged by the day that counted first."""

    q: str = ""
    status: str = ""
    time: str = ""
    agency: int | None = None
    plan: int | None = None
    group: int | None = None
    task: int | None = None
    due_from: date | None = None
    due_to: date | None = None
    mine: bool = False
    watched: bool = False
    children: bool = False
    original: bool = False

    @classmethod
    def read(cls, args: MultiDict[str, str]) -> "Filter":
        """Values that make no sense are dropped, so an old or mangled link still shows a list."""
        status, time = args.get("trang-thai", ""), args.get("tien-do", "")
        return cls(
            q=args.get("q", "").strip()[:200],
            status=status if status in STATES or status in WAITS else "",
            time=time if time in TIMES else "",
            agency=read_number(args.get("co-quan", "")),
            plan=read_number(args.get("ke-hoach", "")),
            group=read_number(args.get("nhom", "")),
            task=read_number(args.get("nhiem-vu", "")),
            due_from=read_day(args.get("tu", "")),
            due_to=read_day(args.get("den", "")),
            mine=args.get("cua-toi", "") == "1",
            children=args.get("viec-con", "") == "1",
            watched=args.get("theo-doi", "") == "1",
            original=args.get("han-goc", "") == "1",
        )

    def args(self) -> dict[str, str]:
        """The same as parts of an address, for `url_for("tasks.index", **filter.args())`."""
        written = {
            "q": self.q,
            "trang-thai": self.status,
            "tien-do": self.time,
            "co-quan": self.agency,
            "ke-hoach": self.plan,
            "nhom": self.group,
            "nhiem-vu": self.task,
            "tu": self.due_from and f"{self.due_from:%d/%m/%Y}",
            "den": self.due_to and f"{self.due_to:%d/%m/%Y}",
            "cua-toi": "1" if self.mine else "",
            "viec-con": "1" if self.children else "",
            "theo-doi": "1" if self.watched else "",
            "han-goc": "1" if self.original else "",
        }
        return {name: str(value) for name, value in written.items() if value}

    def without(self, **fields: object) -> "Filter":
        """The filter with fields set to something else; `without(q="")` drops the words."""
        return replace(self, **fields)  # type: ignore[arg-type]  # names and values come from this module's callers

    @property
    def words(self) -> list[str]:
        return words_of(self.q)[:_MAX_WORDS]

    @property
    def shows_children(self) -> bool:
        return self.children or self.mine or self.watched or self.task is not None

    @property
    def is_empty(self) -> bool:
        return self == Filter()

    def condition(self, at: Standing, day: date, sought: Shape | None = None) -> list[ColumnElement[bool]]:
        """Conditions on Assignment alone, so that a list can be cut to a page before anything is joined to it;
        `sought`: the shape of the search for the filter's words, whose hits the statement is then executed with."""
        parts = [sought.of_assignments()] if sought else []
        if self.status in WAITS:
            parts.append(WAITS[self.status])
        elif self.status:
            parts.append(among(Assignment.status, STATES[self.status]))
        if self.time:
            parts.append(_stands(TIMES[self.time], day, by_original=self.original))
        if self.agency is not None:
            parts.append(Assignment.agency_id == self.agency)
        if self.plan is not None:
            parts.append(Assignment.plan_id == self.plan)
        if self.group is not None:
            parts.append(Assignment.task_id.in_(select(Task.id).where(in_group(self.group))))
        if self.task is not None:
            parts.append(Assignment.task_id == self.task)
        if self.due_from:
            parts += [Assignment.due_order >= self.due_from, Assignment.due_order < NO_DAY]
        if self.due_to:
            parts.append(Assignment.due_order <= self.due_to)
        if not self.shows_children:
            parts.append(official())
        if self.mine:
            parts.append(among(Assignment.agency_id, at.mine))
        if self.watched:
            parts.append(watched(at))
        return parts


def in_group(group_id: int) -> ColumnElement[bool]:
    """Tasks under a heading, or under a heading below it."""
    below = select(TaskGroup.id).where(or_(TaskGroup.id == group_id, TaskGroup.parent_id == group_id))
    return Task.group_id.in_(below)


def _stands(times: frozenset[Timeliness], day: date, *, by_original: bool) -> ColumnElement[bool]:
    # Where one range of days holds them all, it is said too, for the index of the order.
    if times == {Timeliness.OVERDUE} and not by_original:
        return Assignment.is_overdue(day) & (Assignment.due_order < day)
    if times == {Timeliness.DUE_SOON} and not by_original:
        soon = Assignment.timeliness_sql(day) == Timeliness.DUE_SOON.value
        return soon & Assignment.due_order.between(day, day + timedelta(DUE_SOON_DAYS))
    return Assignment.timeliness_sql(day, by_original=by_original).in_(sorted(times))


def read_number(text: str) -> int | None:
    """The number of a row, as an address names it; none where no column could hold it."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
