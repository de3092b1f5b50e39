"""How large a plan may be, as bytes, unpacked and read; what goes beyond is refused before it costs anything. Pure.

Every limit is many times the largest published plan that is known (300 rows, 120 pages, 4 MB).
"""

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from tracker.errors import DomainError
from tracker.imports.grid import Content, GridTable
from tracker.sentences import kept

MAX_MB = 50
MAX_PARTS = 3_000
MAX_UNPACKED_MB = 250
MAX_RATIO = 300
"""Unpacked to packed size, of what unpacks to more than RATIO_FROM_MB; text of an office packs 5 to 80 times."""
RATIO_FROM_MB = 40
MAX_PAGES = 500
MAX_LINES = 60_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 33_000
"""Characters of one cell or line, twelve printed pages; a cell of Excel itself holds 32,767."""
MAX_GAP = 100
"""Spaces one after the other; more of them mean the same, and cost the square of their number in a search."""
_MB = 1024 * 1024
_CHUNK = 256 * 1024
_ZIP = b"PK\x03\x04"
_GAP = re.compile(f" {{{MAX_GAP + 1},}}")
_ENCRYPTED = 0x1
_MARKUP = (".xml", ".rels", ".vml", ".rdf")
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARES_LENGTH = 10

_TOO_HEAVY = kept(
    "Tệp “%(name)s” nặng %(size)s MB, quá giới hạn %(limit)s MB; hãy bỏ ảnh hoặc tách phụ lục thành tệp riêng."
)
_TOO_MANY_PARTS = kept(
    "Tệp “%(name)s” chứa hơn %(limit)s thành phần nén nên không được mở; "
    "hãy lưu lại bằng Word hoặc Excel thành tệp mới, chỉ có nội dung kế hoạch."
)
_BOMB = kept(
    "Tệp “%(name)s” khi giải nén vượt %(limit)s MB hoặc gấp hơn %(ratio)s lần nên không được mở; "
    "hãy lưu lại bằng Word hoặc Excel thành tệp mới, chỉ có nội dung kế hoạch."
)
_LOCKED = kept("Tệp “%(name)s” được đặt mật khẩu; hãy bỏ mật khẩu rồi nhập lại.")
_BROKEN = kept(
    "Tệp “%(name)s” bị hỏng hoặc tải về chưa hết nên không mở được; "
    "hãy mở lại bằng Word hoặc Excel, lưu thành tệp mới rồi nhập lại."
)
_ENTITIES = kept(
    "Tệp “%(name)s” có khai báo thực thể XML (DOCTYPE, ENTITY), có thể gây hại nên không được mở; "
    "hãy lưu lại bằng Word hoặc Excel thành tệp mới."
)
_TOO_MANY_PAGES = kept("Tệp “%(name)s” có %(count)s trang, quá giới hạn %(limit)s trang; hãy tách riêng các phụ lục.")
_TOO_MANY_LINES = kept("Tệp “%(name)s” có hơn %(limit)s dòng chữ; hãy tách riêng phần kế hoạch và các phụ lục.")
_TOO_MANY_ROWS = kept("Các bảng của tệp “%(name)s” có hơn %(limit)s dòng; hãy tách riêng các phụ lục.")
_TOO_WIDE = kept("Một bảng của tệp “%(name)s” có hơn %(limit)s cột; hãy xóa các cột thừa rồi nhập lại.")
_TOO_LONG = kept(
    "Tệp “%(name)s” có một dòng hoặc một ô dài hơn %(limit)s ký tự; hãy kiểm tra tệp có bị mất dấu xuống dòng không."
)


def check(data: bytes, filename: str) -> None:
    """Refuse what is too large, or would be once unpacked, before any reader sees it."""
    if len(data) > MAX_MB * _MB:
        raise DomainError(_TOO_HEAVY % {"name": filename, "size": -(-len(data) // _MB), "limit": MAX_MB})
    if data.startswith(_ZIP):
        _check_archive(data, filename)


def check_pages(count: int, filename: str) -> None:
    if count > MAX_PAGES:
        raise DomainError(_TOO_MANY_PAGES % {"name": filename, "count": count, "limit": MAX_PAGES})


def shorten_gaps(content: Content) -> None:
    """Make no gap between words wider than a page."""
    for index, block in enumerate(content.blocks):
        if isinstance(block, GridTable):
            block.rows = [
                replace(row, cells=tuple(map(_shortened, row.cells))) if any(map(_GAP.search, row.cells)) else row
                for row in block.rows
            ]
        elif _GAP.search(block.text):
            content.blocks[index] = replace(block, text=_shortened(block.text))


def _shortened(text: str) -> str:
    return _GAP.sub(" " * MAX_GAP, text)


def check_content(content: Content, filename: str) -> None:
    """Refuse more lines, rows, columns or longer cells than any plan has: the later steps take time for each."""
    tables = [block for block in content.blocks if isinstance(block, GridTable)]
    measured = (
        (_TOO_MANY_LINES, MAX_LINES, len(content.blocks) - len(tables)),
        (_TOO_MANY_ROWS, MAX_ROWS, sum(len(table.rows) for table in tables)),
        (_TOO_WIDE, MAX_COLUMNS, max(_widths(content), default=0)),
        (_TOO_LONG, MAX_CELL, max(_lengths(content), default=0)),
    )
    for sentence, limit, count in measured:
        if count > limit:
            raise DomainError(sentence % {"name": filename, "limit": f"{limit:,}".replace(",", ".")})


def _widths(content: Content) -> Iterator[int]:
    for block in content.blocks:
        yield block.width if isinstance(block, GridTable) else block.text.rstrip("\t").count("\t") + 1


def _lengths(content: Content) -> Iterator[int]:
    for block in content.blocks:
        if isinstance(block, GridTable):
            yield from (len(cell) for row in block.rows for cell in row.cells)
        else:
            yield from map(len, block.text.split("\t"))


def _check_archive(data: bytes, filename: str) -> None:
    """Unpack everything once without keeping it: the sizes that an archive states of itself may be lies."""
    unpacked = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise DomainError(_TOO_MANY_PARTS % {"name": filename, "limit": f"{MAX_PARTS:,}".replace(",", ".")})
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise DomainError(_LOCKED % {"name": filename})
            for part in parts:
                for size in _chunks(archive, part, filename):
                    unpacked += size
                    _refuse_bomb(unpacked, len(data), filename)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise DomainError(_BROKEN % {"name": filename}) from error


def _refuse_bomb(unpacked: int, packed: int, filename: str) -> None:
    is_dense = unpacked > RATIO_FROM_MB * _MB and unpacked > MAX_RATIO * packed
    if is_dense or unpacked > MAX_UNPACKED_MB * _MB:
        raise DomainError(_BOMB % {"name": filename, "limit": MAX_UNPACKED_MB, "ratio": MAX_RATIO})


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, filename: str) -> Iterator[int]:
    """The sizes of a part's true content, piece by piece, past the length it states."""
    whole = copy.copy(part)
    whole.file_size = (MAX_UNPACKED_MB + 1) * _MB
    is_markup = part.filename.lower().endswith(_MARKUP)
    tail = b""
    with archive.open(whole) as stream:
        while chunk := stream.read(_CHUNK):
            if is_markup:
                plain = tail + chunk.replace(b"\x00", b"")
                if _DECLARES.search(plain):
                    raise DomainError(_ENTITIES % {"name": filename})
                tail = plain[-_DECLARES_LENGTH:]
            yield len(chunk)
