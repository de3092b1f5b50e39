"""PDF files written by hand: words at given places, lines, pictures; and the tables of a plan laid out on pages.

Letters are of a font that is not embedded, all half as wide as they are high, a space a quarter: a reader needs only
their places and what they mean.
"""

import zlib
from dataclasses import dataclass, field

_RANGES = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(0xD8)]
_MAP = "\n".join(
    [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *(f"72 beginbfrange {' '.join(_RANGES[at : at + 72])} endbfrange" for at in range(0, len(_RANGES), 72)),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
)
_TURNS = {0: (1, 0, 0, 1), 1: (0, 1, -1, 0), 2: (-1, 0, 0, -1), 3: (0, -1, 1, 0)}
_LETTER, _SPACE = 0.5, 0.25
LOCKED = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >>"


def width_of(text: str, size: float) -> float:
    """Points from the first letter to the end of the last."""
    return size * sum(_SPACE if char == " " else _LETTER for char in text)


@dataclass
class Leaf:
    """A page in points from its upper left corner. `rotate`: degrees that a viewer turns it by; `turn`: quarter
    turns by which everything on it is drawn, against the clock."""

    width: float = 842
    height: float = 595
    rotate: int = 0
    turn: int = 0
    marks: list[str] = field(default_factory=list)
    has_picture: bool = False

    def text(
        self, x: float, y: float, text: str, size: float = 12, turn: int = 0, font: str = "U", spacing: float = 0
    ) -> None:
        a, b, c, d = _TURNS[turn]
        code = text.encode("latin-1" if font == "T" else "utf-16-be").hex()
        place = f"{a} {b} {c} {d} {x:.2f} {self.height - y:.2f} Tm"
        self.marks.append(f"BT /{font} {size} Tf {spacing} Tc {place} <{code}> Tj ET")

    def slanted(self, x: float, y: float, text: str, size: float = 60) -> None:
        code = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /U {size} Tf 0 Tc 0.7 0.7 -0.7 0.7 {x} {self.height - y} Tm <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, dash: str = "[] 0 d") -> None:
        top, bottom = self.height - y0, self.height - y1
        self.marks.append(f"{dash} 0.5 w {x0:.2f} {top:.2f} m {x1:.2f} {bottom:.2f} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: float = 0) -> None:
        self.marks.append(f"{colour} g {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f 0 g")

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.has_picture = True
        self.marks.append(f"q {x1 - x0} 0 0 {y1 - y0} {x0} {self.height - y1} cm /Im Do Q")

    def content(self) -> str:
        a, b, c, d = _TURNS[self.turn]
        x, y = {0: (0, 0), 1: (self.height, 0), 2: (self.width, self.height), 3: (0, self.width)}[self.turn]
        return "\n".join([f"{a} {b} {c} {d} {x} {y} cm", *self.marks])

    @property
    def size(self) -> tuple[float, float]:
        return (self.height, self.width) if self.turn % 2 else (self.width, self.height)


def paper(*leaves: Leaf, trailer: bytes = b"") -> bytes:
    """The file of these pages. Font U tells what its letters mean, font N does not, font T is of the time of
    TCVN3."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        _font("U", " /ToUnicode 8 0 R"),
        _font("N", ""),
        _CID,
        _PICTURE,
    ]
    parts += [b"<< /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
              b"/Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>", _stream(_MAP.encode())]  # fmt: skip
    parts.append(_OLD)
    kids = []
    for leaf in leaves:
        number = len(parts) + 1
        kids.append(f"{number} 0 R")
        width, height = leaf.size
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Rotate {leaf.rotate} "
            f"/Contents {number + 1} 0 R "
            "/Resources << /Font << /U 3 0 R /N 4 0 R /T 9 0 R >> /XObject << /Im 6 0 R >> >> >>".encode()
        )
        parts.append(_stream(leaf.content().encode()))
    parts[1] = f"<< /Type /Pages /Count {len(leaves)} /Kids [{' '.join(kids)}] >>".encode()
    return _file(parts, trailer)


def _font(name: str, extra: str) -> bytes:
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Plain{name} /Encoding /Identity-H "
        f"/DescendantFonts [5 0 R]{extra} >>".encode()
    )


_CID = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 /W [32 [250]] /FontDescriptor 7 0 R "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)
_OLD = (
    b"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+.VnTime,Bold /Encoding /WinAnsiEncoding "
    b"/FirstChar 0 /LastChar 255 /FontDescriptor 7 0 R /Widths [%s] >>"
    % b" ".join(b"250" if code == 32 else b"500" for code in range(256))
)
_PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\n"
    b"stream\n\x80\nendstream"
)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)


def _file(parts: list[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    count = len(parts) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<< /Size %d /Root 1 0 R /ID [(a) (a)] %s >>\nstartxref\n%d\n%%%%EOF\n" % (count, trailer, start)
    )
