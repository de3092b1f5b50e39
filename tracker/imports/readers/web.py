"""Web pages: saved from a portal, from Word or Excel ("web page", .mht), or a text with tables in HTML. Pure.

A table becomes a grid, unless it only lays out the page; all else becomes lines, broken as a browser breaks them.
Scripts, styles, forms, menus and what is not shown are left out; nothing is fetched.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy

from lxml import etree

from tracker.errors import DomainError
from tracker.imports.grid import Content, Note
from tracker.imports.readers.text import as_stored
from tracker.imports.readers.web_page import Page
from tracker.sentences import kept

_MAIL = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:html|body|!doctype html)\b", re.IGNORECASE)
_FRAMES = re.compile(r"<frameset\b", re.IGNORECASE)
_LOOKED_AT = 8192
_ONLY_FRAMES = kept(
    "Tệp “%(name)s” chỉ là khung của một trang web nhiều tệp; "
    "hãy mở bằng Excel hoặc Word, lưu lại dạng .xlsx hoặc .docx rồi nhập lại."
)
_CUT = kept(
    "Trang web không có phần kết thúc hoặc có chỗ không đọc tiếp được, có thể tải về chưa hết; "
    "hãy đối chiếu các dòng cuối của từng bảng."
)
_NO_TEXT = kept("Tệp “%(name)s” không có chữ nào đọc được; hãy chọn tệp khác.")
_MARGIN = kept("Chữ ở đầu hoặc cuối trang, không nhập: “%(text)s”.")


def read(data: bytes, filename: str) -> Content:
    bodies, is_whole = _bodies(data, filename)
    first, *others = [as_stored(body, filename) for body in bodies]
    has_frames = bool(_FRAMES.search(first))
    page = Page(is_whole=bool(_WHOLE.search(first[:_LOOKED_AT])))
    for text in others if has_frames else (first,):
        tree, is_cut = _parsed(text)
        page.read(tree)
        is_whole = is_whole and not is_cut
    if not any(not line.is_blank for line in page.content.lines):
        raise DomainError((_ONLY_FRAMES if has_frames else _NO_TEXT) % {"name": filename})
    margins = () if has_frames else filter(None, map(_plain, others))
    page.content.notes += [Note("margin_text", _MARGIN % {"text": text}) for text in margins]
    page.content.notes += [] if is_whole else [Note("page_cut", _CUT)]
    return page.content


def _bodies(data: bytes, filename: str) -> tuple[list[bytes], bool]:
    """The page; of one saved with its parts in one file (.mht), the page and every other page in it; and whether the
    last of its parts came to an end.

    What a page says of its code page is not asked: many are mislabelled.
    """
    if not _MAIL.match(data[:_LOOKED_AT]):
        return [data], True
    message = message_from_bytes(data, policy=policy.default)
    bodies = (part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html")
    pages = [body for body in bodies if isinstance(body, bytes) and body.strip()]
    if not pages:
        raise DomainError(_NO_TEXT % {"name": filename})
    return pages, not message.defects


def _parsed(text: str) -> tuple[etree._Element | None, bool]:
    """The elements, and whether the page breaks off."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        tree = None
    return tree, _is_cut(text.lower()) or any(error.level == etree.ErrorLevels.FATAL for error in parser.error_log)


def _is_cut(text: str) -> bool:
    """Tables must be closed, and so are pages and comments wherever a program writes them."""
    if "<html" in text and "</html" not in text:
        return True
    return text.count("<table") > text.count("</table") or text.rfind("<!--") > text.rfind("-->")


def _plain(text: str) -> str:
    page = Page(is_whole=True)
    page.read(_parsed(text)[0])
    return " ".join(_words(page)).replace("“", '"').replace("”", '"')


def _words(page: Page) -> Iterator[str]:
    return (line.text for line in page.content.lines if not line.is_blank)
