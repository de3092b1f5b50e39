"""What is drawn on a page of a Word file: words in boxes and word art, and pictures that can only be named. Pure."""

import re
from collections.abc import Iterator
from operator import ge

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.imports.readers.word_notes import Remark

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, _CHOICE, _FALLBACK = f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
_VML = "{urn:schemas-microsoft-com:vml}"
_TEXT_BOX, _WORD_ART = qn("w:txbxContent"), f"{_VML}textpath"
BOXES = (_TEXT_BOX, _WORD_ART)
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OLD_PICTURE = f"{_VML}imagedata"
PICTURES = (_PICTURE, _OLD_PICTURE)
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_LARGE_CM = (5, 3)
"""Width and height from which a picture may hold a table or a page."""
_EMU_PER_CM = 360_000
_SIZE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*(\d+(?:\.\d+)?)(pt|in|cm|mm)")
_CM = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1}


def chosen(alternate: Element) -> Element | None:
    """The branch to read of content written twice, for new programs and for old ones: the first that holds words or
    a picture."""
    branches = [*alternate.findall(_CHOICE), *alternate.findall(_FALLBACK)]
    return next((one for one in branches if _says_something(one)), None)


def _says_something(branch: Element) -> bool:
    return any(True for _ in branch.iter(qn("w:t"), _WORD_ART, _PICTURE, _GRAPHIC, _OLD_PICTURE, qn("w:br")))


def drawn(element: Element) -> Iterator[Element]:
    """Text boxes, word art and pictures inside a drawing, none twice."""
    if element.tag in (_TEXT_BOX, _WORD_ART):
        yield element
    elif element.tag == ALTERNATE:
        branch = chosen(element)
        yield from () if branch is None else drawn(branch)
    else:
        if element.tag in (_GRAPHIC, _PICTURE, _OLD_PICTURE):
            yield element
        for child in element:
            yield from drawn(child)


def unread(found: Element) -> Remark | None:
    if found.tag == _GRAPHIC:
        is_art = (found.get("uri") or "").rpartition("/")[2] in ("chart", "chartex", "diagram")
        return Remark.DRAWING if is_art else None
    is_large = found.tag in PICTURES and all(map(ge, _size(found), _LARGE_CM))
    return Remark.PICTURE if is_large else None


def _size(picture: Element) -> tuple[float, float]:
    """Width and height in cm of the drawing around a picture, (0, 0) where it states none."""
    if picture.tag == _OLD_PICTURE:
        shape = picture.getparent()
        found = _SIZE.findall("" if shape is None else shape.get("style", ""))
        sizes = [float(size) * _CM[unit] for size, unit in found]
    else:
        extents = (found for one in picture.iterancestors() if (found := one.find(_EXTENT)) is not None)
        extent = next(extents, None)
        texts = () if extent is None else (extent.get("cx", ""), extent.get("cy", ""))
        sizes = [int(text) / _EMU_PER_CM for text in texts if text.isdecimal()]
    return (sizes[0], sizes[1]) if len(sizes) == 2 else (0.0, 0.0)
