"""What stands around every page when there is cause, and who is signed in. Asked in one statement, and only when a
page shows it, so that an error page needs no database."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from flask import g
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, exists, literal, select
from werkzeug.local import LocalProxy

from tracker import clock
from tracker.db import db, read
from tracker.extensions.queries import waiting_count
from tracker.health.queries import LAST_GOOD, late_of
from tracker.health.words import alarm
from tracker.permissions import Action, can
from tracker.plans.models import Plan
from tracker.tasks.queries import Standing, standing
from tracker.users.auth import current_user
from tracker.users.models import Post


def banners() -> dict[str, Any]:
    """Variables of every template: `sample_data`, `late_jobs`, `account_line`."""
    return {
        "sample_data": LocalProxy(lambda: _around().has_sample),
        "late_jobs": LocalProxy(lambda: _once("late_jobs", _late_jobs)),
        "account_line": LocalProxy(lambda: _once("account_line", _account_line)),
    }


def waiting_requests() -> int:
    """How many requests for another day the person's list begins with."""
    return _around().waiting


class Around(NamedTuple):
    """`has_sample`: a sample plan is loaded, so people and progress are not real, whoever looks. `last_good`: of each
    job, for those who may look after them."""

    has_sample: bool
    waiting: int
    last_good: Sequence[datetime | None]


def _once(name: str, ask: Callable[[], Any]) -> Any:
    asked = g.setdefault("asked", {})
    if name not in asked:
        asked[name] = ask()
    return asked[name]


def _around() -> Around:
    found: Around = _once("around", _ask)
    return found


def _ask() -> Around:
    if not current_user.is_authenticated:
        query = _query(None, with_jobs=False)
    else:
        query = _query(standing(current_user, clock.today()), with_jobs=can(current_user, Action.JOBS_VIEW))
    has_sample, waiting, *last_good = read(db.session, query).one()
    return Around(has_sample, waiting, last_good)


@lru_cache(maxsize=256)
def _query(at: Standing | None, *, with_jobs: bool) -> Select[Any]:
    asked: list[ColumnElement[Any]] = [exists().where(Plan.is_sample.is_(True))]
    asked.append(waiting_count(at) if at else literal(0))
    return select(*asked, *(LAST_GOOD if with_jobs else ()))


def _late_jobs() -> str:
    began = _around().last_good
    return alarm(late_of(began, clock.now())) if began else ""


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
