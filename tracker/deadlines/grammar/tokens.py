"""A phrase cut into tokens: words by their part in a deadline, numbers and numerals with OCR noise undone."""

import re

from tracker.deadlines.grammar import vocabulary as v

_ACCENT = re.compile(r"[\u00c0-\u1eff]")
_CHUNK = re.compile(r"[\w|]+|\S")
_PIECE = re.compile(r"\d+|[a-z|]+")
_NUMERAL_LETTERS = frozenset("ivxl|1")
_NUMBER_LETTERS = frozenset("0123456789lio|")
_DIGITS = frozenset("0123456789")
_NUMBER_NOISE = str.maketrans("lio|", "1101")
_ROMAN_NOISE = str.maketrans("l|1", "iii")
_CLOCK = re.compile(r"([01]?\d|2[0-4])[hg]([0-5]\d)?")
_GLUED_NUMERAL = re.compile(r"(quy|qui|q|thang)([ivxl|]+)")
_AHEAD = 6
_OPENING = frozenset({"•", "-", "+", "*", ">", ",", ";", ":", ".", v.DITTO})
_CLOSING = frozenset({".", ",", ";", ":", "-", "…", "•", "*", v.DITTO})
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_SIGNS = {chr(0x2160 + n): numeral for n, numeral in enumerate(_NUMERALS)}
_ROMANS = {numeral: n for n, numeral in enumerate(_NUMERALS, 1)}
_NO_ENTRY: v.Entry = ((), "", 0)


def roman_value(text: str) -> int:
    """ "iv", "1v", "lV" → 4; 0 when it is no numeral up to twelve."""
    return _ROMANS.get(text.translate(_ROMAN_NOISE), 0)


class Tokens:
    """Parallel lists, one item a token; END tokens follow the last, so that looking ahead needs no care."""

    __slots__ = ("_spans", "accented", "first_chunks", "kinds", "texts", "values", "wording")

    def __init__(self, wording: str, marked: str) -> None:
        """`marked` is the wording with markup blanked, letter by letter in the same places."""
        self.wording = wording
        self.accented = _ACCENT.search(wording) is not None
        self.kinds: list[str] = []
        self.values: list[int] = []
        self.texts: list[str] = []
        self.first_chunks: list[int] = []
        found = list(_CHUNK.finditer(marked))
        self._spans = [chunk.span() for chunk in found]
        self._cut([chunk[0] for chunk in found])
        self._settle_ngay()
        self._trim()
        self.kinds += [v.END] * _AHEAD
        self.values += [0] * _AHEAD
        self.texts += [""] * _AHEAD

    def said(self, first: int, after: int) -> str:
        """The wording from token `first` up to token `after`, as it was written."""
        if after <= first:
            return ""
        start = self._spans[self.first_chunks[first]][0]
        return self.wording[start : self._spans[self.first_chunks[after] - 1][1]]

    def touch(self, at: int) -> bool:
        """Whether token `at` and the next are written without a space."""
        after = self.first_chunks[at + 1]
        return self._spans[after - 1][1] == self._spans[after][0]

    def _add(self, kind: str, value: int, text: str, chunk: int) -> None:
        self.kinds.append(kind)
        self.values.append(value)
        self.texts.append(text)
        self.first_chunks.append(chunk)

    def _cut(self, words: list[str]) -> None:
        accented, entries, add = self.accented, v.ENTRIES, self._add
        pairs = [v.word_keys(word, accented) for word in words]
        at, count = 0, len(pairs)
        while at < count:
            text, key = pairs[at]
            for wording, kind, value in entries.get(key, ()):
                size = len(wording)
                if size == 1:
                    add(kind, value, key, at)
                elif tuple([pair[1] for pair in pairs[at : at + size]]) == wording:
                    add(kind, value, " ".join(wording), at)
                else:
                    continue
                at += size
                break
            else:
                if text.isdecimal():
                    add(v.NUM, int(text[:9]), text, at)
                    at += 1
                else:
                    at = self._no_word(at, words, text)
        self.first_chunks.append(count)

    def _no_word(self, at: int, words: list[str], text: str) -> int:
        """A number, a numeral, a mark, or a word that deadlines do not know."""
        if text in _ROMAN_SIGNS:
            self._add(v.ROMAN, 0, _ROMAN_SIGNS[text], at)
        elif not (text.isalnum() or "|" in text):
            self._add(v.DITTO if text in "\"'" else text, 0, text, at)
        elif (number := v.number_word(words[at].lower(), self.accented)) is not None:
            return self._number_words(at, words, number)
        elif not (self._numeral(text, at, words[at]) or self._glued(text, at)):
            self._add(v.WORD, 0, text, at)
        return at + 1

    def _numeral(self, text: str, at: int, written: str) -> bool:
        """Numbers with letters in them ("l2", "2O26"), Roman numerals ("IV", "1V", "ll"), hours ("17h00")."""
        letters = set(text)
        if _ACCENT.search(written):
            return False
        if letters <= _NUMBER_LETTERS and not letters.isdisjoint(_DIGITS):
            clean = text.translate(_NUMBER_NOISE)
            self._add(v.NUM, int(clean[:9]), text if letters <= _NUMERAL_LETTERS else clean, at)
        elif letters <= _NUMERAL_LETTERS:
            self._add(v.ROMAN, 0, text, at)
        elif clock := _CLOCK.fullmatch(text):
            self._add(v.TIME, int(clock[1]) * 60 + int(clock[2] or 0), text, at)
        else:
            return False
        return True

    def _glued(self, text: str, at: int) -> bool:
        """ "QuýI", "T6", "thang6nam2026": words and numbers written without a space."""
        numeral = _GLUED_NUMERAL.fullmatch(text)
        pieces = list(numeral.groups()) if numeral else _PIECE.findall(text)
        found: list[tuple[str, int]] = []
        for piece in pieces:
            entry = v.ENTRIES.get(piece, (_NO_ENTRY,))[-1]
            if piece.isdigit():
                found.append((v.NUM, int(piece[:9])))
            elif len(entry[0]) == 1:
                found.append((entry[1], entry[2]))
            elif found and _NUMERAL_LETTERS.issuperset(piece):
                found.append((v.ROMAN, 0))
            else:
                return False
        if len(found) < 2:
            return False
        for (kind, value), piece in zip(found, pieces, strict=True):
            self._add(kind, value, piece, at)
        return True

    def _number_words(self, at: int, words: list[str], value: int) -> int:
        """ "mười" 10, "mười lăm" 15, "hai mươi" 20, "bốn mươi lăm" 45."""

        def number(place: int) -> int:
            return v.number_word(words[place].lower(), self.accented) or 0 if place < len(words) else 0

        after = at + 1
        if value < 10 and number(after) == 10:
            value, after = value * 10, after + 1
        if value % 10 == 0 and 0 < number(after) < 10:
            value, after = value + number(after), after + 1
        self._add(v.NUM, value, "", at)
        return after

    def _settle_ngay(self) -> None:
        """ "ngay" beside a number is "ngày" (day) that lost its accent, not "ngay" (at once)."""
        kinds = self.kinds
        if v.AT_ONCE in kinds:
            for at, kind in enumerate(kinds):
                if kind == v.AT_ONCE and v.NUM in kinds[max(at - 1, 0) : at + 2]:
                    kinds[at] = v.DAY

    def _trim(self) -> None:
        """Drop bullets, quotes, closing punctuation, and brackets or table lines around the whole phrase."""
        first, after, kinds = 0, len(self.kinds), self.kinds
        if after > 2 and self.texts[0] == self.texts[-1] == "|":
            first, after = 1, after - 1
        while True:
            while first < after and kinds[first] in _OPENING:
                first += 1
            while after > first and kinds[after - 1] in _CLOSING:
                after -= 1
            if after - first < 2 or kinds[first] != "(" or ")" not in kinds[first:after]:
                break
            if kinds.index(")", first) != after - 1:
                break
            first, after = first + 1, after - 1
        if first or after < len(kinds):
            del self.first_chunks[after + 1 :], self.first_chunks[:first]
            for tokens in (self.kinds, self.values, self.texts):
                del tokens[after:], tokens[:first]
