"""Is it still true when the mail leaves? Each check gives the items that are not, with the reason for the log."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from tracker import clock
from tracker.notifications.models import Notification, NotificationItem
from tracker.permissions import STEERS
from tracker.reminders.facts import OVERDUE
from tracker.reminders.people import posts_of
from tracker.reminders.queries import Duty, current
from tracker.reminders.rules import step_reached, steps_for
from tracker.sentences import kept
from tracker.tasks import rules
from tracker.tasks.rules import DUE_SOON_DAYS, LEADS_MOVE, Status
from tracker.users.models import Post

Posts = Mapping[int, frozenset[Post]]
Reason = Callable[[NotificationItem, Duty, date], str]
CONFIRM = "confirm"
DECIDED_AS = {"returned": Status.RETURNED, "confirmed": Status.COMPLETED, "partly": Status.IN_PROGRESS}
CHANGED_AGAIN = kept("Nhiệm vụ đã có thay đổi mới sau thư này.")
ANSWERED = kept("Cơ quan thường trực đã trả lời.")
APPROVED = kept("Thủ trưởng đã xử lý báo cáo.")
DECISION_PASSED = kept("Nhiệm vụ đã có diễn biến mới sau quyết định này.")
NOT_FOLLOWED = kept("Nhiệm vụ không còn được theo dõi hoặc đang chờ cho phép gửi thư.")
NOT_IN_CHARGE = kept("Người nhận không còn phụ trách việc này.")
REPORTED = kept("Cơ quan chủ trì đã báo cáo kết quả.")
COMPLETED = kept("Nhiệm vụ đã hoàn thành.")
STOPPED = kept("Nhiệm vụ đã dừng theo dõi.")
MOVED = kept("Thời hạn đã thay đổi.")
PAST_DUE = kept("Đã qua hạn, thư nhắc trước hạn không còn đúng.")
LATER_STEP = kept("Đã có mốc nhắc sau thay thế.")
DECIDED = kept("Báo cáo đã được xử lý.")
DECIDED_EXTENSION = kept("Đề nghị gia hạn đã được xử lý.")
REPORTED_AGAIN = kept("Cơ quan chủ trì đã báo cáo lại.")
OTHER_GROUP = kept("Thời hạn của nhiệm vụ đã sang nhóm khác.")


def assigned(
    session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime
) -> dict[int, str]:
    return outdated(session, mail, items, now, lambda _item, duty, _day: ended(duty))


def decided(session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime) -> dict[int, str]:
    """A decision is told while it is the last word: the agency may have reported again meanwhile."""
    status = DECIDED_AS[mail.kind]

    def reason(item: NotificationItem, duty: Duty, _day: date) -> str:
        same = duty.status is status and duty.round == item.context["round"]
        return "" if same else DECISION_PASSED

    return outdated(session, mail, items, now, reason)


def changed(session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime) -> dict[int, str]:
    """A change is told while the work still stands or still stopped, as it said."""

    def reason(item: NotificationItem, duty: Duty, _day: date) -> str:
        was_stopped = Status(item.context["status"]) in rules.STOPPED
        return "" if (duty.status in rules.STOPPED) is was_stopped else CHANGED_AGAIN

    return outdated(session, mail, items, now, reason)


def reminder(
    session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime
) -> dict[int, str]:
    return outdated(session, mail, items, now, _reminder_reason)


def digest(session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime) -> dict[int, str]:
    return outdated(session, mail, items, now, _digest_reason)


def outdated(
    session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime, reason: Reason
) -> dict[int, str]:
    """Items whose duty is gone, whose person no longer sits where the fact is his business, or that `reason` ends.

    Items of a digest that are not about one duty ("agency:5") stay: they are counts as of the morning.
    """
    day = clock.day_of(now)
    found = current(session, (item.context["assignment"] for item in items if "assignment" in item.context))
    posts = posts_of(session, mail.user_id or 0, day)
    reasons: dict[int, str] = {}
    for item in items:
        words = "" if "assignment" not in item.context else _why(item, found, posts, day, reason)
        if words:
            reasons[item.id] = words
    return reasons


def _why(item: NotificationItem, found: Mapping[int, Duty], posts: Posts, day: date, reason: Reason) -> str:
    duty = found.get(item.context["assignment"])
    if duty is None:
        return NOT_FOLLOWED
    if not _sits(posts, duty, steering=item.context.get("as") == "steering"):
        return NOT_IN_CHARGE
    return reason(item, duty, day)


def _sits(posts: Posts, duty: Duty, *, steering: bool) -> bool:
    return bool(posts.get(duty.steering_id, frozenset()) & STEERS) if steering else duty.agency_id in posts


def ended(duty: Duty) -> str:
    """Why the lead agency need not act on the duty, or nothing."""
    if duty.status in LEADS_MOVE:
        return ""
    if duty.status is Status.SUBMITTED:
        return REPORTED
    return COMPLETED if duty.status is Status.COMPLETED else STOPPED


def moved(item: NotificationItem, duty: Duty) -> str:
    same = item.context["due"] == (duty.due_on.isoformat() if duty.due_on else None)
    return "" if same else MOVED


def _reminder_reason(item: NotificationItem, duty: Duty, day: date) -> str:
    words = ended(duty) or moved(item, duty)
    if words or duty.due_on is None:
        return words
    if duty.due_on < day:
        return PAST_DUE
    latest = step_reached(duty.assigned_on, duty.due_on, day, steps_for(duty.start_on, duty.period_end))
    later = latest is not None and latest < item.context["step"]
    return LATER_STEP if later else ""


def _digest_reason(item: NotificationItem, duty: Duty, day: date) -> str:
    section = item.context.get("section")
    if section == CONFIRM:
        return "" if duty.status is Status.SUBMITTED else DECIDED
    if section == "extension":
        return "" if duty.extension_asked_on is not None else DECIDED_EXTENSION
    if section == "handed_back":
        return "" if duty.handed_back_at is not None else ANSWERED
    if section == "approve":
        return "" if duty.prepared_at is not None else APPROVED
    if section == "escalated":
        return ended(duty)
    if section == "returned":
        return "" if duty.status is Status.RETURNED else REPORTED_AGAIN
    words = ended(duty) or moved(item, duty)
    if words or duty.due_on is None:
        return words
    left = (duty.due_on - day).days
    there = {OVERDUE: left < 0, "today": left == 0, "week": 0 < left <= DUE_SOON_DAYS}
    return "" if there[str(section)] else OTHER_GROUP
