"""What stands on a page of a PDF: runs of letters and ruling lines, placed as a reader sees them. Pure."""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw

from tracker.imports.joining import is_syllable
from tracker.imports.readers import legacy
from tracker.imports.readers.pdf_rules import Drawn, drawn_on
from tracker.imports.readers.pdf_turn import Turn, quarters_of
from tracker.imports.readers.word_symbols import UNKNOWN, sign

_PRIVATE = range(0xE000, 0xF900)
_HYPHENS = (0x02, 0xAD)
"""What PDFium gives for a hyphen at the end of a line, and Word for any hyphen."""
_OLD_LETTER = "\xad"
"""Draws "ư" in the fonts of TCVN3; PDFium gives a hyphen for it."""
_OLD_WORD = re.compile(r"[^\s(),.;:/]*[^\s(),.;:/-][^\s(),.;:/]*")
_STYLE = re.compile(r"[,-](?:bold|italic|oblique|regular|normal|roman|mt).*$", re.IGNORECASE)
_SPACES = frozenset((0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x3000, *range(0x2000, 0x200B)))
_UNSEEN = frozenset((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_SAME_RUN = (-0.35, 0.1)
"""How far, in parts of the size, the next letter of a run may stand from the one before."""


@dataclass(slots=True)
class Run:
    """Letters set without a gap. `is_spaced`: a space follows; `turn`: quarter turns against the page's own text;
    `base`: the line that they stand on; `font` as the file names it. Points from the upper left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    turn: int = 0
    is_spaced: bool = False
    font: str = ""

    @property
    def middle(self) -> tuple[float, float]:
        across = (self.x0 + self.x1) / 2
        return (across, (self.top + self.bottom) / 2) if self.turn else (across, self.base - 0.3 * self.size)


@dataclass(slots=True)
class Page:
    """`unknown` of its `letters` have no Unicode; `askew`: words of stamps and watermarks, which have no place."""

    number: int
    width: float
    height: float
    runs: list[Run]
    drawn: Drawn
    letters: int = 0
    unknown: int = 0
    askew: list[str] = field(default_factory=list)
    encodings: frozenset[legacy.Encoding] = frozenset()
    """Of the fonts that came before Unicode, whose letters were put into it."""


@dataclass(slots=True)
class _Letter:
    code: int
    quarters: int | None
    size: float
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    index: int
    is_unknown: bool


def read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    text = page.get_textpage()
    try:
        letters = list(_letters(text))
        counted = Counter(one.quarters for one in letters if one.quarters is not None and one.code not in _SPACES)
        turn = Turn(counted.most_common(1)[0][0] if counted else 0, page.get_cropbox())
        width, height = turn.size
        drawn = drawn_on(page, turn)
        runs, askew = _Setter(text, turn).set(letters)
    finally:
        text.close()
    visible = [one for one in letters if one.code not in _SPACES]
    unknown = sum(one.is_unknown for one in visible)
    on_page = [run for run in runs if 0 <= run.middle[0] <= width and 0 <= run.middle[1] <= height]
    return Page(number, width, height, on_page, drawn, len(visible), unknown, askew, _in_unicode(on_page))


def _in_unicode(runs: list[Run]) -> frozenset[legacy.Encoding]:
    """Put runs set in old fonts into Unicode; returns the encodings met."""
    met = set()
    for run in runs:
        encoding = legacy.of_font(_plain(run.font))
        if encoding is not None:
            text = legacy.in_encoding(_with_letter(run.text, encoding), encoding)
            met |= {encoding} if text != run.text else set()
            run.text = text
    return frozenset(met)


def _with_letter(text: str, encoding: legacy.Encoding) -> str:
    """Hyphens that make a syllable where they stand for a letter: "®-a" is "đưa"; "57-NQ" is none."""
    if encoding is legacy.Encoding.VNI or "-" not in text:
        return text

    def word(found: re.Match[str]) -> str:
        lettered = found[0].replace("-", _OLD_LETTER)
        return lettered if is_syllable(legacy.convert(lettered, encoding)) else found[0]

    return _OLD_WORD.sub(word, text)


def _letters(text: pypdfium2.PdfTextPage) -> Iterator[_Letter]:
    """The letters in the order they are drawn, in the file's coordinates, without the spaces PDFium adds itself."""
    handle = text.raw
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _SPACES and raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        if code in _UNSEEN:
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetMatrix(handle, index, matrix)
        size = raw.FPDFText_GetFontSize(handle, index) * math.hypot(matrix.c, matrix.d)
        is_unknown = _is_nameless(code) or raw.FPDFText_HasUnicodeMapError(handle, index) == 1
        yield _Letter(
            code,
            quarters_of(matrix.a, matrix.b),
            size or 1.0,
            (box.left, box.bottom, box.right, box.top),
            (x.value, y.value),
            index,
            is_unknown,
        )


def _is_nameless(code: int) -> bool:
    return code >= 0xFFF0 or (code < 0x20 and code not in _SPACES and code not in _HYPHENS)


def _plain(font: str) -> str:
    """The font without the mark of a subset and without its style: "ABCDEF+Wingdings-Regular" is "Wingdings"."""
    return _STYLE.sub("", font.rpartition("+")[2])


class _Setter:
    """Joins letters that touch into runs."""

    def __init__(self, text: pypdfium2.PdfTextPage, turn: Turn) -> None:
        self.text = text
        self.turn = turn
        self.turns = [Turn(quarters, turn.frame) for quarters in range(4)]
        self.runs: list[Run] = []
        self.last: _Letter | None = None
        self.end = 0.0
        self.font = ctypes.create_string_buffer(120)

    def set(self, letters: list[_Letter]) -> tuple[list[Run], list[str]]:
        askew = ""
        for letter in letters:
            is_space = letter.code in _SPACES
            if letter.quarters is None:
                askew += " " if is_space else self._char(letter)
            elif is_space:
                self._space()
            else:
                self._add(letter)
        return self.runs, [unicodedata.normalize("NFC", askew)] if askew.strip() else []

    def _space(self) -> None:
        if self.last is not None:
            self.runs[-1].is_spaced = True
        self.last = None

    def _add(self, letter: _Letter) -> None:
        char = self._char(letter)
        if self.last is not None and unicodedata.combining(char):
            self.runs[-1].text += char
            self.end = max(self.end, self._reach(letter, letter.quarters or 0)[1])
            return
        quarters = letter.quarters or 0
        start, end = self._reach(letter, quarters)
        x0, top, x1, bottom = self.turn.box(*letter.box)
        if self._goes_on(letter, start):
            run = self.runs[-1]
            run.text += char
            run.x0, run.x1 = min(run.x0, x0), max(run.x1, x1)
            run.top, run.bottom = min(run.top, top), max(run.bottom, bottom)
        else:
            base = self.turn.point(*letter.origin)[1]
            turn = (quarters - self.turn.quarters) % 4
            font = self._font(letter.index)
            self.runs.append(Run(char, x0, top, x1, bottom, base, letter.size, turn, font=font))
        self.last, self.end = letter, end

    def _reach(self, letter: _Letter, quarters: int) -> tuple[float, float]:
        """Where the letter begins and ends along its own line."""
        x0, _, x1, _ = self.turns[quarters].box(*letter.box)
        return x0, x1

    def _goes_on(self, letter: _Letter, start: float) -> bool:
        last = self.last
        if last is None or last.quarters != letter.quarters or abs(last.size - letter.size) > 0.2 * last.size:
            return False
        own = self.turns[letter.quarters or 0]
        if abs(own.point(*letter.origin)[1] - own.point(*last.origin)[1]) > 0.05 * last.size:
            return False
        least, most = _SAME_RUN
        return least <= (start - self.end) / last.size <= most or letter.box == last.box

    def _char(self, letter: _Letter) -> str:
        if letter.code in _PRIVATE:
            char = sign(letter.code, _plain(self._font(letter.index)))
            letter.is_unknown = char == UNKNOWN
            return char
        if letter.code in _HYPHENS:
            return "-"
        return UNKNOWN if letter.is_unknown else chr(letter.code)

    def _font(self, index: int) -> str:
        flags = ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self.text.raw, index, self.font, len(self.font), flags)
        return self.font.value.decode("utf-8", "replace") if 0 < length <= len(self.font) else ""
