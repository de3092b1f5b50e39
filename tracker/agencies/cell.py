"""The words of one cell: where a name, a group or a part of the list may end. Pure."""

from tracker.agencies.kind_words import begins_group, kind_of, kind_words_in
from tracker.agencies.names import Register, written_out
from tracker.agencies.phrases import (
    JOINING,
    MANNER,
    PLURALS,
    exception_end,
    of_one_place,
    place_words_at,
    post,
    said,
    words_at,
)
from tracker.agencies.tokens import SOFT, WRAP, tokenize

_NO_NAME = PLURALS | JOINING | {"theo", "khi", "trong", "nếu", "trừ", "đối", "qua", "v", "tổng", "báo", "trước"}
"""Words that begin something else than the rest of a name."""
_OF = PLURALS | {"thuộc", "của", "và"}
_CUTS = frozenset({",", ";", "/", ":", WRAP})


class Cell:
    def __init__(self, register: Register, text: str) -> None:
        self.register = register
        self.text = text
        self.tokens = tokenize(text, register.short)

    def words(self, index: int, count: int) -> tuple[str, ...]:
        return words_at(self.tokens, index, count)

    def raw(self, start: int, end: int) -> str:
        tail = self.text[self.tokens[end - 1].end :]
        is_open = self.text.count("(", self.tokens[start].start, self.tokens[end - 1].end) > self.text.count(
            ")", self.tokens[start].start, self.tokens[end - 1].end
        )
        stop = self.tokens[end - 1].end + (1 if is_open and tail.startswith(")") else 0)
        return self.text[self.tokens[start].start : stop]

    def written_out(self, start: int, end: int) -> str:
        return written_out(self.raw(start, end), self.register.short)

    def area_end(self, end: int) -> int:
        """Past "trên địa bàn": where a collective is does not change who it is."""
        return end + 3 if self.words(end, 3) == ("trên", "địa", "bàn") else end

    def related_end(self, end: int) -> int:
        """Where "liên quan", "có liên quan" after a name ends; 0 if it is not there."""
        stop = end + 1 if self.words(end, 1) == ("có",) else end
        if self.words(stop, 2) == ("liên", "quan") and self.tokens[end].gap == SOFT:
            return stop + 2
        return 0

    def begins_something(self, index: int) -> bool:
        """Whether a name, a group or a word for a kind of agency begins here."""
        if self.register.name_at(self.tokens, index):
            return True
        group = self.register.group_at(self.tokens, index)
        if group and (self.tokens[index].word in PLURALS or self.ends(group[0]) or self.related_end(group[0])):
            return True
        return self.tokens[index].is_upper and kind_of(self.words(index, 4)) is not None

    def ends(self, end: int) -> bool:
        """A collective may end here: at a separator, at "và", or where another agency or an exception begins."""
        if self.is_apart(end) or exception_end(self.tokens, end) > end or self.tokens[end].word == MANNER:
            return True
        return self.begins_something(end)

    def is_apart(self, end: int) -> bool:
        """Whether a separator or "và" stands here, or the cell ends."""
        return end == len(self.tokens) or self.tokens[end].gap != SOFT or self.tokens[end].word in JOINING

    def is_phrase(self, start: int, words: tuple[str, ...]) -> bool:
        part = self.tokens[start : start + len(words)]
        return tuple(token.folded for token in part) == words and all(token.gap == SOFT for token in part[1:])

    def segment_end(self, start: int) -> int:
        depth = self.tokens[start].depth
        for index in range(start + 1, len(self.tokens)):
            token = self.tokens[index]
            if token.depth > depth:
                continue
            if token.gap in _CUTS or (token.word == "và" and self.begins_after(index)) or self._is_next(start, index):
                return index
        return len(self.tokens)

    def _is_next(self, start: int, index: int) -> bool:
        """ "Phòng QLVT Phòng KHTC", "P. QLVT - P. KHTC": the same first words again begin the next of its kind."""
        size = kind_words_in(self.words(start, 4))
        if "-" in self.text[self.tokens[index - 1].end : self.tokens[index].start] and self.tokens[index].is_upper:
            is_code = not size and kind_of(self.words(index, 4)) is not None  # "VCCI - Hội Nữ doanh nhân"
            if is_code or self._is_placed(start, index):
                return True
        if index < start + size + 1 or not (size and self.tokens[index].is_upper and self.tokens[start].is_upper):
            return False
        return self.words(index, size) == self.words(start, size) and self.tokens[index - 1].word not in _OF

    def _is_placed(self, start: int, end: int) -> bool:
        """A name with its kind of place is whole: "Hội Nông dân tỉnh - Hội Người mù tỉnh"."""
        return any(at and place_words_at(self.tokens, at) == end - at for at in range(max(start + 1, end - 2), end))

    def begins_after(self, index: int) -> bool:
        return index + 1 < len(self.tokens) and self.begins_something(index + 1)

    def is_common(self, start: int) -> bool:
        """Words for a group ("doanh nghiệp …", "các đơn vị …"), not a name with a slip in it."""
        token, words = self.tokens[start], self.words(start, 4)
        is_named = token.is_upper and kind_of(words) is not None
        return token.word in PLURALS or (begins_group(words) and not is_named)

    def longer_ends(self, end: int) -> list[int]:
        """The segment, and the segment with the two after it: a name may hold a comma."""
        ends = [end]
        while len(ends) < 3 and ends[-1] < len(self.tokens) and self.tokens[ends[-1]].gap == ",":
            ends.append(self.segment_end(ends[-1]))
        return ends[::-1]

    def name_end(self, start: int, end: int) -> int:
        """ "Phòng Văn hóa, Thông tin và Du lịch", "Trung tâm Giám sát, điều hành đô thị": to the name belongs,
        after a comma, a part with "và" in it or one that goes on in lower case."""
        is_named = kind_of(self.words(start, 4)) is not None and not of_one_place(self.tokens[start:end])
        while is_named and end < len(self.tokens) and self.tokens[end].gap == "," and self._is_rest(end):
            end = self.segment_end(end)
        return end

    def _is_rest(self, index: int) -> bool:
        if self.begins_something(index) or place_words_at(self.tokens, index):
            return False
        if self.tokens[index].is_upper:
            return "và" in {token.word for token in self.tokens[index : self.segment_end(index)]}
        words = self.words(index, 4)
        is_aside = words[0] in _NO_NAME or said(self.tokens, index) > 0 or post(self.tokens, index) > 0
        return not is_aside and not begins_group(words) and not words[0].isdigit()
