"""What stands above every page when there is cause, and who is signed in. Asked only when a page shows it, so that an
error page needs no database."""

from collections.abc import Callable
from typing import Any

from flask import g
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.local import LocalProxy

from tracker import clock
from tracker.db import db
from tracker.health.queries import late_jobs
from tracker.health.words import alarm
from tracker.permissions import Action, can
from tracker.plans.models import Plan
from tracker.users.auth import current_user
from tracker.users.models import Post

_A_SAMPLE = select(Plan.id).where(Plan.is_sample.is_(True)).limit(1)


def banners() -> dict[str, Any]:
    """Variables of every template: `sample_data`, `late_jobs`, `account_line`."""
    return {
        "sample_data": _once("sample_data", _is_sample),
        "late_jobs": _once("late_jobs", _late_jobs),
        "account_line": _once("account_line", _account_line),
    }


def _once(name: str, ask: Callable[[], Any]) -> Any:
    def answer() -> Any:
        asked = g.setdefault("asked", {})
        if name not in asked:
            asked[name] = ask()
        return asked[name]

    return LocalProxy(answer)


def _is_sample() -> bool:
    """Whether a sample plan is loaded: its people and progress are not real, whoever looks."""
    return db.session.scalar(_A_SAMPLE) is not None


def _late_jobs() -> str:
    """A sentence for those who may look after the jobs."""
    return alarm(late_jobs(db.session, clock.now())) if can(current_user, Action.JOBS_VIEW) else ""


def _account_line() -> str:
    """The post that the person holds, "Đầu mối, Sở Tài chính"; the address of one without a post."""
    words = {
        Post.HEAD: _("Người đứng đầu"),
        Post.DEPUTY: _("Cấp phó"),
        Post.FOCAL: _("Đầu mối"),
        Post.VIEWER: _("Theo dõi"),
    }
    held = [one for one in current_user.memberships if one.holds_on(clock.today())]
    return f"{words[held[0].post]}, {held[0].agency.name}" if held else current_user.email
