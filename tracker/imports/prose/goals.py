"""Targets in prose: bullets and sentences under "Đến hết năm 2030", each a draft of an indicator. Pure.

Read only of a plan that has no table of indicators. A sentence with several quantities becomes several indicators,
cut where its clauses meet; where they cannot be told apart, all its values stand on one indicator with a problem.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.agencies.names import Register, Resolution
from tracker.imports import checks
from tracker.imports.columns import Field
from tracker.imports.draft import IndicatorDraft, Problem
from tracker.imports.indicators import of_targets
from tracker.imports.prose.details import Details, Reads, labelled, taken_from
from tracker.imports.prose.marks import Depth
from tracker.imports.prose.outline import Node, Part
from tracker.imports.prose.quantities import Quantity, quantities
from tracker.imports.prose.sentences import is_closing
from tracker.imports.prose.topics import Topic, is_heading_like
from tracker.imports.prose.years import mentions, years_of
from tracker.imports.targets import Target
from tracker.sentences import kept

_GOALS = frozenset({Topic.GOALS, Topic.VISION})
_NO_NUMBER = kept("Chưa đọc được mức cần đạt của mục tiêu này; hãy ghi mức cần đạt hoặc chuyển thành nhiệm vụ.")
_SPLIT = kept("Ý “%(text)s” nêu %(count)s mức nên được tách thành nhiều chỉ tiêu; hãy đối chiếu.")
_SEVERAL = kept("Ý này nêu nhiều mức (%(values)s) cho cùng một năm; hãy tách thành từng chỉ tiêu.")
_LEADING = re.compile(
    r"(?:(?:phấn đấu|có|đạt|tối thiểu|ít nhất|trên|dưới|và|trong đó|trong số đó|mỗi năm|hằng năm|hàng năm"
    r"|đến|vào|hết|cuối|năm|\d{4}|khoảng|từ|bố trí|duy trì|≥|≤|>|<|=|:|\(|còn|tăng|giảm)\s*)*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s*(?:tỷ lệ|tỉ lệ|số (?:lượng|người|hộ|doanh)|chỉ số|mức|quy mô|trong (?:số )?đó|tăng|giảm|phấn đấu|có|đạt"
    r"|kinh phí|bố trí|tổng|thu nhập|tốc độ|giá trị|doanh thu|nguồn|hoàn thành|xây dựng|hình thành|thu hút|phát triển"
    r"|100%|trên \d|ít nhất|tối thiểu|≥|\d)",
    re.IGNORECASE,
)
_MOST = 30
"""More quantities in one item are no sentence any more but a table run together."""
_NEAR = 6
"""Words between a quantity and the year that is its own."""
_LEVELS = frozenset({">=", "<="})


@dataclass(frozen=True, slots=True)
class _Clause:
    """Part of a sentence that sets one target; `years` are its own, () where the heading's hold."""

    text: str
    values: tuple[tuple[Quantity, tuple[int, ...]], ...]


class GoalReader:
    """`plan_years` are of the plan's title, for targets that stand under no year."""

    def __init__(self, register: Register, plan_years: tuple[int, ...], reads: Reads) -> None:
        self.register = register
        self.plan_years = plan_years
        self.reads = reads

    def read(self, part: Part, topics: dict[Node, Topic]) -> list[IndicatorDraft]:
        found: list[IndicatorDraft] = []
        for node in part.walk():
            if topics.get(node) in _GOALS and self._is_goal(node, topics[node]):
                found += self._indicators(node, part)
        return found

    def _is_goal(self, node: Node, topic: Topic) -> bool:
        """Not a heading or lead-in, whose words only say what follows and by when."""
        if labelled(node.text) or is_closing(node.text) or node.mark.is_section:
            return False
        is_measured = bool(quantities(node.text))
        if node.children:
            return is_measured and not is_heading_like(node) and node.mark.depth != Depth.LEAD_IN
        if node.mark.depth == Depth.LEAD_IN:
            return False
        if is_measured:
            return True
        is_only_aim = topic is Topic.VISION or (
            node.mark.is_number and is_heading_like(node) and bool(years_of(node.text))
        )
        return not is_only_aim and not node.mark.is_plain

    def _indicators(self, node: Node, part: Part) -> list[IndicatorDraft]:
        text, details = taken_from(node.text, self.reads)
        clauses = list(_clauses(text.strip(), is_item=not node.mark.is_plain))
        if not clauses:
            return []
        years = self._years(node)
        found = []
        for index, clause in enumerate(clauses):
            targets = _targets(clause, years)
            draft = self._draft(node, part, clause.text, targets, details, is_first=index == 0)
            draft.problems += _doubts(clause, targets, text, sum(bool(one.values) for one in clauses))
            found.append(draft)
        return found

    def _draft(
        self, node: Node, part: Part, title: str, targets: list[Target], details: Details, *, is_first: bool
    ) -> IndicatorDraft:
        lead = details.get(Field.LEAD, "")
        found = self.register.resolve(lead) if lead else Resolution((), ())
        group, heading = _place(node)
        return IndicatorDraft(
            appendix=part.appendix,
            appendix_title=part.title if part.is_appendix else "",
            group=group,
            group_title=heading,
            number=node.mark.label if is_first else "",
            title=title,
            unit=next((target.unit for target in targets if target.unit), ""),
            lead=lead,
            lead_agencies=list(found.agencies),
            targets=targets,
            source=node.source,
            problems=[*checks.of_agencies(found, Field.LEAD), *of_targets(targets)],
        )

    def _years(self, node: Node) -> tuple[int, ...]:
        """Of the nearest heading that names some, else of the plan."""
        own = next((years for above in node.above() if (years := years_of(above.text))), ())
        return own or self.plan_years


def _place(node: Node) -> tuple[str | None, str | None]:
    """The section's label, and the headings between it and the item."""
    above = list(node.above())[::-1]
    sections = [one for one in above if one.mark.is_section]
    headings = [one for one in above if not one.mark.is_section]
    group = ".".join(one.mark.label for one in sections) or None
    path = " / ".join(_printed(one) for one in headings) or (sections[-1].text if sections else "")
    return group, path.rstrip(" .:") or None


def _printed(node: Node) -> str:
    ending = ") " if node.mark.depth == Depth.LETTER else ". "
    return (node.mark.label + ending if node.mark.label else "") + node.text.rstrip(" .:")


# Clauses


def _clauses(text: str, *, is_item: bool) -> Iterator[_Clause]:
    """The clauses with a quantity; an item without any is one clause of words."""
    found = quantities(text)
    if not found or len(found) > _MOST:
        if is_item or text:
            yield _Clause(text.rstrip(";,"), ())
        return
    starts = [0]
    for before, after in pairwise(found):
        cut = _cut(text, before, after)
        starts.append(cut if cut is not None else -1)
    groups: list[list[Quantity]] = []
    begins: list[int] = []
    for quantity, start in zip(found, starts, strict=True):
        if start < 0:
            groups[-1].append(quantity)
        else:
            groups.append([quantity])
            begins.append(start)
    for group, start, end in zip(groups, begins, [*begins[1:], len(text)], strict=True):
        clause = text[start:end].strip().strip(";,").strip()
        yield _Clause(clause, tuple((one, _own_years(text, one, start, end)) for one in group))


def _cut(text: str, before: Quantity, after: Quantity) -> int | None:
    """Where the clause of the second quantity begins; None if both belong to one."""
    between = text[before.end : after.start]
    own_year = [one for one in mentions(text) if before.end <= one.start and one.end <= after.start]
    if own_year and len(_words(between, own_year[-1].start - before.end, own_year[-1].end - before.end)) <= _NEAR:
        return None
    ends = [found.end() for found in re.finditer(r"(?:;|\.(?=\s)|,|\bvà\b)(?![^()]*\))", between)]
    strong = [found.end() for found in re.finditer(r"(?:;|\.(?=\s))(?![^()]*\))", between)]
    if strong:
        return before.end + strong[-1]
    if not ends:
        return None
    led = [end for end in ends if _CLAUSE.match(between, end) or _is_leading(between[end:])]
    chosen = led[0] if led else (ends[0] if len(ends) == 1 and "," in between else None)
    return None if chosen is None else before.end + chosen


def _is_leading(words: str) -> bool:
    return _LEADING.fullmatch(words) is not None


def _words(between: str, start: int, end: int) -> list[str]:
    """The words around a year, apart from those that only lead in."""
    rest = f"{between[:start]} {between[end:]}"
    return [word for word in re.findall(r"[^\W\d_]+", rest) if not _LEADING.fullmatch(word)]


def _own_years(text: str, quantity: Quantity, start: int, end: int) -> tuple[int, ...]:
    """The year that opens the clause, or stands right beside the quantity."""
    for mention in mentions(text):
        if not start <= mention.start < end:
            continue
        if mention.end <= quantity.start:
            gap = text[mention.end : quantity.start]
            opens = not re.search(r"\w", text[start : mention.start]) or _is_leading(text[start : mention.start])
            if (opens and not quantities(gap)) or len(re.findall(r"\w+", gap)) <= _NEAR // 2:
                return mention.years
        elif len(re.findall(r"\w+", text[quantity.end : mention.start])) <= _NEAR and not quantities(
            text[quantity.end : mention.start]
        ):
            return mention.years
    opening = next(iter(mentions(text)), None)
    return opening.years if opening and _is_leading(text[: opening.start]) else ()


# Targets


def _targets(clause: _Clause, years: Sequence[int]) -> list[Target]:
    """One target for each value and year; without any value the words are the target."""
    if not clause.values:
        own = tuple(year for mention in mentions(clause.text)[:1] for year in mention.years)
        return [Target(year, clause.text, "text") for year in (own or years or (None,))]
    return [
        Target(year, value.raw, value.comparator, value.low, value.high, value.unit)
        for value, own in clause.values
        for year in (own or years or (None,))
    ]


def _doubts(clause: _Clause, targets: Sequence[Target], text: str, measured: int) -> list[Problem]:
    if not clause.values:
        return [Problem("target_text", "target", _NO_NUMBER)]
    found = []
    years = [target.year for target in targets]
    if len(years) > len(set(years)):
        values = ", ".join(value.raw for value, _ in clause.values)
        found.append(Problem("target_several", "target", _SEVERAL % {"values": values}))
    if measured > 1:
        short = text if len(text) <= 80 else f"{text[:80]}…"
        found.append(Problem("target_split", "title", _SPLIT % {"text": short, "count": measured}))
    return found
