"""The letters of one paragraph of a Word file, as they would be printed with every tracked change accepted. Pure."""

import re
from collections.abc import Callable, Iterator
from operator import ge

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.imports.readers.word_notes import Remark
from tracker.imports.readers.word_styles import RPR, VAL, Look, Styles, looking
from tracker.imports.readers.word_symbols import UNKNOWN, readable, sign

PAGE_TURNED, PAGE_ENDED = "\f", "\x0e"
"""In raw text: Word began a page here when it last saved; the author ended one. Neither can stand in XML."""

RUN, TEXT = qn("w:r"), qn("w:t")
_STYLE = qn("w:rStyle")
_FIELD, _FIELD_TYPE = qn("w:fldChar"), qn("w:fldCharType")
_TEXT_BOX, _OLE_OBJECT = qn("w:txbxContent"), qn("w:object")
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, _CHOICE, _FALLBACK = f"{_COMPATIBLE}AlternateContent", f"{_COMPATIBLE}Choice", f"{_COMPATIBLE}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VML = "{urn:schemas-microsoft-com:vml}"
_WORD_ART = f"{_VML}textpath"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_GRAPHIC = "{http://schemas.openxmlformats.org/drawingml/2006/main}graphicData"
_OLD_PICTURE = f"{_VML}imagedata"
PICTURES = (_PICTURE, _OLD_PICTURE)
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_LARGE_CM = (5, 3)
"""Width and height from which a picture may hold a table or a page."""
_EMU_PER_CM = 360_000
_SIZE = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*([\d.]+)(pt|in|cm|mm)")
_CM = {"pt": 2.54 / 72, "in": 2.54, "cm": 1.0, "mm": 0.1}

CHANGES = frozenset(map(qn, ("w:ins", "w:moveTo", "w:del", "w:moveFrom")))
DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
PROPERTIES = frozenset(map(qn, ("w:sdtPr", "w:sdtEndPr", "w:smartTagPr", "w:customXmlPr", "w:pPr", "w:rPr")))
_UNPRINTED = PROPERTIES | frozenset(
    map(qn, ("w:instrText", "w:delInstrText", "w:delText", "w:rt", "w:annotationRef"))
)
_FIXED = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:lastRenderedPageBreak"): PAGE_TURNED,
}
_SPACES = re.compile(r"[\t\r\n]")
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")
_RAISED_DIGITS = re.compile(r"[\d()*\s]+")


class Runs:
    """Gathers `raw` text, the text boxes anchored in it, the notes it refers to, and what there is to remark."""

    def __init__(self, styles: Styles, style: str) -> None:
        self._styles = styles
        self._style = style
        self._base = styles.look(style, "")
        self._parts: list[str] = []
        self._fields: list[bool] = []
        self._withheld: list[str] = []
        self.boxes: list[Element] = []
        self.footnotes: list[tuple[str, str]] = []
        self.remarks: list[Remark] = []

    @property
    def raw(self) -> str:
        """The letters so far; a field that the file forgot to close withholds nothing."""
        return "".join([*self._parts, *self._withheld] if any(self._fields) else self._parts)

    def walk(self, element: Element, look: Look | None = None) -> None:
        """Everything inside; what is not known is gone through, so that no wrapper hides its words."""
        for child in element:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag in CHANGES and self._is_dropped(child):
                continue
            elif handler := _HANDLERS.get(tag):
                handler(self, child, look or self._base)
            elif tag in _FIXED:
                self._parts.append(_FIXED[tag])
            elif tag not in _UNPRINTED and isinstance(tag, str):
                self.walk(child, look)

    def _is_dropped(self, change: Element) -> bool:
        if len(change):
            self.remarks.append(Remark.TRACKED)
        return change.tag in DELETED

    def _run(self, run: Element) -> None:
        properties = run.find(RPR)
        look = self._base
        if properties is not None:
            style = properties.find(_STYLE)
            if style is not None:
                look = self._styles.look(self._style, style.get(VAL, ""))
            look = looking(properties, look)
        self.walk(run, look)

    def _text(self, element: Element, look: Look) -> None:
        self._write(_SPACES.sub(" ", element.text or ""), look)

    def _write(self, text: str, look: Look) -> None:
        if any(self._fields):
            self._withheld.append(text)
            return
        if look.hidden:
            self.remarks += [Remark.HIDDEN] if text.strip() else []
            return
        text = readable(text, look.font)
        if look.caps:
            text = text.upper()
        if look.raised and _RAISED_DIGITS.fullmatch(text):
            text = text.translate(_RAISED)
        if look.struck and text.strip():
            self.remarks.append(Remark.STRUCK)
        if UNKNOWN in text:
            self.remarks.append(Remark.SYMBOL)
        self._parts.append(text)

    def _symbol(self, element: Element, look: Look) -> None:
        code = element.get(qn("w:char"), "")
        try:
            text = sign(int(code, 16), element.get(qn("w:font"), ""))
        except ValueError:
            text = UNKNOWN
        self._write(text, look)

    def _break(self, element: Element, _look: Look) -> None:
        self._parts.append(PAGE_ENDED if element.get(qn("w:type")) == "page" else "\n")

    def _field(self, element: Element, _look: Look) -> None:
        """A field's instruction, and fields inside it, are not printed; what it came to is."""
        kind = element.get(_FIELD_TYPE)
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()
        if not any(self._fields):
            self._withheld.clear()

    def _footnote(self, element: Element, _look: Look) -> None:
        """The mark is left out, a custom one too: it follows in the same run."""
        kind = element.tag.rpartition("}")[2].removesuffix("Reference")
        self.footnotes.append((kind, element.get(qn("w:id"), "")))
        if element.get(qn("w:customMarkFollows"), "0") not in ("0", "false"):
            mark = element.getnext()
            while mark is not None and mark.tag == TEXT:
                mark.text, mark = "", mark.getnext()

    def _control(self, element: Element, look: Look) -> None:
        """A content control that only shows its "click here" text is empty."""
        if element.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is None:
            self.walk(element, look)

    def _fraction(self, element: Element, look: Look) -> None:
        for index, tag in enumerate(("num", "den")):
            part = element.find(_MATH + tag)
            if part is not None:
                self._write("/" if index else "", look)
                self.walk(part, look)

    def _alternate(self, element: Element, look: Look) -> None:
        branch = chosen(element)
        if branch is not None:
            self.walk(branch, look)

    def _art(self, element: Element, look: Look) -> None:
        """A drawing of the new or the old kind: its text boxes are kept for later, the rest can only be named."""
        if not look.hidden:
            found = list(_drawn(element))
            self.boxes += [one for one in found if one.tag in (_TEXT_BOX, _WORD_ART)]
            self.remarks += [remark for one in found if (remark := _unread(one)) is not None]

    def _object(self, element: Element, look: Look) -> None:
        self.remarks.append(Remark.OBJECT)
        self._art(element, look)


Handler = Callable[[Runs, Element, Look], None]
_HANDLERS: dict[object, Handler] = {
    TEXT: Runs._text,
    f"{_MATH}t": Runs._text,
    f"{_MATH}f": Runs._fraction,
    qn("w:sym"): Runs._symbol,
    qn("w:br"): Runs._break,
    _FIELD: Runs._field,
    qn("w:footnoteReference"): Runs._footnote,
    qn("w:endnoteReference"): Runs._footnote,
    qn("w:sdt"): Runs._control,
    ALTERNATE: Runs._alternate,
    qn("w:drawing"): Runs._art,
    qn("w:pict"): Runs._art,
    _OLE_OBJECT: Runs._object,
}


def chosen(alternate: Element) -> Element | None:
    """The branch to read of content written twice, for new programs and for old ones: the first that holds words or
    a picture."""
    branches = [*alternate.findall(_CHOICE), *alternate.findall(_FALLBACK)]
    return next((one for one in branches if _says_something(one)), None)


def _says_something(branch: Element) -> bool:
    return any(True for _ in branch.iter(TEXT, _WORD_ART, _PICTURE, _GRAPHIC, _OLD_PICTURE, qn("w:br")))


def _drawn(element: Element) -> Iterator[Element]:
    """Text boxes, word art and pictures inside a drawing, none twice."""
    if element.tag in (_TEXT_BOX, _WORD_ART):
        yield element
    elif element.tag == ALTERNATE:
        branch = chosen(element)
        yield from () if branch is None else _drawn(branch)
    else:
        if element.tag in (_GRAPHIC, _PICTURE, _OLD_PICTURE):
            yield element
        for child in element:
            yield from _drawn(child)


def _unread(drawn: Element) -> Remark | None:
    if drawn.tag == _GRAPHIC:
        is_art = (drawn.get("uri") or "").rpartition("/")[2] in ("chart", "chartex", "diagram")
        return Remark.DRAWING if is_art else None
    return Remark.PICTURE if all(map(ge, _size(drawn), _LARGE_CM)) else None


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
