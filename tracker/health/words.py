"""What the jobs are called on the page."""

from collections.abc import Mapping

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from tracker.health.rules import Daily, Slot

NAMES: Mapping[str, object] = {
    "reminders": _("Nhắc trước hạn"),
    "digest": _("Bản tin buổi sáng"),
    "escalation": _("Báo quá hạn"),
    "send-notifications": _("Gửi thư"),
    "release-stuck": _("Trả lại thư gửi dở"),
    "occurrences": _("Mở kỳ của nhiệm vụ định kỳ"),
    "read-files": _("Đọc tệp minh chứng để tìm kiếm"),
    "tidy": _("Dọn nhật ký chạy"),
}


def timetable(slot: Slot) -> str:
    """ "06:00 hằng ngày", "1 phút một lần"."""
    if isinstance(slot.when, Daily):
        return gettext("%(time)s hằng ngày", time=f"{slot.when.at:%H:%M}")
    return ngettext("%(num)s phút một lần", "%(num)s phút một lần", slot.when.minutes)


def alarm(late: list[str]) -> str:
    """The sentence of the banner; empty when nothing is late."""
    names = ", ".join(str(NAMES.get(name, name)) for name in late)
    return gettext("Công việc nền chưa chạy đúng lịch: %(names)s.", names=names) if names else ""
