"""From the words of a cell to the agencies they name: longest known name first, never split at "," or "và" first.

"Khoa học và Công nghệ", "Phòng Kinh tế, Hạ tầng và Đô thị": in a real appendix a split at separators breaks four
cells in ten. So known names are taken out first, and only what is left is cut. Pure: no database, no Flask.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tracker.agencies.capitals import in_small_letters
from tracker.agencies.entries import ALL_PLACES, Entry, standard_entries
from tracker.agencies.rules import AgencyKind
from tracker.agencies.tokens import SOFT, WRAP, Token, expand, tokenize
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
    """One spelling: its words, what stands between them, and whether it holds an abbreviation that is misspelt."""

    entry: Entry
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    how: How
    is_slip: bool = False

    def read(self, *, is_exact: bool, is_post: bool) -> How:
        """How sure the name is where it was met; the post of whoever heads an agency is for a person to confirm."""
        if self.how is How.FORMER:
            return How.FORMER
        return self.how if is_exact and not is_post else How.NEAR


@dataclass(frozen=True, slots=True)
class Group:
    """One spelling of a collective, as its words without those that only join."""

    entry: Entry
    words: tuple[str, ...]


GROUP_SKIP = frozenset({"các", "và", "những", "tất", "cả", "cùng", "với"})
_SLIPPED_SKIP = frozenset({"cac", "va", "nhung"})
_SURE_WORDS, _SURE_LETTERS = 3, 8
"""A name with less of both must keep its diacritics: "Thuế" is an office, "thuê" is not."""
_REMEMBERED = 2000
_PLACE_WORDS = tuple((place, tuple(fold(place).split())) for place in ALL_PLACES)


class Register:
    """Every known name. `homes` are the plan's own kind of place and those above it, nearest first; `names` the
    proper names of these places, as far as known; `short` the abbreviations that the plan explains."""

    def __init__(
        self, entries: Iterable[Entry], homes: Sequence[str] = ("Thành phố",), names: Iterable[str] = ()
    ) -> None:
        self.homes = tuple(homes)
        self.names = tuple(tuple(fold(name).split()) for name in names)
        self.short: Mapping[str, str] = {}
        self._names: dict[tuple[str, ...], list[Alias]] = {}
        self._groups: dict[tuple[str, ...], Group] = {}
        self._longest: dict[str, int] = {}
        self._read: dict[str, Resolution] = {}
        for entry in entries:
            self._add(entry)

    @property
    def home(self) -> str:
        """The plan's own kind of place."""
        return self.homes[0]

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
            found = self._read[cell] = Scan(self, "\n".join(filter(None, map(squeeze, cell.splitlines())))).run()
        return found

    def with_entries(self, entries: Iterable[Entry]) -> "Register":
        """The same register with an office's own agencies added; its spellings win over the file's."""
        register = Register(entries, self.homes)
        register.names, register.short = self.names, self.short
        for key, aliases in self._names.items():
            register._names.setdefault(key, []).extend(aliases)
        for words, group in self._groups.items():
            register._groups.setdefault(words, group)
        for first, length in self._longest.items():
            register._longest[first] = max(length, register._longest.get(first, 0))
        return register

    def with_short(self, short: Mapping[str, str]) -> "Register":
        """The same register for a plan that explains these abbreviations."""
        if not short:
            return self
        register = self.with_entries(())
        register.short = short
        return register

    def _add(self, entry: Entry) -> None:
        if entry.is_group:
            for text in (entry.name, *entry.aliases):
                tokens = [token for token in tokenize(text) if token.word not in GROUP_SKIP]
                key = tuple(token.folded for token in tokens)
                self._groups.setdefault(key, Group(entry, tuple(token.word for token in tokens)))
            return
        spellings = [(entry.name, How.KNOWN)]
        spellings += [(text, How.KNOWN) for text in entry.aliases]
        spellings += [(text, How.NEAR) for text in entry.loose] + [(text, How.FORMER) for text in entry.former]
        for text, how in spellings:
            tokens = tokenize(text)
            key = tuple(token.folded for token in tokens)
            is_slip = any(token.is_slip for token in tokens)
            alias = Alias(entry, tuple(t.word for t in tokens), tuple(t.gap for t in tokens[1:]), how, is_slip)
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
        fitting = [
            a for a in aliases if all(t.gap in (SOFT, WRAP, gap) for t, gap in zip(part[1:], a.gaps, strict=True))
        ]
        is_slip = any(token.is_slip for token in part)
        exact = next((alias for alias in fitting if alias.words == words and alias.is_slip >= is_slip), None)
        if exact is not None:
            return exact, True
        is_long = is_slip or len(words) >= _SURE_WORDS or (len(words) > 1 and letters >= _SURE_LETTERS)
        return (fitting[0], False) if fitting and is_long else None

    def group_at(self, tokens: Sequence[Token], start: int) -> tuple[int, Entry, bool] | None:
        """The longest collective that begins here, however its parts are joined ("sở, ban, ngành", "sở ban ngành").

        And whether it is spelt as known: a number may say how many they are, but not whether that is all of them."""
        key: list[str] = []
        words: list[str] = []
        best: tuple[int, Entry, bool] | None = None
        is_sure = True
        for index in range(start, len(tokens)):
            token = tokens[index]
            if index > start and token.gap not in (SOFT, WRAP, ",", "/"):
                break
            if token.word in GROUP_SKIP or token.folded in _SLIPPED_SKIP or token.word.isdigit():
                is_sure = is_sure and token.word in GROUP_SKIP
                continue
            is_sure = is_sure and not token.is_slip
            key.append(token.folded)
            words.append(token.word)
            group = self._groups.get(tuple(key)) if token.last else None
            if group is not None:
                best = index + 1, group.entry, is_sure and tuple(words) == group.words
            elif len(key) > 16:
                break
        return best

    def place_after(self, tokens: Sequence[Token], end: int, name: str = "") -> int:
        """Where a mark of the place after a name ends: "Thành phố", "tỉnh", "TP.HCM"; `end` if there is none, or if
        the agency is of another kind of place."""
        own = fold(name).split()
        of_place = next((place for place, words in _PLACE_WORDS if own[-len(words) :] == list(words)), None)
        for place, words in _PLACE_WORDS:
            if _same_words(tokens[max(0, end - len(words)) : end], words):
                return self._proper_after(tokens, end, place, other=end)
        for place, words in _PLACE_WORDS:
            stop = end + len(words)
            if of_place in (None, place) and _same_words(tokens[end:stop], words) and tokens[end].gap == SOFT:
                return self._proper_after(tokens, stop, place, other=end)
        return end

    def _proper_after(self, tokens: Sequence[Token], stop: int, place: str, other: int) -> int:
        """The end of "Hồ Chí Minh" after "Thành phố"; `other` if it is some other place's name."""
        own = [name for kind, name in self.own_places() if kind == place]
        for name in own:
            if _same_words(tokens[stop : stop + len(name)], name):
                return stop + len(name)
        named = stop
        while named < len(tokens) and tokens[named].gap == SOFT and _is_proper(tokens[named]):
            named += 1
        if named == stop or self.name_at(tokens, stop) or self.group_at(tokens, stop):
            return stop
        return named if place in self.homes and not own else other

    def own_places(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """The plan's places with their names; with fewer names than places, each name may be any place's."""
        if len(self.names) == len(self.homes):
            return tuple(zip(self.homes, self.names, strict=True))
        return tuple((home, name) for home in self.homes for name in self.names)

    def spellings(self) -> Iterable[tuple[str, Alias]]:
        """Every known name as one folded string, for the search of near ones."""
        return ((" ".join(key), alias) for key, aliases in self._names.items() for alias in aliases[:1])


def _same_words(tokens: Sequence[Token], words: Sequence[str]) -> bool:
    return len(tokens) == len(words) and all(t.folded == word for t, word in zip(tokens, words, strict=True))


def _is_proper(token: Token) -> bool:
    return token.is_upper or token.word.isdigit()


@cache
def _default(homes: tuple[str, ...], names: tuple[str, ...]) -> Register:
    return Register(standard_entries(homes), homes, names)


def written_out(raw: str, short: Mapping[str, str]) -> str:
    """An agency's name as the cell has it, abbreviations expanded, the first letter upper case."""
    name = squeeze(expand(in_small_letters(raw), short)).strip(" .,;:-–")
    return name[:1].upper() + name[1:]
