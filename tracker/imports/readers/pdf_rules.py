"""The ruling lines of a page of a PDF, however a program drew them: strokes, thin filled boxes, dashes, frames.
Pure."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pypdfium2 import raw

from tracker.imports.readers.pdf_turn import Turn

THIN = 3.0
"""Points: what is filled and not wider than this is a line."""
_LEVEL = 1.0
_DEEPEST = 6
_WHITE = 250
_MOST_SEGMENTS = 20_000

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along the page: `at` is its place across, `start` and `end` its reach, in points."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawn:
    """Lines across and down the page, the number of all shapes, and the part of the page that pictures cover."""

    across: list[Rule]
    down: list[Rule]
    shapes: int = 0
    pictures: float = 0.0


def drawn_on(page: object, turn: Turn) -> Drawn:
    drawn = Drawn([], [])
    width, height = turn.size
    for element, matrix in _elements(page, _IDENTITY, 0):
        kind = raw.FPDFPageObj_GetType(element)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawn.pictures += _area(element, matrix, turn) / (width * height)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            drawn.shapes += 1
            _add_path(drawn, element, matrix, turn)
    return drawn


def _elements(parent: object, matrix: Matrix, depth: int) -> Iterator[tuple[object, Matrix]]:
    """Everything drawn, what stands in a form included, each with the matrix that brings it onto the page."""
    if depth:
        count, get = raw.FPDFFormObj_CountObjects(parent), raw.FPDFFormObj_GetObject
    else:
        count, get = raw.FPDFPage_CountObjects(parent), raw.FPDFPage_GetObject
    for index in range(count):
        element = get(parent, index)
        if not element:
            continue
        if raw.FPDFPageObj_GetType(element) == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST:
                yield from _elements(element, _times(_matrix(element), matrix), depth + 1)
        else:
            yield element, matrix


def _matrix(element: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(element, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    k, m, n, o, p, q = second
    return a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def _area(element: object, matrix: Matrix, turn: Turn) -> float:
    """Square points of the page that the picture covers."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(element, left, bottom, right, top):
        return 0.0
    low = turn.point(*_moved((left.value, bottom.value), matrix))
    high = turn.point(*_moved((right.value, top.value), matrix))
    width, height = turn.size
    wide, tall = (
        max(0.0, min(max(one, two), most) - max(min(one, two), 0.0))
        for one, two, most in zip(low, high, (width, height), strict=True)
    )
    return wide * tall


def _add_path(drawn: Drawn, element: object, matrix: Matrix, turn: Turn) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(element, fill, stroke)
    is_filled = bool(fill.value) and _is_seen(element, raw.FPDFPageObj_GetFillColor)
    is_stroked = bool(stroke.value) and _is_seen(element, raw.FPDFPageObj_GetStrokeColor)
    if not (is_filled or is_stroked):
        return
    whole = _times(_matrix(element), matrix)
    for outline in _outlines(element, whole, turn):
        if is_filled:
            _add_filled(drawn, outline)
        if is_stroked:
            _add_stroked(drawn, outline)


def _is_seen(element: object, colour_of: object) -> bool:
    """Neither white nor transparent."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not colour_of(element, red, green, blue, alpha):  # type: ignore[operator]
        return True
    return alpha.value > 0 and min(red.value, green.value, blue.value) < _WHITE


def _outlines(element: object, matrix: Matrix, turn: Turn) -> Iterator[list[Point]]:
    """Each connected outline of the path as points of the upright page; a closed one ends where it began."""
    points: list[Point] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(element), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(element, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = turn.point(*_moved((x.value, y.value), matrix))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(place)
        if raw.FPDFPathSegment_GetClose(segment) and len(points) > 2:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _add_filled(drawn: Drawn, outline: list[Point]) -> None:
    """A thin box is a line; a dot of a dotted line may belong to a line of either direction."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= THIN:
        drawn.across.append(Rule((top + bottom) / 2, left, right))
    if right - left <= THIN:
        drawn.down.append(Rule((left + right) / 2, top, bottom))


def _add_stroked(drawn: Drawn, outline: list[Point]) -> None:
    for (x0, y0), (x1, y1) in pairwise(outline):
        if abs(y1 - y0) <= _LEVEL:
            drawn.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        if abs(x1 - x0) <= _LEVEL:
            drawn.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
