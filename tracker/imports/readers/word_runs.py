"""The letters of one paragraph of a Word file, as they would be printed with every tracked change accepted. Pure."""

import re
from collections.abc import Callable
from functools import lru_cache

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.imports.readers import legacy
from tracker.imports.readers.word_drawings import ALTERNATE, BOXES, chosen, drawn, unread
from tracker.imports.readers.word_notes import Remark
from tracker.imports.readers.word_styles import RPR, VAL, Look, Styles, looking
from tracker.imports.readers.word_symbols import UNKNOWN, readable, sign

PAGE_TURNED, PAGE_ENDED = "\f", "\x0e"
"""In raw text: Word began a page here when it last saved; the author ended one. Neither can stand in XML."""

RUN, TEXT = qn("w:r"), qn("w:t")
_STYLE = qn("w:rStyle")
_FIELD, _FIELD_TYPE = qn("w:fldChar"), qn("w:fldCharType")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
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
_HAS_POWER = re.compile(r"(?:(?<![^\W\d_])[hkcdm]?m|\b10)\s*$")
"""What a raised number is a power of: metres and ten. After any other word it is the mark of a note."""


_encoding_of = lru_cache(256)(legacy.of_font)


class Runs:
    """Gathers `raw` text, the text boxes anchored in it, the notes it refers to, and what there is to remark."""

    def __init__(self, styles: Styles, style: str) -> None:
        self._styles = styles
        self._style = style
        self._base = styles.look(style, "")
        self._parts: list[str] = []
        self._fields: list[bool] = []
        self._withheld: list[str] = []
        self._old: list[str] = []
        self._old_look = Look()
        self.boxes: list[Element] = []
        self.footnotes: list[tuple[str, str]] = []
        self.remarks: list[Remark] = []
        self.encodings: list[legacy.Encoding] = []

    @property
    def raw(self) -> str:
        """The letters so far; a field that the file forgot to close withholds nothing."""
        self._convert()
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
                self._put(_FIXED[tag])
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
        if look.struck and text.strip():
            self.remarks.append(Remark.STRUCK)
        if _encoding_of(look.font):
            self._put_old(text, look)
            return
        text = readable(text, look.font)
        if look.caps:
            text = text.upper()
        if look.raised and _RAISED_DIGITS.fullmatch(text):
            text = self._raised(text)
        if UNKNOWN in text:
            self.remarks.append(Remark.SYMBOL)
        self._put(text)

    def _raised(self, text: str) -> str:
        """A power stays, as does the mark before a note's own words; a mark after a word is left out."""
        self._convert()
        before = "".join(self._parts[-3:])
        return text.translate(_RAISED) if not before.strip() or _HAS_POWER.search(before) else ""

    def _put(self, text: str) -> None:
        self._convert()
        self._parts.append(text)

    def _put_old(self, text: str, look: Look) -> None:
        """Letters of fonts before Unicode are put together first: one letter may be cut in two by its runs."""
        if self._old and (look.font, look.caps) != (self._old_look.font, self._old_look.caps):
            self._convert()
        self._old.append(text)
        self._old_look = look

    def _convert(self) -> None:
        if not self._old:
            return
        typed, encoding = "".join(self._old), _encoding_of(self._old_look.font)
        self._old.clear()
        text = legacy.in_encoding(typed, encoding)
        if encoding is not None and text != typed:
            self.encodings.append(encoding)
        self._parts.append(text.upper() if self._old_look.caps else text)

    def _symbol(self, element: Element, look: Look) -> None:
        code = element.get(qn("w:char"), "")
        try:
            text = sign(int(code, 16), element.get(qn("w:font"), ""))
        except ValueError:
            text = UNKNOWN
        self._write(text, look)

    def _break(self, element: Element, _look: Look) -> None:
        self._put(PAGE_ENDED if element.get(qn("w:type")) == "page" else "\n")

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
            found = list(drawn(element))
            self.boxes += [one for one in found if one.tag in BOXES]
            self.remarks += [remark for one in found if (remark := unread(one)) is not None]

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
    qn("w:object"): Runs._object,
}
