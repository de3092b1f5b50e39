"""The side navigation, by what the person may do."""

from dataclasses import dataclass
from functools import lru_cache

from flask import request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from tracker.dashboard.banners import waiting_requests
from tracker.permissions import Action, allowed
from tracker.users.models import Role, User

KEYS = {"dashboard.home": "h", "tasks.index": "n", "tasks.overdue": "q", "plans.index": "k"}


@dataclass(frozen=True)
class Item:
    endpoint: str
    label: str
    icon: str
    url: str
    active: bool
    key: str
    """Pressed after g, it leads here."""


@dataclass(frozen=True)
class Section:
    title: str
    items: tuple[Item, ...]


def navigation(user: User) -> tuple[Section, ...]:
    return _sections(allowed(user), user.role, request.endpoint, request.script_root, str(get_locale()))


def count_of(endpoint: str) -> int:
    """How many rows of a list wait, to stand beside its name."""
    return waiting_requests() if endpoint == "extensions.index" else 0


@lru_cache(maxsize=1024)
def _sections(
    may: frozenset[Action],
    role: Role,
    here: str | None,
    root: str,  # noqa: ARG001  (every address begins with it)
    language: str,  # noqa: ARG001  (every word is of it)
) -> tuple[Section, ...]:
    home = _("Việc của tôi") if role is Role.MEMBER else _("Tổng quan")
    work = [
        ("dashboard.home", home, "home", Action.OWN_PAGES),
        ("tasks.index", _("Nhiệm vụ"), "list-check", Action.TASK_VIEW),
        ("tasks.overdue", _("Quá hạn"), "alert-triangle", Action.OVERDUE_VIEW),
        ("tasks.to_confirm", _("Chờ xác nhận"), "checks", Action.TASK_DECIDE),
        ("extensions.index", _("Gia hạn"), "calendar-plus", Action.TASK_VIEW),
        ("talk.index", _("Ý kiến chỉ đạo"), "speakerphone", Action.TASK_VIEW),
        ("plans.index", _("Kế hoạch"), "file-text", Action.PLAN_VIEW),
        ("indicators.index", _("Chỉ tiêu"), "target", Action.PLAN_VIEW),
        ("agencies.index", _("Cơ quan"), "building-community", Action.AGENCY_VIEW),
    ]
    office = [
        ("imports.upload", _("Nhập kế hoạch"), "file-import", Action.PLAN_IMPORT),
        ("users.people_list", _("Người dùng"), "users", Action.USERS_MANAGE),
        ("notifications.index", _("Nhật ký thư"), "mail", Action.MAIL_LOG_VIEW),
        ("health.jobs", _("Công việc nền"), "clock-play", Action.JOBS_VIEW),
        ("journal.index", _("Nhật ký hệ thống"), "history", Action.AUDIT_VIEW),
    ]
    sections = [Section("", _items(may, here, work)), Section(_("Quản lý"), _items(may, here, office))]
    return tuple(section for section in sections if section.items)


def _items(may: frozenset[Action], here: str | None, entries: list[tuple[str, str, str, Action]]) -> tuple[Item, ...]:
    return tuple(
        Item(endpoint, label, icon, url_for(endpoint), here == endpoint, KEYS.get(endpoint, ""))
        for endpoint, label, icon, action in entries
        if action in may
    )
