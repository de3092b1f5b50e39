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
_NO_TEXT = kept("Tệp “%(name)s” không có chữ nào đọc được; hãy chọn tệp khác.")
_MARGIN = kept("Chữ ở đầu hoặc cuối trang, không nhập: “%(text)s”.")


def read(data: bytes, filename: str) -> Content:
    first, *others = [as_stored(body, filename) for body in _bodies(data, filename)]
    page = Page(is_whole=bool(_WHOLE.search(first[:_LOOKED_AT])))
    notes: list[Note] = []
    if _FRAMES.search(first):
        for other in others:
            page.read(_tree(other))
    else:
        page.read(_tree(first))
        notes += [Note("margin_text", _MARGIN % {"text": text}) for text in map(_plain, others) if text]
    content = page.content
    content.notes += notes
    if not any(not line.is_blank for line in content.lines):
        raise DomainError((_ONLY_FRAMES if _FRAMES.search(first) else _NO_TEXT) % {"name": filename})
    return content


def _bodies(data: bytes, filename: str) -> list[bytes]:
    """The page; of one saved with its parts in one file (.mht), the page and every other page in it.

    What a page says of its code page is not asked: many are mislabelled.
    """
    if not _MAIL.match(data[:_LOOKED_AT]):
        return [data]
    message = message_from_bytes(data, policy=policy.default)
    bodies = (part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html")
    pages = [body for body in bodies if isinstance(body, bytes) and body.strip()]
    if not pages:
        raise DomainError(_NO_TEXT % {"name": filename})
    return pages


def _tree(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def _plain(text: str) -> str:
    page = Page(is_whole=True)
    page.read(_tree(text))
    return " ".join(_words(page)).replace("“", '"').replace("”", '"')


def _words(page: Page) -> Iterator[str]:
    return (line.text for line in page.content.lines if not line.is_blank)
