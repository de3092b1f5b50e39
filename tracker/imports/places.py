"""Where something stands in the file, in words: by its line in a text, by table and page elsewhere. Pure."""

from tracker.imports.grid import Source
from tracker.sentences import kept

_AT_LINE = kept("ở dòng %(line)s")
_ON_PAGE = kept("số %(table)s, trang %(page)s")
_NUMBERED = kept("số %(table)s")


def place_of_table(source: Source) -> str:
    """After the word "Bảng": "ở dòng 12", "số 2, trang 3"."""
    if source.line is not None:
        return _AT_LINE % {"line": source.line}
    sentence = _ON_PAGE if source.page is not None else _NUMBERED
    return sentence % {"table": source.table, "page": source.page}


def place_of_row(source: Source) -> str:
    """At the head of a list: "Dòng 12", "Bảng 2, dòng 5"."""
    if source.line is not None:
        return f"Dòng {source.line}"
    page = f"Trang {source.page}, bảng" if source.page is not None else "Bảng"
    return f"{page} {source.table}, dòng {source.row}"
