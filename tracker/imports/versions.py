"""Which row of an earlier plan each row of a later one continues, and what changed in it. Pure.

Rows are matched by their words and their number, one to one, best first: numbers may have shifted, groups moved,
words been edited. What a person laid down comes before everything.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from tracker.imports.alike import Index, VersionRow, compared, sayings

ENOUGH = 62.0
"""Points, of about 100, from which two rows may be the same one."""
SURE = 80.0
"""A match with fewer is for a person to look at,"""
CLOSE = 5.0
"""and so is one where another row comes as near as this."""
REPEALED = "task"
"""The kind of row that a repeal may end."""
OFFERED = 8
"""How many rows are offered to somebody who corrects a match."""

Key = Callable[[VersionRow], Hashable]


class Change(StrEnum):
    """`value` is the word of an address."""

    CHANGED = "thay-doi"
    ADDED = "bo-sung"
    DROPPED = "khong-con"
    UNCHANGED = "giu-nguyen"


@dataclass(frozen=True, slots=True)
class Match:
    """The key of the row that another one continues."""

    old: int
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison: `columns` are those whose words or days differ."""

    change: Change
    old: VersionRow | None
    new: VersionRow | None
    columns: tuple[str, ...] = ()
    is_doubtful: bool = False
    is_laid_down: bool = False

    @property
    def is_moved(self) -> bool:
        """Whether the row bears another number, or stands in another appendix or group."""
        old, new = self.old, self.new
        return bool(old and new and (old.number, old.appendix, old.group) != (new.number, new.appendix, new.group))


@dataclass(frozen=True, slots=True)
class Comparison:
    pairs: Sequence[Pair]
    counts: Counter[Change] = field(default_factory=Counter)
    doubtful: int = 0


class _Near(NamedTuple):
    points: float
    apart: int
    new: int
    old: int


def compare(
    old: Sequence[VersionRow],
    new: Sequence[VersionRow],
    laid_down: Mapping[int, int | None] | None = None,
    *,
    names_all: bool = True,
    repeals: Sequence[VersionRow] = (),
) -> Comparison:
    """Every new row with the old one that it continues, then the old rows that none continues, unless the new paper
    names only some rows of the old one (`names_all` is false: an amendment): then those that it says to end."""
    by_hand = laid_down or {}
    matches = match(old, new, by_hand)
    by_key = {row.key: row for row in old}
    whole = new if names_all else [_filled_in(row, by_key, matches.get(row.key)) for row in new]
    pairs = [_pair(by_key, row, matches.get(row.key), by_hand=row.key in by_hand) for row in whole]
    if names_all:
        continued = {found.old for found in matches.values()}
        pairs += [Pair(Change.DROPPED, row, None) for row in old if row.key not in continued]
    else:
        pairs += [_ended(old, row, by_hand) for row in repeals]
    return Comparison(pairs, Counter(pair.change for pair in pairs), sum(pair.is_doubtful for pair in pairs))


def match(
    old: Sequence[VersionRow], new: Sequence[VersionRow], laid_down: Mapping[int, int | None]
) -> dict[int, Match]:
    """By key of the new row. `laid_down`: what a person said, None where the row continues nothing; of two rows said
    to continue the same one the first does."""
    found = _by_hand(old, new, laid_down)
    taken = {one.old for one in found.values()}
    rest_old = [row for row in old if row.key not in taken]
    rest_new = [row for row in new if row.key not in laid_down]
    for one, other in _same_words(rest_old, rest_new):
        found[one] = Match(other)
        taken.add(other)
    near = _near([row for row in rest_old if row.key not in taken], [row for row in rest_new if row.key not in found])
    return found | _best_first(near)


def nearest(old: Sequence[VersionRow], row: VersionRow) -> list[VersionRow]:
    """The rows that somebody may have meant, the most alike first."""
    before, (said,) = sayings(old, [row])
    scored = sorted(Index(before).near(said, 0), key=lambda one: (-one[1], one[0]))
    return [old[place] for place, _points in scored[:OFFERED]]


def columns_changed(old: VersionRow, new: VersionRow) -> tuple[str, ...]:
    """Columns with other words; the deadline also where the same words now set other days."""
    names = dict.fromkeys([*old.cells, *new.cells])
    found = [name for name in names if compared(old.cells.get(name, "")) != compared(new.cells.get(name, ""))]
    if old.days != new.days and "deadline" not in found:
        found.append("deadline")
    return tuple(found)


def _filled_in(row: VersionRow, old: Mapping[int, VersionRow], found: Match | None) -> VersionRow:
    """A row of an amendment: what it leaves empty stays as it was."""
    if found is None:
        return row
    before = old[found.old]
    said = {name: words for name, words in row.cells.items() if words.strip()}
    days = row.days if "deadline" in said else before.days
    return replace(row, cells={**before.cells, **said}, days=days)


def _pair(old: Mapping[int, VersionRow], row: VersionRow, found: Match | None, *, by_hand: bool) -> Pair:
    if found is None:
        return Pair(Change.ADDED, None, row, is_laid_down=by_hand)
    before = old[found.old]
    columns = columns_changed(before, row)
    change = Change.CHANGED if columns else Change.UNCHANGED
    return Pair(change, before, row, columns, is_doubtful=found.is_doubtful, is_laid_down=by_hand)


def _ended(old: Sequence[VersionRow], repeal: VersionRow, by_hand: Mapping[int, int | None]) -> Pair:
    """The row whose number a repeal names; the repeal itself where it fits none, or several."""
    if repeal.key in by_hand:
        found = [row for row in old if row.key == by_hand[repeal.key]]
    else:
        found = [row for row in old if _is_named(row, repeal)]
    if len(found) == 1:
        return Pair(Change.DROPPED, found[0], None, is_laid_down=repeal.key in by_hand)
    return Pair(Change.DROPPED, None, repeal, is_doubtful=repeal.key not in by_hand)


def _is_named(row: VersionRow, repeal: VersionRow) -> bool:
    number, wanted = row.number.rstrip("."), repeal.number.rstrip(".")
    is_there = repeal.appendix in ("", row.appendix) and repeal.group in ("", row.group)
    return row.kind == REPEALED and is_there and wanted in (number, f"{row.appendix}.{number}")


def _by_hand(
    old: Sequence[VersionRow], new: Sequence[VersionRow], laid_down: Mapping[int, int | None]
) -> dict[int, Match]:
    free = {row.key for row in old}
    found: dict[int, Match] = {}
    for row in new:
        wanted = laid_down.get(row.key)
        if wanted is not None and wanted in free:
            free.remove(wanted)
            found[row.key] = Match(wanted)
    return found


def _same_words(old: Sequence[VersionRow], new: Sequence[VersionRow]) -> list[tuple[int, int]]:
    """Rows with the same title, as keys of the new and the old one: those that agree in everything, then in less and
    less; never where it is not clear which is meant."""
    found: list[tuple[int, int]] = []
    for key in (_everything, _in_place, _with_lead, _title):
        before, after = _grouped(old, key), _grouped(new, key)
        pairs = [(keys[0], before[said][0]) for said, keys in after.items() if len(keys) == len(before[said]) == 1]
        new = [row for row in new if row.key not in {one for one, _other in pairs}]
        old = [row for row in old if row.key not in {other for _one, other in pairs}]
        found += pairs
    return found


def _grouped(rows: Iterable[VersionRow], key: Key) -> defaultdict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for row in rows:
        if row.title.strip():
            found[key(row)].append(row.key)
    return found


def _title(row: VersionRow) -> Hashable:
    return row.kind, compared(row.title)


def _with_lead(row: VersionRow) -> Hashable:
    return _title(row), compared(row.cells.get("lead", ""))


def _in_place(row: VersionRow) -> Hashable:
    return _title(row), row.appendix, row.group, row.number


def _everything(row: VersionRow) -> Hashable:
    return _in_place(row), tuple(sorted((name, compared(said)) for name, said in row.cells.items() if said))


def _near(old: Sequence[VersionRow], new: Sequence[VersionRow]) -> list[_Near]:
    before, after = sayings(old, new)
    index = Index(before)
    return [
        _Near(score, abs(place - there), one.row.key, before[there].row.key)
        for place, one in enumerate(after)
        for there, score in index.near(one, ENOUGH - CLOSE)
    ]


def _best_first(near: Sequence[_Near]) -> dict[int, Match]:
    """Each row once; of equal ones those that stand nearer to each other."""
    of_new, of_old = defaultdict[int, list[_Near]](list), defaultdict[int, list[_Near]](list)
    for one in near:
        of_new[one.new].append(one)
        of_old[one.old].append(one)
    found: dict[int, Match] = {}
    taken: set[int] = set()
    for one in sorted(near, key=lambda one: (-one.points, one.apart, one.new, one.old)):
        if one.points >= ENOUGH and one.new not in found and one.old not in taken:
            rivals = [*of_new[one.new], *of_old[one.old]]
            free = [rival for rival in rivals if rival.new not in found and rival.old not in taken and rival != one]
            is_close = any(one.points - rival.points < CLOSE for rival in free)
            found[one.new] = Match(one.old, is_doubtful=one.points < SURE or is_close)
            taken.add(one.old)
    return found
