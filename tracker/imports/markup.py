"""What is left of HTML, Markdown and LaTeX in scanned or converted text is taken out. Pure."""

import re
from html import unescape

from tracker.text import squeeze

_FOOTNOTE = re.compile(r"<sup>\s*\(?\d{1,2}\)?\s*</sup>", re.IGNORECASE)
_ATTRIBUTES = r"""(?:\s+[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*/?>"""
_BLOCK = re.compile(
    r"\\\\(?=\s)|</?(?:br|ul|ol|li|p|div|td|th|tr|table|thead|tbody|h[1-6])" + _ATTRIBUTES, re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:i|b|u|s|em|strong|span|sup|sub|font|a|mark|small|center)" + _ATTRIBUTES, re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|ge|le|#39);")
_MATH = re.compile(r"\$([^$\n]{1,80})\$")
_COMMANDS = {
    "geq": "≥",
    "ge": "≥",
    "leq": "≤",
    "le": "≤",
    "gt": ">",
    "lt": "<",
    "times": "×",
    "pm": "±",
    "approx": "≈",
    "rightarrow": "→",
    "to": "→",
    "circ": "°",
    "div": "÷",
}
_COMMAND = re.compile(r"\\(?:(" + "|".join(sorted(_COMMANDS, key=len, reverse=True)) + r")(?![a-z])|([%&_#$]))")
_LATEX_TEXT = re.compile(r"\\(?:text|mathrm|mathbf)\{([^{}]*)\}")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_HEADING = re.compile(r"^#{1,6}\s+")
_ESCAPED = re.compile(r"\\([*_#\[\]()])")


def _math(match: re.Match[str]) -> str:
    """A formula of the simple kind ("\\geq 45\\%"); money and the like between two dollar signs stays."""
    inner = match[1]
    if "\\" not in inner and not re.fullmatch(r"[\s\d.,<>=≤≥%+-]+", inner):
        return match.group()
    inner = _LATEX_TEXT.sub(r"\1", inner)
    inner = _COMMAND.sub(lambda m: f" {_COMMANDS[m[1]]} " if m[1] else m[2], inner)
    return f" {inner.replace('{', '').replace('}', '').replace('^', '').strip()} "


def without_markup(text: str) -> str:
    """The words as a reader sees them, in one line. "<90" and "5*" are words, not markup."""
    if "\\" in text or "$" in text:
        text = _MATH.sub(_math, text)
    if "<" in text:
        text = _INLINE.sub("", _BLOCK.sub(" ", _FOOTNOTE.sub("", text)))
    if "&" in text:
        text = _ENTITY.sub(lambda m: unescape(m.group()), text)
    if "*" in text or "\\" in text:
        text = _ITALIC.sub(r"\1", _BOLD.sub(r"\1", text))
        text = _ESCAPED.sub(r"\1", text)
    return squeeze(_HEADING.sub("", text.strip()))
