"""Pages of a PDF that lie on their side: from the file's coordinates to those of a reader who holds it upright.
Pure."""

import math
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the upper left corner; in the file's own coordinates bottom is smaller."""

_ASKEW = math.radians(8)


@dataclass(frozen=True, slots=True)
class Turn:
    """`quarters`: how often the text runs a quarter turn against the clock; `frame`: left, bottom, right, top of
    the page in the file's coordinates."""

    quarters: int
    frame: Box

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.frame
        width, height = right - left, top - bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.frame
        if self.quarters == 0:
            return x - left, top - y
        if self.quarters == 1:
            return y - bottom, x - left
        if self.quarters == 2:
            return right - x, y - bottom
        return top - y, right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        (ax, ay), (bx, by) = self.point(x0, y0), self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def quarters_of(a: float, b: float) -> int | None:
    """Quarter turns of text whose direction is (a, b); None where it is set askew, as a stamp or a watermark is."""
    angle = math.atan2(b, a)
    quarters = round(angle / (math.pi / 2))
    return quarters % 4 if abs(angle - quarters * math.pi / 2) < _ASKEW else None
