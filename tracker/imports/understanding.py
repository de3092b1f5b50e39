"""What the words of one cell of a draft mean, and what asks for a look in them: the reader's own rules, asked again
whenever a person changes the words. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.agencies.names import How, Match, Register, Resolution
from tracker.agencies.rules import AgencyKind
from tracker.imports import checks
from tracker.imports.columns import Field
from tracker.imports.draft import Problem
from tracker.imports.due import ALONE, Beside, read_time
from tracker.imports.indicators import of_targets
from tracker.imports.targets import Target, in_unit, is_no_target, read_target, unit_of

AGENCIES = ("lead", "coordinating", "recipient", "through")
"""Columns that name agencies."""
TARGET = "target"
_WANTED: Mapping[str, frozenset[str]] = {
    "task": frozenset({"title", "responsible_head", "lead", "deliverable", "deadline"}),
    "indicator": frozenset({"title", "lead"}),
}
"""Columns that must not be empty, by kind of row."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the words are read by: the names known, the day that gives a missing year, or the plan's own `year`."""

    register: Register
    issued_on: date | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """`value` goes under the column's name into what was read of the row."""

    value: Any
    problems: list[dict[str, Any]]


def understand(
    column: str,
    kind: str,
    cells: Mapping[str, str],
    chosen: Mapping[str, Any],
    sight: Sight,
    beside: Beside = ALONE,
) -> Meaning | None:
    """The meaning of a column's words in a row of this kind; None where words are only words and none are missing."""
    if column == TARGET:
        return _targets(cells)
    words, wanted = cells.get(column, ""), column in _WANTED.get(kind, ())
    if column in AGENCIES:
        return _agencies(column, words, chosen.get(column, {}), sight.register, wanted=wanted)
    if column == "deadline":
        phrase = chosen.get(column)
        return _deadline(words, phrase or words, ALONE if phrase else beside, sight, wanted=wanted)
    return Meaning(None, _missing(column) if wanted and not words.strip() else [])


def as_dict(problem: Problem) -> dict[str, Any]:
    """A problem as a draft keeps it."""
    extra = {"words": problem.words, "proposal": problem.proposal}
    return {**problem.as_dict(), **{name: text for name, text in extra.items() if text}}


def agency_dict(match: Match) -> dict[str, str]:
    return {"name": match.name, "kind": match.kind.value, "raw": match.raw, "how": match.how.value}


def match_of(found: Mapping[str, str]) -> Match:
    how = How(found["how"])
    return Match(found["name"], AgencyKind(found["kind"]), found["raw"], exact=how is How.KNOWN, how=how)


def target_column(year: int | None, place: int) -> str:
    """The name of the column of a target: its year, or its place among those that name none."""
    return f"{TARGET}:{year}" if year is not None else f"{TARGET}:-{place}"


def _missing(column: str) -> list[dict[str, Any]]:
    return [as_dict(checks.missing(Field(column)))]


def _agencies(
    column: str, words: str, chosen: Mapping[str, Mapping[str, str]], register: Register, *, wanted: bool
) -> Meaning:
    if not words.strip():
        return Meaning([], _missing(column) if wanted else [])
    resolution = settled(register.resolve(words), chosen, words)
    field = Field(column) if column in ("lead", "coordinating") else Field.COORDINATING
    problems = checks.of_agencies(resolution, field)
    if column == "lead":
        problems = checks.of_lead(words, resolution.agencies) + problems
    problems = [replace(problem, column=column) for problem in problems]
    return Meaning([agency_dict(match) for match in resolution.agencies], [as_dict(one) for one in problems])


def settled(resolution: Resolution, chosen: Mapping[str, Mapping[str, str]], words: str) -> Resolution:
    """With what a person laid down: other agencies for some of the words, or none at all (an empty name)."""
    if not chosen:
        return resolution
    found: dict[str, Match] = {}
    for match in (*resolution.agencies, *(_leftover(text) for text in resolution.leftovers if text in chosen)):
        laid_down = chosen.get(match.raw)
        if laid_down is None:
            found.setdefault(match.name, match)
        elif laid_down["name"]:
            kind = AgencyKind(laid_down["kind"])
            found.setdefault(laid_down["name"], Match(laid_down["name"], kind, match.raw, exact=True))
    ordered = sorted(found.values(), key=lambda match: words.find(match.raw))
    return Resolution(tuple(ordered), tuple(text for text in resolution.leftovers if text not in chosen))


def _leftover(text: str) -> Match:
    return Match("", AgencyKind.OTHER, text, exact=False, how=How.NEW)


def _deadline(words: str, phrase: str, beside: Beside, sight: Sight, *, wanted: bool) -> Meaning:
    deadline, is_reversed = read_time(phrase, beside, sight.issued_on, sight.year)
    problems = checks.of_deadline(deadline, sight.issued_on) if words.strip() else []
    if is_reversed:
        problems.append(checks.ends_before_start(beside.start))
    if wanted and not words.strip() and deadline.kind == "none":
        return Meaning(deadline.as_dict(), _missing("deadline"))
    return Meaning(deadline.as_dict(), [as_dict(problem) for problem in problems])


def _targets(cells: Mapping[str, str]) -> Meaning:
    targets = target_values(cells)
    return Meaning([target.as_dict() for target in targets], [as_dict(one) for one in of_targets(targets)])


def target_values(cells: Mapping[str, str]) -> Sequence[Target]:
    columns = sorted(name for name in cells if name.startswith(f"{TARGET}:"))
    unit = unit_of(cells.get("unit", ""), cells.get("title", ""))
    years = {name: name.removeprefix(f"{TARGET}:") for name in columns}
    return [
        in_unit(read_target(cells[name], int(year) if year.isdigit() else None), unit)
        for name, year in years.items()
        if not is_no_target(cells[name])
    ]
