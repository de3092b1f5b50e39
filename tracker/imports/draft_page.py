"""A draft as its page shows it: each row with its cells, what they mean, what to do about them, and its place in the
paper."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker.agencies.rules import AgencyKind
from tracker.imports import queries, words
from tracker.imports.models import DraftRow, PaperLine, RowKind
from tracker.imports.preview import members_now
from tracker.imports.proposals import Proposal, proposals
from tracker.imports.restructuring import split_preview
from tracker.imports.review import original_words
from tracker.imports.understanding import AGENCIES, TARGET
from tracker.plans.models import Plan

COLUMNS: Mapping[RowKind, tuple[str, ...]] = {
    RowKind.TASK: (
        "lead",
        "deadline",
        "coordinating",
        "responsible_head",
        "deliverable",
        "authority",
        "note",
    ),
    RowKind.HEADING: ("lead", "deadline", "coordinating", "responsible_head", "deliverable", "authority", "note"),
    RowKind.INDICATOR: ("unit", "lead"),
    RowKind.OBLIGATION: ("lead", "deadline", "recipient", "through"),
    RowKind.REPEAL: (),
}
ALWAYS: Mapping[RowKind, frozenset[str]] = {
    RowKind.TASK: frozenset({"lead", "deadline", "responsible_head", "deliverable", "authority"}),
    RowKind.HEADING: frozenset(),
    RowKind.INDICATOR: frozenset({"lead"}),
    RowKind.OBLIGATION: frozenset({"lead", "deadline"}),
    RowKind.REPEAL: frozenset(),
}
"""Columns whose absence is told."""
TO_CHOOSE = frozenset({"agency_unknown", "agency_new", "lead_vague"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `means` what its words were understood to say, where that is more than the words; `original` what was
    read, where somebody has changed it; `marked` who did what with it."""

    column: str
    name: str
    words: str
    means: str = ""
    problems: Sequence[Mapping[str, Any]] = ()
    proposals: Sequence[Proposal] = ()
    original: str | None = None
    marked: str = ""

    @property
    def is_to_choose(self) -> bool:
        """Whether an agency has to be named before anything else makes sense."""
        return any(problem["code"] in TO_CHOOSE for problem in self.problems)

    @property
    def is_safe(self) -> bool:
        """Whether the first proposal may be taken by one key."""
        return bool(self.proposals) and self.proposals[0].act.split(":")[0] in ("accept", "add", "read", "fill")


@dataclass(slots=True)
class Entry:
    """A row of the page. `strip` are the lines of the paper above it that no row was read from; `heading` the name of
    the group that begins with it; `whole` the cell of problems with the row as a whole, if it has any; `members` how
    many agencies each collective lead will be expanded to, as its list stands now."""

    row: DraftRow
    title: Cell
    number: Cell
    cells: list[Cell]
    empty: list[Cell]
    whole: Cell | None = None
    lines: Sequence[PaperLine] = ()
    strip: Sequence[PaperLine] = ()
    heading: str = ""
    splits: Mapping[str, int] = field(default_factory=dict)
    members: Sequence[tuple[str, int]] = ()

    @property
    def place(self) -> str:
        return words.place(self.row.source)

    @property
    def kind(self) -> str:
        return words.kinds()[self.row.kind.value]

    @property
    def names(self) -> Mapping[str, str]:
        return words.columns()


def entries(session: Session, plan: Plan, rows: Sequence[DraftRow], *, in_full: bool) -> list[Entry]:
    """`in_full`: the rows follow one another in the paper, so that what stands between them belongs to the page."""
    lines = {line.number: line for line in queries.paper_of(session, plan, wanted_lines(rows, in_full=in_full))}
    members = members_now(session, sorted({one["name"] for row in rows for one in collectives_of(row)}))
    found: list[Entry] = []
    before: DraftRow | None = None
    for row in rows:
        entry = entry_of(row, plan.issued_on)
        entry.members = [(one["name"], members[one["name"]]) for one in collectives_of(row)]
        entry.lines = _between(lines, row.paper_from, row.paper_to)
        if before is not None and in_full:
            entry.strip = _between(lines, *_gap(before, row))
        if before is None or _group(before) != _group(row):
            entry.heading = group_words(row)
        found.append(entry)
        before = row
    return found


def entry_of(row: DraftRow, issued_on: date | None) -> Entry:
    asked = {_first_target(row) if one["column"] == TARGET else one["column"] for one in row.problems}
    shown = [name for name in _columns(row) if row.cells.get(name) or name in asked or name in row.marks]
    empty = [name for name in _columns(row) if name not in shown and name in ALWAYS[row.kind]]
    whole = [problem for problem in row.problems if not problem["column"]]
    return Entry(
        row,
        title=cell_of(row, "title", issued_on),
        number=cell_of(row, "number", issued_on),
        cells=[cell_of(row, name, issued_on) for name in shown],
        empty=[cell_of(row, name, issued_on) for name in empty],
        whole=cell_of(row, "dong", issued_on) if whole else None,
        splits={name: len(parts.items) for name, parts in split_preview(row).items()}
        if row.kind is RowKind.TASK
        else {},
    )


def cell_of(row: DraftRow, column: str, issued_on: date | None) -> Cell:
    kind = TARGET if column.startswith(f"{TARGET}:") else column
    said = row.number if column == "number" else row.cells.get(column, "")
    problems = [one for one in row.problems if (one["column"] or "dong") == kind]
    if kind == TARGET and column != _first_target(row):
        problems = []
    original = None if column == "dong" else original_words(row, column)
    mark = row.marks.get(kind) or row.marks.get(column)
    return Cell(
        column,
        words.column(column, row.kind.value),
        said,
        means=meaning(row, column),
        problems=problems,
        proposals=proposals(kind, problems, said, issued_on) if problems else (),
        original=original if original is not None and original != said else None,
        marked=words.mark(mark) if mark else "",
    )


def collectives_of(row: DraftRow) -> list[Mapping[str, str]]:
    """The collectives that lead a task: each will be given to its members."""
    leads = row.read.get("lead", ()) if row.kind is RowKind.TASK else ()
    return [one for one in leads if one["kind"] == AgencyKind.COLLECTIVE]


def meaning(row: DraftRow, column: str) -> str:
    """What the words of a cell were understood to say; nothing where it says just that."""
    said = row.cells.get(column, "")
    if column in AGENCIES:
        names = [one["name"] for one in row.read.get(column, ())]
        is_same = said.lower() in (", ".join(names).lower(), "; ".join(names).lower())
        return "" if is_same else "; ".join(names)
    if column == "deadline" and said and "deadline" in row.read:
        meant = words.deadline(row.read["deadline"])
        asked = any(problem["column"] == column for problem in row.problems)
        return "" if meant == said or asked else meant
    return ""


def wanted_lines(rows: Iterable[DraftRow], *, in_full: bool) -> set[int]:
    """The lines of the paper that the page of these rows shows."""
    found: set[int] = set()
    before: DraftRow | None = None
    for row in rows:
        if row.paper_from is not None and row.paper_to is not None:
            found.update(range(row.paper_from, row.paper_to + 1))
        if before is not None and in_full:
            first, last = _gap(before, row)
            if first is not None and last is not None:
                found.update(range(first, last + 1))
        before = row
    return found


def group_words(row: DraftRow) -> str:
    name = ". ".join(part for part in (row.group, row.group_title) if part)
    if row.kind is RowKind.OBLIGATION:
        return words.obligations()
    return name


MOST_BETWEEN = 60


def _gap(before: DraftRow, row: DraftRow) -> tuple[int | None, int | None]:
    """The lines between two rows, when they follow one another in the paper."""
    if before.paper_to is None or row.paper_from is None or not 1 < row.paper_from - before.paper_to <= MOST_BETWEEN:
        return None, None
    return before.paper_to + 1, row.paper_from - 1


def _between(lines: Mapping[int, PaperLine], first: int | None, last: int | None) -> list[PaperLine]:
    if first is None or last is None:
        return []
    return [lines[number] for number in range(first, last + 1) if number in lines]


def _group(row: DraftRow) -> tuple[str, ...]:
    return (row.kind.value if row.kind is RowKind.OBLIGATION else "", row.appendix, row.group, row.group_title)


def _columns(row: DraftRow) -> Sequence[str]:
    targets = sorted(name for name in row.cells if name.startswith(f"{TARGET}:"))
    if row.kind is RowKind.INDICATOR:
        targets = targets or [_first_target(row)]
    return [*COLUMNS[row.kind], *targets]


def _first_target(row: DraftRow) -> str:
    return min((name for name in row.cells if name.startswith(f"{TARGET}:")), default=f"{TARGET}:-1")


@dataclass(frozen=True, slots=True)
class Box:
    """A control of the form of one row. `seen` is what the row holds now, `words` what stands in the control; where
    somebody changed the cell meanwhile (`is_taken`), both are shown."""

    cell: Cell
    words: str
    is_taken: bool = False

    @property
    def seen(self) -> str:
        return self.cell.words

    @property
    def lines(self) -> int:
        return min(12, max(1, self.words.count("\n") + 1, -(-len(self.words) // 70)))


def boxes(row: DraftRow, typed: Mapping[str, str], taken: Container[str], issued_on: date | None) -> list[Box]:
    """One for each column that a row of its kind may have; what was typed stays."""
    columns = ["number", "title", *_columns(row)]
    found = [cell_of(row, column, issued_on) for column in columns]
    return [
        Box(cell, typed.get(cell.column, cell.words).replace("\r\n", "\n"), is_taken=cell.column in taken)
        for cell in found
    ]
