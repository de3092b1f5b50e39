"""What was read against what the paper says: rows, text cells, agency cells, deadlines, targets."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from tests.imports.unseen.paper import PLACE, Paper, Wanted, wanted
from tracker.imports.draft import INFORMATION, IndicatorDraft, PlanDraft, TaskDraft

Read = TaskDraft | IndicatorDraft
_SIMILAR = 60


@dataclass
class Score:
    """`counts`: how many of each sort there are, how many are right, and how many wrong ones nothing is said of."""

    counts: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        self.counts.update(other.counts)
        self.differences += other.differences

    def share(self, sort: str) -> float:
        return self.counts[f"{sort} right"] / max(1, self.counts[sort])

    def judge(self, sort: str, where: str, want: Any, got: Any, *, is_marked: bool) -> None:
        self.counts[sort] += 1
        if want == got:
            self.counts[f"{sort} right"] += 1
            return
        self.counts["wrong"] += 1
        if not is_marked:
            self.counts["silent"] += 1
        self.differences.append(
            f"{sort}{'' if is_marked else ' SILENT'} {where}\n    want {want!r}\n    read {got!r}"
        )

    @property
    def cells(self) -> int:
        return sum(self.counts[sort] for sort in ("text", "agencies", "deadline", "target"))

    def table(self) -> str:
        sorts = ("head", "row", "text", "agencies", "deadline", "target")
        shares = [
            f"{sort} {self.counts[f'{sort} right']}/{self.counts[sort]} = {self.share(sort):.1%}" for sort in sorts
        ]
        rest = f"wrong dates {self.counts['wrong date']}, unclear {self.counts['unclear']}"
        return "; ".join([*shares, rest, f"wrong {self.counts['wrong']}, unmarked {self.counts['silent']}"])


def scored(paper: Paper, draft: PlanDraft) -> Score:
    score = Score()
    _head(score, paper, draft)
    rows: list[Read] = [*draft.tasks, *draft.indicators]
    for want in wanted(paper):
        where = f"{paper.name} {want.place['group'] or ''} {want.place['number']} {want.texts['title'][:50]!r}"
        got = _found(want, rows)
        if got is None:
            score.counts["row"] += 1
            score.differences.append(f"row LOST {where}")
            continue
        rows.remove(got)
        _row(score, where, want, got)
    for extra in rows:
        score.counts["row"] += 1
        score.differences.append(f"row INVENTED {paper.name} {extra.number} {extra.title[:70]!r}")
    return score


def _head(score: Score, paper: Paper, draft: PlanDraft) -> None:
    head = draft.document.as_dict()
    for name, value in paper.head.items():
        score.counts["head"] += 1
        score.counts["head right"] += head[name] == value
        if head[name] != value:
            score.differences.append(f"head {paper.name} {name}\n    want {value!r}\n    read {head[name]!r}")


def _found(want: Wanted, rows: list[Read]) -> Read | None:
    """The row of the same kind with the same words, the one with the same number before others."""
    kind = IndicatorDraft if want.is_indicator else TaskDraft
    like = [row for row in rows if isinstance(row, kind) and _similar(row.title, want.texts["title"]) >= _SIMILAR]
    same = [row for row in like if row.number == want.place["number"]]
    return max(same or like, key=lambda row: _similar(row.title, want.texts["title"]), default=None)


def _similar(one: str, two: str) -> float:
    return 100.0 if one == two else fuzz.ratio(one, two)


def _row(score: Score, where: str, want: Wanted, got: Read) -> None:
    marked = {problem.column for problem in got.problems if problem.code not in INFORMATION}
    place = {name: getattr(got, name, None) for name in PLACE}
    if want.is_indicator:
        place |= {"parent": None, "is_heading": False}
    score.judge("row", where, dict(want.place), place, is_marked=bool(marked & {"", "number"}))
    for name, text in want.texts.items():
        value = got.deadline.raw if name == "deadline" and isinstance(got, TaskDraft) else getattr(got, name)
        score.judge("text", f"{where} {name}", text, value, is_marked=bool(marked & {"", name}))
    for name, names in want.agencies.items():
        read = sorted(match.name for match in getattr(got, f"{name}_agencies"))
        score.judge("agencies", f"{where} {name}", sorted(names), read, is_marked=bool(marked & {"", name}))
    if isinstance(got, TaskDraft):
        _deadline(score, where, want, got, is_marked=bool(marked & {"", "deadline"}))
    else:
        _targets(score, where, want, got, is_marked=bool(marked & {"", "target"}))


def _deadline(score: Score, where: str, want: Wanted, got: TaskDraft, *, is_marked: bool) -> None:
    """As "date 2026-01-01..2026-03-31 until": kind, first and last day, flags."""
    if want.deadline is None or want.place["is_heading"]:
        return
    found = got.deadline
    read = meaning(found.as_dict())
    score.judge("deadline", f"{where} {found.raw!r}", want.deadline, read, is_marked=is_marked)
    kind, *days = want.deadline.split()
    if read != want.deadline and found.kind == "unclear":
        score.counts["unclear"] += kind != "unclear"
    elif read != want.deadline and (found.due or found.start) and read.split()[1:2] != days[:1]:
        score.counts["wrong date"] += 1


def meaning(deadline: dict[str, Any]) -> str:
    start, due = deadline["start"], deadline["due"]
    days = f"{start}..{due or ''}" if start else due
    flags = [flag for flag in ("before", "until") if deadline[flag]]
    again = [deadline["recurrence"]["freq"]] if deadline["recurrence"] else []
    return " ".join([deadline["kind"], *([days] if days else []), *again, *flags])


def _targets(score: Score, where: str, want: Wanted, got: IndicatorDraft, *, is_marked: bool) -> None:
    read = {target.year: target for target in got.targets}
    for year, value in want.targets.items():
        target = read.get(year)
        found = (target.comparator, target.min, target.max, target.unit) if target else None
        score.judge("target", f"{where} {year}", value, found, is_marked=is_marked)
