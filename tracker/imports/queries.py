"""The rows of a draft in the order of the paper, what is still to be looked at in them, and the paper beside them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from tracker.imports.models import DraftChange, DraftRow, PaperLine, RowKind
from tracker.imports.rules import Clarity
from tracker.plans.models import Plan, PlanState
from tracker.tasks.keyset import Cursor, Page, page_of, slice_of

CURSOR = (int, int)


@dataclass(slots=True)
class Doubts:
    """What asks for a look: how many rows in each column ("dong" for a row as a whole), `rows` of all rows, `places`
    in them; `whole` is what is said of the whole document."""

    by_column: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    places: int = 0
    whole: Sequence[Any] = ()

    @property
    def total(self) -> int:
        return self.places + len(self.whole)


@dataclass(slots=True)
class Overview:
    """Counts of a draft's rows, each the number of rows that a filter of the page shows."""

    doubts: Doubts
    kinds: Counter[RowKind] = field(default_factory=Counter)
    appendices: Counter[str] = field(default_factory=Counter)
    lacking: Counter[Clarity] = field(default_factory=Counter)
    deleted: int = 0

    @property
    def rows(self) -> int:
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """The rows to show: of an appendix, a kind, with a problem (in a column), without a clarity, or the deleted
    ones."""

    appendix: str | None = None
    kind: RowKind | None = None
    doubtful: bool = False
    column: str | None = None
    lacks: Clarity | None = None
    deleted: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether the rows follow one another as in the paper."""
        is_cut = self.lacks is not None or self.column is not None or self.kind is not None
        return not (is_cut or self.doubtful or self.deleted)

    def address(self, **changes: Any) -> dict[str, str]:
        """The filter as words of an address, with some of it changed."""
        wanted = replace(self, **changes)
        said = {
            "phu-luc": wanted.appendix,
            "loai": wanted.kind and wanted.kind.value,
            "xem": "da-xoa" if wanted.deleted else "can-xem-lai" if wanted.doubtful else None,
            "cot": wanted.column,
            "chua-ro": wanted.lacks and wanted.lacks.value,
        }
        return {name: value for name, value in said.items() if value is not None}

    def conditions(self, plan: Plan) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [DraftRow.plan_id == plan.id, DraftRow.is_deleted.is_(self.deleted)]
        if self.appendix is not None:
            found += [DraftRow.appendix == self.appendix, DraftRow.kind != RowKind.OBLIGATION]
        if self.kind is not None:
            found.append(DraftRow.kind == self.kind)
        if self.doubtful:
            found.append(DraftRow.doubts > 0)
        if self.column is not None:
            found.append(has_word(DraftRow.columns, self.column))
        if self.lacks is not None:
            found.append(has_word(DraftRow.lacks, self.lacks.value))
        return found


def has_word(listed: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Condition: one of the words between spaces is this one."""
    return listed.contains(f" {word} ", autoescape=True)


def overview(session: Session, plan: Plan) -> Overview:
    """Every count of the page from a few short columns of all rows."""
    found = Overview(Doubts(whole=plan.problems))
    rows = session.execute(
        select(
            DraftRow.kind, DraftRow.appendix, DraftRow.doubts, DraftRow.columns, DraftRow.lacks, DraftRow.is_deleted
        )
        .where(DraftRow.plan_id == plan.id)
        .order_by(DraftRow.position, DraftRow.id)
    )
    for kind, appendix, doubts, columns, lacks, is_deleted in rows:
        if is_deleted:
            found.deleted += 1
            continue
        found.kinds[kind] += 1
        if kind is not RowKind.OBLIGATION:
            found.appendices[appendix] += 1
        found.doubts.rows += doubts > 0
        found.doubts.places += doubts
        found.doubts.by_column.update(columns.split())
        found.lacking.update(Clarity(word) for word in lacks.split())
    return found


def page(session: Session, plan: Plan, cursor: Cursor | None, wanted: Wanted | None = None) -> Page[DraftRow]:
    """Fifty rows in the order of the paper."""
    query = select(DraftRow).where(*(wanted or Wanted()).conditions(plan)).options(joinedload(DraftRow.updated_by))
    rows = session.scalars(slice_of(query, (DraftRow.position, DraftRow.id), cursor)).all()
    return page_of(rows, lambda row: (row.position, row.id), cursor)


def rows_of_plan(session: Session, plan: Plan) -> Sequence[DraftRow]:
    """Every row that publishing will use, in order."""
    return session.scalars(
        select(DraftRow).where(*Wanted().conditions(plan)).order_by(DraftRow.position, DraftRow.id)
    ).all()


def paper_of(session: Session, plan: Plan, numbers: Collection[int]) -> Sequence[PaperLine]:
    """These lines of the file, in order."""
    if not numbers:
        return []
    query = select(PaperLine).where(PaperLine.plan_id == plan.id, PaperLine.number.in_(numbers))
    return session.scalars(query.order_by(PaperLine.number)).all()


def places_to_go(session: Session, plan: Plan) -> list[tuple[int, str]]:
    """Each group and each heading of a draft: a row in it, and its name with the appendix it stands in."""
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    columns = (DraftRow.id, DraftRow.kind, DraftRow.appendix, DraftRow.group, DraftRow.group_title)
    query = select(*columns, DraftRow.number, DraftRow.cells).where(*Wanted().conditions(plan))
    for id_, kind, appendix, group, title, number, cells in session.execute(
        query.order_by(DraftRow.position, DraftRow.id)
    ):
        if kind is RowKind.HEADING:
            found[appendix, group, title, number] = (id_, _named(appendix, number, cells.get("title", "")))
        elif kind is RowKind.TASK:
            found.setdefault((appendix, group, title), (id_, _named(appendix, group, title)))
    return list(found.values())


def _named(*parts: str) -> str:
    return ". ".join(part for part in parts if part) or "–"


def find_row(session: Session, row_id: int) -> DraftRow | None:
    return session.scalar(select(DraftRow).where(DraftRow.id == row_id).options(joinedload(DraftRow.updated_by)))


def last_change(session: Session, plan: Plan, actor_id: int) -> DraftChange | None:
    """The person's last act on the draft that is not taken back."""
    mine = (DraftChange.plan_id == plan.id, DraftChange.actor_id == actor_id, DraftChange.is_undone.is_(False))
    return session.scalar(select(DraftChange).where(*mine).order_by(DraftChange.id.desc()).limit(1))


def counts_by_plan(session: Session, kind: RowKind) -> dict[int, int]:
    """How many rows of a kind each draft has."""
    query = (
        select(DraftRow.plan_id, func.count(DraftRow.id))
        .join(DraftRow.plan)
        .where(Plan.state == PlanState.DRAFT, DraftRow.kind == kind, DraftRow.is_deleted.is_(False))
        .group_by(DraftRow.plan_id)
    )
    return {plan_id: count for plan_id, count in session.execute(query)}  # noqa: C416  # rows are not pairs
