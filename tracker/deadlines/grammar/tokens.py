"""A phrase cut into tokens: words by their part in a deadline, numbers and numerals with OCR noise undone."""

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.normalise import fold

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
_OPENING = frozenset({"•", "-", "+", "*", ",", ";", ":", ".", v.DITTO})
_CLOSING = frozenset({".", ",", ";", ":", "-", "…", "•", "*", v.DITTO})
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_SIGNS = {chr(0x2160 + n): numeral for n, numeral in enumerate(_NUMERALS)}
_ROMANS = {numeral: n for n, numeral in enumerate(_NUMERALS, 1)}
_NO_ENTRY = v.Entry(None, {})
_NO_TOKEN = ("", 0, "")


def roman_value(text: str) -> int:
    """ "iv", "1v", "lV" → 4; 0 when it is no numeral up to twelve."""
    return _ROMANS.get(text.translate(_ROMAN_NOISE), 0)


Token = tuple[str, int, str]


class Word(NamedTuple):
    """A written word: the key to look it up by, its tokens where it has no entry, its value as a number."""

    key: str
    tokens: tuple[Token, ...]
    number: int


@lru_cache(maxsize=8192)
def read_word(written: str, accented: bool) -> Word:
    text = fold(written)
    key = v.word_key(written, text, accented)
    return Word(key, _tokens_of(written, text), v.number_word(written.lower(), accented))


def _tokens_of(written: str, text: str) -> tuple[Token, ...]:
    """A number, a numeral, a mark, several written together, or a word that deadlines do not know."""
    if text.isdecimal():
        return ((v.NUM, int(text[:9]), text),)
    if text in _ROMAN_SIGNS:
        return ((v.ROMAN, 0, _ROMAN_SIGNS[text]),)
    if not (text.isalnum() or "|" in text):
        return ((v.DITTO if text in "\"'" else text, 0, text),)
    if _ACCENT.search(written) is None and (token := _numeral(text)) is not None:
        return (token,)
    return _glued(text) or ((v.WORD, 0, text),)


def _numeral(text: str) -> Token | None:
    """Numbers with letters in them ("l2", "2O26"), Roman numerals ("IV", "1V", "ll"), hours ("17h00")."""
    letters = set(text)
    if letters <= _NUMBER_LETTERS and not letters.isdisjoint(_DIGITS):
        clean = text.translate(_NUMBER_NOISE)
        return v.NUM, int(clean[:9]), text if letters <= _NUMERAL_LETTERS else clean
    if letters <= _NUMERAL_LETTERS:
        return v.ROMAN, 0, text
    if clock := _CLOCK.fullmatch(text):
        return v.TIME, int(clock[1]) * 60 + int(clock[2] or 0), text
    return None


def _glued(text: str) -> tuple[Token, ...]:
    """ "QuýI", "T6", "tháng6năm2026": words and numbers written without a space."""
    numeral = _GLUED_NUMERAL.fullmatch(text)
    pieces = list(numeral.groups()) if numeral else _PIECE.findall(text)
    found: list[Token] = []
    for piece in pieces:
        if piece.isdecimal():
            found.append((v.NUM, int(piece[:9]), piece))
        elif (entry := v.ENTRIES.get(piece, _NO_ENTRY)).single is not None:
            found.append((*entry.single, piece))
        elif found and _NUMERAL_LETTERS.issuperset(piece):
            found.append((v.ROMAN, 0, piece))
        else:
            return ()
    return tuple(found) if len(found) > 1 else ()


class Tokens:
    """Parallel lists, one item a token; END tokens follow the last, so that looking ahead needs no care."""

    __slots__ = ("_marked", "_spans", "accented", "first_chunks", "kinds", "texts", "values", "wording")

    def __init__(self, wording: str, marked: str) -> None:
        """`marked` is the wording with markup blanked, letter by letter in the same places."""
        self.wording = wording
        self.accented = accented = _ACCENT.search(wording) is not None
        self._spans: list[tuple[int, int]] | None = None
        self.first_chunks: list[int] = []
        tokens = self._cut([read_word(written, accented) for written in _CHUNK.findall(marked)])
        self.kinds = [token[0] for token in tokens]
        self.values = [token[1] for token in tokens]
        self.texts = [token[2] for token in tokens]
        self._settle_ngay()
        self._trim()
        self.kinds += [v.END] * _AHEAD
        self.values += [0] * _AHEAD
        self.texts += [""] * _AHEAD
        self._marked = marked

    def said(self, first: int, after: int) -> str:
        """The wording from token `first` up to token `after`, as it was written."""
        if after <= first:
            return ""
        spans = self._chunk_spans()
        return self.wording[spans[self.first_chunks[first]][0] : spans[self.first_chunks[after] - 1][1]]

    def touch(self, at: int) -> bool:
        """Whether token `at` and the next are written without a space."""
        after, spans = self.first_chunks[at + 1], self._chunk_spans()
        return spans[after - 1][1] == spans[after][0]

    def _chunk_spans(self) -> list[tuple[int, int]]:
        if self._spans is None:
            self._spans = [found.span() for found in _CHUNK.finditer(self._marked)]
        return self._spans

    def _cut(self, words: list[Word]) -> list[Token]:
        """Words to tokens: the longest wording of the vocabulary wins."""
        found: list[Token] = []
        at, count, chunks = 0, len(words), self.first_chunks
        while at < count:
            word = words[at]
            entry = v.ENTRIES.get(word.key)
            if entry is not None:
                token, size = _longest(entry, words, at)
                if size:
                    found.append(token)
                    chunks.append(at)
                    at += size
                    continue
            if word.number:
                value, size = _number(words, at)
                found.append((v.NUM, value, ""))
                chunks.append(at)
                at += size
                continue
            found.extend(word.tokens)
            chunks.extend([at] * len(word.tokens))
            at += 1
        chunks.append(count)
        return found

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


def _longest(entry: v.Entry, words: list[Word], at: int) -> tuple[Token, int]:
    """The longest wording that begins with this word, and how many words it takes; 0 when there is none."""
    if entry.longer and at + 1 < len(words):
        for wording, kind, value in entry.longer.get(words[at + 1].key, ()):
            size = len(wording)
            if size == 2 or tuple([word.key for word in words[at : at + size]]) == wording:
                return (kind, value, " ".join(wording)), size
    if entry.single is not None:
        kind, value = entry.single
        return (kind, value, words[at].key), 1
    return _NO_TOKEN, 0


def _number(words: list[Word], at: int) -> tuple[int, int]:
    """ "mười" 10, "mười lăm" 15, "hai mươi" 20, "bốn mươi lăm" 45, and how many words it takes."""
    following = [word.number for word in words[at : at + 3]] + [0, 0]
    value, size = following[0], 1
    if value < 10 and following[1] == 10:
        value, size = value * 10, 2
    if value % 10 == 0 and 0 < following[size] < 10:
        value, size = value + following[size], size + 1
    return value, size
