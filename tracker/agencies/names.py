"""From the words of a cell to the agencies they name: longest known name first, never split at "," or "và" first.

"Khoa học và Công nghệ", "Phòng Kinh tế, Hạ tầng và Đô thị": in a real appendix a split at separators breaks four
cells in ten. So known names are taken out first, and only what is left is cut. Pure: no database, no Flask.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.agencies.entries import ALL_PLACES, Entry, standard_entries
from tracker.agencies.rules import AgencyKind
from tracker.agencies.tokens import SOFT, Token, expand, tokenize
from tracker.text import fold, squeeze

__all__ = ["AgencyKind", "Entry", "How", "Match", "Register", "Resolution"]


class How(StrEnum):
    """How sure a match is."""

    KNOWN = "known"
    NEAR = "near"
    FORMER = "former"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Match:
    """`name` is canonical; `raw` are the cell's own words. `exact` is false for what a person must confirm."""

    name: str
    kind: AgencyKind
    raw: str
    exact: bool
    how: How = How.KNOWN


@dataclass(frozen=True, slots=True)
class Resolution:
    agencies: tuple[Match, ...]
    leftovers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling: its words with and without diacritics, and what stands between them."""

    entry: Entry
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    how: How


GROUP_SKIP = frozenset({"các", "và", "những", "tất", "cả", "cùng", "với"})
_SURE_WORDS, _SURE_LETTERS = 3, 8
"""A name with less of both must keep its diacritics: "Thuế" is an office, "thuê" is not."""
_REMEMBERED = 2000
_PLACE_WORDS = tuple(tuple(fold(place).split()) for place in ALL_PLACES)


class Register:
    """Every known name. `home` is the plan's own kind of place, `names` the proper names of its places, if known."""

    def __init__(self, entries: Iterable[Entry], home: str = "Thành phố", names: Iterable[str] = ()) -> None:
        self.home = home
        self.names = tuple(tuple(fold(name).split()) for name in names)
        self._names: dict[tuple[str, ...], list[Alias]] = {}
        self._groups: dict[tuple[str, ...], Entry] = {}
        self._longest: dict[str, int] = {}
        self._read: dict[str, Resolution] = {}
        for entry in entries:
            self._add(entry)

    @classmethod
    def load_default(cls, *homes: str, names: Sequence[str] = ()) -> "Register":
        """The register of the file. `homes`: the plan's kind of place and those above it, nearest first."""
        return _default(homes or ("Thành phố",), tuple(names))

    def resolve(self, cell: str) -> Resolution:
        """What the cell names. The same words come again and again in a plan, so each is read once."""
        found = self._read.get(cell)
        if found is None:
            from tracker.agencies.scan import Scan

            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            found = self._read[cell] = Scan(self, squeeze(cell.replace("\n", "; "))).run()
        return found

    def with_entries(self, entries: Iterable[Entry]) -> "Register":
        """The same register with an office's own agencies added; its spellings win over the file's."""
        register = Register(entries, self.home)
        register.names = self.names
        for key, aliases in self._names.items():
            register._names.setdefault(key, []).extend(aliases)
        for key, entry in self._groups.items():
            register._groups.setdefault(key, entry)
        for first, length in self._longest.items():
            register._longest[first] = max(length, register._longest.get(first, 0))
        return register

    def _add(self, entry: Entry) -> None:
        if entry.is_group:
            for text in (entry.name, *entry.aliases):
                self._groups.setdefault(group_key(tokenize(text)), entry)
            return
        spellings = [(entry.name, How.KNOWN)]
        spellings += [(text, How.KNOWN) for text in entry.aliases]
        spellings += [(text, How.NEAR) for text in entry.loose] + [(text, How.FORMER) for text in entry.former]
        for text, how in spellings:
            tokens = tokenize(text)
            key = tuple(token.folded for token in tokens)
            alias = Alias(entry, tuple(t.word for t in tokens), tuple(t.gap for t in tokens[1:]), how)
            self._names.setdefault(key, []).append(alias)
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def name_at(self, tokens: Sequence[Token], start: int) -> tuple[int, Alias, bool] | None:
        """The longest known name that begins here: where it ends, what it is, and whether it is spelt as known."""
        if not tokens[start].first:
            return None
        most = min(self._longest.get(tokens[start].folded, 0), len(tokens) - start)
        for length in range(most, 0, -1):
            part = tokens[start : start + length]
            if not part[-1].last:
                continue
            found = self._spelt(self._names.get(tuple(token.folded for token in part), ()), part)
            if found is not None:
                return start + length, *found
        return None

    @staticmethod
    def _spelt(aliases: Iterable[Alias], part: Sequence[Token]) -> tuple[Alias, bool] | None:
        words = tuple(token.word for token in part)
        letters = sum(len(word) for word in words)
        fitting = [a for a in aliases if all(t.gap in (SOFT, gap) for t, gap in zip(part[1:], a.gaps, strict=True))]
        exact = next((alias for alias in fitting if alias.words == words), None)
        if exact is not None:
            return exact, True
        is_long = len(words) >= _SURE_WORDS or (len(words) > 1 and letters >= _SURE_LETTERS)
        return (fitting[0], False) if fitting and is_long else None

    def group_at(self, tokens: Sequence[Token], start: int) -> tuple[int, Entry] | None:
        """The longest collective that begins here, however its parts are joined: "sở, ban, ngành", "sở ban ngành"."""
        key: list[str] = []
        best: tuple[int, Entry] | None = None
        for index in range(start, len(tokens)):
            token = tokens[index]
            if index > start and token.gap not in (SOFT, ",", "/"):
                break
            if token.word in GROUP_SKIP:
                continue
            key.append(token.folded)
            entry = self._groups.get(tuple(key)) if token.last else None
            if entry is not None:
                best = index + 1, entry
            elif len(key) > 16:
                break
        return best

    def place_after(self, tokens: Sequence[Token], end: int) -> int:
        """Where a mark of the plan's own place after a name ends: "Thành phố", "tỉnh", "TP.HCM"; `end` if none."""
        for words in _PLACE_WORDS:
            if _same_words(tokens[max(0, end - len(words)) : end], words):
                return self._proper_after(tokens, end, other=end)
        for words in _PLACE_WORDS:
            stop = end + len(words)
            if _same_words(tokens[end:stop], words) and tokens[end].gap == SOFT:
                return self._proper_after(tokens, stop, other=end)
        return end

    def _proper_after(self, tokens: Sequence[Token], stop: int, other: int) -> int:
        """The end of "Hồ Chí Minh" after "Thành phố"; `other` if it is some other place's name."""
        for name in self.names:
            if _same_words(tokens[stop : stop + len(name)], name):
                return stop + len(name)
        named = stop
        while named < len(tokens) and tokens[named].gap == SOFT and tokens[named].is_upper:
            named += 1
        if named == stop or self.name_at(tokens, stop) or self.group_at(tokens, stop):
            return stop
        return other if self.names else named

    def spellings(self) -> Iterable[tuple[str, Alias]]:
        """Every known name as one folded string, for the search of near ones."""
        return ((" ".join(key), alias) for key, aliases in self._names.items() for alias in aliases[:1])


def _same_words(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    return len(tokens) == len(words) and all(t.folded == word for t, word in zip(tokens, words, strict=True))


def group_key(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens if token.word not in GROUP_SKIP)


@cache
def _default(homes: tuple[str, ...], names: tuple[str, ...]) -> Register:
    return Register(standard_entries(homes), homes[0], names)


def written_out(raw: str) -> str:
    """An agency's name as the cell has it, abbreviations expanded, the first letter upper case."""
    name = squeeze(expand(raw)).strip(" .,;:-–")
    return name[:1].upper() + name[1:]
