"""Word files (.docx, .docm): paragraphs become lines, tables become grids, automatic numbers are written out. Pure.

The file is read as Word prints it: tracked changes accepted, hidden text left out, letters in capitals where the
format says so. Pages are known only where Word left the marks of its last printing.
"""

import re

from docx.oxml.ns import qn
from lxml.etree import _Element as Element

from tracker.errors import DomainError
from tracker.imports.grid import Content, Note, Source
from tracker.imports.readers import legacy
from tracker.imports.readers.word_drawings import PICTURES
from tracker.imports.readers.word_lists import Lists
from tracker.imports.readers.word_notes import MARGIN, Remark
from tracker.imports.readers.word_package import Package
from tracker.imports.readers.word_pages import Pages
from tracker.imports.readers.word_story import Paper, Story
from tracker.imports.readers.word_styles import Styles
from tracker.sentences import kept

_BODY, _PAGE_MARK, _NOTE_ID = qn("w:body"), qn("w:lastRenderedPageBreak"), qn("w:id")
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:(?:trang|page)[\W\d_]*)?", re.IGNORECASE)
_INNER_QUOTES = str.maketrans("“”", '""')

_NO_DOCUMENT = kept(
    "Tệp “%(name)s” không phải tệp Word hoàn chỉnh; hãy mở bằng Word, lưu lại dạng .docx rồi nhập lại."
)
_ONLY_PICTURES = kept(
    "Tệp “%(name)s” chỉ có ảnh (bản quét), không có chữ; hãy nhập tệp gốc hoặc tệp đã nhận dạng chữ (OCR)."
)
_EMPTY = kept("Tệp “%(name)s” không có nội dung; hãy chọn tệp khác.")


def read(data: bytes, filename: str) -> Content:
    package = Package(data)
    root = package.main_xml
    body = None if root is None else root.find(_BODY)
    if body is None:
        raise DomainError(_NO_DOCUMENT % {"name": filename})
    paper = _paper(package, body)
    story = Story(paper, is_body=True)
    story.read(body)
    content = Content(story.blocks)
    if not any(not line.is_blank for line in content.lines):
        has_picture = next(body.iter(*PICTURES), None) is not None
        raise DomainError((_ONLY_PICTURES if has_picture else _EMPTY) % {"name": filename})
    _remark(package, paper)
    content.notes = [*paper.remarks.notes(), *_converted(paper)]
    return content


def _paper(package: Package, body: Element) -> Paper:
    styles = Styles(next(package.related("styles"), None))
    lists = Lists(next(package.related("numbering"), None), styles)
    footnotes = {
        (kind, note.get(_NOTE_ID, "")): note
        for kind in ("footnote", "endnote")
        for root in package.related(f"{kind}s")
        for note in root
    }
    has_pages = next(body.iter(_PAGE_MARK), None) is not None
    return Paper(styles, lists, footnotes, Pages() if has_pages else None)


def _remark(package: Package, paper: Paper) -> None:
    """What is not in the body."""
    comments = sum(len(root) for root in package.related("comments"))
    if comments:
        paper.remarks.add(Remark.COMMENT, Source(), comments)
    if package.has_macros:
        paper.remarks.add(Remark.MACROS, Source())
    if package.has_external:
        paper.remarks.add(Remark.EXTERNAL, Source())
    paper.pages = None
    for text in dict.fromkeys(
        _margin(paper, root) for kind in ("header", "footer") for root in package.related(kind)
    ):
        if not _PAGE_NUMBER.fullmatch(text):
            paper.remarks.quote("page_margin", MARGIN, text.translate(_INNER_QUOTES), Source())


def _converted(paper: Paper) -> list[Note]:
    """What is said of old fonts; small letters and capitals of one encoding are told once."""
    return list(dict.fromkeys(legacy.note(encoding) for encoding in paper.encodings))


def _margin(paper: Paper, root: Element) -> str:
    """The words at the head or foot of the pages: a secrecy mark may stand only there."""
    story = Story(paper)
    story.read(root)
    return " ".join(story.text.split())
