"""Columns of months, quarters or years with a tick where work falls, as programmes of work print them. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracker.imports.grid import Table
from tracker.imports.numbering import roman_value, to_roman
from tracker.imports.time_columns import in_one_cell
from tracker.text import squeeze

_TICK = re.compile(r"\(?[xX×✓✔✗✘√vV•●■▪█*+\uf0fc\uf0fe\uf0a8\uf052]\)?")
_PERIOD = re.compile(
    r"(?:\b(?P<unit>quý|quí|tháng|q|t)\W*|.*\b(?P<far>quý|quí|tháng)\b.*?\W)(?P<n>[IV]{1,3}|\d{1,2})"
    r"(?:\s*[/-]\s*(?:19|20)\d\d|\s*năm\s*(?:19|20)\d\d)?\W*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_YEAR_ALONE = re.compile(r"(?:^|\bnăm\W*|\s)((?:19|20)\d\d)\W*$", re.IGNORECASE)
_MONTHS, _QUARTERS, _YEARS = "Tháng", "Quý", "Năm"
_LAST = {_MONTHS: 12, _QUARTERS: 4}
_FEWEST = 2
LABEL = "Thời gian thực hiện"
"""The label of the one column made of them."""


@dataclass(frozen=True, slots=True)
class Period:
    unit: str
    n: int
    year: str


def is_tick(text: str) -> bool:
    return bool(_TICK.fullmatch(text.strip()))


def with_ticks_read(table: Table) -> tuple[Table, frozenset[str]]:
    """The table with its columns of ticks made one of periods ("Quý II/2026"), and the texts that stand for several
    periods in a row; the table as it is if it has none."""
    columns = _columns(table)
    if not columns:
        return table, frozenset()
    first, several = min(columns), set()
    rows = []
    for row in table.rows:
        ticked = [period for index, period in columns.items() if row.cells[index].strip()]
        text = _said(ticked)
        if len(_runs(ticked)) < len(ticked):
            several.add(text)
        rows.append(in_one_cell(row, columns, first, text))
    header = [label for index, label in enumerate(table.header) if index == first or index not in columns]
    header[header.index(table.header[first])] = LABEL
    return replace(table, header=header, rows=rows), frozenset(several)


def _columns(table: Table) -> dict[int, Period]:
    """Neighbouring columns of one period each that hold nothing but ticks."""
    found = {index: period for index, label in enumerate(table.header) if (period := _period(label))}
    runs = groupby(enumerate(found), key=lambda placed: (found[placed[1]].unit, placed[1] - placed[0]))
    longest = max(([index for _, index in run] for _, run in runs), key=len, default=[])
    cells = [row.cells[index] for row in table.rows for index in longest if row.cells[index].strip()]
    if len(longest) < _FEWEST or not cells or not all(map(is_tick, cells)):
        return {}
    return {index: found[index] for index in longest}


def _period(label: str) -> Period | None:
    match = _PERIOD.search(squeeze(label))
    if match is None:
        alone = _YEAR_ALONE.search(squeeze(label))
        return Period(_YEARS, int(alone[1]), "") if alone else None
    unit = _MONTHS if (match["unit"] or match["far"]).lower().startswith("t") else _QUARTERS
    n = int(match["n"]) if match["n"].isdigit() else roman_value(match["n"].upper())
    years = _YEAR.findall(label)
    return Period(unit, n, years[-1] if years else "") if 1 <= n <= _LAST[unit] else None


def _runs(ticked: Sequence[Period]) -> list[list[Period]]:
    """Periods of one year that follow each other, together."""
    runs: list[list[Period]] = []
    for period in ticked:
        before = runs[-1][-1] if runs else None
        if before and _follows(before, period):
            runs[-1].append(period)
        else:
            runs.append([period])
    return runs


def _follows(before: Period, period: Period) -> bool:
    if before.unit != period.unit:
        return False
    if before.year == period.year:
        return before.n + 1 == period.n
    is_new_year = before.n == _LAST.get(before.unit) and period.n == 1
    return is_new_year and bool(before.year) and int(before.year) + 1 == int(period.year or 0)


def _said(ticked: Sequence[Period]) -> str:
    """The words a plan would use: "Quý II/2026", "Tháng 6-8/2026", "Tháng 3, tháng 9"."""
    runs = _runs(ticked)
    parts = [_words(run) for run in (runs if len(runs) == 1 else ([one] for one in ticked))]
    return ", ".join([*parts[:1], *(part[0].lower() + part[1:] for part in parts[1:])])


def _words(run: Sequence[Period]) -> str:
    first, last = run[0], run[-1]
    names = [to_roman(one.n) if one.unit == _QUARTERS else str(one.n) for one in (first, last)]
    year = f"/{first.year}" if first.year else ""
    if first.year != last.year:
        return f"{first.unit} {names[0]}/{first.year} - {first.unit.lower()} {names[1]}/{last.year}"
    return f"{first.unit} {'-'.join(dict.fromkeys(names))}{year}"
