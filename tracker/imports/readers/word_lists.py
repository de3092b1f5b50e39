"""The automatic numbers of a Word file's lists, written out as Word prints them. Pure."""

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.imports.numbering import to_roman
from tracker.imports.readers.word_styles import RPR, VAL, Look, Shape, Styles, is_on, looking, number
from tracker.imports.readers.word_symbols import readable

_LEVELS = 9
_ABSTRACT, _ABSTRACT_ID = qn("w:abstractNum"), qn("w:abstractNumId")
_NUM, _NUM_ID = qn("w:num"), qn("w:numId")
_LVL, _ILVL, _OVERRIDE, _START_OVERRIDE = qn("w:lvl"), qn("w:ilvl"), qn("w:lvlOverride"), qn("w:startOverride")
_START, _FORMAT, _TEXT, _SUFFIX = qn("w:start"), qn("w:numFmt"), qn("w:lvlText"), qn("w:suff")
_RESTART, _LEGAL, _STYLE, _STYLE_LINK = qn("w:lvlRestart"), qn("w:isLgl"), qn("w:pStyle"), qn("w:numStyleLink")
_PLACE = re.compile(r"%([1-9])")
_NO_VALUE = frozenset({"none", "bullet"})
_VIETNAMESE = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart`: the level (from 1) after which it begins anew, 0: never, None: any above."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    restart: int | None = None
    is_legal: bool = False
    style: str = ""
    font: str = ""


@dataclass(slots=True)
class List:
    """A list of the file. Lists made from the same pattern count on together, unless one begins anew."""

    pattern: str
    levels: dict[int, Level]
    begins: dict[int, int] = field(default_factory=dict)


class Lists:
    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists: dict[str, List] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._styles = styles
        if root is not None:
            self._patterns = {one.get(_ABSTRACT_ID, ""): one for one in root.findall(_ABSTRACT)}
            self._nums = {one.get(_NUM_ID, ""): one for one in root.findall(_NUM)}
            self._lists = {name: self._list(one) for name, one in self._nums.items()}

    def label(self, shape: Shape) -> str:
        """The number of the next paragraph of that shape with the space after it, "" if it has none. Counts on."""
        found = self._lists.get(shape.numbering or "")
        if found is None:
            return ""
        index = self._level(found, shape)
        level = found.levels.get(index)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.pattern, [None] * _LEVELS)
        if index in found.begins:
            counts[index] = found.begins.pop(index) - 1
        self._count(found, counts, index)
        text = _printed(found.levels, counts, index)
        return text + level.suffix if text else ""

    @staticmethod
    def _level(found: List, shape: Shape) -> int:
        if shape.level is not None:
            return shape.level
        return next((index for index, level in found.levels.items() if level.style and level.style == shape.style), 0)

    @staticmethod
    def _count(found: List, counts: list[int | None], index: int) -> None:
        before = counts[index]
        counts[index] = found.levels[index].start if before is None else before + 1
        for above in range(index):
            if counts[above] is None:
                counts[above] = found.levels[above].start if above in found.levels else 1
        for below in range(index + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or (restart and index < restart):
                counts[below] = None

    def _list(self, num: Element) -> List:
        reference = num.find(_ABSTRACT_ID)
        pattern = "" if reference is None else reference.get(VAL, "")
        levels = self._levels(pattern)
        begins = {}
        for override in num.findall(_OVERRIDE):
            index = _index(override)
            begin = number(override.find(_START_OVERRIDE))
            if (own := override.find(_LVL)) is not None:
                levels[index] = _read_level(own)
            if begin is not None:
                begins[index] = begin
        return List(pattern, levels, begins)

    def _levels(self, pattern: str) -> dict[int, Level]:
        """The levels of a pattern; one that only names a style of lists has that style's."""
        for _ in range(_LEVELS):
            abstract = self._patterns.get(pattern)
            if abstract is None:
                return {}
            link = abstract.find(_STYLE_LINK)
            if link is None:
                return {_index(one): _read_level(one) for one in abstract.findall(_LVL)}
            num = self._nums.get(self._styles.shape(link.get(VAL, "")).numbering or "")
            reference = None if num is None else num.find(_ABSTRACT_ID)
            pattern = "" if reference is None else reference.get(VAL, "")
        return {}


def _index(element: Element) -> int:
    text = element.get(_ILVL, "0")
    return min(int(text), _LEVELS - 1) if text.isdecimal() else 0


def _read_level(element: Element) -> Level:
    def said(tag: str, default: str) -> str:
        found = element.find(tag)
        return default if found is None else str(found.get(VAL, default))

    start = number(element.find(_START))
    suffix = {"nothing": ""}.get(said(_SUFFIX, "tab"), " ")
    return Level(
        0 if start is None else start,
        said(_FORMAT, "decimal"),
        said(_TEXT, ""),
        suffix,
        number(element.find(_RESTART)),
        bool(is_on(element.find(_LEGAL))),
        said(_STYLE, ""),
        looking(element.find(RPR), Look()).font,
    )


def _printed(levels: dict[int, Level], counts: list[int | None], index: int) -> str:
    level = levels[index]
    if level.format == "bullet":
        return bullet(level.text, level.font)

    def value(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        count = counts[place]
        if count is None or place > index:
            return ""
        format_ = levels[place].format if place in levels else "decimal"
        return formatted(count, "decimal" if level.is_legal and format_ not in _NO_VALUE else format_)

    return _PLACE.sub(value, level.text)


def bullet(text: str, font: str) -> str:
    """A dash or a plus stays; whatever else marks a line (squares, arrows, Courier's "o") is a dot."""
    mark = readable(text, font).strip()
    return mark if mark in ("-", "–", "—", "+", "*", "") else "•"


def formatted(value: int, format_: str) -> str:
    """A number as the list prints it. Formats that no Vietnamese paper uses are printed as digits."""
    if format_ in _NO_VALUE:
        return ""
    if format_ in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        return to_roman(value) if format_ == "upperRoman" else to_roman(value).lower()
    if format_ in ("upperLetter", "lowerLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    if format_ == "decimalZero":
        return f"{value:02d}"
    if format_ == "vietnameseCounting" and 0 < value <= len(_VIETNAMESE):
        return _VIETNAMESE[value - 1]
    return str(value)
