"""Letters that no Vietnamese paper holds: the sign of a damaged file, or of a scan read wrong. Pure."""

import re
from collections.abc import Iterator

from tracker.imports.grid import Content, GridTable, Note, Source
from tracker.imports.places import place_of_row
from tracker.sentences import kept

# Control characters, letters of Armenian to Mongolian, of China, Japan, Korea and of historic scripts, and "�".
# Latin, Greek and Cyrillic letters, signs, arrows and bullets of symbol fonts are at home in a plan.
_STRANGE = re.compile(
    "[\x80-\x9f\u0530-\u1ab0\u1b00-\u1c7f\u2c00-\u2ddf\u3040-\ud7ff\uf900-\ufaff\ufb1d-\ufdff\ufffd\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)
_LISTED = 20
_FOUND = kept("%(place)s có ký tự lạ “%(chars)s”, có thể do tệp hỏng hoặc nhận dạng sai; hãy đối chiếu với bản giấy.")
_MORE = kept("Và %(n)s chỗ khác như vậy.")


def strange_letters(content: Content) -> list[Note]:
    """A note for each line or row that holds such letters; of many, the first and how many more there are."""
    places = list(_places(content))
    notes = [
        Note("strange_letters", _FOUND % {"place": place_of_row(at), "chars": found}, at) for at, found in places
    ]
    if len(notes) <= _LISTED:
        return notes
    more = Note("strange_letters", _MORE % {"n": len(notes) - _LISTED}, places[_LISTED][0])
    return [*notes[:_LISTED], more]


def _places(content: Content) -> Iterator[tuple[Source, str]]:
    for block in content.blocks:
        if not isinstance(block, GridTable):
            if found := _STRANGE.findall(block.text):
                yield Source(block.page, block.number), _some(found)
            continue
        for row in block.rows:
            if found := _STRANGE.findall("\n".join(row.cells)):
                yield Source(row.page or block.page, row.line, block.number, row.row), _some(found)


def _some(found: list[str]) -> str:
    """The first few, control characters by their number."""
    return " ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in list(dict.fromkeys(found))[:5])
