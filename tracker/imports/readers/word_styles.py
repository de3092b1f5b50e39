"""What the styles of a Word file say of letters and paragraphs, each through the style it is based on. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

VAL = qn("w:val")
PPR, RPR = qn("w:pPr"), qn("w:rPr")
_STYLE, _STYLE_ID, _TYPE, _DEFAULT = qn("w:style"), qn("w:styleId"), qn("w:type"), qn("w:default")
_BASED_ON, _NAME = qn("w:basedOn"), qn("w:name")
_RUN_DEFAULTS = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{RPR}"
_CAPS, _VANISH, _FONTS = qn("w:caps"), qn("w:vanish"), qn("w:rFonts")
_STRIKE, _DOUBLE_STRIKE, _VERTICAL = qn("w:strike"), qn("w:dstrike"), qn("w:vertAlign")
_FONT_NAMES = (qn("w:ascii"), qn("w:hAnsi"))
_NUMBERED, _NUM_ID, _LEVEL = qn("w:numPr"), qn("w:numId"), qn("w:ilvl")
_ALIGNED = qn("w:jc")
_OFF = frozenset({"0", "false", "off", "none"})
_CONTENTS = ("toc ", "table of figures")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run is printed, as far as it changes which letters a reader sees."""

    caps: bool = False
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """A paragraph's place in a list (`numbering` None: in none), and whether it is centred, or of the contents."""

    numbering: str | None = None
    level: int | None = None
    style: str = ""
    is_centred: bool = False
    is_contents: bool = False


def is_on(element: Element | None) -> bool | None:
    """An on/off property: None where nothing is said; without a value it is on."""
    return None if element is None else element.get(VAL, "1") not in _OFF


def number(element: Element | None) -> int | None:
    text = "" if element is None else element.get(VAL, "")
    return int(text) if text.lstrip("-").isdecimal() else None


class Styles:
    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(_STYLE)
        self._styles: dict[str, Element] = {one.get(_STYLE_ID, ""): one for one in styles}
        self._default = next((one.get(_STYLE_ID, "") for one in styles if _is_default_paragraph(one)), "")
        defaults = None if root is None else root.find(_RUN_DEFAULTS)
        self._plain = looking(defaults, Look())
        self.look = cache(self._look)
        self.shape = cache(self._shape)

    def _chain(self, style: str) -> Iterator[Element]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            base = self._styles[style].find(_BASED_ON)
            style = "" if base is None else base.get(VAL, "")

    def _look(self, paragraph: str, character: str) -> Look:
        found = self._plain
        for style in (paragraph or self._default, character):
            for one in reversed(list(self._chain(style))):
                found = looking(one.find(RPR), found)
        return found

    def _shape(self, style: str) -> Shape:
        found = Shape(style=style or self._default)
        chain = list(self._chain(found.style))
        for one in reversed(chain):
            found = shaping(one.find(PPR), found)
        names = (one.find(_NAME) for one in chain)
        is_contents = any(name is not None and name.get(VAL, "").lower().startswith(_CONTENTS) for name in names)
        return replace(found, is_contents=is_contents)


def _is_default_paragraph(style: Element) -> bool:
    return style.get(_TYPE) == "paragraph" and style.get(_DEFAULT, "0") not in _OFF


def looking(properties: Element | None, base: Look) -> Look:
    """`base` with what a run's or a style's properties change."""
    if properties is None or not len(properties):
        return base
    caps, hidden = is_on(properties.find(_CAPS)), is_on(properties.find(_VANISH))
    strikes = [on for tag in (_STRIKE, _DOUBLE_STRIKE) if (on := is_on(properties.find(tag))) is not None]
    vertical, fonts = properties.find(_VERTICAL), properties.find(_FONTS)
    names = [] if fonts is None else [name for key in _FONT_NAMES if (name := fonts.get(key))]
    return Look(
        base.caps if caps is None else caps,
        base.hidden if hidden is None else hidden,
        any(strikes) if strikes else base.struck,
        base.raised if vertical is None else vertical.get(VAL) == "superscript",
        names[0] if names else base.font,
    )


def shaping(properties: Element | None, base: Shape) -> Shape:
    """`base` with what a paragraph's or a style's properties change; list 0 means "in no list"."""
    if properties is None or not len(properties):
        return base
    listed, aligned = properties.find(_NUMBERED), properties.find(_ALIGNED)
    if aligned is not None:
        base = replace(base, is_centred=aligned.get(VAL) == "center")
    if listed is None:
        return base
    level = number(listed.find(_LEVEL))
    numbering = listed.find(_NUM_ID)
    if numbering is None:
        return base if level is None else replace(base, level=level)
    return replace(base, numbering=numbering.get(VAL), level=base.level if level is None else level)
