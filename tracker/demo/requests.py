"""Sample requests for another day: some wait, one of them late, some were decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.demo.progress import SAMPLE_NOTE, Cast, instant
from tracker.extensions import rules, service
from tracker.extensions.rules import Answer, Reason
from tracker.extensions.service import Asking, Paper, Ruling
from tracker.plans.models import Plan
from tracker.storage import FileStore
from tracker.tasks.files import StoredFile
from tracker.tasks.models import Assignment
from tracker.tasks.publishing import Moment

WORDS: Sequence[tuple[Reason, str]] = (
    (Reason.PARTNERS, "Đã xong dự thảo, còn chờ ý kiến của ba sở. Cam kết trình ngay sau khi có đủ ý kiến."),
    (Reason.GUIDANCE, "Bộ chưa ban hành thông tư hướng dẫn nên chưa có căn cứ hoàn thiện hồ sơ."),
    (Reason.VOLUME, "Số liệu phải rà soát tăng gấp đôi so với dự kiến."),
    (Reason.MONEY, "Gói thầu phải tổ chức lại do không có nhà thầu đáp ứng."),
)
STORIES: Sequence[tuple[Answer | None, int]] = (
    (None, 2),
    (Answer.GRANTED, 6),
    (None, 1),
    (Answer.REFUSED, 4),
    (None, 0),
    (Answer.OTHER_DAY, 8),
)
"""What became of each, and how many days ago it was asked."""


def ask_for_days(session: Session, plan: Plan, cast: Cast, store: FileStore, moment: Moment) -> None:
    """Every third assignment that can be asked for, as far as there are stories."""
    assignments = session.scalars(
        select(Assignment)
        .where(Assignment.plan_id == plan.id, Assignment.is_open())
        .order_by(Assignment.due_order, Assignment.id)
    ).all()
    askable = [a for a in assignments if rules.bar_to_asking(a.status, a.due_on, waits=False) is None]
    for number, (assignment, (answer, ago)) in enumerate(zip(askable[::3], STORIES, strict=False)):
        _play(session, assignment, number, answer, ago, cast, store, moment)


def _play(
    session: Session,
    assignment: Assignment,
    number: int,
    answer: Answer | None,
    ago: int,
    cast: Cast,
    store: FileStore,
    moment: Moment,
) -> None:
    assert assignment.due_on is not None  # askable
    asked = _at(moment, ago)
    reason, text = WORDS[number % len(WORDS)]
    wanted = max(assignment.due_on, asked.day) + timedelta(days=21)
    asking = Asking(wanted, reason, f"{text} {SAMPLE_NOTE}", Paper(f"{40 + number}/CV-MAU", asked.day))
    extension = service.ask(
        session,
        assignment,
        asking,
        files=[_letter(number, store)],
        actor=cast.focal_of(assignment.agency_id),
        moment=asked,
    )
    if answer is None:
        return
    at = _at(moment, max(0, ago - 1))
    other = wanted - timedelta(days=7) if answer is Answer.OTHER_DAY else None
    ruling = Ruling(answer, other, f"Ý kiến minh họa. {SAMPLE_NOTE}", Paper(f"{70 + number}/TB-MAU", at.day))
    service.decide(session, [extension], ruling, actor=cast.officer, moment=at)


def _at(moment: Moment, ago: int) -> Moment:
    day = moment.day - timedelta(days=ago)
    return replace(moment, now=instant(day, 9, moment.now), day=day)


def _letter(number: int, store: FileStore) -> StoredFile:
    stored = store.put(f"Công văn mẫu xin gia hạn, số {40 + number}.\n{SAMPLE_NOTE}\n".encode())
    return StoredFile(f"Công văn xin gia hạn {40 + number}.txt", "text/plain", stored.size, stored.sha256)
