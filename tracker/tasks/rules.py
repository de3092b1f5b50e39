"""What the offices' regulations say about an assignment. Pure: no database, no clock, no Flask."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """Where the work stands. Lateness is never a status: see `timeliness`."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Timeliness(StrEnum):
    NO_DEADLINE = "no_deadline"
    WITHIN = "within"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    STOPPED = "stopped"


class Closing(StrEnum):
    """Whose completion completes a task that several owe."""

    ALL = "all"
    ANY = "any"
    MAIN = "main"


class Move(StrEnum):
    """Whose move it is."""

    LEAD = "lead"
    STEERING = "steering"
    NOBODY = "nobody"


class Act(StrEnum):
    """What people do with an assignment."""

    ACCEPT = "accept"
    START = "start"
    UPDATE = "update"
    HAND_BACK = "hand_back"
    PREPARE = "prepare"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    CONFIRM = "confirm"
    ACCEPT_PARTLY = "accept_partly"
    RETURN = "return"
    HOLD_TO = "hold_to"
    SUSPEND = "suspend"
    RESUME = "resume"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"


OPEN = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.SUBMITTED, Status.RETURNED})
LEADS_MOVE = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED})
STOPPED = frozenset({Status.SUSPENDED, Status.WITHDRAWN})
NEXT: dict[Status, frozenset[Status]] = {
    Status.ASSIGNED: frozenset({Status.IN_PROGRESS, Status.SUBMITTED}) | STOPPED,
    Status.IN_PROGRESS: frozenset({Status.SUBMITTED}) | STOPPED,
    Status.SUBMITTED: frozenset({Status.COMPLETED, Status.RETURNED, Status.IN_PROGRESS}) | STOPPED,
    Status.RETURNED: frozenset({Status.SUBMITTED}) | STOPPED,
    Status.COMPLETED: frozenset({Status.IN_PROGRESS}),
    Status.SUSPENDED: OPEN | {Status.WITHDRAWN},
    Status.WITHDRAWN: frozenset({Status.ASSIGNED}),
}
"""A report that is partly accepted leaves the rest in progress; suspended work goes on where it stood; what was
completed is reopened, what was withdrawn given again."""
FROM: dict[Act, frozenset[Status]] = {
    Act.ACCEPT: frozenset({Status.ASSIGNED, Status.IN_PROGRESS}),
    Act.START: frozenset({Status.ASSIGNED}),
    Act.UPDATE: LEADS_MOVE,
    Act.HAND_BACK: frozenset({Status.ASSIGNED, Status.IN_PROGRESS}),
    Act.PREPARE: LEADS_MOVE,
    Act.REPORT: LEADS_MOVE,
    Act.SUPPLEMENT: frozenset({Status.COMPLETED}),
    Act.CONFIRM: frozenset({Status.SUBMITTED}),
    Act.ACCEPT_PARTLY: frozenset({Status.SUBMITTED}),
    Act.RETURN: frozenset({Status.SUBMITTED}),
    Act.HOLD_TO: frozenset({Status.ASSIGNED, Status.IN_PROGRESS}),
    Act.SUSPEND: OPEN,
    Act.RESUME: frozenset({Status.SUSPENDED}),
    Act.TRANSFER: OPEN | {Status.SUSPENDED},
    Act.WITHDRAW: OPEN | {Status.SUSPENDED},
    Act.REOPEN: frozenset({Status.COMPLETED, Status.WITHDRAWN}),
}
"""In which states each act is possible; who may do it is for the permission table. With a report an agency says that
the work is its own: what was returned cannot be handed back."""
DUE_SOON_DAYS = 7
"""The home page's group "Đến hạn trong 7 ngày"."""


def child_code(parent: str, number: int) -> str:
    """The number of a sub-task: "II.29.1/2" of "II.29.1"."""
    return f"{parent}/{number}"


def parent_code(code: str) -> str:
    return code.rpartition("/")[0]


def can_move(current: Status, to: Status) -> bool:
    return to in NEXT[current]


def can_do(act: Act, status: Status) -> bool:
    return status in FROM[act]


def whose_move(status: Status, handed_back: bool = False) -> Move:
    """Work that was handed back waits for the steering office; its clock runs on, and the lead still owes it."""
    if status is Status.SUBMITTED or (handed_back and status in LEADS_MOVE):
        return Move.STEERING
    return Move.LEAD if status in LEADS_MOVE else Move.NOBODY


def timeliness(status: Status, due: date | None, reported_on: date | None, day: date) -> Timeliness:
    """How an assignment stands against the due day that counts.

    A report stops the agency's clock: what is judged is the day of the report that waits or was accepted, never the
    day the steering office decides (Quyết định 42/2014/QĐ-TTg: four cells, done and open, on time and late). On the
    due day itself a task is still on time.
    """
    if status in STOPPED:
        return Timeliness.STOPPED
    late = due is not None and (reported_on or day) > due
    if status is Status.COMPLETED:
        return Timeliness.DONE_LATE if late else Timeliness.DONE_ON_TIME
    if due is None:
        return Timeliness.NO_DEADLINE
    if late:
        return Timeliness.OVERDUE
    soon = reported_on is None and (due - day).days <= DUE_SOON_DAYS
    return Timeliness.DUE_SOON if soon else Timeliness.WITHIN


def days_late(due: date | None, reported_on: date | None, day: date) -> int:
    """Calendar days past the due day; 0 when not late."""
    return max(0, ((reported_on or day) - due).days) if due else 0


def shown_days(time: Timeliness, due: date | None, reported_on: date | None, day: date) -> int | None:
    """Days late, or days left while the agency's clock runs; None when neither says anything."""
    if due is None:
        return None
    if time in {Timeliness.OVERDUE, Timeliness.DONE_LATE}:
        return days_late(due, reported_on, day)
    return (due - day).days if reported_on is None else None


def task_status(owed: Iterable[tuple[int, Status]], closing: Closing, main: int | None = None) -> Status:
    """A task's own state from (lead, status) of its assignments, by its closing rule: where one lead will do, all
    that one of them owes; where the main lead decides, what it owes."""
    by_lead: dict[int, list[Status]] = {}
    for lead, status in owed:
        by_lead.setdefault(lead, []).append(status)
    if closing is Closing.ANY and any(rolled_up(one) is Status.COMPLETED for one in by_lead.values()):
        return Status.COMPLETED
    if closing is Closing.MAIN and main in by_lead and rolled_up(by_lead[main]) is not Status.WITHDRAWN:
        return rolled_up(by_lead[main])
    return rolled_up(status for statuses in by_lead.values() for status in statuses)


def rolled_up(statuses: Iterable[Status]) -> Status:
    """A task's own state from its assignments: as far as the one that is furthest behind, once all have moved."""
    live = [status for status in statuses if status is not Status.WITHDRAWN]
    if not live:
        return Status.WITHDRAWN
    found = set(live)
    if found <= {Status.COMPLETED}:
        return Status.COMPLETED
    if found <= {Status.SUSPENDED, Status.COMPLETED}:
        return Status.SUSPENDED
    if found == {Status.ASSIGNED}:
        return Status.ASSIGNED
    if Status.RETURNED in found:
        return Status.RETURNED
    if found <= {Status.COMPLETED, Status.SUBMITTED, Status.SUSPENDED}:
        return Status.SUBMITTED
    return Status.IN_PROGRESS
