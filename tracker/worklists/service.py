"""Filters kept, renamed, shared and dropped; columns chosen. Never commits."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.errors import DomainError
from tracker.text import squeeze
from tracker.users.models import User
from tracker.worklists.models import ChosenColumns, SavedFilter
from tracker.worklists.queries import MOST_FILTERS


def keep(session: Session, user: User, page: str, name: str, query: str, agency_id: int | None) -> SavedFilter:
    """Keep a filter; one of the same name on the same list takes the new address."""
    plain = squeeze(name)
    if not plain:
        raise DomainError(_("Hãy đặt tên cho bộ lọc."))
    if not query:
        raise DomainError(_("Danh sách chưa lọc theo điều kiện nào: hãy lọc trước rồi lưu."))
    found = session.scalar(
        select(SavedFilter).where(SavedFilter.user_id == user.id, SavedFilter.page == page, SavedFilter.name == plain)
    )
    if found is None:
        number = session.scalar(select(func.count(SavedFilter.id)).where(SavedFilter.user_id == user.id)) or 0
        if number >= MOST_FILTERS:
            raise DomainError(_("Mỗi người lưu tối đa %(n)s bộ lọc: hãy xóa bộ lọc không còn dùng.", n=MOST_FILTERS))
        found = SavedFilter(user_id=user.id, page=page, name=plain)
        session.add(found)
    found.query, found.agency_id = query, agency_id
    return found


def drop(session: Session, kept: SavedFilter) -> None:
    session.delete(kept)


def choose_columns(session: Session, user: User, page: str, columns: Sequence[str]) -> None:
    """None chosen means the list as it comes."""
    found = session.get(ChosenColumns, (user.id, page))
    if found is None:
        found = ChosenColumns(user_id=user.id, page=page)
        session.add(found)
    found.columns = list(columns)
