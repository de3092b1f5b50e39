"""Cut a font of ten digits, all of one width, out of a font whose digits differ in width.

Be Vietnam Pro has no tabular figures, and columns of dates and counts need them. Its licence (OFL, no reserved name)
allows a changed copy. Only what the WOFF 1 form of a plain TrueType font needs is understood here.
"""

import struct
import zlib
from collections.abc import Mapping

DIGITS = range(0x30, 0x3A)
ROOM = 56  # between the ink of the widest digits, in units of the font
KEPT = ("OS/2", "name", "head", "hhea", "maxp")


def tabular_figures(woff: bytes) -> bytes:
    tables = unpack(woff)
    found = glyph_numbers(tables["cmap"])
    long_offsets = struct.unpack_from(">h", tables["head"], 50)[0] == 1
    outlines = [outline(tables, found[digit], long_offsets=long_offsets) for digit in DIGITS]
    width = max(ink(one) for one in outlines) + ROOM
    return pack(
        woff[4:8], {name: tables[name] for name in KEPT} | drawn(outlines, width) | shrunk(tables, len(outlines) + 1)
    )


def outline(tables: Mapping[str, bytes], glyph: int, *, long_offsets: bool) -> bytes:
    form, scale = (">2I", 1) if long_offsets else (">2H", 2)
    start, end = struct.unpack_from(form, tables["loca"], glyph * struct.calcsize(form) // 2)
    return tables["glyf"][start * scale : end * scale]


def ink(glyph: bytes) -> int:
    left, _bottom, right = struct.unpack_from(">3h", glyph, 2)
    return int(right - left)


def drawn(outlines: list[bytes], width: int) -> dict[str, bytes]:
    """Outlines and widths: an empty glyph for what is missing, then the digits, each in the middle of its place."""
    padded = [b"", *(one + b"\0" * (-len(one) % 4) for one in outlines)]
    ends = [sum(len(one) for one in padded[:count]) for count in range(len(padded) + 1)]
    bearings = [(width, 0), *((width, (width - ink(one)) // 2) for one in outlines)]
    return {
        "glyf": b"".join(padded),
        "loca": struct.pack(f">{len(ends)}I", *ends),
        "hmtx": b"".join(struct.pack(">Hh", *one) for one in bearings),
        "cmap": digit_map(),
        "post": struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 1, 0, 0, 0, 0),
    }


def shrunk(tables: Mapping[str, bytes], glyphs: int) -> dict[str, bytes]:
    """The three tables that say how many glyphs there are and how they are stored."""
    head, hhea, maxp = (bytearray(tables[name]) for name in ("head", "hhea", "maxp"))
    flags = struct.unpack_from(">H", head, 16)[0]
    struct.pack_into(">H", head, 16, flags & ~2)  # glyphs no longer begin at their own zero: the bearing moves them
    struct.pack_into(">h", head, 50, 1)
    struct.pack_into(">H", hhea, 34, glyphs)
    struct.pack_into(">H", maxp, 4, glyphs)
    return {"head": bytes(head), "hhea": bytes(hhea), "maxp": bytes(maxp)}


def glyph_numbers(cmap: bytes) -> dict[int, int]:
    """Digit → number of its glyph, from the first subtable of format 4."""
    for record in range(struct.unpack_from(">H", cmap, 2)[0]):
        at = struct.unpack_from(">I", cmap, 8 + record * 8)[0]
        if struct.unpack_from(">H", cmap, at)[0] == 4:
            return {digit: number for digit in DIGITS if (number := mapped(cmap, at, digit))}
    raise ValueError("the font has no cmap of format 4")


def mapped(cmap: bytes, at: int, code: int) -> int:
    double = struct.unpack_from(">H", cmap, at + 6)[0]
    for segment in range(at + 14, at + 14 + double, 2):
        last, first, delta, offset = (
            struct.unpack_from(">H", cmap, segment + shift)[0]
            for shift in (0, double + 2, 2 * double + 2, 3 * double + 2)
        )
        if first <= code <= last:
            where = segment + 3 * double + 2 + offset + 2 * (code - first)
            number: int = struct.unpack_from(">H", cmap, where)[0] if offset else code
            return (number + int(delta)) & 0xFFFF
    return 0


def digit_map() -> bytes:
    first, last = DIGITS[0], DIGITS[-1]
    body = struct.pack(">4H", 4, 4, 1, 0) + struct.pack(">5H", last, 0xFFFF, 0, first, 0xFFFF)
    body += struct.pack(">4H", (1 - first) & 0xFFFF, 1, 0, 0)
    return struct.pack(">2H2HI", 0, 1, 3, 1, 12) + struct.pack(">3H", 4, len(body) + 6, 0) + body


def unpack(woff: bytes) -> dict[str, bytes]:
    if woff[:4] != b"wOFF":
        raise ValueError("not a WOFF 1 file")
    tables = {}
    for entry in range(struct.unpack_from(">H", woff, 12)[0]):
        tag, start, packed, length = struct.unpack_from(">4s3I", woff, 44 + entry * 20)
        data = woff[start : start + packed]
        tables[tag.decode().strip()] = zlib.decompress(data) if packed < length else data
    return tables


def pack(flavour: bytes, tables: Mapping[str, bytes]) -> bytes:
    names = sorted(tables)
    place = 44 + 20 * len(names)
    entries, bodies = b"", b""
    for name in names:
        data = tables[name]
        packed = min(zlib.compress(data, 9), data, key=len)
        whole = data + b"\0" * (-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
        entries += struct.pack(">4s4I", name.ljust(4).encode(), place + len(bodies), len(packed), len(data), checksum)
        bodies += packed + b"\0" * (-len(packed) % 4)
    plain = 12 + sum(16 + len(data) + -len(data) % 4 for data in tables.values())
    length = place + len(bodies)
    return (
        struct.pack(">4s4sIHHIHH5I", b"wOFF", flavour, length, len(names), 0, plain, 1, 0, 0, 0, 0, 0, 0)
        + entries
        + bodies
    )
