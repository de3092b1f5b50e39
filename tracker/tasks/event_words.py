"""What each line of a task's history is called, with its icon and tone."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.filters import said
from tracker.tasks.kinds import Cause, EventKind
from tracker.tasks.models import TaskEvent

FORM = {
    EventKind.ASSIGNED: ("send", ""),
    EventKind.EXPANDED: ("sitemap", ""),
    EventKind.STARTED: ("player-play", ""),
    EventKind.PROGRESS: ("progress", ""),
    EventKind.SUBMITTED: ("inbox", ""),
    EventKind.RETURNED: ("arrow-back-up", "overdue"),
    EventKind.CONFIRMED: ("check", "done_on_time"),
    EventKind.RESCHEDULED: ("calendar-time", ""),
    EventKind.ESCALATED: ("speakerphone", "overdue"),
    EventKind.CARRIED: ("file-text", ""),
    EventKind.WITHDRAWN: ("ban", ""),
    EventKind.ACCEPTED: ("user-check", ""),
    EventKind.HANDED_BACK: ("hand-stop", "overdue"),
    EventKind.HELD_TO: ("user-exclamation", ""),
    EventKind.PREPARED: ("writing", ""),
    EventKind.SENT_BACK: ("arrow-back-up", ""),
    EventKind.PARTLY_ACCEPTED: ("progress-check", ""),
    EventKind.SUPPLEMENTED: ("paperclip", ""),
    EventKind.SUSPENDED: ("player-pause", ""),
    EventKind.RESUMED: ("player-play", ""),
    EventKind.TRANSFERRED: ("arrow-forward-up", ""),
    EventKind.REOPENED: ("lock-open", ""),
    EventKind.EXTENSION_ASKED: ("calendar-plus", ""),
    EventKind.EXTENSION_GRANTED: ("calendar-check", ""),
    EventKind.EXTENSION_REFUSED: ("calendar-time", "overdue"),
    EventKind.EXTENSION_CANCELLED: ("arrow-back-up", ""),
    EventKind.DIRECTED: ("speakerphone", ""),
    EventKind.ASKED_AGAIN: ("arrow-back-up", "overdue"),
    EventKind.ANSWERED: ("message-circle", ""),
    EventKind.DIRECTION_CLOSED: ("check", ""),
    EventKind.DELEGATED: ("sitemap", ""),
    EventKind.CHILD_CHANGED: ("pencil", ""),
    EventKind.CITED: ("link", ""),
    EventKind.LEADS_SET: ("users-group", ""),
    EventKind.CONTRIBUTED: ("message-2", ""),
    EventKind.CONSENTED: ("check", ""),
    EventKind.OBJECTED: ("flag", "overdue"),
    EventKind.URGED: ("bell-ringing", ""),
}

_BY_PAPER = frozenset(
    {
        EventKind.SUSPENDED,
        EventKind.RESUMED,
        EventKind.WITHDRAWN,
        EventKind.TRANSFERRED,
        EventKind.REOPENED,
    }
)
"""Acts that a document decides; work also goes without one, with the plan it stood in."""
_ON_DAYS = frozenset(
    {EventKind.RESCHEDULED, EventKind.EXTENSION_ASKED, EventKind.EXTENSION_GRANTED, EventKind.EXTENSION_REFUSED}
)
_ON_DIRECTIONS = frozenset(
    {EventKind.DIRECTED, EventKind.ANSWERED, EventKind.ASKED_AGAIN, EventKind.DIRECTION_CLOSED}
)


def details_of(event: TaskEvent) -> str:
    """What somebody said with an act."""
    after = event.after
    more = (
        (_("Khó khăn, vướng mắc: %(words)s"), after.get("obstacle")),
        (_("Đề xuất, kiến nghị: %(words)s"), after.get("proposal")),
        (_("Phần được chấp nhận: %(words)s"), after.get("accepted")),
    )
    return "\n".join([said(event.note), *(words % {"words": value} for words, value in more if value)])


def words_of(event: TaskEvent) -> str:
    after = event.after
    if event.kind is EventKind.SUBMITTED:
        return _("Báo cáo hoàn thành lần %(n)s", n=after.get("round", 1))
    if event.kind is EventKind.EXPANDED:
        count = len(after.get("agencies", []))
        return ngettext("Phân rã tới %(num)s cơ quan", "Phân rã tới %(num)s cơ quan", count)
    if event.kind in _ON_DAYS:
        what = _with_paper(event, _on_days(event))
        return _("%(what)s, xin muộn", what=what) if after.get("late") else what
    if event.kind is EventKind.CARRIED:
        return _carried(event)
    if event.kind in _ON_DIRECTIONS:
        return _on_direction(event)
    if event.kind in _BY_PAPER:
        return _by_paper(event)
    if event.kind is EventKind.PROGRESS:
        return _progress(event)
    if event.kind is EventKind.PARTLY_ACCEPTED:
        return _("Chấp nhận một phần báo cáo lần %(n)s", n=after.get("round", 1))
    if event.kind is EventKind.SUPPLEMENTED:
        count = len(after.get("files", []))
        return ngettext("Bổ sung %(num)s tài liệu", "Bổ sung %(num)s tài liệu", count)
    return {
        EventKind.STARTED: _("Bắt đầu thực hiện"),
        EventKind.RETURNED: _("Trả lại báo cáo"),
        EventKind.CONFIRMED: _("Xác nhận hoàn thành"),
        EventKind.ESCALATED: _("Báo quá hạn"),
        EventKind.RELEASED: _("Cho phép gửi thư"),
        EventKind.ACCEPTED: _("Nhận việc"),
        EventKind.HANDED_BACK: _("Trả lại việc, đề nghị giao cơ quan khác"),
        EventKind.HELD_TO: _("Giữ nguyên phân công"),
        EventKind.PREPARED: _("Trình thủ trưởng duyệt báo cáo"),
        EventKind.SENT_BACK: _("Thủ trưởng chưa duyệt báo cáo"),
        EventKind.EXTENSION_CANCELLED: _("Rút đề nghị gia hạn"),
        EventKind.DELEGATED: _("Giao việc con"),
        EventKind.CHILD_CHANGED: _("Thay đổi việc con"),
        EventKind.CITED: _("Trích dẫn nhiệm vụ cấp trên"),
        EventKind.LEADS_SET: _("Quy định về các cơ quan chủ trì"),
        EventKind.CONTRIBUTED: _("Cơ quan phối hợp đóng góp"),
        EventKind.CONSENTED: _("Cơ quan phối hợp đồng ý với báo cáo"),
        EventKind.OBJECTED: _("Cơ quan phối hợp có ý kiến khác về báo cáo"),
        EventKind.URGED: _("Đôn đốc"),
    }.get(event.kind, event.kind.value)


def _on_direction(event: TaskEvent) -> str:
    number = event.after.get("number", "")
    return {
        EventKind.DIRECTED: _("Ý kiến chỉ đạo số %(n)s", n=number),
        EventKind.ANSWERED: _("Trả lời ý kiến chỉ đạo số %(n)s", n=number),
        EventKind.ASKED_AGAIN: _("Yêu cầu trả lời lại ý kiến chỉ đạo số %(n)s", n=number),
    }.get(event.kind) or _("Kết thúc ý kiến chỉ đạo số %(n)s", n=number)


def _carried(event: TaskEvent) -> str:
    label = event.after.get("label", "")
    if event.before.get("plan") == event.after.get("plan"):
        return _("%(plan)s sửa đổi nội dung nhiệm vụ", plan=label)
    return _("Chuyển sang %(plan)s", plan=label)


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else _("không có")


def _on_days(event: TaskEvent) -> str:
    """`asked`: the day that a request was for, where another was granted or none."""
    after = event.after
    old, new, asked = (_day(after.get(name)) for name in ("from", "to", "asked"))
    if event.kind is EventKind.EXTENSION_ASKED:
        return _("Xin gia hạn: %(old)s → %(new)s", old=old, new=new)
    if event.kind is EventKind.EXTENSION_GRANTED:
        return _("Đồng ý gia hạn: %(old)s → %(new)s", old=old, new=new)
    if event.kind is EventKind.EXTENSION_REFUSED:
        return _("Không đồng ý gia hạn đến %(day)s", day=asked)
    return _("Điều chỉnh thời hạn: %(old)s → %(new)s", old=old, new=new)


def _by_paper(event: TaskEvent) -> str:
    what = {
        EventKind.SUSPENDED: _("Tạm hoãn"),
        EventKind.RESUMED: _("Tiếp tục thực hiện"),
        EventKind.WITHDRAWN: _("Rút nhiệm vụ"),
        EventKind.REOPENED: _("Mở lại"),
    }.get(event.kind) or _transferred(event)
    return _with_paper(event, what)


def _with_paper(event: TaskEvent, what: str) -> str:
    number, signed_on = event.after.get("number"), event.after.get("signed_on")
    if not number or not signed_on:
        return what
    return _("%(what)s theo văn bản số %(number)s ngày %(day)s", what=what, number=number, day=_day(signed_on))


def _transferred(event: TaskEvent) -> str:
    if "to" in event.after:
        return _("Chuyển cho %(agency)s", agency=event.after["agency"])
    return _("Tiếp nhận từ %(agency)s", agency=event.after["agency"])


def _progress(event: TaskEvent) -> str:
    """The last number of a percentage says something only where there is one."""
    after = event.after
    percent = after.get("percent")
    told = _("Cập nhật tiến độ: %(n)s%%", n=percent) if percent else _("Cập nhật tiến độ")
    held_up = {
        Cause.OBJECTIVE: _("vướng mắc khách quan"),
        Cause.SUBJECTIVE: _("vướng mắc chủ quan"),
    }.get(after.get("cause", ""), "")
    return ", ".join(part for part in (told, held_up) if part)
