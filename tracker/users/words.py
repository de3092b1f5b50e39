"""What posts, roles and states of accounts are called on the pages."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from tracker.users.models import Post, Role

POSTS: Mapping[Post, object] = {
    Post.HEAD: _("Người đứng đầu"),
    Post.DEPUTY: _("Cấp phó"),
    Post.FOCAL: _("Đầu mối"),
    Post.VIEWER: _("Theo dõi"),
}
ROLES: Mapping[Role, object] = {
    Role.MEMBER: _("Người dùng của cơ quan"),
    Role.LEADER: _("Lãnh đạo"),
    Role.INSPECTOR: _("Kiểm tra, giám sát"),
    Role.ADMIN: _("Quản trị hệ thống"),
}
STATES: Mapping[str, object] = {
    "active": _("Đang dùng"),
    "waiting": _("Chưa nhận tài khoản"),
    "locked": _("Đang bị khóa"),
    "unused": _("Lâu không dùng"),
    "closed": _("Đã ngừng"),
}
ICONS: Mapping[str, str] = {
    "active": "circle-check",
    "waiting": "clock",
    "locked": "lock",
    "unused": "player-pause",
    "closed": "ban",
}
