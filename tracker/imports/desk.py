"""One person's act on a draft: what it touched, so that it can be taken back, and whether somebody was faster."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tracker.errors import ConflictError, DomainError
from tracker.imports.draft_rows import settle
from tracker.imports.models import DraftChange, DraftRow, RowKind
from tracker.imports.own_names import sight_of
from tracker.imports.queries import last_change
from tracker.imports.understanding import Sight
from tracker.plans.models import Plan
from tracker.plans.service import lock_draft
from tracker.users.models import User

KEPT = (
    "position",
    "kind",
    "appendix",
    "appendix_title",
    "group",
    "group_title",
    "number",
    "parent",
    "cells",
    "read",
    "chosen",
    "problems",
    "marks",
    "source",
    "paper_from",
    "paper_to",
    "is_deleted",
)
"""What a row is put back to."""


class RowChangedError(ConflictError):
    """The row is newer than the page it was changed on; `row` is as it is now, nothing is written."""

    def __init__(self, row: DraftRow) -> None:
        super().__init__(_("Dòng này vừa được người khác sửa. Hãy xem giá trị mới rồi quyết định."))
        self.row = row


@dataclass
class Desk:
    """Whoever works on a draft, at an instant. Opens with the draft held: of two acts at once the second waits, then
    sees what the first one did."""

    session: Session
    plan: Plan
    actor: User
    now: datetime
    sight: Sight = field(init=False)
    _before: dict[int, dict[str, Any]] = field(default_factory=dict, init=False)
    _touched: dict[int, DraftRow] = field(default_factory=dict, init=False)
    _made: list[DraftRow] = field(default_factory=list, init=False)
    _all: set[int] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        lock_draft(self.session, self.plan)
        self.sight = sight_of(self.session, self.plan)

    @property
    def touched(self) -> int:
        """How many rows the acts made here have changed."""
        return len(self._all)

    def look_again(self) -> None:
        """Names were learnt since the desk was opened."""
        self.session.flush()
        self.sight = sight_of(self.session, self.plan)

    @contextmanager
    def act(self, what: str) -> Iterator[None]:
        """One change, kept with every row that is touched in it."""
        self._before, self._touched, self._made = {}, {}, []
        yield
        self._write(what)

    def touch(self, *rows: DraftRow) -> None:
        """To be called before a row is changed."""
        for row in rows:
            if row.id not in self._before:
                self._before[row.id] = {"id": row.id, "row": snapshot(row), "seen": row.version}
                self._touched[row.id] = row
            row.updated_at, row.updated_by_id = self.now, self.actor.id

    def add(self, *rows: DraftRow) -> None:
        for row in rows:
            row.plan_id, row.updated_at, row.updated_by_id = self.plan.id, self.now, self.actor.id
        self.session.add_all(rows)
        self._made += rows

    def mark(self, row: DraftRow, column: str, act: str) -> None:
        """Say on the row who did what with a column."""
        row.marks = {**row.marks, column: {"act": act, "by": self.actor.name, "at": self.now.isoformat()}}

    def _write(self, what: str) -> None:
        for row in (*self._touched.values(), *self._made):
            settle(row)
        self.session.flush()
        before = [{**_kept(self._before[id_], row), "left": row.version} for id_, row in self._touched.items()]
        before += [{"id": row.id, "row": None, "seen": 0, "left": row.version} for row in self._made]
        self._all |= {entry["id"] for entry in before}
        if before:
            self.session.add(
                DraftChange(
                    plan_id=self.plan.id, actor_id=self.actor.id, what=what, before=before, created_at=self.now
                )
            )
            self.session.flush()


def _kept(entry: dict[str, Any], row: DraftRow) -> dict[str, Any]:
    """Without a place that did not change: rows may have moved apart meanwhile."""
    before = {name: value for name, value in entry["row"].items() if name != "position" or value != row.position}
    return {**entry, "row": before}


def snapshot(row: DraftRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in KEPT} | {"kind": row.kind.value}


def check_version(row: DraftRow, seen: int | None) -> None:
    """Refuse an act that was decided on an older row."""
    if seen is not None and seen != row.version:
        raise RowChangedError(row)


def undo(desk: Desk) -> str:
    """Take back the person's last act on the draft; gives what it was. Refused when somebody has changed one of its
    rows since."""
    change = last_change(desk.session, desk.plan, desk.actor.id)
    if change is None:
        raise DomainError(_("Không còn thao tác nào của bạn để hoàn tác."))
    rows = _rows(desk.session, [entry["id"] for entry in change.before])
    for entry in change.before:
        row = rows.get(entry["id"])
        if row is None or row.version != entry["left"]:
            raise DomainError(_("Có dòng đã được sửa tiếp sau thao tác này nên không hoàn tác được."))
    for entry in change.before:
        _put_back(desk, rows[entry["id"]], entry["row"])
    change.is_undone = True
    desk.session.flush()
    _carry_on(desk, change, rows)
    return change.what


def _rows(session: Session, ids: Iterable[int]) -> dict[int, DraftRow]:
    found = session.scalars(select(DraftRow).where(DraftRow.id.in_(set(ids))))
    return {row.id: row for row in found}


def _put_back(desk: Desk, row: DraftRow, before: dict[str, Any] | None) -> None:
    if before is None:
        desk.session.expunge(row)
        desk.session.execute(delete(DraftRow).where(DraftRow.id == row.id))
        return
    for name, value in before.items():
        setattr(row, name, RowKind(value) if name == "kind" else value)
    row.updated_at, row.updated_by_id = desk.now, desk.actor.id
    settle(row)


def _carry_on(desk: Desk, undone: DraftChange, rows: dict[int, DraftRow]) -> None:
    """Earlier acts left the rows as they are again, under a newer version: they can be taken back in turn."""
    versions = {entry["id"]: (entry["seen"], rows[entry["id"]].version) for entry in undone.before if entry["row"]}
    earlier = select(DraftChange).where(
        DraftChange.plan_id == desk.plan.id, DraftChange.id < undone.id, DraftChange.is_undone.is_(False)
    )
    for change in desk.session.scalars(earlier):
        before = [_moved_on(entry, versions) for entry in change.before]
        if before != change.before:
            change.before = before


def _moved_on(entry: dict[str, Any], versions: dict[int, tuple[int, int]]) -> dict[str, Any]:
    seen, version = versions.get(entry["id"], (None, None))
    return {**entry, "left": version} if entry["left"] == seen else entry
