"""A cell of agency names as words that compare equal however they were typed. Pure."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tracker.text import fold

DATA = Path(__file__).parent / "data"

# Two ways to place the tone mark (hoà/hòa, thuỷ/thủy); names compare in the newer one.
_TONE_PLACES = {
    **{"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa"},
    **{"oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe"},
    **{"uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy"},
}
_TONE_PLACE = re.compile("(" + "|".join(_TONE_PLACES) + r")(?!\w)")
_HARD = {"\n": "\n", ";": ";", "•": ";", "●": ";", "+": ";", ",": ",", "/": "/", ":": ":", "(": "(", ")": ")"}
_CITY = ["Thành", "phố"]
_BEGIN_ITEMS = frozenset({"các", "những"})
_GLUED = re.compile(r"(Sở|Bộ|Phòng|Ban|Hội)([A-ZĐÀ-Ỹ][a-zà-ỹ]\w*)")
"""A kind of agency and the word after it without the space: "SởTài chính"."""
WRAP = "\n"
"""A new line: the next item of a list, or the rest of a name."""
SOFT = " "
"""Words that only a space or a dash keeps apart."""


@dataclass(slots=True)
class Token:
    """One word. `gap` is what stands before it, `depth` counts open brackets around it.

    `first` and `last` mark the ends of an abbreviation that was written out, `is_slip` one that was misspelt.
    """

    word: str
    folded: str
    start: int
    end: int
    gap: str
    is_upper: bool
    depth: int = 0
    first: bool = True
    last: bool = True
    is_slip: bool = False


_NONE: Mapping[str, str] = MappingProxyType({})


@cache
def _folded(word: str) -> str:
    return fold(word)


@cache
def comparable(word: str) -> str:
    """Lower case with every diacritic, tone marks in one place."""
    return _TONE_PLACE.sub(lambda m: _TONE_PLACES[m.group()], word.lower())


@cache
def abbreviations() -> dict[str, str]:
    with (DATA / "abbreviations.csv").open(encoding="utf-8", newline="") as file:
        return {row["abbreviation"]: row["words"] for row in csv.DictReader(file, delimiter=";")}


_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITALS = r"[A-ZĐƯ]+(?!\w)"
_JOINED = r"(?:\s?[&\-–.,]\s?|\svà\s|\s)"
_PART = re.compile(rf"{_JOINED}?(?P<letters>{_CAPITALS})")
_PARTS = 3
"""Letters from which an abbreviation may be parted: "KH & CN", "LĐ-TB và XH"."""
_UNMISTAKABLE = 4
"""Letters from which an abbreviation is known in lower case, or in spite of a wrong diacritic: "ƯBND", "HDND"."""
_VOWEL = re.compile("[aeiouyăâêôơư]")
_GLUED_PIECES = 8
_UNKNOWN = re.compile(r"[A-ZĐƯ]{2,}")
_UNSURE = frozenset({"TT", "ĐH", "CĐ", "QL", "CN", "ND", "CTXH", "KH&ĐT", "KHĐT"})
_BEFORE_UNSURE = frozenset({"trường", "trường đại học", "các", "và", "hội", "tòa án"})
_HEADS = frozenset({"Trung tâm", "Văn phòng", "Đại học", "Cao đẳng"})
_SYLLABLES = frozenset({"TƯ", "CA"})
"""Abbreviations that are also words, as in "SỞ TƯ PHÁP"."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text, the words it stands for, and whether that takes a slip of the pen for granted."""

    start: int
    end: int
    words: str
    is_slip: bool = False


@cache
def _by_letters() -> dict[str, str]:
    """Abbreviations by their letters alone."""
    return {"".join(_LETTERS.findall(short)): words for short, words in abbreviations().items()}


@cache
def _by_folded() -> dict[str, str]:
    """What the letters mean without diacritics, where they mean one thing only."""
    found: dict[str, set[str]] = {}
    for letters in _by_letters():
        if len(letters) >= _UNMISTAKABLE:
            found.setdefault(fold(letters), set()).add(letters)
    return {folded: next(iter(many)) for folded, many in found.items() if len(many) == 1}


@cache
def _pattern(own: tuple[str, ...]) -> re.Pattern[str]:
    """The document's own abbreviations, those that are more than capitals ("Đ/c", "TP."), runs of capitals, words."""
    literal = sorted((short for short in abbreviations() if not re.fullmatch(r"[A-ZĐƯ&\-, ]+", short)), key=len)
    short = "|".join(re.escape(text) + ("" if text.endswith(".") else r"(?!\w)") for text in reversed(literal))
    run = rf"{_CAPITALS}(?:{_JOINED}{_CAPITALS})*"
    explained = "|".join(re.escape(text) for text in sorted(own, key=len, reverse=True)) or "(?!)"
    return re.compile(
        rf"(?<!\w)(?:(?P<own>(?:{explained})(?![\w&]))|(?P<short>{short})|(?P<run>{run}))|(?P<word>[^\W_]+(?:\.\d+)?)|(?P<and>&)"
    )


_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")


def _pieces(text: str, own: Mapping[str, str]) -> Iterator[_Piece]:
    at = 0
    pattern = _pattern(tuple(own))
    while match := pattern.search(text, at):
        if match["own"]:
            piece = _Piece(match.start(), match.end(), own[match["own"]])
        elif match["short"]:
            piece = _Piece(match.start(), match.end(), abbreviations()[match["short"]])
        elif match["run"]:
            piece = _capitals(match)
        else:
            piece = _word(match)
        yield piece
        at = piece.end


def _capitals(run: re.Match[str]) -> _Piece:
    """The longest abbreviation that a run of capitals begins with; else its first word."""
    letters = words = ""
    best: tuple[int, str] | None = None
    is_single, at = True, run.start()
    while at < run.end() and (part := _PART.match(run.string, at)):
        is_listed = "," in part.group()
        is_head = best is not None and best[1] in _HEADS and part.group().startswith(" ")
        letters, at = letters + part["letters"], part.end()
        words = _by_letters().get(letters, "")
        if best is not None and is_head and not words.startswith(best[1]):
            break  # "TT ĐT-CĐT" does not begin with "TTĐT"
        if words and (is_single or (len(letters) >= _PARTS and (not is_listed or "," in words))):
            best = at, words
        is_single = False
    if best is None or (run.string.isupper() and run.string[run.start() : best[0]] in _SYLLABLES):
        word = _WORD.match(run.string, run.start())
        assert word is not None
        return _word(word)
    end, words = best
    is_pointed = words.endswith("Thành phố") and run.string[end : end + 1] == "."
    return _Piece(run.start(), end + is_pointed, words)


def _word(match: re.Match[str]) -> _Piece:
    word = match.group()
    known = _by_folded().get(_folded(word.lower())) if len(word) >= _UNMISTAKABLE else None
    if known and (word.isupper() or not _VOWEL.search(known.lower(), 1)):
        return _Piece(match.start(), match.end(), _by_letters()[known], word.upper() != known)
    parts = _GLUED.fullmatch(word)
    words = f"{parts[1]} {parts[2]}" if parts else "và" if word == "&" else word
    return _Piece(match.start(), match.end(), words, parts is not None)


def _gap(between: str, *, in_list: bool) -> str:
    """The strongest separator of the characters between two words."""
    if between == " ":
        return SOFT
    marks = [_HARD[char] for char in between if char in _HARD]
    for mark in ("(", ";", ":", ",", "/", ")", WRAP):
        if mark in marks:
            return mark
    if re.search(r"\.\s", between) or (in_list and re.search(r"(?:^|\s)[-–]\s", between)):
        return ";"
    return SOFT


def tokenize(text: str, own: Mapping[str, str] = _NONE) -> list[Token]:
    """`own`: abbreviations that the document explains."""
    tokens: list[Token] = []
    in_list = bool(re.match(r"\s*[-–•+]\s", text))
    before = depth = 0
    for piece in _pieces(text, own):
        between = text[before : piece.start]
        gap = _gap(between, in_list=in_list) if tokens else SOFT
        if gap == WRAP and piece.words[0].islower() and piece.words not in _BEGIN_ITEMS:
            gap = SOFT
        depth = max(0, depth + between.count("(") - between.count(")"))
        before = piece.end
        words = [word.rstrip(",") for word in piece.words.split() if word != "-"]
        is_city = words[:2] == _CITY
        for index, word in enumerate(words):
            tokens.append(
                Token(
                    word=comparable(word),
                    folded=_folded(word.lower()),
                    start=piece.start,
                    end=piece.end,
                    gap=gap if index == 0 else SOFT,
                    is_upper=word[0].isupper(),
                    depth=depth,
                    first=index == 0 or (is_city and index == 2),
                    last=index == len(words) - 1 or (is_city and index == 1),
                    is_slip=piece.is_slip,
                )
            )
    return tokens


def expand(text: str, own: Mapping[str, str] = _NONE) -> str:
    """The same words with every known abbreviation written out; one that nobody outside the office can write out
    stays as it is, with what is glued to it ("XDNSVH&GĐ")."""
    pieces = list(_pieces(text, own))
    written, before = [], 0
    for index, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        if (
            piece.words == words
            or _is_glued(text, pieces, index)
            or (words not in own and _is_unsure(text, pieces, index))
        ):
            continue
        is_apart = words.endswith(".") or words == "&"  # "P.VHXH", "PCTT&TKCN" have no spaces there
        written += [text[before : piece.start], " " * (words == "&") + piece.words + " " * is_apart]
        before = piece.end
    return "".join([*written, text[before:]])


def _is_glued(text: str, pieces: Sequence[_Piece], index: int) -> bool:
    """Whether an abbreviation that stays hangs on this one by "&" or a dash."""
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(pieces) and abs(at - index) < _GLUED_PIECES:
            one, two = sorted((at, at + step))
            between = text[pieces[one].end : pieces[two].start]
            is_and = "&" in (text[pieces[one].start : pieces[one].end], text[pieces[two].start : pieces[two].end])
            if between not in (("", "-", "–") if is_and else ("-", "–")):
                break
            at += step
            word = text[pieces[at].start : pieces[at].end]
            if word == pieces[at].words and _UNKNOWN.fullmatch(word):
                return True
    return False


def _is_unsure(text: str, pieces: Sequence[_Piece], index: int) -> bool:
    """Whether the abbreviation stands for something else in a name that nobody knows: "TT" is a centre only where a
    name begins, "ĐH" a university only there or after "Trường"."""
    short = text[pieces[index].start : pieces[index].end]
    if short not in _UNSURE or index == 0:
        return False
    return pieces[index - 1].words.lower() not in _BEFORE_UNSURE
