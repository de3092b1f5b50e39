"""The text of a page as a browser would break it into lines. Pure."""

import re
import unicodedata

from tracker.imports.numbering import to_roman
from tracker.imports.readers.text import CLEAN

_SPACES = re.compile(r"[ \t\r\n\f\x0b]+")
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x85\u2028\u2029]")


class Flow:
    """Text runs together until something breaks the line. The lines of a page have a blank one between blocks."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._is_kept = False

    def text(self, text: str | None, *, is_kept: bool = False) -> None:
        """`is_kept`: spaces, tabs and line breaks count, as in `<pre>`."""
        if not text:
            return
        if not is_kept:
            self._parts.append(text)
            return
        first, *others = _BREAKS.split(text)
        self._parts.append(first)
        self._is_kept = True
        for line in others:
            self._end()
            self._is_kept = True
            self._parts.append(line)

    def line(self) -> None:
        """A line break."""
        self._end()

    def block(self) -> None:
        """A paragraph begins or ends."""
        if any(part.strip() for part in self._parts):
            self._end()
        self._parts.clear()
        if self.lines and self.lines[-1]:
            self.lines.append("")

    @property
    def as_cell(self) -> str:
        self.block()
        return "\n".join(" ".join(line.split("\t")).strip() for line in self.lines if line)

    def take(self) -> list[str]:
        """The lines so far; the flow goes on empty."""
        self.block()
        lines, self.lines = self.lines, []
        return lines

    def _end(self) -> None:
        text = unicodedata.normalize("NFC", "".join(self._parts)).translate(CLEAN)
        self.lines.append(text.rstrip() if self._is_kept else _SPACES.sub(" ", text).strip())
        self._parts.clear()
        self._is_kept = False


class ListMarks:
    """What a browser prints before each item: "- ", "3. ", "b) ". Offices write letters with a bracket."""

    def __init__(self, tag: str, kind: str, start: str) -> None:
        self._is_ordered = tag == "ol"
        self._kind = kind
        self._next = int(start) if start.lstrip("-").isdecimal() and len(start) < 6 else 1

    def next(self, value: str = "") -> str:
        if not self._is_ordered:
            return "- "
        number = int(value) if value.isdecimal() and len(value) < 6 else self._next
        self._next = number + 1
        match self._kind:
            case "a" | "A" if 0 < number <= 26:
                letter = chr(ord(self._kind) + number - 1)
                return f"{letter}) "
            case "i" | "I" if 0 < number < 200:
                roman = to_roman(number)
                return f"{roman.lower() if self._kind == 'i' else roman}. "
        return f"{number}. "
