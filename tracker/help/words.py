"""The table of permissions in words. What it grants is in `tracker.permissions`; this only says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from tracker.permissions import Action, Relation


@dataclass(frozen=True, slots=True)
class Who:
    """A way to stand to a thing: its name, and who stands so."""

    name: object
    meaning: object


RELATIONS: Mapping[Relation, Who] = {
    Relation.STEERING: Who(
        _("Thường trực"),
        _("Người đứng đầu, cấp phó, đầu mối của cơ quan thường trực kế hoạch"),
    ),
    Relation.HEAD: Who(_("Thủ trưởng chủ trì"), _("Người đứng đầu hoặc cấp phó của cơ quan chủ trì")),
    Relation.FOCAL: Who(_("Đầu mối chủ trì"), _("Đầu mối của cơ quan chủ trì")),
    Relation.MEMBER: Who(_("Người theo dõi"), _("Người chỉ theo dõi của cơ quan chủ trì")),
    Relation.COORDINATOR: Who(
        _("Phối hợp"),
        _("Người đứng đầu, cấp phó, đầu mối của cơ quan phối hợp"),
    ),
    Relation.COORDINATING: Who(_("Theo dõi phối hợp"), _("Bất kỳ ai của cơ quan phối hợp")),
    Relation.DELEGATOR: Who(
        _("Bên giao việc con"),
        _("Người đứng đầu, cấp phó, đầu mối của cơ quan đã giao việc con"),
    ),
    Relation.ABOVE: Who(
        _("Thường trực cấp trên"),
        _("Cơ quan thường trực kế hoạch, đối với việc con do cơ quan chủ trì giao"),
    ),
    Relation.LEADER: Who(_("Lãnh đạo"), _("Lãnh đạo chỉ đạo, thấy mọi kế hoạch")),
    Relation.INSPECTOR: Who(_("Kiểm tra"), _("Kiểm tra, giám sát: thấy mọi kế hoạch, chỉ đọc")),
    Relation.ADMIN: Who(_("Quản trị"), _("Quản trị hệ thống: lo tài khoản và cơ quan, không xử lý nhiệm vụ")),
    Relation.PERSON: Who(_("Mọi người"), _("Bất kỳ ai đã đăng nhập")),
}
"""In the order of the columns."""

ACTIONS: Sequence[tuple[object, Mapping[Action, object]]] = (
    (
        _("Thực hiện nhiệm vụ"),
        {
            Action.TASK_VIEW: _("Xem nhiệm vụ"),
            Action.TASK_ACCEPT: _("Nhận việc hoặc trả lại việc không thuộc thẩm quyền"),
            Action.TASK_START: _("Bắt đầu thực hiện"),
            Action.TASK_UPDATE: _("Cập nhật tiến độ, nêu vướng mắc"),
            Action.TASK_REPORT: _("Lập và gửi báo cáo kết quả"),
            Action.TASK_APPROVE: _("Duyệt báo cáo trước khi gửi"),
            Action.TASK_DELEGATE: _("Giao việc con cho đơn vị khác"),
            Action.TASK_COORDINATE: _("Đóng góp, đồng ý hoặc nêu ý kiến khác với tư cách phối hợp"),
            Action.EXTENSION_ASK: _("Đề nghị gia hạn"),
            Action.DIRECTION_ANSWER: _("Trả lời ý kiến chỉ đạo"),
            Action.TASK_COMMENT: _("Trao đổi về nhiệm vụ"),
        },
    ),
    (
        _("Theo dõi và quyết định"),
        {
            Action.OVERDUE_VIEW: _("Xem danh sách quá hạn của các cơ quan"),
            Action.TASK_DECIDE: _("Xác nhận hoặc trả lại báo cáo"),
            Action.TASK_CHANGE: _("Tạm hoãn, rút, chuyển cơ quan chủ trì, mở lại"),
            Action.TASK_URGE: _("Đôn đốc"),
            Action.EXTENSION_DECIDE: _("Quyết định đề nghị gia hạn"),
            Action.DIRECTION_GIVE: _("Ra ý kiến chỉ đạo"),
        },
    ),
    (
        _("Kế hoạch"),
        {
            Action.PLAN_VIEW: _("Xem kế hoạch, chỉ tiêu"),
            Action.PLAN_IMPORT: _("Nhập kế hoạch, sửa bản nháp"),
            Action.PLAN_PUBLISH: _("Ban hành, hoàn tác việc ban hành"),
            Action.PLAN_RELEASE: _("Cho phép gửi thư về việc đã quá hạn khi nhập"),
            Action.COLLECTIVE_EXPAND: _("Phân rã nhiệm vụ của nhóm cơ quan"),
        },
    ),
    (
        _("Hệ thống"),
        {
            Action.OWN_PAGES: _("Trang đầu, tài khoản của mình"),
            Action.AGENCY_VIEW: _("Xem danh bạ cơ quan"),
            Action.AGENCIES_MANAGE: _("Thêm, đổi tên, sáp nhập, chia tách cơ quan"),
            Action.USERS_MANAGE: _("Thêm, mời, ngừng tài khoản; giao vị trí, cử người thay"),
            Action.USERS_UNLOCK: _("Mở khóa tài khoản"),
            Action.CALENDAR_EDIT: _("Sửa lịch ngày nghỉ, ngày làm bù"),
            Action.MAIL_LOG_VIEW: _("Xem nhật ký thư"),
            Action.AUDIT_VIEW: _("Xem nhật ký hệ thống"),
            Action.JOBS_VIEW: _("Xem công việc nền"),
            Action.JOBS_RUN: _("Chạy công việc nền"),
        },
    ),
)

RULES: Sequence[tuple[object, object]] = (
    (
        _("Không tự quyết định báo cáo của mình"),
        _(
            "Người đã lập, duyệt hoặc gửi báo cáo, và người vắng mặt mà họ thay, không được xác nhận hay trả "
            "lại báo cáo đó, dù đang giữ vị trí khác, đang thay người khác hay xử lý hàng loạt."
        ),
    ),
    (
        _("Theo trạng thái của việc và của kế hoạch"),
        _(
            "Mỗi việc chỉ làm được ở trạng thái cho phép: kế hoạch còn là bản nháp thì chưa ai phải báo cáo; "
            "việc đã hoàn thành, tạm hoãn hoặc đã rút chỉ đọc, trừ khi được mở lại; trang đã cũ thì phải xem "
            "lại trước khi làm."
        ),
    ),
    (
        _("Trong phạm vi của mình"),
        _(
            "Quyền chỉ có trên việc của cơ quan mà mình giữ vị trí, trong thời gian giữ vị trí. Việc không "
            "thuộc phạm vi thì không hiện trong danh sách, số đếm, tìm kiếm, tệp tải về hay thư."
        ),
    ),
    (
        _("Người thay"),
        _(
            "Người được cử thay có đúng các quyền của vị trí được thay, từ ngày đến ngày; mỗi việc được ghi là "
            "«X thay Y»."
        ),
    ),
    (
        _("Nội dung báo cáo"),
        _(
            "Cơ quan phối hợp thấy việc đã được báo cáo, không mở được tệp minh chứng. Cơ quan thường trực, "
            "lãnh đạo, kiểm tra và quản trị đọc được để theo dõi."
        ),
    ),
    (
        _("Bản nháp"),
        _("Bản nháp kế hoạch chỉ cơ quan thường trực của kế hoạch đó thấy, cho đến khi ban hành."),
    ),
)
"""What the table alone does not say."""
