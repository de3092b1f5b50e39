"""The side navigation, by what the person may do."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from tracker.permissions import Action, allowed
from tracker.users.models import Role, User


@dataclass(frozen=True)
class Item:
    endpoint: str
    label: str
    icon: str
    url: str
    active: bool


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]


def navigation(user: User) -> list[Section]:
    home = _("Việc của tôi") if user.role is Role.MEMBER else _("Tổng quan")
    work = [
        ("dashboard.home", home, "home", Action.OWN_PAGES),
        ("tasks.index", _("Nhiệm vụ"), "list-check", Action.TASK_VIEW),
        ("tasks.overdue", _("Quá hạn"), "alert-triangle", Action.OVERDUE_VIEW),
        ("tasks.to_confirm", _("Chờ xác nhận"), "checks", Action.TASK_DECIDE),
        ("talk.index", _("Ý kiến chỉ đạo"), "speakerphone", Action.TASK_VIEW),
        ("plans.index", _("Kế hoạch"), "file-text", Action.PLAN_VIEW),
        ("indicators.index", _("Chỉ tiêu"), "target", Action.PLAN_VIEW),
        ("agencies.index", _("Cơ quan"), "building-community", Action.AGENCY_VIEW),
    ]
    office = [
        ("imports.upload", _("Nhập kế hoạch"), "file-import", Action.PLAN_IMPORT),
        ("notifications.index", _("Nhật ký thư"), "mail", Action.MAIL_LOG_VIEW),
        ("health.jobs", _("Công việc nền"), "clock-play", Action.JOBS_VIEW),
    ]
    may = allowed(user)
    sections = [Section("", _items(may, work)), Section(_("Quản lý"), _items(may, office))]
    return [section for section in sections if section.items]


def _items(may: frozenset[Action], entries: list[tuple[str, str, str, Action]]) -> tuple[Item, ...]:
    return tuple(
        Item(endpoint, label, icon, url_for(endpoint), request.endpoint == endpoint)
        for endpoint, label, icon, action in entries
        if action in may
    )
