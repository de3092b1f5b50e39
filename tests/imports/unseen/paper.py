"""A plan as its paper prints it, and beside each row what it means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.text import squeeze

Cells = tuple[str, ...]
LEFT, ABOVE = "<", "^"
"""A cell merged into the one on its left, or into the one above it."""


@dataclass(frozen=True)
class Printed:
    """A row of a table. `kind`: "task", "group", or "none" for a row that is neither; `facts`: what is not simply the
    cell's own words."""

    cells: Cells
    kind: str
    facts: Mapping[str, Any]


def task(*cells: str, **facts: Any) -> Printed:
    """A row of work, or an indicator. Facts: parent, number, is_heading, deadline "
    "(its meaning), or a field's text."""
    return Printed(cells, "task", facts)


def group(*cells: str, label: str | None, title: str | None) -> Printed:
    """A row that heads those under it. A label with a dot ("A.I") stands inside another group."""
    return Printed(cells, "group", {"group": label, "group_title": title})


def other(*cells: str) -> Printed:
    """A total, a footnote, the numbers of the columns."""
    return Printed(cells, "none", {})


def rows(text: str) -> tuple[Printed, ...]:
    """Rows one a line, which goes on after ">"; cells parted by "¦", lines of a cell by "⏎". Before a group "=",
    before neither ":"; after "¦¦" facts of a task, "parent=2 ¦ is_heading="."""
    found: list[Printed] = []
    for line in filter(None, map(str.strip, re.sub(r"\n\s*>", "", text).splitlines())):
        words, _, said = line.lstrip("=:").partition("¦¦")
        cells = tuple(cell.strip().replace("⏎", "\n") for cell in words.split("¦"))
        facts: dict[str, Any] = dict(part.strip().split("=", 1) for part in said.split("¦") if part.strip())
        if "is_heading" in facts:
            facts["is_heading"] = True
        if line.startswith("="):
            found.append(group(*cells, label=cells[0].strip(" .)/") or None, title=facts.get("title", cells[1])))
        else:
            found.append(other(*cells) if line.startswith(":") else task(*cells, **facts))
    return tuple(found)


@dataclass(frozen=True)
class Sheet:
    """A table. `fields`: what each column holds, in order; a year is a target of that year, "-" no field of a row,
    "x" a column of ticks, "both" lead and coordinating in one."""

    fields: str
    header: tuple[Cells, ...]
    rows: tuple[Printed, ...]
    appendix: str | None = None
    section: tuple[str | None, str | None] = (None, None)
    """Label and title of the heading in the text that the whole table stands under."""

    @property
    def names(self) -> list[str]:
        return self.fields.split()

    @property
    def is_indicators(self) -> bool:
        return any(name.isdigit() or name == "target" for name in self.names)


@dataclass(frozen=True)
class Columns:
    """Words side by side without rules: the letterhead, or what stands under the text."""

    left: str
    right: str


@dataclass(frozen=True)
class Paper:
    """`form`: the kind of file it comes as. `agencies`: what a cell names, where it is more than its own words, names
    parted by "|"; `deadlines` and `targets`: what the words of a cell mean."""

    name: str
    form: str
    head: Mapping[str, Any]
    blocks: tuple[str | Columns | Sheet, ...]
    agencies: Mapping[str, str] = field(default_factory=dict)
    deadlines: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, tuple[str, float | None, float | None, str | None]] = field(default_factory=dict)

    @property
    def sheets(self) -> list[Sheet]:
        return [block for block in self.blocks if isinstance(block, Sheet)]


@dataclass(frozen=True)
class Wanted:
    """What must be read of one row: its place, the words of its fields, and what they mean."""

    is_indicator: bool
    place: Mapping[str, Any]
    texts: Mapping[str, str]
    agencies: Mapping[str, tuple[str, ...]]
    deadline: str | None = None
    targets: Mapping[int, tuple[str, float | None, float | None, str | None]] = field(default_factory=dict)


TEXTS = ("title", "responsible_head", "lead", "coordinating", "deliverable", "authority", "note", "unit")
PLACE = ("appendix", "group", "group_title", "number", "parent", "is_heading")


def wanted(paper: Paper) -> list[Wanted]:
    """Every row that must be read, in order."""
    found: list[Wanted] = []
    for sheet in paper.sheets:
        place: dict[str, Any] = dict(zip(PLACE, (sheet.appendix, *sheet.section), strict=False))
        above: Cells = ()
        for row in sheet.rows:
            cells = tuple(above[i] if cell == ABOVE else cell for i, cell in enumerate(row.cells))
            above = cells
            if row.kind == "group":
                place |= row.facts
            elif row.kind == "task":
                found.append(_row(paper, sheet, cells, row.facts, place))
    return found


def _row(paper: Paper, sheet: Sheet, cells: Cells, facts: Mapping[str, Any], place: Mapping[str, Any]) -> Wanted:
    own = {name: squeeze(cell.replace(LEFT, "")) for name, cell in zip(sheet.names, cells, strict=True)}
    own |= {name: text for name, text in facts.items() if name in TEXTS}
    number = facts.get("number", own.get("number", "").strip(" .)("))
    here = {**place, "number": number, "parent": facts.get("parent"), "is_heading": facts.get("is_heading", False)}
    texts = {name: own[name] for name in TEXTS if name in own and not (name == "note" and "-" in sheet.names)}
    named = {name: _agencies(paper, own[name]) for name in ("lead", "coordinating") if own.get(name)}
    if sheet.is_indicators:
        targets = {int(name): paper.targets[own[name]] for name in sheet.names if name.isdigit() and own[name]}
        return Wanted(True, {**here, "parent": None, "is_heading": False}, texts, named, targets=targets)
    if "deadline" in own:
        texts["deadline"] = own["deadline"]
    return Wanted(False, here, texts, named, facts.get("deadline") or _deadline(paper, own))


def _agencies(paper: Paper, cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in paper.agencies.get(cell, cell).split("|") if name.strip())


def _deadline(paper: Paper, own: Mapping[str, str]) -> str:
    cell = own.get("deadline", "")
    return paper.deadlines[cell] if cell else "none"


def blocks_of(paper: Paper) -> Sequence[str | Columns | Sheet]:
    """The lines of each text apart."""
    found: list[str | Columns | Sheet] = []
    for block in paper.blocks:
        found += block.strip("\n").split("\n") if isinstance(block, str) else [block]
    return found
