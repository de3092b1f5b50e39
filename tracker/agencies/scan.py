"""One reading of one cell, left to right. Pure."""

import re
from dataclasses import dataclass, replace

from tracker.agencies.cell import Cell
from tracker.agencies.entries import ALL_PLACES
from tracker.agencies.heads import Head, heads_of
from tracker.agencies.kind_words import SHARED_HEADS, begins_group, kind_of
from tracker.agencies.names import Alias, How, Match, Register, Resolution, written_out
from tracker.agencies.near import like
from tracker.agencies.phrases import (
    JOINING,
    MANNER,
    PLURALS,
    channel_end,
    everywhere_end,
    exception_end,
    is_list_mark,
    of_one_place,
    place_words_at,
    post,
    proper_end,
    said,
    words_at,
)
from tracker.agencies.rules import NOBODY, AgencyKind
from tracker.agencies.tokens import SOFT, WRAP, tokenize
from tracker.text import fold

# Directly before another name these mean its own: "Thanh tra Sở Xây dựng", "Đảng ủy Công an xã".
_OF_ANOTHER = frozenset({("thanh", "tra"), ("công", "an"), ("đảng", "ủy"), ("văn", "phòng")})
_LONGEST_HEAD = 6
_SHORT = re.compile(r"[A-ZĐƯ]{2,}\d?")
_CODE = re.compile(r"[A-ZĐƯ]{4,}|[A-ZĐƯ]{2,}\d{1,2}|[A-ZĐƯ]\d\d|[A-ZĐƯ]{3,}(?:(?: | - )[^\W\d_][^\W\d_A-ZĐƯ]+)+")
"""Letters by which some body goes: "VCCI", "PC06", "VCCI Nghệ An - Hà Tĩnh"."""
# After a name these words make it a longer one: "Ban Chỉ đạo Thành phố về …", "Sở Y tế tỉnh Đồng Nai".
_LENGTHENS = frozenset(
    {"về", "tại", "thuộc", "cấp", "khu", "số", "miền", "trường", "bệnh", "ngành"}
    | {place.lower().split()[0] for place in ALL_PLACES}
)


@dataclass(frozen=True, slots=True)
class _Found:
    end: int
    match: Match


class Scan(Cell):
    """`heads`: the first words that following items may leave out ("Sở Tài chính, Nội vụ"); `place`: the agency and
    the kind of place of the last item ("Ủy ban nhân dân", "xã"), for items that only name another place; `is_short`:
    it ended with an abbreviation ("Phòng QLVT, KHTC")."""

    def __init__(self, register: Register, cell: str) -> None:
        super().__init__(register, cell)
        self.heads: list[Head] = []
        self.place: tuple[str, str] | None = None
        self.is_opened = self.is_post = self.is_short = False

    def run(self) -> Resolution:
        found: dict[str, Match] = {}
        leftovers: list[str] = []
        index = self._skip(0)
        while index < len(self.tokens):
            opened = self._opener(index) or self._place_opener(index)
            if opened:
                index = opened
                continue
            hit = self._hit(index)
            if hit is None:
                end = self.segment_end(index)
                leftovers.append(self.raw(index, end))
            else:
                hit = self._with_aside(index, hit)
                found.setdefault(hit.match.name, hit.match)
                self.is_short = hit.match.how is How.NEW and bool(_SHORT.fullmatch(hit.match.raw.split()[-1]))
                end = hit.end
            index = self._skip(end)
        return Resolution(tuple(found.values()), tuple(leftovers))

    def _hit(self, index: int) -> _Found | None:
        before = self.heads
        known = self._known(index)
        if self.is_opened and known is not None and known.match.how is How.NEAR:
            self.heads = before
            return self._elided(index) or known
        return known or self._elided(index) or self._placed(index) or self._unknown(index)

    def _with_aside(self, start: int, hit: _Found) -> _Found:
        """With the bracket that says through whom, or whom the name leaves out; the latter asks for a look."""
        end = channel_end(self.tokens, hit.end)
        if end == hit.end:
            end = exception_end(self.tokens, hit.end)
            if end > hit.end:
                match = replace(hit.match, raw=self.raw(start, end), exact=False, how=How.NEAR)
                return _Found(end, match)
        return _Found(self._manner_end(end), hit.match)

    def _manner_end(self, end: int) -> int:
        """Past "theo chức năng, nhiệm vụ" after a name."""
        if self.words(end, 1) != (MANNER,) or self.tokens[end].gap != SOFT:
            return end
        while True:
            end = self.segment_end(end)
            if end == len(self.tokens) or self.tokens[end].gap == ";" or self.tokens[end].is_upper:
                return end
            if self.begins_something(end):
                return end

    def _skip(self, index: int) -> int:
        """Past joining words and posts ("và", "Giám đốc"); a post before a list is that of every item."""
        self.is_post = self.is_post and self.is_opened
        while index < len(self.tokens):
            if self.tokens[index].gap in (";", WRAP):
                self.is_opened = self.is_post = False
            if (words := post(self.tokens, index)) and not self.register.name_at(self.tokens, index):
                self.is_post = True
                index += words
            elif self.tokens[index].word in JOINING or is_list_mark(self.tokens, index):
                index += 1
            elif words := said(self.tokens, index):
                index += words
            else:
                break
        return index

    # Known names and collectives

    def _known(self, start: int) -> _Found | None:
        name = self.register.name_at(self.tokens, start)
        name = self._of_own_place(start) or name
        group = self.register.group_at(self.tokens, start)
        if name and (group is None or name[0] >= group[0]):
            many = self._everywhere(start, name[0]) or self._of_each(start, *name[:2])
            if many is not None:
                return many
            end = self.register.place_after(self.tokens, name[0], name[1].entry.name)
            if self._ends_name(end) and not self._goes_on(start, end, name[1]):
                return self._named(start, end, name[1], is_exact=name[2])
        if group:
            end = self.register.place_after(self.tokens, self.area_end(group[0]))
            related = self.related_end(end)
            if related or self.ends(end):
                suffix = " liên quan" if related else ""
                kind = AgencyKind.VAGUE if related else group[1].kind
                how = How.KNOWN if group[2] and not self.is_post else How.NEAR
                self.heads, self.place = [], None
                return self._found(start, related or end, group[1].name + suffix, kind, how)
        return None

    def _is_known(self, index: int) -> bool:
        """Whether a name or a group is known here, without reading it."""
        before = self.heads, self.place
        is_known = self._known(index) is not None
        self.heads, self.place = before
        return is_known

    def _of_own_place(self, start: int) -> tuple[int, Alias, bool] | None:
        """ "VNPT Vĩnh Long" in a plan of Vĩnh Long is "VNPT tỉnh"."""
        for home, proper in self.register.own_places():
            for end in range(start + 1, min(start + _LONGEST_HEAD, len(self.tokens) - len(proper)) + 1):
                if self.tokens[end].gap not in (SOFT, ","):
                    break
                if tuple(token.folded for token in self.tokens[end : end + len(proper)]) != proper:
                    continue
                joined = [*self.tokens[start:end], *tokenize(home)]
                found = self.register.name_at(joined, 0)
                if found is not None and found[0] == len(joined):
                    return end + len(proper), found[1], found[2]
        return None

    def _of_each(self, start: int, end: int, alias: Alias) -> _Found | None:
        """ "Ban Thường vụ các đảng ủy xã, phường": a short name that goes on with whose it is."""
        is_short = len(alias.words) < len(tokenize(alias.entry.name))
        if self.is_apart(end) or self.tokens[end].word not in PLURALS or not is_short:
            return None
        group = self.register.group_at(self.tokens, end)
        if group is None or group[1].kind is not AgencyKind.COLLECTIVE or not self.ends(group[0]):
            return None
        self.heads, self.place = [], None
        return self._found(start, group[0], self.written_out(start, group[0]), AgencyKind.COLLECTIVE, How.NEW)

    def _everywhere(self, start: int, end: int) -> _Found | None:
        """ "Phòng Kinh tế các xã, phường", "Trạm Y tế cấp xã": one in every place."""
        stop = everywhere_end(self.tokens, end)
        if stop == end:
            return None
        group = self.register.group_at(self.tokens, end)
        stop = max(stop, group[0] if group else 0)
        if not self.ends(stop):
            stop = self.segment_end(stop)  # "UBND các xã ven biển"
        self.heads, self.place = [], None
        return self._found(start, stop, self.written_out(start, stop), AgencyKind.COLLECTIVE, How.NEW)

    def _goes_on(self, start: int, end: int, alias: Alias) -> bool:
        """Whether the words after a short name make it another one: "Thanh tra Sở Xây dựng", "Ban Chỉ đạo phát triển
        đô thị", "Ban Quản lý dự án lưới điện", "Trung tâm Xúc tiến đầu tư, thương mại và du lịch"."""
        if end == len(self.tokens):
            return False
        if alias.entry.kind is AgencyKind.CENTRE and self.tokens[end].gap == "," and not self.tokens[end].is_upper:
            stop = self.name_end(start, end)
            return "và" in self.words(end, stop - end)
        if self.is_apart(end):
            return False
        is_loose = alias.how is How.NEAR and alias.entry.kind is AgencyKind.COMMITTEE
        if is_loose or _is_cut_short(alias):
            return not said(self.tokens, end) and not self.begins_something(end)
        is_head = self.words(start, end - start) in _OF_ANOTHER
        return is_head and self.register.name_at(self.tokens, end) is not None

    def _named(self, start: int, end: int, alias: Alias, *, is_exact: bool) -> _Found:
        how = alias.read(is_exact=is_exact, is_post=self.is_post)
        self._share(alias.entry.name)
        return self._found(start, self.related_end(end) or end, alias.entry.name, alias.entry.kind, how)

    def _found(self, start: int, end: int, name: str, kind: AgencyKind, how: How = How.KNOWN) -> _Found:
        return _Found(end, Match(name, kind, self.raw(start, end), exact=how is How.KNOWN, how=how))

    def _ends_name(self, end: int) -> bool:
        """A proper name may end here, unless the words after it make it a longer, unknown one."""
        if end == len(self.tokens):
            return True
        token = self.tokens[end]
        if token.gap != SOFT:
            return True
        if token.word in JOINING:
            after = end + 1
            is_longer = after < len(self.tokens) and self.tokens[after].is_upper and self.tokens[after].gap == SOFT
            return not is_longer or self.begins_something(after) or self._elided(after) is not None
        if self.register.name_at(self.tokens, end) or self.register.group_at(self.tokens, end):
            return True
        if token.word.isdigit():
            return is_list_mark(self.tokens, end)
        return not token.is_upper and token.word not in _LENGTHENS and token.word not in PLURALS

    # Names that leave out a shared first word

    def _share(self, name: str) -> None:
        """Remember what the items after this name may leave out."""
        tokens = tokenize(name)
        self.heads = heads_of(name, tokens, is_post=self.is_post)
        self.place = None
        if at := of_one_place(tokens):
            size = place_words_at(tokens, at)
            is_named = len(tokens) > at + size
            self.place = (name[: tokens[at - 1].end], " ".join(words_at(tokens, at, size)) if is_named else "")

    def _opener(self, index: int) -> int:
        """ "các Sở: …", "Trường: …", "Các sở, ngành: …": where the first item begins, else 0."""
        group = self.register.group_at(self.tokens, index)
        if group and group[0] < len(self.tokens) and self.tokens[group[0]].gap == ":":
            return self._group_opener(index, group[0])
        start = index + 1 if self.tokens[index].word in PLURALS else index
        head = next((head for head in SHARED_HEADS if self.is_phrase(start, head)), None)
        if head is None or start + len(head) >= len(self.tokens):
            return 0
        after = self.tokens[start + len(head)]
        is_plural = start > index and after.is_upper and after.gap == SOFT
        if after.gap != ":" and not (is_plural and not group):
            return 0
        if is_plural and self.register.name_at(self.tokens, start) is None and after.gap != ":":
            return 0
        return self._open(start, start + len(head))

    def _open(self, start: int, end: int) -> int:
        self.heads = [Head(self.written_out(start, end), tuple(self.tokens[start:end]), self.is_post)]
        self.place, self.is_opened = None, True
        return end

    def _group_opener(self, index: int, end: int) -> int:
        """ "Các sở, ngành: Tài chính, Công an tỉnh": the list after the colon says which."""
        start = index + 1 if self.tokens[index].word in PLURALS else index
        head = self.heads
        words = next((words for words in SHARED_HEADS if self.is_phrase(start, words)), ())
        self._open(start, start + max(1, len(words)))
        if self.begins_something(end) or self._elided(end):
            return end
        self.heads, self.is_opened = head, False
        return 0

    def _elided(self, start: int) -> _Found | None:
        if not self.tokens[start].is_upper:
            return None
        for head in self.heads:
            joined = [*head.tokens, replace(self.tokens[start], gap=SOFT), *self.tokens[start + 1 :]]
            name = self.register.name_at(joined, 0)
            if name is None or name[0] <= len(head.tokens):
                continue
            end = self.register.place_after(self.tokens, name[0] - len(head.tokens) + start, name[1].entry.name)
            if self.is_apart(end):
                how = name[1].read(is_exact=name[2], is_post=head.is_post)
                return self._found(start, end, name[1].entry.name, name[1].entry.kind, how)
        return None

    # Other places

    def _place_opener(self, index: int) -> int:
        """ "UBND các xã: An Bình, …", "các phường An Bình, …": where the first place begins, else 0."""
        at = index
        while at < len(self.tokens) and self.tokens[at].word not in PLURALS:
            at += 1
            if at == len(self.tokens) or self.tokens[at].gap != SOFT:
                return 0
        size = place_words_at(self.tokens, at + 1)
        end = at + 1 + size
        if not size or end >= len(self.tokens) or (at > index and kind_of(self.words(index, 4)) is None):
            return 0
        is_list = self.tokens[end].gap == ":" or (self.tokens[end].gap == SOFT and self.tokens[end].is_upper)
        if not is_list or proper_end(self.tokens, end) == end or self.begins_something(end):
            return 0
        agency = self.written_out(index, at) if at > index else ""
        self.place, self.heads = (agency, " ".join(self.words(at + 1, size))), []
        return end

    def _placed(self, start: int) -> _Found | None:
        """Another place of the agency named before ("UBND xã An Bình, phường Long Châu, Thanh Đức"), or a place."""
        size = place_words_at(self.tokens, start)
        end = proper_end(self.tokens, start + size)
        agency, place = self.place or ("", "")
        is_bare = not size and place and not self.begins_something(start)
        if end <= start + size or not (size or is_bare):
            return None
        words = self.raw(start, end) if size else f"{place} {self.raw(start, end)}"
        if not agency:
            name = words[:1].upper() + words[1:]
            self.place = ("", " ".join(self.words(start, size)) if size else place)
            return self._found(start, end, name, kind_of(fold(name).split()) or AgencyKind.OTHER, How.NEW)
        found = self.register.resolve(f"{agency} {words}").agencies
        if len(found) != 1 or found[0].kind in NOBODY:
            return None
        self._share(f"{agency} {words}")
        return _Found(end, replace(found[0], raw=self.raw(start, end)))

    # Names nobody has met

    def _unknown(self, start: int) -> _Found | None:
        end = self.segment_end(start)
        end = next((at for at in range(start + 1, end) if channel_end(self.tokens, at) > at), end)
        if self.is_common(start):
            return self._new(start, self._common_end(end))
        for index in range(start + 1, end if kind_of(self.words(start, 4)) else start):
            many = self._everywhere(start, index)
            if many is not None:
                return many
        whole = self.name_end(start, end)
        for stop in [stop for stop in self.longer_ends(end) if stop >= whole]:
            words = [token.folded for token in self.tokens[start:stop]]
            entry = like(self.register, words, self.raw(start, stop))
            if entry is not None:
                self._share(entry.name)
                return self._found(start, stop, entry.name, entry.kind, How.NEAR)
        return self._new(start, whole)

    def _common_end(self, end: int) -> int:
        """ "Các phòng, đơn vị thuộc Sở", "các ấp, khóm": all parts of one group."""
        while end < len(self.tokens) and self.tokens[end].gap in (",", "/") and not self._is_own_part(end):
            end = self.segment_end(end)
        return end

    def _is_own_part(self, index: int) -> bool:
        """Whether what begins here is a name or a group by itself."""
        if self.tokens[index].word in PLURALS or self._is_known(index):
            return True
        is_followed = (
            index + 1 < len(self.tokens) and self.tokens[index + 1].is_upper and not self.is_apart(index + 1)
        )
        is_word = kind_of(self.words(index, 4)) is not None and not is_followed
        return self.tokens[index].is_upper and not is_word

    def _new(self, start: int, end: int) -> _Found | None:
        raw = self.raw(start, end)
        words = self.words(start, 4)
        if self.is_opened and self.heads and self.tokens[start].is_upper:
            return self._new_of_head(start, end, raw)
        kind = kind_of(words)
        if kind is not None and self.tokens[start].is_upper and end - start > 1:
            self._share(self.written_out(start, end))
            return self._found(start, end, self.written_out(start, end), kind, How.NEW)
        if self.is_short and self.heads and _SHORT.fullmatch(raw):
            return self._new_of_head(start, end, raw)
        if _CODE.fullmatch(raw) and (raw.isalpha() or self.tokens[start].depth == 0):
            return self._found(start, end, raw, AgencyKind.OTHER, How.NEW)
        if begins_group(words) or (words[0] in PLURALS and end - start > 1):
            return self._found(start, end, self.written_out(start, end), AgencyKind.VAGUE, How.NEW)
        return None

    def _new_of_head(self, start: int, end: int, raw: str) -> _Found:
        """ "Trường: Đại học Hoa Sen, Văn Lang": the shared first words go before each item."""
        shared = self.heads[0 if kind_of(self.words(start, 4)) is None else -1].words
        name = written_out(f"{shared} {raw}", self.register.short)
        self._share(name)
        return self._found(start, end, name, kind_of(fold(name).split()) or AgencyKind.OTHER, How.NEW)


def _is_cut_short(alias: Alias) -> bool:
    """ "Ban Quản lý dự án" for "Ban Quản lý dự án đầu tư xây dựng Thành phố": other words may follow as well."""
    own, length = tokenize(alias.entry.name), len(alias.words)
    return words_at(own, 0, length) == alias.words and length < len(own) and not place_words_at(own, length)
