"""No state secret in this system (Luật Bảo vệ bí mật nhà nước): a paper that bears the stamp is refused. Pure.

The stamp stands alone in a line or a cell, on any page; at the head of the paper it may share a line with others.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from tracker.errors import DomainError
from tracker.imports.grid import Content, GridTable
from tracker.sentences import kept
from tracker.tasks.secrecy import is_marked, is_marked_name, is_stamp

SECRET = kept("Văn bản có dấu độ mật: không nhập tài liệu thuộc bí mật nhà nước vào hệ thống này.")
_HEAD = 3000
"""Characters at the beginning of a paper in which number, marks and title stand."""
_QUOTED = re.compile("“([^”]*)”")
_TORN = re.compile(r"(?:TUYỆT|TỐI|TUYET|TOI)\W*$")
_GOES_ON = re.compile(r"(?:BẢO|BÍ|CƠ|ĐỘ|TÀI LIỆU|VĂN BẢN|HỒ SƠ|THÔNG TIN|MẠNG|VÀ|,)\s*$")
_DEGREE = re.compile(r"\s*(?:độ|mức độ|mức) mật\s*:?\s*", re.IGNORECASE)
_DEGREES = frozenset({"mật", "tối mật", "tuyệt mật", "a", "b", "c"})


def refuse_secret_name(filename: str) -> None:
    if is_marked_name(filename):
        raise DomainError(SECRET)


def refuse_secret(content: Content) -> None:
    """The words of lines, cells, and of what notes quote: headers and footers of pages."""
    quoted = [text for note in content.notes for text in _QUOTED.findall(note.message)]
    lines = [part for line in content.lines for part in re.split(r"\t+|\n", line.text) if part.strip()]
    head = "\n".join(lines)[:_HEAD]
    if is_marked(head) or any(map(is_marked, quoted)) or _is_stamped([*quoted, "", *lines]) or _has_degree(content):
        raise DomainError(SECRET)


def _is_stamped(lines: list[str]) -> bool:
    """A stamp in a line of its own; not the last word of a title in capitals that goes on from the line before."""
    for before, line in pairwise(["", *lines]):
        if is_stamp(line) and not _GOES_ON.search(before):
            return True
        if _TORN.fullmatch(before.strip()) and is_stamp(f"{before.strip()} {line}"):
            return True
    return False


def _has_degree(content: Content) -> bool:
    """ "Độ mật" in one cell and the degree in the next."""
    return any(_DEGREE.fullmatch(left) and right.strip().lower() in _DEGREES for left, right in _neighbours(content))


def _neighbours(content: Content) -> Iterator[tuple[str, str]]:
    for block in content.blocks:
        rows = [row.cells for row in block.rows] if isinstance(block, GridTable) else [block.text.split("\t")]
        for cells in rows:
            yield from pairwise(cells)
