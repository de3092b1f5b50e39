"""What the filter form of a task list offers, and the words for what is chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask_babel import gettext as _
from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    bindparam,
    cast,
    exists,
    literal,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from tracker.agencies.models import Agency
from tracker.db import read
from tracker.plans.models import Appendix, Plan, TaskGroup
from tracker.tasks.filtering import Filter
from tracker.tasks.models import Assignment, Task
from tracker.tasks.queries import Standing, standing, task_visible_to, visible
from tracker.users.models import User


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter form offers: only what the person has something of."""

    plans: Sequence[tuple[int, str]]
    agencies: Sequence[tuple[int, str]]
    groups: Sequence[tuple[int, str]]

    def name(self, options: Sequence[tuple[int, str]], id_: int | None) -> str:
        return dict(options).get(id_ or 0, "")


def choices(session: Session, user: User, wanted: Filter, day: date) -> Choices:
    plans: list[tuple[int, str]] = []
    agencies: list[tuple[int, str]] = []
    for is_plan, id_, words, *_order in read(session, _offers(standing(user, day))):
        (plans if is_plan else agencies).append((id_, words))
    shown = [id_ for id_, _number in plans if id_ == wanted.plan or len(plans) == 1]
    return Choices(plans, agencies, _groups(session, shown[0]) if shown else [])


_IS_PLAN, _IS_AGENCY = literal_column("1", Integer()), literal_column("0", Integer())


@lru_cache(maxsize=256)
def _offers(at: Standing) -> CompoundSelect[int, int, str, date | None, str]:
    """The plans, the latest first, and the agencies of which somebody who stands so sees something."""
    seen, no_day = visible(at), cast(null(), Date())
    plans = select(_IS_PLAN, Plan.id, Plan.number.label("words"), Plan.issued_on, literal("").label("folded"))
    plans = plans.where(exists().where(Assignment.plan_id == Plan.id, seen))
    agencies = select(_IS_AGENCY, Agency.id, Agency.name, no_day, Agency.folded)
    agencies = agencies.where(exists().where(Assignment.agency_id == Agency.id, seen))
    found: CompoundSelect[int, int, str, date | None, str] = union_all(plans, agencies)
    return found.order_by(
        found.selected_columns.issued_on.desc(), found.selected_columns.folded, found.selected_columns.id
    )


_below = aliased(TaskGroup)
_GROUPS = (
    select(TaskGroup.id, Appendix.number, TaskGroup.number.label("group"), TaskGroup.title)
    .join(TaskGroup.appendix)
    .where(
        Appendix.plan_id == bindparam("plan"),
        or_(
            exists().where(Task.group_id == TaskGroup.id),
            exists().where(_below.parent_id == TaskGroup.id, Task.group_id == _below.id),
        ),
    )
    .order_by(Appendix.position, TaskGroup.position)
)


def _groups(session: Session, plan_id: int) -> list[tuple[int, str]]:
    """Headings of a plan that hold tasks, themselves or through headings below them."""
    rows = read(session, _GROUPS, {"plan": plan_id})
    return [(id_, f"{appendix}.{number} {title}"[:90]) for id_, appendix, number, title in rows]


@dataclass(frozen=True, slots=True)
class Chip:
    """One active part of a filter: its words, and the address arguments without it."""

    label: str
    args: Mapping[str, str]


def chips(
    session: Session, user: User, wanted: Filter, offered: Choices, words: Mapping[str, str], day: date
) -> list[Chip]:
    """`words`: what states and times are called."""
    found = (
        ("q", wanted.q and f"“{wanted.q}”"),
        ("status", words.get(wanted.status, "")),
        ("time", words.get(wanted.time, "")),
        ("agency", wanted.agency and (offered.name(offered.agencies, wanted.agency) or _("Cơ quan khác"))),
        ("plan", wanted.plan and (offered.name(offered.plans, wanted.plan) or _("Kế hoạch khác"))),
        ("group", wanted.group and (offered.name(offered.groups, wanted.group) or _("Nhóm nhiệm vụ"))),
        ("task", wanted.task and _task_words(session, user, wanted.task, day)),
        ("due_from", wanted.due_from and _("Hạn từ %(day)s", day=f"{wanted.due_from:%d/%m/%Y}")),
        ("due_to", wanted.due_to and _("Hạn đến %(day)s", day=f"{wanted.due_to:%d/%m/%Y}")),
        ("mine", wanted.mine and _("Cơ quan tôi chủ trì")),
        ("watched", wanted.watched and _("Kế hoạch tôi theo dõi")),
        ("original", wanted.original and _("Tiến độ tính theo hạn ban đầu")),
        ("children", wanted.children and _("Gồm cả việc con")),
    )
    empty = Filter()
    return [
        Chip(str(label), wanted.without(**{field: getattr(empty, field)}).args()) for field, label in found if label
    ]


def _task_words(session: Session, user: User, task_id: int, day: date) -> str:
    code = session.scalar(select(Task.code).where(Task.id == task_id, task_visible_to(user, day)))
    return _("Nhiệm vụ %(code)s", code=code or "")


def state_words() -> dict[str, str]:
    """Words of `trang-thai`, in the order of the work."""
    return {
        "open": _("Chưa hoàn thành"),
        "to_do": _("Cơ quan chủ trì phải làm"),
        "assigned": _("Chưa thực hiện"),
        "in_progress": _("Đang thực hiện"),
        "submitted": _("Chờ xác nhận"),
        "returned": _("Bị trả lại"),
        "handed_back": _("Cơ quan trả lại việc"),
        "prepared": _("Chờ thủ trưởng duyệt"),
        "completed": _("Hoàn thành"),
        "suspended": _("Tạm hoãn"),
        "withdrawn": _("Đã rút"),
    }


def time_words() -> dict[str, str]:
    """Words of `tien-do`, most pressing first."""
    return {
        "overdue": _("Quá hạn"),
        "due_soon": _("Đến hạn trong 7 ngày"),
        "open_within": _("Trong hạn, chưa hoàn thành"),
        "within": _("Trong hạn, chưa gần đến hạn"),
        "no_deadline": _("Không thời hạn"),
        "done_on_time": _("Hoàn thành đúng hạn"),
        "done_late": _("Hoàn thành quá hạn"),
        "stopped": _("Dừng theo dõi"),
    }
