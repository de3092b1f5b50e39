"""What of a page is not read: what a browser does not show, what is no text, and marks of footnotes. Pure."""

import re

from lxml import etree

_UNSEEN = re.compile(
    "head|script|style|noscript|template|xml|nav|aside|footer|menu|dialog|select|option|datalist|button|textarea|audio"
    "|video|map|frameset|noframes"
)
_OBJECTS = frozenset(("object", "embed", "applet", "iframe", "svg", "canvas", "math"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_KEPT_SPACES = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)\b", re.IGNORECASE)
_FONT = re.compile(r"""font-family\s*:\s*["']?([^;,"']+)""", re.IGNORECASE)
_FOOTNOTE = re.compile(r"[\[(]?\s*(?:\d{1,2}|[*†‡]+|[ivx]{1,4})\s*[\])]?")
_UNIT = re.compile(r"(?:^|[\s\d/(])(?:[kcdm]?m|CO)$")

OBJECT, DELETED, HIDDEN, UNSEEN = "object_unread", "tracked_changes", "hidden_text", ""


def left_out(element: etree._Element) -> str | None:
    """Why an element is not read, None if it is; UNSEEN for what every page has and nobody misses."""
    tag = element.tag
    if not isinstance(tag, str) or _UNSEEN.fullmatch(tag) or _is_footnote_mark(element):
        return UNSEEN
    if tag in _OBJECTS:
        return OBJECT
    if tag == "del":
        return DELETED
    return HIDDEN if tag != "col" and is_hidden(element) else None


def is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def font(element: etree._Element) -> str:
    """The font it names by itself, if any."""
    if element.tag == "font":
        return str(element.get("face", "")).split(",")[0]
    found = _FONT.search(element.get("style", ""))
    return found[1] if found else ""


def keeps_spaces(element: etree._Element) -> bool:
    return element.tag in {"pre", "xmp", "listing"} or bool(_KEPT_SPACES.search(element.get("style", "")))


def holds_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _is_footnote_mark(element: etree._Element) -> bool:
    """A raised number or star, but not the 2 of "m²"."""
    if element.tag != "sup" or not _FOOTNOTE.fullmatch("".join(element.itertext()).strip()):
        return False
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else ""
    return not _UNIT.search(text or "")
