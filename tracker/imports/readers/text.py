"""Bytes of a plan as text become numbered lines; whatever cannot be read is refused with a sentence. Pure."""

import re
import unicodedata
from collections.abc import Sequence

from tracker.errors import DomainError
from tracker.imports.grid import Content, Line, Note
from tracker.imports.joining import is_syllable
from tracker.imports.readers import foreign, legacy
from tracker.sentences import kept

_PDF = b"%PDF"
_EMPTY = kept("Tệp “%(name)s” không có nội dung; hãy chọn tệp khác.")
_UNREADABLE = kept(
    "Không đọc được bảng mã của tệp “%(name)s” (có thể là bảng mã cũ hoặc tệp hỏng); "
    "hãy mở tệp bằng phần mềm soạn thảo, chuyển sang Unicode, lưu với mã UTF-8 rồi nhập lại."
)
_NO_TEXT = kept(
    "Tệp “%(name)s” là tệp %(kind)s: định dạng chưa được hỗ trợ ở bản này; "
    "hãy mở tệp, chọn toàn bộ nội dung rồi lưu hoặc dán sang tệp văn bản (.txt, mã UTF-8) và nhập lại."
)
_INVISIBLE = (*range(9), *range(14, 32), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
_SPACES = dict.fromkeys((0xA0, 0x2007, 0x202F, *range(0x2000, 0x200B)), " ")
CLEAN = {**dict.fromkeys(_INVISIBLE), **_SPACES, **{0xFF10 + digit: str(digit) for digit in range(10)}}
"""For `str.translate`: no invisible characters, every kind of space as one, digits as digits."""
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029\x0b]")
_PIPES = re.compile(r"\s*\|(?:[^|]*\|){2,}\s*")
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
_BAR = re.compile(r"(?<!\\)\|")


def read(data: bytes, filename: str) -> Content:
    text, notes = decoded(data, filename)
    return Content(list(_lines(text)), notes)


def read_lines(data: bytes, filename: str) -> list[Line]:
    """The lines of the text in NFC, without invisible characters. Pages are counted only if the text marks them."""
    return _lines(decode(data, filename))


def _lines(text: str) -> list[Line]:
    text = unicodedata.normalize("NFC", text).translate(CLEAN)
    has_pages = "\f" in text
    lines: list[Line] = []
    page = 1
    for number, line in enumerate(untabled(_BREAK.split(text)), start=1):
        page += line.count("\f")
        lines.append(Line(line.replace("\f", ""), number, page if has_pages else None))
    return lines


def untabled(lines: Sequence[str]) -> list[str]:
    """Lines of a Markdown table ("| 1 | … |") as tab-separated cells. Without bars at both ends a table is known by
    the rule under its header ("---|:--:")."""
    found = list(lines)
    is_open = False
    for index, line in enumerate(lines):
        is_rule = bool(_RULE.fullmatch(line))
        if is_rule and index and "|" in lines[index - 1]:
            is_open = True
            found[index - 1] = _cells(lines[index - 1])
        is_open = is_open and "|" in line
        if is_open or _PIPES.fullmatch(line):
            found[index] = _cells(line)
    return found


def _cells(line: str) -> str:
    """ "\\|" is no bar but a letter."""
    inner = _BAR.split(line.strip().removeprefix("|").removesuffix("|"))
    return "\t".join(cell.strip().replace("\\|", "|") for cell in inner)


def decode(data: bytes, filename: str) -> str:
    """The text alone, where nobody is told how it was stored."""
    return decoded(data, filename)[0]


def decoded(data: bytes, filename: str) -> tuple[str, list[Note]]:
    """The text in Unicode, and a note if it was typed with older fonts."""
    return legacy.converted(as_stored(data, filename))


def as_stored(data: bytes, filename: str) -> str:
    """The letters of the file, whatever an old font draws for them."""
    if not data.strip():
        raise DomainError(_EMPTY % {"name": filename})
    foreign.refuse(data, filename)
    if data.startswith(_PDF):
        raise DomainError(_NO_TEXT % {"name": filename, "kind": "PDF"})
    text = _unicode(data)
    if text is None:
        text = _windows_1258(data) or _western(data)
    if text is None or "\x00" in text:
        raise DomainError(_UNREADABLE % {"name": filename})
    if not text.strip("\ufeff \t\r\n\f\xa0"):
        raise DomainError(_EMPTY % {"name": filename})
    return text


def _unicode(data: bytes) -> str | None:
    """UTF-8 with or without its mark, UTF-16 with its mark or with the zero bytes that give it away."""
    encodings = ["utf-8-sig"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:4000]:
        odd, even = data[1:4000:2].count(0), data[0:4000:2].count(0)
        encodings = ["utf-16-le" if odd > even else "utf-16-be"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _windows_1258(data: bytes) -> str | None:
    """The Vietnamese code page of Windows, believed only if what comes out reads as Vietnamese."""
    try:
        text = unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        return None
    words = re.findall(r"[^\W\d_]+", text[:20_000])
    marked = [word for word in words if any(ord(char) > 127 for char in word)]
    sound = sum(is_syllable(word) for word in marked)
    return text if marked and sound >= 0.9 * len(marked) else None


def _western(data: bytes) -> str | None:
    """Windows' western code page, believed only as what the fonts of its time drew in Vietnamese."""
    text = data.decode("cp1252", "replace")
    return text if "\ufffd" not in text and legacy.guess(text) else None
