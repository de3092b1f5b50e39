"""What a PDF gives to doubt: scanned pages, letters without Unicode, words drawn as shapes. Pure."""

from collections.abc import Sequence
from itertools import groupby

from tracker.errors import DomainError
from tracker.imports.grid import Note, Source
from tracker.imports.readers import legacy
from tracker.imports.readers.pdf_page import Page
from tracker.sentences import kept

_FEW_LETTERS = 25
"""A page number, a stamp or a running header, but no text of a plan."""
_PICTURE, _WHOLE_PICTURE = 0.25, 0.7
_MANY_SHAPES = 150
_UNKNOWN = 0.1

_SCANNED = kept(
    "Trang %(pages)s là ảnh quét, không đọc được chữ; "
    "hãy nhập từ bản gốc Word, Excel, PDF có chữ hoặc bản đã nhận dạng chữ."
)
_RECOGNISED = kept(
    "Trang %(pages)s là ảnh quét có chữ do máy nhận dạng; chữ và số có thể sai, hãy đối chiếu với văn bản gốc."
)
_DRAWN = kept(
    "Trang %(pages)s có chữ đã chuyển thành hình vẽ, không đọc được; hãy nhập từ bản gốc Word, Excel hoặc PDF có chữ."
)
_UNNAMED = kept(
    "Trang %(pages)s dùng phông chữ không kèm bảng mã Unicode, không đọc được chữ; hãy nhập từ bản gốc Word, Excel."
)
_SOME_UNNAMED = kept(
    "Trang %(pages)s có ký tự không rõ (hiện là “\ufffd”) vì phông chữ thiếu bảng mã; hãy đối chiếu."
)
_BLANK = kept("Trang %(pages)s trống hoặc bị hỏng, không có chữ để đọc; hãy kiểm tra.")
_ALL_SCANNED = kept(
    "Tệp “%(name)s” chỉ có ảnh quét, không có chữ để đọc; "
    "hãy chọn bản gốc Word, Excel, PDF có chữ, hoặc nhận dạng chữ (OCR) rồi nhập lại."
)
_ALL_UNREADABLE = kept(
    "Không đọc được chữ trong tệp “%(name)s”: phông chữ không kèm bảng mã Unicode hoặc chữ đã chuyển thành hình vẽ; "
    "hãy chọn bản gốc Word, Excel."
)
_EMPTY = kept("Tệp “%(name)s” không có nội dung; hãy chọn tệp khác.")
_SENTENCES = {
    "page_scanned": _SCANNED,
    "page_drawn": _DRAWN,
    "page_unnamed": _UNNAMED,
    "page_recognised": _RECOGNISED,
    "letters_unnamed": _SOME_UNNAMED,
    "page_empty": _BLANK,
}
_UNREADABLE = frozenset({"page_scanned", "page_drawn", "page_unnamed"})


def state_of(page: Page) -> str:
    """The code of what is wrong with the page, or ""."""
    known = page.letters - page.unknown
    if known < _FEW_LETTERS and page.drawn.pictures >= _PICTURE:
        return "page_scanned"
    if known < _FEW_LETTERS and page.drawn.shapes - len(page.drawn.across) - len(page.drawn.down) >= _MANY_SHAPES:
        return "page_drawn"
    if page.unknown > _UNKNOWN * page.letters:
        return "page_unnamed"
    if page.letters == 0:
        return "page_empty"
    if page.drawn.pictures >= _WHOLE_PICTURE:
        return "page_recognised"
    return "letters_unnamed" if page.unknown else ""


def is_readable(page: Page) -> bool:
    return state_of(page) not in _UNREADABLE


def refuse_unreadable(pages: Sequence[Page], filename: str) -> None:
    """Refuse a file of which no page can be read."""
    states = {state_of(page) for page in pages}
    if states - _UNREADABLE - {"page_empty"}:
        return
    sentence = _EMPTY if not states & _UNREADABLE else _ALL_SCANNED if "page_scanned" in states else _ALL_UNREADABLE
    raise DomainError(sentence % {"name": filename})


def doubts(pages: Sequence[Page]) -> list[Note]:
    """One note for each stretch of pages in the same state, and for each old encoding."""
    met = sorted({encoding for page in pages for encoding in page.encodings})
    notes = list(dict.fromkeys(map(legacy.note, met)))
    for state, group in groupby(pages, key=state_of):
        if state in _SENTENCES:
            numbers = [page.number for page in group]
            text = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
            notes.append(Note(state, _SENTENCES[state] % {"pages": text}, Source(page=numbers[0])))
    return notes
