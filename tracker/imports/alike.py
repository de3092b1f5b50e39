"""How alike two rows of two versions of a plan are. Pure.

The titles of one plan share most of their words ("Xây dựng kế hoạch … trên địa bàn Thành phố"), so a word counts the
more, the fewer rows have it. The order of the letters counts too: OCR and editing change single letters.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from tracker.text import fold, squeeze, words_of

LEAST_ALIKE = 40.0
"""Titles less alike than this, of 100, belong to different rows whatever else agrees."""
LEAST_SHARED = 25.0
"""Titles that share less of the weight of their words than this, of 100, are not looked at closer."""
SAME_PLACE, SAME_LEAD, SAME_RESULT = 8.0, 4.0, 4.0
"""Points on top of the titles', for the same number in the same appendix, for the same lead, for the same result."""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A row of a plan as versions compare it. `kind` keeps tasks and indicators apart; `days` are the due days that
    its deadline's words were understood to set, since "Quý I" is another day in another year."""

    key: int
    kind: str
    number: str
    cells: Mapping[str, str]
    appendix: str = ""
    group: str = ""
    days: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return self.cells.get("title", "")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says, ready to be held against many others; `weights` of its words, whose sum is `total`."""

    row: VersionRow
    title: str
    weights: Mapping[str, float]
    total: float
    lead: str
    result: str


def compared(words: str) -> str:
    """Words as versions compare them: capitals, the mark at the end and a dash for nothing make no difference."""
    return squeeze(words).casefold().rstrip(" .;,–-…")


def sayings(old: Sequence[VersionRow], new: Sequence[VersionRow]) -> tuple[list[Said], list[Said]]:
    """Both versions' rows, with the weight that each word has among all of them."""
    rarity = _rarity([*old, *new])
    return [_said(row, rarity) for row in old], [_said(row, rarity) for row in new]


class Index:
    """Rows by their words, so that only those that share some are looked at."""

    def __init__(self, rows: Sequence[Said]) -> None:
        self._rows = rows
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(rows):
            for word in row.weights:
                self._places[word].append(place)

    def near(self, row: Said, least: float) -> Iterator[tuple[int, float]]:
        """The places of the rows that are alike, each with its points: of 100 and a little more, from `least` on."""
        shared: defaultdict[int, float] = defaultdict(float)
        for word, weight in row.weights.items():
            for place in self._places.get(word, ()):
                shared[place] += weight
        for place, weight in shared.items():
            other = self._rows[place]
            words = 200 * weight / (other.total + row.total)
            if words < LEAST_SHARED or other.row.kind != row.row.kind:
                continue
            score = _points(other, row, words, least)
            if score >= max(least, LEAST_ALIKE):
                yield place, score


def _points(old: Said, new: Said, words: float, least: float) -> float:
    """The mean of the words (`words`, of 100) and of the letters that the titles share, and what else agrees; 0 where
    they stay below `least`."""
    extra = _extra(old, new)
    needed = max(LEAST_ALIKE, least - extra)
    if (words + 100) / 2 < needed:
        return 0
    from rapidfuzz import fuzz  # only an import of a plan needs it

    letters = fuzz.ratio(old.title, new.title, score_cutoff=max(0.0, 2 * needed - words))
    return (words + letters) / 2 + extra if (words + letters) / 2 >= needed else 0


def _extra(old: Said, new: Said) -> float:
    same_place = bool(old.row.number) and (old.row.number, old.row.appendix) == (new.row.number, new.row.appendix)
    return (
        SAME_PLACE * same_place
        + SAME_LEAD * (bool(old.lead) and old.lead == new.lead)
        + SAME_RESULT * (bool(old.result) and old.result == new.result)
    )


def _said(row: VersionRow, rarity: Mapping[str, float]) -> Said:
    weights = {word: rarity[word] for word in words_of(row.title)}
    lead, result = (compared(row.cells.get(name, "")) for name in ("lead", "deliverable"))
    return Said(row, fold(row.title), weights, sum(weights.values()), lead, result)


def _rarity(rows: Iterable[VersionRow]) -> dict[str, float]:
    """A weight for each word: 1 and more, the fewer titles have it."""
    titles = [set(words_of(row.title)) for row in rows]
    counts = Counter(word for title in titles for word in title)
    return {word: 1 + log(len(titles) / count) for word, count in counts.items()}
