"""What the importer understood of a plan, with what is missing or doubtful as problems on the row. Pure.

`as_dict` is the public JSON of `tracker parse --json`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.agencies.names import Match
from tracker.deadlines.phrases import Deadline
from tracker.imports.due import ALONE, Beside
from tracker.imports.grid import Content, Source
from tracker.imports.targets import Target

INFORMATION = frozenset(
    {
        "joined_over_page",
        "column_unread",
        "group_note",
        "carried_down",
        "macros_ignored",
        "external_ignored",
        "page_margin",
        "footnote",
        "comments_ignored",
        "own_columns",
    }
)
"""Codes that tell something and ask for nothing."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`column` is the field it is about, "" for the whole row; `source` is set on problems of the whole document;
    `words` is the part of a cell that names an agency not known for sure; `proposal` is what may stand in the column.
    """

    code: str
    column: str
    message: str
    source: Source | None = None
    words: str = ""
    proposal: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {"code": self.code, "column": self.column, "message": self.message}


@dataclass(slots=True)
class DocumentHead:
    """`amends`: plans that stay in force, of which this one changes some rows; not printed."""

    number: str | None = None
    kind: str = ""
    title: str = ""
    issuer: str = ""
    issued_on: date | None = None
    replaces: list[str] = field(default_factory=list)
    amends: list[str] = field(default_factory=list)
    sha256: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "kind": self.kind,
            "title": self.title,
            "issuer": self.issuer,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "replaces": list(self.replaces),
            "sha256": self.sha256,
        }


@dataclass(slots=True)
class TaskDraft:
    """`beside`: what the deadline was read beside; not printed."""

    appendix: str | None
    appendix_title: str
    group: str | None
    group_title: str | None
    number: str
    parent: str | None
    is_heading: bool
    title: str
    responsible_head: str
    lead: str
    lead_agencies: list[Match]
    coordinating: str
    coordinating_agencies: list[Match]
    deliverable: str
    authority: str
    note: str
    deadline: Deadline
    source: Source
    problems: list[Problem] = field(default_factory=list)
    beside: Beside = ALONE

    def as_dict(self) -> dict[str, Any]:
        return {
            "appendix": self.appendix,
            "group": self.group,
            "group_title": self.group_title,
            "number": self.number,
            "parent": self.parent,
            "is_heading": self.is_heading,
            "title": self.title,
            "responsible_head": self.responsible_head,
            "lead": self.lead,
            "lead_agencies": [match.name for match in self.lead_agencies],
            "coordinating": self.coordinating,
            "coordinating_agencies": [match.name for match in self.coordinating_agencies],
            "deliverable": self.deliverable,
            "authority": self.authority,
            "note": self.note,
            "deadline": self.deadline.as_dict(),
            "source": self.source.as_dict(),
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(slots=True)
class IndicatorDraft:
    appendix: str | None
    appendix_title: str
    group: str | None
    group_title: str | None
    number: str
    title: str
    unit: str
    lead: str
    lead_agencies: list[Match]
    targets: list[Target]
    source: Source
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "appendix": self.appendix,
            "group": self.group,
            "group_title": self.group_title,
            "number": self.number,
            "title": self.title,
            "unit": self.unit,
            "lead": self.lead,
            "lead_agencies": [match.name for match in self.lead_agencies],
            "targets": [target.as_dict() for target in self.targets],
            "source": self.source.as_dict(),
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(slots=True)
class ObligationDraft:
    """A duty to report that the text lays on agencies, beside the tasks of the appendices."""

    text: str
    who: list[Match]
    recipient: Match | None
    through: Match | None
    deadline: Deadline
    source: Source

    def as_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "who": [match.name for match in self.who],
            "recipient": self.recipient.name if self.recipient else None,
            "through": self.through.name if self.through else None,
            "deadline": self.deadline.as_dict(),
            "source": self.source.as_dict(),
        }


@dataclass(slots=True)
class RepealDraft:
    """A row of the plan amended, by its number, that the text says to end; not printed."""

    text: str
    appendix: str
    group: str
    number: str
    source: Source


@dataclass(slots=True)
class PlanDraft:
    """`content` is the file as its reader found it, for showing each row beside its original."""

    document: DocumentHead
    content: Content = field(compare=False, repr=False)
    tasks: list[TaskDraft] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    obligations: list[ObligationDraft] = field(default_factory=list)
    repeals: list[RepealDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return {
            "document": self.document.as_dict(),
            "tasks": [task.as_dict() for task in self.tasks],
            "indicators": [indicator.as_dict() for indicator in self.indicators],
            "obligations": [obligation.as_dict() for obligation in self.obligations],
            "problems": [
                {
                    "code": problem.code,
                    "message": problem.message,
                    "source": (problem.source or Source()).as_dict(),
                }
                for problem in self.problems
            ],
        }
