"""One reading of one cell, left to right. Pure."""

from dataclasses import dataclass, replace

from tracker.agencies.entries import ALL_PLACES
from tracker.agencies.kind_words import SHARED_HEADS, begins_group, kind_of
from tracker.agencies.names import Alias, How, Match, Register, Resolution, written_out
from tracker.agencies.near import nearest
from tracker.agencies.rules import AgencyKind
from tracker.agencies.tokens import SOFT, Token, tokenize
from tracker.text import fold

_JOINING = frozenset({"và", "cùng", "với", "do", "gồm", "là"})
_SAID = (("chủ", "trì"), ("phối", "hợp"), ("thực", "hiện"), ("phối", "hợp", "với"), ("tham", "mưu"))
_PLURALS = frozenset({"các", "những"})
_CUTS = frozenset({",", ";", "/", ":"})
_POSTS = (
    ("tổng", "giám", "đốc"),
    ("giám", "đốc"),
    ("chủ", "tịch"),
    ("trưởng", "ban"),
    ("thủ", "trưởng"),
    ("hiệu", "trưởng"),
    ("người", "đứng", "đầu"),
    ("lãnh", "đạo"),
    ("chánh",),
    ("bí", "thư"),
)
# After a name these words make it a longer one: "Ban Chỉ đạo Thành phố về …", "Sở Y tế tỉnh Đồng Nai".
_LENGTHENS = frozenset(
    {"về", "tại", "thuộc", "cấp", "khu", "số", "miền"} | {place.lower().split()[0] for place in ALL_PLACES}
)


@dataclass(frozen=True, slots=True)
class _Found:
    end: int
    match: Match


class Scan:
    """`heads`: the first words that following items may leave out ("Sở Tài chính, Nội vụ")."""

    def __init__(self, register: Register, cell: str) -> None:
        self.register = register
        self.cell = cell
        self.tokens = tokenize(cell)
        self.heads: list[tuple[str, tuple[Token, ...]]] = []
        self.is_opened = False
        self.is_post = False

    def run(self) -> Resolution:
        found: dict[str, Match] = {}
        leftovers: list[str] = []
        index = self._skip(0)
        while index < len(self.tokens):
            opened = self._opener(index)
            if opened:
                index = opened
                continue
            hit = self._known(index) or self._elided(index) or self._unknown(index)
            if hit is None:
                end = self._segment_end(index)
                leftovers.append(self._raw(index, end))
            else:
                found.setdefault(hit.match.name, hit.match)
                end = hit.end
            index = self._skip(end)
        return Resolution(tuple(found.values()), tuple(leftovers))

    def _skip(self, index: int) -> int:
        """Past joining words and posts ("và", "Giám đốc")."""
        self.is_post = False
        while index < len(self.tokens):
            if self.tokens[index].gap == ";":
                self.is_opened = False
            post = next((p for p in _POSTS if self._words(index, len(p)) == p), None)
            if post and index + len(post) < len(self.tokens) and not self.register.name_at(self.tokens, index):
                self.is_post = True
                index += len(post)
            elif self.tokens[index].word in _JOINING or self._is_list_number(index):
                index += 1
            elif said := next((words for words in _SAID if self._words(index, len(words)) == words), None):
                index += len(said)
            else:
                break
        return index

    def _is_list_number(self, index: int) -> bool:
        """ "1. Sở Tài chính 2. Sở Nội vụ"."""
        after = index + 1
        is_number = self.tokens[index].word.isdigit() and after < len(self.tokens)
        return is_number and self.tokens[after].gap in (";", ")")

    def _words(self, index: int, count: int) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens[index : index + count])

    def _raw(self, start: int, end: int) -> str:
        tail = self.cell[self.tokens[end - 1].end :]
        is_open = self.cell.count("(", self.tokens[start].start, self.tokens[end - 1].end) > self.cell.count(
            ")", self.tokens[start].start, self.tokens[end - 1].end
        )
        stop = self.tokens[end - 1].end + (1 if is_open and tail.startswith(")") else 0)
        return self.cell[self.tokens[start].start : stop]

    # Known names and collectives

    def _known(self, start: int) -> _Found | None:
        name = self.register.name_at(self.tokens, start)
        group = self.register.group_at(self.tokens, start)
        if name and (group is None or name[0] >= group[0]):
            end = self.register.place_after(self.tokens, name[0])
            if self._ends_name(end):
                return self._named(start, end, name[1], is_exact=name[2])
        if group:
            end = self.register.place_after(self.tokens, self._area_end(group[0]))
            related = self._related_end(end)
            if related or self._ends(end):
                suffix = " liên quan" if related else ""
                kind = AgencyKind.VAGUE if related else group[1].kind
                self.heads = []
                return self._found(start, related or end, group[1].name + suffix, kind)
        return None

    def _area_end(self, end: int) -> int:
        """Past "trên địa bàn": where a collective is does not change who it is."""
        return end + 3 if self._words(end, 3) == ("trên", "địa", "bàn") else end

    def _named(self, start: int, end: int, alias: Alias, *, is_exact: bool) -> _Found:
        how = alias.how if is_exact or alias.how is How.FORMER else How.NEAR
        if self.is_post and how is How.KNOWN:
            how = How.NEAR
        self._share_heads(alias.entry.name)
        return self._found(start, self._related_end(end) or end, alias.entry.name, alias.entry.kind, how)

    def _found(self, start: int, end: int, name: str, kind: AgencyKind, how: How = How.KNOWN) -> _Found:
        return _Found(end, Match(name, kind, self._raw(start, end), exact=how is How.KNOWN, how=how))

    def _related_end(self, end: int) -> int:
        """Where "liên quan", "có liên quan" after a name ends; 0 if it is not there."""
        stop = end + 1 if self._words(end, 1) == ("có",) else end
        if self._words(stop, 2) == ("liên", "quan") and self.tokens[end].gap == SOFT:
            return stop + 2
        return 0

    def _begins_something(self, index: int) -> bool:
        if self.register.name_at(self.tokens, index) or self.register.group_at(self.tokens, index):
            return True
        return self.tokens[index].is_upper and kind_of(self._folded(index)) is not None

    def _folded(self, index: int) -> list[str]:
        return [token.folded for token in self.tokens[index : index + 4]]

    def _ends(self, end: int) -> bool:
        """A collective may end here: at a separator, at "và", or where another agency begins."""
        if end == len(self.tokens) or self.tokens[end].gap != SOFT or self.tokens[end].word in _JOINING:
            return True
        return self._begins_something(end)

    def _ends_name(self, end: int) -> bool:
        """A proper name may end here, unless the words after it make it a longer, unknown one."""
        if end == len(self.tokens):
            return True
        token = self.tokens[end]
        if token.gap != SOFT:
            return True
        if token.word in _JOINING:
            after = end + 1
            is_longer = after < len(self.tokens) and self.tokens[after].is_upper and self.tokens[after].gap == SOFT
            return not is_longer or self._begins_something(after) or self._elided(after) is not None
        if self.register.name_at(self.tokens, end) or self.register.group_at(self.tokens, end):
            return True
        return not token.is_upper and token.word not in _LENGTHENS

    # Names that leave out a shared first word

    def _share_heads(self, name: str) -> None:
        tokens = tokenize(name)
        folded = tuple(token.folded for token in tokens)
        heads = [len(head) for head in SHARED_HEADS if folded[: len(head)] == head]
        self.heads = [(name[: tokens[length - 1].end], tuple(tokens[:length])) for length in heads]

    def _opener(self, index: int) -> int:
        """ "các Sở: …", "Trường: …": where the first item begins, else 0."""
        start = index + 1 if self.tokens[index].word in _PLURALS else index
        head = next((head for head in SHARED_HEADS if self._is_phrase(start, head)), None)
        if head is None or start + len(head) >= len(self.tokens):
            return 0
        after = self.tokens[start + len(head)]
        is_plural = start > index and after.is_upper and after.gap == SOFT
        if after.gap != ":" and not (is_plural and not self.register.group_at(self.tokens, index)):
            return 0
        if is_plural and self.register.name_at(self.tokens, start) is None and after.gap != ":":
            return 0
        end = start + len(head)
        self.heads = [(written_out(self._raw(start, end)), tuple(self.tokens[start:end]))]
        self.is_opened = True
        return start + len(head)

    def _is_phrase(self, start: int, words: tuple[str, ...]) -> bool:
        part = self.tokens[start : start + len(words)]
        return tuple(token.folded for token in part) == words and all(token.gap == SOFT for token in part[1:])

    def _elided(self, start: int) -> _Found | None:
        if not self.tokens[start].is_upper:
            return None
        for _, head in self.heads:
            joined = [*head, replace(self.tokens[start], gap=SOFT), *self.tokens[start + 1 :]]
            name = self.register.name_at(joined, 0)
            if name is None or name[0] <= len(head):
                continue
            end = self.register.place_after(self.tokens, name[0] - len(head) + start)
            if end == len(self.tokens) or self.tokens[end].gap != SOFT or self.tokens[end].word in _JOINING:
                how = How.KNOWN if name[2] else How.NEAR
                return self._found(start, end, name[1].entry.name, name[1].entry.kind, how)
        return None

    # Names nobody has met

    def _segment_end(self, start: int) -> int:
        depth = self.tokens[start].depth
        for index in range(start + 1, len(self.tokens)):
            token = self.tokens[index]
            if token.depth > depth:
                continue
            if token.gap in _CUTS or (token.word == "và" and self._begins_after(index)):
                return index
        return len(self.tokens)

    def _begins_after(self, index: int) -> bool:
        return index + 1 < len(self.tokens) and self._begins_something(index + 1)

    def _unknown(self, start: int) -> _Found | None:
        end = self._segment_end(start)
        for stop in [] if self._is_common(start) else self._longer_ends(end):
            entry = nearest(self.register, [token.folded for token in self.tokens[start:stop]])
            if entry is not None:
                self._share_heads(entry.name)
                return self._found(start, stop, entry.name, entry.kind, How.NEAR)
        return self._new(start, self._name_end(start, end))

    def _is_common(self, start: int) -> bool:
        """Words for a group ("doanh nghiệp …", "các đơn vị …"), not a name with a slip in it."""
        token = self.tokens[start]
        folded = self._folded(start)
        is_named = token.is_upper and kind_of(folded) is not None
        return token.word in _PLURALS or (begins_group(folded) and not is_named)

    def _longer_ends(self, end: int) -> list[int]:
        """The segment, and the segment with the two after it: a name may hold a comma."""
        ends = [end]
        while len(ends) < 3 and ends[-1] < len(self.tokens) and self.tokens[ends[-1]].gap == ",":
            ends.append(self._segment_end(ends[-1]))
        return ends[::-1]

    def _name_end(self, start: int, end: int) -> int:
        """ "Phòng Văn hóa, Thông tin và Du lịch": the part after the comma with "và" in it belongs to the name."""
        if end >= len(self.tokens) or self.tokens[end].gap != "," or kind_of(self._folded(start)) is None:
            return end
        stop = self._segment_end(end)
        words = {token.word for token in self.tokens[end:stop]}
        is_part = self.tokens[end].is_upper and "và" in words and not self._begins_something(end)
        return stop if is_part else end

    def _new(self, start: int, end: int) -> _Found | None:
        raw = self._raw(start, end)
        folded = self._folded(start)
        if self.is_opened and self.heads and self.tokens[start].is_upper:
            return self._new_of_head(start, end, raw)
        kind = kind_of(folded)
        if kind is not None and self.tokens[start].is_upper and end - start > 1:
            self._share_heads(written_out(raw))
            return self._found(start, end, written_out(raw), kind, How.NEW)
        if self.tokens[start].word in _PLURALS or begins_group(folded):
            return self._found(start, end, written_out(raw), AgencyKind.VAGUE, How.NEW)
        return None

    def _new_of_head(self, start: int, end: int, raw: str) -> _Found:
        """ "Trường: Đại học Hoa Sen, Văn Lang": the shared first words go before each item."""
        name = written_out(f"{self.heads[0][0]} {raw}")
        self._share_heads(name)
        return self._found(start, end, name, kind_of(fold(name).split()) or AgencyKind.OTHER, How.NEW)
