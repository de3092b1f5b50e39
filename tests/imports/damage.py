"""Valid files of every format that is read, and damaged variants of them, each decided by its number alone."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from tests.imports.paper import HEAD
from tests.imports.printed import SAMPLE, PrintedTable, printed_tables
from tests.imports.writers import pdf_layout, sheet, web, word
from tracker.errors import DomainError
from tracker.imports.draft import PlanDraft
from tracker.imports.reading import read_plan

_ROWS = 6
_ZIP = b"PK\x03\x04"
_ENDINGS = ("docx", "xlsx", "xls", "ods", "pdf", "html", "mht", "csv", "txt", "md", "doc", "zip", "")
_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^<>]*>")
_DATE = re.compile(rb"(?<=>)[\dT:.-]+(?=Z<)")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_WEDGES = (
    *(b"\x00", b"\xff\xfe", b"]]>", b"<![CDATA[", b"<!--", b"&#xFFFFFFFF;", b"&#0;", b"&a;", b"</w:tbl>", b"<w:tr>"),
    *(b"</td></tr>", b"<table>", b"endobj", b"(((((", b"%PDF-1.7", b"PK\x03\x04", b"\t" * 300, b"|" * 300, b"\n" * 9),
    *(
        "MẬT ".encode(),
        "ạ".encode()[:1],
        b'"',
        b"=1/0",
        b"-1",
        b"1e999",
        b"99999999999999999999",
        b"\xf0\x9f\x98\x80",
    ),
)


@dataclass(frozen=True)
class Variant:
    name: str
    data: bytes
    how: str


@cache
def originals() -> dict[str, bytes]:
    """One small plan in every format, by file name."""
    tables = [replace(table, rows=table.rows[:_ROWS]) for table in printed_tables(SAMPLE)]
    head = [line for line in HEAD.split("\n") if line.strip()]
    text = _text(tables)
    found = {
        "a.docx": word.written(head, tables),
        "a.xlsx": sheet.xlsx(sheet.sheets_of(tables)),
        "a.xls": sheet.xls(sheet.sheets_of(tables)),
        "a.ods": sheet.ods(sheet.sheets_of(tables)),
        "a.pdf": pdf_layout.drawn(tables, head=head),
        "a.html": web.word_page(tables),
        "b.html": web.excel_page(tables[1:]),
        "a.mht": web.archive(web.page(tables)),
        "a.csv": sheet.csv_text(sheet.sheets_of(tables[1:2])[0]).encode(),
        "a.txt": text.encode(),
        "b.txt": text.encode("utf-16"),
        "a.md": _markdown(tables).encode(),
    }
    return {name: _undated(data) if data.startswith(_ZIP) else data for name, data in found.items()}


def variant(number: int) -> Variant:
    """The same for the same number, on every machine."""
    chance = random.Random(number)
    name, data = chance.choice(sorted(originals().items()))
    ways = [*_WAYS, *(_PARTS if data.startswith(_ZIP) else ()), *((_stream,) if name.endswith("pdf") else ())]
    way = chance.choice(ways)
    damaged = way(data, chance)
    if chance.random() < 0.2:
        name = f"a.{chance.choice(_ENDINGS)}"
    return Variant(name, damaged, way.__name__.strip("_"))


def outcome(one: Variant) -> str:
    """ "refused", "empty" (a draft without rows, which says so), "marked", "same" as the undamaged plan, or
    "unmarked": a draft that differs and has no problem. Every other exception is a fault and goes through."""
    try:
        draft = read_plan(one.data, one.name)
    except DomainError:
        return "refused"
    if not draft.tasks and not draft.indicators:
        return "empty" if draft.problems else "unmarked"
    if _rows(draft) in undamaged():
        return "same"
    is_marked = draft.problems or any(row.problems for row in (*draft.tasks, *draft.indicators))
    return "marked" if is_marked else "unmarked"


def _text(tables: list[PrintedTable]) -> str:
    parts = [HEAD]
    for table in tables:
        rows = ["\t".join(cell.replace("\n", " ") for cell in cells) for cells in (table.header, *table.rows)]
        parts += ["\n\n".join(table.heading), "\n\n", "\n".join(rows), "\n\n"]
    return "".join(parts)


def _markdown(tables: list[PrintedTable]) -> str:
    parts = [HEAD]
    for table in tables:
        rule = "---|" * len(table.header)
        rows = [f"| {' | '.join(cells)} |".replace("\n", "<br>") for cells in table.rows]
        parts += [*table.heading, f"| {' | '.join(table.header)} |", f"|{rule}", *rows, ""]
    return "\n\n".join(parts[:1]) + "\n".join(parts[1:])


def _undated(data: bytes) -> bytes:
    """The same archive whenever it was made."""
    return _packed(
        {
            name: _DATE.sub(b"2026-01-01T00:00:00", part) if name == "docProps/core.xml" else part
            for name, part in _unpacked(data).items()
        }
    )


def _rows(draft: PlanDraft) -> tuple[tuple[str, str, str], ...]:
    return tuple((row.number, row.title, row.lead) for row in (*draft.tasks, *draft.indicators))


@cache
def undamaged() -> frozenset[tuple[tuple[str, str, str], ...]]:
    """The rows of every original."""
    return frozenset(_rows(read_plan(data, name)) for name, data in originals().items())


# --- Ways to damage bytes ---------------------------------------------------------------------------------------


def _span(data: bytes, chance: random.Random, most: int = 4000) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, most))


def _truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _beheaded(data: bytes, chance: random.Random) -> bytes:
    return data[chance.randrange(len(data)) :]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 200))):
        found[chance.randrange(len(found))] = chance.randrange(256)
    return bytes(found)


def _zeroed(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _repeated(data: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance, 500)
    return data[:end] + data[start:end] * chance.choice((1, 2, 50)) + data[end:]


def _swapped(data: bytes, chance: random.Random) -> bytes:
    a, b, c = sorted(chance.randrange(len(data) + 1) for _ in range(3))
    return data[:a] + data[b:c] + data[a:b] + data[c:]


def _wedged(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_WEDGES) * chance.choice((1, 1, 1, 50)) + data[at:]


def _renumbered(data: bytes, chance: random.Random) -> bytes:
    """One number is another: a length, a place, a width, a row."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    number = chance.choice((b"0", b"-1", b"7", b"65536", b"999999999", b"4294967297", b"1" * 40))
    return data[: one.start()] + number + data[one.end() :]


def _retagged(data: bytes, chance: random.Random) -> bytes:
    """A tag is lost, doubled, another one, or repeated a thousand times."""
    found = list(_TAG.finditer(data))
    if not found:
        return _wedged(data, chance)
    one, other = chance.choice(found), chance.choice(found)
    text = chance.choice((b"", one[0] * 2, other[0], one[0] * 3000))
    return data[: one.start()] + text + data[one.end() :]


def _joined(data: bytes, chance: random.Random) -> bytes:
    return data + chance.choice(sorted(originals().values()))


def _nested(data: bytes, chance: random.Random) -> bytes:
    """In an archive in an archive, under the name of a part that a document must have."""
    for _ in range(chance.randint(1, 6)):
        name = chance.choice(("word/document.xml", "xl/workbook.xml", "content.xml", "ke-hoach.docx", "a.zip"))
        data = _packed({name: data, "[Content_Types].xml": b"<Types/>"})
    return data


def _stream(data: bytes, chance: random.Random) -> bytes:
    """A stream of a PDF, unpacked, damaged, packed again with the length it had."""
    found = chance.choice(list(_STREAM.finditer(data)))
    try:
        plain = zlib.decompress(found[1])
    except zlib.error:
        return _flipped(data, chance)
    packed = zlib.compress(chance.choice(_CONTENT)(plain, chance))
    return data[: found.start(1)] + packed + data[found.end(1) :]


# --- Parts of an archive ----------------------------------------------------------------------------------------


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, _packing(name))
    return file.getvalue()


def _packing(name: str) -> int:
    return zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED


def _part_damaged(data: bytes, chance: random.Random) -> bytes:
    """The inside of one part, mostly of the largest, which holds the text."""
    parts = _unpacked(data)
    names = sorted(parts, key=lambda name: len(parts[name]))
    name = chance.choice((names[-1], names[-1], chance.choice(names)))
    if parts[name]:
        parts[name] = chance.choice(_CONTENT)(parts[name], chance)
    return _packed(parts)


def _part_lost(data: bytes, chance: random.Random) -> bytes:
    parts = _unpacked(data)
    del parts[chance.choice(sorted(parts))]
    return _packed(parts)


def _parts_swapped(data: bytes, chance: random.Random) -> bytes:
    parts = _unpacked(data)
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    parts[one], parts[other] = parts[other], parts[one]
    return _packed(parts)


def _parts_of_another(data: bytes, chance: random.Random) -> bytes:
    others = [other for other in originals().values() if other.startswith(_ZIP)]
    return _packed({**_unpacked(chance.choice(others)), **_unpacked(data)})


Way = Callable[[bytes, random.Random], bytes]
_CONTENT: tuple[Way, ...] = (_truncated, _flipped, _cut, _repeated, _swapped, _wedged, _renumbered, _retagged)
_WAYS: tuple[Way, ...] = (*_CONTENT, _beheaded, _zeroed, _joined, _nested)
_PARTS: tuple[Way, ...] = (*([_part_damaged] * 12), _part_lost, _parts_swapped, _parts_of_another)
