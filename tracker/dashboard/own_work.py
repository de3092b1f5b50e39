"""What an agency owes: whose move it is, most pressing first; and when nothing waits, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from tracker.dashboard.groups import Asked, Group, groups, list_url, without_repeats
from tracker.tasks import listing
from tracker.tasks.counts import Cells, four_cells
from tracker.tasks.filtering import STATES, Filter
from tracker.tasks.listing import Row
from tracker.tasks.models import NO_DAY, Assignment
from tracker.tasks.queries import standing, visible_to
from tracker.users.models import User

MINE = Filter(mine=True)


@dataclass(slots=True)
class OwnWork:
    """`next` is the first assignment that will fall due, looked for where nothing waits; `ongoing` how many have no
    day at all."""

    groups: Sequence[Group]
    cells: Cells
    next: Row | None
    ongoing: int
    ongoing_url: str
    filter: Filter = MINE

    @property
    def is_idle(self) -> bool:
        """Nothing that the agency itself could do now."""
        return not any(one.count for one in self.groups if one.tone != "waiting")


def own_work(session: Session, user: User, day: date) -> OwnWork:
    to_do = MINE.without(status="to_do")
    overdue, soon = to_do.without(time="overdue"), to_do.without(time="due_soon")
    returned, waiting = MINE.without(status="returned"), MINE.without(status="submitted")
    ongoing = to_do.without(time="no_deadline")
    prepared = MINE.without(status="prepared")
    asked = [
        Asked(prepared, _("Chờ thủ trưởng duyệt"), "", "writing"),
        Asked(overdue, _("Quá hạn"), "overdue", "filled-alert-triangle"),
        Asked(soon, _("Đến hạn trong 7 ngày"), "due_soon", "hourglass-high"),
        Asked(returned, _("Bị trả lại"), "returned", "arrow-back-up"),
        Asked(waiting, _("Đang chờ người khác"), "waiting", "inbox"),
    ]
    made = groups(session, user, asked, day)
    mine = user.agency_ids(day)
    if len(mine) == 1:
        _leave_out_lead(made)
    work = OwnWork(
        without_repeats(made),
        four_cells(session, Assignment.agency_id.in_(mine), day),
        next=None,
        ongoing=listing.total(session, user, ongoing, day),
        ongoing_url=list_url(ongoing),
    )
    if work.is_idle:
        work.next = _next(session, user, day)
    return work


def _leave_out_lead(groups: Sequence[Group]) -> None:
    """Who has one agency knows whose work it is."""
    for one in groups:
        for row in one.rows:
            row.lead = ""


def _next(session: Session, user: User, day: date) -> Row | None:
    conditions = [
        visible_to(user, day),
        *MINE.condition(standing(user, day), day),
        Assignment.status.in_(sorted(STATES["to_do"])),
        Assignment.due_order > day,
        Assignment.due_order < NO_DAY,
    ]
    found = session.execute(listing.row_query(conditions).order_by(*listing.ORDER).limit(1))
    return next(iter(listing.rows_of(found, user, day)), None)
