"""Signs that Word takes from the fonts Symbol and Wingdings, as the letters of Unicode. Pure.

Both fonts keep their signs at their own places, in files shifted to U+F020 and above. The tables hold what offices
insert: signs of comparison before a target, arrows, bullets and ticks. The places are those of the fonts' own charts.
"""

UNKNOWN = "\ufffd"
"""Stands for a sign whose meaning is not known."""
_PRIVATE = frozenset(range(0xF020, 0xF100))
_PLACES = _PRIVATE | frozenset(range(0xA1, 0xC0))
_FONTS = ("symbol", "wingdings")
_SYMBOL = {
    0x2D: "-",
    0xA2: "′",
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB2: "″",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xD7: "·",
    0xDE: "⇒",
    0xE5: "∑",
}
_SAME_AS_ASCII = frozenset(b" !#%&()+,./0123456789:;<=>?[]_{|}")
_WINGDINGS = {
    0x6C: "●",
    0x6D: "○",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x72: "❒",
    0x73: "◆",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xEF: "⇐",
    0xF0: "⇒",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}


def sign(code: int, font: str) -> str:
    """The sign at one place of the font; a font of neither kind is taken for Symbol, which Word does as well."""
    place = code & 0xFF if code in _PRIVATE else code
    if font.lower().startswith("wingdings"):
        return _WINGDINGS.get(place, UNKNOWN) if font.lower() == "wingdings" else UNKNOWN
    if place in _SYMBOL:
        return _SYMBOL[place]
    return chr(place) if place in _SAME_AS_ASCII else UNKNOWN


def readable(text: str, font: str) -> str:
    """Text with the signs from the private places of Unicode replaced; in the two fonts also those of Latin-1."""
    if text.isascii():
        return text
    places = _PLACES if font.lower().startswith(_FONTS) else _PRIVATE
    return "".join(sign(ord(char), font) if ord(char) in places else char for char in text)
