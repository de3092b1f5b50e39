"""Sample progress, relative to today, so that every state and every list of the interface has something in it.

Each act goes through the same services as a real one, with the instants of a plausible past; no mail is written for
the past. The choice is fixed by the assignment's number, so two runs on one day agree.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker import clock
from tracker.plans.models import Plan
from tracker.storage import FileStore
from tracker.tasks import service
from tracker.tasks.due import due_days
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, Submission
from tracker.tasks.publishing import Moment
from tracker.tasks.rules import Status
from tracker.users.models import User

SAMPLE_NOTE = "Nội dung minh họa của dữ liệu mẫu."
PROGRESS = (
    "Đã họp tổ soạn thảo, hoàn thành dự thảo lần 1; đang lấy ý kiến các sở, ngành liên quan.",
    "Đã gửi văn bản đề nghị phối hợp; còn chờ ý kiến thẩm định về kinh phí.",
    "Hoàn thành khảo sát hiện trạng, đang tổng hợp số liệu để trình lãnh đạo.",
    "Đã trình cấp có thẩm quyền, đang tiếp thu, giải trình theo góp ý.",
)
REASONS = (
    "Chưa đính kèm quyết định ban hành; đề nghị bổ sung văn bản có ký số.",
    "Kết quả mới nêu chung, chưa có số liệu theo yêu cầu của phụ lục; đề nghị bổ sung.",
)


@dataclass(frozen=True)
class Cast:
    """Who acts in the sample: the people of each agency, and the officer who decides."""

    focal_of: Callable[[int], User]
    officer: User


@dataclass(frozen=True)
class Story:
    """What happened to one assignment: days relative to its due day (negative: before), None: not yet. A report is
    confirmed the day after; with `waits` it came in these days and is still to be decided."""

    started: int | None = None
    updated: int | None = None
    returned: int | None = None
    reported: int | None = None
    waits: bool = False


PAST: Sequence[Story] = (
    Story(-40, -20, None, -6),
    Story(-30, -10, None, -1),
    Story(-25, -8, None, 4),
    Story(-45, -30, -12, -3),
    Story(-20, -15),
    Story(-35, -12, None, -2),
    Story(-15, waits=True),
    Story(-28, -9, None, 0),
    Story(),
)
"""Of nine assignments whose day has passed: five done on time, one late, one waits for confirmation, two overdue."""
AHEAD: Sequence[tuple[str, int]] = (
    ("progress", 9),
    ("assigned", 0),
    ("progress", 35),
    ("submitted", 1),
    ("started", 5),
    ("returned", 3),
    ("progress", 2),
    ("done", 12),
)
"""Assignments that still have time, or no day at all: what was done last, and how many days ago."""


def sample(session: Session, plan: Plan, cast: Cast, store: FileStore, moment: Moment) -> None:
    """Give every published assignment of the plan its sample story."""
    assignments = session.scalars(
        select(Assignment)
        .where(Assignment.plan_id == plan.id)
        .order_by(Assignment.due_order, Assignment.id)
        .options(
            selectinload(Assignment.task), selectinload(Assignment.submissions).selectinload(Submission.evidence)
        )
    ).all()
    past = [a for a in assignments if a.due_on and a.due_on < moment.day]
    ahead = [a for a in assignments if not (a.due_on and a.due_on < moment.day)]
    for index, assignment in enumerate(past):
        _play_past(session, assignment, PAST[index % len(PAST)], cast, store, moment)
    for index, assignment in enumerate(ahead):
        _play_ahead(session, assignment, AHEAD[index % len(AHEAD)], cast, store, moment)
    _bring_near([a for a in ahead if a.due_on], moment, cast)


def _play_past(session: Session, a: Assignment, story: Story, cast: Cast, store: FileStore, moment: Moment) -> None:
    assert a.due_on is not None
    base, actor = a.due_on, cast.focal_of(a.agency_id)

    def when(offset: int | None, hour: int) -> datetime | None:
        day = None if offset is None else max(base + timedelta(days=offset), a.assigned_on)
        return None if day is None or day > moment.day else instant(day, hour, moment.now)

    if begun := when(story.started, 8):
        service.start(a, actor=actor, now=begun)
    if told := when(story.updated, 9):
        service.update_progress(a, PROGRESS[a.id % len(PROGRESS)], actor=actor, now=told)
    if sent_back := when(story.returned, 10):
        _report(session, a, actor, sent_back, store)
        service.return_for_rework(
            a, REASONS[a.id % len(REASONS)], actor=cast.officer, now=sent_back + timedelta(hours=4)
        )
    if story.waits:
        _report(session, a, actor, instant(moment.day - timedelta(days=1 + a.id % 4), 15, moment.now), store)
    elif reported := when(story.reported, 15):
        _report(session, a, actor, reported, store)
        service.confirm(a, actor=cast.officer, now=min(reported + timedelta(days=1), moment.now))


def _play_ahead(
    session: Session, a: Assignment, story: tuple[str, int], cast: Cast, store: FileStore, moment: Moment
) -> None:
    what, days_ago = story
    actor = cast.focal_of(a.agency_id)
    when = instant(max(moment.day - timedelta(days=days_ago), a.assigned_on), 9, moment.now)
    if what == "started":
        service.start(a, actor=actor, now=when)
    elif what == "progress":
        service.update_progress(a, PROGRESS[a.id % len(PROGRESS)], actor=actor, now=when)
    elif what in {"submitted", "returned", "done"}:
        service.start(a, actor=actor, now=instant(a.assigned_on, 8, moment.now))
        _report(session, a, actor, when, store)
        decided = min(when + timedelta(hours=5), moment.now)
        if what == "returned":
            service.return_for_rework(a, REASONS[a.id % len(REASONS)], actor=cast.officer, now=decided)
        elif what == "done" and a.due_on is not None:
            service.confirm(a, actor=cast.officer, now=decided)


def _bring_near(ahead: Iterable[Assignment], moment: Moment, cast: Cast) -> None:
    """Move the days of a few open assignments next to today, as an extension would, and say so."""
    near = [a for a in ahead if a.status in {Status.ASSIGNED, Status.IN_PROGRESS, Status.RETURNED}]
    for assignment, days in zip(near, (0, 1, 3, 5, 6, -2, -9), strict=False):
        was = assignment.due_on
        due = due_days(moment.day + timedelta(days=days), moment.calendar, moment.counts)
        assignment.set_due(due.nominal, due.effective, due.counts)
        assignment.deadline_version += 1
        service.record(
            assignment,
            EventKind.RESCHEDULED,
            actor=cast.officer,
            now=moment.now,
            after={"from": was and was.isoformat(), "to": due.counts.isoformat()},
            note=SAMPLE_NOTE,
        )


def _report(session: Session, a: Assignment, actor: User, when: datetime, store: FileStore) -> None:
    day = clock.day_of(when)
    text = f"Minh chứng mẫu cho nhiệm vụ {a.task.code}, lần {a.round + 1}.\n{SAMPLE_NOTE}\n".encode()
    stored = store.put(text)
    file = service.StoredFile(f"Minh chứng {a.task.code}.txt", "text/plain", stored.size, stored.sha256)
    service.report_done(
        session,
        a,
        service.Report(
            text=f"Đã hoàn thành: {a.task.deliverable or a.task.title}"[:600] + f"\n{SAMPLE_NOTE}",
            document_number=f"{100 + a.id}/BC-MAU",
            document_date=day,
            files=[file],
        ),
        actor=actor,
        now=when,
        day=day,
    )


def instant(day: date, hour: int, latest: datetime) -> datetime:
    """An hour of a day in the plan zone, never after `latest`."""
    return min(datetime.combine(day, time(hour), tzinfo=clock.zone()).astimezone(UTC), latest)
