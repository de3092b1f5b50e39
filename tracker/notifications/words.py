"""What kinds and states of mail are called on the pages."""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from tracker.notifications.models import Delivery, NotificationItem

KINDS: Mapping[str, object] = {
    "assigned": _("Giao nhiệm vụ"),
    "reminder": _("Nhắc trước hạn"),
    "digest": _("Bản tin buổi sáng"),
    "escalation": _("Báo quá hạn"),
    "returned": _("Trả lại báo cáo"),
    "confirmed": _("Xác nhận hoàn thành"),
    "partly": _("Chấp nhận một phần"),
    "changed": _("Thay đổi nhiệm vụ"),
    "extension": _("Kết quả xin gia hạn"),
    "direction": _("Ý kiến chỉ đạo"),
    "mentioned": _("Nhắc tên trong trao đổi"),
    "urged": _("Đôn đốc"),
    "opinion": _("Xin ý kiến phối hợp"),
    "invitation": _("Mời nhận tài khoản"),
    "password-reset": _("Đặt lại mật khẩu"),
}
FACTS: Mapping[str, object] = {
    "assigned": _("Giao nhiệm vụ"),
    "before": _("Nhắc trước hạn"),
    "overdue": _("Nhắc quá hạn trong bản tin"),
    "escalation": _("Báo quá hạn"),
    "returned": _("Trả lại báo cáo"),
    "confirmed": _("Xác nhận hoàn thành"),
    "partly": _("Chấp nhận một phần"),
    "changed": _("Thay đổi nhiệm vụ"),
    "extension": _("Kết quả xin gia hạn"),
    "digest": _("Nêu trong bản tin"),
    "direction": _("Ý kiến chỉ đạo"),
    "mentioned": _("Nhắc tên trong trao đổi"),
    "urged": _("Đôn đốc"),
    "opinion": _("Xin ý kiến phối hợp"),
    "invitation": _("Mời nhận tài khoản"),
    "password-reset": _("Đặt lại mật khẩu"),
}
STATES: Mapping[Delivery, object] = {
    Delivery.PLANNED: _("Chờ gửi"),
    Delivery.CLAIMED: _("Đang gửi"),
    Delivery.SENT: _("Đã gửi"),
    Delivery.DELIVERED: _("Đã đến hộp thư"),
    Delivery.BOUNCED: _("Bị trả về"),
    Delivery.FAILED: _("Không gửi được"),
    Delivery.SUPPRESSED: _("Không gửi vì hết hiệu lực"),
    Delivery.SUPERSEDED: _("Đã có thư sau thay thế"),
}
ICONS: Mapping[Delivery, str] = {
    Delivery.PLANNED: "clock",
    Delivery.CLAIMED: "progress",
    Delivery.SENT: "check",
    Delivery.DELIVERED: "checks",
    Delivery.BOUNCED: "arrow-back-up",
    Delivery.FAILED: "alert-octagon",
    Delivery.SUPPRESSED: "ban",
    Delivery.SUPERSEDED: "player-pause",
}


def state_choices() -> list[tuple[str, object]]:
    return [(state.value, words) for state, words in STATES.items()]


def why(item: NotificationItem) -> str:
    """ "Nhắc trước hạn 7 ngày", "Báo quá hạn, mức 2": the fact that made the mail."""
    if item.kind == "before":
        step = item.context["step"]
        return gettext("Nhắc trước hạn %(n)s ngày", n=step) if step else gettext("Nhắc ngày đến hạn")
    if item.kind == "escalation":
        return gettext("Báo quá hạn, mức %(n)s", n=item.context["level"])
    return str(FACTS.get(item.kind, item.kind))
